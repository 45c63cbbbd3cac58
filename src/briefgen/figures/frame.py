"""What the kinds of charts have in common: the colours of their series, how values are printed, legends and axes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.figures.numerals import decimals, decimals_of, measured
from briefgen.figures.scales import Axis, linear, logarithmic
from briefgen.figures.sketch import line, mark, textured
from briefgen.figures.words import said
from briefgen.model.drawing import Label, TextAnchor
from briefgen.model.plot import ChartKind, Scale
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from briefgen.figures.look import Look
    from briefgen.model.drawing import Item
    from briefgen.model.measure import Colour
    from briefgen.model.plot import Chart


@dataclass(frozen=True)
class Frame:
    """A chart, the look it is drawn in, and its width in points."""

    chart: Chart
    look: Look
    width: float

    @cached_property
    def values(self) -> list[float]:
        """Every value there is."""
        return [value for series in self.chart.series for value in series.values if value is not None]

    @cached_property
    def places(self) -> Mapping[float, int]:
        """The decimals of every value."""
        return decimals_of(self.chart)

    def said(self, value: float) -> str:
        """A value, or a sum of values, as it is printed beside its mark."""
        places = self.places.get(value, max(self.places.values(), default=0))
        return measured(value, places, self.chart.unit if self._short else "", self.look.language)

    def marked(self, axis: Axis, value: float) -> str:
        """A value at a tick of an axis."""
        return measured(value, decimals(axis.ticks), self.chart.unit if self._short else "", self.look.language)

    @property
    def nothing(self) -> str:
        """What stands where there is no value."""
        return said(self.look, "no-value")

    @property
    def _short(self) -> bool:
        """Whether the unit is short enough to stand at every value."""
        return len(self.chart.unit) <= 3

    @property
    def axis_title(self) -> str:
        """What is measured, for the place over the values; with the unit where that is too long to stand at every value."""
        unit = "" if self._short else self.chart.unit
        return ", ".join(part for part in (self.chart.axis, unit) if part)

    def axis(self, values: Iterable[float], *, zero: bool = True, wanted: int = 5) -> Axis:
        """The axis of the values, as the author asks for it."""
        found = list(values)
        if self.chart.scale is Scale.LOG and found and min(found) > 0:
            return logarithmic(found)
        return linear(found, zero=zero, wanted=wanted)

    def colour(self, series: int, category: int | None = None) -> Colour:
        """The colour of a value: what is highlighted stands out, whatever else there is stands back."""
        chart, look = self.chart, self.look
        names = {chart.series[series].name} | ({chart.categories[category]} if category is not None else set())
        single = len(chart.series) == 1
        if not chart.highlight:
            return look.series(series)
        if names & set(chart.highlight):
            return look.colours.accent if single or chart.kind is not ChartKind.STACKED else look.series(series)
        return look.colours.quiet if single or not set(chart.highlight) & set(chart.categories) else look.series(series)

    def stands_out(self, name: str) -> bool:
        """Whether a category or series is highlighted."""
        return name in self.chart.highlight

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def widest(self, names: Iterable[Iterable[str]]) -> float:
        """How wide the widest line of some names is, in the heavier of the faces that they may be set in."""
        look = self.look
        widths = (look.width(part, look.size, family=look.strong_family) for lines in names for part in lines)
        return max(widths, default=0.0)

    def label(self, text: str, x: float, y: float, anchor: TextAnchor = TextAnchor.START, *, strong: bool = False) -> Label:
        """A name beside the chart."""
        look = self.look
        family = look.strong_family if strong else ""
        return Label(text, x, y, look.size, look.strong if strong else look.ink, anchor, family=family)

    def value(self, text: str, x: float, y: float, anchor: TextAnchor, colour: Colour | None = None) -> Label:
        """A value beside its mark."""
        return Label(text, x, y, self.look.small, colour or self.look.ink, anchor, family=self.look.strong_family)

    def tick(self, text: str, x: float, y: float, anchor: TextAnchor) -> Label:
        """Words at an axis."""
        return Label(text, x, y, self.look.small, self.look.muted, anchor)

    def head(self, swatch: Callable[[int, float, float], list[Item]] | None) -> tuple[list[Item], float]:
        """What stands over a chart: what is measured and, of several series, which is which; and the height that it takes."""
        items: list[Item] = []
        look, y = self.look, 0.0
        if self.axis_title:
            y += look.size * 1.25
            items.append(self.tick(self.axis_title, 0, y - look.size * 0.2, TextAnchor.START))
        if swatch and len(self.chart.series) > 1:
            x, row = 0.0, y + look.size * 1.5
            for number, series in enumerate(self.chart.series):
                wide = look.width(series.name, look.size) + 16
                if x and x + wide > self.width:
                    x, row = 0.0, row + look.size * 1.5
                items += swatch(number, x, row)
                items.append(self.label(look.cut(series.name, self.width - 14, look.size), x + 14, row))
                x += wide + 14
            y = row + look.size * 0.2
        return items, y + (look.size * 0.7 if y else 0.0)

    def box_swatch(self, number: int, x: float, y: float) -> list[Item]:
        """The sign of a series of bars in a legend."""
        side = self.look.size * 0.9
        return textured(number, x, y - side * 0.86, side, side, self.colour(number), self.look.white)

    def mark_swatch(self, number: int, x: float, y: float) -> list[Item]:
        """The sign of a series of dots in a legend."""
        return [mark(number, x + 4, y - self.look.size * 0.32, 3.2, self.colour(number), self.look.white)]

    def baseline(self, x0: float, y0: float, x1: float, y1: float) -> Item:
        """The line from which values are counted."""
        return line([(x0, y0), (x1, y1)], self.look.ink, 0.75)

    def grid(self, x0: float, y0: float, x1: float, y1: float) -> Item:
        """A line that leads from a tick across the chart."""
        return line([(x0, y0), (x1, y1)], self.look.colours.grid, 0.5)


def spread(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """Places at least ``gap`` apart, as near to those wanted as may be, in the same order, between two bounds."""
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    runs: list[tuple[list[int], float]] = []
    for number in order:
        run, middle = [number], wanted[number]
        while runs:
            before, at = runs[-1]
            if middle - (len(run) - 1) * gap / 2 - (at + (len(before) - 1) * gap / 2) >= gap - 1e-9:
                break
            runs.pop()
            middle = (at * len(before) + middle * len(run)) / (len(before) + len(run))
            run = [*before, *run]
        half = (len(run) - 1) * gap / 2
        runs.append((run, min(max(middle, low + half), max(high - half, low + half))))
    places = [0.0] * len(wanted)
    for run, middle in runs:
        for step, number in enumerate(run):
            places[number] = middle - (len(run) - 1) * gap / 2 + step * gap
    return places
