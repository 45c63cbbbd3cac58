"""Arrows on a map: a smooth way through places, and how it is drawn."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from briefgen.figures.sketch import line, outline
from briefgen.model.drawing import Shape, Stroke

if TYPE_CHECKING:
    from briefgen.figures.sketch import Point
    from briefgen.model.drawing import Item
    from briefgen.model.measure import Colour


def course(stops: list[Point]) -> list[Point]:
    """A smooth way through places; between two it swings out a little, as on the globe."""
    if len(stops) == 2:
        (x0, y0), (x1, y1) = stops
        bow = 0.10 if abs(x1 - x0) > abs(y1 - y0) else 0.07
        stops = [stops[0], ((x0 + x1) / 2 + (y1 - y0) * bow, (y0 + y1) / 2 - (x1 - x0) * bow), stops[1]]
    made: list[Point] = []
    padded = [stops[0], *stops, stops[-1]]
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        made += (_spline(a, b, c, d, n / 14) for n in range(14))
    return _shortened([*made, stops[-1]], 6.0)


def _spline(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    """Between ``b`` and ``c`` on the curve of Catmull and Rom."""

    def at(p: float, q: float, r: float, s: float) -> float:
        return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3)

    return at(a[0], b[0], c[0], d[0]), at(a[1], b[1], c[1], d[1])


def _shortened(points: list[Point], by: float) -> list[Point]:
    """A line without its ends, where the marks of places are."""
    first, last = points[0], points[-1]
    kept = [p for p in points if math.dist(p, first) > by and math.dist(p, last) > by]
    return kept if len(kept) > 1 else points


def drawn_arrow(points: list[Point], colour: Colour, halo: Colour, dash: tuple[float, ...], head: float = 6.2) -> list[Item]:
    """A line with a head, and light around both so that they stand out from what is under them."""
    (x0, y0), (x1, y1) = points[max(-5, -len(points))], points[-1]
    turn = math.atan2(y1 - y0, x1 - x0)
    tip = [(x1 + head * math.cos(turn) * 0.5, y1 + head * math.sin(turn) * 0.5)]
    tip += [(x1 + head * math.cos(turn + side), y1 + head * math.sin(turn + side)) for side in (math.pi * 0.82, -math.pi * 0.82)]
    ends = outline(tip, closed=True)
    return [
        line(points, halo, 3.4),
        Shape(ends, halo, Stroke(halo, 2.0)),
        line(points, colour, 1.6, dash),
        Shape(ends, colour),
    ]
