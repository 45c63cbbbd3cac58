"""The map on a cover: a part of the world in shades of the cover's own colour, with the countries that a document is about."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.figures.atlas import Atlas
from briefgen.figures.clipping import Window, bounds
from briefgen.figures.world import country_names, world
from briefgen.model.contrast import mixed
from briefgen.model.drawing import Drawing, Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.house import HouseStyle

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
    tints = dict.fromkeys((atlas.owner.get(one, one) for one in named[1:]), mixed(cover, bright, 0.95))
    tints[atlas.owner.get(named[0], named[0])] = style.colours["accent"]
    return Drawing(width, height, (Group(tuple(atlas.ground(colours, tints, mixed(cover, bright, 0.95))), clip=atlas.clip()),))


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
