"""Pandoc's attributes, ``{#identifier .class key="value"}``, and the spelling of their keys."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.diagnostic import error, warning
from briefgen.model.nearest import did_you_mean
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.position import Position

# Possessive, so that a brace that opens nothing is given up in linear time.
_ITEM = re.compile(
    r"""[ \t\n]*+(?:
        \#(?P<identifier>[^\s{}#=."']++(?:\.[^\s{}#=."']++)*+)
      | \.(?P<class>[^\s{}.=\#"']++)
      | (?P<key>[A-Za-z_:][\w:.-]*+)[ \t]*+=[ \t]*+
        (?:"(?P<double>(?:\\.|[^"\\])*+)"|'(?P<single>(?:\\.|[^'\\])*+)'|(?P<bare>[^\s"'{}]++))
      | (?P<unnumbered>-)(?=[\s}])
      | (?P<raw>=[\w+-]++)
    )""",
    re.VERBOSE | re.DOTALL,
)
_END = re.compile(r"[ \t\n]*+\}")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MEANT = re.compile(r"(?<!\\)\{[#.][^{}]*\}\s*$")
TRIES = 4
"""How many opening braces before the end of a line are tried for attributes."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """Attributes read from a text. ``end`` is the offset after them, ``places`` the offset of each key's value."""

    attributes: tree.Attributes
    end: int
    places: Mapping[str, int] = field(default_factory=dict)


def parse(text: str, start: int = 0, limit: int | None = None) -> Parsed | None:
    """Attributes whose opening brace stands at ``start``; ``None`` where there are none."""
    limit = len(text) if limit is None else limit
    if not text.startswith("{", start, limit):
        return None
    at, identifier, classes, pairs, places = start + 1, "", list[str](), list[tuple[str, str]](), dict[str, int]()
    while item := _ITEM.match(text, at, limit):
        at = item.end()
        if item["identifier"]:
            identifier = item["identifier"]
        elif item["key"]:
            key, (value, place) = item["key"], _value(item)
            identifier = value if key == "id" else identifier
            classes += value.split() if key == "class" else ()
            pairs += [(key, value)] if key not in {"id", "class"} else ()
            places[key] = place
        else:
            classes.append(item["class"] or item["raw"] or "unnumbered")
    end = _END.match(text, at, limit)
    return Parsed(tree.Attributes(identifier, tuple(classes), tuple(pairs)), end.end(), places) if end else None


def _value(item: re.Match[str]) -> tuple[str, int]:
    name = next(name for name in ("double", "single", "bare") if item[name] is not None)
    return _ESCAPE.sub(r"\1", item[name]).replace("\n", " "), item.start(name)


def trailing(text: str) -> tuple[str, Parsed | None]:
    """A text without the attributes at its end, and those attributes."""
    stripped = text.rstrip()
    if not stripped.endswith("}"):
        return text, None
    start = len(stripped)
    for _ in range(TRIES):
        start = stripped.rfind("{", 0, start)
        if start < 0:
            break
        parsed = parse(stripped, start)
        if parsed and parsed.end == len(stripped) and not _escaped(stripped, start):
            return stripped[:start].rstrip(), parsed
    return text, None


def looks_like(text: str) -> bool:
    """Whether a text ends with what was meant for attributes."""
    return bool(_MEANT.search(text))


def unreadable(place: Position) -> Diagnostic:
    """The finding for such a text."""
    hint = 'write {#identifier .class key="value"}; a value with spaces in quotation marks'
    return error("bad-attributes", "the attributes in braces cannot be read", place, hint)


def _escaped(text: str, at: int) -> bool:
    before = text[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def unknown_keys(attributes: tree.Attributes, known: Iterable[str], of: str, position: Position | None) -> Iterator[Diagnostic]:
    """A warning for each key that a block with a meaning does not know. ``of`` names the block."""
    names = tuple(known)
    for key, _ in attributes.pairs:
        if key not in names and not key.startswith("data-"):
            yield warning("unknown-attribute", f"{of} has no attribute {key}", position, did_you_mean(key, names))
