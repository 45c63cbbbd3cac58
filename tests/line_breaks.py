"""Where the lines and pages of two PDFs end, and which of them end alike: for a page laid out here and one by a program."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from pathlib import Path
from typing import NamedTuple

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_LINE = re.compile(r'<line xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</line>', re.DOTALL)
_WORD = re.compile(r"<word [^>]*>(.*?)</word>", re.DOTALL)
_NOT_LETTERS = re.compile(r"[\W\d_]+")


class PrintedLine(NamedTuple):
    """A line of a page: its letters alone, for marks and numbers stand a little higher or lower; and as it reads."""

    page: int
    letters: str
    text: str
    top: float = 0.0


@dataclass(frozen=True)
class Comparison:
    """Two PDFs held against each other: ``theirs`` is what is to be met."""

    ours: list[PrintedLine]
    theirs: list[PrintedLine]
    our_pages: int
    their_pages: int

    @property
    def same(self) -> float:
        """The share of their lines that ours have too, word for word. What ours have besides, words in drawings, does not count."""
        left = Counter(line.letters for line in self.ours) & Counter(line.letters for line in self.theirs)
        return left.total() / len(self.theirs) if self.theirs else 1.0

    def _matcher(self) -> SequenceMatcher[str]:
        return SequenceMatcher(None, [line.letters for line in self.theirs], [line.letters for line in self.ours], autojunk=False)

    def differences(self) -> list[str]:
        """What differs, line by line: theirs with ``<``, ours with ``>``, each with its page. A line on another page is none."""
        theirs, ours = (Counter(line.letters for line in lines) for lines in (self.theirs, self.ours))
        told = []
        for kind, a, b, c, d in self._matcher().get_opcodes():
            if kind != "equal":
                told += [f"< {line.page}: {line.text}" for line in self.theirs[a:b] if theirs[line.letters] > ours[line.letters]]
                told += [f"> {line.page}: {line.text}" for line in self.ours[c:d] if ours[line.letters] > theirs[line.letters]]
        return told

    def pages_alike(self) -> list[str]:
        """Where each page begins in either, for those that begin otherwise."""
        first = ({line.page: line for line in reversed(lines)} for lines in (self.theirs, self.ours))
        theirs, ours = first
        return [
            f"page {page}: theirs begins ‘{theirs[page].text}’, ours ‘{ours[page].text}’"
            for page in sorted(theirs.keys() & ours.keys())
            if theirs[page].letters != ours[page].letters
        ]


def compared(ours: Path, theirs: Path, *, top: float, bottom: float, skip: int = 0) -> Comparison:
    """Two PDFs, without what stands over ``top`` and under ``bottom`` points from the edges, and the first ``skip`` pages."""
    one, other = _lines(ours, top, bottom, skip), _lines(theirs, top, bottom, skip)
    return Comparison(one[0], other[0], one[1], other[1])


def _lines(pdf: Path, top: float, bottom: float, skip: int) -> tuple[list[PrintedLine], int]:
    made = subprocess.run(["pdftotext", "-bbox-layout", str(pdf), "-"], capture_output=True, check=True, text=True).stdout
    lines: list[PrintedLine] = []
    pages = _PAGE.findall(made)
    for number, (_, height, content) in enumerate(pages, 1):
        if number <= skip:
            continue
        found = []
        for _x, high, _right, low, words in _LINE.findall(content):
            text = unescape(" ".join(_WORD.findall(words)))
            letters = _NOT_LETTERS.sub("", text).casefold()
            if letters and float(high) > top - 2 and float(low) < float(height) - bottom + 4:
                found.append((round(float(high)), float(_x), PrintedLine(number, letters, text, float(high))))
        lines += [line for _, _, line in sorted(found)]
    return lines, len(pages)
