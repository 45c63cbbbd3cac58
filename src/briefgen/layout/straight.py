"""Lines of text that reads straight from left to right in one face at a time: nearly all lines there are.

Every word of such a line is one slug, so a line is made of slices: its width is the difference of two sums, and each run on it one
slice of the paragraph's slugs. Everything else is set word by word (see ``line``), with the same result.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, cast

from briefgen.layout.breaks import HYPHEN_HANGS
from briefgen.layout.galley import Atom
from briefgen.layout.itemise import Word, hang_right
from briefgen.layout.justification import between_letters, fitted, needs_letters
from briefgen.layout.line import hangs, link, note, shift, strike
from briefgen.layout.pages import GlyphRun
from briefgen.layout.slugs import Slugs
from briefgen.model.house import Align
from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.layout.breaks import Places
    from briefgen.layout.itemise import Run, Tokens
    from briefgen.layout.line import Form
    from briefgen.layout.slugs import Slug


class Part(NamedTuple):
    """What is left of a word that a line end has parted: its width in points, and how much of its last character may hang."""

    slug: Slug
    width: float
    hang: float


class _Cut(NamedTuple):
    """What stands on a line: items ``low`` to ``high``, and what is left of the first and of the last where they are parted."""

    low: int
    high: int
    first: Part | None
    last: Part | None


class _Placing(NamedTuple):
    """How it stands there: from ``x`` on, spaces ``stretch`` and everything ``size`` times as large, glyphs so many points
    ``apart``, and what is put behind it."""

    x: float
    stretch: float
    size: float
    apart: float
    hyphen: Slug | None
    space: tuple[Run, str] | None


class LinePart(NamedTuple):
    """What a line has of a run: from ``x`` to ``end``. ``says``: the run's anchors or its note belong to the line."""

    run: int
    x: float
    end: float
    slugs: Slugs
    says: bool


class SetLine(NamedTuple):
    """A line as it is set, whatever runs of the same words and settings it is put down for: its parts, ``size`` times as large as
    they are by themselves, and a space behind them that could not stand in the last of them."""

    parts: tuple[LinePart, ...]
    size: float
    space: LinePart | None = None


def is_straight(tokens: Tokens, form: Form) -> bool:
    """Whether lines of these tokens can be set here."""
    return tokens.straight and not form.base and not form.mirrored and not form.from_right


class StraightLines:
    """The lines of one paragraph in which everything is straight. ``numbers`` are those of its runs by their ``id()``."""

    def __init__(self, tokens: Tokens, places: Places, form: Form, numbers: Mapping[int, int]) -> None:
        self._tokens, self._places, self._form, self._numbers = tokens, places, form, numbers
        self._slugs = cast("list[Slug]", tokens.slugs)
        runs = tokens.runs
        self._bounds = [*(at for at in range(1, len(runs)) if runs[at] is not runs[at - 1]), len(runs)]

    def set(self, start: int, end: int) -> SetLine:
        """The line between two breaks."""
        form, places = self._form, self._places
        cut = self._between(places.places[start], places.places[end])
        indent = form.first if start == 0 else 0.0
        drawn = places.breaks.hyphens[end]
        left, right = self._hanging(cut, drawn=drawn)
        width, glue = self._extent(cut, cut.low, cut.high)
        hyphen = self._tokens.runs[cut.high - 1].setting.hyphen if drawn else None
        natural = width - left - right + (hyphen.width if hyphen else 0.0)
        justify = form.align is Align.JUSTIFY and end < len(places.places) - 1
        room, apart, slugs = form.frame.width - indent, 0.0, self._slugs_of(cut)
        if justify and glue and not form.like_word and needs_letters(room - natural, glue):
            gaps = sum([len(slug.glyphs) for slug in slugs]) - (not drawn)
            apart = between_letters(room - natural, glue, gaps, form.size)
            natural += apart * gaps
        stretch, size, spare = fitted(room, natural, glue, justify=justify)
        x = form.frame.x + indent - left + shift(form, spare)
        space = None if drawn else self._space_after(places.places[end], cut)
        return self._placed(cut, _Placing(x, stretch, size, apart, hyphen.slug if hyphen else None, space), slugs)

    def _between(self, start: tuple[int, int], end: tuple[int, int]) -> _Cut:
        items = self._tokens.items
        (low, offset), (stop, keep) = start, end
        low, high = max(low, 0), min(stop + bool(keep), len(items))
        while offset == 0 and low < high and items[low].vanishes:
            low += 1
        while high > low and items[high - 1].vanishes:
            high -= 1
        if not offset and not keep:
            return _Cut(low, high, None, None)
        alone = keep > 0 and low == stop
        first = self._part(low, offset, keep if alone else None) if offset and low < high else None
        last = self._part(stop, 0, keep) if keep and not (alone and first) else None
        return _Cut(low, high, first, last)

    def _part(self, index: int, start: int, end: int | None) -> Part:
        word = self._tokens.items[index]
        assert isinstance(word, Word)
        text = word.text[start:end]
        piece = word.setting.word(text).pieces[0]
        return Part(piece.slug, piece.width, hang_right(word.setting, text[-1]))

    def _extent(self, cut: _Cut, low: int, high: int) -> tuple[float, float]:
        """The width of some items of a line, and that of the spaces among them."""
        tokens = self._tokens
        width = tokens.widths[high] - tokens.widths[low]
        if cut.first is not None and low == cut.low:
            width += cut.first.width - tokens.items[low].width
        if cut.last is not None and high == cut.high:
            width += cut.last.width - tokens.items[high - 1].width
        return width, tokens.glues[high] - tokens.glues[low]

    def _hanging(self, cut: _Cut, *, drawn: bool) -> tuple[float, float]:
        if cut.low == cut.high or not hangs(self._form):
            return 0.0, 0.0
        first, last = self._tokens.items[cut.low], self._tokens.items[cut.high - 1]
        left = first.hang_left if cut.first is None else 0.0
        if drawn:
            return left, self._tokens.runs[cut.high - 1].setting.hyphen_width * HYPHEN_HANGS
        part = cut.last or (cut.first if cut.high - cut.low == 1 else None)
        if part is not None:
            return left, part.hang
        return left, last.hang_right

    def _space_after(self, end: tuple[int, int], cut: _Cut) -> tuple[Run, str] | None:
        """The space that a line end stands for, so that whoever takes the text out of the file gets words apart."""
        index, offset = end
        if offset or cut.low == cut.high:
            return None
        items, runs = self._tokens.items, self._tokens.runs
        if index >= len(items):
            return runs[cut.high - 1], " "
        texts = []
        while index < len(items) and items[index].vanishes:
            texts.append(items[index].text)
            index += 1
        return (runs[end[0]], "".join(texts)) if texts else None

    def _placed(self, cut: _Cut, how: _Placing, whole: list[Slug]) -> SetLine:
        runs, low, x = self._tokens.runs, cut.low, how.x
        at = bisect_right(self._bounds, low)
        space, parts = how.space, list[LinePart]()
        while low < cut.high:
            run, high = runs[low], min(self._bounds[at], cut.high)
            width, glue = self._extent(cut, low, high)
            slugs = whole[low - cut.low : high - cut.low]
            if how.apart:
                width += how.apart * sum([len(slug.glyphs) for slug in slugs])
            if high == cut.high:
                if how.hyphen is not None:
                    slugs.append(how.hyphen)
                    width += run.setting.hyphen_width
                if space is not None and _goes_on(run, space[0], how.size):
                    slugs.append(space[0].setting.space_as(space[1]))
                    space = None
            end = x + (width + (how.stretch - 1.0) * glue) * how.size
            drawn = Slugs(tuple(slugs), how.stretch, how.apart * 1000 / run.setting.size)
            says = bool(run.anchors or run.note) and not all(item.is_glue for item in self._tokens.items[low:high])
            parts.append(LinePart(self._numbers[id(run)], x, end, drawn, says))
            x, low, at = end, high, at + 1
        if space is None:
            return SetLine(tuple(parts), how.size)
        last = Slugs((space[0].setting.space_as(space[1]),))
        return SetLine(tuple(parts), how.size, LinePart(self._numbers[id(space[0])], x, x, last, says=False))

    def _slugs_of(self, cut: _Cut) -> list[Slug]:
        slugs = self._slugs[cut.low : cut.high]
        if cut.first is not None:
            slugs[0] = cut.first.slug
        if cut.last is not None:
            slugs[-1] = cut.last.slug
        return slugs


def put(line: SetLine, runs: Sequence[Run], form: Form) -> Atom:
    """A line of some runs where it stands."""
    atom, base = Atom(form.leading), -form.baseline
    for number, x, end, slugs, says in line.parts:
        run = runs[number]
        setting = run.setting
        y, height = base + setting.rise, setting.size * line.size
        atom.items.append(GlyphRun(setting.look.faces[0], height, setting.colour, x, y, slugs, run.content))
        if run.struck:
            atom.items.append(strike(run, x, end, y, height))
        if run.target is not None:
            link(atom, run, x, end, base)
        if says:
            note(atom, run)
    if line.space is not None:
        run = runs[line.space.run]
        setting, y = run.setting, base + run.setting.rise
        space = GlyphRun(setting.look.faces[0], setting.size, setting.colour, line.space.x, y, line.space.slugs, run.content)
        atom.items.append(space)
    return atom


def lone_word(run: Run, form: Form) -> Atom | None:
    """The line of a run that is one word, such as a note's number; ``None`` for any other, and for what is not straight."""
    known = run.setting.slug(run.text)
    simple = form.align in (Align.LEFT, Align.JUSTIFY) and not (form.base or form.mirrored or form.from_right or form.first)
    if known is None or not simple or not run.text.isalnum() or run.whole or run.rtl or run.struck or run.anchors:
        return None
    setting, atom = run.setting, Atom(form.leading)
    x, y, width = form.frame.x, -form.baseline, known.advance * setting.size / 1000
    if width > form.frame.width or setting.hyphen.face != setting.look.faces[0]:
        return None
    slugs = Slugs((known, setting.space_as(" ")))
    atom.items.append(GlyphRun(setting.look.faces[0], setting.size, setting.colour, x, y + setting.rise, slugs, run.content))
    if run.target is not None:
        link(atom, run, x, x + width, y)
    return atom


def _goes_on(run: Run, following: Run, size: float) -> bool:
    """Whether the space that ends a line can stand in the run before it."""
    one, other = run.setting, following.setting
    alike = one is other or (one.look.faces[0] == other.look.faces[0] and one.size == other.size)
    return alike and size == 1.0 and run.content is following.content
