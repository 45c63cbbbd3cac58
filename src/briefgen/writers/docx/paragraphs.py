"""One paragraph: its style, and by hand only what the place it stands in asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.walk import walk
from briefgen.writers.docx import formatting
from briefgen.writers.docx.inlines import runs
from briefgen.writers.docx.markup import NOTHING, Xml, flag, join, w
from briefgen.writers.docx.stylenames import FRAME_ROLES, NAMES, SPACER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.writers.docx.story import Place, Story


def paragraph(
    story: Story,
    place: Place,
    role: Role,
    inlines: Sequence[tree.Inline],
    *,
    before: Xml = NOTHING,
    identifier: str = "",
    by_hand: Mapping[str, Xml] | None = None,
    style: str = "",
) -> Xml:
    """A paragraph of a role. ``before`` is markup in front of its text; ``identifier`` makes a bookmark around it all.

    ``style`` is the id of a style to set it in other than its role's own.
    """
    said = dict(_placed(story, place, role))
    if _would_cut(story, role, inlines):
        said["w:spacing"] = w("spacing", lineRule="atLeast")
    said.update(by_hand or {})
    opening = story.take_opening()
    content = story.anchored(join((opening, before, runs(story, place, inlines, role), story.take_closing())))
    return assemble(
        story,
        style or story.draft.sheet.id(role),
        said,
        story.draft.bookmarks.around(identifier, content) if identifier else content,
    )


def assemble(story: Story, style: str, properties: Mapping[str, Xml], content: Xml) -> Xml:
    """The element itself, with a page break in front where one is due."""
    story.ends_with_paragraph = True
    said = dict(properties)
    if style != NAMES[Role.BODY].id:
        said["w:pStyle"] = w("pStyle", val=style)
    breaks, tops = story.take_break(), story.take_top()
    if breaks or tops:
        # Word keeps the space over a paragraph that follows a break; at the top of a page it is not wanted.
        said.setdefault("w:spacing", w("spacing", before=0))
    if breaks:
        said["w:pageBreakBefore"] = flag("pageBreakBefore")
    if story.frame:
        # One border for all of them: it is drawn once, and LibreOffice takes paragraphs that differ in it out of the frame.
        said["w:framePr"], said["w:pBdr"] = story.frame, story.over
    return w("p", formatting.paragraph_properties(said), content)


def spacer(story: Story, after: int = 0, properties: Mapping[str, Xml] | None = None) -> Xml:
    """The paragraph that Word wants after a table, too thin to be seen, with space after it in twips."""
    said = dict(properties or {})
    if after:
        said["w:spacing"] = w("spacing", after=after)
    return assemble(story, SPACER.id, said, story.take_opening())


def settle(story: Story) -> Xml:
    """Whatever the next paragraph was to carry, as a paragraph of its own: what comes next is a table."""
    return spacer(story) if story.breaks_page or story.opening else NOTHING


def _would_cut(story: Story, role: Role, inlines: Sequence[tree.Inline]) -> bool:
    """Whether an exact leading would cut off a picture in the line."""
    exact = formatting.is_exact(story.draft.sheet.text_style(role), story.draft.house)
    return exact and any(isinstance(node, tree.Image) for node in walk(inlines))


def _placed(story: Story, place: Place, role: Role) -> dict[str, Xml]:
    sheet = story.draft.sheet
    text = sheet.text_style(role)
    said: dict[str, Xml] = {}
    left = sheet.left(role) + place.left + (sheet.bleed - place.bleed if role in FRAME_ROLES else 0)
    # The number hangs before a note's first paragraph only.
    first = 0 if role is Role.NOTE and not story.opening else text.indent_first.twips
    if left != sheet.left(role) or first != text.indent_first.twips:
        said["w:ind"] = formatting.indents(left, text.indent_right.twips, first)
    return said | story.draft.direction(place)
