"""Names of an author's on a map: known countries and places, and an error with the nearest for any other."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.figures.world import City, cities, country_names, world
from briefgen.model.diagnostic import Diagnostic, error, warning
from briefgen.model.nearest import did_you_mean
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from briefgen.model.plot import Arrow, Spot, Theatre
    from briefgen.model.position import Position


@dataclass(slots=True)
class Gazetteer:
    """The names of one map. Each unknown one is told once, where it is written first."""

    plot: Theatre
    findings: list[Diagnostic] = field(default_factory=list)
    _told: set[str] = field(default_factory=set)

    def country(self, name: str) -> str | None:
        """The identifier of a territory; ``None``, and an error, for a name that is none."""
        found = country_names().get(" ".join(name.casefold().split()))
        if found is None:
            known = [territory.name for territory in world().territories]
            hint = did_you_mean(name, known) or "write it in English, or as a code of ISO 3166 such as IR"
            self._unknown("unknown-country", f"the maps know no country {name!r}", name, hint)
        return found

    def spot(self, spot: Spot) -> City | None:
        """Where a place is; ``None``, and an error, for one that is not known and has no coordinates."""
        if spot.at is not None:
            known = cities().get(spot.name.casefold())
            return City(spot.name, *spot.at, known.capital if known else False)
        return self._city(spot.name)

    def outside(self, spot: Spot) -> None:
        """Tell of a place that the map does not reach."""
        hint = "take a larger region, or a bbox that reaches it, or leave the place out"
        self.findings.append(
            warning("outside-map", f"{spot.name} is outside the map, which does not show it", self._place(spot.name), hint)
        )

    def stops(self, arrow: Arrow) -> list[City]:
        """The places of an arrow, from its beginning to its end; those of the map itself first, then the gazetteer's."""
        own = {spot.name.casefold(): spot for spot in self.plot.spots}
        named = (arrow.start, *arrow.through, arrow.end)
        found = [self.spot(own[name.casefold()]) if name.casefold() in own else self._city(name) for name in named]
        return [city for city in found if city]

    def _city(self, name: str) -> City | None:
        found = cities().get(" ".join(name.casefold().split()))
        if found is None:
            hint = did_you_mean(name, {city.name for city in cities().values()})
            remedy = f"give its place: {{name: {name}, at: [longitude, latitude]}} under cities"
            self._unknown("unknown-city", f"the maps know no place {name!r}", name, f"{hint}; or {remedy}" if hint else remedy)
        return found

    def _unknown(self, code: str, message: str, name: str, hint: str) -> None:
        if name not in self._told:
            self._told.add(name)
            self.findings.append(error(code, message, self._place(name), hint))

    def _place(self, name: str) -> Position | None:
        """Where a name is written first."""
        plot = self.plot
        paths = [(f"countries[{n}]", area.name) for n, area in enumerate(plot.areas)]
        paths += [(f"cities[{n}]", spot.name) for n, spot in enumerate(plot.spots)]
        paths += [(f"names[{n}]", text) for n, text in enumerate(plot.labels)]
        for n, arrow in enumerate(plot.arrows):
            paths += [(f"arrows[{n}].from", arrow.start), (f"arrows[{n}].to", arrow.end)]
            paths += [(f"arrows[{n}].through[{stop}]", text) for stop, text in enumerate(arrow.through)]
        written = next((path for path, text in paths if text == name), "")
        return plot.places.get(f"{written}.name") or plot.places.get(written) or plot.places.get(written.partition("[")[0])
