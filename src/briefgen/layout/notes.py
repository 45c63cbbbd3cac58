"""Notes: the text of a note as lines, its number hanging before them; at the foot of a page or at the end of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout import direction
from briefgen.layout.flow import finish_paragraph
from briefgen.layout.footnotes import FOOT_GAP, NoteLines, line_height
from briefgen.layout.galley import Anchor, AnchorKind, Atom, Frame, absorb, shifted, stacked
from briefgen.layout.itemise import Run
from briefgen.layout.job import varied
from briefgen.layout.line import Form
from briefgen.layout.lines import set_lines
from briefgen.layout.straight import lone_word
from briefgen.model import tree
from briefgen.model.house import SettingMode
from briefgen.model.role import Role
from briefgen.model.script import is_right_to_left
from briefgen.model.value import replace
from briefgen.model.walk import plain_text

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
# "Undetermined" (ISO 639-2), in Arabic script.
_RIGHT_TO_LEFT = "und-Arab"
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
    section, start = replace(flow, parent=flow.parent.add("Sect")), len(flow.atoms)
    flow.set_blocks(section, last.children if isinstance(last, tree.Section) else (last,))
    frames = foot_frames(flow.job.style)
    lines = list(_endnotes(section, frames[0] if len(frames) > 1 else flow.frame))
    if len(frames) < 2 or any(map(_is_apart, lines)) or not _in_columns(section, frames, lines, start):
        flow.add(*lines)
    flow.atoms += colophon


def _is_colophon(block: tree.Block) -> bool:
    if isinstance(block, tree.Section | tree.Div):
        return bool(block.children) and all(map(_is_colophon, block.children))
    return isinstance(block, tree.Paragraph) and block.role is Role.COLOPHON


def _endnotes(flow: Flow, frame: Frame) -> Iterator[Atom]:
    """Their lines, one under the other."""
    for pending in _taken(flow):
        flow.parent.children.append(pending.element)
        lines = _set(replace(flow, frame=frame), pending)
        finish_paragraph(lines, flow.job.role(Role.NOTE))
        lines[-1].after = max(lines[-1].after, _BETWEEN)
        yield from lines


def _is_apart(line: Atom) -> bool:
    """Whether a line is more than what it draws, so that only a page can hold it."""
    return bool(line.boxes or line.head or line.side or line.new_page)


def _in_columns(flow: Flow, frames: Sequence[Frame], lines: Sequence[Atom], start: int) -> bool:
    """Set the notes as those at the feet of pages are, in two columns; what is under their heading, which is the atom ``start``,
    fills its page, or several from the next one on. ``False``, and nothing is set: a line is too high for that."""
    page = flow.job.style.page
    full = page.height.pt - page.margin_top.pt - page.margin_bottom.pt
    over = stacked(flow.atoms[start:]) + max([atom.after for atom in flow.atoms[-1:]], default=0.0)
    notes, room, end, made = NoteLines(frames), full - over, 0, list[Atom]()
    notes.add(lines)
    if max(map(line_height, lines), default=0.0) > room - 1.0:
        return False
    while end < len(lines):
        begin, end = end, notes.fitting(end, len(lines), room + FOOT_GAP - 1.0)
        high = notes.height(begin, end) - FOOT_GAP
        block = Atom(high, wide=True)
        for line in notes.placed((begin, end), -high):
            absorb(block, shifted(line.atom, line.shift), -line.top)
        made.append(block)
        room = full
    if len(made) > 1:
        flow.atoms.insert(start, Atom(0.0, new_page=True))
    flow.add(*made)
    return True


def _taken(flow: Flow) -> Iterator[PendingNote]:
    while flow.pending:
        yield flow.pending.pop(0)


def _set(flow: Flow, pending: PendingNote) -> list[Atom]:
    style = flow.job.role(Role.NOTE)
    hang = max(style.indent_left.pt, _widest_number(flow.job, style) + _GAP)
    flow = replace(flow, language=_language(flow, pending))
    frame = flow.frame.inset(0.0, hang) if flow.turned else flow.frame.inset(hang)
    inner = replace(flow, parent=pending.element, frame=frame, wide=frame, atoms=[], boxes=(), flush=Role.NOTE)
    flow.set_blocks(inner, pending.node.children)
    if not inner.atoms:
        inner.atoms.append(Atom(style.leading.pt))
    _label(flow, inner.atoms[0], pending, style)
    inner.atoms[0].anchors.append(Anchor(pending.footnote.identifier, kind=AnchorKind.NOTE))
    return inner.atoms


def _language(flow: Flow, pending: PendingNote) -> str:
    """The language of a note: its own where all of it is in one, else that of the words around its mark, unless its letters go
    the other way: a Persian sentence may rest on an English book."""
    languages = {block.attributes.get("lang") for block in pending.node.children if isinstance(block, tree.Div)}
    if len(languages) == 1 and all(isinstance(block, tree.Div) for block in pending.node.children) and (own := languages.pop()):
        return own
    around = pending.language if pending.language != flow.job.language else ""
    if flow.job.mirrored or all(map(_is_ascii, pending.node.children)):
        return ""
    if not direction.base_level(plain_text(pending.node.children), around or flow.job.language):
        return ""
    return around if is_right_to_left(around) else _RIGHT_TO_LEFT


def _is_ascii(block: tree.Block) -> bool:
    """Whether a block is plainly one whose letters are Latin, which nearly all notes are."""
    inlines = block.children if isinstance(block, tree.Paragraph) else ()
    return bool(inlines) and all(isinstance(inline, tree.Text) and inline.text.isascii() for inline in inlines)


def _label(flow: Flow, first: Atom, pending: PendingNote, style: TextStyle) -> None:
    setting = _number_setting(flow.job, style)
    flow.job.report_missing(setting, pending.number, pending.node.position)
    run = Run(pending.number, setting, pending.back.element.content(), pending.back)
    mirrored, turned = flow.job.mirrored, flow.turned
    form = Form(flow.frame, style.leading.pt, style.size.pt, style.align, from_right=turned, mirrored=mirrored)
    absorb(first, lone_word(run, form) or set_lines([[run]], form)[0], 0.0)


def _number_setting(job: Job, style: TextStyle) -> Setting:
    manner = varied(job.manner, bold=True, colour=job.role(Role.NOTE_MARK).colour, features=("tnum", "lnum"))
    return job.setting(style, manner)


def _widest_number(job: Job, style: TextStyle) -> float:
    return _number_setting(job, style).word("0" * len(str(max(job.note_count, 1)))).width
