"""Words on a map: each where it hides nothing and nothing hides it, or nowhere."""

from __future__ import annotations

from dataclasses import field
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.figures.clipping import Window
from briefgen.model.drawing import TextAnchor
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.figures.sketch import Point

_AROUND = (
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.7, -1.0),
    (0.7, 1.0),
    (-0.7, -1.0),
    (-0.7, 1.0),
    (0.0, -1.0),
    (0.0, 1.0),
)
"""Sides of a point, the best for its name first."""


@dataclass(slots=True)
class Placing:
    """What is taken on a map. ``frame`` is what is seen of it."""

    frame: Window
    taken: list[Window] = field(default_factory=list)

    def free(self, place: Window) -> bool:
        """Whether nothing is there and all of it is seen."""
        return self.frame.grown(-2.0).holds(place) and not any(place.meets(other) for other in self.taken)

    def take(self, place: Window) -> None:
        """Keep a place for what stands there."""
        self.taken.append(place)

    def cost(self, place: Window) -> float:
        """How much of a place is taken already or cut off, in square points."""
        inside = self.frame.grown(-2.0)
        total = 0.0 if inside.holds(place) else 4_000.0
        for other in self.taken:
            if place.meets(other):
                across = min(place.right, other.right) - max(place.left, other.left)
                total += across * (min(place.bottom, other.bottom) - max(place.top, other.top))
        return total

    def take_line(self, points: Sequence[Point], half: float) -> None:
        """Keep a line clear of words."""
        for (x0, y0), (x1, y1) in pairwise(points):
            count = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) / 6))
            for n in range(count + 1):
                x, y = x0 + (x1 - x0) * n / count, y0 + (y1 - y0) * n / count
                self.take(Window(x - half, y - half, x + half, y + half))

    def beside(self, point: Point, size: tuple[float, float], gap: float) -> tuple[Point, TextAnchor, Window]:
        """Where words of a width and height stand beside a point: their middle or end, and the place they take."""
        width, height = size
        best: tuple[float, Point, TextAnchor, Window] | None = None
        for number, (across, down) in enumerate(_AROUND):
            x, y = point[0] + across * gap, point[1] + down * (gap * 0.7 + height / 2)
            left = x if across > 0 else x - width if across < 0 else x - width / 2
            place = Window(left, y - height / 2, left + width, y + height / 2)
            cost = self.cost(place) + number * 0.4
            anchor = TextAnchor.START if across > 0 else TextAnchor.END if across < 0 else TextAnchor.MIDDLE
            if best is None or cost < best[0]:
                best = (cost, (x, y), anchor, place)
        assert best is not None
        self.take(best[3])
        return best[1], best[2], best[3]

    def corner(self, width: float, height: float, corners: Iterable[str], gap: float = 6.0) -> Window:
        """The corner of the map in which a box hides the least, of those named ``bl``, ``br``, ``tl``, ``tr``."""
        frame, places = self.frame, []
        for name in corners:
            left = frame.left + gap if name[1] == "l" else frame.right - gap - width
            top = frame.top + gap if name[0] == "t" else frame.bottom - gap - height
            places.append(Window(left, top, left + width, top + height))
        best = min(places, key=self.cost)
        self.take(best)
        return best
