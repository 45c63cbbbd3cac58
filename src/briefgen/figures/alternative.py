"""What a plot shows, in a few sentences for those who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.figures.months import when
from briefgen.figures.numerals import decimals_of, measured
from briefgen.figures.scales import day
from briefgen.figures.words import listed, said
from briefgen.figures.world import country_name
from briefgen.model.plot import ChartKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.figures.look import Look
    from briefgen.model.plot import Chart, Event, Series, Theatre, Timeline

_FEW = 6
"""Values that are said one by one; of more, the highest and the lowest."""


def of_chart(chart: Chart, look: Look) -> str:
    """What a chart shows: its subject, then every value of a small one, or the extremes of a large one."""
    places = decimals_of(chart)

    def number(value: float) -> str:
        return measured(value, places[value], chart.unit, look.language)

    count = sum(value is not None for series in chart.series for value in series.values)
    lines = [_opening(said(look, chart.kind), chart.title, chart.axis)]
    for series in chart.series:
        name = f"{series.name}: " if len(chart.series) > 1 else ""
        known = [(value, at) for at, value in enumerate(series.values) if value is not None]
        if not known:
            lines.append(f"{name}{said(look, 'no-values')}.")
        elif chart.kind in {ChartKind.LINE, ChartKind.SLOPE} and len(known) > 1:
            course = _course(chart, series, look, number)
            lines.append(f"{name}{course if name else course[:1].upper() + course[1:]}.")
        elif count <= _FEW:
            missing = [chart.categories[at] for at, value in enumerate(series.values) if value is None]
            none = f"; {said(look, 'no-value-for', names=listed(look, missing))}" if missing else ""
            lines.append(f"{name}{', '.join(f'{chart.categories[at]} {number(value)}' for value, at in known)}{none}.")
        else:
            high, low = max(known, key=lambda pair: pair[0]), min(known, key=lambda pair: pair[0])
            ends = {"high_name": chart.categories[high[1]], "low_name": chart.categories[low[1]]}
            ends |= {"high": number(high[0]), "low": number(low[0])}
            lines.append(f"{name}{said(look, 'extremes', count=len(known), **ends)}.")
    return " ".join(lines)


def _course(chart: Chart, series: Series, look: Look, number: Callable[[float], str]) -> str:
    """Where a line begins and ends, and how far it goes in between."""
    known = [(at, value) for at, value in enumerate(series.values) if value is not None]
    (first, start), (last, end) = known[0], known[-1]
    names = chart.categories
    ends = {"first": names[first], "last": names[last], "start": number(start), "end": number(end)}
    if start == end:
        course = said(look, "unchanged", value=number(start), **ends)
    else:
        course = said(look, "up" if end > start else "down", **ends)
    high, low = max(known, key=lambda pair: pair[1]), min(known, key=lambda pair: pair[1])
    between = [
        said(look, word, value=number(value), name=names[at])
        for word, (at, value) in (("highest", high), ("lowest", low))
        if at not in {first, last}
    ]
    return "; ".join((course, *between))


def of_timeline(timeline: Timeline, look: Look) -> str:
    """What a timeline shows: when it begins and ends, and its events."""
    dated = [(first, event) for event in timeline.events if (first := day(event.date))]
    dated.sort(key=lambda pair: pair[0])
    if not dated:
        return _opening(said(look, "timeline"), timeline.title, said(look, "no-events"))
    years = len({first.year for first, _ in dated}) > 1
    told = [f"{_span(event, look, year=years)}: {event.label}" for _, event in dated]
    count = said(look, "one-event") if len(told) == 1 else said(look, "events", count=len(told))
    return f"{_opening(said(look, 'timeline'), timeline.title, count)} {'; '.join(told)}."


def _span(event: Event, look: Look, *, year: bool) -> str:
    first, last = day(event.date), day(event.end) if event.end else None
    assert first is not None
    start = when(event.date, first, look, year=year or not event.end)
    return said(look, "span", start=start, end=when(event.end, last, look, year=True)) if last else start


def of_theatre(plot: Theatre, look: Look) -> str:
    """What a map shows: its countries, its places and what moves between them."""
    parts = [_opening(said(look, "map"), plot.title, plot.region if not plot.box else "")]
    if plot.areas:
        names = [_keyed(area.label or country_name(area.name, look), area.key) for area in plot.areas]
        parts.append(f"{said(look, 'in-colour', names=listed(look, names))}.")
    if plot.spots:
        parts.append(f"{said(look, 'places', names=listed(look, [spot.label or spot.name for spot in plot.spots]))}.")
    for arrow in plot.arrows:
        way = f" {said(look, 'by-way-of', names=listed(look, arrow.through))}" if arrow.through else ""
        what = said(look, "arrow", start=arrow.start, end=arrow.end)
        parts.append(f"{what}{way}{f': {arrow.label}' if arrow.label else ''}.")
    return " ".join(parts)


def _keyed(name: str, key: str) -> str:
    return f"{name} ({key})" if key else name


def _opening(kind: str, title: str, more: str) -> str:
    subject = "; ".join(part.rstrip(".") for part in (title, more) if part)
    return f"{kind}: {subject}." if subject else f"{kind}."
