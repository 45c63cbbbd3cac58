"""Locator maps: a theatre with its countries, places and movements, a legend and a scale bar."""

from __future__ import annotations

import math
from dataclasses import field, replace
from typing import TYPE_CHECKING, TypeAlias

from briefgen.figures.alternative import of_theatre
from briefgen.figures.arrows import course, drawn_arrow
from briefgen.figures.atlas import Atlas
from briefgen.figures.clipping import Window
from briefgen.figures.gazetteer import Gazetteer
from briefgen.figures.lettering import Lettering
from briefgen.figures.placing import Placing
from briefgen.figures.regions import BY_KEY, REGIONS, region_key
from briefgen.figures.scalebar import Bar
from briefgen.figures.sketch import box, circle, faced, filled
from briefgen.figures.words import of_sea
from briefgen.figures.world import country_name, seas
from briefgen.model.diagnostic import Outcome, error
from briefgen.model.drawing import Drawing, Group, Item, Label, Shape, Stroke, TextAnchor
from briefgen.model.nearest import did_you_mean
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from briefgen.figures.look import Look
    from briefgen.figures.sketch import Point
    from briefgen.figures.world import City
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.measure import Colour
    from briefgen.model.plot import Arrow, Spot, Theatre

    _Way: TypeAlias = tuple[Arrow, list[Point], Colour]

_LEAST, _MOST = 0.44, 0.74
"""Of the width: the height of a map."""
_DASHES: tuple[tuple[float, ...], ...] = ((4.2, 2.6), (1.2, 2.4), (8.0, 2.6), ())


def draw_theatre(plot: Theatre, look: Look, width: float) -> Outcome[Drawing]:
    """The drawing of a map; findings are names that it does not know, each with the nearest, where it was written."""
    names = Gazetteer(plot)
    region = _box(plot, names.findings)
    height = plot.height or width * _ratio(region)
    sheet = _Sheet(plot, look, names, Atlas(region, Window(0, 0, width, height), look.style.boundaries))
    items = sheet.draw()
    frame = Shape(box(0, 0, width, height), stroke=Stroke(look.rule, 0.6))
    made = (Group(tuple(items), clip=sheet.atlas.clip()), frame)
    drawing = faced(Drawing(width, height + 1, made, alternative=of_theatre(sheet.seen, look)))
    return Outcome(drawing, tuple(names.findings))


def _box(plot: Theatre, findings: list[Diagnostic]) -> tuple[float, float, float, float]:
    if plot.box:
        west, south, east, north = plot.box
        if west < east and -85 <= south < north <= 85 and east - west <= 180 and west >= -180 and east <= 360:
            return plot.box
        hint = "write west, south, east, north, such as [22, 44, 41, 53]; across the date line east is over 180"
        place = plot.places.get("bbox[0]") or plot.places.get("bbox")
        findings.append(error("bad-map", f"bbox {list(plot.box)} is no part of the world", place, hint))
    found = BY_KEY.get(region_key(plot.region))
    if found is None and plot.region:
        hint = did_you_mean(plot.region, REGIONS) or f"the regions are {', '.join(REGIONS)}; or write bbox"
        findings.append(error("unknown-region", f"there is no region {plot.region!r}", plot.places.get("region"), hint))
    return REGIONS[found or "Europe"]


def _ratio(region: tuple[float, float, float, float]) -> float:
    """Height to width of a map, as its region is, but neither a strip nor a tower."""
    west, south, east, north = region
    natural = (north - south) / ((east - west) * math.cos(math.radians((south + north) / 2)))
    return min(max(natural, _LEAST), _MOST)


@dataclass(slots=True)
class _Sheet:
    """A map being drawn."""

    plot: Theatre
    look: Look
    names: Gazetteer
    atlas: Atlas
    placing: Placing = field(init=False)
    lettering: Lettering = field(init=False)
    seen: Theatre = field(init=False)
    tints: dict[str, Colour] = field(default_factory=dict)
    legend: list[tuple[str, str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.placing = Placing(self.atlas.frame)
        self.lettering = Lettering(self.look, self.atlas, self.placing, self.tints)

    def draw(self) -> list[Item]:
        """Everything, from the sea up."""
        self._colour()
        items = self.atlas.ground(self.look.colours, self.tints)
        arrows, ways = self._arrows()
        shown = self._marked()
        loud = self._loud_names()
        spots = self._spots(shown)
        quiet = self._quiet_names()
        words = self._arrow_words(ways)
        corner = self._corner()
        over = [*quiet, *self._sea_names()]
        return [*items, *over, *loud, *arrows, *words, *spots, *corner]

    # ── areas ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _colour(self) -> None:
        """A colour for each country that is to be seen: one for each entry of the legend, else one for each country."""
        tints = self.look.colours.tints
        keys: dict[str, int] = {}
        for area in self.plot.areas:
            owner = self.names.country(area.name)
            if owner is None:
                continue
            number = keys.setdefault(area.key or area.name, len(keys))
            self.tints[self.atlas.owner.get(owner, owner)] = tints[number % len(tints)]
            if area.key and (area.key, "area", number) not in self.legend:
                self.legend.append((area.key, "area", number))

    def _loud_names(self) -> list[Item]:
        """The names of the countries in colour, which nothing else keeps from their land."""
        named = [(area, self.names.country(area.name)) for area in self.plot.areas]
        shown = [(area.label or country_name(area.name, self.look), owner) for area, owner in named if owner]
        return [label for text, owner in shown for label in self.lettering.country(owner, text, loud=True)]

    def _quiet_names(self) -> list[Item]:
        loud = {self.names.country(area.name) for area in self.plot.areas}
        named = {self.names.country(name): country_name(name, self.look) for name in self.plot.labels}
        shown = [(text, owner) for owner, text in named.items() if owner and owner not in loud]
        return [label for text, owner in shown for label in self.lettering.country(owner, text, loud=False)]

    def _sea_names(self) -> list[Item]:
        items: list[Item] = []
        look = self.look
        for sea in seas() if self.plot.seas else ():
            size = look.small
            x, y = self.atlas.point(sea.longitude, sea.latitude)
            name = of_sea(look, sea.name)
            wide = look.width(name, size) + 2
            place = Window(x - wide / 2, y - size * 0.6, x + wide / 2, y + size * 0.6)
            if self.atlas.scale * 10 >= sea.least and self.placing.free(place):
                self.placing.take(place)
                items.append(Label(name, x, y + size * 0.33, size, look.colours.water, TextAnchor.MIDDLE, italic=True))
        return items

    # ── places ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _marked(self) -> list[tuple[Spot, City, Point]]:
        """The places that are seen; one that is known but outside is told, and left out of what the map says it shows."""
        known = [(spot, city) for spot in self.plot.spots if (city := self.names.spot(spot))]
        found = [(spot, city, self.atlas.point(city.longitude, city.latitude)) for spot, city in known]
        shown = [one for one in found if self.atlas.frame.holds(Window(*one[2], *one[2]))]
        for spot, _, _ in (one for one in found if one not in shown):
            self.names.outside(spot)
        for _, _, (x, y) in shown:
            self.placing.take(Window(x - 3.2, y - 3.2, x + 3.2, y + 3.2))
        self.seen = replace(self.plot, spots=tuple(spot for spot, _, _ in shown))
        return shown

    def _spots(self, shown: list[tuple[Spot, City, Point]]) -> list[Item]:
        look, marks, words = self.look, list[Item](), list[Item]()
        for spot, city, (x, y) in shown:
            marks += self._mark(city, x, y)
            text = spot.label or spot.name
            wide = look.width(text, look.size, family=look.strong_family) + 1
            (left, middle), anchor, _ = self.placing.beside((x, y), (wide, look.size * 1.05), 5.0)
            words.append(
                Label(
                    text, left, middle + look.size * 0.33, look.size, look.ink, anchor, family=look.strong_family, halo=look.white
                )
            )
        return [*marks, *words]

    def _mark(self, city: City, x: float, y: float) -> list[Item]:
        """A capital has a square with a point in it, any other place a disc."""
        look = self.look
        if city.capital:
            inner = Shape(box(x - 1.1, y - 1.1, 2.2, 2.2), look.ink)
            return [Shape(box(x - 2.6, y - 2.6, 5.2, 5.2), look.white, Stroke(look.ink, 0.8)), inner]
        return [Shape(circle(x, y, 2.1), look.ink, Stroke(look.white, 0.7))]

    # ── arrows ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _arrows(self) -> tuple[list[Item], list[_Way]]:
        look, items = self.look, list[Item]()
        keys: dict[str, int] = {}
        ways: list[_Way] = []
        for arrow in self.plot.arrows:
            stops = self.names.stops(arrow)
            if len(stops) < 2:
                continue
            number = keys.setdefault(arrow.key, len(keys))
            if arrow.key and (arrow.key, "arrow", number) not in self.legend:
                self.legend.append((arrow.key, "arrow", number))
            points = course([self.atlas.point(stop.longitude, stop.latitude) for stop in stops])
            colour = look.colours.accent if number == 0 else look.series(number)
            self.placing.take_line(points, 2.2)
            items += drawn_arrow(points, colour, look.white, _DASHES[number % len(_DASHES)])
            ways.append((arrow, points, colour))
        return items, ways

    def _arrow_words(self, ways: list[_Way]) -> list[Item]:
        return [
            label for arrow, points, colour in ways if arrow.label for label in self.lettering.arrow(arrow.label, points, colour)
        ]

    # ── legend and scale ─────────────────────────────────────────────────────────────────────────────────────────────

    def _corner(self) -> list[Item]:
        """A box with the legend and the scale bar, in the corner where it hides the least."""
        look = self.look
        entries = self.legend if self.plot.legend else []
        scale = Bar.of(self.atlas.frame, self.atlas.scale, look) if self.plot.scale_bar else None
        if not entries and scale is None:
            return []
        row = look.small * 1.5
        wide = max([look.width(text, look.small) + 24 for text, _, _ in entries] + [scale.length + 10 if scale else 0.0]) + 10
        high = len(entries) * row + (look.small * 2.3 if scale else 0.0) + 7
        place = self.placing.corner(wide, high, ("bl", "br", "tl", "tr"))
        items: list[Item] = [
            Shape(box(place.left, place.top, wide, high), look.white, Stroke(look.rule, 0.4), opacity=0.92),
        ]
        y = place.top + 4
        for text, kind, number in entries:
            y += row
            items += self._swatch(kind, number, place.left + 6, y - look.small * 0.75)
            items.append(Label(text, place.left + 26, y - look.small * 0.42, look.small, look.ink))
        if scale:
            items += scale.drawn(look, place.left + 7, place.bottom - 6)
        return items

    def _swatch(self, kind: str, number: int, x: float, y: float) -> list[Item]:
        look = self.look
        if kind == "area":
            colour = look.colours.tints[number % len(look.colours.tints)]
            return [filled(x, y - 3.4, 14, 6.8, colour), Shape(box(x, y - 3.4, 14, 6.8), stroke=Stroke(look.muted, 0.3))]
        colour = look.colours.accent if number == 0 else look.series(number)
        return drawn_arrow([(x, y), (x + 15, y)], colour, look.white, _DASHES[number % len(_DASHES)], head=4.4)
