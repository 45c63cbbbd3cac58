"""Axes: from values to points, with ticks at round numbers, powers of ten, or the beginnings of days, months and years."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class Axis(NamedTuple):
    """A scale of values. ``ticks`` are the values that are marked; ``low`` and ``high`` are its ends; ``log``: it counts powers."""

    low: float
    high: float
    ticks: tuple[float, ...]
    log: bool = False

    def share(self, value: float) -> float:
        """Where on the axis a value stands: 0 at its beginning, 1 at its end."""
        if self.log:
            return (math.log10(value) - math.log10(self.low)) / (math.log10(self.high) - math.log10(self.low))
        return (value - self.low) / (self.high - self.low)


def linear(values: Iterable[float], *, wanted: int = 5, zero: bool = True) -> Axis:
    """An axis with about so many ticks, one, two or five times a power of ten apart. ``zero``: it includes 0."""
    found = [*values, *((0.0,) if zero else ())] or [0.0, 1.0]
    low, high = min(found), max(found)
    if low == high:
        low, high = min(low, 0.0), max(high, 0.0)
        high = high if high > low else low + 1
    step = _round_step((high - low) / wanted)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(float(f"{number * step:.12g}") for number in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], ticks)


def _round_step(rough: float) -> float:
    power = 10 ** math.floor(math.log10(rough))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= rough * 0.999))


def logarithmic(values: Sequence[float]) -> Axis:
    """An axis of powers of ten that holds values above nothing; of a narrow one twos and fives are marked too."""
    low, high = math.floor(math.log10(min(values)) + 1e-9), math.ceil(math.log10(max(values)) - 1e-9)
    high = max(high, low + 1)
    within = (1, 2, 5) if high - low <= 2 else (1,)
    step = max(1, math.ceil((high - low) / 8))
    ticks = [base * 10.0**power for power in range(low, high, step) for base in within]
    return Axis(10.0**low, 10.0**high, (*ticks, 10.0**high), log=True)


# ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def day(text: str, *, end: bool = False) -> date | None:
    """The day of a date in ISO 8601, to the year, month or day; ``end``: the last that it can mean. ``None``: it is no date."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    year, month, number = int(found[1]), int(found[2] or (12 if end else 1)), int(found[3] or 1)
    try:
        first = date(year, month, number)
    except ValueError:
        return None
    return first if found[3] or not end else first.replace(day=monthrange(year, month)[1])


class Tick(NamedTuple):
    """A day that is marked. ``kind`` is ``year``, ``month`` or ``day``: how much of it has to be said."""

    day: date
    kind: str


def time_ticks(start: date, end: date, most: int) -> list[Tick]:
    """The beginnings of years, quarters, months or days between two days: the finest of which there are at most ``most``."""
    for months in (1, 3, 6, 12, 24, 60, 120, 240, 600):
        if months == 1 and (end - start).days <= 45:
            days = _days(start, end, most)
            if days:
                return days
        ticks = [one for one in _months(start, end, months) if start <= one <= end]
        if len(ticks) <= most:
            return [Tick(one, "year" if one.month == 1 or months >= 12 else "month") for one in ticks]
    return [Tick(start, "year"), Tick(end, "year")]


def _days(start: date, end: date, most: int) -> list[Tick]:
    for step in (1, 2, 5, 7, 10, 14):
        ticks = [start + timedelta(n) for n in range(0, (end - start).days + 1, step)]
        if len(ticks) <= most:
            return [Tick(one, "day") for one in ticks]
    return []


def _months(start: date, end: date, step: int) -> Iterable[date]:
    first = start.year * 12 + start.month - 1
    for number in range(first - first % step, end.year * 12 + end.month + step, step):
        if 0 < number // 12 < 9999:
            yield date(number // 12, number % 12 + 1, 1)
