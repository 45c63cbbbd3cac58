"""A map grid for the cover: meridians and parallels in Lambert's conformal conic projection, drawn as thin lines."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.layout.pages import Rule
from briefgen.model.contrast import mixed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.layout.galley import Frame
    from briefgen.layout.job import Job
    from briefgen.model.house import Colour

# Degrees: how far the standard parallels are from the centre, which for them is never nearer to the equator than this; the steps
# of the grid, and how far it is drawn.
_TO_SOUTH, _TO_NORTH, _LOWEST = 13.0, 12.0, 15.0
_FINE, _BOLD = 2.5, 10.0
_FROM_CENTRE, _LEAST_LATITUDE, _MOST_LATITUDE = 99, 10.0, 84.0
_Point = tuple[float, float]


class _Projection:
    """Lambert's conformal conic projection of the sphere (Snyder, Map Projections, USGS 1395, §15), scaled to the page.

    Latitudes are counted from the equator towards the centre's own pole; south of the equator the page is upside down.
    """

    def __init__(self, x: float, y: float, longitude: float, latitude: float, points_per_degree: float) -> None:
        near = max(abs(latitude), _LOWEST)
        south, north = math.radians(near - _TO_SOUTH), math.radians(near + _TO_NORTH)
        ratio = math.log(_tangent(north) / _tangent(south))
        self.cone = math.log(math.cos(south) / math.cos(north)) / ratio
        self.factor = math.cos(south) * _tangent(south) ** self.cone / self.cone
        self.x, self.y, self.longitude, self.up = x, y, longitude, -1 if latitude < 0 else 1
        self.scale = points_per_degree * 180 / math.pi / math.cos(math.radians(latitude))
        self.middle = self._radius(abs(latitude))

    def _radius(self, latitude: float) -> float:
        return float(self.factor / _tangent(math.radians(latitude)) ** self.cone)

    def __call__(self, longitude: float, latitude: float) -> _Point:
        radius, turn = self._radius(latitude), self.cone * math.radians(longitude - self.longitude)
        x, y = self.scale * radius * math.sin(turn), self.scale * (self.middle - radius * math.cos(turn))
        return (self.x + x, self.y + self.up * y)


def _tangent(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)


def draw(job: Job, frame: Frame, bottom: float, top: float, colour: Colour) -> list[Rule]:
    """Lines that fill the frame between two heights; every fourth is a little brighter."""
    window = (frame.x, bottom, frame.right, top)
    cover = job.style.cover
    middle, height = frame.x + frame.width * 0.5, bottom + (top - bottom) * 0.42
    project = _Projection(middle, height, cover.longitude, cover.latitude, frame.width / cover.across)
    west, east = (round(cover.longitude) + side * _FROM_CENTRE for side in (-1, 1))
    quiet = mixed(job.style.colours["cover"], colour, 0.62)
    items: list[Rule] = []
    for step in range(math.ceil(west / _FINE), math.floor(east / _FINE) + 1):
        bold = (step * _FINE) % _BOLD == 0
        line = [project(step * _FINE, _LEAST_LATITUDE), project(step * _FINE, _MOST_LATITUDE)]
        items += _drawn(line, window, colour if bold else quiet, bold=bold)
    for step in range(round(_LEAST_LATITUDE / _FINE), round(_MOST_LATITUDE / _FINE) + 1):
        bold = (step * _FINE) % _BOLD == 0
        line = [project(longitude, step * _FINE) for longitude in range(west, east + 1, 3)]
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
