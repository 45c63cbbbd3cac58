"""Bar charts: bars that lie, bars that stand, and bars on one another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.figures.sketch import textured
from briefgen.model.drawing import Item, TextAnchor
from briefgen.model.plot import ChartKind

if TYPE_CHECKING:
    from briefgen.figures.frame import Frame
    from briefgen.figures.scales import Axis

Made = tuple[list[Item], float]

_MOST_NAMES = 0.38
"""Of the width: what the names beside lying bars may take."""
_BAR, _GAP, _BETWEEN = 11.0, 1.2, 8.0
HIGHEST = 560.0
"""Points: a chart with more rows than this holds has thinner ones, for on a page it would be made smaller, words and all."""
_MOST_VALUES = 72
"""Bars of a lying chart with a value beside each."""


def draw(frame: Frame) -> Made:
    """The items of a bar chart and its height."""
    frame = _fitting(frame)
    items, top = frame.head(frame.box_swatch)
    body, height = _standing(frame, top) if frame.chart.upright else _lying(frame, top)
    return [*items, *body], height


def _fitting(frame: Frame) -> Frame:
    """The chart as it can be read: standing bars are as wide as their values, or say the unit once, or have an axis instead; where
    there is no room for their names either, bars lie."""
    chart, look = frame.chart, frame.look
    if not chart.upright:
        crowded = len(chart.categories) * _side_by_side(frame) > _MOST_VALUES
        return replace(frame, chart=replace(chart, labels=False)) if crowded else frame
    step = frame.width / max(len(chart.categories), 1)
    names = [look.wrapped(name, step - 6, look.size) for name in chart.categories]
    if any(part.endswith("…") for lines in names for part in lines) or step < look.size:
        return _fitting(replace(frame, chart=replace(chart, upright=False)))
    bars = 1 if chart.kind is ChartKind.STACKED else len(chart.series)
    room = step - 3 if bars == 1 else min(step * 0.72, 54.0 * bars) / bars - 1
    once = replace(chart, unit="", axis=", ".join(part for part in (chart.axis, chart.unit) if part))
    for one in (frame, replace(frame, chart=once)):
        if max((look.width(one.said(value), look.small, family=look.strong_family) for value in _ends(one)), default=0) <= room:
            return one
    return replace(frame, chart=replace(chart, labels=False))


def _side_by_side(frame: Frame) -> int:
    return 1 if frame.chart.kind is ChartKind.STACKED else len(frame.chart.series)


def _ends(frame: Frame) -> list[float]:
    """The values that the axis must hold: of stacked bars the ends of the stacks."""
    chart = frame.chart
    if chart.kind is not ChartKind.STACKED:
        return frame.values
    ends: list[float] = []
    for at in range(len(chart.categories)):
        column = [series.values[at] or 0.0 for series in chart.series]
        ends += (sum(value for value in column if value > 0), sum(value for value in column if value < 0))
    return ends


def _axis(frame: Frame) -> Axis:
    """A bar's length says how much there is: its axis begins at nothing, and ends with the longest bar if values are printed."""
    ends = _ends(frame)
    axis = frame.axis(ends)
    if frame.chart.labels and not axis.log:
        low, high = min(0.0, *ends, 0.0), max(0.0, *ends, 0.0)
        axis = axis._replace(low=low, high=high if high > low else low + 1)
    return axis


# ── lying ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _lying(frame: Frame, top: float) -> Made:
    chart, look = frame.chart, frame.look
    names = [look.wrapped(name, frame.width * _MOST_NAMES, look.size) for name in chart.categories]
    gutter = frame.widest(names) + 8
    axis = _axis(frame)
    stacked = chart.kind is ChartKind.STACKED
    printed = frame.said if chart.labels else (lambda _: "")
    room = max((look.width(printed(value), look.small) for value in _printed(frame)), default=0.0) + 5
    before = room if axis.low < 0 else 0.0
    left, right = gutter + before, frame.width - room
    bars = _side_by_side(frame)
    wanted = len(names) * (bars * (_BAR + _GAP) + (_BETWEEN if bars > 1 else _BETWEEN * 0.7))
    thick = min(1.0, (HIGHEST - top) / max(wanted, 1))
    if thick < 1:
        names = [[look.cut(name, frame.width * _MOST_NAMES, look.size)] for name in chart.categories]
    bar, gap, between = _BAR * thick, _GAP * thick, (_BETWEEN if bars > 1 else _BETWEEN * 0.7) * thick
    y, items = top, list[Item]()
    for at, lines in enumerate(names):
        body = bars * bar + (bars - 1) * gap
        row = max(body, len(lines) * look.size * 1.15) if thick == 1 else body
        first = y + row / 2 - (len(lines) - 1) * look.size * 1.15 / 2 + look.size * 0.33
        strong = frame.stands_out(chart.categories[at])
        items += (
            frame.label(part, gutter - 8, first + n * look.size * 1.15, TextAnchor.END, strong=strong)
            for n, part in enumerate(lines)
        )
        items += (_stack if stacked else _group)(frame, at, axis, (left, right), (y + (row - body) / 2, bar, gap))
        y += row + between
    bottom = y - between
    zero = _at(axis, 0.0, left, right)
    ticks, below = ([], 0.0) if chart.labels and not axis.log else _ticks_below(frame, axis, (left, right), (top, bottom))
    return [*ticks, *items, frame.baseline(zero, top - 2, zero, bottom + 2)], bottom + 3 + below


def _printed(frame: Frame) -> list[float]:
    """The values that are printed at the ends of bars."""
    return _ends(frame) if frame.chart.kind is ChartKind.STACKED else frame.values


def _at(axis: Axis, value: float, left: float, right: float) -> float:
    shown = axis.low if axis.log and value <= 0 else value
    return left + axis.share(shown) * (right - left)


def _group(frame: Frame, at: int, axis: Axis, ends: tuple[float, float], row: tuple[float, float, float]) -> list[Item]:
    y, bar, gap = row
    items: list[Item] = []
    zero = _at(axis, 0.0, *ends)
    for number, series in enumerate(frame.chart.series):
        value, top = series.values[at], y + number * (bar + gap)
        base = top + bar / 2 + frame.look.small * 0.33
        if value is None:
            items.append(frame.tick(frame.nothing, zero + 4, base, TextAnchor.START))
            continue
        end = _at(axis, value, *ends)
        items += textured(number, zero, top, end - zero, bar, frame.colour(number, at), frame.look.white)
        if frame.chart.labels:
            right = value >= 0
            items.append(frame.value(frame.said(value), end + (4 if right else -4), base, _START if right else _END))
    return items


_START, _END = TextAnchor.START, TextAnchor.END


def _stack(frame: Frame, at: int, axis: Axis, ends: tuple[float, float], row: tuple[float, float, float]) -> list[Item]:
    """One bar made of the series, each value inside its part where there is room, and the sum at the end."""
    y, bar, _ = row
    items: list[Item] = []
    reached = {True: 0.0, False: 0.0}
    base = y + bar / 2 + frame.look.small * 0.33
    for number, series in enumerate(frame.chart.series):
        value = series.values[at]
        if not value:
            continue
        start = _at(axis, reached[value > 0], *ends)
        reached[value > 0] += value
        end = _at(axis, reached[value > 0], *ends)
        inset = 0.8 if value > 0 else -0.8
        colour = frame.colour(number, at)
        items += textured(number, start, y, end - start - inset, bar, colour, frame.look.white)
        text = frame.said(value)
        wide = frame.look.width(text, frame.look.small) + 5
        if frame.chart.labels and abs(end - start) > wide:
            middle = (start + end) / 2
            # A plain ground, for the bar may be hatched.
            items += textured(0, middle - wide / 2, y, wide, bar, colour, frame.look.white)
            items.append(frame.value(text, middle, base, TextAnchor.MIDDLE, frame.look.on(colour)))
    if all(series.values[at] is None for series in frame.chart.series):
        items.append(frame.tick(frame.nothing, _at(axis, 0.0, *ends) + 4, base, _START))
    if frame.chart.labels and len(frame.chart.series) > 1:
        for positive, total in reached.items():
            if total:
                x = _at(axis, total, *ends) + (4 if positive else -4)
                items.append(frame.value(frame.said(total), x, base, _START if positive else _END))
    return items


def _ticks_below(frame: Frame, axis: Axis, ends: tuple[float, float], rows: tuple[float, float]) -> tuple[list[Item], float]:
    items: list[Item] = []
    top, bottom = rows
    for tick in axis.ticks:
        x = _at(axis, tick, *ends)
        items.append(frame.grid(x, top - 2, x, bottom + 2))
        items.append(frame.tick(frame.marked(axis, tick), x, bottom + 4 + frame.look.small, TextAnchor.MIDDLE))
    return items, frame.look.small + 5


# ── standing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _standing(frame: Frame, top: float) -> Made:
    chart, look = frame.chart, frame.look
    axis = _axis(frame)
    height = chart.height or 150.0
    above = look.small + 5 if chart.labels else 4.0
    gutter = (
        0.0 if chart.labels and not axis.log else max(look.width(frame.marked(axis, tick), look.small) for tick in axis.ticks) + 6
    )
    step = (frame.width - gutter) / max(len(chart.categories), 1)
    names = [look.wrapped(name, step - 6, look.size) for name in chart.categories]
    below = max((len(lines) for lines in names), default=1) * look.size * 1.15 + 6
    low = above if axis.low < 0 else 0.0
    high, bottom = top + above, max(top + height - below - low, top + above + 40)
    items: list[Item] = []
    if gutter:
        for tick in axis.ticks:
            y = _at(axis, tick, bottom, high)
            items.append(frame.grid(gutter, y, frame.width, y))
            items.append(frame.tick(frame.marked(axis, tick), gutter - 6, y + look.small * 0.33, TextAnchor.END))
    for at, lines in enumerate(names):
        middle = gutter + step * (at + 0.5)
        items += _columns(frame, at, axis, (bottom, high), (middle, step))
        strong = frame.stands_out(chart.categories[at])
        first = bottom + low + look.size * 1.3
        items += (
            frame.label(part, middle, first + n * look.size * 1.15, TextAnchor.MIDDLE, strong=strong)
            for n, part in enumerate(lines)
        )
    zero = _at(axis, 0.0, bottom, high)
    return [*items, frame.baseline(gutter, zero, frame.width, zero)], bottom + low + below


def _columns(frame: Frame, at: int, axis: Axis, ends: tuple[float, float], column: tuple[float, float]) -> list[Item]:
    chart, look = frame.chart, frame.look
    middle, step = column
    stacked = chart.kind is ChartKind.STACKED
    bars = 1 if stacked else len(chart.series)
    wide = min(step * 0.72, 54.0 * bars)
    bar = (wide - (bars - 1) * _GAP) / bars
    items: list[Item] = []
    reached = {True: 0.0, False: 0.0}
    for number, series in enumerate(chart.series):
        value = series.values[at]
        x = middle - wide / 2 + (0 if stacked else number * (bar + _GAP))
        start = _at(axis, reached[(value or 0) > 0] if stacked else 0.0, *ends)
        if value is None:
            items += [] if stacked else [frame.tick(frame.nothing, x + bar / 2, start - 3, TextAnchor.MIDDLE)]
            continue
        reached[value > 0] += value if stacked else 0.0
        end = _at(axis, reached[value > 0] if stacked else value, *ends)
        colour = frame.colour(number, at)
        inset = (0.8 if value > 0 else -0.8) if stacked else 0.0
        items += textured(number, x, start, bar, end - start + inset, colour, look.white)
        if chart.labels and not stacked:
            y = end - 3 if value >= 0 else end + look.small + 1
            items.append(frame.value(frame.said(value), x + bar / 2, y, TextAnchor.MIDDLE))
        elif chart.labels and abs(end - start) > look.small + 3:
            inside = look.width(frame.said(value), look.small) + 4
            items += textured(
                0, x + bar / 2 - inside / 2, (start + end) / 2 - look.small * 0.6, inside, look.small * 1.2, colour, colour
            )
            items.append(
                frame.value(
                    frame.said(value), x + bar / 2, (start + end) / 2 + look.small * 0.33, TextAnchor.MIDDLE, look.on(colour)
                )
            )
    if stacked and all(series.values[at] is None for series in chart.series):
        items.append(frame.tick(frame.nothing, middle, _at(axis, 0.0, *ends) - 3, TextAnchor.MIDDLE))
    if stacked and chart.labels and len(chart.series) > 1 and reached[True]:
        items.append(frame.value(frame.said(reached[True]), middle, _at(axis, reached[True], *ends) - 3, TextAnchor.MIDDLE))
    return items
