"""Panels of judgments, and callouts: blocks with a box behind them or a label over them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from briefgen.layout.flow import anchor
from briefgen.layout.galley import Atom, Box
from briefgen.layout.pages import GlyphRun
from briefgen.model import tree
from briefgen.model.house import SettingMode
from briefgen.model.role import Role
from briefgen.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefgen.layout.flow import Flow
    from briefgen.layout.pages import Element

# Over the label of a callout that has no box to set it off, and under its last line.
_OVER_LABEL, _UNDER_LAST = 8.0, 8.0


def set_panel(flow: Flow, block: tree.Panel, set_heading: Callable[[Flow, tree.Heading], None]) -> None:
    """Set a heading and judgments in one box on the whole frame."""
    inner, first = _boxed(flow, "panel", flow.parent), len(flow.atoms)
    for are_judgments, children in groupby(block.children, lambda child: isinstance(child, tree.Judgment)):
        if are_judgments:
            set_judgments(inner, (child for child in children if isinstance(child, tree.Judgment)))
            continue
        for child in children:
            if isinstance(child, tree.Heading):
                set_heading(inner, child)
            else:
                flow.set_blocks(inner, (child,))
    _widen(flow, inner, first)


def _widen(flow: Flow, inner: Flow, first: int) -> None:
    """What stands in a box takes the margin column too."""
    for atom in flow.atoms[first:] if inner.boxes != flow.boxes else ():
        atom.wide = True


def _boxed(flow: Flow, kind: str, parent: Element) -> Flow:
    """The flow inside a box of the house, or the same flow if the house has no such box."""
    style = flow.job.style.boxes.get(kind)
    if style is None:
        return replace(flow, parent=parent)
    pad = style.padding_x.pt
    frame = flow.wide.inset(max(pad, style.edge_width.pt), pad)
    frame = flow.wide.reflected(frame) if flow.turned else frame
    return replace(flow, parent=parent, frame=frame, wide=frame, boxes=(*flow.boxes, Box(flow.wide, style, flow.turned)))


def set_judgments(flow: Flow, judgments: Iterable[tree.Judgment]) -> None:
    """Set judgments: numbered ones are a list whose labels are large numerals."""
    items: Element | None = None
    for judgment in judgments:
        if not judgment.label:
            _judgment(flow, flow.parent, judgment)
            continue
        if items is None:
            items = flow.parent.add("L")
            items.numbering = "Decimal"
        entry = items.add("LI")
        label = entry.add("Lbl")
        first = len(flow.atoms)
        _judgment(flow, entry.add("LBody"), judgment)
        if len(flow.atoms) > first:
            _numeral(flow, label, flow.atoms[first], judgment.label)


def _judgment(flow: Flow, parent: Element, judgment: tree.Judgment) -> None:
    first = len(flow.atoms)
    inner = replace(flow, parent=parent)
    for child in judgment.children:
        if isinstance(child, tree.Paragraph) and child.role is Role.CONFIDENCE and len(flow.atoms) > first:
            flow.atoms[-1].keep = True
        flow.set_blocks(inner, (child,))
    anchor(flow.atoms[first:], judgment.identifier, judgment.attributes.identifier)


def _numeral(flow: Flow, label: Element, first: Atom, number: str) -> None:
    """A large numeral whose top is level with that of the text's capitals."""
    style, text = flow.job.role(Role.JUDGMENT_NUMBER), flow.job.role(Role.JUDGMENT)
    setting = flow.job.setting(style, flow.job.manner)
    cap = flow.job.setting(text, flow.job.manner).base.cap_height * text.size.pt / 1000
    y = -(text.leading.pt / 2 + 0.32 * text.size.pt) + cap - setting.base.cap_height * style.size.pt / 1000
    shape, content = setting.word(number), label.content()
    x = flow.frame.right - shape.width if flow.turned else flow.frame.x
    for piece in shape.pieces:
        first.items.append(GlyphRun(piece.face, setting.size, setting.colour, x, y, (*piece.glyphs, setting.space), content))
        x += piece.width


def set_callout(flow: Flow, block: tree.Callout) -> None:
    """Set a block with a meaning: in its box if the house has one for it, else under its label."""
    holder = flow.parent.add("Div")
    inner = _boxed(flow, block.kind.value, holder)
    first = len(flow.atoms)
    # Word has no such air: it is made by the label's and the paragraphs' own spaces.
    airy = inner.boxes == flow.boxes and flow.job.style.mode is not SettingMode.MATCH_WORD
    if block.label:
        label = (tree.Text(block.label),)
        atoms = inner.paragraph(label, flow.job.role(Role.CALLOUT_LABEL), holder.add("P"))
        if airy and block.kind is not tree.CalloutKind.BLUF:
            atoms[0].before = max(atoms[0].before, _OVER_LABEL)
        inner.add(*atoms)
    flow.set_blocks(inner, block.children)
    if airy and len(flow.atoms) > first:
        flow.atoms[-1].after = max(flow.atoms[-1].after, _UNDER_LAST)
    _widen(flow, inner, first)
    anchor(flow.atoms[first:], block.identifier, block.attributes.identifier)
