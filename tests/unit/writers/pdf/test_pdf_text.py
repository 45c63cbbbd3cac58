"""What a reader copies, searches and hears is what was written."""

from __future__ import annotations

import dataclasses
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from reading import opened, page_text, write

from briefgen.fonts import open_face
from briefgen.layout.pages import GlyphRun
from briefgen.model.glyph import Glyph
from briefgen.writers.pdf.fontobjects import Code
from briefgen.writers.pdf.showing import tracking
from press import ARABIC, INK, PERSIAN, SANS, SERIF, Press, font_file, report


def line_of(text: str, **how: object) -> str:
    press = Press()
    press.page()
    press.line(press.root, "P", text, **how)
    return page_text(write(press.layout())).rstrip("\n")


@pytest.mark.parametrize(
    "text",
    [
        "Efficient flights of office staff: fi ffi fl ff",
        "fjord",
        "Москва согласовала поставки",
        "Ελλάς και",
        "naïve Žižek — “quoted” 1,700 €",
    ],
)
def test_text_comes_back_as_it_was_written(text: str) -> None:
    assert text == line_of(text)


def test_small_capitals_come_back_in_the_case_they_were_written_in() -> None:
    assert "Nato and NATO" == line_of("Nato and NATO", features=("smcp", "c2sc"))


def test_a_note_mark_comes_back_as_a_figure() -> None:
    assert "12" == line_of("12", features=("sups",), face=SANS)


def test_letters_set_apart_still_come_back_as_words() -> None:
    press = Press()
    press.page()
    press.faces.add(SERIF)
    apart = tuple(dataclasses.replace(glyph, advance=glyph.advance + 160) for glyph in shaped("KEY JUDGMENTS"))
    press.add(GlyphRun(SERIF, 8.6, INK, 56, 700, apart, press.root.add("P").content()))
    assert "KEY JUDGMENTS" == page_text(write(press.layout()))


def test_persian_comes_back_in_reading_order() -> None:
    assert PERSIAN == line_of(PERSIAN, face=ARABIC, direction="rtl")


def test_a_mark_over_a_letter_comes_back_with_it() -> None:
    assert "q̃" == line_of("q̃").replace("\u200b", "")


def test_a_hyphen_that_only_a_line_end_made_is_a_soft_one() -> None:
    press = Press()
    press.page()
    content = press.root.add("P").content()
    width = press.run(content, "deliver")
    hyphen = line_end_hyphen()
    press.add(GlyphRun(SERIF, 10, INK, 56 + width, press.y, (hyphen,), content))
    press.feed()
    press.run(content, "ies follow")
    assert "deliveries follow" == page_text(write(press.layout())).replace("\ufffe", "").replace("\n", "")


def line_end_hyphen() -> Glyph:
    shown = open_face(font_file(SERIF)).shape("-").glyphs[0]
    return Glyph(shown.id, "\u00ad", shown.advance)


@pytest.mark.parametrize(("text", "mapped"), [("\ue0a0", "\ufffd"), ("\0", "\ufffd"), ("\ufeff", "\u2060"), ("", "\u200b")])
def test_a_glyph_never_maps_to_what_the_standards_forbid(text: str, mapped: str) -> None:
    press = Press()
    press.page()
    press.faces.add(SERIF)
    press.add(GlyphRun(SERIF, 10, INK, 56, 700, (Glyph(70, text, 600),), press.root.add("P").content()))
    with opened(write(press.layout())) as file:
        cmap = file.pages[0].Resources.Font["/F1"].ToUnicode.read_bytes().decode("ascii")
    assert f"<0001> <{ord(mapped):04X}>" in cmap


def test_a_character_the_face_lacks_is_shown_by_another_glyph_and_keeps_its_text() -> None:
    press = Press()
    press.page()
    press.faces.add(SERIF)
    press.add(GlyphRun(SERIF, 10, INK, 56, 700, (Glyph(0, "🙂", 600),), press.root.add("P").content()))
    data = write(press.layout())
    assert "🙂" == page_text(data)
    with opened(data) as file:
        glyphs = file.pages[0].Resources.Font["/F1"].DescendantFonts[0].CIDToGIDMap.read_bytes()
    assert 0 != int.from_bytes(glyphs[2:4], "big")


def test_the_pages_of_a_report_say_what_was_painted() -> None:
    expected = [
        "TLP:CLEAR", "Page 1 of 2", "Summary of the finding", "Efficient flights of office staff,",
        "fjords and affluent offices. 1", "A note at the foot.", "An address on the web", "Further down",
        "Москва согласовала поставки", PERSIAN, "• First item", "• Second item", "A paragraph that begins here",
    ]  # fmt: skip
    assert expected == [line.strip() for line in page_text(write(report().layout())).split("\n")]


def test_kerning_and_justification_put_glyphs_where_layout_wanted_them() -> None:
    press = Press()
    press.page()
    natural = shaped("AVA To WAVE")
    stretched = tuple(Glyph(g.id, g.text, g.advance + (123.4 if g.text == " " else 7.77), g.dx, g.dy) for g in natural)
    press.faces.add(SERIF)
    press.add(GlyphRun(SERIF, 20, INK, 56, 700, stretched, press.root.add("P").content()))
    file = pypdfium2.PdfDocument(write(press.layout()))
    text = file[0].get_textpage()
    pen = 56.0
    for index, glyph in enumerate(stretched):
        if glyph.text != " ":
            left = text.get_charbox(index, loose=True)[0]
            assert abs(left - pen) < 0.05, glyph
        pen += glyph.advance * 20 / 1000
    file.close()


def shaped(text: str) -> tuple[Glyph, ...]:
    return open_face(font_file(SERIF)).shape(text).glyphs


@pytest.mark.outside
def test_poppler_reads_letters_set_apart_as_words(tmp_path: Path) -> None:
    press = Press()
    press.page()
    press.faces.add(SERIF)
    apart = tuple(dataclasses.replace(glyph, advance=glyph.advance + 115) for glyph in shaped("BOTTOM LINE AVATAR"))
    press.add(GlyphRun(SERIF, 8.6, INK, 56, 700, apart, press.root.add("P").content()))
    path = tmp_path / "apart.pdf"
    path.write_bytes(write(press.layout()))
    for mode in ((), ("-raw",), ("-layout",)):
        read = subprocess.run(["pdftotext", *mode, str(path), "-"], capture_output=True, text=True, check=True).stdout
        assert "BOTTOM LINE AVATAR" == read.strip()


@pytest.mark.outside
def test_poppler_reads_the_structure_of_letters_set_apart_to_their_end(tmp_path: Path) -> None:
    press = Press()
    press.page()
    press.faces.add(SERIF)
    content = press.root.add("P").content()
    for row, words in enumerate(("KEY ", "JUDGMENTS ", "OF THE DESK")):
        apart = tuple(dataclasses.replace(glyph, advance=glyph.advance + 115) for glyph in shaped(words))
        press.add(GlyphRun(SERIF, 8.6, INK, 56, 700 - 16 * row, apart, content))
    path = tmp_path / "apart.pdf"
    path.write_bytes(write(press.layout()))
    read = subprocess.run(["pdfinfo", "-struct-text", str(path)], capture_output=True, text=True, check=True).stdout
    assert "KEY JUDGMENTS OF THE DESK" == " ".join(" ".join(read.split('"')[1::2]).split())


def test_a_wide_space_is_not_tracking() -> None:
    letter, space = shaped("a ")
    wide = dataclasses.replace(space, advance=space.advance + 400)
    codes = [Code("F1", "0001", letter.advance), Code("F1", "0002", space.advance)]
    assert 0.0 == tracking((letter, wide), codes) == tracking((wide,), codes[1:])


@pytest.mark.outside
def test_poppler_and_qpdf_have_nothing_against_a_report(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(write(report().layout()))

    def run(*command: str) -> str:
        return subprocess.run([*command], capture_output=True, text=True, check=True).stdout

    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(path))
    fonts = run("pdffonts", str(path)).splitlines()[2:]
    assert 3 == len(fonts) == sum("yes yes yes" in font for font in fonts)
    text = run("pdftotext", str(path), "-")
    assert "Efficient flights of office staff" in text
    assert "Москва согласовала поставки" in text
    assert PERSIAN in text
