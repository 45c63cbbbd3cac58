"""Indicators and alternatives with fields become tables; lists of figures and tables, and notes numbered by section."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen import compose
from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.walk import plain_text, walk
from composing import BRIEF, assembled, findings, finished, printed
from houses import shipped_house

INDICATORS = """\
::: {.indicator #ind-1 title="Canisters" threshold="two a week" status="not seen"}
Transport to the ports.
:::

::: {.indicator direction="up" status="[seen](#ind-1)"}
Tail numbers^[A note.].
:::
"""


def nodes(document, kind):
    return [node for node in walk(document.blocks) if isinstance(node, kind)]


def rows(table):
    return [[plain_text(cell).replace("\n", " / ") for cell in row.cells] for row in (*table.head, *table.body)]


# ── indicators and alternatives ──────────────────────────────────────────────────────────────────────────────────────


def test_indicators_that_follow_each_other_are_the_rows_of_one_table():
    (table,) = nodes(finished(INDICATORS), tree.Table)
    assert [
        ["Indicator", "Direction", "Threshold", "Status"],
        ["Canisters / Transport to the ports.", "", "two a week", "not seen"],
        ["Tail numbers.", "up", "", "seen"],
    ] == rows(table)


def test_an_indicator_is_still_what_a_link_leads_to():
    document = finished(INDICATORS)
    assert () == findings(INDICATORS)
    assert ["ind-1"] == [span.attributes.identifier for span in nodes(document, tree.Span)]
    assert ["#ind-1"] == [link.target for link in nodes(document, tree.Link)]


def test_the_title_of_an_indicator_heads_its_row_and_its_text_does_not():
    (table,) = nodes(finished(INDICATORS), tree.Table)
    first = table.body[0].cells[0]
    assert [Role.TABLE_ROW_HEAD, Role.TABLE_CELL] == [block.role for block in first.children]
    assert table.row_heads


def test_an_indicator_without_fields_stays_a_callout():
    document = finished("::: indicator\nWatch the ports.\n:::\n")
    assert [] == nodes(document, tree.Table)
    assert ["Indicator"] == [callout.label for callout in nodes(document, tree.Callout)]


def test_an_alternative_has_the_band_beside_its_likelihood():
    text = '::: {.alternative likelihood="Unlikely" against="The training goes on" for="Gold was paid"}\nArms for cash.\n:::\n'
    (table,) = nodes(finished(text), tree.Table)
    head, body = rows(table)
    assert ["Alternative", "Likelihood", "For", "Against"] == head
    assert ["Arms for cash.", "Unlikely\u00a0(20–45\u00a0%)", "Gold was paid", "The training goes on"] == body


def test_indicators_and_alternatives_are_two_tables():
    text = INDICATORS + '\n::: {.alternative for="Gold"}\nCash.\n:::\n'
    assert 2 == len(nodes(finished(text), tree.Table))


# ── lists of figures and tables ──────────────────────────────────────────────────────────────────────────────────────

LISTED = (
    "::: tables\n:::\n\n::: figures\n:::\n\n"
    "| a |\n|---|\n| b |\n\nTable: Trade^[Note.] of *both*\n\n![A map](a.png){#fig-map}\n\n| c |\n|---|\n"
)


def test_lists_name_what_has_a_number_in_the_words_of_its_caption():
    document = finished(LISTED)
    tables, figures = nodes(document, tree.Contents)
    assert (tree.Listing.TABLES, "Tables", tree.Listing.FIGURES, "Figures") == (
        tables.listing,
        plain_text(tables.heading),
        figures.listing,
        plain_text(figures.heading),
    )
    assert [("Table 1. ", "Trade of both", "table-1")] == [(one.label, plain_text(one), one.identifier) for one in tables.entries]
    assert [("Figure 1. ", "A map", "fig-map")] == [(one.label, plain_text(one), one.identifier) for one in figures.entries]


def test_what_a_list_leads_to_has_the_identifier():
    assert ["table-1", ""] == [table.identifier for table in nodes(finished(LISTED), tree.Table)]


def test_without_a_list_a_table_gets_no_identifier():
    assert [""] == [table.identifier for table in nodes(finished("| a |\n|---|\n| b |\n\n: T\n"), tree.Table)]


def test_a_list_of_what_is_not_there_is_not_printed():
    assert [] == nodes(finished("::: figures\n:::\n\nText.\n"), tree.Contents)


def test_the_front_matter_asks_for_lists():
    brief = replace(BRIEF, list_of_figures=True, list_of_tables=True)
    document = finished(LISTED.removeprefix("::: tables\n:::\n\n::: figures\n:::\n\n"), brief)
    listings = [one.listing for one in nodes(document, tree.Contents)]
    assert [tree.Listing.FIGURES, tree.Listing.TABLES] == listings


def test_a_list_is_printed_as_text():
    assert "  Table 1. Trade of both" in printed(finished(LISTED)).split("\n")


# ── numbers of notes ─────────────────────────────────────────────────────────────────────────────────────────────────

SECTIONS = (
    ("summary", "# One\n\nA^[a] b^[b]\n\n## Below\n\nC^[c]"),
    ("economic", "# Two\n\nD^[d]\n\n| e^[e] |\n|---|\n\n: T^[t]\n"),
)


def numbers(document):
    return [(plain_text(note.children), note.number, note.identifier) for note in nodes(document, tree.Note)]


@pytest.mark.parametrize("from_house", [True, False])
def test_notes_are_numbered_in_each_section_where_the_house_or_the_brief_says_so(from_house):
    house = shipped_house()
    if from_house:
        house = replace(house, style=replace(house.style, note_numbering=tree.NoteNumbering.SECTION))
    brief = BRIEF if from_house else replace(BRIEF, note_numbering=tree.NoteNumbering.SECTION)
    document = replace(
        assembled(*SECTIONS, brief=brief), meta=replace(assembled(*SECTIONS).meta, note_numbering=tree.NoteNumbering.SECTION)
    )
    assert [
        ("a", 1, "note-1"),
        ("b", 2, "note-2"),
        ("c", 3, "note-3"),
        ("d", 1, "note-4"),
        ("t", 2, "note-5"),
        ("e", 3, "note-6"),
    ] == numbers(compose.finish(document, brief, house).value)


def test_the_brief_says_how_notes_are_numbered_before_the_house():
    brief = replace(BRIEF, note_numbering=tree.NoteNumbering.SECTION)
    assert tree.NoteNumbering.SECTION is assembled(*SECTIONS, brief=brief).meta.note_numbering
    assert tree.NoteNumbering.DOCUMENT is assembled(*SECTIONS).meta.note_numbering


def test_endnotes_are_never_numbered_by_section():
    brief = replace(BRIEF, note_numbering=tree.NoteNumbering.SECTION)
    brief = replace(brief, citations=replace(brief.citations, placement=type(brief.citations.placement)("endnotes")))
    assert tree.NoteNumbering.DOCUMENT is assembled(*SECTIONS, brief=brief).meta.note_numbering


# ── the margin, and spans ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_pull_quote_and_an_aside_have_roles_of_their_own():
    pulled = '::: {.quote .pull speaker="A scholar"}\nWords.\n:::\n\n'
    document = finished(pulled + "::: {.callout placement=margin}\nAside.\n:::\n\n::: margin\nTo.\n:::\n")
    assert [Role.PULL_QUOTE, Role.MARGIN_NOTE, Role.MARGIN_NOTE] == [one.role for one in nodes(document, tree.Paragraph)][:3]
    (quote,) = nodes(document, tree.BlockQuote)
    assert (True, "— ") == (quote.is_pulled, quote.attribution_label)


def test_the_first_column_names_its_rows_also_beside_a_cell_that_reaches_down():
    grid = "+---+---+\n| g | a |\n|   +---+\n|   | b |\n+---+---+\n\n: T {row-heads=true}\n"
    (table,) = nodes(finished(grid), tree.Table)
    assert [[Role.TABLE_ROW_HEAD, Role.TABLE_CELL], [Role.TABLE_CELL]] == [
        [cell.children[0].role for cell in row.cells] for row in table.body
    ]
