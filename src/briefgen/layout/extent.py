"""How large pictures are shown: one answer for every output. Lengths are points."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from briefgen.model.expressions import expression
from briefgen.model.named import NamedTuple
from briefgen.model.tree import Picture

if TYPE_CHECKING:
    from briefgen.model.drawing import Drawing
    from briefgen.model.house import Page

# A figure with its caption and source never takes more than this part of a page's text height.
_MOST_OF_PAGE = 0.72
# A picture is not blown up beyond this many dots to the inch unless the author asks for it.
_COARSEST = 100.0
# A picture in a line is no higher than this many lines.
_INSET_LINES = 6.0

_WIDTH = expression(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>%|pt|mm|cm|in|px)")
_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "px": 0.75}
"""A pixel is 1/96 inch, as in CSS and Pandoc."""

HINT = 'write width="60%" (of the frame), or a length such as width="8cm" (pt, mm, cm, in, px)'


class Extent(NamedTuple):
    """The width and height something is shown at."""

    width: float
    height: float


def wanted_width(said: str, room: float) -> float | None:
    """What an author's ``width=`` asks for, a share being of the ``room``; ``None`` for what says no width above nothing."""
    found = _WIDTH.fullmatch(said.strip())
    if found is None or not (number := float(found["number"])):
        return None
    return room * number / 100 if found["unit"] == "%" else number * _POINTS[found["unit"]]


def figure_extent(picture: Picture | Drawing, said: str, room: float, page: Page) -> Extent:
    """The size of a figure: as wide as it says, else its own size, and never wider than the room or too high for a page.

    ``said`` is the author's ``width=``; empty or not understood: none.
    """
    highest = (page.height.pt - page.margin_top.pt - page.margin_bottom.pt) * _MOST_OF_PAGE
    return _bounded(picture, wanted_width(said, room) or _own_width(picture, _COARSEST), room, highest)


def inset_extent(picture: Picture | Drawing, room: float, leading: float) -> Extent:
    """The size of a picture in a line of text: its own, but neither wider than the room nor higher than a few lines."""
    return _bounded(picture, _own_width(picture), room, _INSET_LINES * leading)


def _own_width(picture: Picture | Drawing, coarsest: float = math.inf) -> float:
    """How wide a picture is of itself; a drawing's units are points already."""
    return picture.width * 72 / min(picture.dpi, coarsest) if isinstance(picture, Picture) else picture.width


def _bounded(picture: Picture | Drawing, wanted: float, widest: float, highest: float) -> Extent:
    width = min(wanted, widest, highest * picture.width / picture.height)
    return Extent(width, width * picture.height / picture.width)
