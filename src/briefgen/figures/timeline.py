"""Timelines: events over and under a line of time, each with its date, none over another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from briefgen.figures.months import dated, when
from briefgen.figures.scales import day, time_ticks
from briefgen.figures.sketch import circle, faced, filled, line, turned
from briefgen.model.drawing import Drawing, Label, Shape, Stroke, TextAnchor
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from briefgen.figures.look import Look
    from briefgen.figures.scales import Tick
    from briefgen.model.drawing import Item
    from briefgen.model.measure import Colour
    from briefgen.model.plot import Event, Timeline

_NARROW, _WIDE, _INDENT = 58.0, 104.0, 4.0
"""Points: how wide the words of an event may be, and how far they stand from its leader."""
_WIDEST = 210.0
"""Points: what the words of an event may take where nothing else stands."""
_BAND = 13.0
_FIRST, _APART = 9.0, 5.0
_MOST_TIERS = 9
_FLIPPED = 1.5
"""Tiers that words may rise before they stand on the other side of their leader."""
_SPLITS = 12


@dataclass(slots=True)
class _Block:
    """The words of an event. ``left`` and ``right`` are how far they reach on the drawing, ``tier`` counts from the line."""

    event: Event
    x: float
    end: float
    lines: list[str]
    said: str
    left: float = 0.0
    right: float = 0.0
    flipped: bool = False
    above: bool = True
    tier: int = 0

    def height(self, look: Look) -> float:
        return look.small * 1.2 + len(self.lines) * look.size * 1.16


@dataclass(frozen=True, slots=True)
class _Line:
    """The line of time: days to points."""

    first: date
    last: date
    left: float
    right: float

    def x(self, one: date) -> float:
        share = (one - self.first).days / max((self.last - self.first).days, 1)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)


def draw_timeline(timeline: Timeline, look: Look, width: float) -> Drawing:
    """The drawing of a timeline; with lanes, one line under the other, each named at its beginning."""
    dated = sorted(((first, event) for event in timeline.events if (first := day(event.date))), key=lambda pair: pair[0])
    if not dated:
        return Drawing(width, look.size * 2, ())
    lanes = list(dict.fromkeys(event.lane for _, event in dated))
    gutter = max((look.width(lane, look.size, family=look.strong_family) for lane in lanes), default=0.0)
    gutter = min(gutter, width * 0.25) + 10 if any(lanes) else 0.0
    axis = _axis(timeline, dated, gutter, width)
    items: list[Item] = []
    y = 0.0
    for lane in lanes:
        blocks = [_block(event, first, look, axis) for first, event in dated if event.lane == lane]
        only_above = len(lanes) > 1
        _arrange(blocks, look, width, only_above=only_above)
        _widen(blocks, look, width)
        made, y = _row(blocks, look, axis, y, last=lane == lanes[-1])
        items += made
        if lane:
            at = y - _under(blocks, look, last=lane == lanes[-1])
            items.append(
                Label(look.cut(lane, gutter - 8, look.size), 0, at + 2.5, look.size, look.strong, family=look.strong_family)
            )
        y += 0.0 if lane == lanes[-1] else 12.0
    drawing = Drawing(width, y + 2, tuple(items))
    return turned(drawing) if look.right_to_left else faced(drawing)


def _axis(timeline: Timeline, dated: list[tuple[date, Event]], left: float, width: float) -> _Line:
    """From the beginning of the first month, or year, to the end of the last, unless the author says otherwise."""
    ends = [last for _, event in dated if (last := day(event.end or event.date, end=True))]
    first, last = min(first for first, _ in dated), max(ends)
    if (last - first).days > 62:
        first = first.replace(day=1)
        last = (last.replace(day=1) + timedelta(32)).replace(day=1) if last.year < 9999 else last
    first, last = day(timeline.start) or first, day(timeline.end, end=True) or last
    return _Line(first, max(last, first + timedelta(1)), left + 5.0, width - 5.0)


def _block(event: Event, first: date, look: Look, axis: _Line) -> _Block:
    last = day(event.end, end=True) if event.end else None
    years = axis.first.year != axis.last.year
    said = when(event.date, first, look, year=years)
    end_day = day(event.end) if event.end else None
    if end_day:
        until = when(event.end, end_day, look, year=years)
        alike = len(event.date) == len(event.end) == 10 and event.date[:7] == event.end[:7]
        said = f"{first.day}–{until}" if alike else f"{said} – {until}"
    room = _NARROW if len(event.label) < 34 else _WIDE if len(event.label) > 70 else 80.0
    lines = look.wrapped(event.label, room, look.size, family=look.strong_family, most=5)
    return _Block(event, axis.x(first), axis.x(last) if last else axis.x(first), lines, said)


# ── arranging ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _arrange(blocks: list[_Block], look: Look, width: float, *, only_above: bool) -> None:
    """Give every block a side of the line and a tier, as near to the line as may be, over and under it by turns.

    From the last to the first, words to the right of their leaders, the leader of an earlier event, however high it has to rise,
    passes to the left of later words. Where a crowd stands at the end of the line, that is so from the first to the last, words to
    the left: so much of the end is arranged in this way as leaves the fewest words in the way of others.
    """
    wide = [_wide(block, look) for block in blocks]
    count = len(blocks)
    splits = dict.fromkeys([count, *(round(count * part / _SPLITS) for part in reversed(range(_SPLITS)))])
    fewest, best = count + 1, count
    for split in splits:
        made = _placed(blocks, wide, width, split, only_above=only_above)
        if made < fewest:
            fewest, best = made, split
        if not made:
            return
    _placed(blocks, wide, width, best, only_above=only_above)


def _placed(blocks: list[_Block], wide: list[float], width: float, split: int, *, only_above: bool) -> int:
    """Place the blocks, those from ``split`` on to the left of their leaders if may be; how many stand in the way of others."""
    order = [*((number, True) for number in range(split, len(blocks))), *((number, False) for number in reversed(range(split)))]
    done: list[_Block] = []
    bad = 0
    for number, mirrored in order:
        block, reach = blocks[number], _INDENT + wide[number]
        turn = (len(blocks) - 1 - number) % 2 == 1
        sides = (True,) if only_above else (turn, not turn)
        choices = [(tier, above, flipped) for tier in range(_MOST_TIERS) for flipped in (False, True) for above in sides]
        choices.sort(key=lambda choice: choice[0] + _FLIPPED * (choice[2] is not mirrored))
        for block.tier, block.above, block.flipped in choices:
            block.left, block.right = (block.x - reach, block.x) if block.flipped else (block.x, block.x + reach)
            inside = block.left >= 0 and block.right <= width
            if inside and all(_apart(block, other) for other in done if other.above == block.above):
                break
        else:
            bad += 1
        done.append(block)
    return bad


def _apart(one: _Block, other: _Block) -> bool:
    """Whether neither the words nor the leaders of two blocks on one side of the line meet."""
    gap = 4.0
    if one.tier == other.tier:
        return one.right + gap <= other.left or other.right + gap <= one.left
    near, far = (one, other) if one.tier < other.tier else (other, one)
    return not near.left - 1.5 <= far.x <= near.right + 1.5


def _widen(blocks: list[_Block], look: Look, width: float) -> None:
    """Give the words of every block as few lines as the free space beside it lets them have."""
    for block in blocks:
        others = [one for one in blocks if one is not block and one.above == block.above]
        kept = block.lines, block.left, block.right
        for count in range(1, len(kept[0])):
            block.lines = _in_lines(block.event.label, count, look)
            reach = _INDENT + _wide(block, look)
            block.left, block.right = (block.x - reach, block.x) if block.flipped else (block.x, block.x + reach)
            inside = reach <= _WIDEST and block.left >= 0 and block.right <= width
            if inside and len(block.lines) == count and all(_apart(block, other) for other in others):
                break
            block.lines, block.left, block.right = kept


def _in_lines(text: str, count: int, look: Look) -> list[str]:
    """A text on at most so many lines, all of them as short as may be."""
    whole = look.width(text, look.size, family=look.strong_family)
    shares = (1.0, 1.12, 1.25, 1.4, 1.6)
    tried = (look.wrapped(text, whole / count * share + 0.1, look.size, family=look.strong_family, most=9) for share in shares)
    return next((lines for lines in tried if len(lines) <= count and not any(line.endswith("…") for line in lines)), [])


def _wide(block: _Block, look: Look) -> float:
    words = (look.width(part, look.size, family=look.strong_family) for part in block.lines)
    return max(look.width(block.said, look.small), *words, 0.0)


def _tiers(blocks: list[_Block], look: Look, *, above: bool) -> list[float]:
    """How far from the line each tier begins, and where the last one ends."""
    own = [block for block in blocks if block.above == above]
    reached = [_FIRST + (0.0 if above else _BAND)]
    for tier in range(max((block.tier for block in own), default=-1) + 1):
        high = max((block.height(look) for block in own if block.tier == tier), default=0.0)
        reached.append(reached[-1] + high + _APART)
    return reached if own else [0.0]


def _above(blocks: list[_Block], look: Look) -> float:
    return _tiers(blocks, look, above=True)[-1] + 2


def _below(blocks: list[_Block], look: Look) -> float:
    return _tiers(blocks, look, above=False)[-1] + 2


# ── painting ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _row(blocks: list[_Block], look: Look, axis: _Line, top: float, *, last: bool) -> tuple[list[Item], float]:
    """One line of time with its events; the words of the ticks stand under the last one."""
    y = top + _above(blocks, look)
    items: list[Item] = []
    for above in (True, False):
        tiers = _tiers(blocks, look, above=above)
        for block in (one for one in blocks if one.above == above):
            items += _words(block, look, y, tiers[block.tier])
    items.append(line([(axis.left - 5, y), (axis.right + 5, y)], look.strong, 1.4))
    ticks = time_ticks(axis.first, axis.last, max(3, int((axis.right - axis.left) / 42)))
    items += (line([(x, y), (x, y + 4)], look.strong, 0.7) for x in (axis.x(tick.day) for tick in ticks))
    if last:
        items += _names(ticks, [block.x for block in blocks if not block.above], look, axis, y + look.small * 1.25)
    for block in blocks:
        colour = _tone(block.event, look)
        if block.end - block.x > 3:
            items.append(filled(block.x, y - 2.6, block.end - block.x, 5.2, colour))
        items.append(Shape(circle(block.x, y, 2.9), colour, Stroke(look.white, 0.9)))
    return items, y + _under(blocks, look, last=last)


def _under(blocks: list[_Block], look: Look, *, last: bool) -> float:
    """How far a line of time reaches down."""
    return max(_below(blocks, look), _BAND if last else 3.0)


def _names(ticks: list[Tick], leaders: list[float], look: Look, axis: _Line, base: float) -> list[Item]:
    """What the ticks say, each between its own and the next one, where no leader goes through it."""
    items: list[Item] = []
    starts = [axis.x(tick.day) for tick in ticks]
    for text, start, end in zip(dated(ticks, look), starts, [*starts[1:], axis.right + 5], strict=True):
        if start >= axis.right - 8:
            continue
        wide = look.width(text, look.small)
        usual = start + 2.5
        choices = [usual, *(x + 2.5 for x in sorted(leaders) if start <= x and x + 2.5 + wide <= end - 1.5)]
        free = (x for x in choices if not any(x - 1.5 < leader < x + wide + 1.5 for leader in leaders))
        items.append(Label(text, next(free, usual), base, look.small, look.muted, halo=look.white if leaders else None))
    return items


def _tone(event: Event, look: Look) -> Colour:
    """Red is only what its author made stand out."""
    return look.colours.accent if event.highlight else look.series(0)


def _words(block: _Block, look: Look, y: float, tier: float) -> list[Item]:
    anchor = TextAnchor.END if block.flipped else TextAnchor.START
    x = block.x - _INDENT if block.flipped else block.x + _INDENT
    height = block.height(look)
    top = y - tier - height if block.above else y + tier
    colour = _tone(block.event, look)
    items: list[Item] = [line([(block.x, y), (block.x, top + 1 if block.above else top + height - 2)], colour, 0.6)]
    at = top + look.small * 0.85
    items.append(Label(block.said, x, at, look.small, colour if look.readable(colour) else look.ink, anchor))
    at += look.small * 0.35
    for part in block.lines:
        at += look.size * 1.16
        items.append(Label(part, x, at - look.size * 0.12, look.size, look.strong, anchor, family=look.strong_family))
    return items
