"""Justification: what is spare on a line goes into its word spaces, and where they would show it, a trace of it between letters.

What letters take is a fraction of what the same word differs by from one face to another, and no eye finds it; the spaces it
saves from being half as wide again are seen by every reader.
"""

from __future__ import annotations

# Beyond this a justified line is set ragged instead: a river across the page is worse than a short line.
_WIDEST_SPACE, _NARROWEST_SPACE = 2.6, 0.55
# Word spaces between these multiples of their own width are left alone, and letters where they suffice.
_WIDE, _NARROW = 1.25, 0.85
# The most that goes between two letters, and the most that is taken, in ems of the paragraph's size.
_MOST_ADDED, _MOST_TAKEN = 0.008, 0.005


def needs_letters(spare: float, glue: float) -> bool:
    """Whether the spaces of a line, ``glue`` wide together, are not enough by themselves for what is spare."""
    return not _NARROW * glue <= glue + spare <= _WIDE * glue


def between_letters(spare: float, glue: float, gaps: int, size: float) -> float:
    """What goes into each gap between two glyphs, in points: hundredths, as painters write it; less than 0 if it is taken away."""
    if gaps < 1:
        return 0.0
    if spare > 0:
        return int(min((spare - (_WIDE - 1) * glue) / gaps, _MOST_ADDED * size) * 100) / 100
    return int(max((spare + (1 - _NARROW) * glue) / gaps, -_MOST_TAKEN * size) * 100) / 100


def fitted(room: float, natural: float, glue: float, *, justify: bool) -> tuple[float, float, float]:
    """How many times as wide spaces are, how many times as large everything is if nothing else helps, and the room left over."""
    spare, stretch = room - natural, 1.0
    if glue and (spare < 0 or justify):
        wanted = 1 + spare / glue
        stretch = max(wanted, _NARROWEST_SPACE) if wanted <= _WIDEST_SPACE else 1.0
        spare -= (stretch - 1) * glue
    if spare < -0.01:
        return stretch, room / (room - spare), 0.0
    return stretch, 1.0, spare
