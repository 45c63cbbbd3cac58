"""Line charts: series over time or over categories, each named at its end."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.figures.clipping import Window
from briefgen.figures.frame import spread
from briefgen.figures.months import dated
from briefgen.figures.scales import day, time_ticks
from briefgen.figures.sketch import DASHES, line, mark
from briefgen.model.drawing import TextAnchor
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from briefgen.figures.bars import Made
    from briefgen.figures.frame import Frame
    from briefgen.figures.scales import Axis
    from briefgen.figures.sketch import Point
    from briefgen.model.drawing import Item, Label
    from briefgen.model.plot import Series

_HEIGHT = 165.0
_WIDEST_NAMES = 0.26


@dataclass(frozen=True, slots=True)
class _Field:
    """Where the lines run. ``xs`` are the places of the categories."""

    left: float
    right: float
    top: float
    bottom: float
    axis: Axis
    xs: tuple[float, ...]

    def y(self, value: float) -> float:
        return self.bottom - self.axis.share(value) * (self.bottom - self.top)


def draw(frame: Frame) -> Made:
    """The items of a line chart and its height."""
    chart, look = frame.chart, frame.look
    items, top = frame.head(None)
    names = [_end_words(frame, number) for number in range(len(chart.series))]
    late = [number for number, series in enumerate(chart.series) if _ends_late(frame, series)]
    field, room = _field(frame, top, [names[number] for number in late])
    own = _own_ends(frame, field, names, late)
    if len(own) + len(late) < len(names):
        field, room = _field(frame, top, names)
        own = _own_ends(frame, field, names, late)
    items += _grid(frame, field)
    items += _categories(frame, field)
    for number in range(len(chart.series)):
        items += _series(frame, field, number)
    items += own.values()
    items += _names(frame, field, ["" if number in own else name for number, name in enumerate(names)], room)
    return items, field.bottom + look.small * 1.9


def _field(frame: Frame, top: float, names: list[str]) -> tuple[_Field, float]:
    """Where the lines run, beside room for some names at the end, which is the second value."""
    look = frame.look
    zero = min(frame.values, default=0.0) <= 0.45 * max(frame.values, default=0.0)
    axis = frame.axis(frame.values, zero=zero)
    gutter = max(look.width(frame.marked(axis, tick), look.small) for tick in axis.ticks) + 6
    room = min(
        max((look.width(name, look.size, family=look.strong_family) for name in names), default=0.0) + 9,
        frame.width * _WIDEST_NAMES,
    )
    left, right = gutter + 4, frame.width - room
    bottom = top + (frame.chart.height or _HEIGHT) - look.small * 1.9
    return _Field(left, right, top + 4, bottom, axis, _places(frame, left, right)), room


def _ends_late(frame: Frame, series: Series) -> bool:
    """Whether a line reaches the end of the chart, or is none."""
    places = _places(frame, 0.0, 1.0)
    known = [x for x, value in zip(places, series.values, strict=True) if value is not None]
    return not known or max(known) > max(places) - 1e-6


def _own_ends(frame: Frame, field: _Field, names: list[str], late: list[int]) -> dict[int, Item]:
    """The names of lines that end early, each beside its own end, where no line and no other name is in the way."""
    look = frame.look
    lines = [point for series in frame.chart.series for point in _trodden(field, series)]
    made: dict[int, Item] = {}
    taken: list[Window] = []
    for number, series in enumerate(frame.chart.series):
        if number in late or not (points := _run(field, series)):
            continue
        x, y = points[-1]
        wide, half = look.width(names[number], look.size, family=look.strong_family), look.size * 0.6
        for left, middle in ((x + 7, y), (x + 3, y - look.size * 1.1), (x + 3, y + look.size * 1.1)):
            place = Window(left, middle - half, left + wide, middle + half)
            seen = Window(field.left, field.top - half, frame.width, field.bottom - 1).holds(place)
            if seen and not any(place.meets(other) for other in taken) and not any(_inside(place, point) for point in lines):
                taken.append(place)
                label = frame.label(names[number], left, middle + look.size * 0.33, strong=True)
                made[number] = replace(_coloured(frame, label, number), halo=look.white)
                break
    return made


def _run(field: _Field, series: Series) -> list[Point]:
    pairs = zip(field.xs, series.values, strict=True)
    return [(x, field.y(value)) for x, value in pairs if value is not None and _shown(field, value)]


def _trodden(field: _Field, series: Series) -> list[Point]:
    """Points along a line, close enough together to see where it goes."""
    points = _run(field, series)
    made = points[-1:]
    for (x0, y0), (x1, y1) in pairwise(points):
        count = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) / 4))
        made += ((x0 + (x1 - x0) * n / count, y0 + (y1 - y0) * n / count) for n in range(count))
    return made


def _inside(place: Window, point: Point) -> bool:
    return place.left - 2 <= point[0] <= place.right + 2 and place.top <= point[1] <= place.bottom


def _places(frame: Frame, left: float, right: float) -> tuple[float, ...]:
    names = frame.chart.categories
    days = [day(name) for name in names]
    if len(days) > 1 and all(days):
        numbers = [one.toordinal() for one in days if one]
        low, high = min(numbers), max(numbers)
        if high > low:
            return tuple(left + (number - low) / (high - low) * (right - left) for number in numbers)
    step = (right - left) / max(len(names) - 1, 1)
    return tuple(left + at * step for at in range(len(names)))


def _grid(frame: Frame, field: _Field) -> list[Item]:
    items: list[Item] = []
    gutter = field.left - 4
    for tick in field.axis.ticks:
        y = field.y(tick)
        base = tick == 0 or (tick == field.axis.low and field.axis.low >= 0)
        left = gutter
        items.append(frame.baseline(left, y, field.right, y) if base else frame.grid(left, y, field.right, y))
        items.append(frame.tick(frame.marked(field.axis, tick), gutter - 5, y + frame.look.small * 0.33, TextAnchor.END))
    return items


def _categories(frame: Frame, field: _Field) -> list[Item]:
    """The words under the chart: dates at round places, categories as many as there is room for."""
    look, base = frame.look, field.bottom + frame.look.small * 1.5
    days = [day(name) for name in frame.chart.categories]
    items: list[Item] = []
    years = all(len(name.strip()) == 4 for name in frame.chart.categories)
    if len(days) > 1 and all(days) and not years:
        first, last = min(one for one in days if one), max(one for one in days if one)
        span = max((last - first).days, 1)
        ticks = time_ticks(first, last, max(2, int((field.right - field.left) / 48)))
        for tick, words in zip(ticks, dated(ticks, look), strict=True):
            x = field.left + (tick.day - first).days / span * (field.right - field.left)
            items.append(line([(x, field.bottom), (x, field.bottom + 3)], look.muted, 0.5))
            items.append(frame.tick(words, x, base, TextAnchor.MIDDLE))
        return items
    taken = -1e9
    for name, x in zip(frame.chart.categories, field.xs, strict=True):
        wide = look.width(name, look.small)
        start = min(max(x - wide / 2, 0), frame.width - wide)
        if start > taken + 5:
            items.append(frame.tick(name, start + wide / 2, base, TextAnchor.MIDDLE))
            taken = start + wide
    return items


def _series(frame: Frame, field: _Field, number: int) -> list[Item]:
    """A line with its marks; where values are missing there is a gap."""
    series, colour = frame.chart.series[number], frame.colour(number)
    loud = not frame.chart.highlight or frame.stands_out(series.name)
    items: list[Item] = []
    run: list[Point] = []
    points: list[Point] = []
    for x, value in [*zip(field.xs, series.values, strict=True), (0.0, None)]:
        if value is not None and not (field.axis.log and value <= 0):
            run.append((x, field.y(value)))
            continue
        if len(run) > 1:
            items.append(line(run, colour, 1.6 if loud else 1.1, DASHES[number % len(DASHES)]))
        points += run
        run = []
    crowded = len(points) > 40
    shown = points[-1:] if crowded else points
    items += (mark(number, x, y, 2.6 if loud else 2.1, colour, frame.look.white) for x, y in shown)
    return items


def _end_words(frame: Frame, number: int) -> str:
    series = frame.chart.series[number]
    last = next((value for value in reversed(series.values) if value is not None), None)
    value = frame.said(last) if frame.chart.labels and last is not None else ""
    name = series.name if len(frame.chart.series) > 1 else ""
    return " ".join(part for part in (name, value) if part)


def _names(frame: Frame, field: _Field, names: list[str], room: float) -> list[Item]:
    runs = [_run(field, series) for series in frame.chart.series]
    ends = [run[-1] if run else (field.right, field.bottom) for run in runs]
    size = frame.look.size
    named = [number for number, name in enumerate(names) if name]
    places = spread([ends[number][1] for number in named], size * 1.2, field.top, field.bottom)
    items: list[Item] = []
    for number, at in zip(named, places, strict=True):
        x, y = ends[number]
        if abs(y - at) > size * 0.4 and field.right - x < 2:
            items.append(line([(x + 4, y), (field.right + 8, at)], frame.look.colours.grid, 0.5))
        text = frame.look.cut(names[number], room - 8, size, family=frame.look.strong_family)
        made = frame.label(text, field.right + 8, at + size * 0.33, strong=True)
        items.append(_coloured(frame, made, number))
    return items


def _shown(field: _Field, value: float) -> bool:
    return not (field.axis.log and value <= 0)


def _coloured(frame: Frame, label: Label, number: int) -> Label:
    """A series' name in its own colour, where that can be read on white."""
    colour = frame.colour(number)
    return replace(label, colour=colour if frame.look.readable(colour) else frame.look.ink)
