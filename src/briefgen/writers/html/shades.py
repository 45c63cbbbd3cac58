"""Colours by night: the house's own, as light as dark paper asks for."""

from __future__ import annotations

from briefgen.model.contrast import contrast, mixed
from briefgen.model.measure import Colour

PAPER = Colour(0x12, 0x18, 0x20)
"""The page by night."""
WHITE = Colour(255, 255, 255)
LEAST, MOST = 7.0, 11.0
"""Contrast of text by night, on paper and in boxes: at least what WCAG 2.2 §1.4.6 asks for, at most what does not glare."""
_BOX = 0.14
"""The share of its edge's colour in a box by night."""


def by_night(colour: Colour) -> Colour:
    """A colour of text with as much white in it as gives it, even in a box, the contrast that it has by day."""
    wanted = min(max(contrast(colour, WHITE), LEAST), MOST)
    ground = mixed(PAPER, WHITE, _BOX / 2)
    steps = (mixed(colour, WHITE, step / 20) for step in range(21))
    return next((shade for shade in steps if contrast(shade, ground) >= wanted), WHITE)


def box_by_night(edge: Colour) -> Colour:
    """The ground of a box by night: paper with something of its edge."""
    return mixed(PAPER, edge, _BOX)


def rule_by_night() -> Colour:
    """Hairlines by night."""
    return mixed(PAPER, WHITE, 0.25)
