"""What a plot shows, in a few sentences for those who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.figures.months import when
from briefgen.figures.numerals import decimals, measured
from briefgen.figures.scales import day
from briefgen.model.plot import ChartKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.figures.look import Look
    from briefgen.model.plot import Chart, Event, Series, Theatre, Timeline

_KINDS = {
    ChartKind.BAR: "Bar chart",
    ChartKind.STACKED: "Stacked bar chart",
    ChartKind.LINE: "Line chart",
    ChartKind.DOT: "Dot chart",
    ChartKind.SLOPE: "Slope chart",
}
_FEW = 6
"""Values that are said one by one; of more, the highest and the lowest."""


def of_chart(chart: Chart, look: Look) -> str:
    """What a chart shows: its subject, then every value of a small one, or the extremes of a large one."""
    places = decimals(value for series in chart.series for value in series.values)

    def said(value: float) -> str:
        return measured(value, places, chart.unit, look.language)

    count = sum(value is not None for series in chart.series for value in series.values)
    lines = [_opening(_KINDS[chart.kind], chart.title, chart.axis)]
    for series in chart.series:
        name = f"{series.name}: " if len(chart.series) > 1 else ""
        known = [(value, at) for at, value in enumerate(series.values) if value is not None]
        if not known:
            lines.append(f"{name}no values.")
        elif chart.kind in {ChartKind.LINE, ChartKind.SLOPE} and len(known) > 1:
            course = _course(chart, series, said)
            lines.append(f"{name}{course if name else course[:1].upper() + course[1:]}.")
        elif count <= _FEW:
            missing = [chart.categories[at] for at, value in enumerate(series.values) if value is None]
            none = f"; no value for {_listed(missing)}" if missing else ""
            lines.append(f"{name}{', '.join(f'{chart.categories[at]} {said(value)}' for value, at in known)}{none}.")
        else:
            high, low = max(known, key=lambda pair: pair[0]), min(known, key=lambda pair: pair[0])
            lines.append(
                f"{name}{len(known)} values; highest {chart.categories[high[1]]} ({said(high[0])}), "
                f"lowest {chart.categories[low[1]]} ({said(low[0])})."
            )
    return " ".join(lines)


def _course(chart: Chart, series: Series, said: object) -> str:
    """Where a line begins and ends, and how far it goes in between."""
    assert callable(said)
    known = [(at, value) for at, value in enumerate(series.values) if value is not None]
    (first, start), (last, end) = known[0], known[-1]
    names = chart.categories
    if start == end:
        course = f"unchanged at {said(start)} ({names[first]} to {names[last]})"
    else:
        course = f"from {said(start)} ({names[first]}) {'up' if end > start else 'down'} to {said(end)} ({names[last]})"
    high, low = max(known, key=lambda pair: pair[1]), min(known, key=lambda pair: pair[1])
    between = [
        f"{word} {said(value)} ({names[at]})"
        for word, (at, value) in (("highest", high), ("lowest", low))
        if at not in {first, last}
    ]
    return "; ".join((course, *between))


def of_timeline(timeline: Timeline, look: Look) -> str:
    """What a timeline shows: when it begins and ends, and its events."""
    dated = [(first, event) for event in timeline.events if (first := day(event.date))]
    dated.sort(key=lambda pair: pair[0])
    if not dated:
        return _opening("Timeline", timeline.title, "no events")
    years = len({first.year for first, _ in dated}) > 1
    told = [f"{_span(event, look, year=years)}: {event.label}" for _, event in dated]
    return f"{_opening('Timeline', timeline.title, _number(len(told), 'event'))} {'; '.join(told)}."


def _span(event: Event, look: Look, *, year: bool) -> str:
    first, last = day(event.date), day(event.end) if event.end else None
    assert first is not None
    start = when(event.date, first, look, year=year or not event.end)
    return f"{start} to {when(event.end, last, look, year=True)}" if last else start


def of_theatre(plot: Theatre, look: Look) -> str:
    """What a map shows: its countries, its places and what moves between them."""
    del look
    parts = [_opening("Map", plot.title, plot.region if not plot.box else "")]
    if plot.areas:
        parts.append(f"Shown in colour: {_listed([_keyed(area.label or area.name, area.key) for area in plot.areas])}.")
    if plot.spots:
        parts.append(f"Places: {_listed([spot.label or spot.name for spot in plot.spots])}.")
    for arrow in plot.arrows:
        way = f" by way of {_listed(arrow.through)}" if arrow.through else ""
        parts.append(f"Arrow from {arrow.start} to {arrow.end}{way}{f': {arrow.label}' if arrow.label else ''}.")
    return " ".join(parts)


def _keyed(name: str, key: str) -> str:
    return f"{name} ({key})" if key else name


def _opening(kind: str, title: str, more: str) -> str:
    subject = "; ".join(part.rstrip(".") for part in (title, more) if part)
    return f"{kind}: {subject}." if subject else f"{kind}."


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
