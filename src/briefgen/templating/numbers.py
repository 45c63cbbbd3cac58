"""Numbers as a language prints them, for templates."""

from __future__ import annotations

import re

from briefgen.templating.budget import TooMuch

MOST_DECIMALS = 20
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

    if decimals is not None and not 0 <= decimals <= MOST_DECIMALS:
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
