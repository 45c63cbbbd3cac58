"""The world's countries and places, as they are shipped, under a house's boundary policy."""

from __future__ import annotations

import csv
import functools
import gzip
import json
import pkgutil
from typing import TYPE_CHECKING

from briefgen.model.house import BOUNDARIES, DISPUTED
from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.figures.look import Look
    from briefgen.figures.sketch import Point

_ALSO = {
    "usa": "US",
    "us": "US",
    "united states of america": "US",
    "uk": "GB",
    "great britain": "GB",
    "türkiye": "TR",
    "turkiye": "TR",
    "syrian arab republic": "SY",
    "russian federation": "RU",
    "islamic republic of iran": "IR",
    "czech republic": "CZ",
    "burma": "MM",
    "uae": "AE",
    "drc": "CD",
    "ivory coast": "CI",
    "cape verde": "CV",
    "macedonia": "MK",
    "swaziland": "SZ",
    "bolivarian republic of venezuela": "VE",
    "holland": "NL",
}
_FARTHEST = 1.5
"""Degrees: a longer stretch of line is bent by a projection, and gets points between its ends."""


class Territory(NamedTuple):
    """An area as the data has it: a country, or what is disputed. ``rings`` are runs of arcs, of which ``~n`` is run backwards."""

    id: str
    code: str
    name: str
    rings: tuple[tuple[int, ...], ...]


class World(NamedTuple):
    """All territories and the lines they are made of, in degrees."""

    arcs: tuple[tuple[Point, ...], ...]
    territories: tuple[Territory, ...]

    def ring(self, arcs: tuple[int, ...]) -> list[Point]:
        """The points of a ring. One that crosses the date line goes on beyond 180 degrees."""
        points: list[Point] = []
        for index in arcs:
            line = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            shift = round((points[-1][0] - line[0][0]) / 360) * 360 if points else 0
            points += ((x + shift, y) for x, y in (line[1:] if points else line))
        return points


class City(NamedTuple):
    """A place of the gazetteer."""

    name: str
    longitude: float
    latitude: float
    capital: bool


class Sea(NamedTuple):
    """The name of a water and where it is printed; ``least`` is how many points ten degrees must be wide for it to be."""

    name: str
    longitude: float
    latitude: float
    least: float


def _read(name: str) -> bytes:
    data = pkgutil.get_data("briefgen.figures", f"data/{name}")
    assert data is not None, f"{name} is part of the package"
    return data


@functools.cache
def world() -> World:
    """The world, read once a process."""
    raw = json.loads(gzip.decompress(_read("world.json.gz")))
    grid = raw["grid"]
    arcs = tuple(tuple(_filled_in(_points(arc, grid))) for arc in raw["arcs"])
    territories = tuple(
        Territory(area["id"], area["code"], area["name"], tuple(tuple(ring) for polygon in area["polygons"] for ring in polygon))
        for area in raw["areas"]
    )
    return World(arcs, territories)


def _points(deltas: list[int], grid: int) -> Iterator[Point]:
    x = y = 0
    half = 180 * grid
    for number, (dx, dy) in enumerate(zip(deltas[::2], deltas[1::2], strict=True)):
        # Over the date line a longitude begins anew; the line itself does not.
        x, y = x + (dx if not number else (dx + half) % (2 * half) - half), y + dy
        yield x / grid, y / grid


def _filled_in(points: Iterator[Point]) -> Iterator[Point]:
    before: Point | None = None
    for point in points:
        if before is not None:
            count = int(max(abs(point[0] - before[0]), abs(point[1] - before[1])) / _FARTHEST)
            for n in range(1, count + 1):
                part = n / (count + 1)
                yield before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])
        yield point
        before = point


def owners(policy: Mapping[str, str]) -> dict[str, str]:
    """Whose each territory is shown as: the identifier of a country, or :data:`~briefgen.model.house.DISPUTED`."""
    said = {**BOUNDARIES, **policy}
    own = {territory.code: territory.id for territory in world().territories if territory.code}
    return {one.id: _owner(one, said, own) for one in world().territories}


def _owner(territory: Territory, policy: Mapping[str, str], own: Mapping[str, str]) -> str:
    wanted = policy.get(territory.id, territory.code)
    if territory.id not in policy or wanted == territory.code:
        return territory.id
    return DISPUTED if wanted == DISPUTED else own.get(wanted, territory.id)


@functools.cache
def country_names() -> Mapping[str, str]:
    """Every spelling of a country's name, in small letters, with its identifier."""
    names: dict[str, str] = {}
    for territory in world().territories:
        for spelling in (territory.name, territory.code, territory.id):
            if spelling:
                names.setdefault(spelling.casefold(), territory.id)
    by_code = {territory.code: territory.id for territory in world().territories}
    return names | {spelling: by_code[code] for spelling, code in _ALSO.items()}


def country_name(name: str, look: Look) -> str:
    """A country's name as it is printed: what its author wrote, or, for a code, its name, in the words of the house."""
    found = country_names().get(" ".join(name.casefold().split()))
    territory = next((one for one in world().territories if one.id == found), None)
    if territory is None:
        return name
    own = territory.name if name.casefold() in {territory.code.casefold(), territory.id.casefold()} else name
    return look.style.labels.get(f"country.{territory.code or territory.id}") or own


@functools.cache
def cities() -> Mapping[str, City]:
    """The gazetteer by every spelling of a name, in small letters."""
    found: dict[str, City] = {}
    for row in _rows("cities.csv"):
        city = City(row["name"], float(row["longitude"]), float(row["latitude"]), bool(row["capital"]))
        for spelling in (row["name"], *row["also"].split(";")):
            if spelling:
                found.setdefault(spelling.casefold(), city)
    return found


@functools.cache
def seas() -> tuple[Sea, ...]:
    """The waters whose names are printed."""
    return tuple(
        Sea(row["name"], float(row["longitude"]), float(row["latitude"]), float(row["least"])) for row in _rows("seas.csv")
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(_read(name).decode().splitlines())
