"""A map grid for the cover: meridians and parallels in Lambert's conformal conic projection, drawn as thin lines."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.layout.galley import shade
from briefgen.layout.pages import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.layout.galley import Frame
    from briefgen.layout.job import Job
    from briefgen.layout.pages import Item
    from briefgen.model.house import Colour

# Standard parallels, centre and steps, in degrees: from the Baltic to the Gulf.
_SOUTH, _NORTH, _CENTRE = 30.0, 55.0, (47.0, 43.0)
_FINE, _BOLD = 2.5, 10.0
# The page's width in degrees of longitude at the centre.
_ACROSS = 46.0
_Point = tuple[float, float]


class _Projection:
    """Lambert's conformal conic projection of the sphere (Snyder, Map Projections, USGS 1395, §15), scaled to the page."""

    def __init__(self, x: float, y: float, points_per_degree: float) -> None:
        south, north = math.radians(_SOUTH), math.radians(_NORTH)
        ratio = math.log(_tangent(north) / _tangent(south))
        self.cone = math.log(math.cos(south) / math.cos(north)) / ratio
        self.factor = math.cos(south) * _tangent(south) ** self.cone / self.cone
        self.x, self.y = x, y
        self.scale = points_per_degree * 180 / math.pi / math.cos(math.radians(_CENTRE[1]))
        self.middle = self._radius(_CENTRE[1])

    def _radius(self, latitude: float) -> float:
        return float(self.factor / _tangent(math.radians(latitude)) ** self.cone)

    def __call__(self, longitude: float, latitude: float) -> _Point:
        radius, turn = self._radius(latitude), self.cone * math.radians(longitude - _CENTRE[0])
        return (self.x + self.scale * radius * math.sin(turn), self.y + self.scale * (self.middle - radius * math.cos(turn)))


def _tangent(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)


def draw(job: Job, frame: Frame, bottom: float, top: float, colour: Colour) -> list[Item]:
    """Lines that fill the frame between two heights; every fourth is a little brighter."""
    window = (frame.x, bottom, frame.right, top)
    project = _Projection(frame.x + frame.width * 0.5, bottom + (top - bottom) * 0.42, frame.width / _ACROSS)
    quiet = shade(job.style.colours["cover"], colour, 0.62)
    items: list[Item] = []
    for step in range(round(-100 / _FINE), round(140 / _FINE) + 1):
        bold = (step * _FINE) % _BOLD == 0
        line = [project(step * _FINE, 10.0), project(step * _FINE, 84.0)]
        items += _drawn(line, window, colour if bold else quiet, bold=bold)
    for step in range(round(10 / _FINE), round(84 / _FINE) + 1):
        bold = (step * _FINE) % _BOLD == 0
        line = [project(longitude, step * _FINE) for longitude in range(-100, 141, 3)]
        items += _drawn(line, window, colour if bold else quiet, bold=bold)
    return items


def _drawn(line: list[_Point], window: tuple[float, float, float, float], colour: Colour, *, bold: bool) -> Iterator[Rule]:
    for start, end in pairwise(line):
        inside = clipped(start, end, window)
        if inside is not None:
            yield Rule(*inside[0], *inside[1], 0.7 if bold else 0.35, colour)


def clipped(start: _Point, end: _Point, window: tuple[float, float, float, float]) -> tuple[_Point, _Point] | None:
    """The part of a straight line inside a window (Liang and Barsky); ``None`` if there is none."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    low, high = 0.0, 1.0
    edges = ((-dx, start[0] - window[0]), (dx, window[2] - start[0]), (-dy, start[1] - window[1]), (dy, window[3] - start[1]))
    for step, room in edges:
        if step == 0:
            if room < 0:
                return None
            continue
        at = room / step
        if step < 0:
            low = max(low, at)
        else:
            high = min(high, at)
    if low >= high:
        return None
    return (start[0] + low * dx, start[1] + low * dy), (start[0] + high * dx, start[1] + high * dy)
