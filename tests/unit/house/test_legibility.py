from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.house.legibility import findings
from briefgen.model.contrast import contrast, least_contrast
from briefgen.model.house import Colour, HouseStyle, Length, TextStyle
from briefgen.model.position import Position
from briefgen.model.role import Role
from houses import shipped_house

WHITE, BLACK = Colour(255, 255, 255), Colour(0, 0, 0)
GREY = Colour(0x80, 0x80, 0x80)


def styled(role: Role, **changes: object) -> HouseStyle:
    style = shipped_house().style
    looks: dict[Role, TextStyle] = {**style.roles, role: replace(style.roles[role], **changes)}
    return replace(style, roles=looks)


def said(style: HouseStyle, *languages: str) -> list[str]:
    return [f"{finding.code}: {finding.message}" for finding in findings(style, languages)]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [(WHITE, BLACK, 21.0), (WHITE, WHITE, 1.0), (GREY, WHITE, 3.95), (Colour(0x76, 0x76, 0x76), WHITE, 4.54)],
)
def test_contrast_is_that_of_the_guidelines(one, other, ratio):
    assert ratio == pytest.approx(contrast(one, other), abs=0.005)
    assert contrast(one, other) == contrast(other, one)


def test_large_text_may_have_less_contrast():
    assert [4.5, 3.0, 4.5, 3.0] == [
        least_contrast(size, bold=bold) for size, bold in ((17.9, False), (18, False), (13.9, True), (14, True))
    ]


@pytest.mark.parametrize("name", ["house", "memo", "flash", "ministry"])
def test_people_can_read_what_the_shipped_houses_print(name):
    house = shipped_house(name)

    assert [] == [str(finding) for finding in findings(house.style, ("en", "fa", "ru"), has_cover=house.cover)]


def test_faint_text_is_found_with_its_ground():
    assert ["low-contrast: the role note, #808080 on paper #FFFFFF, has a contrast of 3.9:1"] == said(
        styled(Role.NOTE, colour=GREY)
    )


def test_faint_text_on_a_coloured_ground_is_found():
    style = shipped_house().style

    found = said(replace(style, table=replace(style.table, head_background=Colour(0xDD, 0xDD, 0xDD))))

    assert ["low-contrast: the role table-head, #FFFFFF on a table's head #DDDDDD, has a contrast of 1.4:1"] == found


def test_a_page_that_is_too_narrow_or_too_wide_is_found():
    style = shipped_house().style
    narrow = replace(style, page=replace(style.page, margin_right=Length.from_pt(270)))
    wide = replace(style, page=replace(style.page, text_left=Length.from_pt(56), width=Length.from_pt(800)))

    assert ["narrow-page"] == [finding.code for finding in findings(narrow)]
    assert ["wide-page"] == [finding.code for finding in findings(wide)]


def test_a_face_that_the_family_lacks_is_found():
    message = "missing-face: the role title is bold, and the family display has no such face"

    assert message in said(styled(Role.TITLE, bold=True))


def test_letters_of_a_language_that_no_font_has_are_found():
    assert ["missing-glyphs: no font of the house has 中国俄罗斯伊朗的是, which the language zh needs"] == said(
        shipped_house().style, "zh-Hans"
    )


def test_a_colour_that_is_too_faint_in_many_roles_is_told_once_where_it_stands():
    style = shipped_house().style
    faint = Colour(0xE0, 0xC8, 0xC0)
    roles = {
        role: replace(look, colour=faint) if look.colour == style.colours["accent"] else look for role, look in style.roles.items()
    }
    place = Position("templates/ours/house.toml", 5, 1)
    (finding,) = findings(replace(style, roles=roles, colours={**style.colours, "accent": faint}), places={"accent": place})

    assert ("low-contrast", place) == (finding.code, finding.position)
    assert finding.message.startswith("the colour accent, #E0C8C0, has too little contrast in ")
    assert "on paper #FFFFFF" in finding.message or "on the box" in finding.message
    assert finding.hint.startswith("change accent, or give these roles another colour: it must be 4.5:1")
