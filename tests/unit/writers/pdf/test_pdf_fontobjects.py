"""Fonts in the file: named once, cut down, described as they are, whatever outlines they have."""

from __future__ import annotations

import dataclasses

import pikepdf
import pytest
from reading import opened, page_text, write
from test_pdf_conformance import flaws

from briefgen.fonts import open_face
from briefgen.layout.pages import GlyphRun, Layout
from briefgen.model.glyph import Glyph
from postscript_font import postscript_font
from press import ARABIC, INK, PERSIAN, SERIF, Press, font_file, report


def fonts(data: bytes) -> dict[str, dict[str, str]]:
    """Of each font: its name, its kind, how many codes it has, and its descriptor."""
    found = {}
    with opened(data) as file:
        for resource, font in file.pages[0].Resources.Font.items():
            inner = font.DescendantFonts[0]
            widths = [part for part in inner.W if isinstance(part, pikepdf.Array)]
            found[resource] = {key: str(value) for key, value in inner.FontDescriptor.items() if "File" not in key} | {
                "name": str(font.BaseFont)[1:],
                "kind": str(inner.Subtype),
                "codes": str(sum(map(len, widths))),
            }
    return found


def page_of(*glyphs: Glyph, face: str = SERIF, data: bytes | None = None) -> Layout:
    press = Press()
    press.page()
    press.add(GlyphRun(face, 10, INK, 56, 700, glyphs, press.root.add("P").content()))
    return dataclasses.replace(press.layout(), fonts={face: data or font_file(face)})


def test_each_face_is_one_font() -> None:
    assert ["/F1", "/F2", "/F3"] == list(fonts(write(report().layout())))


def test_a_subset_is_tagged_by_what_is_in_it() -> None:
    one, same, other = (fonts(write(page_of(Glyph(id_, "a", 600.0))))["/F1"]["name"] for id_ in (70, 70, 71))
    tag, _, name = one.partition("+")
    assert (6, True, "SourceSerif4-Regular") == (len(tag), tag.isupper(), name)
    assert one == same != other


def test_a_descriptor_tells_the_faces_measures() -> None:
    face = open_face(font_file(SERIF))
    found = fonts(write(page_of(Glyph(70, "a", 600.0))))["/F1"]
    assert (round(face.ascender), round(face.descender), round(face.cap_height)) == tuple(
        int(found[key]) for key in ("/Ascent", "/Descent", "/CapHeight")
    )


def test_one_glyph_with_two_texts_has_two_codes() -> None:
    glyph = Glyph(70, "A", 600.0)
    data = write(page_of(glyph, dataclasses.replace(glyph, text="a"), glyph))
    assert "AaA" == page_text(data)
    assert "2" == fonts(data)["/F1"]["codes"]


def test_widths_of_a_face_with_another_grid_are_thousandths_of_an_em() -> None:
    press = Press()
    press.page()
    press.line(press.root, "P", PERSIAN, face=ARABIC, direction="rtl")
    assert [] == flaws(write(press.layout()))


A, B = Glyph(2, "A", 500.0), Glyph(3, "B", 500.0)


@pytest.mark.parametrize(
    ("glyphs", "text", "count"),
    [
        ((A, B), "AB", 1),
        ((A, dataclasses.replace(A, text="a"), B, A), "AaBA", 2),
        ((B,), "B", 1),
    ],
    ids=["plain", "one glyph with two texts", "a gap in the codes"],
)
def test_postscript_outlines_are_embedded_with_exact_text(glyphs: tuple[Glyph, ...], text: str, count: int) -> None:
    data = write(page_of(*glyphs, face="boxes.otf", data=postscript_font()))
    assert text == page_text(data)
    assert [] == flaws(data)
    found = fonts(data)
    assert count == len(found)
    assert {"/CIDFontType0"} == {font["kind"] for font in found.values()}
    assert all(font["name"].endswith("-Identity-H") for font in found.values())
