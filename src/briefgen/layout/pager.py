"""The pager: the galley cut into pages in one pass.

It fills a page greedily and goes back to the last place where a page may end. A line's notes are reserved at the foot as the
line is placed; what does not fit of a long note goes on at the foot of the next page.
"""

from __future__ import annotations

from collections import deque
from dataclasses import field, replace
from typing import TYPE_CHECKING, NamedTuple

from briefgen.layout.floats import passing, put_off
from briefgen.layout.galley import Atom, Placed
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.layout.galley import Box, Footnote, RepeatedHead

# Between the text and the first note, the rule included.
FOOT_GAP = 16.0
# A note is parted only if it has at least this many lines, or if the page would be emptier than this without its line.
_LONG_NOTE, _FULL_ENOUGH = 5, 0.7
_LEAST_LINES = 2
# How many short notes share a row at the foot, and the least space between two of them.
SHORT_NOTES, _SHORT_GAP = 4, 6.0
# Over a colophon that would otherwise have a page of its own; there is a rule in it.
_CLOSE = 14.0
# The most of a page that notes from the page before take, while there is text that can stand over them.
_CARRIED = 0.7
# Higher than any page.
_ENDLESS = 1e9


class PlacedHead(NamedTuple):
    """A repeated head and the height of its top."""

    head: RepeatedHead
    top: float


@dataclass(slots=True)
class PageFill:
    """What stands on one page. ``foot`` are lines of notes, the first one highest; they end at the bottom of the text."""

    atoms: list[Placed] = field(default_factory=list)
    heads: list[PlacedHead] = field(default_factory=list)
    foot: list[FootLine] = field(default_factory=list)

    @property
    def foot_top(self) -> float:
        """The height of the top of the first note; 0 if there is none."""
        return max((line.top for line in self.foot), default=0.0)

    @property
    def is_colophon(self) -> bool:
        """Whether nothing stands here but the last words of the document."""
        return bool(self.atoms) and not self.foot and all(placed.atom.sinks for placed in self.atoms)

    @property
    def foot_height(self) -> float:
        """The height of all lines of notes."""
        return sum(line_height(line.atom) for line in self.foot if not line.shift)


class FootLine(NamedTuple):
    """A line of a note at the foot: how far it stands to the right of where it was set, and the height of its top."""

    atom: Atom
    shift: float
    top: float = 0.0


class _Mark(NamedTuple):
    """A place where the page may end: how much of everything has been placed by then."""

    next: int
    atoms: int
    heads: int
    foot: int


class Column(NamedTuple):
    """Where text stands on every page: between two heights, on a measure of some width."""

    top: float
    bottom: float
    width: float


def cut(galley: Iterable[Atom], column: Column, carried: Iterable[Atom] = ()) -> Iterator[PageFill]:
    """The pages of a galley, one after the other; at least one. ``carried`` are lines of notes that come before all others."""
    yield from _cut(list(galley), column, list(carried))


def _cut(atoms: list[Atom], column: Column, notes: list[Atom]) -> list[PageFill]:
    while atoms and atoms[-1].new_page:
        atoms.pop()
    pages = _filled(atoms, column, notes)
    if len(pages) > 1 and pages[-1].is_colophon:
        pages = min(_filled(_tightened(atoms), column, notes), pages, key=len)
    _sink(pages[-1], column.bottom)
    for page in pages:
        _stand(page, column.bottom)
    return pages


def _stand(page: PageFill, bottom: float) -> None:
    """Give every line at the foot its height."""
    y = row = bottom + page.foot_height
    for number, line in enumerate(page.foot):
        if not line.shift:
            row, y = y, y - line_height(line.atom)
        page.foot[number] = line._replace(top=row)


def _filled(atoms: Sequence[Atom], column: Column, carried: Iterable[Atom]) -> list[PageFill]:
    pages: list[PageFill] = []
    waiting: deque[Atom] = deque(carried)
    order, at = list(atoms), 0
    while at < len(order) or waiting or not pages:
        before = deque(waiting)
        filler = _Filler(order, at, column, waiting)
        end = filler.fill()
        if end < len(order) and order[end].floats and filler.page.atoms:
            following = passing(order, end + order[end].floats)
            trial = _Filler([*order[at:end], *following, Atom(_ENDLESS)], 0, column, before)
            passed = trial.fill() - (end - at)
            if passed > 0:
                put_off(order, end, passed)
                filler, waiting, end = trial, before, end + passed
        pages.append(filler.page)
        at = end
    return pages


def _tightened(atoms: Sequence[Atom]) -> list[Atom]:
    """The galley with its last words closer to what is before them and to each other, so that they may do without a page."""
    start = len(atoms)
    while start and atoms[start - 1].sinks:
        start -= 1
    last = [replace(atom, before=min(atom.before, _CLOSE if n == 0 else 0.0), after=0.0) for n, atom in enumerate(atoms[start:])]
    return [*atoms[:start], *last]


def _sink(page: PageFill, bottom: float) -> None:
    """Bring the last words of a document, such as its colophon, down to the foot of the last page."""
    start = len(page.atoms)
    while start and page.atoms[start - 1].atom.sinks:
        start -= 1
    if start == len(page.atoms):
        return
    low = page.atoms[-1].top - page.atoms[-1].atom.height
    room = low - bottom - (page.foot_height + FOOT_GAP if page.foot else 0.0)
    page.atoms[start:] = [Placed(atom, top - max(room, 0.0)) for atom, top in page.atoms[start:]]


def line_height(line: Atom) -> float:
    """The height of a note's line with the space after it."""
    return line.height + line.after


def note_lines(notes: Sequence[Footnote]) -> Iterator[list[Atom]]:
    """The lines of each note, and after it those of the notes whose marks stand in it."""
    for note in notes:
        yield note.lines
        for line in note.lines:
            yield from note_lines(line.notes)


class _Filler:
    """One page being filled."""

    def __init__(self, galley: Sequence[Atom], start: int, column: Column, waiting: deque[Atom]) -> None:
        self.galley, self.next, self.waiting = galley, start, waiting
        self.top, self.bottom, self.width = column
        self.page = PageFill()
        self.y = self.top
        self.foot = 0.0
        self.row = 0.0
        self.after = 0.0
        self.boxes: tuple[Box, ...] = ()
        self.mark: _Mark | None = None

    def fill(self) -> int:
        """Fill the page; the number of the first atom that is for the next."""
        self._take_waiting()
        while self.next < len(self.galley):
            atom = self.galley[self.next]
            if atom.new_page:
                if self.page.atoms:
                    break
                self.next += 1
                continue
            if not self._place(atom):
                break
        else:
            return self.next
        if self.next >= len(self.galley) or self.galley[self.next].new_page:
            return self.next
        return self._go_back()

    def _take_waiting(self) -> None:
        """Lines of notes that the page before had no room for."""
        following = self.galley[self.next] if self.next < len(self.galley) else None
        height = self.top - self.bottom
        room = height * _CARRIED if following is not None and not following.notes else height - FOOT_GAP
        while self.waiting and (not self.page.foot or self.foot + line_height(self.waiting[0]) <= room):
            self._add_foot(self.waiting.popleft())

    def _beside(self, line: Atom, row: float) -> float:
        """How much of the row is taken once a line of a note is added to it; 0 if the next line cannot stand beside it.

        Short notes (``Ibid.``) share a row, each beginning at a quarter of the measure.
        """
        stop = self.width / SHORT_NOTES
        if not 0.0 < line.extent <= stop - _SHORT_GAP:
            return 0.0
        return stop if not row or row + stop > self.width + 0.01 else row + stop

    def _height_of(self, lines: Iterable[Atom]) -> float:
        """By how much lines of notes would make the foot higher, the space over it left out."""
        height, row = 0.0, self.row
        for line in lines:
            after = self._beside(line, row)
            height += line_height(line) if after <= row or not row else 0.0
            row = after
        return height

    def _add_foot(self, line: Atom) -> None:
        after = self._beside(line, self.row)
        shift = self.row if after > self.row > 0.0 else 0.0
        if not shift:
            self.foot += line_height(line) + (0.0 if self.page.foot else FOOT_GAP)
        self.row = after
        self.page.foot.append(FootLine(line, shift))

    def _place(self, atom: Atom) -> bool:
        """Place an atom if it fits with its notes; whether it was placed and more may follow."""
        top, head = self._top_of(atom)
        below = top - atom.height - sum(box.pad for box in atom.boxes)
        notes = list(note_lines(atom.notes))
        wanted = self._height_of(line for lines in notes for line in lines)
        gap = FOOT_GAP if notes and not self.page.foot else 0.0
        room = below - self.bottom - self.foot - gap
        if room >= wanted - 0.01 and not (notes and self.waiting):
            self._put(atom, top, head)
            for lines in notes:
                for line in lines:
                    self._add_foot(line)
            if not atom.keep:
                self.mark = _Mark(self.next, len(self.page.atoms), len(self.page.heads), len(self.page.foot))
            return True
        begun = self.page.atoms or self.page.foot
        if begun and (not notes or self.waiting or not self._may_part(atom, notes, room)):
            return False
        self._put(atom, top, head)
        self._part_notes(notes, room + self.foot + gap)
        self.mark = _Mark(self.next, len(self.page.atoms), len(self.page.heads), len(self.page.foot))
        return not notes

    def _may_part(self, atom: Atom, notes: list[list[Atom]], room: float) -> bool:
        """Whether the last note of a line may go on on the next page."""
        whole = sum(line_height(line) for lines in notes[:-1] for line in lines)
        begun = sum(line_height(line) for line in notes[-1][:_LEAST_LINES])
        if room < whole + begun or atom.keep:
            return False
        filled = (self.top - self.y + self.foot) / (self.top - self.bottom)
        return len(notes[-1]) >= _LONG_NOTE or filled < _FULL_ENOUGH

    def _part_notes(self, notes: list[list[Atom]], room: float) -> None:
        """Put as many lines of notes on this page as there is room for; the others wait for the next."""
        for lines in notes:
            for line in lines:
                gap = 0.0 if self.page.foot else FOOT_GAP
                if self.waiting or self.foot + gap + self._height_of([line]) > room + 0.01:
                    self.waiting.append(line)
                else:
                    self._add_foot(line)

    def _top_of(self, atom: Atom) -> tuple[float, PlacedHead | None]:
        """Where an atom's top would be, and the table head that would be repeated over it."""
        same = 0
        while same < min(len(self.boxes), len(atom.boxes)) and self.boxes[same] is atom.boxes[same]:
            same += 1
        left, entered = self.boxes[same:], atom.boxes[same:]
        y = self.y - sum(box.pad for box in left)
        after = max([self.after if not left else 0.0, *(box.style.space_after.pt for box in left)])
        before = max([atom.before if not entered else 0.0, *(box.style.space_before.pt for box in entered)])
        if self.page.atoms:
            y -= max(before, after)
        y -= sum(box.pad for box in entered)
        head = atom.head
        if head is None:
            return y, None
        last = self.page.atoms[-1].atom if self.page.atoms else None
        if last is not None and (last is head.original or last.head is head):
            return y, None
        return y - head.height, PlacedHead(head, y)

    def _put(self, atom: Atom, top: float, head: PlacedHead | None) -> None:
        if head is not None:
            self.page.heads.append(head)
        self.page.atoms.append(Placed(atom, top))
        self.y, self.after, self.boxes = top - atom.height, atom.after, atom.boxes
        self.next += 1

    def _go_back(self) -> int:
        """End the page at the last place where it may end, if there is one."""
        mark = self.mark
        if mark is None or mark.next == self.next:
            return self.next
        del self.page.atoms[mark.atoms :]
        del self.page.heads[mark.heads :]
        del self.page.foot[mark.foot :]
        return mark.next
