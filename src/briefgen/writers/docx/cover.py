"""The cover: a section of its own, on a full page of colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.walk import plain_text
from briefgen.writers.docx import formatting
from briefgen.writers.docx.backdrop import paint
from briefgen.writers.docx.contents import contents
from briefgen.writers.docx.markup import NOTHING, Xml, join, w
from briefgen.writers.docx.paragraphs import assemble, spacer
from briefgen.writers.docx.sections import COVER_BOTTOM, COVER_TOP
from briefgen.writers.docx.stylenames import COVER_BAR
from briefgen.writers.docx.tables import cell_content, frame, grid, look
from briefgen.writers.docx.tablestyles import GRID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.writers.docx.story import Place, Story

# The space about the hairline, in twips.
_OVER_LINE, _UNDER_LINE = 400, 280
_ROOM_AT_THE_FOOT = COVER_BOTTOM + 260


class _Parts(NamedTuple):
    """A cover's blocks by where they stand: over the title to the left and right, the title, and below it."""

    sender: list[tree.Block]
    series: list[tree.Block]
    title: list[tree.Block]
    details: list[tree.Block]
    contents: list[tree.Contents]


def cover(story: Story, place: Place, block: tree.Cover) -> Xml:
    """The cover's children in reading order. ``place`` is the whole frame."""
    draft = story.draft
    parts = _parted(_flat(block.children))
    story.opening = join((paint(draft.pictures, story.relations, draft.house, draft.art), story.opening))
    head = _head(story, place, parts)
    space = {"w:spacing": w("spacing", before=_drop(story, place, parts))}
    bar = assemble(story, COVER_BAR.id, space, story.take_opening())
    title = draft.write_blocks(story, place, parts.title)
    foot = _foot(story, place, parts)
    return join((head, bar, title, foot))


def _flat(blocks: Iterable[tree.Block]) -> Iterator[tree.Block]:
    """The blocks without the divs around them."""
    for block in blocks:
        if isinstance(block, tree.Div | tree.Section | tree.Panel | tree.Cover):
            yield from _flat(block.children)
        else:
            yield block


def _parted(blocks: Iterable[tree.Block]) -> _Parts:
    parts = _Parts([], [], [], [], [])
    for block in blocks:
        match block:
            case tree.Contents():
                parts.contents.append(block)
            case tree.Paragraph(role=Role.COVER_ORGANISATION):
                parts.sender.append(block)
            case tree.Paragraph(role=Role.COVER_SERIES):
                parts.series.append(block)
            case tree.Paragraph(role=Role.COVER_TITLE | Role.COVER_SUBTITLE):
                parts.title.append(block)
            case _:
                parts.details.append(block)
    return parts


def _head(story: Story, place: Place, parts: _Parts) -> Xml:
    if not (parts.sender and parts.series):
        return story.draft.write_blocks(story, place, [*parts.sender, *parts.series])
    half = place.width // 2
    # Whatever the first paragraph is to carry may not stand in a cell: Word keeps a picture behind text inside it.
    anchor = spacer(story)
    cells = [
        _cell(width, cell_content(story, place.cell(width), blocks, role))
        for width, role, blocks in (
            (half, Role.COVER_ORGANISATION, parts.sender),
            (place.width - half, Role.COVER_SERIES, parts.series),
        )
    ]
    return join((anchor, _side_by_side(story, place, [half, place.width - half], cells)))


def _foot(story: Story, place: Place, parts: _Parts) -> Xml:
    """Details to the left and the contents to the right, under a hairline."""
    if not (parts.details or parts.contents):
        return NOTHING
    colours = story.draft.house.colours
    line = w("tcBorders", w("top", val="single", sz=4, space=0, color=colours.get("cover-rule", colours["rule"]).hex))
    above = w("tcMar", w("top", w=_UNDER_LINE, type="dxa"))
    right = round(place.width * story.draft.house.cover.contents_width) if parts.contents else 0
    left = place.width - right
    cells = [_cell(left, cell_content(story, place.cell(left), parts.details, Role.COVER_DETAIL), line, above)]
    if parts.contents:
        inner = place.cell(right)
        lists = join(contents(story, inner, block, cover=True) for block in parts.contents)
        # A cell ends with a paragraph, and a contents is not one.
        cells.append(_cell(right, join((lists, spacer(story))), line, above))
    widths = [width for width in (left, right) if width]
    return join((spacer(story, _OVER_LINE), _side_by_side(story, place, widths, cells)))


def _cell(width: int, content: Xml, *properties: Xml) -> Xml:
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *properties), content)


def _side_by_side(story: Story, place: Place, widths: Sequence[int], cells: Sequence[Xml]) -> Xml:
    properties = w("tblPr", w("tblStyle", val=GRID), *frame(place.width, 0, mirrored=story.draft.mirrored), look())
    return w("tbl", properties, grid(widths), w("tr", *cells))


def _drop(story: Story, place: Place, parts: _Parts) -> int:
    """The space over the bar, in twips: it stands below the middle, or higher where there is much under it."""
    page, style, art = story.draft.house.page, story.draft.house.cover, story.draft.art
    above = page.height.pt - art.bar.y - art.bar.height if art else page.height.pt * style.title_at
    left = place.width - round(place.width * style.contents_width)
    below = max(_height(story, left, parts.details), _height(story, place.width - left, parts.contents))
    needed = 400 + _height(story, place.width, parts.title) + _OVER_LINE + _UNDER_LINE + below + _ROOM_AT_THE_FOOT
    taken = COVER_TOP + max(_height(story, place.width // 2, blocks) for blocks in (parts.sender, parts.series))
    return max(240, min(round(above * 20), page.height.twips - needed) - taken)


def _height(story: Story, width: int, blocks: Iterable[tree.Block]) -> int:
    """About how high blocks will stand, in twips."""
    sheet, house = story.draft.sheet, story.draft.house
    total = 0
    for block in blocks:
        if isinstance(block, tree.Contents):
            text = sheet.text_style(Role.CONTENTS_1)
            lines = sum(entry.level == 1 for entry in block.entries)
        else:
            text = sheet.text_style(block.role if isinstance(block, tree.Paragraph) else Role.COVER_DETAIL)
            rows = plain_text(block).split("\n")
            lines = sum(1 + int(formatting.width(row, text, house) * 20 / width) for row in rows)
        total += lines * text.leading.twips + text.space_before.twips + text.space_after.twips
    return total
