"""The strokes that figures are made of: boxes, lines, marks, hatching; and a drawing turned round for right-to-left readers."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.figures.look import reads_from_right
from briefgen.model.contrast import mixed
from briefgen.model.drawing import Drawing, Group, Label, Shape, Stroke, TextAnchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.model.drawing import Item, Step
    from briefgen.model.measure import Colour

Point = tuple[float, float]

DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2.2), (1.4, 2.2), (7, 2, 1.4, 2), (3, 3), (9, 3))
"""Of the lines of a chart, so that no colour is needed to tell one from the other."""
_ROUND = 0.5522847498
_SWAPPED = {TextAnchor.START: TextAnchor.END, TextAnchor.END: TextAnchor.START, TextAnchor.MIDDLE: TextAnchor.MIDDLE}


def outline(points: Sequence[Point], *, closed: bool = False) -> tuple[Step, ...]:
    """Straight lines through points."""
    steps: list[Step] = [("M" if number == 0 else "L", point) for number, point in enumerate(points)]
    return (*steps, ("Z", ())) if closed else tuple(steps)


def box(x: float, y: float, width: float, height: float) -> tuple[Step, ...]:
    """A rectangle; a negative width or height reaches to the other side."""
    return outline([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], closed=True)


def filled(x: float, y: float, width: float, height: float, colour: Colour) -> Shape:
    """A filled rectangle."""
    return Shape(box(x, y, width, height), fill=colour)


def line(points: Sequence[Point], colour: Colour, width: float = 0.5, dash: tuple[float, ...] = ()) -> Shape:
    """A stroked line."""
    return Shape(outline(points), stroke=Stroke(colour, width, dash))


def circle(x: float, y: float, radius: float) -> tuple[Step, ...]:
    """A circle."""
    k = radius * _ROUND
    return (
        ("M", (x + radius, y)),
        ("C", (x + radius, y + k, x + k, y + radius, x, y + radius)),
        ("C", (x - k, y + radius, x - radius, y + k, x - radius, y)),
        ("C", (x - radius, y - k, x - k, y - radius, x, y - radius)),
        ("C", (x + k, y - radius, x + radius, y - k, x + radius, y)),
        ("Z", ()),
    )


def mark(number: int, x: float, y: float, radius: float, colour: Colour, edge: Colour) -> Shape:
    """The mark of a series: a disc, a square, a triangle, a diamond, a cross, a ring, and so on again."""
    pen = Stroke(edge, 0.7)
    match number % 6:
        case 0:
            return Shape(circle(x, y, radius), colour, pen)
        case 1:
            side = radius * 0.9
            return Shape(box(x - side, y - side, 2 * side, 2 * side), colour, pen)
        case 2:
            return Shape(_regular(x, y + radius * 0.15, radius * 1.2, 3, -90), colour, pen)
        case 3:
            return Shape(_regular(x, y, radius * 1.2, 4, -90), colour, pen)
        case 4:
            return Shape(_cross(x, y, radius * 1.1), colour, pen)
        case _:
            return Shape(circle(x, y, radius * 0.8), edge, Stroke(colour, 1.3))


def _regular(x: float, y: float, radius: float, corners: int, first: float) -> tuple[Step, ...]:
    turns = [math.radians(first + 360 * corner / corners) for corner in range(corners)]
    return outline([(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns], closed=True)


def _cross(x: float, y: float, r: float) -> tuple[Step, ...]:
    t = r * 0.36
    corners = [(-t, -r), (t, -r), (t, -t), (r, -t), (r, t), (t, t), (t, r), (-t, r), (-t, t), (-r, t), (-r, -t), (-t, -t)]
    return outline([(x + dx, y + dy) for dx, dy in corners], closed=True)


def hatched(area: tuple[Step, ...], bounds: tuple[float, float, float, float], colour: Colour, gap: float, width: float) -> Group:
    """Slanting lines over an area; ``bounds`` (left, top, right, bottom) hold it."""
    left, top, right, bottom = bounds
    height = bottom - top
    first = math.floor((left - height) / gap)
    lines = [outline([(n * gap, bottom), (n * gap + height, top)]) for n in range(first, math.ceil(right / gap) + 1)]
    steps = tuple(step for one in lines for step in one)
    return Group((Shape(steps, stroke=Stroke(colour, width)),), clip=area)


def textured(number: int, x: float, y: float, width: float, height: float, colour: Colour, over: Colour) -> list[Item]:
    """A box in the colour of a series; every second series is hatched, so that two that touch differ without colour."""
    solid = filled(x, y, width, height, colour)
    if number % 2 == 0:
        return [solid]
    bounds = (min(x, x + width), min(y, y + height), max(x, x + width), max(y, y + height))
    return [solid, hatched(box(x, y, width, height), bounds, mixed(colour, over, 0.55), 3.6, 0.7)]


# ── turned round ─────────────────────────────────────────────────────────────────────────────────────────────────────


def turned(drawing: Drawing) -> Drawing:
    """The mirror image of a drawing, its words still readable: what reads from left to right begins where it ended."""
    return replace(drawing, items=tuple(_turned(drawing.items, drawing.width)))


def faced(drawing: Drawing) -> Drawing:
    """The drawing with words that are read from right to left where others would stand: a label begins at its end of reading."""
    return replace(drawing, items=tuple(_facing(drawing.items)))


def _facing(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        match item:
            case Label() if reads_from_right(item.text):
                yield replace(item, anchor=_SWAPPED[item.anchor])
            case Group():
                yield replace(item, items=tuple(_facing(item.items)))
            case _:
                yield item


def _turned(items: Iterable[Item], width: float) -> list[Item]:
    made: list[Item] = []
    for item in items:
        match item:
            case Shape():
                made.append(replace(item, outline=_flipped(item.outline, width)))
            case Label():
                anchor = item.anchor if reads_from_right(item.text) else _SWAPPED[item.anchor]
                made.append(replace(item, x=width - item.x, anchor=anchor, rotation=-item.rotation))
            case Group():
                made.append(replace(item, items=tuple(_turned(item.items, width)), clip=_flipped(item.clip, width)))
    return made


def _flipped(steps: tuple[Step, ...], width: float) -> tuple[Step, ...]:
    return tuple((kind, tuple(value if n % 2 else width - value for n, value in enumerate(at))) for kind, at in steps)
