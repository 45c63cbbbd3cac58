"""The places where a line may end, between words and inside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout import hyphenation
from briefgen.layout.hyphenation import Opportunity
from briefgen.layout.itemise import Glue, Word
from briefgen.layout.linebreak import LAST_RESORT, Breaks
from briefgen.layout.setting import Inside, advances

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.layout.itemise import Token

# How far punctuation hangs into the margin, as a part of its width.
_HANG_RIGHT = {"-": 0.6, "\u2010": 0.6, ".": 0.6, ",": 0.6, ";": 0.35, ":": 0.35, "\u2019": 0.6, "\u201d": 0.5, "\u2013": 0.3,
               "\u2014": 0.2, "'": 0.6, '"': 0.5}  # fmt: skip
_HANG_LEFT = {"\u2018": 0.6, "\u201c": 0.5, '"': 0.5, "'": 0.6, "\u201e": 0.4, "\u00ab": 0.3}
HYPHEN_HANGS = 0.6


def hang_right(word: Word, char: str) -> float:
    """How far a word's character before a break may stand out to the right."""
    part = _HANG_RIGHT.get(char)
    return part * word.run.setting.char_width(char) if part and word.run.chip is None and not word.level % 2 else 0.0


def hang_left(word: Word) -> float:
    """How far a word's first character may stand out to the left."""
    part = _HANG_LEFT.get(word.text[:1])
    return part * word.run.setting.char_width(word.text[0]) if part and word.run.chip is None and not word.level % 2 else 0.0


class Places:
    """Where each break stands: the token a line ends in, and the characters of it that are still on that line."""

    __slots__ = ("breaks", "places")

    def __init__(self) -> None:
        self.breaks = Breaks()
        self.places: list[tuple[int, int]] = []


def find_breaks(tokens: Sequence[Token], width: float, *, hyphenate: bool, hang: bool) -> Places:
    """All places where a line may end. ``width`` is the measure: only a wider word may be broken anywhere."""
    finder = _Finder(width, hyphenate=hyphenate, hang=hang)
    for index, token in enumerate(tokens):
        if isinstance(token, Glue):
            finder.glue(index, token)
        else:
            finder.word(index, token)
    finder.end(tokens)
    return finder.found


class _Finder:
    """Goes over the tokens and adds up their widths."""

    __slots__ = ("_before", "_fresh", "_glue", "_hang", "_hyphenate", "_measure", "_width", "found")

    def __init__(self, measure: float, *, hyphenate: bool, hang: bool) -> None:
        self.found = Places()
        self._measure, self._hyphenate, self._hang = measure, hyphenate, hang
        self._width = self._glue = 0.0
        self._before: Token | None = None
        self._fresh = True
        self._add((-1, 0))

    def _add(self, place: tuple[int, int], extra: float = 0.0, penalty: float = 0.0) -> None:
        self.found.breaks.add(width=self._width, glue=self._glue, extra=extra, penalty=penalty)
        self.found.places.append(place)
        self._fresh = True

    def _hanging(self, word: Word) -> float:
        return -hang_right(word, word.text[-1:]) if self._hang else 0.0

    def glue(self, index: int, token: Glue) -> None:
        if not token.fixed and isinstance(self._before, Word):
            self._add((index, 0), self._hanging(self._before))
        self._width += token.width
        self._glue += token.width
        if token.fixed:
            self._fresh = False
        elif self._fresh:
            breaks = self.found.breaks
            breaks.starts[-1], breaks.glue_starts[-1] = self._width, self._glue
        self._before = token

    def word(self, index: int, token: Word) -> None:
        if isinstance(self._before, Word) and _parts(self._before, token):
            self._add((index, 0), self._hanging(self._before), hyphenation.DASH)
        if self._fresh:
            self.found.breaks.starts[-1] += hang_left(token) if self._hang else 0.0
            self._fresh = False
        for place in _inside(token, self._measure, hyphenate=self._hyphenate):
            self._inside(index, token, place)
        self._width += token.width
        self._before = token

    def _inside(self, index: int, token: Word, place: Inside) -> None:
        if place.hyphen:
            extra = token.run.setting.hyphen_width * (1.0 - HYPHEN_HANGS if self._hang else 1.0)
        else:
            extra = -hang_right(token, token.text[place.offset - 1]) if self._hang else 0.0
        width = self._width + place.width
        self.found.breaks.add(width=width, glue=self._glue, extra=extra, penalty=place.penalty, hyphen=place.hyphen)
        self.found.places.append((index, place.offset))

    def end(self, tokens: Sequence[Token]) -> None:
        last = next((token for token in reversed(tokens) if isinstance(token, Word)), None)
        trailing = _trailing(tokens)
        self._width -= trailing
        self._glue -= trailing
        self._add((len(tokens), 0), self._hanging(last) if last else 0.0)


def _trailing(tokens: Sequence[Token]) -> float:
    """The width of the spaces that end a paragraph; nothing is printed there."""
    total = 0.0
    for token in reversed(tokens):
        if isinstance(token, Word) or token.fixed:
            break
        total += token.width
    return total


def _parts(before: Word, after: Word) -> bool:
    """Whether a line may end between two words of different settings that no space parts: after a dash."""
    return before.text[-1:] in ("\u2014", "\u2013") and after.run.note is None and after.text[:1].isalnum() and len(before.text) > 1


def _inside(word: Word, measure: float, *, hyphenate: bool) -> Sequence[Inside]:
    """Breaks inside a word, in order. They depend on the word and its setting alone, unless it is wider than the measure."""
    run = word.run
    if run.chip is not None or run.inset is not None or run.note is not None:
        return ()
    hyphenate = hyphenate and run.target is None and not word.level % 2 and len(word.text) >= hyphenation.SHORTEST
    if word.width > measure or word.soft or word.level % 2:
        return _find_inside(word, hyphenate=hyphenate, wide=word.width > measure)
    key = (word.text, hyphenate)
    known = run.setting.inside.get(key)
    if known is None:
        known = run.setting.inside[key] = _find_inside(word, hyphenate=hyphenate, wide=False)
    return known


def _find_inside(word: Word, *, hyphenate: bool, wide: bool) -> Sequence[Inside]:
    run, text = word.run, word.text
    found = {place.offset: place for place in hyphenation.opportunities(text)} if not word.level % 2 else {}
    if hyphenate:
        for place in hyphenation.hyphens(text, run.setting.look.language):
            found.setdefault(place.offset, place)
    for offset in word.soft:
        found.setdefault(offset, Opportunity(offset, hyphenation.HYPHEN, hyphen=True))
    if not found and not wide:
        return ()
    sums, clusters = advances(word.shape, rtl=word.level % 2 == 1)
    if wide:
        for offset in clusters[1:-1]:
            found.setdefault(offset, Opportunity(offset, LAST_RESORT, hyphen=False))
    scale = run.setting.size / 1000
    return [Inside(at, sums[at] * scale, place.penalty, place.hyphen) for at, place in sorted(found.items())]
