"""The theme of a Word file: two fonts and twelve colours that its styles refer to (ECMA-376 Part 1 §20.1.6)."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.house.word.package import A, W
from briefgen.model.house import Colour
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

    from briefgen.house.word.package import WordFile

_NAMES = {
    "dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "text1": "dk1", "background1": "lt1", "text2": "dk2",
    "background2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
}  # fmt: skip
"""What WordprocessingML calls the colours (ST_ThemeColor) and what the theme's own part calls them."""

_MAPPED = {"text1": "t1", "text2": "t2", "background1": "bg1", "background2": "bg2"}
"""Names that ``clrSchemeMapping`` of the settings may send elsewhere."""

_SYSTEM = {"windowText": "000000", "window": "FFFFFF"}
_HEX = re.compile(r"[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Theme:
    """``fonts`` are the typefaces of ``major`` and ``minor`` Latin text, ``colours`` those of the theme by WordprocessingML's
    names."""

    fonts: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, Colour] = field(default_factory=dict)

    def font(self, reference: str) -> str:
        """The typeface behind ``minorHAnsi`` and its kin; empty: the theme has none."""
        return self.fonts.get("major" if reference.startswith("major") else "minor", "")

    def colour(self, value: str, name: str = "", tint: str = "", shade: str = "") -> Colour | None:
        """A colour as a style has it; ``None``: automatic, or nothing that can be understood.

        The theme's colour goes before ``value``, as in Word. ``tint`` and ``shade`` are hexadecimal bytes: how much of the colour's
        lightness, or of its distance from white, is left (§17.3.2.6).
        """
        found = self.colours.get(name)
        if found is not None:
            return _lighter(found, _share(tint), _share(shade))
        return Colour.from_hex(f"#{value}") if _HEX.fullmatch(value) else None


def _share(text: str) -> float:
    try:
        return min(max(int(text, 16) / 255, 0.0), 1.0) if text else 1.0
    except ValueError:
        return 1.0


def _lighter(colour: Colour, tint: float, shade: float) -> Colour:
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    lightness = (lightness * tint + 1 - tint) * shade
    red, green, blue = colorsys.hls_to_rgb(hue, min(max(lightness, 0.0), 1.0), saturation)
    return Colour(round(red * 255), round(green * 255), round(blue * 255))


def read_theme(word: WordFile) -> Theme:
    """The theme of a Word file; an empty one where it has none."""
    root = word.related("theme")
    if root is None:
        return Theme()
    fonts = {kind: _typeface(root.find(f".//{A}{kind}Font/{A}latin")) for kind in ("major", "minor")}
    scheme = {item.tag.rpartition("}")[2]: item for item in root.iterfind(f".//{A}clrScheme/*")}
    by_part = {name: colour for name, item in scheme.items() if (colour := _scheme_colour(item))}
    sent = _mapping(word)
    colours = {
        name: by_part[_NAMES.get(sent.get(name, name), "")] for name in _NAMES if _NAMES.get(sent.get(name, name)) in by_part
    }
    return Theme({kind: name for kind, name in fonts.items() if name}, colours)


def _typeface(latin: _Element | None) -> str:
    return "" if latin is None else latin.get("typeface", "").strip()


def _scheme_colour(item: _Element) -> Colour | None:
    for child in item:
        value = child.get("lastClr") or child.get("val") or ""
        value = _SYSTEM.get(value, value)
        if _HEX.fullmatch(value):
            return Colour.from_hex(f"#{value}")
    return None


def _mapping(word: WordFile) -> Mapping[str, str]:
    settings = word.related("settings")
    found = None if settings is None else settings.find(f"{W}clrSchemeMapping")
    return {} if found is None else {name: found.get(f"{W}{short}", name) for name, short in _MAPPED.items()}
