"""A cover is laid out as its house says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.layout import paginate
from briefgen.layout.pages import CoverArt, PlacedPicture
from briefgen.model import tree
from briefgen.model.drawing import Drawing
from briefgen.model.house import CoverStyle, Length, Ornament
from briefgen.model.role import Role
from pagination import META, paragraph, style


def art(cover: CoverStyle) -> CoverArt:
    block = tree.Cover((paragraph("A title", role=Role.COVER_TITLE),))
    made = paginate(tree.Document(META, (block,)), replace(style(), cover=cover)).value.cover
    assert made is not None
    return made


def test_without_ornament_there_are_only_a_bar_and_a_hairline():
    assert () == art(CoverStyle()).ornament


def test_the_bar_stands_where_the_house_has_it_and_is_as_large():
    bar = art(CoverStyle(title_at=0.5, bar_width=Length.from_pt(100), bar_height=Length.from_pt(3))).bar
    assert style().page.height.pt / 2 == pytest.approx(bar.y + bar.height)
    assert (100, 3) == (bar.width, bar.height)


@pytest.mark.parametrize("centre", [(47, 43), (106.8, -6.2), (0, 0), (-150, 75), (180, -75), (24.9, 60.2)])
def test_a_map_grid_fills_what_is_over_the_bar_wherever_its_centre_is(centre):
    made = art(CoverStyle(ornament=Ornament.GRATICULE, longitude=centre[0], latitude=centre[1]))
    page = style().page
    top = made.bar.y + made.bar.height
    assert len(made.ornament) > 40
    for line in made.ornament:
        assert all(-0.01 <= x <= page.width.pt + 0.01 for x in (line.x0, line.x1))
        assert all(top - 0.01 <= y <= page.height.pt + 0.01 for y in (line.y0, line.y1))
    reached = [max(line.x0, line.x1) for line in made.ornament]
    assert max(reached) > page.width.pt * 0.99


def test_a_document_without_a_cover_has_no_art():
    assert paginate(tree.Document(META, (paragraph("Text."),)), style()).value.cover is None


def test_the_map_of_a_cover_ends_softly_over_the_bar():
    block = tree.Cover((paragraph("A title", role=Role.COVER_TITLE),), ("Iran",))
    drawings = {tree.COVER_MAP: Drawing(style().page.width.pt, 480, ())}
    fade = tree.Picture(b"", "image/png", 2, 192)
    document = tree.Document(META, (block,), drawings=drawings, pictures={tree.COVER_FADE: fade})
    made = paginate(document, replace(style(), cover=CoverStyle(ornament=Ornament.MAP))).value
    shown = [item for layer in made.pages[0].layers for item in layer.items if isinstance(item, PlacedPicture)]
    top = made.cover.bar.y + made.cover.bar.height

    assert [tree.COVER_MAP, tree.COVER_FADE] == [item.target for item in shown]
    assert top == pytest.approx(shown[1].y, abs=6)
