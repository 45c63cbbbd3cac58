"""What is printed before things stands in the tree."""

from __future__ import annotations

from dataclasses import replace

from briefgen import compose
from briefgen.model import tree
from briefgen.model.brief import CitationChoice, Placement
from briefgen.model.walk import plain_text, walk
from composing import BRIEF, assembled, finished
from houses import shipped_house

TABLE = '| a |\n|---|\n| b |\n\nTable: Trade. {source="Customs service"}\n'


def only(document: tree.Document, kind: type[tree.Node]):
    (node,) = [node for node in walk(document.blocks) if isinstance(node, kind)]
    return node


def test_a_table_has_its_number_and_the_words_before_its_source():
    table = only(finished(TABLE), tree.Table)

    assert ("Table 1. ", "Source: ") == (table.label, table.source_label)
    assert "Customs service" == plain_text(table.source)


def test_a_figure_has_its_number_and_the_words_before_its_source():
    figure = only(finished('![A map](map.png){source="Survey"}\n'), tree.Figure)

    assert ("Figure 1. ", "Source: ") == (figure.label, figure.source_label)


def test_a_table_without_caption_and_source_has_nothing_before_them():
    table = only(finished("| a |\n|---|\n| b |\n"), tree.Table)

    assert ("", "") == (table.label, table.source_label)


def test_a_speaker_has_a_dash_and_a_quotation_without_one_has_none():
    assert "— " == only(finished("> Words.\n>\n> — The ministry\n"), tree.BlockQuote).attribution_label
    assert "" == only(finished("> Words.\n"), tree.BlockQuote).attribution_label


def test_a_judgment_has_its_numeral():
    assert "1" == only(finished("::: {.judgment}\nIt is so.\n:::\n"), tree.Judgment).label


def test_a_numbered_heading_and_its_line_in_the_contents_have_the_number_and_its_space():
    house = shipped_house()
    numbered = replace(house, style=replace(house.style, number_headings=True))
    document = compose.finish(assembled(("summary", "::: {.contents}\n:::\n\n# One\n\nText.")), BRIEF, numbered).value

    assert "1\u2002" == only(document, tree.Heading).label
    assert "1\u2002" == only(document, tree.ContentsEntry).label


def test_a_house_without_a_word_prints_none():
    house = shipped_house()
    mute = replace(house, style=replace(house.style, labels={}))
    table = only(compose.finish(assembled(("summary", TABLE)), BRIEF, mute).value, tree.Table)

    assert ("1. ", "") == (table.label, table.source_label)


# ── endnotes ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def placed(markdown: str, placement: Placement) -> tree.Document:
    return finished(markdown, replace(BRIEF, citations=CitationChoice(placement=placement)))


def test_endnotes_are_headed_by_a_section_at_the_end():
    document = placed("::: {.contents}\n:::\n\n# One\n\nText.^[A note.]", Placement.ENDNOTES)

    assert tree.NotePlacement.ENDNOTES is document.meta.notes
    last = document.blocks[-1]
    assert ("notes", "Notes\n") == (last.name, f"{plain_text(last)}\n")
    assert ["one", "notes"] == [node.identifier for node in walk(document.blocks) if isinstance(node, tree.ContentsEntry)]


def test_a_document_without_notes_has_no_heading_for_them():
    assert ["summary"] == [block.name for block in placed("Text.", Placement.ENDNOTES).blocks]


def test_footnotes_are_headed_by_nothing():
    for placement in (Placement.FOOTNOTES, Placement.INLINE):
        document = placed("Text.^[A note.]", placement)
        assert (tree.NotePlacement.FOOTNOTES, 1) == (document.meta.notes, len(document.blocks))
