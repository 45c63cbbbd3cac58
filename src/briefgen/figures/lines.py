"""Line charts: series over time or over categories, each named at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from briefgen.model.drawing import Item

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
    zero = min(frame.values, default=0.0) <= 0.45 * max(frame.values, default=0.0)
    axis = frame.axis(frame.values, zero=zero)
    gutter = max(look.width(frame.marked(axis, tick), look.small) for tick in axis.ticks) + 6
    names = [_end_words(frame, number) for number in range(len(chart.series))]
    room = min(
        max((look.width(name, look.size, family=look.strong_family) for name in names), default=0.0) + 9,
        frame.width * _WIDEST_NAMES,
    )
    left, right = gutter + 4, frame.width - room
    bottom = top + (chart.height or _HEIGHT) - look.small * 1.9
    field = _Field(left, right, top + 4, bottom, axis, _places(frame, left, right))
    items += _grid(frame, field, gutter)
    items += _categories(frame, field)
    for number in range(len(chart.series)):
        items += _series(frame, field, number)
    items += _names(frame, field, names, room)
    return items, bottom + look.small * 1.9


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


def _grid(frame: Frame, field: _Field, gutter: float) -> list[Item]:
    items: list[Item] = []
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
    ends: list[Point] = []
    for series in frame.chart.series:
        known = [
            (x, field.y(value))
            for x, value in zip(field.xs, series.values, strict=True)
            if value is not None and _shown(field, value)
        ]
        ends.append(known[-1] if known else (field.right, field.bottom))
    size = frame.look.size
    places = spread([y for _, y in ends], size * 1.2, field.top, field.bottom)
    items: list[Item] = []
    for number, (name, (x, y), at) in enumerate(zip(names, ends, places, strict=True)):
        if not name:
            continue
        if abs(y - at) > size * 0.4 and field.right - x < 2:
            items.append(line([(x + 4, y), (field.right + 8, at)], frame.look.colours.grid, 0.5))
        text = frame.look.cut(name, room - 8, size, family=frame.look.strong_family)
        made = frame.label(text, field.right + 8, at + size * 0.33, strong=True)
        items.append(_coloured(frame, made, number))
    return items


def _shown(field: _Field, value: float) -> bool:
    return not (field.axis.log and value <= 0)


def _coloured(frame: Frame, label: Item, number: int) -> Item:
    """A series' name in its own colour, where that can be read on white."""
    from dataclasses import replace

    from briefgen.model.drawing import Label

    assert isinstance(label, Label)
    colour = frame.colour(number)
    return replace(label, colour=colour if frame.look.readable(colour) else frame.look.ink)
