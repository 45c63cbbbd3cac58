from __future__ import annotations

from briefgen.compose.facts import tabulate_facts
from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.walk import plain_text
from composing import read


def facts(text: str) -> tuple[tree.Block, ...]:
    return tabulate_facts(read(f"::: {{.facts}}\n{text}\n:::"))


def test_a_list_of_facts_is_a_table_of_two_columns_read_by_rows():
    (table,) = facts("- One\n- Two\n- Three\n- Four")

    assert [["One", "Two"], ["Three", "Four"]] == [[plain_text(cell.children) for cell in row.cells] for row in table.body]
    assert ((), (0.5, 0.5)) == (table.head, tuple(column.width for column in table.columns))


def test_the_last_of_an_odd_number_goes_over_both_columns():
    (table,) = facts("- One\n- Two\n- Three")

    assert [1, 1, 2] == [cell.columns for row in table.body for cell in row.cells]


def test_a_term_stands_over_what_is_said_of_it():
    (table,) = facts("Drones\n: Forty-six received\n\nMissiles\n: None seen")

    (first, second) = table.body[0].cells
    assert (Role.TABLE_ROW_HEAD, "Drones") == (first.children[0].role, plain_text(first.children[:1]))
    assert ("Forty-six received", "None seen") == (plain_text(first.children[1:]), plain_text(second.children[1:]))


def test_what_is_no_list_stays_as_it_is():
    assert read("A sentence.") == facts("A sentence.")
    assert read("- One") == tabulate_facts(read("- One"))


def test_a_div_that_says_more_than_facts_stays():
    (div,) = tabulate_facts(read("::: {.facts lang=fr}\n- Un\n- Deux\n:::"))

    assert ("fr", tree.Table) == (div.attributes.get("lang"), type(div.children[0]))
