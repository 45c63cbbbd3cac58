"""Where the pieces of a filled text come from: marks in the text while it is made, a table of stretches afterwards.

Marks are characters of a private use plane, so that they are neither space nor punctuation to Markdown. Those around values stay in
the text until it has been read, where they say which words came from data.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from briefgen.model.expressions import expression
from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PIECE, VALUE, END = "\U000f5000", "\U000f5001", "\U000f5002"
_DIGITS = "".join(map(chr, range(0xF5010, 0xF501A)))
_TO_MARK, _FROM_MARK = str.maketrans("0123456789", _DIGITS), str.maketrans(_DIGITS, "0123456789")
_OWN = expression("[\U000f5000-\U000f501f]")
_MARK = expression(f"(?P<kind>[{PIECE}{VALUE}])(?P<number>[{_DIGITS}]+)|{END}")
_SPACED = expression(rf"(?:\A|(?<=\s))(?P<mark>{PIECE}[{_DIGITS}]+) (?=\[@)")
"""A citation that brings a space of its own where there is one already, or nothing before it."""
_ADDRESS = expression(r"\]\([^()]*$|<[^<> ]*$|\bhttps?://\S*$|^!include\b")
_FENCE = expression(r" *(?P<marks>`{3,}|~{3,})(?P<rest>[^`]*)$")
VALUES = expression(f"{VALUE}(?P<number>[{_DIGITS}]+)(?P<text>[^{VALUE}{END}]*){END}")
"""A value with its marks: the number that it has in :attr:`~briefgen.templating.filling.Filled.values`, and its text."""


class Stretch(NamedTuple):
    """From ``start`` in a filled text on, its characters are those of the template from ``source`` on, one by one; not
    ``verbatim``: they are a value that is printed at ``source``."""

    start: int
    source: int
    verbatim: bool


def without_marks(text: str) -> str:
    """A text in which nothing can be taken for a mark."""
    return _OWN.sub("\ufffd", text)


def marked(kind: str, number: int) -> str:
    """A mark with a number."""
    return kind + str(number).translate(_TO_MARK)


def number_of(digits: str) -> int:
    """The number of a mark."""
    return int(digits.translate(_FROM_MARK))


class Places:
    """The offsets of a template's pieces and values, handed out in the order in which they stand there."""

    def __init__(self, source: str, tokens: Iterator[tuple[int, str, str]]) -> None:
        self._pieces: list[int] = []
        self._values: list[int] = []
        at = 0
        for _, kind, text in tokens:
            found = source.find(text, at)
            if kind == "data":
                self._pieces.append(found)
            elif kind == "variable_begin":
                self._values.append(found)
            at = found + len(text)
        self._pieces.reverse()
        self._values.reverse()

    def text(self, _: str) -> str:
        """The mark of the next piece of text."""
        return marked(PIECE, self._pieces.pop())

    def value(self) -> int:
        """The offset of the next value."""
        return self._values.pop()


def unmarked(text: str, values_at: Sequence[int]) -> tuple[str, tuple[Stretch, ...]]:
    """A filled text without the marks of its pieces, and where each character of it comes from.

    Values keep their marks, but for those in attributes and fenced code, which are no words of the text.
    """
    text = _SPACED.sub(r"\g<mark>", text)
    made = _Made()
    end, keeps = 0, False
    for mark in _MARK.finditer(text):
        made.add(text[end : mark.start()])
        end = mark.end()
        if mark[0] == END:
            made.add(END if keeps else "")
            continue
        number = number_of(mark["number"])
        if mark["kind"] == PIECE:
            made.stretches.append(Stretch(made.length, number, verbatim=True))
        else:
            made.stretches.append(Stretch(made.length, values_at[number], verbatim=False))
            keeps = made.is_in_words
            made.add(mark[0] if keeps else "")
    made.add(text[end:])
    return "".join(made.parts), tuple(made.stretches)


class _Made:
    """A text as it grows, and what its last line stands in."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.stretches: list[Stretch] = []
        self.length = 0
        self._line = ""
        self._fence = ""

    @property
    def is_in_words(self) -> bool:
        """Whether what comes next is none of code, attributes between braces, an address, or the name of a file."""
        line = self._line
        return not (self._fence or line.count("{") > line.count("}") or line.count("`") % 2 or _ADDRESS.search(line))

    def add(self, text: str) -> None:
        """Go on with the text."""
        self.parts.append(text)
        self.length += len(text)
        *lines, self._line = (self._line + text).split("\n")
        for line in lines:
            fence = _FENCE.match(line)
            if fence and not self._fence:
                self._fence = fence["marks"]
            elif fence and fence["marks"].startswith(self._fence) and not fence["rest"].strip():
                self._fence = ""


def source_offset(stretches: Sequence[Stretch], at: int) -> int:
    """Where in the template a character of the filled text comes from."""
    index = bisect_right(stretches, at, key=lambda stretch: stretch.start) - 1
    if index < 0:
        return 0
    stretch = stretches[index]
    return stretch.source + (at - stretch.start if stretch.verbatim else 0)
