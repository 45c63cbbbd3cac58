"""Where lines end: the total-fit method of Knuth and Plass (Software: Practice and Experience 11, 1981), and first fit.

Both look at numbers only. Total fit goes forward from each reachable break to the breaks that can end a line begun there; those
are found by bisection, so its time grows with the number of lines and not with the square of the words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import field
from operator import itemgetter, sub
from typing import TypeAlias

from briefgen.layout.firstfit import LAST_RESORT, MOST_HYPHENS, first_fit
from briefgen.model.named import NamedTuple
from briefgen.model.value import dataclass

# A space may grow by half of its width and lose a third of it before a line counts as bad; TeX's own proportions.
STRETCH, SHRINK = 0.5, 0.34
# Demerits, as in TeX: two hyphens in a row, a hyphen before the last line, tight beside loose.
_DOUBLE_HYPHEN, _LAST_HYPHEN, _CONTRAST, _LINE_PENALTY = 10_000.0, 5_000.0, 3_000.0, 10.0
# A last line shorter than this part of the measure, in justified and in ragged text, and what it costs there.
_SHORT, _SHORT_COST = (0.15, 0.2), (30_000.0, 400_000.0)
# How much of the measure a ragged line may leave before it counts as fully loose.
_RAG = 0.14
# From so many breaks on, or so many that are a last resort (inside a word wider than the measure), lines are filled one by one.
_GREEDY_FROM, _MOST_RESORTS = 250_000, 80
# How much of the measure the lines over a short last one may be set to.
_NARROWER = (0.95, 0.9, 0.85, 0.8)
_EASY, _NORMAL, _LOOSE, _ANY = 0.8, 1.6, 4.0, 1e6
# The badness of a line that nothing could be worse than.
_WORST = 1e8


@dataclass(slots=True)
class Breaks:
    """The legal ends of a paragraph's lines, as numbers; index 0 is its beginning and the last one its end.

    ``ends`` is the natural width from the paragraph's beginning to the break, with a hyphen if one is drawn and without what
    hangs into the margin; ``starts`` the same to where the next line begins. ``glue_ends`` and ``glue_starts`` count only the
    spaces. ``reach`` is ``ends`` without hyphen and hanging, so that it never falls. ``hyphens`` says where one is drawn.
    """

    ends: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    glue_ends: list[float] = field(default_factory=list)
    glue_starts: list[float] = field(default_factory=list)
    reach: list[float] = field(default_factory=list)
    penalties: list[float] = field(default_factory=list)
    hyphens: list[bool] = field(default_factory=list)
    _slack: float | None = None

    def __len__(self) -> int:
        return len(self.ends)

    @property
    def slack(self) -> float:
        """The most that a break's ``ends`` differs from its ``reach``, once all breaks are known."""
        if self._slack is None:
            self._slack = max(map(abs, map(sub, self.ends, self.reach)), default=0.0)
        return self._slack

    def add(self, *, width: float, glue: float, extra: float = 0.0, penalty: float = 0.0, hyphen: bool = False) -> None:
        """A break after ``width`` points of which ``glue`` are spaces; the next line begins there until said otherwise."""
        self.ends.append(width + extra)
        self.reach.append(width)
        self.starts.append(width)
        self.glue_ends.append(glue)
        self.glue_starts.append(glue)
        self.penalties.append(penalty)
        self.hyphens.append(hyphen)


class Measure(NamedTuple):
    """The width of a paragraph's lines in points. ``first`` is how much shorter the first one is (longer, where negative)."""

    width: float
    first: float = 0.0
    justified: bool = False

    def at(self, start: int) -> float:
        """The width of a line that begins at a break."""
        return self.width - self.first if start == 0 else self.width


_Node: TypeAlias = "tuple[float, int, _Node | None, int, int]"
"""A way to a break: its demerits, the break, the way to the one before, hyphens in a row, and how tight its last line is."""

_Best: TypeAlias = "list[_Node | None]"
"""The best ways to one break, by the hyphens in a row that they end in."""


def without_hyphens(breaks: Breaks, measure: Measure) -> list[int] | None:
    """The breaks that end the lines of a paragraph that can be set well without hyphens; ``None``: it cannot."""
    return None if _is_too_long(breaks) else total_fit(breaks, measure, _EASY)


def break_lines(breaks: Breaks, measure: Measure) -> list[int]:
    """The breaks that end the lines, the last one included."""
    if _is_too_long(breaks):
        return first_fit(breaks, measure)
    for tolerance in (_NORMAL, _LOOSE, _ANY):
        found = total_fit(breaks, measure, tolerance)
        if found is not None:
            return _without_orphan(breaks, measure, found)
    return first_fit(breaks, measure)


def _without_orphan(breaks: Breaks, measure: Measure, ends: list[int]) -> list[int]:
    """The same number of ragged lines with a longer last one, if it is short and the others can spare a word."""
    if measure.justified or len(ends) < 2 or _last(breaks, ends) >= _SHORT[True] * measure.width:
        return ends
    for part in _NARROWER:
        narrower = measure._replace(width=measure.width * part)
        tried = total_fit(breaks, narrower, _LOOSE) or total_fit(breaks, narrower, _ANY)
        if tried is None or len(tried) > len(ends):
            break
        if _last(breaks, tried) >= _SHORT[True] * measure.width:
            return tried
    return ends


def _last(breaks: Breaks, ends: list[int]) -> float:
    return breaks.ends[-1] - breaks.starts[ends[-2]]


def _is_too_long(breaks: Breaks) -> bool:
    resorts = max(breaks.penalties) >= LAST_RESORT and sum([penalty >= LAST_RESORT for penalty in breaks.penalties])
    return len(breaks) > _GREEDY_FROM or resorts > _MOST_RESORTS


def total_fit(breaks: Breaks, measure: Measure, tolerance: float) -> list[int] | None:
    """The line ends with the fewest demerits for the paragraph as a whole; ``None`` if no way keeps within the tolerance.

    ``tolerance`` bounds how far a line may be stretched: 1 is by all that its spaces may grow.
    """
    last = len(breaks) - 1
    reached: list[_Best | None] = [None] * (last + 1)
    reached[0] = [(0.0, 0, None, 0, 1), None, None]
    window = _Window(breaks, measure, tolerance)
    for start in range(last):
        best = reached[start]
        if best is None or not (nodes := [node for node in best if node is not None]):
            continue
        low, high = window.ends_after(start)
        _extend(breaks, measure, nodes, range(low, high) if low <= last else range(last, last + 1), reached, tolerance)
        reached[start] = None
    ways = [node for node in reached[last] or () if node is not None]
    return _path(min(ways, key=itemgetter(0))) if ways else None


class _Window:
    """Which breaks can end a line that begins at one: found by bisection, since neither bound ever falls."""

    __slots__ = ("_breaks", "_farthest", "_give", "_measure", "_nearest", "_rag", "_shrink", "_slack")

    def __init__(self, breaks: Breaks, measure: Measure, tolerance: float) -> None:
        self._breaks, self._measure = breaks, measure
        reach, glue_ends = breaks.reach, breaks.glue_ends
        self._slack = breaks.slack + 0.01
        self._give = tolerance * STRETCH if measure.justified else 0.0
        self._shrink = SHRINK if measure.justified else 0.0
        self._rag = 0.0 if measure.justified else tolerance * _RAG * measure.width
        self._farthest = self._nearest = reach
        if measure.justified:
            give = self._give
            self._nearest = [at - SHRINK * glue for at, glue in zip(reach, glue_ends, strict=True)]
            self._farthest = [at + give * glue for at, glue in zip(reach, glue_ends, strict=True)] if tolerance < _ANY else []

    def ends_after(self, start: int) -> tuple[int, int]:
        """The first such break, and the one after the last."""
        room, glue = self._measure.at(start) + self._breaks.starts[start], self._breaks.glue_starts[start]
        low = start + 1
        if self._farthest and self._rag < self._measure.width:
            low = bisect_left(self._farthest, room + self._give * glue - self._rag - self._slack, start + 1)
        return low, bisect_right(self._nearest, room - self._shrink * glue + self._slack, low)


def _extend(
    breaks: Breaks,
    measure: Measure,
    nodes: list[_Node],
    to: range,
    reached: list[_Best | None],
    tolerance: float,
) -> None:
    """Try the lines from one break, to which there are ``nodes``, to each of a range of others.

    A justified line is loose by what its spaces must grow. A ragged one, whose spaces never do, is loose by what it leaves free.
    """
    ends, glue_ends, last, justified = breaks.ends, breaks.glue_ends, len(reached) - 1, measure.justified
    start = nodes[0][1]
    room, begin, rag = measure.at(start) + breaks.starts[start], breaks.glue_starts[start], _RAG * measure.width
    for end in to:
        spare = room - ends[end]
        if not justified:
            if spare <= -0.01:
                continue
            ratio = spare / rag
        elif spare >= 0.0:
            glue = glue_ends[end] - begin
            ratio = spare / (STRETCH * glue) if glue else 0.0 if spare < 0.01 else _ANY
        else:
            glue = glue_ends[end] - begin
            ratio = spare / (SHRINK * glue) if glue else 0.0 if spare > -0.01 else -2.0
            if ratio < -1.0:
                continue
        if end == last:
            ratio = min(ratio, 0.0)
        elif ratio > tolerance:
            continue
        badness = 100.0 * abs(ratio * ratio * ratio)
        cost = (_LINE_PENALTY + min(badness, _WORST)) ** 2 + breaks.penalties[end] ** 2
        if end == last:
            cost += _short_last(measure, spare, end)
        fitness = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1.0 else 3
        _arrive(nodes, end, cost, fitness, reached, hyphen=breaks.hyphens[end])


def _short_last(measure: Measure, spare: float, end: int) -> float:
    """Demerits of a last line that is short."""
    ragged = not measure.justified
    lacking = 1 - (1 - spare / measure.width) / _SHORT[ragged]
    return _SHORT_COST[ragged] * lacking if lacking > 0.0 and end > 1 else 0.0


def _arrive(nodes: list[_Node], end: int, cost: float, fitness: int, reached: list[_Best | None], *, hyphen: bool) -> None:
    """Keep the best way to a break for each number of hyphens before it; ``fitness``: 0 tight, 1 decent, 2 loose, 3 very loose."""
    best = reached[end]
    if best is None:
        best = reached[end] = [None, None, None]
    final = end == len(reached) - 1
    for node in nodes:
        before, _, _, hyphens, tightness = node
        demerits = before + cost
        if final and hyphens:
            demerits += _LAST_HYPHEN
        if not -1 <= fitness - tightness <= 1:
            demerits += _CONTRAST
        count = 0
        if hyphen:
            count = hyphens + 1
            if count > MOST_HYPHENS:
                continue
            if count > 1:
                demerits += _DOUBLE_HYPHEN
        old = best[count]
        if old is None or demerits < old[0]:
            best[count] = (demerits, end, node, count, fitness)


def _path(node: _Node) -> list[int]:
    ends = []
    here: _Node | None = node
    while here is not None and here[2] is not None:
        ends.append(here[1])
        here = here[2]
    return ends[::-1]
