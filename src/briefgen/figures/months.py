"""Days and months in the words of a house."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from briefgen.figures.look import Look
    from briefgen.figures.scales import Tick


def _month(look: Look, number: int) -> str:
    """A month's short name; its number where the house has no names."""
    words = (look.style.labels.get("months-short") or look.style.labels.get("months") or "").split()
    return words[number - 1] if len(words) == 12 else f"{number:02d}"


def date_words(tick: Tick, look: Look) -> str:
    """A tick of a time axis."""
    if tick.kind == "year":
        return str(tick.day.year)
    if tick.kind == "month":
        return _month(look, tick.day.month)
    return f"{tick.day.day} {_month(look, tick.day.month)}"


def dated(ticks: list[Tick], look: Look) -> list[str]:
    """The ticks of a time axis; the first says its year where no other does."""
    words = [date_words(tick, look) for tick in ticks]
    if ticks and all(tick.kind != "year" for tick in ticks):
        words[0] = f"{words[0]} {ticks[0].day.year}"
    return words


def when(text: str, first: date, look: Look, *, year: bool) -> str:
    """A date as precise as it was written; ``year``: the year is said."""
    parts = text.strip().split("-")
    words = [str(first.day)] if len(parts) == 3 else []
    words += [_month(look, first.month)] if len(parts) > 1 else []
    words += [str(first.year)] if year or len(parts) == 1 else []
    return " ".join(words)
