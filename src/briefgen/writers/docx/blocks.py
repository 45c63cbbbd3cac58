"""Block nodes in running text. The ``match`` here is the table of contents of this package."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from briefgen.layout.extent import figure_extent
from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.walk import plain_text
from briefgen.writers.docx.boxes import boxed
from briefgen.writers.docx.captions import caption, source_line
from briefgen.writers.docx.contents import contents
from briefgen.writers.docx.fields import begin, end
from briefgen.writers.docx.headings import heading_paragraph
from briefgen.writers.docx.inlines import characters, runs
from briefgen.writers.docx.lists import any_list
from briefgen.writers.docx.margin import is_marginal, marginal
from briefgen.writers.docx.markup import NOTHING, Xml, flag, join, w
from briefgen.writers.docx.paragraphs import assemble, paragraph
from briefgen.writers.docx.sections import may_turn, turned, upright
from briefgen.writers.docx.stylenames import FIGURE, RULE
from briefgen.writers.docx.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.writers.docx.story import Place, Story


def blocks(story: Story, place: Place, children: Sequence[tree.Block], following: Sequence[tree.Block] = ()) -> Xml:
    """Blocks one after another. ``following`` is what comes after them."""
    parts: list[Xml] = []
    for at, child in enumerate(children, 1):
        if isinstance(child, tree.Callout | tree.BlockQuote):
            story.following = (*children[at:], *following)
        parts.append(_block(story, place, child))
    return join(parts)


def _block(story: Story, place: Place, block: tree.Block) -> Xml:
    if may_turn(story, place, block):
        return turned(story, place, block)
    if story.draft.turned_done and not isinstance(block, tree.Section):
        return join((upright(story), _block(story, place, block)))
    return _written(story, place, block)


def _written(story: Story, place: Place, block: tree.Block) -> Xml:
    match block:
        case tree.Paragraph():
            return paragraph(story, place, block.role, block.children)
        case tree.Heading():
            return heading_paragraph(story, place, block)
        case tree.BulletList() | tree.OrderedList() | tree.DefinitionList():
            return any_list(story, place, block)
        case tree.BlockQuote() | tree.Callout() if is_marginal(story, place, block):
            return marginal(story, place, block)
        case tree.BlockQuote():
            return _quote(story, place, block)
        case tree.CodeBlock():
            return _code(story, place, block)
        case tree.Table():
            return table(story, place, block)
        case tree.Figure():
            return _figure(story, place, block)
        case tree.Judgment() | tree.Callout() | tree.Panel():
            return boxed(story, place, block)
        case tree.Contents():
            return contents(story, place, block)
        case tree.ReferenceList():
            return _references(story, place, block)
        case tree.Section():
            return _section(story, place, block)
        case tree.Cover():
            return blocks(story, place, block.children)
        case tree.Chronology() | tree.Div():
            return _division(story, place, block)
        case tree.ThematicBreak():
            return assemble(story, RULE.id, {}, story.take_opening())
        case tree.PageBreak():
            story.breaks_page = True
            return NOTHING
        case _:
            assert_never(block)


def _section(story: Story, place: Place, block: tree.Section) -> Xml:
    outer, story.section = story.section, block.name
    content = blocks(story, place, block.children)
    story.section = outer
    return content


def _quote(story: Story, place: Place, block: tree.BlockQuote) -> Xml:
    indent = story.draft.house.roles[Role.QUOTE].indent_left.twips
    parts = []
    for child in block.children:
        # A quotation's paragraphs are indented by their style, anything else by hand.
        here = place if isinstance(child, tree.Paragraph) else place.inside(indent)
        parts.append(_block(story, here, child))
    if block.attribution:
        said = (tree.Text(block.attribution_label), *block.attribution) if block.attribution_label else block.attribution
        parts.append(paragraph(story, place, Role.ATTRIBUTION, said))
    return join(parts)


def _code(story: Story, place: Place, block: tree.CodeBlock) -> Xml:
    story.mark(block.attributes.identifier)
    unproofed = w("r", w("rPr", flag("noProof")), characters(block.text)) if block.text else NOTHING
    return paragraph(story, place, Role.CODE_BLOCK, (), before=unproofed)


def _figure(story: Story, place: Place, block: tree.Figure) -> Xml:
    parts = [caption(story, place, block), _shown(story, place, block)]
    return join((*parts, source_line(story, place, block)))


def _shown(story: Story, place: Place, block: tree.Figure) -> Xml:
    draft = story.draft
    shown = draft.pictures.find(block.target)
    if shown is None:
        return paragraph(story, place, Role.BODY, (tree.Text(block.alternative),)) if block.alternative else NOTHING
    size = figure_extent(shown.subject, block.attributes.get("width"), (place.width + place.bleed) / 20, draft.house.page)
    alternative = block.alternative or " ".join(plain_text(block.caption).split())
    drawing = draft.pictures.inline(shown, alternative, size, story.relations)
    said = {}
    if place.left or place.bleed != draft.sheet.bleed:
        said["w:ind"] = w("ind", left=place.left - place.bleed)
    if block.source:
        said["w:keepNext"] = flag("keepNext")
    else:
        after = draft.house.roles[Role.SOURCE_LINE].space_after.twips
        said["w:spacing"] = w("spacing", after=after)
    return assemble(story, FIGURE.id, said, story.anchored(join((story.take_opening(), drawing))))


def _division(story: Story, place: Place, block: tree.Div | tree.Chronology) -> Xml:
    story.mark(block.attributes.identifier)
    language = block.attributes.get("lang") or place.language
    return blocks(story, replace(place, language=language), block.children)


def _references(story: Story, place: Place, block: tree.ReferenceList) -> Xml:
    """The reference list; where citations are fields of Word's, so is this."""
    if story.draft.sources is None or not block.entries:
        return join([_reference(story, place, entry) for entry in block.entries])
    story.opening = join((story.opening, begin("BIBLIOGRAPHY")))
    *others, last = block.entries
    lines = [_reference(story, place, entry) for entry in others]
    story.closing = end()
    lines.append(_reference(story, place, last))
    story.ends_with_paragraph = False
    control = w("sdtPr", w("id", val=story.draft.controls.next()), w("bibliography"))
    return w("sdt", control, w("sdtContent", *lines))


def _reference(story: Story, place: Place, entry: tree.ReferenceEntry) -> Xml:
    number = join((runs(story, place, entry.label, Role.REFERENCE), w("r", w("tab")))) if entry.label else NOTHING
    return paragraph(story, place, Role.REFERENCE, entry.children, before=number)
