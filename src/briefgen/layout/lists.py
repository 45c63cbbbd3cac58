"""Lists with hanging labels, and lists of definitions."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.layout.galley import Atom, Frame, absorb
from briefgen.layout.itemise import Run
from briefgen.layout.line import Form
from briefgen.layout.lines import set_lines
from briefgen.layout.pages import Rule
from briefgen.model import tree
from briefgen.model.house import Align
from briefgen.model.role import Role
from briefgen.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.layout.flow import Flow
    from briefgen.layout.pages import Content, Element, Item
    from briefgen.layout.setting import Setting
    from briefgen.model.house import TextStyle

_BULLETS = ("\u2022", "\u2013", "\u00b7")
_BOXES = {True: "\u2611", False: "\u2610"}
_GAP, _LEAST_GAP = 6.0, 2.0
_DEEP = 0.1
_TIGHT = 2.5


def set_list(flow: Flow, block: tree.BulletList | tree.OrderedList) -> None:
    """Set a list: labels hang in the indent, numbers end where the text begins less a gap."""
    element = flow.parent.add("L")
    ordered = isinstance(block, tree.OrderedList)
    element.numbering = "Decimal" if ordered else "Disc"
    labels = _labels(block, flow.depth)
    style = flow.style_of(_role(block))
    widest = _widest(flow, style, labels)
    indent = max(flow.job.style.list_indent.pt, widest + _GAP if ordered else 0.0)
    # In lists deep inside others the measure shrinks ever less, so that there is always room for a label and a word.
    indent = min(indent, max(widest + _LEAST_GAP, flow.frame.width * _DEEP))
    first = len(flow.atoms)
    for item, label in zip(block.items, labels, strict=True):
        _item(flow, element, item, label, indent, style, tight=block.tight, ordered=ordered)
    if len(flow.atoms) > first:
        flow.atoms[-1].after = max(flow.atoms[-1].after, style.space_after.pt)


def _labels(block: tree.BulletList | tree.OrderedList, depth: int) -> list[str]:
    if isinstance(block, tree.OrderedList):
        return [f"{block.start + number}{block.delimiter}" for number in range(len(block.items))]
    return [_BULLETS[min(depth, len(_BULLETS) - 1)]] * len(block.items)


def _role(block: tree.BulletList | tree.OrderedList) -> Role:
    """The role of a list's labels: that of its first paragraph."""
    return next((child.role for item in block.items for child in item.children if isinstance(child, tree.Paragraph)), Role.BODY)


def _widest(flow: Flow, style: TextStyle, labels: Sequence[str]) -> float:
    setting = _label_setting(flow, style)
    return max((setting.word(label).width for label in labels), default=0.0)


def _label_setting(flow: Flow, style: TextStyle) -> Setting:
    return flow.job.setting(style, replace(flow.job.manner, features=("tnum", "lnum")))


def _item(
    flow: Flow, parent: Element, item: tree.ListItem, label: str, indent: float, style: TextStyle, *, tight: bool, ordered: bool
) -> None:
    element = parent.add("LI")
    mark = element.add("Lbl")
    body = element.add("LBody")
    frame = flow.frame.inset(0.0, indent) if flow.turned else flow.frame.inset(indent)
    inner = replace(flow, parent=body, frame=frame, wide=frame, depth=flow.depth + 1)
    start = len(flow.atoms)
    flow.set_blocks(inner, item.children)
    if len(flow.atoms) == start:
        flow.add(Atom(style.leading.pt))
    first = flow.atoms[start]
    if item.checked is not None:
        _task_box(flow, mark, first, style, indent, checked=item.checked)
    else:
        _put_label(flow, mark.content(), label, first, style, indent, ordered=ordered)
    for atom in flow.atoms[start:]:
        if tight:
            atom.after = min(atom.after, _TIGHT)


def _put_label(flow: Flow, content: Content, text: str, first: Atom, style: TextStyle, indent: float, *, ordered: bool) -> None:
    setting = _label_setting(flow, style)
    flow.job.report_missing(setting, text, None)
    align = Align.RIGHT if ordered else Align.LEFT
    gap = min(_GAP, max(indent - setting.word(text).width, _LEAST_GAP))
    x = 0.0 if ordered else indent - setting.word(text).width - gap
    frame = flow.frame.inset(max(x, 0.0))._replace(width=indent - gap - max(x, 0.0))
    frame = flow.frame.reflected(frame) if flow.turned else frame
    base, turned = int(flow.right_to_left), flow.turned
    form = Form(frame, style.leading.pt, style.size.pt, align, base=base, from_right=turned, mirrored=flow.job.mirrored)
    absorb(first, set_lines([[Run(text, setting, content)]], form)[0], 0.0)


def _task_box(flow: Flow, mark: Element, first: Atom, style: TextStyle, indent: float, *, checked: bool) -> None:
    """A ballot box; drawn, and said in words, where the face has none."""
    setting = _label_setting(flow, style)
    char = _BOXES[checked]
    if any(face.covers(char) for face in setting.faces):
        _put_label(flow, mark.content(), char, first, style, indent, ordered=False)
        return
    mark.actual_text = char
    size = 0.62 * style.size.pt
    x = flow.frame.x + indent - _GAP - size
    x = flow.frame.reflected(Frame(x, size)).x if flow.turned else x
    y = -(style.leading.pt / 2 + 0.32 * style.size.pt) - 0.02 * style.size.pt
    first.items += _drawn_box(x, y, size, setting, checked=checked)
    blank = set_lines([[Run("\u00a0", setting, mark.content())]], Form(flow.frame, style.leading.pt, style.size.pt, Align.LEFT))
    absorb(first, blank[0], 0.0)


def _drawn_box(x: float, y: float, size: float, setting: Setting, *, checked: bool) -> list[Item]:
    corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]
    strokes = list(pairwise(corners))
    if checked:
        knee = (x + 0.42 * size, y + 0.22 * size)
        strokes += [((x + 0.2 * size, y + 0.5 * size), knee), (knee, (x + 0.84 * size, y + 0.82 * size))]
    return [Rule(*start, *end, 0.8, setting.colour) for start, end in strokes]


def set_definitions(flow: Flow, block: tree.DefinitionList) -> None:
    """Set terms, each over its definitions."""
    element = flow.parent.add("L")
    element.numbering = "None"
    for item in block.items:
        entry = element.add("LI")
        term = flow.paragraph(item.term, flow.job.role(Role.DEFINITION_TERM), entry.add("Lbl"))
        flow.add(*term)
        body = entry.add("LBody")
        for definition in item.definitions:
            start = len(flow.atoms)
            flow.set_blocks(replace(flow, parent=body), definition)
            for atom in flow.atoms[start:] if block.tight else ():
                atom.after = min(atom.after, _TIGHT + 1)
    if flow.atoms:
        flow.atoms[-1].after = max(flow.atoms[-1].after, flow.job.role(Role.BODY).space_after.pt)
