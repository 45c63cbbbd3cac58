"""Styles: the letterhead's by their names, and beside them those of ours that it lacks, on its own body style."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from briefgen.house.word.package import W
from briefgen.model.role import CHARACTER_ROLES, HEADINGS, Role
from briefgen.writers.docx.letterhead.stationery import local, with_namespaces
from briefgen.writers.docx.stylenames import ENDNOTE_NAMES, NAMES
from briefgen.writers.docx.tablestyles import TABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from lxml.etree import _Element

    from briefgen.house.word.styles import StyleSheet
    from briefgen.model.letterhead import Letterhead

_NOTE = NAMES[Role.NOTE].id
_NOTES = frozenset((_NOTE, ENDNOTE_NAMES[Role.NOTE].id))
_HEADINGS = frozenset(NAMES[role].id for role in HEADINGS)
_REFERRING = frozenset(("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink", "styleLink"))


class Looks:
    """What our styles are called on a letterhead. ``sheet`` are its styles, ``own`` the root of ours.

    ``as_we``: the list that a style of its headings, by id and level, counts in as we do; empty: it does not. Headings count as
    one list, ``headings``: all of them are the letterhead's or, where it is empty, ours. ``kept`` are styles that stay ours,
    whatever the letterhead has.
    """

    def __init__(
        self, letterhead: Letterhead, sheet: StyleSheet, own: _Element, as_we: Callable[[str, str], str], kept: AbstractSet[str]
    ) -> None:
        self._own = {style.get(f"{W}styleId", ""): style for style in own.iterfind(f"{W}style")}
        self._sheet = sheet
        for identifier in kept & self._own.keys():
            _rename_alone(self._own[identifier])
        self.names = {own: there for own, there in self._matched(letterhead) if own not in kept}
        taken = {identifier.casefold() for identifier in sheet.elements}
        self.added = [identifier for identifier in self._own if identifier not in self.names]
        for identifier in self.added:
            self.names[identifier] = _free(identifier, taken)
        self.body = self.names.get("Normal", "")
        normal = self._own.get("Normal")
        self._turned = normal is not None and normal.find(f"{W}pPr/{W}bidi") is not None
        self._outlines = dict(self._levels())
        self._hangs = {identifier for identifier in _NOTES if identifier in self.names and not self._does_hang(identifier)}
        numbered = dict(self._numbers())
        counted = {identifier: number for identifier, number in numbered.items() if identifier in _HEADINGS}
        lists = {as_we(self.names[identifier], number[1]) for identifier, number in counted.items()}
        self.headings = lists.pop() if len(lists) == 1 else ""
        self.lacks_number = {} if self.headings else counted
        for identifier in self._own.keys() & self.names.keys() - counted.keys() - set(self.added):
            if self._is_numbered(identifier) and identifier not in numbered:
                self.lacks_number[identifier] = ("0", "0")
            elif identifier in numbered and self._level(identifier) != numbered[identifier][1]:
                # Word's own list styles are lists of one level each; a nested item is one of the list that it is in.
                self.lacks_number[identifier] = numbered[identifier]

    def _matched(self, letterhead: Letterhead) -> Iterator[tuple[str, str]]:
        found: dict[str, str] = {}
        for role, name in letterhead.styles.items():
            kind = "character" if role in CHARACTER_ROLES else "paragraph"
            found[NAMES[role].id] = self._sheet.identifier(name, kind)
        if letterhead.table_style:
            found[TABLE] = self._sheet.identifier(letterhead.table_style, "table")
        for identifier, style in self._own.items():
            kind, called = style.get(f"{W}type", "paragraph"), style.find(f"{W}name")
            matched = found.get(identifier) or self._sheet.identifier("" if called is None else called.get(f"{W}val", ""), kind)
            if not matched and style.get(f"{W}default") == "1":
                matched = self._sheet.default(kind)
            if matched:
                yield identifier, matched

    def _numbers(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """Our styles that bring a number or bullet with them and are the letterhead's here, with list and level."""
        for identifier, style in self._own.items():
            number = style.find(f"{W}pPr/{W}numPr/{W}numId")
            if number is not None and identifier not in self.added and number.get(f"{W}val") != "0":
                level = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
                yield identifier, (number.get(f"{W}val", ""), "0" if level is None else level.get(f"{W}val", "0"))

    def _does_hang(self, identifier: str) -> bool:
        return self._sheet.look(self.names[identifier]).first_line < 0.0

    def _levels(self) -> Iterator[tuple[str, str]]:
        """Our styles whose level in an outline is another there, with the level that is meant; 9 is none."""
        for identifier, style in self._own.items():
            if identifier in self.added or style.get(f"{W}type", "paragraph") != "paragraph":
                continue
            level = style.find(f"{W}pPr/{W}outlineLvl")
            meant = "9" if level is None else level.get(f"{W}val", "9")
            if meant != (self._sheet.look(self.names[identifier]).properties.get("outlineLvl") or "9"):
                yield identifier, meant

    def _is_numbered(self, identifier: str) -> bool:
        return self._sheet.look(self.names[identifier]).properties.get("numPr.numId", "0") != "0"

    def _level(self, identifier: str) -> str:
        """The level of the list that a style brings with it there; empty: it brings none."""
        return self._sheet.look(self.names[identifier]).properties.get("numPr.ilvl", "0") if self._is_numbered(identifier) else ""

    def put_into(self, root: _Element, language: str) -> _Element:
        """The letterhead's styles with ours after them; text is in the brief's language unless a style says otherwise."""
        own = next(iter(self._own.values()), None)
        wide = with_namespaces(root, [] if own is None else [own.getroottree().getroot()])
        for identifier in self.added:
            style = self._own[identifier]
            style.attrib.pop(f"{W}default", "")
            self._level_alone(style)
            self._stand_alone(style)
            self.rename(style)
            style.set(f"{W}styleId", self.names[identifier])
            wide.append(style)
        if not self._sheet.look(self._sheet.default()).font:
            _say_font(wide)
        for lang in wide.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"):
            lang.set(f"{W}val", language)
        return wide

    def _level_alone(self, style: _Element) -> None:
        """Let a style of ours not have the level in the outline that the one it is based on has there."""
        base = style.find(f"{W}basedOn")
        meant = "" if base is None else self._outlines.get(base.get(f"{W}val", ""), "")
        if meant and style.find(f"{W}pPr/{W}outlineLvl") is None:
            properties = style.find(f"{W}pPr")
            if properties is None:
                properties = style.makeelement(f"{W}pPr")
                style.insert(sum(local(child) not in {"rPr", "tblPr", "trPr", "tcPr", "tblStylePr"} for child in style), properties)
            properties.append(_value("outlineLvl", meant))

    def _stand_alone(self, style: _Element) -> None:
        """Let a style of ours not have what the one it is based on has there and a role does not know."""
        base, properties = style.find(f"{W}basedOn"), style.find(f"{W}pPr")
        over = self.names.get("" if base is None else base.get(f"{W}val", ""), "")
        if properties is None or not over or style.get(f"{W}type", "paragraph") != "paragraph":
            return
        look = self._sheet.look(over)
        spacing = properties.find(f"{W}spacing")
        for side in ("before", "after"):
            if spacing is not None and look.says(f"spacing.{side}Autospacing"):
                spacing.set(f"{W}{side}Autospacing", "0")
        if look.properties.get("numPr.numId", "0") != "0" and properties.find(f"{W}numPr") is None:
            _number(properties, "0", "0")

    def rename(self, root: _Element) -> None:
        """Let what refers to our styles refer to what they are called here."""
        for element in root.iter():
            if isinstance(element.tag, str) and local(element) in _REFERRING:
                name = element.get(f"{W}val", "")
                element.set(f"{W}val", self.names.get(name, name))

    def dress(self, root: _Element, lists: Mapping[str, str]) -> None:
        """Say in text of ours what it takes from our default style and from the lists of our styles; then rename.

        ``lists`` are our lists by what they are called here.
        """
        for paragraph in root.iter(f"{W}p"):
            properties = paragraph.find(f"{W}pPr")
            style = None if properties is None else properties.find(f"{W}pStyle")
            identifier = "Normal" if style is None else style.get(f"{W}val", "")
            if style is None and self.names.get("Normal") != self._sheet.default():
                properties = _properties(paragraph)
                properties.insert(0, _value("pStyle", "Normal"))
            if self._turned and _properties(paragraph).find(f"{W}bidi") is None:
                # The letterhead's styles read from left to right.
                properties = _properties(paragraph)
                properties.insert(sum(local(child) in _BEFORE_BIDI for child in properties), paragraph.makeelement(f"{W}bidi"))
            if identifier in self._outlines and properties is not None and properties.find(f"{W}outlineLvl") is None:
                at = len(properties) - sum(local(child) in _AFTER_OUTLINE for child in properties)
                properties.insert(at, _value("outlineLvl", self._outlines[identifier]))
            if identifier in self._hangs and properties is not None and properties.find(f"{W}ind") is None:
                _indent(properties, self._own[_NOTE])
            if identifier in self.lacks_number and properties is not None and properties.find(f"{W}numPr") is None:
                number, level = self.lacks_number[identifier]
                _number(properties, lists.get(number, number), level)
        self.rename(root)


def _say_font(styles: _Element) -> None:
    """Say in so many words what Word takes where nothing is said: other programs have fonts of their own for that."""
    place = styles
    for name in ("docDefaults", "rPrDefault", "rPr", "rFonts"):
        found = place.find(f"{W}{name}")
        if found is None:
            found = styles.makeelement(f"{W}{name}")
            place.insert(0, found)
        place = found
    for script in ("ascii", "hAnsi", "cs"):
        place.set(f"{W}{script}", "Times New Roman")


def _rename_alone(style: _Element) -> None:
    """Call a built-in style of ours by a name that no other file has for its own."""
    for name in style.iterfind(f"{W}name"):
        name.set(f"{W}val", f"Brief Cover {name.get(f'{W}val', '').replace('toc', 'Contents')}")
    style.set(f"{W}customStyle", "1")


def _free(identifier: str, taken: set[str]) -> str:
    number, free = 1, identifier
    while free.casefold() in taken:
        number += 1
        free = f"{identifier}{number}"
    taken.add(free.casefold())
    return free


def _properties(paragraph: _Element) -> _Element:
    found = paragraph.find(f"{W}pPr")
    if found is None:
        found = paragraph.makeelement(f"{W}pPr")
        paragraph.insert(0, found)
    return found


def _value(name: str, value: str) -> _Element:
    from lxml import etree

    return etree.Element(f"{W}{name}", {f"{W}val": value})


def _indent(properties: _Element, style: _Element) -> None:
    """The indent of a style of ours, said by hand."""
    indent = style.find(f"{W}pPr/{W}ind")
    if indent is not None:
        at = sum(local(child) in _BEFORE_INDENT for child in properties)
        properties.insert(at, deepcopy(indent))


_BEFORE_BIDI = frozenset((
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd",
    "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN",
))  # fmt: skip
_BEFORE_INDENT = _BEFORE_BIDI | {"bidi", "adjustRightInd", "snapToGrid", "spacing"}
_AFTER_OUTLINE = frozenset(("divId", "cnfStyle", "rPr", "sectPr", "pPrChange"))
_BEFORE_NUMBER = frozenset(("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"))


def _number(properties: _Element, number: str, level: str) -> None:
    """``w:numPr`` at its place in a paragraph's properties (ECMA-376 Part 1 §17.3.1.26)."""
    element = properties.makeelement(f"{W}numPr")
    element.extend((_value("ilvl", level), _value("numId", number)))
    at = sum(local(child) in _BEFORE_NUMBER for child in properties)
    properties.insert(at, element)
