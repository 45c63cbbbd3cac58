"""Styles that no role asks for: lists, labels, chips, and paragraphs that hold a rule or a picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.layout.columns import SMALLEST
from briefgen.model.house import Length
from briefgen.model.role import Role
from briefgen.writers.docx import formatting
from briefgen.writers.docx.formatting import indents, paragraph_properties, run_properties
from briefgen.writers.docx.markup import NOTHING, Xml, flag, w
from briefgen.writers.docx.stylenames import (
    CAPTION_LABEL,
    COVER_BAR,
    ENDNOTE_NAMES,
    FIGURE,
    FIGURE_CAPTION,
    LIST_DEPTH,
    MARKING_LABEL,
    NAMES,
    NOTE_NUMBER,
    RULE,
    SMALL_CELLS,
    SPACER,
    Name,
    chip_style,
    style_element,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.house import Colour, HouseStyle

# Twips: the space between the items of a tight list, and the width of a thematic break.
_TIGHT, _BREAK = 50, 1120
_BOLD = {"w:b": flag("b"), "w:bCs": flag("bCs")}
# Nothing of a paragraph that only holds a place may be taller than its line.
_TINY = run_properties({"w:sz": w("sz", val=2), "w:szCs": w("szCs", val=2)})


def endnotes() -> Iterator[Xml]:
    """Word's own styles for endnotes, which look as those for footnotes do."""
    text, mark = ENDNOTE_NAMES[Role.NOTE], ENDNOTE_NAMES[Role.NOTE_MARK]
    yield style_element("paragraph", text, based_on=NAMES[Role.NOTE].id)
    yield style_element("character", mark, based_on=NAMES[Role.NOTE_MARK].id, priority=99)


def lists(house: HouseStyle) -> Iterator[Xml]:
    """Word's built-in list styles, five deep. Items stand close; a list's last item has the space of a paragraph."""
    body, step = house.roles[Role.BODY], house.list_indent.twips
    close = formatting.spacing(body, house, after=min(body.space_after.twips, _TIGHT))
    for level in range(1, LIST_DEPTH + 1):
        for kind, number in (("Bullet", 1), ("Number", 2)):
            place = w("numPr", w("ilvl", val=level - 1) if level > 1 else NOTHING, w("numId", val=number))
            properties = paragraph_properties({"w:numPr": place, "w:spacing": close})
            yield style_element("paragraph", list_name(kind, level), properties, based_on="Normal")
        properties = paragraph_properties({"w:spacing": close, "w:ind": indents(level * step)})
        yield style_element("paragraph", list_name("Continue", level), properties, based_on="Normal")


def small_cells(house: HouseStyle) -> Iterator[Xml]:
    """What the cells of a table are set in that would not fit otherwise."""
    for role, name in SMALL_CELLS.items():
        text = house.roles[role]
        small = replace(text, size=Length(round(text.size * SMALLEST)), leading=Length(round(text.leading * SMALLEST)))
        properties = paragraph_properties({"w:spacing": formatting.spacing(small, house)})
        yield style_element("paragraph", name, properties, run_properties(formatting.size(small.size)), based_on=NAMES[role].id)


def list_name(kind: str, level: int) -> Name:
    """The built-in list style of a kind (``Bullet``, ``Number``, ``Continue``) for a level from 1."""
    level = min(level, LIST_DEPTH)
    return Name(f"List{kind}{level}", f"List {kind} {level}") if level > 1 else Name(f"List{kind}", f"List {kind}")


def labels(house: HouseStyle, marking: str) -> Iterator[Xml]:
    """Character styles: a caption's number, a note's number, chips of confidence, the marking."""
    accent = {"w:color": formatting.colour(house.colours["accent"])}
    yield style_element("character", CAPTION_LABEL, run_properties(accent))
    yield style_element("character", NOTE_NUMBER, run_properties(accent | _BOLD | {"w:vertAlign": w("vertAlign", val="baseline")}))
    for level, fill in house.confidence.items():
        look = run_properties(_lozenge(fill))
        yield style_element("character", chip_style(level), look, based_on=NAMES[Role.CONFIDENCE_CHIP].id)
    if marking:
        ink = house.marking.colours.get(marking.upper(), house.roles[Role.MARKING].colour)
        yield style_element("character", MARKING_LABEL, run_properties({"w:color": formatting.colour(ink)}))


def _lozenge(fill: Colour) -> dict[str, Xml]:
    """A filled run. A border of the fill's colour is its padding: spaces would be part of the text."""
    return {"w:bdr": w("bdr", val="single", sz=12, space=0, color=fill.hex), "w:shd": formatting.shading(fill)}


def holders(house: HouseStyle, measure: int, bleed: int) -> Iterator[Xml]:
    """Paragraph styles for a figure and its caption, a thematic break, the bar on a cover, and the end of a table.

    ``measure`` is the width of running text, ``bleed`` how far to its left the frame begins, in twips.
    """
    caption = house.roles[Role.CAPTION]
    ruled = {
        "w:pBdr": formatting.borders("pBdr", top=(Length.from_pt(1), 4, caption.colour)),
        "w:spacing": formatting.spacing(caption, house, before=280),
    }
    yield style_element("paragraph", FIGURE_CAPTION, paragraph_properties(ruled), based_on=NAMES[Role.CAPTION].id)
    figure = {"w:spacing": w("spacing", before=0, after=0, line=240, lineRule="auto"), "w:ind": indents(-bleed)}
    yield _holder(FIGURE, figure | {"w:jc": w("jc", val="left")})
    yield _holder(SPACER, {"w:spacing": w("spacing", before=0, after=0, line=20, lineRule="exact")}, _TINY)
    side = max(0, measure - _BREAK) // 2
    line = {
        "w:pBdr": formatting.borders("pBdr", bottom=(Length.from_pt(0.6), 1, house.colours["rule"])),
        "w:spacing": w("spacing", before=160, after=240, line=120, lineRule="exact"),
        "w:ind": indents(side, side),
    }
    yield _holder(RULE, line)
    bar = {
        "w:pBdr": formatting.borders("pBdr", top=(house.cover.bar_height, 0, house.colours["accent"])),
        "w:spacing": w("spacing", before=0, after=240, line=60, lineRule="exact"),
        "w:ind": indents(0, max(0, measure + bleed - house.cover.bar_width.twips)),
    }
    yield _holder(COVER_BAR, bar, _TINY)


def _holder(name: Name, properties: dict[str, Xml], runs: Xml = NOTHING) -> Xml:
    return style_element("paragraph", name, paragraph_properties(properties), runs, based_on="Normal")
