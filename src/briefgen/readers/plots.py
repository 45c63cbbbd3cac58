"""Blocks that are drawn: fences of ``chart``, ``timeline`` and ``map`` with YAML inside, as figures with a plot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefgen.model import tree
from briefgen.model.diagnostic import error
from briefgen.model.digest import digest
from briefgen.model.nearest import did_you_mean
from briefgen.model.plot import Area, Arrow, Chart, ChartKind, Event, Plot, Scale, Series, Spot, Theatre, Timeline
from briefgen.model.position import Position
from briefgen.model.value import dataclass
from briefgen.model.walk import plain_text
from briefgen.readers import plot_data
from briefgen.readers.attributes import unknown_keys
from briefgen.readers.plot_fields import COMMON, PLOTS
from briefgen.readers.source import Source, Strand
from briefgen.readers.yaml_values import YamlReader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefgen.readers.attributes import Parsed
    from briefgen.readers.inlines import InlineReader
    from briefgen.readers.reading import Reading

KINDS = frozenset(PLOTS)
DATA = "data"
"""The class of a figure whose values come from a file."""
MOST_EVENTS = 60
_MOST_HEIGHT = 560.0


@dataclass(slots=True)
class Fence:
    """A fence as it stands in its file. ``text`` begins on line ``first_line`` and is indented by ``indent`` there."""

    kind: str
    text: str
    place: Position
    first_line: int
    indent: int
    given: tree.Attributes
    parsed: Parsed | None
    info: int


@dataclass(slots=True)
class PlotReader:
    """Reads one fence. Whatever is wrong in it is reported where it stands; what is right is kept."""

    fence: Fence
    source: Source
    reading: Reading
    inlines: InlineReader
    values: dict[str, Any]
    places: dict[str, Position]
    unread: bool = False

    def report(self, code: str, message: str, path: str, hint: str = "") -> None:
        """Note an error at the value of a path."""
        self.reading.report(error(code, message, self.place(path), hint))

    def place(self, path: str) -> Position:
        """Where the value of a path stands; the fence itself for one that is not there."""
        return self.places.get(path, self.fence.place)

    def figure(self) -> tree.Figure:
        """The figure; one whose plot could not be made has none, and only its words."""
        fence = self.fence
        caption, source = self._words("caption"), self._words("source")
        plot = None if self.unread else self._plot(" ".join(plain_text(caption).split()))
        pairs = tuple(pair for pair in fence.given.pairs if pair[0] not in {"caption", "source", "alt"})
        if "width" in self.values:
            pairs = (*pairs, ("width", self.values["width"]))
        file = getattr(plot, "file", "")
        given = tree.Attributes(fence.given.identifier, (fence.kind, *((DATA,) if file else ()), *fence.given.classes), pairs)
        target = f"{fence.kind}-{digest((plot, given.get('width')))[:16]}" if plot else ""
        alternative = str(self.values.get("alt") or fence.given.get("alt"))
        return tree.Figure(target, alternative, caption, source, 0, given.identifier, given, plot=plot, position=fence.place)

    def _words(self, key: str) -> tuple[tree.Inline, ...]:
        """Markdown of a key, or of the attribute of that name."""
        fence = self.fence
        if key in self.values:
            start = self.place(key)
            offset = self.source.line_starts[start.line - self.source.first_line] + start.column - 1
            return self.inlines.read(str(self.values[key]), Strand(self.source, [(0, offset)]), 0)
        text = fence.given.get(key)
        if not text or fence.parsed is None:
            return ()
        return self.inlines.read(text, Strand(self.source, [(0, fence.info)]), fence.parsed.places[key])

    def _plot(self, title: str) -> Plot | None:
        make: Callable[[str], Plot | None] = {"chart": self._chart, "timeline": self._timeline, "map": self._map}[self.fence.kind]
        return make(title)

    def number(self, text: str, path: str) -> float | None:
        """A number that stands at a path; ``None``, and an error, for what is none."""
        value = plot_data.number(text)
        if value is None:
            self.report("bad-value", f"{text!r} is not a number", path)
        return value

    def _height(self) -> float:
        said = self.values.get("height")
        value = self.number(str(said), "height") if said else None
        if value is not None and not 0 < value <= _MOST_HEIGHT:
            self.report("bad-value", f"height must be from 1 to {_MOST_HEIGHT:g} points, not {said}", "height")
            return 0.0
        return value or 0.0

    def _table(self) -> plot_data.Rows | None:
        return plot_data.open_rows(self)

    # ── charts ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _chart(self, title: str) -> Chart | None:
        rows = self._table()
        if rows is None:
            return None
        values = self.values
        categories, series = rows.series(values.get("x", ""), values.get("y", ()), values.get("series", ""))
        kind = ChartKind(values.get("type", ChartKind.BAR))
        if not series or not categories:
            return None
        if kind is ChartKind.SLOPE:
            categories, series = plot_data.as_times(categories, series)
        if kind is ChartKind.SLOPE and len(categories) < 2:
            self.report("bad-chart", "a slope chart needs two categories", "type", "give it two rows")
            return None
        self._check_scale(series)
        highlight = self._highlight({*categories, *(one.name for one in series)})
        return Chart(
            kind=kind,
            categories=categories,
            series=series,
            unit=values.get("unit", ""),
            axis=values.get("axis", ""),
            highlight=highlight,
            scale=Scale(values.get("scale", Scale.LINEAR)),
            labels=values.get("labels", True),
            upright=values.get("upright", False),
            height=self._height(),
            file=rows.file,
            title=title,
            places=self.places,
        )

    def _check_scale(self, series: tuple[Series, ...]) -> None:
        least = min((value for one in series for value in one.values if value is not None), default=1.0)
        if self.values.get("scale") == Scale.LOG and least <= 0:
            self.report("bad-chart", f"a log scale has no place for {least:g}", "scale", "take a linear scale")
            self.values["scale"] = Scale.LINEAR

    def _highlight(self, names: set[str]) -> tuple[str, ...]:
        wanted: tuple[str, ...] = self.values.get("highlight", ())
        for at, name in enumerate(wanted):
            if name not in names:
                path = f"highlight[{at}]" if f"highlight[{at}]" in self.places else "highlight"
                self.report("unknown-category", f"no category or series is called {name!r}", path, did_you_mean(name, names))
        return tuple(name for name in wanted if name in names)

    # ── timelines ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _timeline(self, title: str) -> Timeline | None:
        rows = self._table() if "data" in self.values or "rows" in self.values else None
        events = [*self._events(), *(rows.events() if rows else ())]
        if not events:
            if rows is None and not self.values.get("events"):
                self.report("bad-timeline", "the timeline has no events", "", "write events: or name a file with data:")
            return None
        if len(events) > MOST_EVENTS:
            message = f"the timeline has {len(events)} events; up to {MOST_EVENTS} can be drawn"
            self.report("bad-timeline", message, "", "leave some out")
            return None
        ends = {key: self._day(self.values.get(key, ""), key) for key in ("start", "end")}
        file = rows.file if rows else ""
        return Timeline(events=tuple(events), **ends, height=self._height(), file=file, title=title, places=self.places)

    def _events(self) -> list[Event]:
        found = []
        for at, given in enumerate(self.values.get("events", ())):
            path = f"events[{at}]"
            date, end = self._day(given.get("date", ""), f"{path}.date"), self._day(given.get("end", ""), f"{path}.end")
            if date and given.get("label"):
                lane, highlight = given.get("lane", ""), given.get("highlight", False)
                found.append(Event(date=date, label=given["label"], end=end, lane=lane, highlight=highlight))
        return found

    def _day(self, text: str, path: str) -> str:
        if text and not plot_data.is_day(text):
            self.report("bad-value", f"{text!r} is not a date", path, "write it as 2022-08-09, 2022-08 or 2022")
            return ""
        return text

    # ── maps ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _map(self, title: str) -> Theatre | None:
        values = self.values
        box = self._numbers(values.get("bbox", ()), "bbox", 4)
        if not box and not values.get("region"):
            self.report("bad-map", "the map shows no region", "", "write region: Ukraine, or bbox: [west, south, east, north]")
            return None
        areas = tuple(Area(**{key: one[key] for key in ("name", "label", "key") if key in one}) for one in self._named("countries"))
        spots = [self._spot(one, at) for at, one in enumerate(values.get("cities", ())) if "name" in one]
        lost = {one["name"].casefold() for one, spot in zip(self._named("cities"), spots, strict=True) if spot is None}
        arrows = [self._arrow(one) for one in values.get("arrows", ()) if "from" in one and "to" in one]
        return Theatre(
            region=values.get("region", ""),
            box=(box[0], box[1], box[2], box[3]) if box else None,
            areas=areas,
            spots=tuple(spot for spot in spots if spot),
            # What is wrong with a place is told once, and not again by every arrow through it.
            arrows=tuple(one for one in arrows if not lost & {name.casefold() for name in (one.start, *one.through, one.end)}),
            labels=tuple(values.get("names", ())),
            seas=values.get("seas", True),
            legend=values.get("legend", True),
            scale_bar=values.get("scale", True),
            height=self._height(),
            title=title,
            places=self.places,
        )

    def _named(self, key: str) -> list[Mapping[str, str]]:
        return [one for one in self.values.get(key, ()) if "name" in one]

    def _spot(self, one: Mapping[str, Any], at: int) -> Spot | None:
        """A place; ``None``, and an error, where what it says of its degrees cannot be."""
        where = self._numbers(one.get("at", ()), f"cities[{at}].at", 2)
        if where and not (-180 <= where[0] <= 180 and -90 <= where[1] <= 90):
            self.report("bad-value", f"{list(where)} is no place on Earth", f"cities[{at}].at", "write longitude, then latitude")
            where = ()
        if one.get("at") and not where:
            return None
        return Spot(name=one["name"], label=one.get("label", ""), at=(where[0], where[1]) if where else None)

    def _arrow(self, one: Mapping[str, Any]) -> Arrow:
        through = tuple(one.get("through", ()))
        return Arrow(start=one["from"], end=one["to"], through=through, label=one.get("label", ""), key=one.get("key", ""))

    def _numbers(self, texts: tuple[str, ...], path: str, count: int) -> tuple[float, ...]:
        if not texts:
            return ()
        found = [plot_data.number(text) for text in texts]
        known = [value for value in found if value is not None]
        if len(found) != count or len(known) != count:
            self.report("bad-value", f"{path} must be {count} numbers, not {', '.join(texts)}", path)
            return ()
        return tuple(known)


def read_plot(fence: Fence, source: Source, reading: Reading, inlines: InlineReader) -> tree.Figure:
    """The figure of a fence."""
    yaml = YamlReader(fence.place.file, fence.first_line)
    padded = "".join(f"{' ' * fence.indent}{line}" if line.strip() else line for line in fence.text.splitlines(keepends=True))
    values = yaml.read(padded, PLOTS[fence.kind])
    first = next(item.name for item in PLOTS[fence.kind])
    reading.report_all(
        replace(
            one,
            message=one.message.replace("the front matter", f"a {fence.kind}"),
            hint=one.hint.replace("write title: …", f"write {first}: …"),
        )
        for one in yaml.diagnostics
    )
    common = tuple(item.name for item in COMMON)
    reading.report_all(unknown_keys(fence.given, (*common, "lang"), f"a {fence.kind}", fence.place))
    return PlotReader(fence, source, reading, inlines, values, {**yaml.places, **yaml.starts}, yaml.unread).figure()
