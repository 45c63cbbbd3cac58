"""Styles of a Word file, flat: document defaults, then the chain of styles each is based on (ECMA-376 Part 1 §17.7.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.house.word.package import W
from briefgen.model.house import Align
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

    from briefgen.house.word.package import WordFile
    from briefgen.house.word.theme import Theme
    from briefgen.model.house import Colour

Properties = dict[str, str]
"""``pPr`` and ``rPr`` as text: ``jc``, ``spacing.before``, and with ``r.`` before them those of runs, ``r.sz``, ``r.color``."""

_OFF = frozenset({"0", "false", "off", "none"})
_MEASURE = re.compile(r"(?P<number>-?\d+(?:\.\d+)?)(?P<unit>pt|mm|cm|in|pc|pi)?")
_UNITS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pc": 12.0, "pi": 12.0}
_WHOLE = frozenset({"r.color", "shd", "r.shd", "numPr"})
"""Elements that take the place of the inherited one as a whole; of others each attribute is inherited by itself."""
_SIDES = {"start": "left", "end": "right"}
_ALIGNS = {"center": Align.CENTRE, "right": Align.RIGHT, "end": Align.RIGHT, "both": Align.JUSTIFY, "distribute": Align.JUSTIFY}
_SPEC_SIZE = 10.0
"""Points, where nothing says a size (§17.3.2.38)."""
_AUTO_SPACE = 14.0
"""Points that Word puts for ``beforeAutospacing`` and ``afterAutospacing``."""


def points(text: str, per_point: float = 20.0) -> float | None:
    """A measure in points: a number of twentieths (or of another part) of a point, or with a unit, as strict files have it."""
    found = _MEASURE.fullmatch(text.strip())
    if found is None:
        return None
    number = float(found["number"])
    return number * _UNITS[found["unit"]] if found["unit"] else number / per_point


@dataclass(frozen=True, slots=True)
class Look:
    """What a style comes to. ``properties`` are those of the whole chain; the methods read them, lengths in points."""

    properties: Properties
    theme: Theme

    def says(self, key: str) -> bool:
        """Whether a toggle is on."""
        return key in self.properties and self.properties[key].casefold() not in _OFF

    def length(self, key: str, default: float = 0.0) -> float:
        """A length in twentieths of a point."""
        found = points(self.properties.get(key, ""))
        return default if found is None else found

    @property
    def font(self) -> str:
        """The typeface of Latin text; empty: nothing says."""
        themed = self.theme.font(self.properties["r.rFonts.asciiTheme"]) if "r.rFonts.asciiTheme" in self.properties else ""
        return themed or self.properties.get("r.rFonts.ascii", "") or self.properties.get("r.rFonts.hAnsi", "")

    @property
    def size(self) -> float:
        """The size of type."""
        return min(max(points(self.properties.get("r.sz", ""), 2.0) or _SPEC_SIZE, 1.0), 200.0)

    @property
    def colour(self) -> Colour | None:
        """The colour of type; ``None``: automatic, which is black on paper."""
        return self._colour("r.color", "r.color.val")

    @property
    def background(self) -> Colour | None:
        """The shading behind a paragraph; ``None``: none."""
        return self._colour("shd", "shd.fill", "themeFill") or self._colour("r.shd", "r.shd.fill", "themeFill")

    def _colour(self, element: str, value: str, prefix: str = "theme") -> Colour | None:
        said = self.properties
        name = said.get(f"{element}.{prefix if prefix == 'themeFill' else 'themeColor'}", "")
        return self.theme.colour(
            said.get(value) or said.get(element, ""),
            name,
            said.get(f"{element}.{prefix}Tint", ""),
            said.get(f"{element}.{prefix}Shade", ""),
        )

    @property
    def align(self) -> Align:
        """How lines fill the measure."""
        return _ALIGNS.get(self.properties.get("jc", ""), Align.LEFT)

    @property
    def space_before(self) -> float:
        """Over the paragraph."""
        return _AUTO_SPACE if self.says("spacing.beforeAutospacing") else max(self.length("spacing.before"), 0.0)

    @property
    def space_after(self) -> float:
        """Under the paragraph."""
        return _AUTO_SPACE if self.says("spacing.afterAutospacing") else max(self.length("spacing.after"), 0.0)

    @property
    def first_line(self) -> float:
        """How far the first line stands in; less than 0: it hangs out."""
        return self.length("ind.firstLine") - self.length("ind.hanging")

    def leading(self, natural: float) -> float:
        """The distance of baselines; ``natural`` is that of the face, as a multiple of its size (§17.3.1.33)."""
        line, own = self.properties.get("spacing.line", ""), natural * self.size
        rule = self.properties.get("spacing.lineRule", "auto")
        if rule == "auto":
            return own * (points(line, 240.0) or 1.0)
        stated = points(line) or own
        return stated if rule == "exact" else max(stated, own)


class StyleSheet:
    """The styles of a Word file by name, as Word looks them up: the built-in ones keep their English names in every language."""

    def __init__(self, word: WordFile, theme: Theme) -> None:
        root = word.related("styles")
        styles = [] if root is None else list(root.iterfind(f"{W}style"))
        self.theme = theme
        self.elements = {style.get(f"{W}styleId", ""): style for style in styles}
        self.by_name: dict[tuple[str, str], str] = {}
        for identifier, style in self.elements.items():
            for name in _names(style):
                self.by_name.setdefault((style.get(f"{W}type", "paragraph"), name.casefold()), identifier)
        self.defaults = {} if root is None else _defaults(root)
        self.there = root is not None
        latent = [] if root is None else root.iterfind(f"{W}latentStyles/{W}lsdException")
        self.latent = frozenset(item.get(f"{W}name", "").casefold() for item in latent)

    def identifier(self, name: str, kind: str = "paragraph") -> str:
        """The identifier of the style of that name; empty: there is none."""
        return self.by_name.get((kind, name.casefold()), "")

    def name(self, identifier: str) -> str:
        """What Word calls a style."""
        style = self.elements.get(identifier)
        return "" if style is None else next(iter(_names(style)), identifier)

    def look(self, identifier: str, over: Properties | None = None) -> Look:
        """What a style comes to, on the document's defaults; ``over`` is said besides, a style's own part of a table for one."""
        properties = dict(self.defaults)
        for style in reversed(self.chain(identifier)):
            inherit(properties, own_properties(style))
        if over:
            inherit(properties, over)
        return Look(properties, self.theme)

    def chain(self, identifier: str) -> list[_Element]:
        """A style, the one it is based on, and so on; a circle ends where it closes."""
        found: list[_Element] = []
        seen: set[str] = set()
        while identifier in self.elements and identifier not in seen:
            seen.add(identifier)
            style = self.elements[identifier]
            found.append(style)
            based = style.find(f"{W}basedOn")
            identifier = "" if based is None else based.get(f"{W}val", "")
        return found

    def default(self, kind: str = "paragraph") -> str:
        """The identifier of the default style of a kind; empty: none."""
        marked = (
            identifier
            for identifier, style in self.elements.items()
            if style.get(f"{W}type") == kind and style.get(f"{W}default", "0").casefold() not in _OFF
        )
        return next(marked, "")


def _names(style: _Element) -> list[str]:
    """A style's name, then its aliases; one without a name is called by its identifier."""
    found = [item.get(f"{W}val", "") for item in style.iterfind(f"{W}name")]
    for item in style.iterfind(f"{W}aliases"):
        found += item.get(f"{W}val", "").split(",")
    return [name.strip() for name in found if name.strip()] or [style.get(f"{W}styleId", "")]


def _defaults(root: _Element) -> Properties:
    found: Properties = {}
    for path in (f"{W}docDefaults/{W}pPrDefault", f"{W}docDefaults/{W}rPrDefault"):
        holder = root.find(path)
        if holder is not None:
            found |= own_properties(holder)
    return found


def own_properties(holder: _Element) -> Properties:
    """What an element's own ``pPr`` and ``rPr`` say."""
    found: Properties = {}
    for group, prefix in (("pPr", ""), ("rPr", "r.")):
        for item in holder.iterfind(f"{W}{group}/*"):
            if isinstance(item.tag, str):
                _note(found, item, prefix)
    return found


def _note(found: Properties, item: _Element, prefix: str) -> None:
    name = prefix + item.tag.rpartition("}")[2]
    if name in {"numPr", "pBdr"}:
        found[name] = "1"
        for child in item:
            found[f"{name}.{child.tag.rpartition('}')[2]}"] = child.get(f"{W}val", "")
        return
    found[name] = item.get(f"{W}val", "1")
    for attribute, value in item.attrib.items():
        local = str(attribute).rpartition("}")[2]
        if local != "val":
            found[f"{name}.{_SIDES.get(local, local)}"] = str(value)
    if name == "spacing" and "spacing.line" in found:
        found.setdefault("spacing.lineRule", "auto")


def inherit(under: Properties, over: Properties) -> None:
    """Put what a style says over what it inherits."""
    for name in _WHOLE & over.keys():
        for key in [key for key in under if key == name or key.startswith(f"{name}.")]:
            del under[key]
    if ("r.rFonts.ascii" in over) and "r.rFonts.asciiTheme" not in over:
        under.pop("r.rFonts.asciiTheme", None)
    if "ind.hanging" in over:
        under.pop("ind.firstLine", None)
    if "ind.firstLine" in over:
        under.pop("ind.hanging", None)
    under.update(over)
