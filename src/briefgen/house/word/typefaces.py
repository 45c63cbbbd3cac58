"""From the name of a typeface in a Word file to font files: the house's own, then one of the same widths, then the nearest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.house.word.package import W
from briefgen.model.diagnostic import Diagnostic, Severity, warning
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from briefgen.house.word.package import WordFile
    from briefgen.model.position import Position

Family = dict[str, object]
"""A family as ``house.toml`` has it."""

_TWINS = {
    "calibri": "Carlito", "calibri light": "Carlito", "carlito": "Carlito",
    "cambria": "Caladea", "caladea": "Caladea",
    "times new roman": "LiberationSerif", "times": "LiberationSerif", "tinos": "LiberationSerif",
    "liberation serif": "LiberationSerif",
    "arial": "LiberationSans", "helvetica": "LiberationSans", "arimo": "LiberationSans", "liberation sans": "LiberationSans",
}  # fmt: skip
"""Fonts that are shipped, by the fonts that they were drawn to take the place of: every character is as wide as there."""

_SHOWN = {
    "Carlito": "Carlito", "Caladea": "Caladea", "LiberationSerif": "Liberation Serif", "LiberationSans": "Liberation Sans"
}  # fmt: skip
_FACES = {"regular": "Regular", "italic": "Italic", "bold": "Bold", "bold-italic": "BoldItalic"}
_SERIFS, _MONO = (
    re.compile(r"roman|garamond|georgia|book|serif|palatino|minion|baskerville", re.IGNORECASE),
    re.compile(r"mono|courier|consol|code|modern|fixed", re.IGNORECASE),
)


@dataclass(slots=True)
class Typefaces:
    """The families of a letterhead, made as its styles ask for them.

    ``own`` are the families of the house, by key; ``kinds`` what the font table says of each typeface. ``families`` grows.
    """

    own: Mapping[str, Family]
    kinds: Mapping[str, str]
    place: Position
    shown: str
    families: dict[str, Family] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    _keys: dict[str, str] = field(default_factory=dict)

    def key(self, typeface: str) -> str:
        """The family to set a typeface in; a family that it had to be made for is in ``families`` then."""
        folded = typeface.casefold()
        if folded not in self._keys:
            self._keys[folded] = self._find(typeface)
        return self._keys[folded]

    def file(self, key: str) -> str:
        """The file of a family's regular face."""
        return str((self.families.get(key) or self.own.get(key) or {}).get("regular", ""))

    def _find(self, typeface: str) -> str:
        folded = typeface.casefold()
        for key, family in self.own.items():
            if str(family.get("name", "")).casefold() == folded:
                return key
        if folded in _TWINS:
            return self._twin(typeface, _TWINS[folded])
        key = self._nearest(typeface)
        family = dict(self.own[key])
        message = f"{self.shown} asks for the font {typeface}, which this house has not; it is printed in {family.get('name')}"
        hint = "name its files under [families], with the name as Word has it, to print in it"
        self.findings.append(warning("font-substituted", message, self.place, hint))
        return self._add(typeface, {**family, "name": typeface, "stand-in": True})

    def _twin(self, typeface: str, twin: str) -> str:
        same = typeface.casefold() == _SHOWN[twin].casefold()
        if not same:
            message = f"{self.shown} asks for the font {typeface}; {_SHOWN[twin]}, whose characters are as wide, is printed"
            self.findings.append(Diagnostic("font-twin", Severity.INFO, message, self.place))
        faces = {face: f"{twin}-{suffix}.ttf" for face, suffix in _FACES.items()}
        return self._add(typeface, {"name": typeface, **faces, "stand-in": not same})

    def _nearest(self, typeface: str) -> str:
        kind = f"{typeface} {self.kinds.get(typeface.casefold(), '')}"
        wanted = "mono" if _MONO.search(kind) else "serif" if _SERIFS.search(kind) else "sans"
        return wanted if wanted in self.own else next(iter(self.own))

    def _add(self, typeface: str, family: Family) -> str:
        key = "letter-" + (re.sub(r"[^a-z0-9]+", "-", typeface.casefold()).strip("-") or "font")
        self.families[key] = family
        return key


def font_kinds(word: WordFile) -> Mapping[str, str]:
    """What the font table calls each typeface: ``roman``, ``swiss``, ``modern`` (ST_FontFamily)."""
    root = word.related("fontTable")
    fonts = () if root is None else root.iterfind(f"{W}font")
    found = {}
    for font in fonts:
        kind = font.find(f"{W}family")
        found[font.get(f"{W}name", "").casefold()] = "" if kind is None else kind.get(f"{W}val", "")
    return found
