from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.model import tree
from briefgen.model.manifest import Manifest
from briefgen.writers import WRITERS
from houses import shipped_house
from specimen import cell, note, paragraph, specimen, words

MANIFEST = Manifest("specimen", "2022-10-20T00:00:00Z", "", "briefgen")
GOLDEN = Path(__file__).parent / "specimen.txt"


def written(*blocks: tree.Block, marking: str = "") -> str:
    document = tree.Document(tree.Meta("T", marking=marking), blocks)
    return WRITERS["txt"].write(document, shipped_house().style, MANIFEST).decode()


def test_the_specimen_reads_as_it_was_last_read():
    text = WRITERS["txt"].write(specimen(), shipped_house().style, MANIFEST).decode()

    assert GOLDEN.read_text(encoding="utf-8") == text


def test_the_marking_stands_first_and_last():
    assert "TLP:RED\n\nText.\n\nTLP:RED\n" == written(paragraph("Text."), marking="TLP:RED")


def test_a_paragraph_is_one_line_whatever_its_source():
    assert "one two\nthree\n" == written(paragraph("one", tree.SoftBreak(), "two", tree.LineBreak(), "three"))


def test_notes_stand_at_the_end_behind_their_numbers():
    assert "Text[1].\n\n[1] A note.\n" == written(paragraph("Text", note(1, "A note."), "."))


def test_a_heading_carries_its_number_and_is_underlined():
    assert "4.2\u2002Steel\n---------\n" == written(tree.Heading(2, words("Steel"), "steel", "4.2", label="4.2\u2002"))


@pytest.mark.parametrize(
    ("target", "printed"),
    [("https://example.org", "text <https://example.org>"), ("#here", "text"), ("mailto:a@example.org", "text <a@example.org>")],
)
def test_a_link_shows_where_it_leads_unless_it_stays_in_the_document(target, printed):
    assert f"{printed}\n" == written(paragraph(tree.Link(words("text"), target)))


def test_a_link_that_shows_its_own_address_is_printed_once():
    assert "https://example.org\n" == written(paragraph(tree.Link(words("https://example.org"), "https://example.org")))


def test_columns_align_and_cells_may_span_them():
    columns = (tree.Column(), tree.Column(tree.Alignment.RIGHT))
    rows = (tree.Row((cell("a"), cell("1,000"))), tree.Row((cell("long"), cell("1"))), tree.Row((cell("over both", columns=2),)))

    assert "a     1,000\nlong      1\nover both\n" == written(tree.Table(columns, (), rows))


def test_wide_letters_take_two_cells_and_marks_none():
    rows = (tree.Row((cell("東京"), cell("x"))), tree.Row((cell("e\u0301"), cell("y"))))

    assert "東京  x\ne\u0301     y\n" == written(tree.Table((tree.Column(), tree.Column()), (), rows))


def test_a_finished_list_item_may_hold_several_paragraphs():
    item = tree.ListItem((paragraph("one"), paragraph("two")))

    assert "7) one\n\n   two\n" == written(tree.OrderedList((item,), 7, ")", tight=False))


def test_an_empty_document_is_an_empty_line():
    assert "\n" == written()
