"""Panels, judgments and callouts: shaded boxes whose look is a table style.

Bordered paragraphs would do for plain text, but Word draws a new box wherever the indent changes, as it does at every list and
numeral. A cell holds anything. The heading of a panel stands in its first row and keeps its outline level: Word's contents find it
there, its navigation pane alone leaves out what is in a table.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.writers.docx.headings import heading_mark
from briefgen.writers.docx.inlines import label
from briefgen.writers.docx.markup import NOTHING, Xml, flag, join, w
from briefgen.writers.docx.paragraphs import paragraph, settle, spacer
from briefgen.writers.docx.tables import cell_content, frame, grid, look
from briefgen.writers.docx.tablestyles import GRID, box_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.house import BoxStyle
    from briefgen.writers.docx.story import Place, Story


_BETWEEN = 60
"""Twips over a judgment that follows another; one that comes to stand at the top of a page needs them."""


def boxed(story: Story, place: Place, block: tree.Judgment | tree.Callout | tree.Panel) -> Xml:
    """A judgment on its own, a callout, or a panel of judgments."""
    match block:
        case tree.Judgment():
            return judgments(story, place, [block])
        case tree.Callout():
            return callout(story, place, block)
        case tree.Panel():
            return panel(story, place, block)


def panel(story: Story, place: Place, block: tree.Panel) -> Xml:
    """A run of judgments in the box of the house, under its heading."""
    parts: list[Xml] = []
    heading: tree.Heading | None = None
    for are_judgments, run in groupby(block.children, lambda child: isinstance(child, tree.Judgment)):
        children = tuple(run)
        if are_judgments:
            held = [child for child in children if isinstance(child, tree.Judgment)]
            parts.append(judgments(story, place, held, heading=heading, boxed=True))
            heading = None
            continue
        for child in children:
            if heading is not None:
                parts.append(_over(story, place, heading))
            heading = child if isinstance(child, tree.Heading) else None
            parts += [] if heading else [_over(story, place, child)]
    return join([*parts, _over(story, place, heading)] if heading is not None else parts)


def _over(story: Story, place: Place, block: tree.Block) -> Xml:
    if not isinstance(block, tree.Heading):
        return story.draft.write_blocks(story, place, (block,))
    # It looks like a panel's heading and counts as the heading that it is.
    number, before = heading_mark(story, block, linked=False)
    said = number | {"w:outlineLvl": w("outlineLvl", val=min(block.level, 6) - 1)}
    identifier = block.identifier or block.attributes.identifier
    return paragraph(story, place, Role.PANEL_HEADING, block.children, before=before, identifier=identifier, by_hand=said)


def judgments(
    story: Story, place: Place, blocks: Sequence[tree.Judgment], *, heading: tree.Heading | None = None, boxed: bool = False
) -> Xml:
    """Judgments, each a numeral beside its text; a ``heading`` has a row of its own over them."""
    house = story.draft.house
    box = house.boxes.get("panel") if boxed else None
    padding = box.padding_x.twips if box else 0
    full = place.width + place.bleed if box else place.width
    numeral = house.roles[Role.JUDGMENT].indent_left.twips + padding if any(block.label for block in blocks) else 0
    widths = [width for width in (numeral, full - numeral) if width]
    ends = [(block is blocks[0] and heading is None, block is blocks[-1]) for block in blocks]
    before = settle(story)
    rows = [_heading_row(story, place, heading, widths, box)] if heading is not None else []
    rows += [_judgment(story, place, block, widths, box, *end) for block, end in zip(blocks, ends, strict=True)]
    left = place.left - place.bleed if box else place.left
    outer = frame(full, left, mirrored=story.draft.mirrored)
    properties = w("tblPr", w("tblStyle", val=box_style("panel") if box else GRID), *outer, look())
    after = box.space_after.twips if box else house.roles[Role.BODY].space_after.twips
    return join((before, w("tbl", properties, grid(widths), *rows), spacer(story, after)))


def _heading_row(story: Story, place: Place, heading: tree.Heading, widths: Sequence[int], box: BoxStyle | None) -> Xml:
    """The panel's heading over the whole width of its box."""
    margins = w("tcMar", w("top", w=box.padding_y.twips if box else 0, type="dxa"), w("bottom", w=0, type="dxa"))
    span = w("gridSpan", val=len(widths)) if len(widths) > 1 else NOTHING
    properties = w("tcPr", w("tcW", w=sum(widths), type="dxa"), span, margins)
    return w("tr", w("trPr", flag("cantSplit")), w("tc", properties, _over(story, place.cell(sum(widths)), heading)))


def _judgment(
    story: Story, place: Place, block: tree.Judgment, widths: Sequence[int], box: BoxStyle | None, first: bool, last: bool
) -> Xml:
    story.mark(block.identifier or block.attributes.identifier)
    over, under = _padding(story, box, first=first, last=last)
    padding = box.padding_x.twips if box else 0
    cells = []
    if len(widths) > 1:
        numeral = paragraph(story, place.cell(widths[0]), Role.JUDGMENT_NUMBER, (), before=label(block.label))
        # The numeral's column is as wide as the indent it stands for, so there is no padding to its right.
        cells.append(w("tc", _judgment_cell(widths[0], over, under, right=0), numeral))
    text = cell_content(story, place.cell(widths[-1] - padding), block.children, Role.JUDGMENT)
    cells.append(w("tc", _judgment_cell(widths[-1], over, under, left=0 if len(widths) > 1 else None), text))
    return w("tr", w("trPr", flag("cantSplit")), *cells)


def _padding(story: Story, box: BoxStyle | None, *, first: bool, last: bool) -> tuple[int, int]:
    """The padding over and under a row, in twips: the box's own at its ends, a little between two judgments."""
    if box is None:
        return (0, 0)
    # The last paragraph brings space of its own.
    own = story.draft.house.roles[Role.CONFIDENCE].space_after.twips
    return (box.padding_y.twips if first else _BETWEEN, max(0, box.padding_y.twips - own) if last else 0)


def _judgment_cell(width: int, over: int, under: int, *, left: int | None = None, right: int | None = None) -> Xml:
    margins = {"top": over, "left": left, "bottom": under, "right": right}
    sides = [w(side, w=margin, type="dxa") for side, margin in margins.items() if margin is not None]
    return w("tcPr", w("tcW", w=width, type="dxa"), w("tcMar", *sides))


def callout(story: Story, place: Place, block: tree.Callout) -> Xml:
    """A block with a meaning: a box where the house has one for its kind, else a label and paragraphs."""
    story.mark(block.identifier or block.attributes.identifier)
    box = story.draft.house.boxes.get(block.kind.value)
    if box is None:
        return join((_label(story, place, block), story.draft.write_blocks(story, place, block.children)))
    before, width = settle(story), place.width + place.bleed
    inner = place.cell(width - 2 * box.padding_x.twips)
    content = join((_label(story, inner, block), cell_content(story, inner, block.children, Role.CALLOUT)))
    cell = w("tc", w("tcPr", w("tcW", w=width, type="dxa")), content)
    outer = frame(width, place.left - place.bleed, mirrored=story.draft.mirrored)
    properties = w("tblPr", w("tblStyle", val=box_style(block.kind.value)), *outer, look())
    row = w("tr", w("trPr", flag("cantSplit")), cell)
    return join((before, w("tbl", properties, grid([width]), row), spacer(story, box.space_after.twips)))


def _label(story: Story, place: Place, block: tree.Callout) -> Xml:
    return paragraph(story, place, Role.CALLOUT_LABEL, (tree.Text(block.label),)) if block.label else NOTHING
