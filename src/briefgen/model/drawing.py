"""A drawing: what a chart, a map or a vector picture is made of, before any writer paints it.

Units are points of 1/72 inch; the origin is the drawing's upper left corner and y grows downwards, as in SVG. Items are painted in
order. A drawing holds no fonts and no files: its words are :class:`Label`, set by layout in the faces of the house.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from briefgen.model.measure import Colour

Step: TypeAlias = tuple[str, tuple[float, ...]]
"""A step of an outline: ``("M", (x, y))`` begins a subpath, ``("L", (x, y))`` draws a line, ``("C", (x1, y1, x2, y2, x, y))`` a
cubic Bézier curve, ``("Z", ())`` closes. All coordinates are absolute."""

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""``(a, b, c, d, e, f)`` as in SVG: x' = a·x + c·y + e, y' = b·x + d·y + f."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Stroke:
    """How an outline is drawn. ``dash`` is on and off lengths; empty: solid. ``round``: caps and joins, else butt and mitre."""

    colour: Colour
    width: float = 1.0
    dash: tuple[float, ...] = ()
    round: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline, filled, stroked or both. ``even_odd`` is the rule that says what is inside; else nonzero winding.

    ``opacity`` is 0 to 1, of the whole shape.
    """

    outline: tuple[Step, ...]
    fill: Colour | None = None
    stroke: Stroke | None = None
    even_odd: bool = False
    opacity: float = 1.0


class TextAnchor(StrEnum):
    """Which part of a label stands at its x: where its reading begins, its middle, where its reading ends."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Label:
    """Words on one line, with their baseline at ``y``.

    ``family`` is a key of the house's families; empty: that of the role ``table-cell``. ``rotation`` is degrees clockwise about
    (``x``, ``y``). ``tracking`` is points after each character. ``language`` is a BCP 47 tag; empty: the document's. ``halo``,
    where there is one, is drawn round the letters so that they stand out from what is under them.
    """

    text: str
    x: float
    y: float
    size: float
    colour: Colour
    anchor: TextAnchor = TextAnchor.START
    bold: bool = False
    italic: bool = False
    family: str = ""
    tracking: float = 0.0
    rotation: float = 0.0
    language: str = ""
    halo: Colour | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Items under a transformation, shown only inside ``clip`` where there is one. ``opacity`` multiplies that of each item."""

    items: tuple[Item, ...]
    matrix: Matrix = IDENTITY
    clip: tuple[Step, ...] = ()
    opacity: float = 1.0


Item: TypeAlias = "Shape | Label | Group"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole drawing of ``width`` by ``height`` points. ``alternative`` says in words what it shows; empty: nobody has said."""

    width: float
    height: float
    items: tuple[Item, ...]
    alternative: str = ""
