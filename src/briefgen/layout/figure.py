"""Figures: a picture on the frame, its caption above, its source below; and captions, which tables have too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout.extent import figure_extent, wanted_width
from briefgen.layout.flow import anchor, labelled
from briefgen.layout.galley import Atom, Extent, stacked
from briefgen.layout.pages import PlacedPicture, Rule
from briefgen.layout.structure import Stretch
from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.value import replace
from briefgen.model.walk import plain_text

if TYPE_CHECKING:
    from briefgen.layout.flow import Flow
    from briefgen.layout.pages import Element

_RULE = 1.0
_UNDER_CAPTION = 3.0


def set_figure(flow: Flow, block: tree.Figure) -> None:
    """Set a figure. One without alternative text and without caption is decoration."""
    holder = flow.parent.add("Div") if block.caption or block.source else flow.parent
    start = len(flow.atoms)
    if block.caption:
        caption = set_caption(flow, holder.add("Caption"), block)
        caption[0].items.append(Rule(flow.wide.x, 2.0, flow.wide.right, 2.0, _RULE, flow.job.role(Role.CAPTION).colour))
        caption[0].before = max(caption[0].before, 14.0)
        flow.add(*caption)
    flow.add(*_picture(flow, block, holder))
    if block.source:
        flow.atoms[-1].keep = True
        flow.add(*set_source(flow, holder, block))
    anchor(flow.atoms[start:], block.identifier, block.attributes.identifier)
    set_off(flow, block, start)


def set_off(flow: Flow, block: tree.Table | tree.Figure, start: int) -> None:
    """Let a figure or table, the atoms from ``start`` on, stand where its ``place`` says.

    ``here`` keeps it where it is, ``page`` gives it a page; left out, or ``top``, what has a caption stands at the top of the next
    page where there is no room for it here.
    """
    for atom in flow.atoms[start:]:
        atom.wide = True
    place = block.attributes.get("place")
    if place == "page":
        _fill_page(flow, start)
    elif place != "here" and block.caption:
        flow.let_float(start)


def _fill_page(flow: Flow, start: int) -> None:
    """Let the atoms from ``start`` on take the whole of a page, and text go on in their place; where they may not float, or are
    higher than that, they begin one."""
    atoms, page = flow.atoms[start:], flow.job.style.page
    if not atoms or flow.boxes or flow.depth:
        return
    room = page.height.pt - page.margin_top.pt - page.margin_bottom.pt - stacked(atoms) - 0.1
    if room < 0 or any(atom.notes or atom.head for atom in atoms):
        flow.atoms.insert(start, Atom(0.0, new_page=True))
        flow.add(Atom(0.0, new_page=True))
        return
    for atom in atoms[:-1]:
        atom.keep = True
    atoms[-1].height += room
    atoms[-1].after = 0.0
    atoms[0].floats, atoms[0].level = len(atoms), flow.job.level


def set_caption(flow: Flow, element: Element, block: tree.Table | tree.Figure) -> list[Atom]:
    """The label (``Figure 1.``) in the accent colour, then the words of the caption; kept with what it names."""
    at, style = Stretch(element), flow.job.role(Role.CAPTION)
    label = labelled(block.label, ())
    accent = replace(flow.manner, colour=flow.job.style.colours["accent"])
    atoms = flow.lines([(label, accent, at), (block.caption, flow.manner, at)], style, frame=flow.wide)
    for atom in atoms:
        atom.keep = True
    return atoms


def set_source(flow: Flow, parent: Element, block: tree.Table | tree.Figure) -> list[Atom]:
    """The line under a table or figure that says where it comes from."""
    inlines = labelled(block.source_label, block.source)
    return flow.paragraph(inlines, flow.job.role(Role.SOURCE_LINE), parent.add("P"), frame=flow.wide)


def _picture(flow: Flow, block: tree.Figure, parent: Element) -> list[Atom]:
    shown = flow.job.shown(block.target)
    if shown is None:
        words = (tree.Text(block.alternative),) if block.alternative else ()
        return flow.paragraph(words, flow.job.role(Role.SOURCE_LINE), parent.add("P"), frame=flow.wide)
    said = block.attributes.get("width")
    if said and wanted_width(said, flow.wide.width) is None:
        flow.job.report_width(said, block.position)
    width, height = figure_extent(shown, said, flow.wide.width, flow.job.style.page)
    x = flow.wide.right - width if flow.turned else flow.wide.x
    picture = PlacedPicture(block.target, x, -height - _UNDER_CAPTION, width, height)
    atom = Atom(height + _UNDER_CAPTION, [picture], before=0.0 if block.caption else 8.0, after=0.0 if block.source else 12.0)
    alternative = block.alternative or " ".join(plain_text(block.caption).split())
    if alternative:
        element = parent.add("Figure")
        element.alternative = alternative
        picture.content = element.content()
        atom.extents.append(Extent(element, picture.x, picture.y, picture.x + width, picture.y + height))
    return [atom]
