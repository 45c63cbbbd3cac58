"""The map on a cover: a part of the world in shades of the cover's own colour, with the countries that a document is about."""

from __future__ import annotations

import math
import struct
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.figures.atlas import Atlas
from briefgen.figures.clipping import Window, bounds
from briefgen.figures.world import country_names, world
from briefgen.model.contrast import contrast, mixed
from briefgen.model.drawing import Drawing, Group
from briefgen.model.measure import Colour
from briefgen.model.tree import Picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.house import HouseStyle

_WHITE, _BLACK = Colour(255, 255, 255), Colour(0, 0, 0)
_SEEN, _STANDS_OUT = 1.2, 1.6
"""Contrast of two areas that lie beside one another: to be told apart, to be seen at once."""
_ROWS = 192

Box = tuple[float, float, float, float]


def draw_cover(style: HouseStyle, countries: Sequence[str], width: float, height: float) -> Drawing | None:
    """The map that fills the upper part of a cover; ``None`` where no country is known by those names.

    The first country has the accent's colour, the others are a little brighter than the land. What is seen is as wide as the house
    says, or as the first country asks for, which stands in the middle of it.
    """
    known = country_names()
    named = [identifier for name in countries if (identifier := known.get(name.casefold().strip()))]
    if not named:
        return None
    cover = style.colours["cover"]
    bright = style.colours.get("cover-rule", style.colours["rule"])
    land = mixed(cover, bright, 0.42)
    colours = replace(style.figures, sea=cover, land=land, border=mixed(cover, bright, 0.16), water=mixed(cover, bright, 0.16))
    atlas = Atlas(_box(style, named[0], width / height), Window(0, 0, width, height), style.boundaries)
    others = _clear((mixed(cover, bright, 0.95), mixed(land, _WHITE, 0.3), mixed(land, _BLACK, 0.5)), (land,), _SEEN)
    tints = dict.fromkeys((atlas.owner.get(one, one) for one in named[1:]), others)
    usual = (style.colours["accent"], style.figures.accent, *style.figures.series, *style.figures.tints)
    tints[atlas.owner.get(named[0], named[0])] = _clear(usual, (land, cover), _STANDS_OUT)
    return Drawing(width, height, (Group(tuple(atlas.ground(colours, tints, mixed(cover, bright, 0.95))), clip=atlas.clip()),))


def fade(style: HouseStyle) -> Picture:
    """The cover's colour, coming up from nothing: laid over the lower edge of a map, that is no cut but an end.

    A picture and not areas on one another, whose roundings add up to an edge of their own (PNG 3rd edition, 7 and 11.2).
    """
    colour = bytes(style.colours["cover"])
    parts = (row / (_ROWS - 1) for row in range(_ROWS))
    rows = b"".join(b"\0" + (colour + bytes([round((3 * part**2 - 2 * part**3) * 255)])) * 2 for part in parts)
    head = struct.pack(">IIBBBBB", 2, _ROWS, 8, 6, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    return Picture(data, "image/png", 2, _ROWS)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _clear(wanted: Sequence[Colour], grounds: Sequence[Colour], least: float) -> Colour:
    """The first of some colours that is told from its grounds, or the one that is told best."""

    def told(colour: Colour) -> float:
        return min(contrast(colour, ground) for ground in grounds)

    return next((colour for colour in wanted if told(colour) >= least), max(wanted, key=told))


def _box(style: HouseStyle, first: str, ratio: float) -> Box:
    """What is seen, in degrees."""
    cover = style.cover
    longitude, latitude, across = cover.longitude, cover.latitude, cover.across
    territory = next(one for one in world().territories if one.id == first)
    largest = max((world().ring(ring) for ring in territory.rings), key=len)
    place = bounds(largest)
    middle = ((place.left + place.right) / 2, (place.top + place.bottom) / 2)
    wide = max(place.right - place.left, (place.bottom - place.top) * ratio / math.cos(math.radians(middle[1])))
    across = min(max(across, wide * 1.3), 100.0)
    if abs(middle[0] - longitude) > across * 0.22:
        longitude = middle[0]
    # The country stands a little below the middle, for the sender's name is over it.
    high = across * math.cos(math.radians(middle[1])) / ratio
    latitude = max(min(middle[1] + high * 0.03, 62.0), -62.0)
    south, north = max(latitude - high / 2, -75.0), min(latitude + high / 2, 80.0)
    return (longitude - across / 2, south, longitude + across / 2, north)
