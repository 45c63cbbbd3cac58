"""Headings, and what stands before them: Word's own numbers, or the bar in the margin column.

Both are marks of a list that the heading styles are linked to (ECMA-376 §17.9), so that a heading which an editor adds has them
too, and none of them is a shape or an empty paragraph. The bar is a bullet: a large dash, hung into the margin.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.house import Length
from briefgen.model.role import HEADINGS, Role, heading
from briefgen.writers.docx import formatting, numbering
from briefgen.writers.docx.inlines import label
from briefgen.writers.docx.markup import NOTHING, Xml, flag, join, w
from briefgen.writers.docx.paragraphs import paragraph
from briefgen.writers.docx.sections import open_section
from briefgen.writers.docx.stylenames import NAMES

if TYPE_CHECKING:
    from briefgen.model.house import HouseStyle
    from briefgen.writers.docx.story import Place, Story

# Set this large, an em dash is a bar of about 40 by 4 points at the height of the title's capitals; how far it stands from its
# edge is a share of the size. To stretch a smaller one is what Word can do and LibreOffice cannot.
_DASH, _DASH_SIZE, _DASH_EDGE = "\u2014", Length.from_pt(56), 0.042
_NARROWEST_COLUMN = Length.from_pt(46)


class Marks(Enum):
    """What stands before headings."""

    NONE = "none"
    BAR = "bar"
    NUMBERS = "numbers"


def marks_of(house: HouseStyle) -> Marks:
    """The marks of a house: numbers, or where there is a margin column the bar."""
    if house.number_headings:
        return Marks.NUMBERS
    column = house.page.text_left - house.page.margin_left
    return Marks.BAR if column > _NARROWEST_COLUMN else Marks.NONE


def bar_hang(bleed: int) -> int:
    """How far the bar hangs into the margin, in twips, so that the dash itself begins with the frame."""
    return bleed + round(_DASH_SIZE.twips * _DASH_EDGE)


def definition(house: HouseStyle, bleed: int) -> Xml:
    """The list's definition; nothing where headings have no marks."""
    match marks_of(house):
        case Marks.BAR:
            return _definition(_bar(house, bleed))
        case Marks.NUMBERS:
            return _definition(*(_number(level) for level in range(len(HEADINGS))))
        case _:
            return NOTHING


def _definition(*levels: Xml) -> Xml:
    kind = "multilevel" if len(levels) > 1 else "singleLevel"
    return w("abstractNum", w("multiLevelType", val=kind), *levels, abstractNumId=numbering.HEADINGS)


def _bar(house: HouseStyle, bleed: int) -> Xml:
    text = house.roles[Role.HEADING_2]
    family = house.families[text.family].name
    look = {
        "w:rFonts": formatting.fonts(family, family),
        "w:b": flag("b", on=text.bold),
        "w:i": flag("i", on=False),
        "w:color": formatting.colour(house.colours["accent"]),
        **formatting.size(_DASH_SIZE),
    }
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val="bullet"),
        w("pStyle", val=NAMES[Role.HEADING_1].id),
        w("lvlText", val=_DASH),
        w("lvlJc", val="left"),
        w("pPr", formatting.indents(0, 0, -bar_hang(bleed))),
        formatting.run_properties(look),
        ilvl=0,
    )


def _number(level: int) -> Xml:
    """A level as the tree prints it: ``4.2`` and an en space."""
    text = ".".join(f"%{n + 1}" for n in range(level + 1))
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val="decimal"),
        w("pStyle", val=NAMES[HEADINGS[level]].id),
        w("suff", val="nothing"),
        w("lvlText", val=f"{text}\u2002"),
        w("lvlJc", val="left"),
        ilvl=level,
    )


def heading_paragraph(story: Story, place: Place, block: tree.Heading) -> Xml:
    """A heading in running text."""
    level = min(max(block.level, 1), len(HEADINGS))
    opened = open_section(story) if level == 1 else NOTHING
    said, before = heading_mark(story, block)
    if marks_of(story.draft.house) is Marks.BAR and level == 1 and (place.left or place.bleed != story.draft.sheet.bleed):
        # Inside a list or a cell there is no margin for the bar.
        said = _without_mark() | {"w:ind": formatting.indents(place.left)}
    identifier = block.identifier or block.attributes.identifier
    shown = paragraph(story, place, heading(level), block.children, before=before, identifier=identifier, by_hand=said)
    return join((opened, shown))


def heading_mark(story: Story, block: tree.Heading, *, linked: bool = True) -> tuple[dict[str, Xml], Xml]:
    """What a heading's paragraph says of its number, and its label where Word does not print it.

    ``linked``: the paragraph is in a heading style, which brings its number with it.
    """
    if marks_of(story.draft.house) is not Marks.NUMBERS:
        return {}, label(block.label)
    if block.number and story.draft.numbering.counts(block.level, block.number):
        number = w("numPr", w("ilvl", val=block.level - 1), w("numId", val=numbering.HEADINGS))
        return ({} if linked else {"w:numPr": number}), NOTHING
    return (_without_mark() if linked else {}), label(block.label)


def _without_mark() -> dict[str, Xml]:
    return {"w:numPr": w("numPr", w("numId", val=0))}
