"""Ways to fill a page: where it may end, which notes and floats stand on it, and what that costs."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from briefgen.layout.beside import Margin
from briefgen.layout.floats import Range, has_notes, passing_end, stacked
from briefgen.layout.footnotes import FOOT_GAP
from briefgen.layout.pagecost import (
    GOOD,
    NOTE_PARTED,
    PUT_OFF,
    WITHOUT_TEXT,
    cost_of_last,
    cost_of_parting,
    cost_of_space,
    is_divided,
    weight_of_hole,
)
from briefgen.layout.strip import joint, padding
from briefgen.layout.way import OpenPage, State, Way

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.layout.footnotes import NoteLines
    from briefgen.layout.strip import Strip

# The most of a page that notes from the page before take, while there is text that can stand over them.
_CARRIED = 0.7
# How many ways of filling a page are looked at, and how much of a page the emptiest of them may leave free.
_WAYS, _EMPTIEST = 5, 0.45
# The ways of so many pages are kept.
_REMEMBERED = 200


class PageBreaker:
    """The ways to break a strip into pages of one height."""

    def __init__(self, strip: Strip, notes: NoteLines, page: float) -> None:
        self.strip, self.notes, self.page = strip, notes, max(page, 1.0)
        self._known: dict[State, list[Way]] = {}

    def is_end(self, state: State) -> bool:
        """Whether nothing is left to be placed."""
        return not state.floats and not self.strip.has(state.next) and state.noted >= self.strip.due(state.next)

    def ways(self, state: State) -> list[Way]:
        """Some ways to fill the page that begins in a state, the one that costs least first; at least one."""
        found = self._known.get(state)
        if found is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            found = sorted(self._ways(state), key=lambda way: way.cost)
            self._known[state] = found
        return found

    # ── what may stand on a page ────────────────────────────────────────────────────────────────────────────────────

    def best(self, state: State) -> Way:
        """The page as full as it can be, if that is good; else the way that costs least."""
        if state not in self._known:
            begun = self._begun(state)
            last = self._last_that_fits(begun)
            if last >= begun.start and self.strip.legal[last]:
                way = self._ending(begun, state, last)
                if is_divided(self.strip[last]) and last > begun.start and self.strip.legal[last - 1]:
                    way = min(way, self._ending(begun, state, last - 1), key=lambda way: way.cost)
                if way.cost <= GOOD:
                    return way
        return self.ways(state)[0]

    def fullest(self, state: State) -> Way:
        """The page with all the text that it can hold, as Word has it: nothing floats, and a note may go on overleaf."""
        begun = self._begun(state)
        last = self._last_that_fits(begun)
        ends = self._ends(begun, last)[:1]
        found = [self._parting_notes(begun, state, last), *(self._ending(begun, state, end) for end in ends)]
        return next((way for way in found if way is not None), None) or self.best(state)

    def _ways(self, state: State) -> list[Way]:
        begun, due = self._begun(state), self.strip.due(state.next)
        found = self._text(begun, state)
        if state.floats or due > state.noted:
            found.append(self._without_text(state, due))
        return found or [self._forced(begun, state)]

    def _begun(self, state: State) -> OpenPage:
        """A page with the floats and the notes on it that were due, and the text that may follow."""
        strip, start = self.strip, state.next
        end = strip.reach(start, 2 * self.page)
        over = self._lead(state)
        due = strip.due(start)
        if self.notes.height(state.noted, due) > self._room_for_due(state, end) - over + 0.01:
            return self._burdened(state, end, over, due)
        low = stacked(strip, state.floats)
        return OpenPage(state.floats, start, end, over, low, self._foot(state), strip.noted.__getitem__)

    def _foot(self, state: State) -> Callable[[int], float]:
        """How high the notes of a page stand that ends with an atom."""
        noted, height = self.strip.noted, self.notes.height
        return lambda end: height(state.noted, noted[end])

    def _fixed_foot(self, state: State, last: int) -> Callable[[int], float]:
        foot = self.notes.height(state.noted, last)
        return lambda _: foot

    def _lead(self, state: State) -> float:
        """How far below the top the text begins: under the floats, in its boxes, under its table's head."""
        strip = self.strip
        over = stacked(strip, state.floats)
        if not strip.has(state.next):
            return over
        atom = strip[state.next]
        head = atom.head.height if atom.head is not None else 0.0
        return over + head + (joint(strip[state.floats[-1].end - 1], atom) if state.floats else padding(atom))

    def _room_for_due(self, state: State, end: int) -> float:
        """How high notes that belong to pages before may stand here."""
        follows = state.next < end and not self.strip.marked(state.next)
        return self.page * (_CARRIED if follows and not state.floats else 1.0)

    def _burdened(self, state: State, end: int, over: float, due: int) -> OpenPage:
        """Not all lines that are due fit: nothing with a mark can follow."""
        strip = self.strip
        last = self.notes.fitting(state.noted, due, max(self._room_for_due(state, end) - over, 0.0))
        bound = state.next
        while bound < end and not strip.marked(bound):
            bound += 1
        low = stacked(strip, state.floats)
        return OpenPage(state.floats, state.next, bound, over, low, self._fixed_foot(state, last), lambda _: last)

    def _without_text(self, state: State, due: int) -> Way:
        """The page holds floats, or notes that were due, and nothing else."""
        over = stacked(self.strip, state.floats)
        last = self.notes.fitting(state.noted, due, self.page - over)
        if last == state.noted < due and not state.floats:
            last += 1
        space = self.page - over - self.notes.height(state.noted, last)
        way = self._way(state, state.floats, last, State(state.next, last), space)
        return way._replace(cost=way.cost + WITHOUT_TEXT)

    # ── text ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _low(self, begun: OpenPage, end: int) -> float:
        """How far below the page's top an atom ends, the padding of its boxes included."""
        strip = self.strip
        low = begun.over + strip.low[end] - strip.top[begun.start]
        if strip.sides and strip.has_beside(begun.start, end + 1):
            low = self._low_beside(begun, end)
        return low + padding(strip[end])

    def _low_beside(self, begun: OpenPage, end: int) -> float:
        """How far below the page's top an atom ends, or what stands in the margin does."""
        strip, margin, moved = self.strip, Margin(begun.over if begun.parts else 0.0), begun.over - self.strip.top[begun.start]
        for number in range(begun.start, end + 1):
            y = strip.top[number] + moved
            moved += margin.push(strip[number], y) - y
        return max(strip.low[end] + moved, margin.low)

    def _fits(self, begun: OpenPage, end: int) -> bool:
        return self._low(begun, end) - self._takes(begun, end) + begun.foot(end) <= self.page + 0.01

    def _takes(self, begun: OpenPage, end: int) -> float:
        """By how much the spaces of a page can shrink; not at all beside what stands in the margin."""
        strip = self.strip
        if strip.sides and strip.has_beside(begun.parts[0].start if begun.parts else begun.start, end + 1):
            return 0.0
        return begun.takes + strip.takes[end] - strip.takes[begun.start]

    def _last_that_fits(self, begun: OpenPage) -> int:
        """The last atom that fits with its notes, whether or not a page may end there; ``start`` - 1 if none does."""
        strip = self.strip
        most = self.page - begun.over + strip.top[begun.start] if begun.start < begun.bound else 0.0
        low, high = begun.start - 1, begun.start - 1
        if begun.start < begun.bound:
            high = bisect_right(strip.low, most + self.page / 8, begun.start, begun.bound) - 1
        if low < high and self._fits(begun, high):
            return high
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._fits(begun, middle) else (low, middle - 1)
        return low

    def _text(self, begun: OpenPage, state: State) -> list[Way]:
        """The ways in which a page goes on with text from ``start`` on."""
        last = self._last_that_fits(begun)
        found = [self._ending(begun, state, end) for end in self._ends(begun, last)]
        parted = self._parting_notes(begun, state, last)
        if parted is not None:
            found.append(parted)
        return found + self._putting_off(begun, state, last)

    def _ends(self, begun: OpenPage, last: int) -> list[int]:
        """The last places at which a page may end."""
        strip, ends = self.strip, list[int]()
        for end in range(last, begun.start - 1, -1):
            if ends and strip.low[last] - strip.low[end] > _EMPTIEST * self.page:
                break
            if strip.legal[end]:
                ends.append(end)
                if len(ends) == _WAYS or strip.is_end(end + 1):
                    break
        return ends

    def _ending(self, begun: OpenPage, state: State, end: int) -> Way:
        space = self.page - self._low(begun, end) - begun.foot(end)
        part, last = Range(begun.start, end + 1), begun.last_note(end)
        return self._way(state, (*begun.parts, part), last, State(self.strip.begin(end + 1), last, begun.put_off), space, begun)

    def _parting_notes(self, begun: OpenPage, state: State, last: int) -> Way | None:
        """The page ends one step later, and the last note of its last line goes on at the foot of the next."""
        strip, end = self.strip, last + 1
        while end < begun.bound and not strip.legal[end]:
            end += 1
        if end >= begun.bound or begun.put_off or not strip.marked(end):
            return None
        room = self.page - self._low(begun, end)
        if room < FOOT_GAP:
            return None
        due = strip.noted[end]
        noted = self.notes.fitting(state.noted, due, room)
        if noted < self.notes.begun(due) or noted >= due or noted <= strip.due(end):
            return None
        part = Range(begun.start, end + 1)
        space = room - self.notes.height(state.noted, noted)
        way = self._way(state, (*begun.parts, part), noted, State(self.strip.begin(end + 1), noted), space, begun)
        return way._replace(cost=way.cost + NOTE_PARTED)

    def _putting_off(self, begun: OpenPage, state: State, last: int) -> list[Way]:
        """A float that does not fit here waits for the next page, and the text after it goes on."""
        strip = self.strip
        floating = strip.floating(last + 1) if strip.has(last + 1) and (begun.put_off or last + 1 < begun.bound) else None
        if floating is None or (floating[0] <= begun.start and not begun.parts and not begun.put_off):
            return []
        floats = (*begun.put_off, Range(*floating))
        noted = [part for part in floats if has_notes(strip, part)]
        first, start = floats[-1]
        if not strip.has(start) or stacked(strip, floats) > self.page - (_CARRIED * self.page / 3 if noted else 0.0):
            return []
        parts, low, gives, takes = begun.parts, begun.low, begun.gives, begun.takes
        if first > begun.start:
            parts, low = (*parts, Range(begun.start, first)), self._low(begun, first - 1) - padding(strip[first - 1])
            gives += strip.gives[first - 1] - strip.gives[begun.start]
            takes += strip.takes[first - 1] - strip.takes[begun.start]
        over = low + joint(strip[parts[-1].end - 1], strip[start])
        level = max(strip[part.start].level for part in floats)
        bound = passing_end(strip, start, noted=bool(noted), depth=self.page, level=level)
        before = strip.due(noted[0].start) if noted else 0
        foot = self._fixed_foot(state, before) if noted else self._foot(state)
        last_note = (lambda _: before) if noted else strip.noted.__getitem__
        after = OpenPage(parts, start, bound, over, low, foot, last_note, floats, gives, takes)
        found = self._last_that_fits(after)
        ways = [self._ending(after, state, end) for end in self._ends(after, found)]
        return ways + (self._putting_off(after, state, found) if found == bound - 1 else [])

    # ── where nothing else is possible ──────────────────────────────────────────────────────────────────────────────

    def _forced(self, begun: OpenPage, state: State) -> Way:
        """No page may end where it fits: notes are parted anyhow, or what should stay together is."""
        strip, start = self.strip, begun.start
        last = self._last_that_fits(begun)
        end = next((number for number in range(start, begun.bound) if strip.legal[number]), start)
        room = self.page - self._low(begun, end)
        noted = self.notes.fitting(state.noted, strip.noted[end], room)
        if not strip.legal[end] or room < FOOT_GAP or noted < self.notes.begun(strip.noted[end]):
            end = max((number for number in range(start, last + 1) if not strip[number].opens), default=max(last, start))
            room = self.page - self._low(begun, end)
            noted = begun.last_note(end) if end <= last else self.notes.fitting(state.noted, strip.noted[end], room)
        space = room - self.notes.height(state.noted, noted)
        part = Range(start, end + 1)
        return self._way(
            state, (*begun.parts, part), noted, State(strip.begin(end + 1), noted), space if end <= last else 0.0, begun
        )

    def _way(
        self, state: State, parts: tuple[Range, ...], noted: int, after: State, space: float, begun: OpenPage | None = None
    ) -> Way:
        strip = self.strip
        gives = takes = 0.0
        if begun is not None and parts:
            start, end = parts[-1]
            gives = begun.gives + strip.gives[end - 1] - strip.gives[start]
            takes = self._takes(begun, end - 1)
        below = parts[-1].end if parts else after.next
        cost = PUT_OFF * len(after.floats)
        if not after.floats and strip.is_end(below) and after.noted >= strip.due(below):
            cost += cost_of_last(space / self.page, -space / takes if takes else 0.0)
        else:
            follows = strip[after.next] if strip.has(after.next) else None
            gap = strip.top[after.next] - strip.low[after.next - 1] if follows is not None and after.next else 0.0
            cost += cost_of_space(space, self.page, gives, takes, weight_of_hole(follows, gap))
        if begun is not None and parts and not strip.is_end(below):
            cost += cost_of_parting(strip[below - 1], strip[below])
        return Way(parts, Range(state.noted, noted), after, space, gives, takes, cost)
