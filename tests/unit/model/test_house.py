from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.house import Colour, FontFamily, Length, Slant
from briefgen.model.role import PARENT, Role, heading


def test_an_inch_is_72_points_25_4_millimetres_and_1440_twips():
    inch = Length.from_pt(72)

    assert (914400, 72.0, 25.4, 1440) == (inch, inch.pt, inch.mm, inch.twips)
    assert inch == Length.from_mm(25.4)


@given(st.integers(-10_000, 10_000).map(lambda tenths: tenths / 10))
def test_points_survive_the_way_there_and_back(points):
    assert points == Length.from_pt(points).pt


def test_a_colour_reads_as_css_writes_it_and_writes_as_word_reads_it():
    assert "0B2545" == Colour.from_hex("#0b2545").hex


@pytest.mark.parametrize("text", ["0B2545", "#0B25", "#0B2545FF", "navy", "", "#GGGGGG"])
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(ValueError):
        Colour.from_hex(text)


@pytest.mark.parametrize(
    ("slant", "face"),
    [(Slant(), "r"), (Slant(italic=True), "i"), (Slant(bold=True), "b"), (Slant(bold=True, italic=True), "b")],
)
def test_a_family_without_bold_italic_gives_bold(slant, face):
    assert face == FontFamily("Family", "r", "i", "b").face(slant)


def test_a_family_of_one_face_gives_it_for_every_slant():
    assert {"r"} == {FontFamily("Family", "r").face(Slant(b, i)) for b in (True, False) for i in (True, False)}


def test_every_role_descends_from_body_without_a_circle():
    for role in Role:
        line = [role]
        while line[-1] in PARENT:
            line.append(PARENT[line[-1]])
            assert len(line) < len(Role)
        assert Role.BODY is line[-1]


@pytest.mark.parametrize(("level", "role"), [(1, Role.HEADING_1), (6, Role.HEADING_6), (9, Role.HEADING_6), (0, Role.HEADING_1)])
def test_a_heading_beyond_the_sixth_level_is_set_as_the_sixth(level, role):
    assert role is heading(level)
