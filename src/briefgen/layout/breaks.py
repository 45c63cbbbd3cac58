"""The places where a line may end, between words and inside them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.layout import hyphenation
from briefgen.layout.firstfit import LAST_RESORT
from briefgen.layout.hyphenation import Opportunity
from briefgen.layout.itemise import Glue, Inside, Word, hang_right
from briefgen.layout.linebreak import Breaks
from briefgen.layout.setting import advances

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.layout.itemise import Run, Tokens

HYPHEN_HANGS = 0.6


class Places:
    """Where each break stands: the token a line ends in, and the characters of it that are still on that line."""

    __slots__ = ("breaks", "places")

    def __init__(self, breaks: Breaks, places: list[tuple[int, int]]) -> None:
        self.breaks, self.places = breaks, places


def find_breaks(tokens: Tokens, measure: float, *, hyphenate: bool, hang: bool) -> Places:
    """All places where a line may end. ``measure`` is the line's width: only a wider word may be broken anywhere."""
    runs, widths, glues = tokens.runs, tokens.widths, tokens.glues
    found = _Found()
    rows, places, starts, glue_starts = found.rows, found.places, found.starts, found.glue_starts
    word: Word | None = None
    run: Run | None = None
    hyphenated = False
    fresh = True  # the last break is not yet followed by a word, so the line after it has not begun
    for index, token in enumerate(tokens.items):
        if isinstance(token, Glue):
            if token.fixed:
                fresh = False
            elif word is not None:
                width = widths[index]
                rows.append((width - word.hang_right if hang else width, width, glues[index], word.ties, False))
                places.append((index, 0))
                starts.append(widths[index + 1])
                glue_starts.append(glues[index + 1])
                fresh = True
            elif fresh:
                starts[-1], glue_starts[-1] = widths[index + 1], glues[index + 1]
            word = None
            continue
        if run is not runs[index]:
            run = runs[index]
            hyphenated = hyphenate and run.target is None
            if word is not None and _parts(word, token, run):
                found.add(index, widths[index], glues[index], word.hang_right if hang else 0.0, hyphenation.DASH)
                fresh = True
        if fresh:
            if hang:
                starts[-1] += token.hang_left
            fresh = False
        inside = token.parted if hyphenated else token.plain
        if inside is None or token.width > measure:
            inside = _inside(token, run, hyphenate=hyphenated, measure=measure if token.width > measure else 0.0)
        if inside:
            found.add_inside(index, widths[index], glues[index], inside, hang=hang)
        word = token
    return found.ended(tokens, hang=hang)


def one_line(tokens: Tokens) -> Places:
    """The places of what goes on one line, where no line ends but at its end."""
    breaks = Breaks()
    breaks.add(width=0.0, glue=0.0)
    breaks.add(width=tokens.widths[-1], glue=tokens.glues[-1])
    return Places(breaks, [(-1, 0), (len(tokens.items), 0)])


class _Found:
    """The breaks found so far. A row is what a line ends with: ``ends``, ``reach``, ``glue_ends``, ``penalties``, ``hyphens``."""

    __slots__ = ("glue_starts", "places", "rows", "starts")

    def __init__(self) -> None:
        self.rows: list[tuple[float, float, float, float, bool]] = [(0.0, 0.0, 0.0, 0.0, False)]
        self.places: list[tuple[int, int]] = [(-1, 0)]
        self.starts, self.glue_starts = [0.0], [0.0]

    def add(self, index: int, width: float, glue: float, hangs: float, penalty: float) -> None:
        """A break before an item, with which the next line begins."""
        self.rows.append((width - hangs, width, glue, penalty, False))
        self.places.append((index, 0))
        self.starts.append(width)
        self.glue_starts.append(glue)

    def add_inside(self, index: int, start: float, glue: float, inside: Sequence[Inside], *, hang: bool) -> None:
        """The breaks inside an item that begins at ``start``."""
        for offset, at, penalty, drawn, hangs in inside:
            width = start + at
            self.rows.append((width + drawn - hangs if hang else width + drawn, width, glue, penalty, drawn > 0.0))
            self.places.append((index, offset))
            self.starts.append(width)
            self.glue_starts.append(glue)

    def ended(self, tokens: Tokens, *, hang: bool) -> Places:
        """With the end of the paragraph, without the spaces that stand there."""
        items = tokens.items
        index = len(items)
        while index and isinstance(token := items[index - 1], Glue) and not token.fixed:
            index -= 1
        last = next((token for token in reversed(items) if isinstance(token, Word)), None)
        self.add(len(items), tokens.widths[index], tokens.glues[index], last.hang_right if last and hang else 0.0, 0.0)
        ends, reach, glue_ends, penalties, hyphens = map(list, zip(*self.rows, strict=True))
        return Places(Breaks(ends, self.starts, glue_ends, self.glue_starts, reach, penalties, hyphens), self.places)


def _parts(before: Word, after: Word, run: Run) -> bool:
    """Whether a line may end between two words of different settings that no space parts: after a dash."""
    return before.text[-1:] in ("\u2014", "\u2013") and run.note is None and after.text[:1].isalnum() and len(before.text) > 1


def _inside(word: Word, run: Run, *, hyphenate: bool, measure: float) -> Sequence[Inside]:
    """Breaks inside a word, in order. They depend on the word and its setting alone, unless it is wider than the ``measure``,
    which is 0 for a word that is not."""
    if run.whole:
        return ()
    if not measure and not hyphenate and word.text.isascii() and word.text.isalnum():
        word.plain = ()
        return ()
    hyphenated = hyphenate and not word.turned and len(word.text) >= hyphenation.SHORTEST
    found = _find_inside(word, hyphenate=hyphenated, measure=measure)
    if not measure:
        if hyphenate:
            word.parted = found
        else:
            word.plain = found
    return found


def _find_inside(word: Word, *, hyphenate: bool, measure: float) -> Sequence[Inside]:
    setting, text = word.setting, word.text
    places = hyphenation.opportunities(text) if not word.turned else ()
    parts = hyphenation.hyphens(text, setting.look.language) if hyphenate else ()
    if not places and not parts and not word.soft and not measure:
        return ()
    found = {place.offset: place for place in (*parts, *places)}
    for offset in word.soft:
        found.setdefault(offset, Opportunity(offset, hyphenation.HYPHEN, hyphen=True))
    glyphs = word.slug.glyphs if word.slug else [glyph for piece in word.shape.pieces for glyph in piece.glyphs]
    sums, clusters = advances(glyphs, rtl=word.turned)
    scale, hyphen = setting.size / 1000, setting.hyphen_width
    if measure:
        for offset in _anywhere([sums[at] * scale for at in clusters], clusters, sorted(found), measure - hyphen):
            found.setdefault(offset, Opportunity(offset, LAST_RESORT, hyphen=False))
    return [
        Inside(at, sums[at] * scale, penalty, hyphen, hyphen * HYPHEN_HANGS)
        if drawn
        else Inside(at, sums[at] * scale, penalty, 0.0, 0.0 if word.turned else hang_right(setting, text[at - 1]))
        for at, (_, penalty, drawn) in sorted(found.items())
    ]


def _anywhere(ends: Sequence[float], clusters: Sequence[int], own: Sequence[int], measure: float) -> Iterator[int]:
    """The offsets in a word wider than the measure at which it may be broken for want of better ones: only between those of its
    ``own`` places that no line holds together, so that an address is not broken in the name of its host."""
    width = dict(zip(clusters, ends, strict=True))
    marks = [0, *(at for at in own if at in width), clusters[-1]]
    for first, last in pairwise(marks):
        if width[last] - width[first] > measure:
            yield from clusters[bisect_right(clusters, first) : bisect_left(clusters, last)]
