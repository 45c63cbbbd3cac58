"""The nearest valid names for one that is unknown: the one way in which every room says "did you mean"."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_TIES = 4
FEW = 12
"""Up to so many known names are listed where none is near."""


def nearest(word: str, known: Iterable[str], count: int = 1, *, likeness: float = 0.6) -> tuple[str, ...]:
    """Up to ``count`` of ``known`` that look like ``word``, the best first; case counts for nothing, so ``url`` finds ``URL``.

    ``likeness`` is the least share of the letters that must agree, from 0 to 1.
    """
    by_folded = {name.casefold(): name for name in reversed(tuple(known))}
    meant = word.casefold()
    matches = get_close_matches(meant, tuple(by_folded), count + _TIES, likeness)
    # Of names as like as one another, that which begins alike: a slip is rarely at the beginning of a word.
    matches.sort(key=lambda name: (-SequenceMatcher(None, name, meant).ratio(), -_alike(name, meant)))
    return tuple(by_folded[match] for match in matches[:count])


def _alike(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def did_you_mean(word: str, known: Iterable[str], count: int = 1) -> str:
    """A hint: ``did you mean a, b or c?``, or all that is known where nothing is near and they are few; else empty."""
    names = tuple(known)
    found = nearest(word, names, count)
    if not found:
        return f"known: {', '.join(names)}" if 0 < len(names) <= FEW else ""
    *rest, last = found
    return f"did you mean {', '.join(rest)} or {last}?" if rest else f"did you mean {last}?"
