"""Lambert's projections of the sphere (Snyder, Map Projections, USGS 1395): the conformal conic for theatres, the azimuthal
equal-area for what is wider or nearer to the equator. Both give the plane's units in degrees at the centre, y upwards.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from briefgen.figures.sketch import Point

_WIDEST, _LOWEST = 60.0, 18.0


class Projection(Protocol):
    """From a longitude, counted from that of the centre, and a latitude to the plane."""

    def __call__(self, turn: float, latitude: float) -> Point:
        """The place of a point; the centre is at the origin."""
        ...


def suited(west: float, south: float, east: float, north: float) -> Projection:
    """The projection for a region between two meridians and two parallels, all in degrees."""
    latitude = (south + north) / 2
    if east - west > _WIDEST or abs(latitude) < _LOWEST:
        return Azimuthal(latitude)
    sixth = max((north - south) / 6, 1.0)
    return Conic(latitude, south + sixth, north - sixth)


def turned_to(longitude: float, centre: float) -> float:
    """A longitude as a difference from a centre, the short way round."""
    return (longitude - centre + 540.0) % 360.0 - 180.0


class Conic:
    """Lambert's conformal conic projection (§15)."""

    def __init__(self, latitude: float, south: float, north: float) -> None:
        first, second = math.radians(south), math.radians(north)
        ratio = math.log(_tangent(second) / _tangent(first)) if abs(second - first) > 1e-6 else 0.0
        self._cone = math.log(math.cos(first) / math.cos(second)) / ratio if ratio else math.sin(first)
        self._factor = math.cos(first) * _tangent(first) ** self._cone / self._cone
        self._middle = self._radius(latitude)

    def _radius(self, latitude: float) -> float:
        bounded = max(min(latitude, 89.0), -89.0)
        return float(self._factor / _tangent(math.radians(bounded)) ** self._cone)

    def __call__(self, turn: float, latitude: float) -> Point:
        """See :class:`Projection`."""
        radius, angle = self._radius(latitude), self._cone * math.radians(turn)
        return (math.degrees(radius * math.sin(angle)), math.degrees(self._middle - radius * math.cos(angle)))


class Azimuthal:
    """Lambert's azimuthal equal-area projection (§24)."""

    def __init__(self, latitude: float) -> None:
        self._sin, self._cos = math.sin(math.radians(latitude)), math.cos(math.radians(latitude))

    def __call__(self, turn: float, latitude: float) -> Point:
        """See :class:`Projection`."""
        angle, up = math.radians(turn), math.radians(latitude)
        sin, cos = math.sin(up), math.cos(up)
        k = math.sqrt(2 / max(1 + self._sin * sin + self._cos * cos * math.cos(angle), 1e-6))
        return (math.degrees(k * cos * math.sin(angle)), math.degrees(k * (self._cos * sin - self._sin * cos * math.cos(angle))))


def _tangent(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)
