"""Runs of text into words and spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.layout import direction
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.layout.galley import Anchor, Footnote, Target
    from briefgen.layout.pages import Content, Element
    from briefgen.layout.setting import Setting, Shape
    from briefgen.model.house import Colour

_SPACES = " \t\n\r\x0b\x0c\u2028\u2029\u2000-\u2006\u2008-\u200a\u205f\u3000"
_PARTS = re.compile(f"[{_SPACES}]+|\u00a0|[^{_SPACES}\u00a0]+")
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


def vanishes(token: Token) -> bool:
    """Whether a token is a space that is not printed at the beginning or end of a line."""
    return isinstance(token, Glue) and not token.fixed


def itemise(runs: Sequence[Run], base: int) -> list[Token]:
    """Words and spaces in logical order. ``base`` is the paragraph's own embedding level, 0 or 1.

    In a paragraph that reads from left to right every right-to-left run is isolated, as if marked up so (Annex 9, higher-level
    protocol HL3): a number or a bracket after a Persian name belongs to the sentence around it, not to the name.
    """
    if base == 0 and not any(run.rtl for run in runs):
        return [token for run in runs for token in _tokens(run, run.text, 0)]
    levels = direction.levels("".join(run.text for run in runs), base) if base else _isolated(runs)
    tokens: list[Token] = []
    at = 0
    for run in runs:
        for part, level in _by_level(run.text, levels[at : at + len(run.text)]):
            tokens += _tokens(run, part, level)
        at += len(run.text)
    return tokens


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


def _tokens(run: Run, text: str, level: int) -> Iterator[Token]:
    setting = run.setting
    if run.inset is not None:
        yield Word(run, text, setting.word(""), run.inset.width, level)
        return
    if run.chip is not None:
        shape = setting.word(text)
        yield Word(run, text, shape, shape.width + 2.6 * chip_padding(setting), level)
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
