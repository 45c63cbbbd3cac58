"""Notes: the text of a note as lines, its number hanging before them; at the foot of a page or at the end of the document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.layout.flow import finish_paragraph
from briefgen.layout.galley import Anchor, AnchorKind, Atom, absorb
from briefgen.layout.itemise import Run
from briefgen.layout.line import Form
from briefgen.layout.lines import set_lines
from briefgen.layout.pages import GlyphRun
from briefgen.model.role import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.layout.flow import Flow
    from briefgen.layout.inline import PendingNote
    from briefgen.layout.job import Job
    from briefgen.layout.setting import Setting
    from briefgen.model.house import TextStyle

_GAP = 4.0
# Between two endnotes.
_BETWEEN = 3.0


def set_footnotes(flow: Flow) -> None:
    """Set all notes whose marks have been set so far, and those whose marks stand in them, for the feet of their pages."""
    for pending in _taken(flow):
        lines = _set(flow, pending)
        if len(lines) == 1:
            lines[0].extent = _extent(lines[0], flow.frame.x)
        pending.footnote.lines += lines


def set_endnotes(flow: Flow) -> None:
    """Set them one under the other, here."""
    for pending in _taken(flow):
        flow.parent.children.append(pending.element)
        lines = _set(flow, pending)
        finish_paragraph(lines, flow.job.role(Role.NOTE))
        lines[-1].after = max(lines[-1].after, _BETWEEN)
        flow.add(*lines)


def _taken(flow: Flow) -> Iterator[PendingNote]:
    while flow.pending:
        yield flow.pending.pop(0)


def _set(flow: Flow, pending: PendingNote) -> list[Atom]:
    style = flow.job.role(Role.NOTE)
    hang = max(style.indent_left.pt, _widest_number(flow.job, style) + _GAP)
    inner = replace(flow.apart(pending.element, flow.frame.inset(hang)), language="", flush=Role.NOTE)
    flow.set_blocks(inner, pending.node.children)
    if not inner.atoms:
        inner.atoms.append(Atom(style.leading.pt))
    _label(flow, inner.atoms[0], pending, style)
    inner.atoms[0].anchors.append(Anchor(pending.footnote.identifier, kind=AnchorKind.NOTE))
    return inner.atoms


def _extent(line: Atom, left: float) -> float:
    """How far a line reaches from the left, the space that ends it left out; 0 if it holds anything but glyphs."""
    if line.extents or line.notes or not all(isinstance(item, GlyphRun) for item in line.items):
        return 0.0
    ends = [0.0]
    for run in line.items:
        if isinstance(run, GlyphRun):
            glyphs = run.glyphs[:-1] if run.glyphs and run.glyphs[-1].text.isspace() else run.glyphs
            ends.append(run.x - left + sum(glyph.advance for glyph in glyphs) * run.size / 1000)
    return max(ends)


def _label(flow: Flow, first: Atom, pending: PendingNote, style: TextStyle) -> None:
    setting = _number_setting(flow.job, style)
    flow.job.report_missing(setting, pending.number, pending.node.position)
    run = Run(pending.number, setting, pending.back.element.content(), pending.back)
    form = Form(flow.frame, style.leading.pt, style.size.pt, style.align, mirrored=flow.job.mirrored)
    absorb(first, set_lines([[run]], form)[0], 0.0)


def _number_setting(job: Job, style: TextStyle) -> Setting:
    manner = replace(job.manner, bold=True, colour=job.role(Role.NOTE_MARK).colour, features=("tnum", "lnum"))
    return job.setting(style, manner)


def _widest_number(job: Job, style: TextStyle) -> float:
    return _number_setting(job, style).word("0" * len(str(max(job.note_count, 1)))).width
