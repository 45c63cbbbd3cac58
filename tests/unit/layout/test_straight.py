"""Lines that read straight are set by slices, and stand where they would stand if they were set word by word."""

from __future__ import annotations

import pytest

from briefgen.layout import lines
from briefgen.layout.pages import GlyphRun, Layout
from briefgen.layout.slugs import Slugs
from briefgen.model import tree
from briefgen.model.role import Role
from pagination import ENGLISH, laid, note, paragraph, table

DOCUMENTS: dict[str, tuple[tree.Block, ...]] = {
    "justified": (paragraph(ENGLISH * 2),),
    "ragged": (paragraph(ENGLISH, role=Role.LEAD),),
    "with links, notes and struck words": (
        paragraph(
            "Before ",
            tree.Link(
                (tree.Text("a link of several words that goes over the end of its line, as long ones do, "),),
                "https://e.org",
            ),
            tree.Strikeout((tree.Text("struck words"),)),
            note("A note. " + ENGLISH),
            tree.Emphasis((tree.Text(" and " + ENGLISH),)),
        ),
    ),
    "an address that is broken": (
        paragraph("See https://www.example.org/a/very/long/address/that/goes-on/and-on/for/ever?x=1&y=2 " * 3),
    ),
    "fixed spaces and dashes": (paragraph("No.\u00a05 — of\u00a0course—" + ENGLISH),),
    "a table": (table([["one", ENGLISH[:90]], ["two", "three"]]),),
}


def placed(layout: Layout) -> list[tuple[object, ...]]:
    return [
        (item.face, item.size, round(item.x, 6), round(item.y, 6), "".join(glyph.text for glyph in item.glyphs),
         round(sum(glyph.advance for glyph in item.glyphs), 6))
        for page in layout.pages
        for layer in page.layers
        for item in layer.items
        if isinstance(item, GlyphRun)
    ]  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_both_ways_of_setting_a_line_agree(name, monkeypatch):
    straight = laid(*DOCUMENTS[name])
    assert any(isinstance(i.glyphs, Slugs) for p in straight.pages for y in p.layers for i in y.items if isinstance(i, GlyphRun))
    monkeypatch.setattr(lines, "is_straight", lambda *_: False)
    assert placed(laid(*DOCUMENTS[name])) == placed(straight)


def test_never_do_three_lines_in_a_row_end_in_a_hyphen():
    words = "internationalisation of representatives and associations that governmentally characterise "
    for repeats in (30, 5000):
        layout = laid(paragraph(words * repeats))
        ends = [
            "".join(glyph.text for glyph in item.glyphs).endswith("\u00ad")
            for page in layout.pages
            for layer in page.layers
            for item in layer.items
            if isinstance(item, GlyphRun) and item.content is not None
        ]
        assert any(ends)
        assert not any(all(ends[at : at + 3]) for at in range(len(ends) - 2))
