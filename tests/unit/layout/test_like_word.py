"""Pages that are to be like Word's: lines are filled in turn, without hyphens, kerning, ligatures or hanging punctuation."""

from __future__ import annotations

from dataclasses import replace

from briefgen.layout import paginate
from briefgen.model import tree
from briefgen.model.house import SettingMode
from pagination import ENGLISH, META, body_lines, end_of, paragraph, style, words_of


def lines(text: str) -> list[str]:
    house = replace(style(), mode=SettingMode.MATCH_WORD)
    layout = paginate(tree.Document(META, (paragraph(text),)), house).value
    return [words_of(line) for page in layout.pages for line in body_lines(page)]


def test_no_word_is_parted():
    assert ENGLISH.split() == " ".join(lines(ENGLISH)).split()


def test_punctuation_stays_inside_and_ligatures_apart():
    house = replace(style(), mode=SettingMode.MATCH_WORD)
    page = style().page
    right = page.width.pt - page.margin_right.pt
    layout = paginate(tree.Document(META, (paragraph("office, " * 60),)), house).value
    for line in body_lines(layout.pages[0]):
        assert max(end_of(run) for run in line) <= right + 0.01
        assert all(len(glyph.text) <= 1 for run in line for glyph in run.glyphs)


def test_a_word_wider_than_the_line_is_broken_all_the_same():
    assert len(lines("x" * 400)) > 2
