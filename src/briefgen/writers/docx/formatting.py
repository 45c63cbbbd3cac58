"""The house's text styles as WordprocessingML properties, and those properties in the order that its schema asks for."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefgen.fonts import open_face
from briefgen.fonts.linespace import line_space
from briefgen.model.house import Align, Colour, HouseStyle, Length, SettingMode, TextStyle
from briefgen.writers.docx.markup import NOTHING, Xml, element, flag, join, w

if TYPE_CHECKING:
    from briefgen.fonts import Face

Properties = Mapping[str, Xml]
"""Markup of properties by element name, such as ``{"w:jc": <w:jc w:val="both"/>}``."""

# ECMA-376 §17.3.2.28 (CT_RPr) and, after it, [MS-DOCX] 2.6.1; §17.3.1.26 (CT_PPr). Word repairs nothing that is out of order.
_RUN_ORDER = (
    "w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:caps w:smallCaps w:strike w:noProof w:webHidden w:color w:spacing w:kern w:position "
    "w:sz w:szCs w:u w:bdr w:shd w:vertAlign w:rtl w:lang w14:ligatures w14:numForm w14:numSpacing"
).split()
_PARAGRAPH_ORDER = (
    "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl w:numPr w:pBdr w:shd w:tabs w:suppressAutoHyphens "
    "w:bidi w:spacing w:ind w:contextualSpacing w:jc w:outlineLvl w:rPr w:sectPr"
).split()

_RUN_PLACE = {name: place for place, name in enumerate(_RUN_ORDER)}
_PARAGRAPH_PLACE = {name: place for place, name in enumerate(_PARAGRAPH_ORDER)}

_JUSTIFICATION = {Align.LEFT: "left", Align.RIGHT: "right", Align.CENTRE: "center", Align.JUSTIFY: "both"}

# A face whose own line is a hair taller than the leading needs no cutting: the line grows by less than can be seen.
_TOLERANCE = 1.03

NO_BORDERS = w("pBdr", *(w(side, val="nil") for side in ("top", "left", "bottom", "right")))
NO_SHADING = w("shd", val="clear", color="auto", fill="auto")

NO_INDENTS = w("ind", left=0, right=0, firstLine=0)

PLAIN_TEXT: Properties = {name: flag(name.removeprefix("w:"), on=False) for name in ("w:b", "w:bCs", "w:i", "w:iCs", "w:caps")} | {
    "w:spacing": w("spacing", val=0)
}
PLAIN_PARAGRAPH: Properties = {
    **{name: flag(name.removeprefix("w:"), on=False) for name in ("w:keepNext", "w:keepLines", "w:suppressAutoHyphens")},
    "w:pBdr": NO_BORDERS,
    "w:shd": NO_SHADING,
    "w:ind": NO_INDENTS,
}
"""What text and paragraphs are before any style speaks. To say it again in the first style would weaken the styles above it:
Word reads an on/off property in a character style against the paragraph's (ECMA-376 §17.7.3)."""


def run_properties(properties: Properties) -> Xml:
    """``w:rPr``, or nothing where there are no properties."""
    return w("rPr", *_ordered(properties, _RUN_PLACE)) if properties else NOTHING


def paragraph_properties(properties: Properties) -> Xml:
    """``w:pPr``, or nothing where there are no properties."""
    return w("pPr", *_ordered(properties, _PARAGRAPH_PLACE)) if properties else NOTHING


def _ordered(properties: Properties, places: Mapping[str, int]) -> list[Xml]:
    return [properties[name] for name in sorted(properties, key=places.__getitem__)]


def differences(properties: Properties, parent: Properties) -> Properties:
    """What a style must say for itself, given what it inherits."""
    return {name: value for name, value in properties.items() if parent.get(name) != value}


def fonts(name: str, complex_script: str) -> Xml:
    """One family for Latin, Greek and Cyrillic and one for scripts that are shaped, by the names Word knows."""
    return w("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=complex_script)


def size(length: Length) -> dict[str, Xml]:
    """A type size, in half points."""
    half_points = round(length.pt * 2)
    return {"w:sz": w("sz", val=half_points), "w:szCs": w("szCs", val=half_points)}


def colour(value: Colour) -> Xml:
    """A text colour."""
    return w("color", val=value.hex)


def shading(value: Colour | None) -> Xml:
    """A plain fill; ``None``: none, said so that it is not inherited."""
    return NO_SHADING if value is None else w("shd", val="clear", color="auto", fill=value.hex)


def run_style(text: TextStyle, house: HouseStyle) -> Properties:
    """Every run property of a text style, the unset ones included, so that two styles can be compared."""
    tabular = "tabular" if "tnum" in text.features else "proportional"
    return {
        "w:rFonts": fonts(house.families[text.family].name, complex_family(house)),
        "w:b": flag("b", on=text.bold),
        "w:bCs": flag("bCs", on=text.bold),
        "w:i": flag("i", on=text.italic),
        "w:iCs": flag("iCs", on=text.italic),
        "w:caps": flag("caps", on=text.uppercase),
        "w:color": colour(text.colour),
        "w:spacing": w("spacing", val=text.tracking.twips),
        **size(text.size),
        "w14:numForm": element("w14:numForm", {"w14:val": "oldStyle" if "onum" in text.features else "lining"}),
        "w14:numSpacing": element("w14:numSpacing", {"w14:val": tabular}),
    }


def paragraph_style(text: TextStyle, house: HouseStyle) -> Properties:
    """Every paragraph property of a text style."""
    return {
        "w:keepNext": flag("keepNext", on=text.keep_with_next),
        "w:keepLines": flag("keepLines", on=text.keep_with_next),
        "w:pBdr": NO_BORDERS,
        "w:shd": shading(text.background),
        "w:suppressAutoHyphens": flag("suppressAutoHyphens", on=not text.hyphenate),
        "w:spacing": spacing(text, house),
        "w:ind": indents(text.indent_left.twips, text.indent_right.twips, text.indent_first.twips),
        "w:jc": w("jc", val=_JUSTIFICATION[text.align]),
    }


def spacing(
    text: TextStyle, house: HouseStyle, *, before: int | None = None, after: int | None = None, exact: bool | None = None
) -> Xml:
    """Leading and the space around, in twips where given, else the style's own.

    Word's ``exact`` cuts off what is taller than the line, a picture above all, so it is used only where the face's own line
    is taller than the leading, as in tightly set headings; elsewhere ``atLeast`` gives the same lines and grows for a picture.
    """
    return w(
        "spacing",
        before=text.space_before.twips if before is None else before,
        after=text.space_after.twips if after is None else after,
        line=text.leading.twips,
        lineRule="exact" if (is_exact(text, house) if exact is None else exact) else "atLeast",
    )


def is_exact(text: TextStyle, house: HouseStyle) -> bool:
    """Whether a style's leading is less than its face asks for, so that it must be said exactly."""
    return natural_leading(text, house) > text.leading * _TOLERANCE


def indents(left: int, right: int = 0, first: int = 0) -> Xml:
    """Indents in twips; a negative ``first`` hangs, a negative ``left`` reaches into the margin."""
    hanging = {"hanging": -first} if first < 0 else {"firstLine": first}
    return w("ind", left=left, right=right, **hanging)


def natural_leading(text: TextStyle, house: HouseStyle) -> float:
    """The line height that Word gives a style's face by itself, in EMU; 0 where the font file is missing."""
    face = face_of(text, house)
    if face and house.mode is SettingMode.MATCH_WORD:
        # Lines of a letterhead are to be as high as they are on its own pages.
        return text.size * line_space(face.data)
    return text.size * (face.ascender - face.descender) / 1000 if face else 0.0


def face_of(text: TextStyle, house: HouseStyle) -> Face | None:
    """The face of a text style; ``None`` where its file is missing."""
    data = house.font_files.get(house.face(text))
    return open_face(data) if data else None


def width(words: str, text: TextStyle, house: HouseStyle) -> float:
    """The width of a line of text in points, ligatures and all; by rule of thumb where the font file is missing."""
    shown = words.upper() if text.uppercase else words
    face = face_of(text, house)
    advance = face.shape(shown).advance / 1000 if face else 0.55 * len(shown)
    return advance * text.size.pt + text.tracking.pt * len(shown)


def complex_family(house: HouseStyle) -> str:
    """The name of the family for Arabic script: the first fallback that covers it, else the body's own."""
    return _covering_family(tuple(_candidates(house)), "\u0627") or next(iter(house.families.values())).name


def _candidates(house: HouseStyle) -> list[tuple[str, bytes]]:
    families = [house.families[key] for key in house.fallbacks if key in house.families]
    return [(family.name, house.font_files.get(family.regular, b"")) for family in families]


@functools.lru_cache(maxsize=16)
def _covering_family(candidates: tuple[tuple[str, bytes], ...], char: str) -> str:
    return next((name for name, data in candidates if data and open_face(data).covers(char)), "")


def borders(kind: str, **sides: tuple[Length, int, Colour]) -> Xml:
    """A border element (``pBdr``, ``tblBorders``, ``tcBorders``); each side is a width, a distance in points and a colour.

    Sides are given in the schema's order: top, left, bottom, right, insideH, insideV.
    """
    lines = [
        w(side, val="single", sz=max(2, round(thickness.pt * 8)), space=distance, color=tint.hex)
        for side, (thickness, distance, tint) in sides.items()
    ]
    return w(kind, join(lines))
