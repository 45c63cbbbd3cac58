"""Atoms set one under the other where no page can end between them, as in a cell: their spaces, and the boxes behind them."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.layout.galley import Frame, absorb
from briefgen.layout.pages import Rectangle
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.layout.galley import Atom, Box


@dataclass(slots=True)
class Stack:
    """Each atom with the distance of its top from that of the stack, which is ``height`` high; ``backgrounds`` are behind them."""

    placed: list[tuple[float, Atom]] = field(default_factory=list)
    height: float = 0.0
    backgrounds: list[Rectangle] = field(default_factory=list)

    def into(self, atom: Atom, down: float) -> None:
        """Let an atom carry the stack, ``down`` points below its own top."""
        for rectangle in self.backgrounds:
            rectangle.y -= down
            atom.items.append(rectangle)
        for y, part in self.placed:
            absorb(atom, part, down + y)


def stack(atoms: Sequence[Atom]) -> Stack:
    """The atoms one under the other. Space before the first and after the last is left out, the padding of boxes is not."""
    made = Stack()
    open_: tuple[Box, ...] = ()
    y, last = 0.0, 0.0
    for atom in atoms:
        same = _shared(open_, atom.boxes)
        left, entered = open_[same:], atom.boxes[same:]
        y += sum(box.pad for box in left)
        if made.placed:
            after = max([0.0 if left else last, *(box.style.space_after.pt for box in left)])
            y += max([after, 0.0 if entered else atom.before, *(box.style.space_before.pt for box in entered)])
        y += sum(box.pad for box in entered)
        made.placed.append((y, atom))
        y, last, open_ = y + atom.height, atom.after, atom.boxes
    made.height = y + sum(box.pad for box in open_)
    made.backgrounds = [item for span in _spans(made.placed) for item in painted(*span)]
    return made


def _shared(one: Sequence[Box], other: Sequence[Box]) -> int:
    same = 0
    while same < min(len(one), len(other)) and one[same] is other[same]:
        same += 1
    return same


def _spans(placed: Sequence[tuple[float, Atom]]) -> list[tuple[Box, float, float]]:
    """The boxes, outer ones first, each with the heights it reaches from and to, which are negative."""
    spans: dict[Box, tuple[float, float]] = {}
    for y, atom in placed:
        for depth, box in enumerate(atom.boxes):
            pad = sum(inner.pad for inner in atom.boxes[depth:])
            top, low = -y + pad, -y - atom.height - pad
            spans[box] = (spans[box][0] if box in spans else top, low)
    return [(box, *span) for box, span in spans.items()]


def painted(box: Box, top: float, bottom: float) -> Iterator[Rectangle]:
    """A box between two heights: its ground, and the bar where its lines begin."""
    frame, style = box.frame, box.style
    yield Rectangle(frame.x, bottom, frame.width, top - bottom, style.background)
    if style.edge_width:
        edge = Frame(frame.x, style.edge_width.pt)
        x, width = frame.reflected(edge) if box.turned else edge
        yield Rectangle(x, bottom, width, top - bottom, style.edge)
