"""Values as they are printed: separators of the language, a true minus sign, the unit on its side."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.model.plot import Chart

_SEPARATORS = {
    **dict.fromkeys("de nl id it es pt tr da el".split(), (".", ",")),
    **dict.fromkeys("fr ru uk pl cs sk bg sv nb no fi hu ro lv lt et be".split(), ("\u00a0", ",")),
}
"""Of thousands and of decimals (Unicode CLDR 45); of other languages as in English."""
_BEFORE = re.compile(r"([$€£¥₽]|US\$)\s*(.*)")
_MOST_DECIMALS = 3
_HUGE, _TINY = 1e15, 1e-6
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def decimals(values: Iterable[float | None]) -> int:
    """How many decimals values need, so that all ticks of an axis have the same; of small ones so many that two digits are left."""
    known = [value for value in values if value is not None]
    largest = max(map(abs, known), default=0.0)
    allowed = _MOST_DECIMALS if largest >= 1 or not largest else max(_MOST_DECIMALS, 1 - math.floor(math.log10(largest)))
    most = 0
    for value in known:
        _, _, digits = f"{value:.{min(allowed, 9)}f}".rstrip("0").partition(".")
        most = max(most, len(digits))
    return most


def decimals_of(chart: Chart) -> Mapping[float, int]:
    """The decimals that each value of a chart is printed with: its own, for more would claim what nobody measured.

    Of stacked bars the ends are there too, with as many as the parts that make them.
    """
    found: dict[float, int] = {}
    for series in chart.series:
        for value, least in zip(series.values, series.written or (0,) * len(series.values), strict=True):
            if value is not None:
                found[value] = max(found.get(value, 0), decimals([value]), min(least, _MOST_DECIMALS))
    for column in zip(*(series.values for series in chart.series), strict=True):
        for above in (True, False):
            parts = [value for value in column if value and (value > 0) is above]
            end = 0.0
            for part in parts:
                end += part
            found.setdefault(end, max((found[part] for part in parts), default=0))
    return found


def numeral(value: float, places: int, language: str) -> str:
    """A number with so many decimals; what no reader could count the digits of is a power of ten."""
    if abs(value) >= _HUGE or 0 < abs(value) < _TINY:
        return _power(value, language)
    thousands, point = _SEPARATORS.get(language.partition("-")[0].lower(), (",", "."))
    text = f"{abs(value):,.{places}f}"
    if abs(value) < 10_000 and thousands != ",":
        text = text.replace(",", "")
    text = text.replace(",", "\0").replace(".", point).replace("\0", thousands)
    return f"−{text}" if round(value, places) < 0 else text


def _power(value: float, language: str) -> str:
    digits, _, power = f"{value:.2e}".partition("e")
    _, point = _SEPARATORS.get(language.partition("-")[0].lower(), (",", "."))
    said = digits.rstrip("0").rstrip(".").replace(".", point).replace("-", "−")
    return f"{said}\u00a0×\u00a010{str(int(power)).translate(_RAISED)}"


def measured(value: float, places: int, unit: str, language: str) -> str:
    """A number with its unit: a sign of currency before it, a percent sign close behind, any other after a space."""
    text = numeral(value, places, language)
    if not unit:
        return text
    if found := _BEFORE.fullmatch(unit):
        sign, after = found.groups()
        body = f"{sign}{text.removeprefix('−')}"
        return f"{'−' if text.startswith('−') else ''}{body}{f' {after}' if after else ''}"
    return f"{text}%" if unit == "%" else f"{text}\u00a0{unit}"
