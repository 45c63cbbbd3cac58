"""Where lines end: the total-fit method of Knuth and Plass (Software: Practice and Experience 11, 1981), and first fit.

Both look at numbers only. Total fit goes forward from each reachable break to the breaks that can end a line begun there; those
are found by bisection, so its time grows with the number of lines and not with the square of the words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import field
from typing import NamedTuple

from briefgen.model.value import dataclass

# A space may grow by half of its width and lose a third of it before a line counts as bad; TeX's own proportions.
STRETCH, SHRINK = 0.5, 0.34
# Demerits, as in TeX: two hyphens in a row, a hyphen before the last line, tight beside loose.
_DOUBLE_HYPHEN, _LAST_HYPHEN, _CONTRAST, _LINE_PENALTY = 10_000.0, 5_000.0, 3_000.0, 10.0
# A last line shorter than this part of the measure, in justified and in ragged text, and what it costs there.
_SHORT, _SHORT_COST = (0.15, 0.28), (30_000.0, 400_000.0)
_MOST_HYPHENS = 2
# How much of the measure a ragged line may leave before it counts as fully loose.
_RAG = 0.14
# From so many breaks on, or so many that are a last resort (inside a word wider than the measure), lines are filled one by one.
_GREEDY_FROM, _MOST_RESORTS = 6_000, 80
LAST_RESORT = 2_000.0
# How much of the measure the lines over a short last one may be set to.
_NARROWER = (0.92, 0.84, 0.76, 0.68)
_EASY, _NORMAL, _LOOSE, _ANY = 0.8, 1.6, 4.0, 1e6


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

    def __len__(self) -> int:
        return len(self.ends)

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


class _Node(NamedTuple):
    demerits: float
    at: int
    before: _Node | None
    hyphens: int
    fitness: int


def without_hyphens(breaks: Breaks, measure: Measure) -> list[int] | None:
    """The breaks that end the lines of a paragraph that can be set well without hyphens; ``None``: it cannot."""
    return first_fit(breaks, measure) if _is_too_long(breaks) else total_fit(breaks, measure, _EASY)


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
        tried = total_fit(breaks, measure._replace(width=measure.width * part), _ANY)
        if tried is None or len(tried) > len(ends):
            break
        if _last(breaks, tried) >= _SHORT[True] * measure.width:
            return tried
    return ends


def _last(breaks: Breaks, ends: list[int]) -> float:
    return breaks.ends[-1] - breaks.starts[ends[-2]]


def _is_too_long(breaks: Breaks) -> bool:
    return len(breaks) > _GREEDY_FROM or sum(penalty >= LAST_RESORT for penalty in breaks.penalties) > _MOST_RESORTS


def total_fit(breaks: Breaks, measure: Measure, tolerance: float) -> list[int] | None:
    """The line ends with the fewest demerits for the paragraph as a whole; ``None`` if no way keeps within the tolerance.

    ``tolerance`` bounds how far a line may be stretched: 1 is by all that its spaces may grow.
    """
    last = len(breaks) - 1
    slack = max((abs(end - reach) for end, reach in zip(breaks.ends, breaks.reach, strict=True)), default=0.0) + 0.01
    give = tolerance * STRETCH if measure.justified else 0.0
    rag = 0.0 if measure.justified else tolerance * _RAG * measure.width
    farthest = [reach + give * glue for reach, glue in zip(breaks.reach, breaks.glue_ends, strict=True)]
    nearest = [reach - SHRINK * glue * measure.justified for reach, glue in zip(breaks.reach, breaks.glue_ends, strict=True)]
    reached: list[list[_Node]] = [[] for _ in range(last + 1)]
    reached[0] = [_Node(0.0, 0, None, 0, 1)]
    for start in range(last):
        nodes = reached[start]
        if not nodes:
            continue
        room, glue = measure.at(start) + breaks.starts[start], breaks.glue_starts[start]
        low = start + 1 if tolerance >= _ANY else bisect_left(farthest, room + give * glue - rag - slack, start + 1)
        high = bisect_right(nearest, room - SHRINK * glue * measure.justified + slack, low)
        _extend(breaks, measure, nodes, low, high, reached, tolerance)
        if high <= last and low <= last:
            continue
        _extend(breaks, measure, nodes, last, last + 1, reached, tolerance)
    if not reached[last]:
        return None
    return _path(min(reached[last], key=lambda node: node.demerits))


def _extend(
    breaks: Breaks, measure: Measure, nodes: list[_Node], low: int, high: int, reached: list[list[_Node]], tolerance: float
) -> None:
    """Try the lines from one break to each of a range of others."""
    last = len(breaks) - 1
    start = nodes[0].at
    target, begin, glue = measure.at(start), breaks.starts[start], breaks.glue_starts[start]
    for end in range(low, high):
        spare = target - (breaks.ends[end] - begin)
        ratio = _ratio(spare, breaks.glue_ends[end] - glue, measure)
        if ratio < -1.0 or (ratio > tolerance and end != last):
            continue
        cost, fitness = _cost(breaks, measure, end, ratio, spare)
        for node in nodes:
            made = _step(node, end, cost, fitness, hyphen=breaks.hyphens[end], final=end == last)
            if made is not None:
                _keep(reached[end], made)


def _ratio(spare: float, glue: float, measure: Measure) -> float:
    if not measure.justified:
        return spare / (_RAG * measure.width) if spare > -0.01 else -2.0
    if spare >= 0:
        return spare / (STRETCH * glue) if glue else (0.0 if spare < 0.01 else _ANY)
    return spare / (SHRINK * glue) if glue else (0.0 if spare > -0.01 else -2.0)


def _cost(breaks: Breaks, measure: Measure, end: int, ratio: float, spare: float) -> tuple[float, int]:
    """Demerits of a line by itself, and how tight it is: 0 tight, 1 decent, 2 loose, 3 very loose."""
    if end == len(breaks) - 1:
        ratio = min(ratio, 0.0)
        ragged = not measure.justified
        lacking = 1 - (1 - spare / measure.width) / _SHORT[ragged]
        short = _SHORT_COST[ragged] * max(lacking, 0.0) if end > 1 else 0.0
    else:
        short = 0.0
    badness = min(100 * abs(ratio) ** 3, 1e8)
    fitness = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1.0 else 3
    return (_LINE_PENALTY + badness) ** 2 + breaks.penalties[end] ** 2 + short, fitness


def _step(node: _Node, end: int, cost: float, fitness: int, *, hyphen: bool, final: bool) -> _Node | None:
    hyphens = node.hyphens + 1 if hyphen else 0
    if hyphens > _MOST_HYPHENS:
        return None
    demerits = node.demerits + cost
    if hyphens > 1:
        demerits += _DOUBLE_HYPHEN
    if final and node.hyphens:
        demerits += _LAST_HYPHEN
    if abs(fitness - node.fitness) > 1:
        demerits += _CONTRAST
    return _Node(demerits, end, node, hyphens, fitness)


def _keep(nodes: list[_Node], made: _Node) -> None:
    """Keep the best way to a break for each number of hyphens before it."""
    for index, node in enumerate(nodes):
        if node.hyphens == made.hyphens:
            if made.demerits < node.demerits:
                nodes[index] = made
            return
    nodes.append(made)


def _path(node: _Node) -> list[int]:
    ends = []
    here: _Node | None = node
    while here is not None and here.before is not None:
        ends.append(here.at)
        here = here.before
    return ends[::-1]


def first_fit(breaks: Breaks, measure: Measure) -> list[int]:
    """Line ends found one line at a time, in linear time: for paragraphs of enormous words, and where total fit finds nothing.

    A break with a great penalty is passed over for a better one in the last third of the line.
    """
    last, start, found = len(breaks) - 1, 0, []
    while start < last:
        room = measure.at(start) + breaks.starts[start]
        fits = bisect_right(breaks.reach, room + 0.01, start + 1) - 1
        if fits < last:
            fits = max(fits, start + 1)
            least = bisect_left(breaks.reach, room - measure.width / 3, start + 1)
            fits = max(range(min(least, fits), fits + 1), key=lambda at: (-breaks.penalties[at], at))
        found.append(fits)
        start = fits
    return found
