"""Lines found one at a time, in linear time: as Word finds them, and where fitting a paragraph as a whole would take too long."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.layout.linebreak import Breaks, Measure

# The penalty of a break inside a word that is wider than the measure, and how many lines in a row may end in a hyphen.
LAST_RESORT = 2_000.0
MOST_HYPHENS = 2


def filled(breaks: Breaks, measure: Measure) -> list[int]:
    """Line ends as Word has them: each line takes what it can hold, and a word is broken only where nothing else can be."""
    last, start, found = len(breaks) - 1, 0, list[int]()
    while start < last:
        fits = bisect_right(breaks.reach, measure.at(start) + breaks.starts[start] + 0.01, start + 1) - 1
        fits = max(fits, start + 1)
        usual = (at for at in range(fits, start, -1) if at == last or breaks.penalties[at] < LAST_RESORT)
        start = next(usual, fits)
        found.append(start)
    return found


def first_fit(breaks: Breaks, measure: Measure) -> list[int]:
    """Line ends found one line at a time, in linear time: for paragraphs of enormous words, and where total fit finds nothing.

    A break with a great penalty is passed over for a better one in the last third of the line, and one with a hyphen for one
    without after two lines that end in one.
    """
    last, start, found, ladder = len(breaks) - 1, 0, list[int](), 0
    while start < last:
        room = measure.at(start) + breaks.starts[start]
        fits = bisect_right(breaks.reach, room + 0.01, start + 1) - 1
        if fits < last:
            fits = max(fits, start + 1)
            least = min(bisect_left(breaks.reach, room - measure.width / 3, start + 1), fits)
            choice = range(least, fits + 1)
            if ladder >= MOST_HYPHENS and any(breaks.hyphens[at] for at in choice):
                choice = range(start + 1, fits + 1)
            fits = max(choice, key=lambda at: (not (ladder >= MOST_HYPHENS and breaks.hyphens[at]), -breaks.penalties[at], at))
        ladder = ladder + 1 if breaks.hyphens[fits] else 0
        found.append(fits)
        start = fits
    return found
