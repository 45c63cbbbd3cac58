"""What an element looks like: its attributes, the simple rules of its file's style sheets, and what it inherits (SVG 1.1 §6)."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.figures.svg.colours import Paint, read_colour
from briefgen.figures.svg.transform import NUMBER
from briefgen.model.named import NamedTuple
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

INHERITED = frozenset(
    """
    clip-rule color direction fill fill-opacity fill-rule font font-family font-size font-style font-weight letter-spacing stroke
    stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity stroke-width text-anchor visibility
""".split()
)
_OWN = frozenset("clip-path display filter mask opacity overflow stop-color stop-opacity dominant-baseline".split())
PROPERTIES = INHERITED | _OWN

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_RULE = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"(?P<tag>[A-Za-z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+)*)")
_PART = re.compile(r"([.#])([\w-]+)")
_FONT = re.compile(r"(?P<before>[\w\s]*?)(?P<size>[\d.]+(?:px|pt|em|mm|cm|in|%)?)(?:/\S+)?\s+(?P<family>.+)")
_UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


MOST_LOOKS = 500_000
"""Rules held against elements: one after the other, each of a hundred rules against each of five thousand elements."""


class TooMuch(Exception):
    """A drawing with more in it than is drawn."""

    def __init__(self, what: str, element: _Element) -> None:
        super().__init__(what)
        self.what, self.element = what, element


class Rule(NamedTuple):
    """A rule of a style sheet whose selector names no more than an element's own tag, classes and identifier."""

    rank: tuple[int, int]
    tag: str
    classes: frozenset[str]
    identifier: str
    declared: Mapping[str, str]

    def fits(self, tag: str, classes: frozenset[str], identifier: str) -> bool:
        """Whether it is about an element."""
        return self.tag in {"", tag} and self.classes <= classes and self.identifier in {"", identifier}


@dataclass(slots=True)
class Sheet:
    """The rules of a file's style sheets."""

    _rules: dict[str, list[Rule]] = field(default_factory=dict)
    """By what an element must have for any of them: ``#identifier``, else ``.class``, else its tag; empty: nothing."""
    _count: int = 0
    _looks: int = 0

    def add(self, text: str) -> None:
        """Take the rules of one more style sheet; those with selectors that look further than the element are left out."""
        plain = _AT_RULE.sub("", _COMMENT.sub("", text))
        for found in _RULE.finditer(plain):
            declared = dict(declarations(found[2]))
            for selector in found[1].split(","):
                self._take(selector.strip(), declared)

    def _take(self, selector: str, declared: Mapping[str, str]) -> None:
        found = _SIMPLE.fullmatch(selector)
        if not found or not selector:
            return
        parts = _PART.findall(found["rest"])
        classes = frozenset(name for sign, name in parts if sign == ".")
        identifier = next((name for sign, name in parts if sign == "#"), "")
        weight = 100 * bool(identifier) + 10 * len(classes) + bool(found["tag"])
        tag = (found["tag"] or "").removeprefix("*")
        self._count += 1
        key = f"#{identifier}" if identifier else f".{min(classes)}" if classes else tag
        self._rules.setdefault(key, []).append(Rule((weight, self._count), tag, classes, identifier, declared))

    def for_element(self, tag: str, element: _Element) -> dict[str, str]:
        """What the rules declare for an element, the weightiest last. Raises :class:`TooMuch` where they would take too long."""
        if not self._rules:
            return {}
        classes, identifier = frozenset((element.get("class") or "").split()), element.get("id") or ""
        keys = ("", tag, f"#{identifier}", *(f".{name}" for name in classes))
        near = [rule for key in keys for rule in self._rules.get(key, ())]
        self._looks += len(near) + len(keys)
        if self._looks > MOST_LOOKS:
            raise TooMuch("too many rules of style", element)
        made: dict[str, str] = {}
        for rule in sorted((rule for rule in near if rule.fits(tag, classes, identifier)), key=lambda rule: rule.rank):
            made.update(rule.declared)
        return made


def declarations(text: str) -> Iterator[tuple[str, str]]:
    """Properties and values of a ``style`` attribute or of a rule; ``font`` as what it is made of."""
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        name, value = name.strip().lower(), value.replace("!important", "").strip()
        if colon and name == "font" and (found := _FONT.fullmatch(value)):
            yield from (("font-size", found["size"]), ("font-family", found["family"]))
            yield "font-style", "italic" if "italic" in found["before"] else "normal"
            yield "font-weight", "bold" if "bold" in found["before"] else "normal"
        elif colon and name in PROPERTIES:
            yield name, value


def computed(tag: str, element: _Element, sheet: Sheet, outer: Mapping[str, str]) -> dict[str, str]:
    """An element's properties: what it inherits, under its attributes, the sheet's rules and its own ``style``, in this order."""
    made = {name: value for name, value in outer.items() if name in INHERITED}
    own = {str(name): str(value).strip() for name, value in element.attrib.items() if name in PROPERTIES}
    own |= sheet.for_element(tag, element)
    own |= dict(declarations(element.get("style") or ""))
    if "font-size" in own:
        size = length(outer.get("font-size", "16"), 16.0)
        own["font-size"] = f"{length(own['font-size'], size, em=size)}"
    made.update((name, value) for name, value in own.items() if value != "inherit")
    return made


def length(text: str | None, whole: float = 0.0, *, em: float = 16.0, default: float = 0.0) -> float:
    """A length in pixels; a share is one of ``whole``. What cannot be read is ``default``."""
    said = (text or "").strip().lower()
    found = NUMBER.match(said)
    if not found:
        return default
    value, unit = float(found[0]), said[found.end() :].strip()
    if not abs(value) < 1e7:
        return default
    if unit == "%":
        return value * whole / 100
    if unit in {"em", "rem", "ex"}:
        return value * em * (0.5 if unit == "ex" else 1)
    return value * _UNITS.get(unit, 1.0)


def share(text: str | None, default: float = 1.0) -> float:
    """A number from 0 to 1, or a percentage."""
    return max(0.0, min(1.0, length(text, 1.0, default=default)))


def colour_of(text: str, properties: Mapping[str, str]) -> Paint | None:
    """A colour as a property says it."""
    if text.strip().lower() == "currentcolor":
        return read_colour(properties.get("color", "black"))
    return read_colour(text)
