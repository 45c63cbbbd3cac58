"""Contents and lists of figures and tables: what a line says, where it leads, and the page's number."""

from __future__ import annotations

from dataclasses import replace

from briefgen.layout import paginate
from briefgen.layout.pages import Layout
from briefgen.model import tree
from pagination import META, annotations, elements, heading, laid, painted, said, style, table, texts

TABLE = table([["a", "b"]], caption=texts("Trade"), label="Table 1. ", number=1, identifier="trade")


def listing(*words: str | tree.Inline, label: str = "Table 1. ") -> tree.Contents:
    entry = tree.ContentsEntry(texts(*words), 1, "trade", "1", label)
    return tree.Contents((entry,), 1, texts("Tables"), tree.Listing.TABLES)


def lines_of(layout: Layout) -> list[str]:
    return [" ".join(said(line, painted(layout), leave_out=()).split()) for line in elements(layout.root, "TOCI")]


def test_a_list_of_tables_is_a_table_of_contents_in_the_structure():
    layout = laid(listing("Trade"), tree.PageBreak(), TABLE)
    assert ["Table 1. Trade 2"] == lines_of(layout)
    (link,) = [one for toc in elements(layout.root, "TOC") for one in elements(toc, "Link")]
    assert ["trade"] == [one.destination for one in annotations(link)]


def test_a_long_caption_goes_on_under_its_words_and_not_under_its_label():
    layout = laid(listing("A caption of many words that goes on and on. " * 5), tree.PageBreak(), TABLE)
    lines = sorted((run.y, run.x) for layer in layout.pages[0].layers for run in layer.items if getattr(run, "content", None))
    left = style().page.margin_left.pt
    assert sum(abs(x - left) < 1 for _, x in lines) <= 2
    assert any(left + 20 < x < left + 60 for _, x in lines)


def test_persian_words_are_parted_from_the_number_of_their_page():
    entry = tree.ContentsEntry(texts("خلاصه"), 1, "one")
    layout = paginate(
        tree.Document(replace(META, language="fa"), (tree.Contents((entry,)), heading(1, "خلاصه", "one"))), style()
    ).value
    (line,) = elements(layout.root, "TOCI")
    assert "خلاصه 1" == said(line, painted(layout), leave_out=()).strip()
