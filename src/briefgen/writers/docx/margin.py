"""The margin column: call-outs and pull-quotes in a frame beside the text (ECMA-376 §17.3.1.11).

A frame is made of ordinary paragraphs, in their styles, that an editor can write in; it moves with the paragraph after it. Word
does not move what is wide clear of it, as layout does: what the text beside it leaves no room for is set in the text's own column.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.house import Length
from briefgen.model.role import HEADINGS, Role
from briefgen.model.walk import plain_text, walk
from briefgen.writers.docx import formatting
from briefgen.writers.docx.markup import NOTHING, Xml, join, w
from briefgen.writers.docx.paragraphs import paragraph
from briefgen.writers.docx.story import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.model.house import HouseStyle
    from briefgen.writers.docx.story import Story

# Twips between the margin column and the text, and the narrowest column that anything is set in: as on the page.
_GUTTER, _NARROWEST = 300, 1440
_RULE, _UNDER_RULE = Length.from_pt(0.75), 3
# Lines of a narrow column are this much less than full; lines of text may be fuller than they are measured to be.
_RAGGED, _FULL = 0.85, 1.05
# Points between what stands in the margin and what is wide.
_GAP = 8.0

Marginal = tree.Callout | tree.BlockQuote
_HOSTS = (tree.Paragraph, tree.Heading, tree.BulletList, tree.OrderedList, tree.DefinitionList, tree.BlockQuote)


def is_marginal(story: Story, place: Place, block: Marginal) -> bool:
    """Whether a block belongs in the margin, and there is one here: not in a list, a box, a cell or a note."""
    asked = block.is_marginal if isinstance(block, tree.Callout) else block.is_pulled
    sheet = story.draft.sheet
    free = not (place.left or place.level or story.is_note or story.frame) and place.bleed == sheet.bleed
    return asked and free and sheet.bleed - _GUTTER >= _NARROWEST and _has_room(story, place, block)


def _has_room(story: Story, place: Place, block: Marginal) -> bool:
    """Whether the text beside a block is as high as it. LibreOffice takes a paragraph with a note's mark out of its frame."""
    if any(isinstance(node, tree.Note) for node in walk((block,))):
        return False
    house = story.draft.house
    needed = _height(house, tuple(_shown(block)), (story.draft.sheet.bleed - _GUTTER) / 20 * _RAGGED)
    return needed + _GAP <= _height(house, tuple(_beside(story.following)), place.width / 20 * _FULL)


def _shown(block: Marginal) -> Iterator[tree.Block]:
    if isinstance(block, tree.Callout) and block.label:
        yield tree.Paragraph((tree.Text(block.label),), Role.CALLOUT_LABEL)
    yield from block.children
    if isinstance(block, tree.BlockQuote) and block.attribution:
        yield tree.Paragraph(block.attribution, Role.ATTRIBUTION)


def _beside(following: Sequence[tree.Block]) -> Iterator[tree.Block]:
    """What leaves the margin free, up to what does not: something wide, the next of its kind, or a heading with a bar."""
    for block in following:
        if not isinstance(block, _HOSTS) or (isinstance(block, tree.BlockQuote) and block.is_pulled):
            return
        if isinstance(block, tree.Heading) and block.level == 1:
            return
        yield block


def _height(house: HouseStyle, blocks: Sequence[tree.Block], width: float) -> float:
    """About how high blocks stand in a column, all in points."""
    total = 0.0
    for block in walk(blocks):
        if isinstance(block, tree.Heading) or (isinstance(block, tree.Paragraph) and block.role is not Role.NOTE):
            text = house.roles[HEADINGS[min(block.level, len(HEADINGS)) - 1] if isinstance(block, tree.Heading) else block.role]
            lines = ceil(formatting.width(plain_text((block,)), text, house) / width)
            total += lines * text.leading.pt + text.space_before.pt + text.space_after.pt
    return total


def marginal(story: Story, place: Place, block: Marginal) -> Xml:
    """A block in the margin column, under a rule."""
    width = story.draft.sheet.bleed - _GUTTER
    inner = Place(width, language=block.attributes.get("lang") or place.language)
    story.frame = _frame(story.draft.house, width, mirrored=story.draft.mirrored)
    colours = story.draft.house.colours
    tint = story.draft.house.roles[Role.PULL_QUOTE].colour if isinstance(block, tree.BlockQuote) else colours["accent"]
    story.over = formatting.borders("pBdr", top=(_RULE, _UNDER_RULE, tint))
    story.mark(block.identifier if isinstance(block, tree.Callout) else "")
    story.mark(block.attributes.identifier)
    parts = [_label(story, inner, block), story.draft.write_blocks(story, inner, block.children), _attribution(story, inner, block)]
    story.frame = story.over = NOTHING
    return join(parts)


def _label(story: Story, place: Place, block: Marginal) -> Xml:
    if isinstance(block, tree.Callout) and block.label:
        return paragraph(story, place, Role.CALLOUT_LABEL, (tree.Text(block.label),))
    return NOTHING


def _attribution(story: Story, place: Place, block: Marginal) -> Xml:
    if not (isinstance(block, tree.BlockQuote) and block.attribution):
        return NOTHING
    label = (tree.Text(block.attribution_label),) if block.attribution_label else ()
    return paragraph(story, place, Role.ATTRIBUTION, (*label, *block.attribution), by_hand={"w:ind": formatting.NO_INDENTS})


def _frame(house: HouseStyle, width: int, *, mirrored: bool) -> Xml:
    page = house.page
    left = page.width.twips - page.margin_left.twips - width if mirrored else page.margin_left.twips
    return w("framePr", w=width, hSpace=_GUTTER, wrap="around", vAnchor="text", hAnchor="page", x=left, y=1)
