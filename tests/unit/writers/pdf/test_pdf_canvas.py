"""Content streams say a thing once, and in its shortest form."""

from __future__ import annotations

import io
import itertools

from PIL import Image, ImageCms
from reading import operators, write

from briefgen.fonts import open_face
from briefgen.layout.pages import GlyphRun, Rectangle, Rule
from briefgen.model.glyph import Glyph
from briefgen.writers.pdf.srgb import profile
from press import ACCENT, INK, SERIF, Press, font_file


def painted(*items: GlyphRun | Rectangle | Rule) -> list[str]:
    press = Press()
    press.page()
    press.faces.add(SERIF)
    content = press.root.add("P").content()
    for item in items:
        if isinstance(item, GlyphRun):
            item.content = content
        press.add(item)
    return operators(write(press.layout()))


def run(*glyphs: Glyph, x: float = 10, y: float = 20, size: float = 10) -> GlyphRun:
    return GlyphRun(SERIF, size, INK, x, y, glyphs)


WIDE = Glyph(70, "a", 627.0)


def test_font_and_colour_are_said_once() -> None:
    content = painted(run(WIDE), run(WIDE, y=8))
    assert 1 == sum(line.endswith(" Tf") for line in content)
    assert 1 == sum(line.endswith(" rg") for line in content)


def test_a_line_is_placed_from_the_line_before() -> None:
    assert ["10 20 Td", "0.1 -12 Td"] == [line for line in painted(run(WIDE), run(WIDE, x=10.1, y=8)) if line.endswith(" Td")]


def test_a_raised_glyph_is_raised_by_its_own_size() -> None:
    raised = Glyph(70, "a", 627.0, 0.0, 300.0)
    assert "3 Ts <0001> Tj 0 Ts" in painted(run(raised))


def test_glyphs_without_kerning_are_one_string() -> None:
    width = open_face(font_file(SERIF)).advance(70)
    plain = Glyph(70, "a", width)
    assert "<000100010001> Tj" in painted(run(plain, plain, plain))


def test_rounding_never_adds_up() -> None:
    width = open_face(font_file(SERIF)).advance(70)
    content = painted(run(*[Glyph(70, "a", width + 0.4)] * 100))
    assert not any(line.endswith(" Tc") for line in content)
    shown = next(line for line in content if line.endswith("TJ"))
    moves = [int(part.split(">")[1]) for part in shown[1:-4].split("<")[1:] if part.split(">")[1]]
    assert -40 == sum(moves)
    assert {-1} == set(moves)


def test_letters_set_apart_are_spaced_and_not_moved() -> None:
    width = open_face(font_file(SERIF)).advance(70)
    content = painted(run(*[Glyph(70, "a", width + 110)] * 3), run(Glyph(70, "a", width)))
    assert ["1.1 Tc", "<000100010001> Tj"] == [line for line in content if line.endswith(("Tc", "Tj", "TJ"))][:2]
    assert "0 Tc" in content


def test_letters_set_far_apart_state_their_words() -> None:
    width = open_face(font_file(SERIF)).advance(70)
    near, far = ([Glyph(70, letter, width + added) for letter in "(ab"] for added in (40, 110))
    content = painted(run(*far), run(*near))
    assert [r"/Span <</ActualText (\(ab)>> BDC"] == [line for line in content if "ActualText" in line]
    at = content.index(r"/Span <</ActualText (\(ab)>> BDC")
    assert "EMC" == content[at + 3]


def test_letters_that_run_the_other_way_do_not() -> None:
    width = open_face(font_file(SERIF)).advance(70)
    assert not any("ActualText" in line for line in painted(run(*[Glyph(70, letter, width + 110) for letter in "ابا"])))


def test_rules_alike_set_their_pen_once() -> None:
    content = painted(Rule(0, 0, 9, 0, 0.5, ACCENT), Rule(0, 5, 9, 5, 0.5, ACCENT), Rule(0, 9, 9, 9, 0.5, ACCENT, (2.0, 1.0)))
    assert ["0.651 0.239 0.184 RG 0.5 w [] 0 d", "0.651 0.239 0.184 RG 0.5 w [2 1] 0 d"] == [
        line for line in content if "RG" in line
    ]
    assert "0 5 m 9 5 l S" in content


def test_a_rectangle_is_filled() -> None:
    assert ["0.651 0.239 0.184 rg", "1 2 3.5 4 re f"] == painted(Rectangle(1, 2, 3.5, 4, ACCENT))[1:3]


def test_the_next_page_begins_with_nothing_known() -> None:
    press = Press()
    for _ in range(2):
        press.page()
        press.line(press.root, "P", "same")
    data = write(press.layout())
    assert operators(data, 0) == operators(data, 1)


def test_our_colour_profile_is_srgb_to_a_viewer() -> None:
    steps = (0, 13, 77, 128, 200, 255)
    colours = Image.new("RGB", (6, 36))
    colours.putdata(list(itertools.product(steps, repeat=3)))
    through = ImageCms.profileToProfile(colours, io.BytesIO(profile()), ImageCms.createProfile("sRGB"))
    assert through is not None
    assert max(abs(a - b) for a, b in zip(colours.tobytes(), through.tobytes(), strict=True)) <= 1
