"""``numbering.xml``: the marks of lists. Every ordered list is an instance of its own, so that each begins where it should."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.writers.docx.formatting import indents
from briefgen.writers.docx.markup import NOTHING, Xml, part, w

if TYPE_CHECKING:
    from collections.abc import Callable

_LEVELS = 9
_BULLETS = ("•", "–", "·")

HANG = 120
"""Twips between a mark and its text. Marks end there, so that numbers of any length stand close to what they count."""

BULLETS = 1
"""The instance that the bullet styles use, and with them every bullet list."""

_PERIOD, _PARENTHESIS, _OPEN, _DONE = 2, 3, 4, 5
_DELIMITED = {".": _PERIOD, ")": _PARENTHESIS}

HEADINGS = 6
"""The instance that the heading styles use."""

TASKS = {False: _OPEN, True: _DONE}
"""The instances whose mark is an empty and a ticked box."""


class Numbering:
    """Definitions of lists, and the instances made for one document.

    ``step`` is a level's indent in twips; ``headings`` the definition numbered :data:`HEADINGS`, where headings have marks.
    """

    def __init__(self, step: int, headings: Xml = NOTHING) -> None:
        self._step = step
        self._headings = headings
        self._counts: list[int] = []
        # Every definition has an instance of its own number: the styles and the unnumbered lists need no other.
        self._instances = [_instance(number, number) for number in (BULLETS, _PERIOD, _PARENTHESIS, _OPEN, _DONE)]
        if headings:
            self._instances.append(_instance(HEADINGS, HEADINGS))

    def counts(self, level: int, number: str) -> bool:
        """Whether Word gives the next heading, of a ``level`` from 1, that number by itself; if so, it is counted."""
        counts = [*self._counts, *[0] * level][:level]
        counts[-1] += 1
        if number != ".".join(str(count or 1) for count in counts):
            return False
        self._counts = counts
        return True

    def ordered(self, level: int, start: int, delimiter: str) -> int:
        """A new instance whose ``level`` (from 0) begins at ``start``."""
        number = len(self._instances) + 1
        override = w("lvlOverride", w("startOverride", val=start), ilvl=level)
        self._instances.append(_instance(number, _DELIMITED.get(delimiter, _PERIOD), override))
        return number

    def to_bytes(self) -> bytes:
        """The part; definitions come before instances (ECMA-376 §17.9.16)."""
        definitions = (
            self._definition(BULLETS, "bullet", lambda level: _BULLETS[min(level, len(_BULLETS) - 1)], "ListBullet"),
            self._definition(_PERIOD, "decimal", lambda level: f"%{level + 1}.", "ListNumber"),
            self._definition(_PARENTHESIS, "decimal", lambda level: f"%{level + 1})"),
            self._definition(_OPEN, "bullet", lambda _: "☐"),
            self._definition(_DONE, "bullet", lambda _: "☑"),
        )
        return part("w:numbering", "w mc w14", *definitions, self._headings, *self._instances)

    def _definition(self, number: int, kind: str, mark: Callable[[int], str], style: str = "") -> Xml:
        levels = [self._level(level, kind, mark(level), style) for level in range(_LEVELS)]
        return w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=number)

    def _level(self, level: int, kind: str, mark: str, style: str) -> Xml:
        suffix = "" if level == 0 else str(level + 1)
        return w(
            "lvl",
            w("start", val=1),
            w("numFmt", val=kind),
            w("pStyle", val=f"{style}{suffix}") if style and level < 5 else NOTHING,
            w("lvlText", val=mark),
            w("lvlJc", val="right"),
            w("pPr", indents((level + 1) * self._step, 0, -HANG)),
            ilvl=level,
        )


def _instance(number: int, definition: int, *overrides: Xml) -> Xml:
    return w("num", w("abstractNumId", val=definition), *overrides, numId=number)
