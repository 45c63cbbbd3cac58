"""Runs of text into words and spaces."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from briefgen.layout import direction
from briefgen.layout.setting import LONGEST_KEPT
from briefgen.layout.slugs import Slug
from briefgen.model.glyph import Glyph
from briefgen.model.named import NamedTuple
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.layout.galley import Anchor, Footnote, Target
    from briefgen.layout.pages import Content, Element
    from briefgen.layout.setting import Setting, Shape
    from briefgen.model.house import Colour

_SPACES = " \t\n\r\x0b\x0c\u2028\u2029\u2000-\u2006\u2008-\u200a\u205f\u3000"
_PARTS = re.compile(f"[{_SPACES}]+|\u00a0|[^{_SPACES}\u00a0]+")
# How far punctuation hangs into the margin, as a part of its width.
_HANG_RIGHT = {"-": 0.6, "\u2010": 0.6, ".": 0.6, ",": 0.6, ";": 0.35, ":": 0.35, "\u2019": 0.6, "\u201d": 0.5, "\u2013": 0.3,
               "\u2014": 0.2, "'": 0.6, '"': 0.5}  # fmt: skip
_HANG_LEFT = {"\u2018": 0.6, "\u201c": 0.5, '"': 0.5, "'": 0.6, "\u201e": 0.4, "\u00ab": 0.3}
# A short number is not left at a line's end without what it counts or dates: 17 October, US$40 billion. Demerits are squares of it.
_NUMBER, _LONGEST_NUMBER, _TIES = re.compile(r"[^\W\d]{0,3}[$€£¥₽]?\d{1,3}(?:[.,]\d)?"), 10, 260.0
_LINE_ENDS = str.maketrans("\t\n\r\x0b\x0c\u2028\u2029", " " * 7)


@dataclass(slots=True, eq=False)
class Run:
    """Text in one setting that belongs to one content.

    ``rtl``: it reads from right to left. ``chip`` is the colour of the small box behind it, ``note`` the note whose mark it is,
    ``inset`` a picture in its place.
    """

    text: str
    setting: Setting
    content: Content | None
    target: Target | None = None
    struck: bool = False
    rtl: bool = False
    chip: Colour | None = None
    note: Footnote | None = None
    inset: Inset | None = None
    anchors: tuple[Anchor, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether no line may end inside it."""
        return self.chip is not None or self.inset is not None or self.note is not None


@dataclass(frozen=True, slots=True)
class Inset:
    """A picture in a line of text; ``element`` is ``None`` if it is decoration."""

    target: str
    width: float
    height: float
    element: Element | None


class Inside(NamedTuple):
    """A place inside a word where a line may end: after ``offset`` characters, which are ``width`` points wide.

    ``drawn`` is the width of the hyphen drawn there, ``hangs`` how much of what stands before the break hangs into the margin.
    """

    offset: int
    width: float
    penalty: float
    drawn: float = 0.0
    hangs: float = 0.0


class Word:
    """Characters without a space between them, in one setting and direction; a chip, a note's mark and an inset are words too.

    Words of the same text in the same setting are one object, whatever document and run they stand in. ``soft`` are the author's
    own hyphenation points. ``slug`` is what is drawn if all of it is in the setting's first face. ``hang_left`` and ``hang_right``
    are how far its ends may stand out into the margins. ``ties`` is what it costs to end a line behind it. ``plain`` and
    ``parted`` are for whoever looks for breaks inside it to keep what was found, without and with hyphenation.
    """

    __slots__ = ("hang_left", "hang_right", "parted", "plain", "setting", "slug", "soft", "text", "ties", "turned", "width")

    glue = 0.0
    is_glue = vanishes = False

    def __init__(self, setting: Setting, text: str, width: float, soft: tuple[int, ...] = (), *, turned: bool = False) -> None:
        self.setting, self.text, self.width, self.soft, self.turned = setting, text, width, soft, turned
        self.slug: Slug | None = None
        self.hang_left = self.hang_right = 0.0
        self.ties = _TIES if text[-1:].isdecimal() and len(text) < _LONGEST_NUMBER and _NUMBER.fullmatch(text) else 0.0
        self.plain: Sequence[Inside] | None = None
        self.parted: Sequence[Inside] | None = None

    @property
    def shape(self) -> Shape:
        """All that is drawn of it."""
        return self.setting.word(self.text, rtl=self.turned)


class Glue:
    """A space. ``fixed``: no line may end there; any other ``vanishes`` at the beginning and end of a line."""

    __slots__ = ("fixed", "glue", "slug", "text", "vanishes", "width")

    is_glue = True
    hang_left = hang_right = 0.0

    def __init__(self, setting: Setting, text: str, width: float, *, fixed: bool = False) -> None:
        self.text, self.width, self.glue, self.fixed, self.vanishes = text, width, width, fixed, not fixed
        self.slug = Slug((Glyph(setting.space.id, text, width * 1000 / setting.size),), elastic=True)


Token = Word | Glue


class Tokens:
    """A paragraph, or a part of one between forced line breaks, as words and spaces in logical order.

    Of each item ``runs`` has the run, and ``levels`` the embedding level (``None``: all are 0). ``widths`` and ``glues`` are the
    sums of all widths and of those of spaces before each item, one more than there are items. ``slugs`` are what is drawn of them,
    where that is so simple. ``straight``: all of it is, everything being text in its setting's first face, from left to right.
    """

    __slots__ = ("glues", "items", "levels", "runs", "slugs", "straight", "widths")

    def __init__(self, items: list[Token], runs: list[Run], levels: list[int] | None) -> None:
        self.items, self.runs, self.levels = items, runs, levels
        self.widths = list(accumulate([item.width for item in items], initial=0.0))
        self.glues = list(accumulate([item.glue for item in items], initial=0.0))
        self.slugs = [item.slug for item in items]
        self.straight = levels is None and None not in self.slugs

    def level(self, index: int) -> int:
        """The embedding level of an item."""
        return self.levels[index] if self.levels else 0


def chip_padding(setting: Setting) -> float:
    """Room at either side of a chip's text."""
    return setting.size * 0.8


def vanishes(token: Token) -> bool:
    """Whether a token is a space that is not printed at the beginning or end of a line."""
    return token.vanishes


def itemise(runs: Sequence[Run], base: int) -> Tokens:
    """Words and spaces in logical order. ``base`` is the paragraph's own embedding level, 0 or 1.

    In a paragraph that reads from left to right every right-to-left run is isolated, as if marked up so (Annex 9, higher-level
    protocol HL3): a number or a bracket after a Persian name belongs to the sentence around it, not to the name.
    """
    items: list[Token] = []
    owners: list[Run] = []
    if base == 0 and not any(run.rtl for run in runs):
        for run in runs:
            made = _tokens(run, run.text)
            items += made
            owners += [run] * len(made)
        return Tokens(items, owners, None)
    levels = direction.levels("".join(run.text for run in runs), base) if base else _isolated(runs)
    of_items: list[int] = []
    at = 0
    for run in runs:
        for part, level in _by_level(run.text, levels[at : at + len(run.text)]):
            made = _tokens(run, part, turned=level % 2 == 1)
            items += made
            owners += [run] * len(made)
            of_items += [level] * len(made)
        at += len(run.text)
    return Tokens(items, owners, of_items if any(of_items) else None)


def _isolated(runs: Sequence[Run]) -> list[int]:
    """Levels in which only right-to-left runs, and the spaces between two of them, have a direction of their own."""
    found: list[int] = []
    for number, run in enumerate(runs):
        between = run.text.isspace() and 0 < number < len(runs) - 1 and runs[number - 1].rtl and runs[number + 1].rtl
        found += direction.levels(run.text, 1) if run.rtl else [int(between)] * len(run.text)
    return found


def _by_level(text: str, levels: Sequence[int]) -> Iterator[tuple[str, int]]:
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or levels[end] != levels[start]:
            yield text[start:end], levels[start]
            start = end


def _tokens(run: Run, text: str, *, turned: bool = False) -> list[Token]:
    setting = run.setting
    if run.inset is not None:
        return [Word(setting, text, run.inset.width)]
    if run.chip is not None:
        return [Word(setting, text, setting.word(text).width + 2.6 * chip_padding(setting))]
    known = setting.turned if turned else setting.tokens
    if known is None:
        known = _Known(setting, turned=turned)
        if turned:
            setting.turned = known
        else:
            setting.tokens = known
    return list(map(known.__getitem__, _parts(text)))


def _parts(text: str) -> Iterable[str]:
    """A text as words and the spaces between them."""
    if text.isprintable() and "  " not in text:
        # What is printable has no space but the usual one; to split at it takes a quarter of the time.
        return filter(None, text.replace(" ", "\0 \0").split("\0"))
    found: list[str] = _PARTS.findall(text)
    return found


class _Known(dict[str, Token]):
    """The words and spaces that were met in one setting and direction, each made when it is first asked for."""

    __slots__ = ("_setting", "_turned")

    def __init__(self, setting: Setting, *, turned: bool) -> None:
        super().__init__()
        self._setting, self._turned = setting, turned

    def __missing__(self, part: str) -> Token:
        made = _token(self._setting, part, turned=self._turned)
        if len(part) <= LONGEST_KEPT:
            self._setting.make_room()
            self[part] = made
        return made


def _token(setting: Setting, part: str, *, turned: bool) -> Token:
    """A word or space that was not met before in its setting."""
    made: Token
    if part == "\u00a0":
        made = Glue(setting, part, setting.space_width, fixed=True)
    elif part.isspace():
        space = part.translate(_LINE_ENDS)
        made = Glue(setting, space, setting.space_width if space.isascii() else setting.word(space[:1]).width)
    else:
        made = _word(setting, part, turned=turned)
    return made


def _word(setting: Setting, text: str, *, turned: bool) -> Word:
    soft: tuple[int, ...] = ()
    if "\u00ad" in text:
        parts = text.split("\u00ad")
        text = "".join(parts)
        offsets = [sum(map(len, parts[:n])) for n in range(1, len(parts))]
        soft = tuple(at for at in offsets if 0 < at < len(text))
    if turned:
        return Word(setting, text, setting.word(text, rtl=True).width, soft, turned=True)
    slug = setting.slug(text)
    if slug is None:
        shape = setting.word(text)
        first, whole = shape.pieces[0], len(shape.pieces) == 1
        word = Word(setting, text, shape.width, soft)
        word.slug = first.slug if whole and first.face == setting.look.faces[0] else None
    else:
        word = Word(setting, text, slug.advance * setting.size / 1000, soft)
        word.slug = slug
    if setting.hyphen.face != setting.look.faces[0]:
        word.slug = None
    word.hang_left, word.hang_right = hang_left(setting, text), hang_right(setting, text[-1:])
    return word


def hang_right(setting: Setting, char: str) -> float:
    """How far a character before a break may stand out to the right."""
    part = _HANG_RIGHT.get(char)
    return part * setting.char_width(char) if part else 0.0


def hang_left(setting: Setting, text: str) -> float:
    """How far a word's first character may stand out to the left."""
    part = _HANG_LEFT.get(text[:1])
    return part * setting.char_width(text[0]) if part else 0.0
