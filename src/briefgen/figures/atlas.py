"""The ground of a map: sea, land, countries in colour, borders, under a projection and inside a frame."""

from __future__ import annotations

from dataclasses import field
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.figures.clipping import Window, area_inside, bounds, lines_inside
from briefgen.figures.projection import suited, turned_to
from briefgen.figures.sketch import Point, box, filled, hatched, outline
from briefgen.figures.world import owners, world
from briefgen.model.contrast import mixed
from briefgen.model.drawing import Shape, Stroke
from briefgen.model.house import DISPUTED
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from briefgen.figures.projection import Projection
    from briefgen.figures.world import Territory
    from briefgen.model.drawing import Item, Step
    from briefgen.model.house import Colour, FigureStyle

_OVER = 6.0
"""Points by which areas reach over the frame, so that their cut edges are not seen."""
_STREWN = 4.0
_FAR = 75.0
"""Degrees from the middle of a map: whatever is farther is on another side of the Earth."""


@dataclass(slots=True)
class Atlas:
    """A part of the world on a drawing. ``box`` is west, south, east and north in degrees; ``frame`` is what is seen, in points."""

    box: tuple[float, float, float, float]
    frame: Window
    policy: Mapping[str, str]
    scale: float = field(init=False)
    owner: dict[str, str] = field(init=False)
    _rings: dict[str, list[list[Point]]] = field(init=False)
    _project: Projection = field(init=False)
    _edges: list[Point] | None = field(init=False, default=None)
    _middle: Point = field(init=False)

    def __post_init__(self) -> None:
        west, south, east, north = self.box
        project = self._project = suited(*self.box)
        west, east = (west - east) / 2, (east - west) / 2
        edge = [project(west + (east - west) * n / 20, at) for n in range(21) for at in (south, north)]
        edge += [project(at, south + (north - south) * n / 20) for n in range(21) for at in (west, east)]
        found = bounds(edge)
        frame = self.frame
        across, down = found.right - found.left, found.bottom - found.top
        self.scale = min((frame.right - frame.left) / across, (frame.bottom - frame.top) / down)
        self._middle = ((found.left + found.right) / 2, (found.top + found.bottom) / 2)
        self.owner = owners(self.policy)
        self._rings = {}

    def point(self, longitude: float, latitude: float) -> Point:
        """Where a place is on the drawing."""
        return self._placed(turned_to(longitude, (self.box[0] + self.box[2]) / 2), latitude)

    def _placed(self, turn: float, latitude: float) -> Point:
        """As :meth:`point`, of a longitude that is counted from the middle of the map."""
        x, y = self._project(turn, latitude)
        frame = self.frame
        return (
            (frame.left + frame.right) / 2 + (x - self._middle[0]) * self.scale,
            (frame.top + frame.bottom) / 2 - (y - self._middle[1]) * self.scale,
        )

    def rings(self, territory: Territory) -> list[list[Point]]:
        """What is seen of a territory, as rings a little larger than the frame."""
        if territory.id not in self._rings:
            window = self.frame.grown(_OVER)
            found = []
            for arcs in territory.rings:
                for near in self._copies(world().ring(arcs), area_inside):
                    part = area_inside([self._placed(*point) for point in near], window)
                    found += [part] if part else []
            self._rings[territory.id] = found
        return self._rings[territory.id]

    def _copies(self, points: Sequence[Point], cut: Callable[[list[Point], Window], list[Point]]) -> Iterator[list[Point]]:
        """What of an area or line may be seen, its longitudes counted from the middle of the map, once for each way round.

        The data end at the date line. Cutting in degrees comes first, because a projection cannot show the other side of the Earth.
        """
        west, south, east, north = self.box
        middle, reach = (west + east) / 2, min((east - west) + 15.0, _FAR + (east - west) / 2)
        room = (north - south) / 2 + 12.0
        window = Window(-reach, max(south - room, -89.0), reach, min(north + room, 89.0))
        low, high = min(x for x, _ in points), max(x for x, _ in points)
        for turn in (-720.0, -360.0, 0.0, 360.0, 720.0):
            if low + turn - middle < reach and high + turn - middle > -reach:
                near = cut([(x + turn - middle, y) for x, y in points], window)
                if near:
                    yield near

    def owned(self, owner: str) -> list[list[Point]]:
        """What is seen of everything that is shown as one country's."""
        return [ring for one in world().territories if self.owner[one.id] == owner for ring in self.rings(one)]

    def edges_in(self, place: Window) -> int:
        """How many places of coasts and borders are inside a window, counted some points apart."""
        if self._edges is None:
            rings = [ring for one in world().territories for ring in self.rings(one)]
            self._edges = [point for ring in rings for point in _strewn(ring)]
        left, top, right, bottom = place
        return sum(left < x < right and top < y < bottom for x, y in self._edges)

    def seen(self) -> list[str]:
        """The countries of which anything is seen."""
        shown = dict.fromkeys(self.owner[one.id] for one in world().territories if self.rings(one))
        return [owner for owner in shown if owner != DISPUTED]

    # ── painting ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def ground(self, colours: FigureStyle, tinted: Mapping[str, Colour], hatch: Colour | None = None) -> list[Item]:
        """Sea, land, the countries in their colours, disputed areas hatched, coasts and borders.

        ``hatch`` is the colour of hatching and of disputed borders; ``None``: one between those of borders and of waters.
        """
        frame = self.frame
        items: list[Item] = [filled(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top, colours.sea)]
        land = [ring for one in world().territories for ring in self.rings(one)]
        if land:
            # The line of its own colour closes the hair's breadth that viewers leave between two areas.
            items.append(Shape(_steps(land), colours.land, Stroke(colours.land, 0.4)))
        for owner, colour in tinted.items():
            rings = self.owned(owner)
            if rings:
                items.append(Shape(_steps(rings), colour, Stroke(colour, 0.3)))
        items += self._disputed(colours, hatch or mixed(colours.border, colours.water, 0.4))
        items += self._lines(colours, hatch or mixed(colours.border, colours.water, 0.8))
        return items

    def _disputed(self, colours: FigureStyle, hatch: Colour) -> list[Item]:
        items: list[Item] = []
        for one in world().territories:
            if self.owner[one.id] == DISPUTED and (rings := self.rings(one)):
                steps = _steps(rings)
                seen = bounds([point for ring in rings for point in ring])
                items.append(Shape(steps, mixed(colours.land, colours.border, 0.25)))
                items.append(hatched(steps, (seen.left, seen.top, seen.right, seen.bottom), hatch, 3.6, 0.6))
        return items

    def _lines(self, colours: FigureStyle, disputed: Colour) -> list[Item]:
        """Coasts thin, borders clear, those of disputed areas broken."""
        coast, border, broken = list[list[Point]](), list[list[Point]](), list[list[Point]]()
        window = self.frame.grown(_OVER)
        sides = self._sides()
        for index, shown_as in sides.items():
            if len(shown_as) == 2 and shown_as[0] == shown_as[1]:
                continue
            arc = world().arcs[index]
            kind = coast if len(shown_as) == 1 else broken if DISPUTED in shown_as else border
            for near in self._copies(arc, _stretch):
                kind += lines_inside([self._placed(*place) for place in near], window)
        made: list[Item] = []
        for lines, colour, width, dash in (
            (coast, mixed(colours.border, colours.water, 0.25), 0.35, ()),
            (border, mixed(colours.border, colours.water, 0.35), 0.55, ()),
            (broken, disputed, 0.7, (2.2, 1.6)),
        ):
            if lines:
                made.append(Shape(tuple(step for one in lines for step in outline(one)), stroke=Stroke(colour, width, dash)))
        return made

    def _sides(self) -> dict[int, list[str]]:
        """For each line who is on its sides: one country on a coast, two on a border."""
        sides: dict[int, list[str]] = {}
        for one in world().territories:
            for ring in one.rings:
                for index in ring:
                    sides.setdefault(index if index >= 0 else ~index, []).append(self.owner[one.id])
        return sides

    def clip(self) -> tuple[Step, ...]:
        """The frame as an outline."""
        frame = self.frame
        return box(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top)


def _steps(rings: Sequence[Sequence[Point]]) -> tuple[Step, ...]:
    return tuple(step for ring in rings for step in outline(ring, closed=True))


def _stretch(line: list[Point], window: Window) -> list[Point]:
    """A line from where it first comes near a window to where it leaves it for good."""
    parts = lines_inside(line, window)
    return [point for part in parts for point in part]


def _strewn(ring: Sequence[Point]) -> Iterator[Point]:
    """Points of a ring no more than some points apart, none of them twice in one place."""
    last = (-1e9, -1e9)
    for (x0, y0), (x1, y1) in pairwise([*ring, ring[0]]):
        count = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) / _STREWN))
        for n in range(count):
            point = (x0 + (x1 - x0) * n / count, y0 + (y1 - y0) * n / count)
            if max(abs(point[0] - last[0]), abs(point[1] - last[1])) >= _STREWN * 0.9:
                yield point
                last = point
