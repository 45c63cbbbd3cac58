"""Beside the text: what stands in the margin column begins at the height of its anchor, and makes room for its neighbours.

What is wide, a table, a figure, a box or the bar over a section's title, fills the margin column too and parts it: what stands in
the margin stays between two of them, lower if something is there already, higher if it would end too low.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout.galley import Placed, spaced, stacked
from briefgen.layout.strip import padding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.layout.galley import Atom

# Between what stands in the margin, one under the other, and before what is wide.
_GAP = 12.0


class Margin:
    """The margin column of one page as its text is placed, from ``start`` downwards. Distances are from the page's top."""

    def __init__(self, start: float = 0.0) -> None:
        self._from = start
        self._needed = 0.0

    def push(self, atom: Atom, y: float) -> float:
        """Where the top of an atom stands that would stand at ``y``: below what is in the margin if it is wide."""
        if is_wide(atom):
            y = max(y, self._from + self._needed + padding(atom)) if self._needed else y
            self._from, self._needed = y + atom.height + padding(atom) + _GAP, 0.0
        if atom.side:
            self._needed += stacked(atom.side) + _GAP
        return y

    @property
    def low(self) -> float:
        """How far down the margin is taken, at the least; 0 if nothing stands there."""
        return self._from + self._needed - _GAP if self._needed else 0.0


def is_wide(atom: Atom) -> bool:
    """Whether an atom reaches into the margin column."""
    return atom.wide or bool(atom.boxes) or bool(atom.title)


def placed_beside(atoms: Sequence[Placed], top: float, bottom: float) -> Iterator[Placed]:
    """What stands in the margin beside the atoms of a page whose text is between two heights."""
    upper, waiting = top, list[Placed]()
    for placed in atoms:
        if is_wide(placed.atom):
            around = padding(placed.atom) + _GAP
            yield from _settled(waiting, upper, placed.top + around)
            upper, waiting = placed.top - placed.atom.height - around, []
        if placed.atom.side:
            waiting.append(placed)
    yield from _settled(waiting, upper, bottom)


def _settled(anchors: Sequence[Placed], upper: float, lower: float) -> Iterator[Placed]:
    """Each at the height of its anchor or below the one before, and all of them higher if the last would end too low."""
    tops: list[float] = []
    groups = [anchor.atom.side for anchor in anchors]
    for anchor, group in zip(anchors, groups, strict=True):
        tops.append(min(anchor.top, upper))
        upper = tops[-1] - stacked(group) - _GAP
    for number in range(len(tops) - 1, -1, -1):
        tops[number] = max(tops[number], lower + stacked(groups[number]))
        lower = tops[number] + _GAP
    for start, group in zip(tops, groups, strict=True):
        yield from (Placed(atom, start - down) for down, atom in spaced(group))
