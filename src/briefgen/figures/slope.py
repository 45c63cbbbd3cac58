"""Slope charts: each series a line from its value at one time to that at another, named at both ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.figures.frame import spread
from briefgen.figures.sketch import line, mark
from briefgen.model.drawing import TextAnchor

if TYPE_CHECKING:
    from briefgen.figures.bars import Made
    from briefgen.figures.frame import Frame
    from briefgen.model.drawing import Item

_HEIGHT = 190.0


def draw(frame: Frame) -> Made:
    """The items of a slope chart and its height: of several categories the first and the last are drawn."""
    chart, look = frame.chart, frame.look
    items, top = frame.head(None)
    size = look.size
    needed = len(chart.series) * size * 1.35 + size * 2
    top += size * 2
    bottom = top + max((chart.height or _HEIGHT) - size * 2.4, needed)
    axis = frame.axis(frame.values, zero=False)
    ends = [(series.values[0], series.values[-1]) for series in chart.series]
    words = [
        (_words(frame, series.name, first), _words(frame, series.name, last))
        for series, (first, last) in zip(chart.series, ends, strict=True)
    ]
    room = [max((look.width(pair[side], size, family=look.strong_family) for pair in words), default=0.0) + 9 for side in (0, 1)]
    most = frame.width * 0.36
    left, right = min(room[0], most), frame.width - min(room[1], most)

    def y(value: float) -> float:
        return bottom - axis.share(value) * (bottom - top)

    for x, name in ((left, chart.categories[0]), (right, chart.categories[-1])):
        items.append(line([(x, top - size * 0.6), (x, bottom + 2)], look.rule, 0.75))
        items.append(frame.label(name, x, top - size * 1.1, TextAnchor.MIDDLE, strong=True))
    for number, (first, last) in enumerate(ends):
        colour = frame.colour(number)
        loud = frame.stands_out(chart.series[number].name) or not chart.highlight
        if first is not None and last is not None:
            items.append(line([(left, y(first)), (right, y(last))], colour, 1.7 if loud else 1.1))
        items += (
            mark(number, x, y(value), 2.9, colour, look.white) for x, value in ((left, first), (right, last)) if value is not None
        )
    for side, x in enumerate((left, right)):
        heights = [None if (value := pair[side]) is None else y(value) for pair in ends]
        items += _named(frame, words, heights, (side, x, top, bottom))
    return items, bottom + size * 0.6


def _words(frame: Frame, name: str, value: float | None) -> str:
    return name if value is None else f"{name} {frame.said(value)}"


def _named(
    frame: Frame, words: list[tuple[str, str]], heights: list[float | None], where: tuple[int, float, float, float]
) -> list[Item]:
    side, x, top, bottom = where
    known = [(number, height) for number, height in enumerate(heights) if height is not None]
    places = spread([height for _, height in known], frame.look.size * 1.2, top, bottom)
    room = (x if side == 0 else frame.width - x) - 8
    items: list[Item] = []
    for (number, _), at in zip(known, places, strict=True):
        text = frame.look.cut(words[number][side], room, frame.look.size)
        strong = frame.stands_out(frame.chart.series[number].name)
        anchor = TextAnchor.END if side == 0 else TextAnchor.START
        items.append(frame.label(text, x - 7 if side == 0 else x + 7, at + frame.look.size * 0.33, anchor, strong=strong))
    return items
