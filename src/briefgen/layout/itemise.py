"""Runs of text into words and spaces, and the places where a line may end between and inside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.layout import direction, hyphenation
from briefgen.layout.hyphenation import Opportunity
from briefgen.layout.linebreak import Breaks
from briefgen.layout.setting import advances

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.layout.galley import Footnote, Target
    from briefgen.layout.pages import Content, Element
    from briefgen.layout.setting import Setting, Shape
    from briefgen.model.house import Colour

_SPACES = " \t\n\r\x0b\x0c\u2028\u2029\u2000-\u2006\u2008-\u200a\u205f\u3000"
_PARTS = re.compile(f"[{_SPACES}]+|\u00a0|[^{_SPACES}\u00a0]+")
_LINE_ENDS = str.maketrans("\t\n\r\x0b\x0c\u2028\u2029", " " * 7)

# How far punctuation hangs into the margin, as a part of its width.
_HANG_RIGHT = {"-": 0.6, "\u2010": 0.6, ".": 0.6, ",": 0.6, ";": 0.35, ":": 0.35, "\u2019": 0.6, "\u201d": 0.5, "\u2013": 0.3,
               "\u2014": 0.2, "'": 0.6, '"': 0.5}  # fmt: skip
_HANG_LEFT = {"\u2018": 0.6, "\u201c": 0.5, '"': 0.5, "'": 0.6, "\u201e": 0.4, "\u00ab": 0.3}
# A break inside a word that is wider than the measure, where nothing else helps.
_ANYWHERE = 2_000.0


@dataclass(slots=True, eq=False)
class Run:
    """Text in one setting that belongs to one content.

    ``chip`` is the colour of the small box behind it, ``note`` the note whose mark it is, ``inset`` a picture in its place.
    """

    text: str
    setting: Setting
    content: Content
    target: Target | None = None
    struck: bool = False
    chip: Colour | None = None
    note: Footnote | None = None
    inset: Inset | None = None
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inset:
    """A picture in a line of text; ``element`` is ``None`` if it is decoration."""

    target: str
    width: float
    height: float
    element: Element | None


class Word:
    """Characters without a space between them, in one setting and direction; a chip, a note's mark and an inset are words too."""

    __slots__ = ("level", "run", "shape", "soft", "text", "width")

    def __init__(self, run: Run, text: str, shape: Shape, width: float, level: int = 0, soft: tuple[int, ...] = ()) -> None:
        self.run, self.text, self.shape, self.width, self.level, self.soft = run, text, shape, width, level, soft


class Glue:
    """A space. ``fixed``: no line may end there."""

    __slots__ = ("fixed", "level", "run", "text", "width")

    def __init__(self, run: Run, text: str, width: float, level: int = 0, *, fixed: bool = False) -> None:
        self.run, self.text, self.width, self.level, self.fixed = run, text, width, level, fixed


Token = Word | Glue


def chip_padding(setting: Setting) -> float:
    """Room at either side of a chip's text."""
    return setting.size * 0.8


def itemise(runs: Sequence[Run], base: int) -> list[Token]:
    """Words and spaces in logical order. ``base`` is the paragraph's own embedding level, 0 or 1."""
    text = "".join(run.text for run in runs)
    if base == 0 and not direction.RTL.search(text):
        return [token for run in runs for token in _tokens(run, run.text, 0)]
    levels = direction.levels(text, base)
    tokens: list[Token] = []
    at = 0
    for run in runs:
        for part, level in _by_level(run.text, levels[at : at + len(run.text)]):
            tokens += _tokens(run, part, level)
        at += len(run.text)
    return tokens


def _by_level(text: str, levels: Sequence[int]) -> Iterator[tuple[str, int]]:
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or levels[end] != levels[start]:
            yield text[start:end], levels[start]
            start = end


def _tokens(run: Run, text: str, level: int) -> Iterator[Token]:
    setting = run.setting
    if run.inset is not None:
        yield Word(run, text, setting.word(""), run.inset.width, level)
        return
    if run.chip is not None:
        shape = setting.word(text)
        yield Word(run, text, shape, shape.width + 2 * chip_padding(setting), level)
        return
    for part in _PARTS.findall(text):
        if part == "\u00a0":
            yield Glue(run, part, setting.space_width, level, fixed=True)
        elif part.isspace():
            space = part.translate(_LINE_ENDS)
            yield Glue(run, space, setting.space_width if space.isascii() else setting.word(space[:1]).width, level)
        else:
            yield _word(run, part, level)


def _word(run: Run, text: str, level: int) -> Word:
    soft: tuple[int, ...] = ()
    if "\u00ad" in text:
        parts = text.split("\u00ad")
        text = "".join(parts)
        offsets = [sum(map(len, parts[:n])) for n in range(1, len(parts))]
        soft = tuple(at for at in offsets if 0 < at < len(text))
    shape = run.setting.word(text, rtl=level % 2 == 1)
    return Word(run, text, shape, shape.width, level, soft)


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
    found = Places()
    breaks, places = found.breaks, found.places
    so_far = glue = 0.0
    breaks.add(width=0.0, glue=0.0)
    places.append((-1, 0))
    before: Token | None = None
    fresh = True
    for index, token in enumerate(tokens):
        if isinstance(token, Glue):
            if not token.fixed and isinstance(before, Word):
                breaks.add(width=so_far, glue=glue, extra=-hang_right(before, before.text[-1:]) if hang else 0.0)
                places.append((index, 0))
                fresh = True
            so_far += token.width
            glue += token.width
            if fresh and not token.fixed:
                breaks.starts[-1], breaks.glue_starts[-1] = so_far, glue
            fresh = fresh and not token.fixed
        else:
            if isinstance(before, Word) and _parts(before, token):
                extra = -hang_right(before, before.text[-1:]) if hang else 0.0
                breaks.add(width=so_far, glue=glue, extra=extra, penalty=hyphenation.DASH)
                places.append((index, 0))
                fresh = True
            if fresh:
                breaks.starts[-1] += hang_left(token)
                fresh = False
            for place in _inside(token, width, hyphenate=hyphenate):
                at = so_far + place.width
                extra = token.run.setting.hyphen_width * (0.4 if hang else 1.0) if place.hyphen else 0.0
                if not place.hyphen and hang:
                    extra = -hang_right(token, token.text[place.offset - 1])
                breaks.add(width=at, glue=glue, extra=extra, penalty=place.penalty, hyphen=place.hyphen)
                places.append((index, place.offset))
            so_far += token.width
        before = token
    last = next((token for token in reversed(tokens) if isinstance(token, Word)), None)
    trailing = _trailing(tokens)
    breaks.add(width=so_far - trailing, glue=glue - trailing, extra=-hang_right(last, last.text[-1:]) if hang and last else 0.0)
    places.append((len(tokens), 0))
    return found


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
    return (
        before.text[-1:] in ("\u2014", "\u2013")
        and after.run.note is None
        and after.text[:1].isalnum()
        and len(before.text) > 1
    )


@dataclass(frozen=True, slots=True)
class _Inside:
    offset: int
    width: float
    penalty: float
    hyphen: bool


def _inside(word: Word, measure: float, *, hyphenate: bool) -> Iterable[_Inside]:
    """Breaks inside a word, in order."""
    run, text = word.run, word.text
    if run.chip is not None or run.inset is not None or run.note is not None:
        return ()
    found = {place.offset: place for place in hyphenation.opportunities(text)} if not word.level % 2 else {}
    if hyphenate and not word.level % 2 and len(text) >= hyphenation.SHORTEST and run.target is None:
        for place in hyphenation.hyphens(text, run.setting.look.language):
            found.setdefault(place.offset, place)
    for offset in word.soft:
        found.setdefault(offset, Opportunity(offset, hyphenation.HYPHEN, hyphen=True))
    wide = word.width > measure
    if not found and not wide:
        return ()
    sums, clusters = advances(word.shape, rtl=word.level % 2 == 1)
    if wide:
        for offset in clusters[1:-1]:
            found.setdefault(offset, Opportunity(offset, _ANYWHERE, hyphen=False))
    scale = run.setting.size / 1000
    return [_Inside(at, sums[at] * scale, place.penalty, place.hyphen) for at, place in sorted(found.items())]
