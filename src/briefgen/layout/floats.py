"""Floats: captioned tables and figures that stand at the top of the next page while the text after them goes on.

What passes a float is text of the same section, under headings of its own too. A float with notes is passed only by text without,
for notes are met in the order of their numbers.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.layout.strip import joint
from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.layout.galley import Atom
    from briefgen.layout.strip import Strip


class Range(NamedTuple):
    """Atoms from one number up to another."""

    start: int
    end: int


def has_notes(strip: Strip, part: Range) -> bool:
    """Whether there are marks of notes in a stretch."""
    return strip.due(part.end) > strip.due(part.start)


def height(strip: Strip, part: Range) -> float:
    """How high a stretch is at the top of a page."""
    return strip.low[part.end - 1] - strip.top[part.start]


def stacked(strip: Strip, parts: Sequence[Range]) -> float:
    """How high floats are one under the other."""
    total = sum(height(strip, part) for part in parts)
    return total + sum(joint(strip[one.end - 1], strip[other.start]) for one, other in pairwise(parts))


def passing_end(strip: Strip, start: int, *, noted: bool, depth: float, level: int = 0) -> int:
    """Up to where text from ``start`` on may stand before a float: the next heading, box, table or float, and the next mark of a
    note if the float is ``noted``. A heading below the ``level`` of the one over the float is no end. Nothing more than ``depth``
    below ``start`` is looked at."""
    end = start
    while strip.has(end) and not _stops(strip[end], level) and not (noted and strip.marked(end)):
        if strip.low[end] - strip.top[start] > depth:
            break
        end += 1
    return end


def _stops(atom: Atom, level: int) -> bool:
    if atom.opens and (not level or atom.level <= level):
        return True
    return bool(atom.new_page or atom.floats or atom.boxes or atom.head or atom.sinks)
