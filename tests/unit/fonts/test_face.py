"""Faces measure, shape and say what they cover."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.fonts import Face, open_face

FONTS = Path(__file__).parents[3] / "templates" / "house" / "fonts"


def face(name: str) -> Face:
    return open_face((FONTS / f"{name}.ttf").read_bytes())


SERIF = face("SourceSerif4-Regular")
ARABIC = face("Vazirmatn-Regular")


def text_of(glyphs: tuple[object, ...]) -> str:
    return "".join(glyph.text for glyph in glyphs)


def test_a_ligature_is_one_glyph_that_stands_for_all_its_letters() -> None:
    texts = [glyph.text for glyph in SERIF.shape("office").glyphs]
    assert ["o", "ffi", "c", "e"] == texts


def test_a_feature_with_a_minus_is_switched_off() -> None:
    texts = [glyph.text for glyph in SERIF.shape("office", features=("-liga",)).glyphs]
    assert list("office") == texts


def test_kerning_brings_letters_together() -> None:
    apart = SERIF.shape("A").advance + SERIF.shape("V").advance
    assert SERIF.shape("AV").advance < apart


def test_superiors_are_other_glyphs_with_the_same_text() -> None:
    plain, raised = SERIF.shape("12"), SERIF.shape("12", features=("sups",))
    assert text_of(plain.glyphs) == text_of(raised.glyphs) == "12"
    assert {g.id for g in plain.glyphs}.isdisjoint(g.id for g in raised.glyphs)


def test_persian_reads_back_when_the_line_is_turned_round() -> None:
    shaped = ARABIC.shape("جمهوری اسلامی ایران", direction="rtl", language="fa")
    assert "جمهوری اسلامی ایران" == text_of(shaped.glyphs)[::-1]
    assert "ال" in [glyph.text for glyph in shaped.glyphs], "lam-alef is one glyph whose text is reversed"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20))
def test_the_texts_of_the_glyphs_are_the_text(text: str) -> None:
    assert text == text_of(SERIF.shape(text).glyphs)


def test_coverage_is_of_characters_and_joiners_need_no_glyph() -> None:
    assert SERIF.covers("ж")
    assert not SERIF.covers("ش")
    assert ARABIC.covers("ش")
    assert SERIF.covers("\u200d")
    assert SERIF.covers("\u00ad")


def test_measures_are_in_thousandths_of_an_em() -> None:
    assert 1000 == SERIF.units_per_em
    assert 2048 == ARABIC.units_per_em
    assert 670 == SERIF.cap_height
    assert 475 == SERIF.x_height
    assert pytest.approx(1025.39, abs=0.01) == ARABIC.ascender
    assert ARABIC.bbox[0] < 0 < ARABIC.bbox[3] < 1100
    assert -12 == face("SourceSerif4-It").italic_angle
    assert SERIF.advance(SERIF.shape("o").glyphs[0].id) == SERIF.shape("o").advance


def test_names_and_kind_come_from_the_file() -> None:
    assert "SourceSerif4-Regular" == SERIF.postscript_name
    assert "Source Serif 4" == SERIF.family_name
    assert not SERIF.is_cff


def with_licence(data: bytes, licence: int) -> bytes:
    count = int.from_bytes(data[4:6], "big")
    for record in range(12, 12 + 16 * count, 16):
        if data[record : record + 4] == b"OS/2":
            at = int.from_bytes(data[record + 8 : record + 12], "big") + 8
            return data[:at] + licence.to_bytes(2, "big") + data[at + 2 :]
    raise AssertionError("no OS/2 table")


@pytest.mark.parametrize(("licence", "allowed"), [(0, True), (2, False), (6, True), (8, True), (0x200, False)])
def test_licence_bits_decide_whether_a_font_may_be_embedded(licence: int, allowed: bool) -> None:
    assert allowed == Face(with_licence(SERIF.data, licence)).embeddable


def test_bytes_that_are_not_a_font_are_refused() -> None:
    with pytest.raises(ValueError, match="not a TrueType or OpenType font"):
        Face(b"nothing of the kind")


def test_the_same_file_is_opened_once() -> None:
    assert open_face(bytes(bytearray(SERIF.data))) is SERIF
