"""Notes at the feet of pages: all their lines in the order of their numbers, and how a stretch of them stands in columns.

A column ends between two notes if that costs little height; else inside one that leaves at least two lines at either side.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from briefgen.layout.galley import AnchorKind
from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.layout.galley import Atom, Footnote, Frame

# Between the text and the first note, the rule included.
FOOT_GAP = 18.0
# The same where pages are to be like a word processor's.
WORD_GAP = 7.0
_LEAST_LINES = 2
# So many lines must be saved before a note is parted between two columns.
_PARTED = 4.5
# So many heights are kept.
_REMEMBERED = 2000


class FootLine(NamedTuple):
    """A line of a note at the foot: how far it stands to the right of where it was set, and the height of its top."""

    atom: Atom
    shift: float
    top: float


def line_height(line: Atom) -> float:
    """The height of a note's line with the space after it."""
    return line.height + line.after


def note_lines(notes: Sequence[Footnote]) -> Iterator[list[Atom]]:
    """The lines of each note, and after it those of the notes whose marks stand in it."""
    for note in notes:
        yield note.lines
        for line in note.lines:
            yield from note_lines(line.notes)


class NoteLines:
    """The lines of all notes met so far, counted from 0; a stretch of them goes from one number up to another."""

    def __init__(self, frames: Sequence[Frame], gap: float = FOOT_GAP) -> None:
        self.frames, self._gap = frames, gap
        self._lines: dict[int, Atom] = {}
        self._below = array("d", [0.0])
        self._starts = array("q")
        self._heights: dict[tuple[int, int], float] = {}

    def __len__(self) -> int:
        return len(self._below) - 1

    def add(self, lines: Iterable[Atom]) -> None:
        """More lines; a line with a note's anchor begins a note."""
        for line in lines:
            number = len(self)
            if not number or any(anchor.kind is AnchorKind.NOTE for anchor in line.anchors):
                self._starts.append(number)
            self._lines[number] = line
            self._below.append(self._below[-1] + line_height(line))

    def add_notes(self, notes: Sequence[Footnote]) -> None:
        """The lines of notes and of the notes in them."""
        for lines in note_lines(notes):
            self.add(lines)

    def release(self, placed: tuple[int, int]) -> None:
        """Forget a stretch of lines."""
        for number in range(*placed):
            self._lines.pop(number, None)
        if len(self._heights) > _REMEMBERED:
            self._heights.clear()

    def height(self, start: int, end: int) -> float:
        """How high a stretch stands, the gap over it included; 0 for none."""
        if end <= start:
            return 0.0
        known = self._heights.get((start, end))
        if known is None:
            known = self._heights[start, end] = self._gap + self._high(start, end, self._column_end(start, end))
        return known

    def fitting(self, start: int, end: int, room: float) -> int:
        """Up to which line a stretch goes that is no higher than ``room``, and does not part a note badly if that can be had."""
        low, high = start, end
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.height(start, middle) <= room else (low, middle - 1)
        fit = self._legal_before(low, start)
        return fit if fit > start else low

    def begun(self, end: int) -> int:
        """The least number of lines that must stand with the mark of the note that holds line ``end`` - 1: two of its own."""
        first = self._start_of(end - 1)
        return min(first + _LEAST_LINES, end) if end - first > _LEAST_LINES + 1 else end

    def placed(self, stretch: tuple[int, int], bottom: float) -> Iterator[FootLine]:
        """The lines of a stretch where they stand on a page."""
        start, end = stretch
        if end <= start:
            return
        parting = self._column_end(start, end)
        top = bottom + self._high(start, end, parting)
        for first, last, frame in ((start, parting, self.frames[0]), (parting, end, self.frames[-1])):
            for number in range(first, last):
                down = self._below[number] - self._below[first]
                yield FootLine(self._lines[number], frame.x - self.frames[0].x, top - down)

    def _high(self, start: int, end: int, parting: int) -> float:
        return max(self._below[parting] - self._below[start], self._below[end] - self._below[parting])

    def _column_end(self, start: int, end: int) -> int:
        """Where the first column ends."""
        if len(self.frames) < 2 or end - start < 2:
            return end
        below = self._below
        half = (below[start] + below[end]) / 2 - 0.01
        after = bisect_left(self._starts, bisect_left(below, half, start, end))
        between = [at for at in self._starts[max(after - 1, 0) : after + 1] if start < at < end]
        best = min((*between[::-1], end), key=lambda at: round(self._high(start, end, at), 2))
        middle = self._legal_after(bisect_left(below, half, start, end), start, end)
        saved = self._high(start, end, best) - self._high(start, end, middle)
        return middle if saved > _PARTED * (below[start + 1] - below[start]) else best

    def _start_of(self, number: int) -> int:
        """The first line of the note that a line belongs to."""
        at = bisect_left(self._starts, number + 1) - 1
        return self._starts[at] if at >= 0 else 0

    def _end_of(self, number: int) -> int:
        at = bisect_left(self._starts, number + 1)
        return self._starts[at] if at < len(self._starts) else len(self)

    def _may_part(self, at: int) -> bool:
        """Whether a column or page may begin with a line."""
        if at >= len(self):
            return True
        first = self._start_of(at)
        return at == first or (at - first >= _LEAST_LINES and self._end_of(at) - at >= _LEAST_LINES)

    def _legal_before(self, at: int, start: int) -> int:
        while at > start and not self._may_part(at):
            at -= 1
        return at

    def _legal_after(self, at: int, start: int, end: int) -> int:
        while at < end and not (at > start and self._may_part(at)):
            at += 1
        return at
