"""The words of a map: names of countries on their land, words of arrows beside their way, each where it can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.figures.clipping import Window, area_inside, bounds, widest_inside
from briefgen.model.contrast import mixed
from briefgen.model.drawing import Label, TextAnchor
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.figures.atlas import Atlas
    from briefgen.figures.look import Look
    from briefgen.figures.placing import Placing
    from briefgen.figures.sketch import Point
    from briefgen.model.measure import Colour

_SIZES = (1.12, 0.98, 0.86)
_LINE = 1.16
_ARROW_WORDS = 96.0
"""Points: what the words of an arrow may take on a line."""
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.87, 0.94)
_AWAY = (10.0, 18.0, 28.0)
_UNREST, _ON_TINT = 30.0, 15.0
"""What it costs words that a border or coast runs under them, at each place of it, and that they stand on a country in colour."""


@dataclass(slots=True)
class Lettering:
    """Words to be put on a map; what stands there already is in ``placing``. ``tints`` are the countries in colour."""

    look: Look
    atlas: Atlas
    placing: Placing
    tints: Mapping[str, Colour]

    # ── countries ────────────────────────────────────────────────────────────────────────────────────────────────────

    def country(self, owner: str, text: str, *, loud: bool) -> list[Label]:
        """The name of a country on its land, on one line or more; one that is ``loud`` stands somewhere near if not on it."""
        owner = self.atlas.owner.get(owner, owner)
        rings = self.atlas.owned(owner)
        words = text.split()
        for count in range(1, min(len(words), 3) + 1):
            for size in (self.look.size * share for share in _SIZES):
                lines = _parted(words, count)
                wide, high = self._extent(lines, size)
                place = widest_inside(rings, self.atlas.frame.grown(-3), wide, self.placing.free, high)
                if place:
                    return self._named(owner, lines, size, place, loud=loud)
        return self._near(owner, words, rings) if loud else []

    def _near(self, owner: str, words: list[str], rings: Sequence[Sequence[Point]]) -> list[Label]:
        """A name that no place on its land holds: around its middle, light about it, where it hides the least."""
        seen = [part for ring in rings if (part := area_inside(ring, self.atlas.frame.grown(-3)))]
        if not seen:
            return []
        size = self.look.size * _SIZES[-1]
        lines = _parted(words, min(len(words), 2))
        wide, high = self._extent(lines, size)
        land = bounds(max(seen, key=lambda ring: _area(bounds(ring))))
        across, down = (land.left + land.right) / 2, (land.top + land.bottom) / 2
        shifts = [(x * wide / 2, y * high) for x in (0.0, -0.6, 0.6, -1.2, 1.2) for y in (0.0, -0.7, 0.7, -1.4, 1.4)]
        places = [(across + x, down + y) for x, y in shifts]
        best = min(places, key=lambda at: self.placing.cost(_around(at, wide, high)) * 4 + abs(at[0] - across) + abs(at[1] - down))
        return self._named(owner, lines, size, best, loud=True, halo=self.look.white)

    def _extent(self, lines: list[str], size: float) -> tuple[float, float]:
        look = self.look
        shown = [_shown(line, size) for line in lines]
        wide = max(look.width(text, size, family=look.strong_family) + tracking * len(text) for text, tracking in shown) + 3
        return wide, size * (1.1 + _LINE * (len(lines) - 1))

    def _named(
        self, owner: str, lines: list[str], size: float, place: Point, *, loud: bool, halo: Colour | None = None
    ) -> list[Label]:
        look, (x, y) = self.look, place
        self.placing.take(_around(place, *self._extent(lines, size)))
        ground = look.white if halo else self.tints.get(owner, look.colours.land)
        colour = mixed(look.strong, ground, 0.1) if loud else look.muted
        first = y + size * 0.35 - (len(lines) - 1) * size * _LINE / 2
        family, middle = look.strong_family, TextAnchor.MIDDLE
        made = []
        for number, line in enumerate(lines):
            text, tracking = _shown(line, size)
            base = first + number * size * _LINE
            made.append(Label(text, x, base, size, colour, middle, family=family, tracking=tracking, halo=halo))
        return made

    # ── arrows ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrow(self, text: str, points: list[Point], colour: Colour) -> list[Label]:
        """What an arrow carries, beside its way, on lines of its own: on quiet ground, off borders and coasts, if may be."""
        look = self.look
        lines = look.wrapped(text, _ARROW_WORDS, look.small, family=look.strong_family)
        wide = max(look.width(part, look.small, family=look.strong_family) for part in lines) + 2
        high = len(lines) * look.small * _LINE
        _, place, anchor = min(self._beside(points, wide, high), key=lambda choice: choice[0])
        self.placing.take(place)
        x = {TextAnchor.START: place.left, TextAnchor.END: place.right}.get(anchor, (place.left + place.right) / 2)
        ink = colour if look.readable(colour) and not self._on_tint(place) else look.strong
        bases = [place.top + look.small * (0.88 + _LINE * number) for number in range(len(lines))]
        return [
            Label(part, x, base, look.small, ink, anchor, family=look.strong_family, halo=look.white)
            for part, base in zip(lines, bases, strict=True)
        ]

    def _beside(self, points: list[Point], wide: float, high: float) -> Iterator[tuple[float, Window, TextAnchor]]:
        """Places beside a way, with what each costs and which end of the words is the nearer."""
        for share in _SHARES:
            x, y = points[int(share * (len(points) - 1))]
            for away in _AWAY:
                dear = abs(share - 0.5) * 30 + (away - _AWAY[0]) * 1.2
                for anchor, left, middle in (
                    (TextAnchor.START, x + away, y),
                    (TextAnchor.END, x - away - wide, y),
                    (TextAnchor.MIDDLE, x - wide / 2, y - away - high / 2),
                    (TextAnchor.MIDDLE, x - wide / 2, y + away + high / 2),
                ):
                    place = Window(left, middle - high / 2, left + wide, middle + high / 2)
                    yield self.placing.cost(place) * 10 + self._unrest(place) + dear, place, anchor

    def _unrest(self, place: Window) -> float:
        crossed = self.atlas.edges_in(place)
        return crossed * _UNREST + _ON_TINT * self._on_tint(place)

    def _on_tint(self, place: Window) -> bool:
        return any(bool(area_inside(ring, place)) for owner in self.tints for ring in self.atlas.owned(owner))


def _parted(words: list[str], count: int) -> list[str]:
    """Words on so many lines, as even as may be."""
    if count == 1:
        return [" ".join(words)]
    heads = range(1, len(words) - count + 2)
    ways = [[" ".join(words[:head]), *_parted(words[head:], count - 1)] for head in heads]
    return min(ways, key=lambda lines: max(map(len, lines)))


def _around(place: Point, wide: float, high: float) -> Window:
    return Window(place[0] - wide / 2, place[1] - high / 2, place[0] + wide / 2, place[1] + high / 2)


def _area(box: Window) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _shown(text: str, size: float) -> tuple[str, float]:
    """A name as it is printed, in capitals that stand apart where its letters have capitals of their own length."""
    capitals = len(text.upper()) == len(text) and not text.isupper() and text.upper() != text.lower()
    return (text.upper(), size * 0.14) if capitals else (text, 0.0)
