"""Lines and areas cut at a window."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefgen.figures.sketch import Point


class Window(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> Window:
        """A larger one around it."""
        return Window(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: Window) -> bool:
        """Whether two have something in common."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Window) -> bool:
        """Whether another lies wholly inside."""
        inside = self.left <= other.left and self.top <= other.top
        return inside and other.right <= self.right and other.bottom <= self.bottom


def bounds(points: Sequence[Point]) -> Window:
    """The smallest window that holds some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Window(min(xs), min(ys), max(xs), max(ys))


def area_inside(ring: Sequence[Point], window: Window) -> list[Point]:
    """The part of an area inside a window (Sutherland and Hodgman); nothing where less than three points are left.

    What an area that enters a window twice leaves along its edge is why a map cuts at a window a little larger than its frame.
    """
    points = list(ring)
    sides: tuple[tuple[int, float, int], ...] = (
        (0, window.left, 1),
        (0, window.right, -1),
        (1, window.top, 1),
        (1, window.bottom, -1),
    )
    for axis, edge, sign in sides:
        if not points:
            break
        points = _cut(points, axis, edge, sign)
    return points if len(points) > 2 else []


def _cut(points: Sequence[Point], axis: int, edge: float, sign: int) -> list[Point]:
    made: list[Point] = []
    before = points[-1]
    was_inside = (before[axis] - edge) * sign >= 0
    for point in points:
        inside = (point[axis] - edge) * sign >= 0
        if inside != was_inside:
            part = (edge - before[axis]) / (point[axis] - before[axis])
            made.append((before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])))
        if inside:
            made.append(point)
        before, was_inside = point, inside
    return made


def lines_inside(line: Sequence[Point], window: Window) -> list[list[Point]]:
    """The parts of a line near a window: whatever stretch of it may be seen there, whole."""
    found: list[list[Point]] = []
    run: list[Point] = []
    for start, end in pairwise(line):
        if _may_meet(start, end, window):
            run = run or [start]
            run.append(end)
        elif run:
            found.append(run)
            run = []
    return [*found, run] if run else found


def _may_meet(start: Point, end: Point, window: Window) -> bool:
    return not (
        (start[0] < window.left and end[0] < window.left)
        or (start[0] > window.right and end[0] > window.right)
        or (start[1] < window.top and end[1] < window.top)
        or (start[1] > window.bottom and end[1] > window.bottom)
    )


def widest_inside(
    rings: Sequence[Sequence[Point]], window: Window, wanted: float, free: Callable[[Window], bool], height: float
) -> Point | None:
    """The middle of the place where words of a width stand best in an area: wide enough, free, near the middle of what is seen.

    ``None``: there is no such place. ``height`` is that of the words.
    """
    seen = [part for ring in rings if (part := area_inside(ring, window))]
    if not seen:
        return None
    box = bounds([point for ring in seen for point in ring])
    centre = (box.top + box.bottom) / 2
    best: tuple[float, Point] | None = None
    steps = max(8, min(60, int((box.bottom - box.top) / 3)))
    for number in range(1, steps):
        y = box.top + (box.bottom - box.top) * number / steps
        spans = [_spans(seen, y + shift) for shift in (-height / 2, 0.0, height / 2)]
        for left, right in spans[1]:
            low, high = _common((left, right), spans[0], spans[2])
            if high - low < wanted:
                continue
            for share in (0.5, 0.35, 0.65, 0.2, 0.8):
                x = low + wanted / 2 + (high - low - wanted) * share
                place = Window(x - wanted / 2, y - height / 2, x + wanted / 2, y + height / 2)
                score = min(high - low, 2.2 * wanted) - 0.55 * abs(y - centre) - abs(share - 0.5) * 20
                if (best is None or score > best[0]) and free(place):
                    best = (score, (x, y))
    return best[1] if best else None


def _spans(rings: Sequence[Sequence[Point]], y: float) -> list[tuple[float, float]]:
    """Where a horizontal line is inside an area."""
    crossings = sorted(
        a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        for ring in rings
        for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (a[1] > y) != (b[1] > y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def _common(span: tuple[float, float], *others: list[tuple[float, float]]) -> tuple[float, float]:
    low, high = span
    for spans in others:
        inside = [(max(low, left), min(high, right)) for left, right in spans if right > low and left < high]
        low, high = max(inside, key=lambda pair: pair[1] - pair[0], default=(0.0, 0.0))
    return low, high
