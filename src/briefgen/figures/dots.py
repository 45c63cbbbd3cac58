"""Dot charts: values as marks on a scale, one row for each category."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.figures.bars import HIGHEST
from briefgen.figures.sketch import line, mark
from briefgen.model.drawing import TextAnchor

if TYPE_CHECKING:
    from briefgen.figures.bars import Made
    from briefgen.figures.frame import Frame
    from briefgen.figures.scales import Axis
    from briefgen.model.drawing import Item

_ROW = 16.0
_MOST_NAMES = 0.38


def draw(frame: Frame) -> Made:
    """The items of a dot chart and its height."""
    chart, look = frame.chart, frame.look
    items, top = frame.head(frame.mark_swatch)
    names = [look.wrapped(name, frame.width * _MOST_NAMES, look.size) for name in chart.categories]
    gutter = frame.widest(names) + 10
    axis = frame.axis(frame.values, zero=min(frame.values, default=0.0) <= 0.45 * max(frame.values, default=0.0))
    edge = max((look.width(frame.said(value), look.small) for value in frame.values), default=0.0) + 8
    left, right = gutter + edge * 0.6, frame.width - edge
    rows: list[Item] = []
    y = top
    least = min(_ROW, (HIGHEST - top) / max(len(names), 1))
    if least < _ROW:
        names = [[look.cut(name, frame.width * _MOST_NAMES, look.size)] for name in chart.categories]
    for at, lines in enumerate(names):
        row = max(_ROW, len(lines) * look.size * 1.15 + 4) if least == _ROW else least
        middle = y + row / 2
        rows += _row(frame, at, axis, (left, right), middle)
        first = middle - (len(lines) - 1) * look.size * 1.15 / 2 + look.size * 0.33
        strong = frame.stands_out(chart.categories[at])
        rows += (
            frame.label(part, gutter - 10, first + n * look.size * 1.15, TextAnchor.END, strong=strong)
            for n, part in enumerate(lines)
        )
        y += row
    grid: list[Item] = []
    for tick in axis.ticks:
        x = left + axis.share(tick) * (right - left)
        grid.append(frame.baseline(x, top, x, y) if tick == 0 else frame.grid(x, top, x, y))
        grid.append(frame.tick(frame.marked(axis, tick), x, y + look.small * 1.3, TextAnchor.MIDDLE))
    return [*items, *grid, *rows], y + look.small * 1.6


def _row(frame: Frame, at: int, axis: Axis, ends: tuple[float, float], y: float) -> list[Item]:
    """The marks of a category, joined by a line from the least to the greatest; the outermost have their values beside them."""
    left, right = ends
    chart = frame.chart
    shown = [
        (left + axis.share(value) * (right - left), value, number)
        for number, series in enumerate(chart.series)
        if (value := series.values[at]) is not None and not (axis.log and value <= 0)
    ]
    if not shown:
        return [frame.tick(frame.nothing, left, y + frame.look.small * 0.33, TextAnchor.START)]
    shown.sort()
    items: list[Item] = []
    if len(shown) > 1:
        items.append(line([(shown[0][0], y), (shown[-1][0], y)], frame.look.colours.quiet, 1.6))
    items += (mark(number, x, y, 3.6, frame.colour(number, at), frame.look.white) for x, _, number in shown)
    if chart.labels:
        base = y + frame.look.small * 0.33
        if len(shown) > 1:
            items.append(
                replace(frame.value(frame.said(shown[0][1]), shown[0][0] - 7, base, TextAnchor.END), halo=frame.look.white)
            )
        items.append(frame.value(frame.said(shown[-1][1]), shown[-1][0] + 7, base, TextAnchor.START))
    return items
