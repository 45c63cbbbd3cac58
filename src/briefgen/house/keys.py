"""Reading the keys of a table so that every mistake in it is found, in one run, at its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, TypeVar

from briefgen.model.diagnostic import Diagnostic, error
from briefgen.model.expressions import expression
from briefgen.model.house import Colour, Length
from briefgen.model.nearest import did_you_mean
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from briefgen.house.source import HouseSource, Path

D = TypeVar("D")

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_LENGTH = expression(r"\s*(?P<number>[+-]?\d+(?:\.\d+)?)\s*(?P<unit>pt|mm|cm|in)\s*")
_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
_LONGEST = 20_000.0
"""Points; Word accepts no length over 22 inches and PDF no page over 14 400."""
_ANYTHING = (-_LONGEST, _LONGEST)


@dataclass
class Keys:
    """One table of ``house.toml``.

    Each reading method takes a key and what holds where it is left out. A value that cannot be used is reported in
    ``findings`` and that default taken, so that reading goes on. :meth:`no_others` reports the keys nobody asked for.
    ``colours`` are the house's named colours, once they are read.
    """

    source: HouseSource
    path: Path
    values: Mapping[str, object]
    findings: list[Diagnostic]
    colours: Mapping[str, Colour] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def table(self, key: str) -> Keys:
        """The table under a key; an empty one where it is left out."""
        value = self._ask(key, {})
        if not isinstance(value, dict):
            value = self._wrong(key, "a table", {})
        return Keys(self.source, (*self.path, key), value, self.findings, self.colours)

    def tables(self) -> Iterable[tuple[str, Keys]]:
        """Every key as a table, where the keys are names."""
        for key in self.values:
            yield key, self.table(key)

    def text(self, key: str, default: str = "") -> str:
        """A string."""
        value = self._ask(key, default)
        if isinstance(value, str):
            return value
        return self._wrong(key, "text in quotation marks", default)

    def optional_text(self, key: str) -> str | None:
        """A string, or ``None`` where the key is left out."""
        return self.text(key) if self._given(key) else None

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of strings."""
        value = self._ask(key, list(default))
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(value)
        return self._wrong(key, "a list of texts", default)

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._ask(key, default)
        if isinstance(value, bool):
            return value
        return self._wrong(key, "true or false", default)

    def whole(self, key: str, default: int, allowed: range) -> int:
        """A whole number within a range."""
        value = self._ask(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and value in allowed:
            return value
        return self._wrong(key, f"a whole number from {allowed[0]} to {allowed[-1]}", default)

    def number(self, key: str, default: float, within: tuple[float, float]) -> float:
        """A number within bounds."""
        value = self._ask(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and within[0] <= value <= within[1]:
            return float(value)
        return self._wrong(key, f"a number from {within[0]:g} to {within[1]:g}", default)

    def length(self, key: str, default: Length, *, positive: bool = False, within: tuple[float, float] = _ANYTHING) -> Length:
        """A number of points, or text that ends in pt, mm, cm or in; ``within`` are the least and the most, in points."""
        value = self._ask(key, default.pt)
        points = _points(value)
        if points is None or not abs(points) <= _LONGEST:
            return self._wrong(key, 'a number of points, or text such as "12 mm"', default)
        if positive and points <= 0:
            return self._wrong(key, "more than nothing", default)
        if not within[0] <= points <= within[1]:
            self._out_of_bounds(key, within)
            return default
        return Length.from_pt(points)

    def choice(self, key: str, default: str, allowed: Iterable[str]) -> str:
        """One of some words."""
        value = self.text(key, default)
        names = list(allowed)
        if value in names:
            return value
        self.report("unknown-value", key, f"'{value}' is no value of {self._name(key)}", did_you_mean(value, names))
        return default

    def optional_colour(self, key: str, default: Colour | None) -> Colour | None:
        """As :meth:`colour`, where there need not be one; ``none`` takes an inherited one away."""
        if self.values.get(key) == "none":
            self.asked.append(key)
            return None
        return self.colour(key, Colour(0, 0, 0)) if self._given(key) else default

    def colour(self, key: str, default: Colour) -> Colour:
        """``#RRGGBB`` or the name of a colour of the house."""
        if not self._given(key):
            return default
        value = self.values[key]
        if not isinstance(value, str):
            return self._wrong(key, "#RRGGBB or the name of a colour", default)
        if value in self.colours:
            return self.colours[value]
        if _HEX.fullmatch(value):
            return Colour.from_hex(value)
        hint = did_you_mean(value, self.colours) or "write #RRGGBB or a name from [colours]"
        self.report("unknown-colour", key, f"'{value}' is neither #RRGGBB nor a colour of this house", hint)
        return default

    def need(self, *keys: str) -> None:
        """Report those of the keys that are left out."""
        for key in keys:
            if key not in self.values:
                self.report("missing-key", key, f"{self._name(key)} is missing")

    def no_others(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self.values:
            if key not in self.asked:
                self.report("unknown-key", key, f"unknown key '{key}' in {self._owner()}", did_you_mean(key, self.asked))

    def report(self, code: str, key: str, message: str, hint: str = "") -> None:
        """Note a finding at a key's place."""
        self.findings.append(error(code, message, self.source.place((*self.path, key)), hint))

    def _given(self, key: str) -> bool:
        self.asked.append(key)
        return key in self.values

    def _ask(self, key: str, default: object) -> object:
        self.asked.append(key)
        return self.values.get(key, default)

    def _wrong(self, key: str, wanted: str, default: D) -> D:
        self.report("wrong-type", key, f"{self._name(key)} must be {wanted}, not {_shown(self.values.get(key))}")
        return default

    def _out_of_bounds(self, key: str, within: tuple[float, float]) -> None:
        least, most = (f"{bound:g}" for bound in within)
        message = f"{self._name(key)} must be from {least} to {most} points, not {_shown(self.values.get(key))}"
        self.report("out-of-bounds", key, message)

    def _name(self, key: str) -> str:
        return ".".join((*self.path, key))

    def _owner(self) -> str:
        return f"[{'.'.join(self.path)}]" if self.path else "the top level"


def _points(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    found = _LENGTH.fullmatch(value) if isinstance(value, str) else None
    return float(found["number"]) * _POINTS[found["unit"]] if found else None


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else f"{text[:39]}…"
