"""What stands over and under a table or a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.writers.docx.fields import field
from briefgen.writers.docx.inlines import Look, label, plain, properties
from briefgen.writers.docx.markup import NOTHING, Xml, flag, join
from briefgen.writers.docx.paragraphs import paragraph
from briefgen.writers.docx.stylenames import CAPTION_LABEL, FIGURE_CAPTION, sequence

if TYPE_CHECKING:
    from briefgen.writers.docx.story import Place, Story


def caption(story: Story, place: Place, block: tree.Table | tree.Figure) -> Xml:
    """The caption with its number in a field of Word's own, so that "Insert table of figures" and cross-references find it."""
    if not block.caption:
        story.mark(block.identifier or block.attributes.identifier)
        return NOTHING
    style = FIGURE_CAPTION.id if isinstance(block, tree.Figure) else ""
    # A letterhead's style may not say so; a caption at a page's foot belongs to nothing.
    by_hand = {} if story.draft.house.roles[Role.CAPTION].keep_with_next else {"w:keepNext": flag("keepNext")}
    return paragraph(story, place, Role.CAPTION, block.caption, before=_numbered(story, block), style=style, by_hand=by_hand)


def _numbered(story: Story, block: tree.Table | tree.Figure) -> Xml:
    """The label with its number as a field; as plain text if there is none in it."""
    identifier = block.identifier or block.attributes.identifier
    before, number, after = block.label.rpartition(str(block.number))
    if not number:
        return join((story.draft.bookmarks.point(identifier), label(block.label, CAPTION_LABEL.id)))
    name = sequence(before, "figures" if isinstance(block, tree.Figure) else "tables")
    counted = field(f"SEQ {name} \\* ARABIC", plain(number, CAPTION_LABEL.id), properties(Look(style=CAPTION_LABEL.id)))
    marked = story.draft.bookmarks.around(identifier, join((label(before, CAPTION_LABEL.id), counted)))
    return join((marked, label(after, CAPTION_LABEL.id)))


def source_line(story: Story, place: Place, block: tree.Table | tree.Figure) -> Xml:
    """Where the data come from; nothing where the author does not say."""
    if not block.source:
        return NOTHING
    return paragraph(story, place, Role.SOURCE_LINE, block.source, before=label(block.source_label))
