from __future__ import annotations

import pytest

from briefgen.house.word.package import open_word
from briefgen.house.word.styles import Look, StyleSheet
from briefgen.house.word.theme import read_theme
from briefgen.model.house import Align, Colour
from letterheads import part, small, style, theme

COLOURS = dict.fromkeys(("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink"), "808080")
COLOURS |= {"accent1": "336699"}


def look(name: str, *styles: str, defaults: str = "", **more: str) -> Look:
    parts = {"theme": theme(COLOURS, "Cambria", "Calibri")} | more
    word = open_word(small(styles=part("styles", defaults + style("Normal") + "".join(styles)), **parts), "x.docx")
    sheet = StyleSheet(word, read_theme(word))
    return sheet.look(sheet.identifier(name))


def test_a_style_takes_from_those_it_is_based_on():
    base = style("Base", r='<w:sz w:val="28"/><w:b/>', p='<w:jc w:val="center"/>')

    found = look("Top", base, style("Top", based="Base", r='<w:b w:val="0"/>'))

    assert (14.0, False, Align.CENTRE) == (found.size, found.says("r.b"), found.align)


def test_what_no_style_says_is_words_own_default():
    assert (10.0, 0.0, 11.5) == ((found := look("Normal")).size, found.space_after, found.leading(1.15))


def test_styles_that_are_based_on_each_other_come_to_an_end():
    found = look("One", style("One", based="Two", r='<w:sz w:val="20"/>'), style("Two", based="One", r='<w:sz w:val="40"/>'))

    assert 10.0 == found.size


def test_a_style_is_found_by_its_name_and_not_by_its_identifier():
    assert 16.0 == look("heading 1", style("heading 1", identifier="berschrift1", r='<w:sz w:val="32"/>')).size


def test_fonts_of_the_theme_are_taken_from_the_theme_until_a_style_names_one():
    major = '<w:rFonts w:asciiTheme="majorHAnsi"/>'

    assert "Cambria" == look("Head", style("Head", r=major)).font
    assert "Arial" == look("Sub", style("Head", r=major), style("Sub", based="Head", r='<w:rFonts w:ascii="Arial"/>')).font


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ('w:val="112233"', Colour(0x11, 0x22, 0x33)),
        ('w:val="auto"', None),
        ('w:val="112233" w:themeColor="accent1"', Colour(0x33, 0x66, 0x99)),
        ('w:val="000000" w:themeColor="accent1" w:themeShade="80"', Colour(0x1A, 0x33, 0x4D)),
        ('w:val="000000" w:themeColor="accent1" w:themeTint="33"', Colour(0xD1, 0xE0, 0xF0)),
    ],
)
def test_a_colour_is_that_of_the_theme_darkened_or_lightened(written, colour):
    assert colour == look("Top", style("Top", r=f"<w:color {written}/>")).colour


@pytest.mark.parametrize(
    ("spacing", "leading"),
    [
        ('w:line="276" w:lineRule="auto"', 10 * 1.2 * 1.15),
        ('w:line="300" w:lineRule="exact"', 15.0),
        ('w:line="200" w:lineRule="atLeast"', 12.0),
        ('w:line="400" w:lineRule="atLeast"', 20.0),
        ('w:line="360"', 18.0),
    ],
)
def test_lines_are_as_far_apart_as_their_rule_says(spacing, leading):
    assert pytest.approx(leading) == look("Top", style("Top", p=f"<w:spacing {spacing}/>")).leading(1.2)


def test_a_hanging_indent_takes_the_place_of_a_first_line_indent():
    base = style("Base", p='<w:ind w:left="400" w:firstLine="200"/>')

    assert -10.0 == look("Top", base, style("Top", based="Base", p='<w:ind w:hanging="200"/>')).first_line


def test_lengths_may_have_units_as_in_strict_files():
    assert 72.0 == look("Top", style("Top", p='<w:ind w:start="1in"/>')).length("ind.left")


def test_space_that_word_works_out_itself_is_fourteen_points():
    assert 14.0 == look("Top", style("Top", p='<w:spacing w:before="40" w:beforeAutospacing="1"/>')).space_before
