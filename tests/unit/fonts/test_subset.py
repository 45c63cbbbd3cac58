"""A subset holds the wanted glyphs, draws them alike, and is the same every time."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.fonts import Face, subset

SERIF = (Path(__file__).parents[3] / "templates" / "house" / "fonts" / "SourceSerif4-Regular.ttf").read_bytes()


def test_a_subset_maps_every_wanted_glyph_and_keeps_its_width() -> None:
    whole = Face(SERIF)
    wanted = [glyph.id for glyph in whole.shape("office fjord").glyphs]
    made = subset(SERIF, wanted)
    part = Face(made.data)
    assert {0, *wanted} == set(made.glyph_map)
    assert [whole.advance(g) for g in wanted] == [part.advance(made.glyph_map[g]) for g in wanted]


def test_a_subset_is_small_and_does_not_depend_on_the_order_of_the_wish() -> None:
    assert len(subset(SERIF, range(1, 30)).data) < len(SERIF) / 10
    assert subset(SERIF, [9, 5, 77]).data == subset(SERIF, [77, 9, 5, 5]).data


def test_nothing_wanted_leaves_the_glyph_for_missing_characters() -> None:
    assert {0: 0} == dict(subset(SERIF, []).glyph_map)


def test_a_glyph_that_the_font_lacks_is_left_out() -> None:
    assert 60_000 not in subset(SERIF, [5, 60_000]).glyph_map


def test_bytes_that_are_not_a_font_cannot_be_subset() -> None:
    with pytest.raises(ValueError, match="not a TrueType"):
        subset(b"nothing of the kind", [1])
