"""Lists and definition lists, numbered by Word itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.writers.docx import formatting
from briefgen.writers.docx.inlines import runs
from briefgen.writers.docx.markup import Xml, join, w
from briefgen.writers.docx.numbering import BULLETS, HANG, TASKS
from briefgen.writers.docx.ownstyles import list_name
from briefgen.writers.docx.paragraphs import assemble, paragraph
from briefgen.writers.docx.stylenames import LIST_DEPTH

if TYPE_CHECKING:
    from briefgen.writers.docx.story import Place, Story

_DEEPEST = 8


def any_list(story: Story, place: Place, block: tree.BulletList | tree.OrderedList | tree.DefinitionList) -> Xml:
    """A list of any kind."""
    match block:
        case tree.BulletList():
            return bullet_list(story, place, block)
        case tree.OrderedList():
            return ordered_list(story, place, block)
        case tree.DefinitionList():
            return definition_list(story, place, block)


def bullet_list(story: Story, place: Place, block: tree.BulletList) -> Xml:
    """A bullet list, or a task list where items have boxes."""
    numbers = [BULLETS if item.checked is None else TASKS[item.checked] for item in block.items]
    return _items(story, place, block, numbers)


def ordered_list(story: Story, place: Place, block: tree.OrderedList) -> Xml:
    """A numbered list that begins where the author began it."""
    number = story.draft.numbering.ordered(min(place.level, _DEEPEST), block.start, block.delimiter)
    return _items(story, place, block, [number] * len(block.items))


def definition_list(story: Story, place: Place, block: tree.DefinitionList) -> Xml:
    """Terms, each with its definitions under it."""
    indent = story.draft.house.roles[Role.DEFINITION].indent_left.twips
    parts: list[Xml] = []
    for item in block.items:
        parts.append(paragraph(story, place, Role.DEFINITION_TERM, item.term))
        for definition in item.definitions:
            parts += [_defining(story, place, part, indent) for part in definition]
    return join(parts)


def _defining(story: Story, place: Place, block: tree.Block, indent: int) -> Xml:
    if isinstance(block, tree.Paragraph):
        here = place if block.role is Role.DEFINITION else place.inside(indent)
        return paragraph(story, here, block.role, block.children)
    return story.draft.write_blocks(story, place.inside(indent), (block,))


def _items(story: Story, place: Place, block: tree.BulletList | tree.OrderedList, numbers: Sequence[int]) -> Xml:
    parts: list[Xml] = []
    for item, number in zip(block.items, numbers, strict=True):
        ends = (place.level == 0 or place.last_in_list) and item is block.items[-1]
        parts.append(_item(story, replace(place, last_in_list=ends), item, number, tight=block.tight))
    return join(parts)


def _item(story: Story, place: Place, item: tree.ListItem, number: int, *, tight: bool) -> Xml:
    blocks = item.children
    first = blocks[0] if blocks and isinstance(blocks[0], tree.Paragraph) else tree.Paragraph(())
    rest = blocks[1:] if blocks and first is blocks[0] else blocks
    loose = not tight or (place.last_in_list and not rest)
    parts = [_marked(story, place, first, number, loose=loose)]
    inside = replace(place.inside(story.draft.house.list_indent.twips), level=place.level + 1)
    for part in rest:
        ends = place.last_in_list and part is rest[-1]
        parts.append(_continued(story, replace(inside, last_in_list=ends), part, loose=not tight or ends))
    return join(parts)


def _marked(story: Story, place: Place, block: tree.Paragraph, number: int, *, loose: bool) -> Xml:
    """The paragraph that carries the item's mark."""
    role = block.role
    step, level = story.draft.house.list_indent.twips, min(place.level, _DEEPEST)
    numbering = w("numPr", w("ilvl", val=level), w("numId", val=number))
    said: dict[str, Xml] = {"w:numPr": numbering}
    style = story.draft.sheet.id(role)
    if _is_like_body(story, role):
        style = list_name("Bullet" if number == BULLETS else "Number", place.level + 1).id
        said = {} if number == BULLETS and level < LIST_DEPTH else said
        said |= _loose_spacing(story) if loose else {}
    if place.left != level * step:
        said["w:ind"] = formatting.indents(place.left + step, 0, -HANG)
    return _assembled(story, place, style, said, runs(story, place, block.children, role))


def _continued(story: Story, place: Place, block: tree.Block, *, loose: bool) -> Xml:
    """A further block of an item, under the item's text."""
    if not isinstance(block, tree.Paragraph):
        return story.draft.write_blocks(story, place, (block,))
    role = block.role
    if not _is_like_body(story, role):
        return paragraph(story, place, role, block.children)
    said = _loose_spacing(story) if loose else {}
    depth = min(place.level, LIST_DEPTH)
    if place.left != depth * story.draft.house.list_indent.twips:
        said["w:ind"] = formatting.indents(place.left)
    return _assembled(story, place, list_name("Continue", depth).id, said, runs(story, place, block.children, role))


def _assembled(story: Story, place: Place, style: str, said: Mapping[str, Xml], content: Xml) -> Xml:
    opening = story.take_opening()
    return assemble(story, style, {**said, **story.draft.direction(place)}, story.anchored(join((opening, content))))


def _is_like_body(story: Story, role: Role) -> bool:
    """Whether text of a role looks like body text, so that Word's list styles fit it."""
    return story.draft.sheet.is_like_body(role)


def _loose_spacing(story: Story) -> dict[str, Xml]:
    return {"w:spacing": w("spacing", after=story.draft.house.roles[Role.BODY].space_after.twips)}
