"""The table style of a Word file: rules, shading and the padding of cells (ECMA-376 Part 1 §17.7.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.house.word.package import W
from briefgen.house.word.styles import inherit, own_properties, points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from briefgen.house.word.package import WordFile
    from briefgen.house.word.styles import Look, Properties, StyleSheet
    from briefgen.model.house import Colour

PREFERRED = ("Brief Table", "House Table")
_WORDS_OWN_PADDING = 5.4
"""Points at the sides of a cell, where nothing says (108 twentieths)."""
_NO_RULE = frozenset({"", "nil", "none"})


class TableLook:
    """What the table style of a letterhead comes to; ``name`` is what Word calls it."""

    def __init__(self, sheet: StyleSheet, identifier: str) -> None:
        self._sheet = sheet
        self._chain = sheet.chain(identifier)
        self.name = sheet.name(identifier)

    def cell(self, part: str = "") -> Look:
        """How text is set in a cell, or in those of a part such as ``firstRow``."""
        over: Properties = {}
        for style in reversed(self._chain):
            inherit(over, own_properties(style))
        for style in reversed(self._chain):
            for item in _parts(style, part):
                inherit(over, own_properties(item))
        return self._sheet.look(self._sheet.default(), over)

    def fill(self, *parts: str) -> Colour | None:
        """The shading of the first of these parts that has any."""
        for part in parts:
            for style in self._chain:
                for item in _parts(style, part):
                    shade = item.find(f"{W}tcPr/{W}shd")
                    if shade is not None and (colour := self._shading(shade)):
                        return colour
        return None

    def _shading(self, shade: _Element) -> Colour | None:
        said = {name: shade.get(f"{W}{name}", "") for name in ("fill", "themeFill", "themeFillTint", "themeFillShade")}
        return self._sheet.theme.colour(said["fill"], said["themeFill"], said["themeFillTint"], said["themeFillShade"])

    def rule(self) -> tuple[float, Colour | None]:
        """The width in points and the colour of the rules between rows; 0: none."""
        for style in self._chain:
            for side in ("insideH", "bottom", "top"):
                border = style.find(f"{W}tblPr/{W}tblBorders/{W}{side}")
                if border is not None and border.get(f"{W}val", "") not in _NO_RULE:
                    width = points(border.get(f"{W}sz", "4"), 8.0) or 0.5
                    colour = self._sheet.theme.colour(
                        border.get(f"{W}color", ""),
                        border.get(f"{W}themeColor", ""),
                        border.get(f"{W}themeTint", ""),
                        border.get(f"{W}themeShade", ""),
                    )
                    return min(width, 12.0), colour
        return 0.0, None

    def padding(self) -> tuple[float, float]:
        """Points at the sides of a cell, and over and under its text."""
        return self._margin(("left", "start"), _WORDS_OWN_PADDING), self._margin(("top",), 0.0)

    def _margin(self, sides: tuple[str, ...], default: float) -> float:
        for style in self._chain:
            for side in sides:
                margin = style.find(f"{W}tblPr/{W}tblCellMar/{W}{side}")
                if margin is not None and (found := points(margin.get(f"{W}w", ""))) is not None:
                    return min(max(found, 0.0), 100.0)
        return default


def _parts(style: _Element, part: str) -> Iterator[_Element]:
    return (item for item in style.iterfind(f"{W}tblStylePr") if item.get(f"{W}type") == part)


def table_look(word: WordFile, sheet: StyleSheet) -> TableLook | None:
    """The style of the letterhead's tables: one of our names, else that of the first table in it; ``None``: it has none."""
    for name in PREFERRED:
        if found := sheet.identifier(name, "table"):
            return TableLook(sheet, found)
    for item in word.document().iter(f"{W}tblStyle"):
        if item.get(f"{W}val", "") in sheet.elements:
            return TableLook(sheet, item.get(f"{W}val", ""))
    found = sheet.identifier("Table Grid", "table")
    return TableLook(sheet, found) if found else None
