"""A plot: what an author wants drawn from data, said in the data's own terms. Drawing it is the business of ``figures``.

Names of countries and places stand here as they were written; ``places`` gives the position of each value by its path in the block
(``cities[1].name``), for findings about them, and takes no part in equality.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import TypeAlias

from briefgen.model.position import Position
from briefgen.model.value import dataclass

Places: TypeAlias = Mapping[str, Position]


class ChartKind(StrEnum):
    """How values are drawn: bars side by side, bars on one another, lines, dots on a scale, or two points in time joined."""

    BAR = "bar"
    STACKED = "stacked"
    LINE = "line"
    DOT = "dot"
    SLOPE = "slope"


class Scale(StrEnum):
    """How the axis of values counts."""

    LINEAR = "linear"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Series:
    """A row of values, one for each category. ``None``: there is none.

    ``written`` is how many decimals each was written with, at the least; empty: no more than it needs.
    """

    name: str
    values: tuple[float | None, ...]
    written: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart. ``categories`` stand along it in the order of the data; where all of them are dates, a line has a time axis.

    ``unit`` is put behind values (``%``, ``bn USD``). ``highlight`` names the categories or series that matter; others are quiet.
    ``axis`` names what is measured. ``height`` is points, 0: as it comes. ``upright``: bars stand. ``labels``: values are printed.
    ``file`` is the data file, empty where the rows stand in the text. ``title`` is the caption's words, for the alternative text.
    """

    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    axis: str = ""
    highlight: tuple[str, ...] = ()
    scale: Scale = Scale.LINEAR
    labels: bool = True
    upright: bool = False
    height: float = 0.0
    width: str = ""
    file: str = ""
    title: str = ""
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened. ``date`` and ``end`` are ISO 8601, to the year, month or day; ``end`` empty: it took no longer."""

    date: str
    label: str
    end: str = ""
    lane: str = ""
    highlight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Events on a line of time. ``start`` and ``end`` are ISO 8601, empty: from the events. The rest as in :class:`Chart`."""

    events: tuple[Event, ...]
    start: str = ""
    end: str = ""
    height: float = 0.0
    width: str = ""
    file: str = ""
    title: str = ""
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on a map. ``at`` is longitude and latitude in degrees; ``None``: where the gazetteer has a place of this name.

    ``label`` is what is printed; empty: the name. ``capital``: with the sign of a capital, as the gazetteer's capitals have it.
    """

    name: str
    label: str = ""
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A country to be shown in colour, by its name or its ISO 3166 code. ``key`` groups those of one colour, for the legend."""

    name: str
    label: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """Something that moves between places, through others on its way."""

    start: str
    end: str
    through: tuple[str, ...] = ()
    label: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theatre:
    """A locator map. ``region`` names a preset; ``box`` is west, south, east, north in degrees and wins over it.

    ``seas``: names of waters are printed. ``scale_bar`` as it says. The rest as in :class:`Chart`.
    """

    region: str = ""
    box: tuple[float, float, float, float] | None = None
    areas: tuple[Area, ...] = ()
    spots: tuple[Spot, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    labels: tuple[str, ...] = ()
    seas: bool = True
    legend: bool = True
    scale_bar: bool = True
    height: float = 0.0
    width: str = ""
    title: str = ""
    places: Places = field(default_factory=dict, compare=False, repr=False)

    @property
    def file(self) -> str:
        """The data file: a map has none."""
        return ""


Plot: TypeAlias = Chart | Timeline | Theatre
