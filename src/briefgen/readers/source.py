"""An author's text and where each character of it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from briefgen.model.characters import REPLACEMENT, find_unprintable, printable
from briefgen.model.diagnostic import error, warning
from briefgen.model.position import Position
from briefgen.templating.places import source_offset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.templating import Filled

LONGEST_LINE = 200_000
"""Characters. Thirty thousand words without a line end are not a paragraph; they are a file of another kind."""

LONGEST_TEXT = 8_000_000
"""Characters of one file."""


def normalised(text: str) -> str:
    """A text as offsets count it: without a byte order mark, its line ends all line feeds."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


class Source:
    """One file's text. Offsets count characters of :attr:`text`, whose line ends are all line feeds."""

    def __init__(self, text: str, file: str, first_line: int = 1) -> None:
        self.file = file
        self.first_line = first_line
        plain = normalised(text)
        self.diagnostics: tuple[Diagnostic, ...] = ()
        if len(plain) > LONGEST_TEXT:
            plain = self._refuse(plain)
        self.text = printable(plain)
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        self.diagnostics += tuple(self._oddities(plain))
        self._empty_long_lines()

    def position(self, offset: int) -> Position:
        """The place of a character."""
        line = bisect_right(self.line_starts, offset) - 1
        return Position(self.file, self.first_line + line, offset - self.line_starts[line] + 1)

    def line_end(self, line: int) -> int:
        """Offset of the end of a line, counted from 0."""
        following = line + 1
        return self.line_starts[following] - 1 if following < len(self.line_starts) else len(self.text)

    def line(self, line: int) -> str:
        """A line, counted from 0, without its end."""
        return self.text[self.line_starts[line] : self.line_end(line)]

    def _refuse(self, plain: str) -> str:
        message = f"the file has {len(plain):,} characters; up to {LONGEST_TEXT:,} are read"
        self.diagnostics += (
            error("file-too-long", message, Position(self.file, self.first_line), "split it and join the parts with !include"),
        )
        return ""

    def _oddities(self, plain: str) -> Iterator[Diagnostic]:
        at = find_unprintable(plain)
        if at >= 0:
            message = f"the control character U+{ord(plain[at]):04X} cannot be printed and became {REPLACEMENT}"
            yield warning("control-character", message, self.position(at), "delete it")

    def _empty_long_lines(self) -> None:
        """Leave out every line over the limit, and say so."""
        if len(self.text) <= LONGEST_LINE:
            return
        kept = []
        for number, line in enumerate(self.text.split("\n")):
            if len(line) > LONGEST_LINE:
                message = f"the line has {len(line):,} characters; up to {LONGEST_LINE:,} are read, so it was left out"
                place = Position(self.file, self.first_line + number)
                self.diagnostics += (error("line-too-long", message, place, "break it into lines and paragraphs"),)
            kept.append(line if len(line) <= LONGEST_LINE else "")
        if sum(map(len, kept)) + len(kept) - 1 != len(self.text):
            self.text = "\n".join(kept)
            self.line_starts = [0, *(match.end() for match in re.finditer("\n", self.text))]


class FilledSource(Source):
    """A text that was made by filling a template: places are those of the template's characters."""

    def __init__(self, filled: Filled, template: str, file: str, first_line: int) -> None:
        self._filled = filled
        self._template = Source(template, file, first_line)
        super().__init__(filled.text, file, first_line)

    def position(self, offset: int) -> Position:
        """The place in the template that a character comes from."""
        return self._template.position(source_offset(self._filled.stretches, offset))


class Strand:
    """A piece of text that an inline parser sees, and where its characters come from.

    The parser's text may have lost indents, quote markers and table pipes; ``pieces`` are pairs of an offset in it and the
    offset in the source, in ascending order, each valid until the next one.
    """

    __slots__ = ("_offsets", "_starts", "source")

    def __init__(self, source: Source, pieces: list[tuple[int, int]]) -> None:
        self.source = source
        self._starts = [start for start, _ in pieces]
        self._offsets = [offset for _, offset in pieces]

    def offset(self, at: int) -> int:
        """Where in the source a character of the piece stands."""
        index = bisect_right(self._starts, at) - 1
        return self._offsets[index] + at - self._starts[index]

    def position(self, at: int) -> Position:
        """The place of a character of the piece."""
        return self.source.position(self.offset(at))
