"""Drawings as SVG text."""

from __future__ import annotations

from lxml import etree

from briefgen.figures import read_svg
from briefgen.layout.drawing import letter_all
from briefgen.model.drawing import Drawing, Group, Label, Shape, Stroke
from briefgen.model.house import Colour
from briefgen.writers import svg
from houses import shipped_house

INK = Colour(1, 2, 3)
TRIANGLE = Shape((("M", (0, 0)), ("L", (10, 0)), ("L", (10, 5)), ("Z", ())), INK, Stroke(INK, 2, (4, 2)), opacity=0.5)
LABEL = Label('<b> & "Тегеран"', 5, 6, 9, INK, rotation=30, halo=Colour(255, 255, 255))
DRAWING = Drawing(100, 50, (Group((TRIANGLE, LABEL), (1, 0, 0, 1, 3, 4), TRIANGLE.outline),))


def outlined() -> str:
    style = shipped_house().style
    lettered = letter_all({"d": DRAWING}, style, "en").value["d"]
    return svg.with_outlines(lettered, style.font_files)


def inline(name: str = "one", alternative: str = "A & B") -> str:
    return svg.with_text(DRAWING, alternative, svg.Lettering(lambda _: "font-family:'X'", lambda _: 42.0), name)


def test_words_are_outlines_where_fonts_are_not_there():
    root = etree.fromstring(outlined().encode())
    fills = [path.get("fill") for path in root.iter("{*}path")]
    assert [] == root.findall(".//{*}text")
    assert [None, "#010203", "none", "#010203"] == fills  # the clip, the triangle, the halo, the letters


def test_it_can_be_read_back_as_it_was():
    drawing = read_svg(outlined().encode(), "d.svg").value
    assert (100.0, 50.0) == (round(drawing.width, 6), round(drawing.height, 6))


def test_words_on_a_screen_are_text_and_never_markup():
    root = etree.fromstring(inline())
    assert ['<b> & "Тегеран"'] == [text.text for text in root.findall(".//{*}text")]
    assert ("img", "A & B") == (root.get("role"), root.get("aria-label"))


def test_words_are_as_wide_as_they_are_meant_to_be_in_whatever_font_stands_in():
    (text,) = etree.fromstring(inline()).findall(".//{*}text")
    assert ("42", "spacingAndGlyphs") == (text.get("textLength"), text.get("lengthAdjust"))


def test_a_drawing_without_words_for_it_is_silent():
    assert "true" == etree.fromstring(inline(alternative="")).get("aria-hidden")


def test_two_drawings_on_a_page_share_no_identifier():
    names = [etree.fromstring(inline(name)).find(".//{*}clipPath").get("id") for name in ("one", "two")]
    assert 2 == len(set(names))


def test_the_same_drawing_is_the_same_text():
    assert outlined() == outlined()
