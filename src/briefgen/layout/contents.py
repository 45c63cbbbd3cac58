"""Contents: lines that lead to a page, the page's number put in when it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout.flow import form, labelled
from briefgen.layout.galley import Area, Folio
from briefgen.layout.inline import Inlines, link_target
from briefgen.layout.lines import set_lines
from briefgen.layout.pages import GlyphRun, Rule
from briefgen.layout.structure import Stretch
from briefgen.model import tree
from briefgen.model.house import Length
from briefgen.model.role import Role
from briefgen.model.value import replace

if TYPE_CHECKING:
    from briefgen.layout.flow import Flow
    from briefgen.layout.galley import Atom, Frame
    from briefgen.layout.pages import Element
    from briefgen.model.house import Colour, TextStyle

_ROLES = (Role.CONTENTS_1, Role.CONTENTS_2, Role.CONTENTS_3)
# Room for a page number at the right, and for the leader's ends.
_NUMBER, _GAP = 26.0, 5.0
_DOTS = (0.6, 2.4)


def set_contents(flow: Flow, block: tree.Contents) -> None:
    """Set a table of contents on the whole frame."""
    if block.heading:
        style = flow.job.role(Role.CONTENTS_HEADING)
        flow.add(*flow.paragraph(block.heading, style, flow.parent.add("P"), frame=flow.wide))
    if not block.entries:
        return
    toc = flow.parent.add("TOC")
    leader = flow.job.style.colours["rule"]
    for entry in block.entries:
        style = _hung(flow, flow.job.role(_ROLES[min(max(entry.level, 1), 3) - 1]), entry, block.listing)
        flow.add(*entry_lines(flow, toc, entry, style, flow.wide, leader))
    flow.atoms[-1].after = 16.0


def _hung(flow: Flow, style: TextStyle, entry: tree.ContentsEntry, listing: tree.Listing) -> TextStyle:
    """A caption's further lines begin under its words, not under its label."""
    if listing is tree.Listing.HEADINGS or not entry.label:
        return style
    hang = flow.job.setting(style, flow.job.manner).word(entry.label).width
    return replace(style, indent_left=Length.from_pt(style.indent_left.pt + hang), indent_first=Length.from_pt(-hang))


def entry_lines(flow: Flow, toc: Element, entry: tree.ContentsEntry, style: TextStyle, frame: Frame, leader: Colour) -> list[Atom]:
    """One entry: its words, a dotted leader, the page's number; the whole line is the link."""
    at = Stretch(toc.add("TOCI").add("Reference"))
    target = link_target(flow.job, at, f"#{entry.identifier}")
    here = Stretch(target.element) if target else at
    measure = frame.inset(style.indent_left.pt, _NUMBER + _GAP)
    inlines = Inlines(flow.job, style, measure.width)
    inlines.add_all(labelled(entry.label, entry.children), flow.manner, here, target)
    atoms = set_lines(inlines.segments, form(flow.job, style, measure, flow.job.language, inlines.text))
    if target is None:
        return atoms
    for atom in atoms:
        atom.areas = [Area(measure.x, -atom.height, frame.right, 0.0, target)]
    _add_number(flow, atoms[-1], entry.identifier, here, style, frame, leader)
    atoms[-1].after = style.space_after.pt
    return atoms


def _add_number(flow: Flow, atom: Atom, identifier: str, at: Stretch, style: TextStyle, frame: Frame, leader: Colour) -> None:
    setting = flow.job.setting(style, replace(flow.job.manner, bold=True, features=("tnum", "lnum")))
    words = [item for item in atom.items if isinstance(item, GlyphRun)]
    y = words[-1].y if words else -atom.height / 2
    end = max((run.x + sum(g.advance for g in run.glyphs) * run.size / 1000 for run in words), default=frame.x)
    if end + 2 * _GAP < frame.right - _NUMBER:
        atom.items.append(Rule(end + _GAP, y + 0.8, frame.right - _NUMBER + _GAP, y + 0.8, 0.6, leader, _DOTS))
    content = at.content()
    inside = any(item.content is not content for item in words[-1:])
    # Words in an element of their own, as Persian ones are, bring no space that would part them from the number.
    before = (replace(setting.space, advance=0.0),) if inside else ()
    run = GlyphRun(setting.look.faces[0], setting.size, setting.colour, frame.right, y, before, content)
    atom.items.append(run)
    flow.job.folios.append(Folio(identifier, run, setting, frame.right))


def fill_folio(folio: Folio, label: str) -> None:
    """Put in a page's number, now that it is known."""
    shape = folio.setting.word(label or "\u2013")
    piece = shape.pieces[0]
    folio.run.face, folio.run.glyphs = piece.face, (*folio.run.glyphs, *piece.glyphs, folio.setting.space)
    folio.run.x = folio.right - shape.width
