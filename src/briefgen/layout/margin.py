"""The margin column: call-outs and pull-quotes beside the text, and whatever is wide kept clear of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout.flow import anchor, labelled, ragged
from briefgen.layout.galley import Frame, stacked
from briefgen.layout.pages import Rule
from briefgen.model import tree
from briefgen.model.house import Length
from briefgen.model.role import Role
from briefgen.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.layout.flow import Flow
    from briefgen.layout.galley import Atom
    from briefgen.model.house import TextStyle

# Between the margin column and the text, and the narrowest column that anything is set in.
_GUTTER, _NARROWEST = 15.0, 72.0
# What is higher than this part of a page's text is not set in the margin.
_HIGHEST = 0.5
_RULE, _UNDER_RULE = 0.75, 5.0

Marginal = tree.Callout | tree.BlockQuote


def is_marginal(flow: Flow, block: tree.Block) -> bool:
    """Whether a block belongs in the margin, and there is one here: not in a list, a box or a cell."""
    asked = (isinstance(block, tree.Callout) and block.is_marginal) or (isinstance(block, tree.BlockQuote) and block.is_pulled)
    return asked and not flow.boxes and not flow.depth and column(flow) is not None


def column(flow: Flow) -> Frame | None:
    """The margin column beside a flow; ``None``: there is none that is wide enough."""
    width = flow.frame.x - flow.wide.x - _GUTTER
    return Frame(flow.wide.x, width) if width >= _NARROWEST else None


def is_host(block: tree.Block) -> bool:
    """Whether something may stand in the margin beside a block: it leaves the margin free."""
    if isinstance(block, tree.BlockQuote):
        return not block.is_pulled
    return isinstance(block, tree.Paragraph | tree.BulletList | tree.OrderedList | tree.DefinitionList)


def set_marginal(flow: Flow, block: Marginal) -> list[Atom]:
    """Set a block as wide as the margin column, under a rule; none where it is too high to stand there."""
    frame = column(flow)
    assert frame is not None
    holder = flow.parent.add("BlockQuote" if isinstance(block, tree.BlockQuote) else "Div")
    pending = len(flow.pending)
    inner = replace(flow.apart(holder, frame), language=block.attributes.get("lang") or flow.language)
    if block.attributes.get("lang"):
        holder.language = block.attributes.get("lang")
    _set(inner, block)
    page = flow.job.style.page
    atoms = inner.atoms
    if not atoms or stacked(atoms) > (page.height.pt - page.margin_top.pt - page.margin_bottom.pt) * _HIGHEST:
        flow.parent.children.remove(holder)
        del flow.pending[pending:]
        return []
    colours = flow.job.style.colours
    quoted = flow.job.role(Role.PULL_QUOTE).colour if isinstance(block, tree.BlockQuote) else colours["accent"]
    first = atoms[0]
    first.items.append(Rule(frame.x, -_RULE, frame.right, -_RULE, _RULE, quoted))
    _lower(first, _UNDER_RULE)
    identifier = block.identifier if isinstance(block, tree.Callout) else ""
    anchor(atoms, identifier, block.attributes.identifier if block.attributes.identifier != identifier else "")
    return atoms


def _lower(atom: Atom, down: float) -> None:
    """Room over an atom's first line for the rule, which is its last item."""
    rule = atom.items.pop()
    for item in atom.items:
        if isinstance(item, Rule):
            item.y0, item.y1 = item.y0 - down, item.y1 - down
        else:
            item.y -= down
    atom.items.append(rule)
    atom.areas = [area._replace(y0=area.y0 - down, y1=area.y1 - down) for area in atom.areas]
    atom.extents = [extent._replace(y0=extent.y0 - down, y1=extent.y1 - down) for extent in atom.extents]
    atom.height += down


def _set(flow: Flow, block: Marginal) -> None:
    if isinstance(block, tree.Callout) and block.label:
        flow.add(*flow.paragraph((tree.Text(block.label),), flow.job.role(Role.CALLOUT_LABEL), flow.parent.add("P")))
    flow.set_blocks(replace(flow, flush=Role.PULL_QUOTE), block.children)
    if isinstance(block, tree.BlockQuote) and block.attribution:
        said = labelled(block.attribution_label, block.attribution)
        flow.add(*flow.paragraph(said, flush(flow.job.role(Role.ATTRIBUTION)), flow.parent.add("P")))


def flush(style: TextStyle) -> TextStyle:
    """A style without indents."""
    return replace(ragged(style), indent_left=Length(0), indent_right=Length(0), indent_first=Length(0))


def stand_beside(host: Sequence[Atom], side: Sequence[Atom], *, before: bool) -> None:
    """Let atoms stand in the margin beside others. ``before``: in the text they come before these, and so do their notes."""
    notes = [note for atom in side for note in atom.notes]
    for atom in side:
        atom.notes = []
    host[0].side += side
    if before:
        host[0].notes[:0] = notes
    else:
        host[-1].notes += notes
