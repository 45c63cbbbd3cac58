"""The filters that templates have: those of Jinja2 that cannot make much of little, and ours."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from briefgen.templating.budget import Budget, TooMuch

if TYPE_CHECKING:
    from collections.abc import Callable

OF_JINJA = frozenset(
    "abs capitalize count d default dictsort first float groupby int items last length list lower map max min reject "
    "rejectattr reverse round select selectattr sort title trim truncate unique upper wordcount".split()
)
"""Taken as they are. What pads, wraps, repeats or formats is left out: a number in a template would be a length in memory."""

STRING_METHODS = frozenset(
    "lower upper strip lstrip rstrip split startswith endswith title capitalize casefold isdigit removeprefix removesuffix".split()
)
"""What may be called on text; each makes no more than it is given."""
MAPPING_METHODS = frozenset("items keys values get".split())


def bounded(filter_: Callable[..., Any], budget: Budget) -> Callable[..., Any]:
    """A filter that pays for what it goes through."""

    @functools.wraps(filter_)
    def pay(*arguments: Any, **named: Any) -> Any:
        # Jinja2 hands the environment or context to some, before the value.
        budget.make(sum(len(value) for value in arguments[:2] if isinstance(value, str | list | tuple | dict | range)))
        return filter_(*arguments, **named)

    return pay


def own_filters(budget: Budget) -> dict[str, Callable[..., Any]]:
    """The filters that are bounded by the budget."""

    def join(values: Any, by: str = "", attribute: str | None = None) -> str:
        parts = [str(value if attribute is None else value[attribute]) for value in values]
        budget.make(sum(map(len, parts)) + len(parts) * len(by))
        return by.join(parts)

    def replace(text: object, old: str, new: str) -> str:
        said = str(text)
        budget.make(len(said) + (said.count(old) + 1) * len(new))
        return said.replace(old, new)

    def total(values: Any, attribute: str | None = None) -> float:
        numbers = [value if attribute is None else value[attribute] for value in values]
        budget.make(len(numbers))
        return float(sum(numbers)) if any(isinstance(one, float) for one in numbers) else int(sum(numbers))

    def string(value: object) -> str:
        return str(value)

    return {"join": join, "replace": replace, "string": string, "sum": total}


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_NARROW = "\u202f"
_ENGLISH, _CONTINENTAL, _SPACED = (",", "."), (".", ","), (_NARROW, ",")
_SIGNS = dict.fromkeys("de es id it nl pt tr".split(), _CONTINENTAL) | dict.fromkeys("cs fi fr pl ru sv uk".split(), _SPACED)
_NUMBER = re.compile(r"[+-]?\d{1,24}(\.\d{1,20})?")


def number(value: object, decimals: int | None = None, *, language: str = "en") -> str:
    """A number as it is printed in a language: digits in threes, a minus sign, the decimal sign.

    ``decimals`` ``None``: as many as the value has, for one that is written so in its file. Groups begin at ten thousand, so that
    years and small counts stay as they are. Raises :class:`ValueError` for what is no number.
    """
    from decimal import ROUND_HALF_EVEN, Decimal

    if decimals is not None and not 0 <= decimals <= 20:
        raise TooMuch(f"{decimals} decimals cannot be printed")
    said = str(value).strip().replace("\u2212", "-")
    if not _NUMBER.fullmatch(said):
        raise ValueError(f"{said!r} is not a number")
    exact = Decimal(said)
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)
    group, point = _SIGNS.get(language.partition("-")[0].lower(), _ENGLISH)
    whole, _, part = f"{abs(exact):f}".partition(".")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", group)
    sign = "\u2212" if exact < 0 else ""
    return f"{sign}{whole}{point}{part}" if part else f"{sign}{whole}"
