"""Titles: no more lines than they need, about equally long, and none that ends in a small word that belongs to the next."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from briefgen.layout.itemise import Word
from briefgen.layout.linebreak import total_fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.layout.breaks import Places
    from briefgen.layout.itemise import Token
    from briefgen.layout.linebreak import Measure

# All ways are tried for titles of so few words and lines; longer ones are only narrowed.
_FEW_WORDS, _FEW_LINES = 24, 4
_SMALL_WORD, _SMALL_WORD_COST = 3, 0.35
# A title that begins short and grows looks unfinished.
_GROWING_COST = 0.3


def balanced(tokens: Sequence[Token], places: Places, measure: Measure, ends: list[int]) -> list[int]:
    """The line ends of a title that ``ends`` would set in as many lines."""
    breaks = places.breaks
    spaces = [at for at in range(1, len(breaks) - 1) if not breaks.penalties[at]]
    if len(ends) > _FEW_LINES or len(spaces) > _FEW_WORDS:
        return _narrowed(places, measure, ends)
    best, least = ends, _cost(tokens, places, measure, ends)
    for chosen in combinations(spaces, len(ends) - 1):
        tried = [*chosen, len(breaks) - 1]
        cost = _cost(tokens, places, measure, tried)
        if cost < least:
            best, least = tried, cost
    return best


def _cost(tokens: Sequence[Token], places: Places, measure: Measure, ends: Sequence[int]) -> float:
    """How uneven the lines are as a part of the longest one, whether the first is the short one, and how many end in a small
    word; infinite if one is too long."""
    breaks = places.breaks
    lengths = [breaks.ends[end] - breaks.starts[start] for start, end in pairwise((0, *ends))]
    if max(lengths) > measure.width + 0.01 or lengths[0] > measure.at(0) + 0.01:
        return float("inf")
    small = sum(_ends_small(tokens, places.places[end]) for end in ends[:-1])
    longest = max(lengths)
    return (longest - min(lengths) + _GROWING_COST * (longest - lengths[0])) / longest + _SMALL_WORD_COST * small


def _ends_small(tokens: Sequence[Token], place: tuple[int, int]) -> bool:
    before = tokens[place[0] - 1]
    return isinstance(before, Word) and len(before.text) <= _SMALL_WORD and before.text.islower()


def _narrowed(places: Places, measure: Measure, ends: list[int]) -> list[int]:
    """The breaks of the narrowest measure that needs no more lines."""
    narrow, wide, best = measure.width / 2, measure.width, ends
    for _ in range(7):
        middle = (narrow + wide) / 2
        tried = total_fit(places.breaks, measure._replace(width=middle), tolerance=1e6)
        if tried is not None and len(tried) <= len(ends):
            best, wide = tried, middle
        else:
            narrow = middle
    return best
