"""What stands over and under a table or a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.writers.docx.fields import field
from briefgen.writers.docx.inlines import plain
from briefgen.writers.docx.markup import NOTHING, Xml, join
from briefgen.writers.docx.paragraphs import paragraph
from briefgen.writers.docx.stylenames import CAPTION_LABEL, FIGURE_CAPTION

if TYPE_CHECKING:
    from briefgen.writers.docx.story import Place, Story


def caption(story: Story, place: Place, block: tree.Table | tree.Figure, kind: str) -> Xml:
    """The caption with its number in a field of Word's own, so that "Insert table of figures" and cross-references find it."""
    if not block.caption:
        story.mark(block.identifier or block.attributes.identifier)
        return NOTHING
    style = FIGURE_CAPTION.id if kind == "figure" else ""
    return paragraph(story, place, Role.CAPTION, block.caption, before=_label(story, block, kind), style=style)


def _label(story: Story, block: tree.Table | tree.Figure, kind: str) -> Xml:
    identifier = block.identifier or block.attributes.identifier
    if not block.number:
        return story.draft.bookmarks.point(identifier)
    word = story.draft.house.labels.get(kind, kind.title())
    number = field(f"SEQ {word.replace(' ', '_')} \\* ARABIC", plain(str(block.number), CAPTION_LABEL.id))
    label = join((plain(f"{word} ", CAPTION_LABEL.id), number))
    return join((story.draft.bookmarks.around(identifier, label), plain(". ", CAPTION_LABEL.id)))


def source_line(story: Story, place: Place, block: tree.Table | tree.Figure) -> Xml:
    """Where the data come from; nothing where the author does not say."""
    if not block.source:
        return NOTHING
    word = story.draft.house.labels.get("source", "")
    return paragraph(story, place, Role.SOURCE_LINE, block.source, before=plain(f"{word}: ") if word else NOTHING)
