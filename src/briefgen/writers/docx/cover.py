"""The cover: a section of its own, on a full page of colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.walk import plain_text
from briefgen.writers.docx import formatting
from briefgen.writers.docx.markup import NOTHING, Xml, join, w
from briefgen.writers.docx.paragraphs import assemble, spacer
from briefgen.writers.docx.styles import COVER_BAR
from briefgen.writers.docx.tables import cell_content, frame, grid, look
from briefgen.writers.docx.tablestyles import GRID

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.writers.docx.story import Place, Story

_TITLES = (Role.COVER_TITLE, Role.TITLE)
_GAP = 480


def cover(story: Story, place: Place, block: tree.Cover, section: Xml) -> Xml:
    """The cover's children in reading order; what comes after the last title stands at the foot, in two columns if it can.

    ``place`` is the whole frame. ``section`` are the properties of the section that ends here.
    """
    draft = story.draft
    backdrop = draft.pictures.backdrop(draft.house.page, draft.house.colours["cover"])
    story.opening = Xml(backdrop + story.opening)
    over, titles, under = _parted(block.children)
    head = draft.write_blocks(story, place, over)
    bar = assemble(story, COVER_BAR.id, {"w:spacing": w("spacing", before=_drop(story, place, titles, under))}, story.take_opening())
    body = draft.write_blocks(story, place, titles)
    foot = _foot(story, place, under)
    return join((head, bar, body, foot, spacer(story, 0, {"w:sectPr": section})))


def _parted(children: Sequence[tree.Block]) -> tuple[tuple[tree.Block, ...], tuple[tree.Block, ...], tuple[tree.Block, ...]]:
    """What stands over the title, the title with its subtitle, and the rest."""
    roles = [block.role if isinstance(block, tree.Paragraph) else None for block in children]
    first = next((n for n, role in enumerate(roles) if role in _TITLES), 0)
    end = next((n for n in range(first, len(roles)) if roles[n] not in (*_TITLES, Role.COVER_SUBTITLE, Role.SUBTITLE)), len(roles))
    return tuple(children[:first]), tuple(children[first:end]), tuple(children[end:])


def _foot(story: Story, place: Place, blocks: Sequence[tree.Block]) -> Xml:
    """Details to the left and the contents to the right, over a hairline; one under the other where there are no contents."""
    lists = [block for block in blocks if isinstance(block, tree.Contents)]
    others = [block for block in blocks if not isinstance(block, tree.Contents)]
    line = w("tcBorders", w("top", val="single", sz=4, space=0, color=_line(story)))
    columns: tuple[Iterable[tree.Block], ...] = (others, lists) if lists and others else (blocks,)
    if not blocks:
        return NOTHING
    share = place.width // len(columns)
    widths = [share] * (len(columns) - 1) + [place.width - share * (len(columns) - 1)]
    cells = [
        w(
            "tc",
            w("tcPr", w("tcW", w=width, type="dxa"), line, w("tcMar", w("top", w=_GAP // 2, type="dxa"))),
            cell_content(story, place.cell(Role.COVER_DETAIL, width), tuple(children)),
        )
        for width, children in zip(widths, columns, strict=True)
    ]
    properties = w("tblPr", w("tblStyle", val=GRID), *frame(place.width, 0), look())
    return w("tbl", properties, grid(widths), w("tr", *cells))


def _line(story: Story) -> str:
    colours = story.draft.house.colours
    return colours.get("cover-rule", colours["rule"]).hex


def _drop(story: Story, place: Place, titles: Iterable[tree.Block], under: Iterable[tree.Block]) -> int:
    """The space over the title, in twips: it begins just over half-way down, or higher where there is much below it."""
    page = story.draft.house.page
    needed = sum(_height(story, place, block) for block in titles) + max((_height(story, place, b) for b in under), default=0)
    top = page.margin_top.twips + 240
    bottom = page.height.twips - page.margin_bottom.twips - 2 * _GAP
    return max(_GAP, min(round(page.height.twips * 0.52), bottom - needed) - top)


def _height(story: Story, place: Place, block: tree.Block) -> int:
    sheet, house = story.draft.sheet, story.draft.house
    match block:
        case tree.Contents():
            text = sheet.text_style(Role.CONTENTS_1)
            return (len(block.entries) + bool(block.heading)) * (text.leading.twips + text.space_after.twips)
        case tree.Paragraph():
            text = sheet.text_style(block.role)
            room = place.width / 20
            lines = sum(1 + int(formatting.width(line, text, house) / room) for line in plain_text(block).split("\n"))
            return lines * text.leading.twips + text.space_before.twips + text.space_after.twips
        case _:
            return sum(_height(story, place, child) for child in getattr(block, "children", ()) if isinstance(child, tree.Paragraph))
