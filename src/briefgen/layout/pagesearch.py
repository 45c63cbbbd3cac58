"""The search: pages that are good as soon as they are full are taken as they are; where one is not, those in hand are broken anew.

The best series of pages is found by dynamic programming over what may have been placed before each of them; only the cheapest few
are followed, so that the time a page takes has a bound.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from briefgen.layout.floats import height
from briefgen.layout.pagecost import GOOD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.layout.pagebreak import PageBreaker
    from briefgen.layout.way import State, Way

# How many pages are in hand before the first of them is decided on.
_AHEAD = 4
# How many series of pages are followed, and what it costs to be a page behind another series of as many pages.
_SERIES, _BEHIND = 5, 40.0


def planned(breaker: PageBreaker, first: State) -> Iterator[tuple[Way, State]]:
    """The pages from a state on as they are decided on, each with where it leads."""
    hand: deque[Way] = deque()
    state, searched = first, 0
    while hand or not breaker.is_end(state):
        while len(hand) < _AHEAD and not breaker.is_end(state):
            hand.append(breaker.best(state))
            if hand[-1].cost > GOOD and len(hand) > searched:
                searched = len(hand)
                hand = deque(_series(breaker, first, searched + 1))
            state = hand[-1].after
        way = hand.popleft()
        searched, first = max(searched - 1, 0), way.after
        yield way, first


def filled(breaker: PageBreaker, first: State) -> Iterator[tuple[Way, State]]:
    """The pages as Word breaks them: each as full as it can be, whatever comes of the next."""
    state = first
    while not breaker.is_end(state):
        way = breaker.fullest(state)
        state = way.after
        yield way, state


def _series(breaker: PageBreaker, state: State, count: int) -> list[Way]:
    """The pages that begin in a state, so many or as many as are left, that together cost least."""
    costs: dict[State, float] = {state: 0.0}
    trails: dict[State, tuple[Way, ...]] = {state: ()}
    for _ in range(count):
        following: dict[State, float] = {}
        longer: dict[State, tuple[Way, ...]] = {}
        for at, cost in costs.items():
            if breaker.is_end(at):
                following[at], longer[at] = cost, trails[at]
                continue
            for way in breaker.ways(at):
                if cost + way.cost < following.get(way.after, float("inf")):
                    following[way.after], longer[way.after] = cost + way.cost, (*trails[at], way)
        kept = _cheapest(breaker, following)[:_SERIES]
        costs, trails = {at: following[at] for at in kept}, {at: longer[at] for at in kept}
    return list(trails[_cheapest(breaker, costs)[0]])


def _cheapest(breaker: PageBreaker, costs: dict[State, float]) -> list[State]:
    """States by what led to them, and by how far behind the foremost of them they are."""
    strip = breaker.strip
    low = {at: strip.low[at.next - 1] - sum(height(strip, part) for part in at.floats) for at in costs if at.next}
    foremost = max(low.values(), default=0.0)
    return sorted(costs, key=lambda at: costs[at] + _BEHIND * (foremost - low.get(at, 0.0)) / breaker.page)
