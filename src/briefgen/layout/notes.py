"""Notes: the text of a note as lines, its number hanging before them; at the foot of a page or at the end of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout.flow import finish_paragraph
from briefgen.layout.galley import Anchor, AnchorKind, Atom, Frame, absorb
from briefgen.layout.itemise import Run
from briefgen.layout.job import varied
from briefgen.layout.line import Form
from briefgen.layout.lines import set_lines
from briefgen.layout.straight import lone_word
from briefgen.model import tree
from briefgen.model.house import SettingMode
from briefgen.model.role import Role
from briefgen.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.layout.flow import Flow
    from briefgen.layout.inline import PendingNote
    from briefgen.layout.job import Job
    from briefgen.layout.setting import Setting
    from briefgen.model.house import HouseStyle, TextStyle

_GAP = 4.0
# Between two columns of notes, and how many times its size each must be wide.
_GUTTER, _LEAST_EMS = 18.0, 27.0
# Between two endnotes.
_BETWEEN = 3.0


def foot_frames(style: HouseStyle) -> tuple[Frame, ...]:
    """The measures of notes at the foot of a page, from left to right: two beside each other where each holds a line of them.

    Only the text's own where pages are to be like Word's, which sets notes one under the other.
    """
    page = style.page
    right = page.width.pt - page.margin_right.pt
    whole = Frame(page.text_left.pt, right - page.text_left.pt)
    wide = Frame(page.margin_left.pt, right - page.margin_left.pt)
    width = (wide.width - _GUTTER) / 2
    if style.mode is SettingMode.MATCH_WORD or width < _LEAST_EMS * style.roles[Role.NOTE].size.pt:
        return (whole,)
    return (Frame(wide.x, width), Frame(right - width, width))


def set_footnotes(flow: Flow) -> None:
    """Set all notes whose marks have been set so far, and those whose marks stand in them, for the feet of their pages."""
    if not flow.pending:
        return
    frame, *_ = foot_frames(flow.job.style)
    foot = replace(flow, frame=frame)
    for pending in _taken(flow):
        pending.footnote.lines += _set(foot, pending)


def set_with_endnotes(flow: Flow, blocks: Sequence[tree.Block]) -> None:
    """The blocks, and in their last section, which is made for them, the notes. The colophon is read where it is in the tree, and
    stands at the foot of the last page, after the notes."""
    *others, last = blocks
    end = len(others)
    while end and _is_colophon(others[end - 1]):
        end -= 1
    flow.set_blocks(flow, others[:end])
    start = len(flow.atoms)
    flow.set_blocks(flow, others[end:])
    colophon = flow.atoms[start:]
    del flow.atoms[start:]
    section = replace(flow, parent=flow.parent.add("Sect"))
    flow.set_blocks(section, last.children if isinstance(last, tree.Section) else (last,))
    set_endnotes(section)
    flow.atoms += colophon


def _is_colophon(block: tree.Block) -> bool:
    if isinstance(block, tree.Section | tree.Div):
        return bool(block.children) and all(map(_is_colophon, block.children))
    return isinstance(block, tree.Paragraph) and block.role is Role.COLOPHON


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
    frame = flow.frame.inset(hang)
    inner = replace(flow, parent=pending.element, frame=frame, wide=frame, atoms=[], boxes=(), language="", flush=Role.NOTE)
    flow.set_blocks(inner, pending.node.children)
    if not inner.atoms:
        inner.atoms.append(Atom(style.leading.pt))
    _label(flow, inner.atoms[0], pending, style)
    inner.atoms[0].anchors.append(Anchor(pending.footnote.identifier, kind=AnchorKind.NOTE))
    return inner.atoms


def _label(flow: Flow, first: Atom, pending: PendingNote, style: TextStyle) -> None:
    setting = _number_setting(flow.job, style)
    flow.job.report_missing(setting, pending.number, pending.node.position)
    run = Run(pending.number, setting, pending.back.element.content(), pending.back)
    form = Form(flow.frame, style.leading.pt, style.size.pt, style.align, mirrored=flow.job.mirrored)
    absorb(first, lone_word(run, form) or set_lines([[run]], form)[0], 0.0)


def _number_setting(job: Job, style: TextStyle) -> Setting:
    manner = varied(job.manner, bold=True, colour=job.role(Role.NOTE_MARK).colour, features=("tnum", "lnum"))
    return job.setting(style, manner)


def _widest_number(job: Job, style: TextStyle) -> float:
    return _number_setting(job, style).word("0" * len(str(max(job.note_count, 1)))).width
