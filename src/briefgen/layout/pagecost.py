"""What a page costs: the square of the hole at its foot, and what is parted that would better stand together.

A unit is about what a reader sees of a page that is a line short.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout.pages import GlyphRun

if TYPE_CHECKING:
    from briefgen.layout.galley import Atom

# A foot this far from the bottom of the text is not seen to be short.
UNSEEN = 15.0
# What the hole of a whole page would cost, and what that is multiplied by before a section's title and inside a paragraph.
_HOLE, _BEFORE_TITLE, _INSIDE = 1000.0, 0.5, 2.5
_STRETCHED, _SHRUNK = 2.0, 3.0
_BOX_PARTED, _TABLE_PARTED = 30.0, 18.0
NOTE_PARTED, PUT_OFF, WITHOUT_TEXT = 22.0, 4.0, 12.0
_WORD_PARTED = 1.5
# The last page before a forced break, if no more than this part of it is filled.
_HARDLY_ANYTHING, _ALMOST_EMPTY = 60.0, 0.16
# A page that costs no more is as it should be.
GOOD = 4.0


def cost_of_space(space: float, page: float, gives: float, takes: float, weight: float = 1.0) -> float:
    """What is left of a page's height, or has to be taken from its spaces, when they can grow and shrink by so much.

    ``weight`` is that of the place at which the page ends (see :func:`weight_of_hole`).
    """
    if space < 0.0:
        return _SHRUNK * min(-space / max(takes, 0.01), 1.0) ** 2
    if space <= gives:
        return _STRETCHED * (space / max(gives, 0.01)) ** 2
    left = space - gives if space - gives <= UNSEEN else space
    return _STRETCHED * (left < space) + _HOLE * (left / page) ** 2 * weight


def weight_of_hole(below: Atom | None, gap: float) -> float:
    """How much a hole counts over what would have followed after a ``gap``: little before a section, much inside a paragraph."""
    if below is not None and below.title:
        return _BEFORE_TITLE
    return _INSIDE if gap < 0.01 and below is not None and below.head is None else 1.0


def cost_of_last(free: float, shrunk: float) -> float:
    """A page that ends because it must, such a part of which is free, or whose spaces are shrunk by such a part."""
    if free < 0.0:
        return _SHRUNK * shrunk**2
    return _HARDLY_ANYTHING * max(1 - (1 - free) / _ALMOST_EMPTY, 0.0)


def cost_of_parting(above: Atom, below: Atom) -> float:
    """Two neighbours on two pages."""
    cost = _WORD_PARTED if is_divided(above) else 0.0
    if above.boxes and below.boxes and above.boxes[0] is below.boxes[0]:
        cost += _BOX_PARTED
    if below.head is not None:
        cost += _TABLE_PARTED
    return cost


def is_divided(line: Atom) -> bool:
    """Whether a line ends inside a word, with a hyphen that is none of the word's own."""
    last = line.items[-1] if line.items else None
    return isinstance(last, GlyphRun) and bool(last.glyphs) and last.glyphs[-1].text == "\u00ad"
