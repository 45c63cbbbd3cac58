"""The strip: the galley as it arrives, measured as though there were no pages, so that any stretch of it is measured at once."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.layout.footnotes import NoteLines
    from briefgen.layout.galley import Atom

# Spaces from this height on may be a little larger or smaller to bring a page's foot down or to gain a line.
_ELASTIC = 5.0
_GIVES, _HEADING_GIVES, _TAKES = 0.4, 0.6, 0.2
_MOST, _HEADING_MOST = 5.0, 8.0
# The space over a document's last words, a rule in it, when they would otherwise have a page of their own.
_CLOSE = 14.0
# What is higher than this is not one line.
_LINE = 24.0


def joint(above: Atom, atom: Atom) -> float:
    """From the bottom of one atom to the top of the next: the larger of their spaces, and the padding of boxes between them."""
    if not above.boxes and not atom.boxes:
        return max(atom.before, above.after)
    same = 0
    while same < min(len(above.boxes), len(atom.boxes)) and above.boxes[same] is atom.boxes[same]:
        same += 1
    left, entered = above.boxes[same:], atom.boxes[same:]
    after = max([above.after if not left else 0.0, *(box.style.space_after.pt for box in left)])
    before = max([atom.before if not entered else 0.0, *(box.style.space_before.pt for box in entered)])
    return sum(box.pad for box in left) + max(before, after) + sum(box.pad for box in entered)


def padding(atom: Atom) -> float:
    """The padding of all boxes around an atom, at one side."""
    return sum(box.pad for box in atom.boxes) if atom.boxes else 0.0


class Strip:
    """Atoms counted from 0. ``top`` and ``low`` are how far an atom's top and bottom are below the strip's beginning; ``noted`` is
    how many lines of notes there are up to and with its own; ``gives`` and ``takes`` are by how much all spaces up to it may
    grow and shrink; ``legal``: a page may end after it."""

    def __init__(self, galley: Iterable[Atom], notes: NoteLines, *, rigid: bool = False) -> None:
        self.top, self.low = array("d"), array("d")
        self.gives, self.takes = array("d"), array("d")
        self.noted, self.legal = array("q"), bytearray()
        self.breaks, self.floats, self.sides = array("q"), array("q"), array("q")
        self._coming, self._notes = iter(galley), notes
        self._atoms: list[Atom] = []
        self._base = 0
        self._ended = False
        self._under_heading = 0
        self._rigid = rigid
        self._low = self._gives = self._takes = 0.0
        self._carried = len(notes)

    def __getitem__(self, number: int) -> Atom:
        return self._atoms[number - self._base]

    def has(self, number: int) -> bool:
        """Whether there is such an atom; it is fetched if it has not come yet."""
        while number >= len(self.top) and self._fetch():
            pass
        return number < len(self.top)

    def reach(self, start: int, depth: float) -> int:
        """Fetch all that is less than ``depth`` below ``start``, or what comes before the next forced break; the number of
        the first atom behind it."""
        while not self._ended:
            barrier = self._barrier(start)
            if barrier < len(self.top) or (len(self.top) > start and self.low[-1] - self.top[start] > depth):
                break
            self._fetch()
        return min(self._barrier(start), len(self.top))

    def begin(self, start: int) -> int:
        """The first atom from ``start`` on that is not a forced break."""
        while self.has(start) and self[start].new_page:
            start += 1
        return start

    def is_end(self, number: int) -> bool:
        """Whether a page that ends before an atom ends because it must: a forced break or the strip's end."""
        return not self.has(number) or self[number].new_page

    def due(self, number: int) -> int:
        """How many lines of notes belong to all that stands before an atom; those that came first of all are among them."""
        return self.noted[number - 1] if number else self._carried

    def marked(self, number: int) -> bool:
        """Whether an atom has marks of notes."""
        return self.noted[number] > self.due(number)

    def has_beside(self, start: int, end: int) -> bool:
        """Whether anything stands in the margin beside the atoms from one up to another."""
        at = bisect_left(self.sides, start)
        return at < len(self.sides) and self.sides[at] < end

    def floating(self, number: int) -> tuple[int, int] | None:
        """The float that an atom is a part of, as the numbers of its first atom and of what follows it; its atoms are fetched."""
        at = bisect_left(self.floats, number + 1) - 1
        if at < 0:
            return None
        start = self.floats[at]
        if start < self._base:
            return None
        end = start + self[start].floats
        if not (self.has(end) or len(self.top) == end) or end <= number:
            return None
        return start, end

    def release(self, upto: int) -> None:
        """Forget the atoms before ``upto``."""
        if upto - self._base > 64:
            del self._atoms[: upto - self._base]
            self._base = upto

    def _barrier(self, start: int) -> int:
        at = bisect_left(self.breaks, start)
        return self.breaks[at] if at < len(self.breaks) else 1 << 62

    def _fetch(self) -> bool:
        if self._ended:
            return False
        atom = next(self._coming, None)
        if atom is None:
            self._ended = True
            if self.legal:
                self.legal[-1] = 1
            return False
        self._append(atom)
        return True

    def _append(self, atom: Atom) -> None:
        number = len(self.top)
        above = self._atoms[-1] if self._atoms else None
        gap = joint(above, atom) if above is not None else 0.0
        if atom.sinks or (gap >= _ELASTIC and not self._rigid):
            gives, takes = elastic(gap, atom, above)
            self._gives, self._takes = self._gives + gives, self._takes + takes
        self.top.append(self._low + gap)
        self._low += gap + atom.height
        self.low.append(self._low)
        self.gives.append(self._gives)
        self.takes.append(self._takes)
        if atom.notes:
            self._notes.add_notes(atom.notes)
        self.noted.append(len(self._notes))
        self.legal.append(self._may_end(atom, gap))
        if number and (atom.new_page or (atom.opens and above is not None and not above.keep)):
            self.legal[number - 1] = 1
        self._atoms.append(atom)
        self._remember(number, atom)

    def _remember(self, number: int, atom: Atom) -> None:
        """Remember where forced breaks, floats and what stands in the margin are."""
        if atom.new_page:
            self.breaks.append(number)
        if atom.floats:
            self.floats.append(number)
        if atom.side:
            self.sides.append(number)
            for part in atom.side:
                self._notes.add_notes(part.notes)
                self.noted[number] = len(self._notes)

    def _may_end(self, atom: Atom, gap: float) -> bool:
        """A page does not end with a heading and one line."""
        if atom.opens:
            self._under_heading = 1
        elif self._under_heading == 1 and gap > 0.0:
            self._under_heading = 2
        elif self._under_heading == 2:
            self._under_heading = 0
        return not atom.keep and (self._rigid or not (self._under_heading and atom.height < _LINE))


def elastic(gap: float, atom: Atom, above: Atom | None) -> tuple[float, float]:
    """By how much a space may grow, and by how much it may shrink."""
    if atom.sinks:
        return 0.0, max(gap - (0.0 if above is not None and above.sinks else _CLOSE), 0.0)
    if atom.boxes or (above is not None and above.boxes):
        if above is None or (atom.boxes and above.boxes):
            return 0.0, 0.0
        gap -= padding(atom) + padding(above)
    if gap < _ELASTIC:
        return 0.0, 0.0
    gives = min(gap * _HEADING_GIVES, _HEADING_MOST) if atom.opens else min(gap * _GIVES, _MOST)
    return gives, min(gap * _TAKES, _MOST)
