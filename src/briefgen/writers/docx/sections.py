"""Sections: stretches of pages with margins, headers and footers of their own (ECMA-376 §17.6).

The cover is one, what is turned on its side is one, and where notes are numbered by section each of the author's is one. The
properties of a section stand in its last paragraph.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.writers.docx import headers
from briefgen.writers.docx.markup import NOTHING, Xml, element, flag, join, w
from briefgen.writers.docx.notes import note_properties
from briefgen.writers.docx.paragraphs import spacer
from briefgen.writers.docx.story import Kind, Section

if TYPE_CHECKING:
    from briefgen.writers.docx.package import Relations
    from briefgen.writers.docx.story import Draft, Place, Story

TURNED = "landscape"
"""The class of what is set on pages on their side."""

COVER_TOP, COVER_BOTTOM = 1300, 1000
"""Twips from the page's edges to the first and the last line of a cover; the marking stands beyond them."""


def part_name(name: str, kind: Kind) -> str:
    """The part of a section's ``header`` or ``footer``."""
    return f"/word/{name}{kind.value}.xml"


def end_section(story: Story, following: Section) -> Xml:
    """A paragraph that ends the section which is being written, too thin to be seen; ``following`` is the next."""
    draft = story.draft
    ended = spacer(story, 0, {"w:sectPr": section_properties(draft, story.relations, draft.section)})
    draft.section = following
    story.tops_page = following.starts == "nextPage"
    return ended


def open_section(story: Story) -> Xml:
    """What ends the section before a title, where notes are numbered anew at each; nothing where they are not."""
    draft = story.draft
    by_section = draft.document.meta.note_numbering is tree.NoteNumbering.SECTION
    if not by_section or story.is_note or not draft.notes.restart():
        return NOTHING
    opening, breaks = story.take_opening(), story.take_break()
    ended = end_section(story, Section(starts="nextPage" if breaks else "continuous"))
    story.opening = opening
    return ended


def may_turn(story: Story, place: Place, block: tree.Block) -> bool:
    """Whether a block asks for pages on their side, and stands where a section can begin: in running text."""
    draft = story.draft
    asked = isinstance(block, tree.Table | tree.Figure | tree.Div) and block.attributes.says(TURNED)
    free = not (place.left or place.level or story.is_note or story.frame)
    upright = draft.section.kind is Kind.BODY or draft.turned_done
    counted = draft.document.meta.note_numbering is tree.NoteNumbering.SECTION
    return asked and free and upright and place.width == draft.sheet.measure and not counted


def turned(story: Story, place: Place, block: tree.Block) -> Xml:
    """A block on pages on their side, in a section that lasts until something else comes: see :func:`upright`."""
    before = NOTHING if story.draft.turned_done else end_section(story, Section(Kind.TURNED))
    story.draft.turned_done = False
    wide = replace(place, width=headers.frame(story.draft.house, Kind.TURNED).width, bleed=0)
    shown = story.draft.write_blocks(story, wide, (block,))
    story.draft.turned_done = True
    return join((before, shown))


def upright(story: Story) -> Xml:
    """What ends pages on their side, where the last block stood on them; at the end of a document nothing does."""
    if not story.draft.turned_done or story.is_note:
        return NOTHING
    story.draft.turned_done = False
    return end_section(story, Section())


def section_properties(draft: Draft, relations: Relations, section: Section) -> Xml:
    """``w:sectPr``; its headers and footers become parts of the package."""
    kind = section.kind
    draft.kinds.add(kind)
    page, at = draft.house.page, headers.distances(draft.house, draft.document.meta.marking)
    references = [
        element(f"w:{name}Reference", {"w:type": "default", "r:id": relations.to_part(name, part_name(name, kind))})
        for name in ("header", "footer")
    ]
    left, right = page.margin_left if kind is not Kind.BODY else page.text_left, page.margin_right
    if draft.mirrored:
        left, right = right, left
    margins = w(
        "pgMar",
        top=COVER_TOP if kind is Kind.COVER else page.margin_top.twips,
        right=right.twips,
        bottom=COVER_BOTTOM if kind is Kind.COVER else page.margin_bottom.twips,
        left=left.twips,
        header=at.header,
        footer=at.footer,
        gutter=0,
    )
    return w(
        "sectPr",
        *references,
        *note_properties(draft.document.meta),
        w("type", val=section.starts),
        _size(draft, kind),
        margins,
        flag("bidi") if draft.mirrored else NOTHING,
    )


def _size(draft: Draft, kind: Kind) -> Xml:
    width, height = draft.house.page.width.twips, draft.house.page.height.twips
    if kind is Kind.TURNED:
        return w("pgSz", w=height, h=width, orient="landscape")
    return w("pgSz", w=width, h=height)
