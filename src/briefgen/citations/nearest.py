"""The nearest valid names for one that is unknown."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Up to ``count`` of ``known`` that look like ``word``, the best first; case counts for nothing, so ``url`` finds ``URL``."""
    by_folded = {name.casefold(): name for name in reversed(tuple(known))}
    return tuple(by_folded[match] for match in get_close_matches(word.casefold(), tuple(by_folded), count, 0.6))


def did_you_mean(word: str, known: Iterable[str], count: int = 1) -> str:
    """``did you mean a, b or c?``; empty where nothing known looks like it."""
    found = nearest(word, known, count)
    if not found:
        return ""
    *rest, last = found
    return f"did you mean {', '.join(rest)} or {last}?" if rest else f"did you mean {last}?"
