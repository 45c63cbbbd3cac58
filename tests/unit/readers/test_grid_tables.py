"""Grid tables: cells that span, cells that hold blocks, and where their words stand in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import tree
from briefgen.model.walk import plain_text, walk
from briefgen.readers import read_markdown

SPANNING = """\
+---------------------+----------+
| Property            | Earth    |
+=============+=======+=========:+
|             | min   | -89.2 °C |
| Temperature +-------+----------+
| 1961-1990   | mean  | 14 °C    |
|             +-------+----------+
|             | max   | 56.7 °C  |
+-------------+-------+----------+
"""


def read(text):
    return read_markdown(text, file="a.md")


def the_table(text):
    (table,) = [block for block in read(text).value if isinstance(block, tree.Table)]
    return table


def cells(rows):
    return [[(plain_text(cell), cell.columns, cell.rows) for cell in row.cells] for row in rows]


def test_cells_span_columns_and_rows_as_they_are_drawn():
    table = the_table(SPANNING)
    assert [[("Property", 2, 1), ("Earth", 1, 1)]] == cells(table.head)
    assert [
        [("Temperature 1961-1990", 1, 3), ("min", 1, 1), ("-89.2 °C", 1, 1)],
        [("mean", 1, 1), ("14 °C", 1, 1)],
        [("max", 1, 1), ("56.7 °C", 1, 1)],
    ] == cells(table.body)


def test_colons_in_the_line_under_the_head_align_the_columns():
    table = the_table(SPANNING)
    assert [tree.Alignment.DEFAULT, tree.Alignment.DEFAULT, tree.Alignment.RIGHT] == [one.alignment for one in table.columns]


def test_a_grid_without_a_line_of_equal_signs_has_no_head():
    table = the_table("+---+---+\n| a | b |\n+---+---+\n")
    assert () == table.head
    assert [[("a", 1, 1), ("b", 1, 1)]] == cells(table.body)


def test_a_cell_holds_blocks():
    border = "+----------+------------+"
    lines = (border, "| - one    | ::: note   |", "| - two    | A box      |", "|          | :::        |", border)
    table = the_table("\n".join(lines))
    assert [tree.BulletList, tree.Callout] == [type(cell.children[0]) for cell in table.body[0].cells]


def test_code_in_a_cell_keeps_its_indent():
    table = the_table("+-------------+\n| ```         |\n| if x:       |\n|     return  |\n| ```         |\n+-------------+\n")
    assert tree.CodeBlock("if x:\n    return") == table.body[0].cells[0].children[0]


def test_a_word_in_a_cell_knows_where_it_stands():
    text = next(node for node in walk(the_table(SPANNING)) if isinstance(node, tree.Text) and node.text == "mean")
    assert (6, 17) == (text.position.line, text.position.column)


def test_a_word_in_a_grid_inside_a_quotation_and_a_list_knows_where_it_stands():
    outcome = read("> - item\n>\n>   +-----+\n>   | *me* |\n".replace("| *me* |", "| *m* |") + ">   +-----+\n")
    text = next(node for node in walk(outcome.value) if isinstance(node, tree.Text) and node.text == "m")
    assert (4, 8) == (text.position.line, text.position.column)


def test_a_grid_in_a_cell_of_a_grid_is_a_table_in_a_table():
    inner = ["+---+---+", "| x | y |", "+---+---+"]
    text = "+-----------+\n" + "".join(f"| {line} |\n" for line in inner) + "+-----------+\n"
    _, nested = [node for node in walk(read(text).value) if isinstance(node, tree.Table)]
    assert [[("x", 1, 1), ("y", 1, 1)]] == cells(nested.body)
    place = next(node for node in walk(nested) if isinstance(node, tree.Text) and node.text == "y").position
    assert (3, 9) == (place.line, place.column)


def test_a_footnote_in_a_cell_is_found_outside_the_table():
    table = the_table("+------+\n| a[^1] |\n+------+\n".replace("+------+", "+-------+") + "\n[^1]: The note.\n")
    assert ["The note."] == [plain_text(node.children) for node in walk(table) if isinstance(node, tree.Note)]


def test_a_finding_in_a_cell_points_into_the_cell():
    outcome = read("+----------+\n| a[^gone] |\n+----------+\n")
    (finding,) = outcome.diagnostics
    assert ("unknown-footnote", 2, 4) == (finding.code, finding.position.line, finding.position.column)


def test_wide_letters_take_two_columns():
    table = the_table("+------+---+\n| 日本 | b |\n+------+---+\n")
    assert [[("日本", 1, 1), ("b", 1, 1)]] == cells(table.body)


def test_a_caption_belongs_to_a_grid_as_to_any_table():
    table = the_table('+---+\n| a |\n+---+\n\nTable: Words {#tbl-w row-heads=true source="A desk"}\n')
    assert ("Words", "tbl-w", True, "A desk") == (
        plain_text(table.caption),
        table.identifier,
        table.row_heads,
        plain_text(table.source),
    )


@pytest.mark.parametrize(
    "text",
    [
        "+---+---+\n| a | b |\n+---+--+\n",
        "+---+\n| a\n| b |\n+---+\n|\n+---+\n",
    ],
)
def test_borders_that_do_not_meet_are_a_finding_and_lose_nothing(text):
    outcome = read(text)
    assert ["bad-grid-table"] == [finding.code for finding in outcome.diagnostics]
    for letter in (char for char in text if char.isalpha()):
        assert letter in plain_text(outcome.value)


def test_a_line_that_only_looks_like_a_border_is_text():
    assert [tree.Paragraph] == [type(block) for block in read("+---+\nand words\n").value]


def test_a_grid_of_many_cells_is_read_in_time_that_grows_with_it():
    row = "+---" * 60 + "+\n" + "| x " * 60 + "|\n"
    table = the_table(row * 120 + "+---" * 60 + "+\n")
    assert (120, 60) == (len(table.body), len(table.body[0].cells))


@given(st.lists(st.text("+-=|: ab*`[^1]\n日", max_size=14), max_size=12))
def test_whatever_looks_like_a_grid_is_read_and_no_letter_of_it_is_lost(lines):
    text = "+---+---+\n" + "\n".join(lines) + "\n+---+---+\n"
    outcome = read(text)
    said = plain_text(outcome.value, notes=True)
    assert said.count("日") == text.count("日") or outcome.diagnostics
