"""The numbering of a Word file: how far lists stand in, and which styles it numbers (ECMA-376 Part 1 §17.9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.house.word.package import W
from briefgen.house.word.styles import points

if TYPE_CHECKING:
    from lxml.etree import _Element

    from briefgen.house.word.package import WordFile
    from briefgen.house.word.styles import StyleSheet

_LISTS = ("List Bullet", "List Number", "List Paragraph")
_USUAL = 36.0


def list_indent(word: WordFile, sheet: StyleSheet) -> float:
    """How far the text of a list of the first level stands in, in points: as its style or numbering has it, else half an inch."""
    for level in _first_levels(word, sheet):
        indent = level.find(f"{W}pPr/{W}ind")
        for side in ("left", "start"):
            found = None if indent is None else points(indent.get(f"{W}{side}", ""))
            if found:
                return min(max(found, 0.0), 100.0)
    return _USUAL


def _first_levels(word: WordFile, sheet: StyleSheet) -> Iterator[_Element]:
    """The list styles, and the first levels of their numberings; then those of every bulleted list."""
    root = word.related("numbering")
    for name in _LISTS:
        identifier = sheet.identifier(name)
        if not identifier:
            continue
        yield from sheet.chain(identifier)[:1]
        number = sheet.look(identifier).properties.get("numPr.numId", "")
        if root is not None and number and (found := _level(root, number)) is not None:
            yield found
    for level in () if root is None else root.iterfind(f"{W}abstractNum/{W}lvl"):
        form = level.find(f"{W}numFmt")
        if level.get(f"{W}ilvl") == "0" and form is not None and form.get(f"{W}val") == "bullet":
            yield level


def _level(root: _Element, number: str, level: int = 0) -> _Element | None:
    for item in root.iterfind(f"{W}num"):
        reference = item.find(f"{W}abstractNumId")
        if item.get(f"{W}numId") == number and reference is not None:
            for abstract in root.iterfind(f"{W}abstractNum"):
                if abstract.get(f"{W}abstractNumId") == reference.get(f"{W}val"):
                    return next((lvl for lvl in abstract.iterfind(f"{W}lvl") if lvl.get(f"{W}ilvl") == str(level)), None)
    return None


def counting_plainly(word: WordFile, sheet: StyleSheet, identifier: str, level: int) -> str:
    """The list that a heading style counts in, if it does so in the form 4.2 and nothing but that at its ``level`` from 0."""
    properties = sheet.look(identifier).properties
    number, root = properties.get("numPr.numId", "0"), word.related("numbering")
    if number == "0" or properties.get("numPr.ilvl", "0") != str(level) or root is None:
        return ""
    found = _level(root, number, level)
    if found is None:
        return ""
    said = {
        name: item.get(f"{W}val", "") for name in ("numFmt", "lvlText", "start") if (item := found.find(f"{W}{name}")) is not None
    }
    wanted = ".".join(f"%{place + 1}" for place in range(level + 1))
    plain = said.get("numFmt", "decimal") == "decimal" and said.get("start", "1") == "1"
    return number if plain and said.get("lvlText", "").strip() == wanted else ""
