"""The ground of a map: sea, land, countries in colour, borders, under a projection and inside a frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.figures.clipping import Window, area_inside, bounds, lines_inside
from briefgen.figures.look import mixed
from briefgen.figures.projection import suited
from briefgen.figures.sketch import Point, box, filled, hatched, outline
from briefgen.figures.world import owners, world
from briefgen.model.drawing import Shape, Stroke
from briefgen.model.house import DISPUTED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.figures.world import Territory
    from briefgen.model.drawing import Item, Step
    from briefgen.model.house import Colour, FigureStyle

_OVER = 6.0
"""Points by which areas reach over the frame, so that their cut edges are not seen."""
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
    _project: object = field(init=False)
    _middle: Point = field(init=False)

    def __post_init__(self) -> None:
        west, south, east, north = self.box
        project = suited(*self.box)
        self._project = project
        edge = [project(west + (east - west) * n / 20, at) for n in range(21) for at in (south, north)]
        edge += [project(at, south + (north - south) * n / 20) for n in range(21) for at in (west, east)]
        found = bounds(edge)
        frame = self.frame
        # The sides of a box are bent; the frame cuts a little of its corners off, so that no empty edge is seen.
        across, down = found.right - found.left, found.bottom - found.top
        self.scale = max((frame.right - frame.left) / across, (frame.bottom - frame.top) / down)
        self._middle = ((found.left + found.right) / 2, (found.top + found.bottom) / 2)
        self.owner = owners(self.policy)
        self._rings = {}

    def point(self, longitude: float, latitude: float) -> Point:
        """Where a place is on the drawing."""
        x, y = self._project(longitude, latitude)  # type: ignore[operator]
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
                points = world().ring(arcs)
                if self._near(points):
                    part = area_inside([self.point(*point) for point in points], window)
                    found += [part] if part else []
            self._rings[territory.id] = found
        return self._rings[territory.id]

    def _near(self, points: Sequence[Point]) -> bool:
        """Whether any of some places, in degrees, may be seen."""
        west, south, east, north = self.box
        middle, reach = (west + east) / 2, (east - west) / 2 + 12.0
        low, high = south - 12.0, north + 12.0
        return any(
            low < y < high and abs((x - middle + 540) % 360 - 180) < min(reach, _FAR)
            for x, y in points[:: max(1, len(points) // 400)]
        )

    def owned(self, owner: str) -> list[list[Point]]:
        """What is seen of everything that is shown as one country's."""
        return [ring for one in world().territories if self.owner[one.id] == owner for ring in self.rings(one)]

    def seen(self) -> list[str]:
        """The countries of which anything is seen."""
        shown = dict.fromkeys(self.owner[one.id] for one in world().territories if self.rings(one))
        return [owner for owner in shown if owner != DISPUTED]

    # ── painting ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def ground(self, colours: FigureStyle, tinted: Mapping[str, Colour]) -> list[Item]:
        """Sea, land, the countries in their colours, disputed areas hatched, coasts and borders."""
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
        items += self._disputed(colours)
        items += self._lines(colours)
        return items

    def _disputed(self, colours: FigureStyle) -> list[Item]:
        items: list[Item] = []
        for one in world().territories:
            if self.owner[one.id] == DISPUTED and (rings := self.rings(one)):
                steps = _steps(rings)
                seen = bounds([point for ring in rings for point in ring])
                items.append(Shape(steps, mixed(colours.land, colours.border, 0.25)))
                items.append(
                    hatched(
                        steps, (seen.left, seen.top, seen.right, seen.bottom), mixed(colours.border, colours.water, 0.4), 3.6, 0.6
                    )
                )
        return items

    def _lines(self, colours: FigureStyle) -> list[Item]:
        """Coasts thin, borders clear, those of disputed areas broken."""
        coast, border, broken = list[list[Point]](), list[list[Point]](), list[list[Point]]()
        window = self.frame.grown(_OVER)
        sides = self._sides()
        for index, shown_as in sides.items():
            if len(shown_as) == 2 and shown_as[0] == shown_as[1]:
                continue
            arc = world().arcs[index]
            if not self._near(arc):
                continue
            line = [self.point(*place) for place in arc if abs(place[0]) < 179.99]
            parts = lines_inside(line, window)
            (coast if len(shown_as) == 1 else broken if DISPUTED in shown_as else border).extend(parts)
        made: list[Item] = []
        for lines, colour, width, dash in (
            (coast, mixed(colours.border, colours.water, 0.25), 0.35, ()),
            (border, mixed(colours.border, colours.water, 0.35), 0.55, ()),
            (broken, mixed(colours.border, colours.water, 0.8), 0.7, (2.2, 1.6)),
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
