"""Hyphenation patterns: Liang's method (Word Hy-phen-a-tion by Com-put-er, 1983) over the dictionaries that pyphen brings.

A dictionary has some ten thousand patterns, of which a document meets a few hundred. Reading them all into numbers takes pyphen
longer than a short brief takes altogether, so here each is read when it is first met.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_PAIRS = re.compile(r"(\d?)(\D?)")
_IN_HEXADECIMAL = re.compile(r"\^{2}([0-9a-f]{2})")
# What Hunspell calls by a name that Python does not know.
_ENCODINGS = {"microsoft-cp1251": "cp1251"}


class Patterns:
    """The patterns of one dictionary: a ``.dic`` file of Hunspell's kind, its encoding named in the first line.

    ``left`` and ``right`` are the fewest letters before the first hyphen and after the last.
    """

    def __init__(self, path: Path, left: int, right: int) -> None:
        name, _, body = path.read_bytes().partition(b"\n")
        encoding = name.decode("ascii").strip()
        text = body.decode(_ENCODINGS.get(encoding.lower(), encoding))
        if "^^" in text:
            text = _IN_HEXADECIMAL.sub(lambda found: chr(int(found[1], 16)), text)
        lines = [line.strip() for line in text.split("\n")] if "\r" in text or " \n" in text else text.split("\n")
        if "/" in text:
            # Behind the slash is how the spelling changes at the break, which a word that keeps its letters does without.
            lines = [line.partition("/")[0] if "=" in line else line for line in lines]
        # Comments and settings come along: no word is like one.
        letters = "\n".join(lines).encode().translate(None, b"0123456789").decode()
        self._written = dict(zip(letters.split("\n"), lines, strict=True))
        self._written.pop("", None)
        self._longest = max(map(len, self._written), default=0)
        self._read: dict[str, tuple[int, Sequence[int]]] = {}
        self._left, self._right = left, right

    def positions(self, word: str) -> list[int]:
        """How many letters stand before each place where a word may be parted."""
        dotted = f".{word.lower()}."
        written, read, longest, end = self._written, self._read, self._longest, len(dotted)
        levels = [0] * (end + 1)
        for start in range(end - 1):
            for stop in range(start + 1, min(start + longest, end) + 1):
                part = dotted[start:stop]
                if part in written:
                    at, values = read.get(part) or self._reading(part)
                    for place, value in enumerate(values, start + at):
                        if value > levels[place]:  # noqa: PLR1730  (max() takes three times as long)
                            levels[place] = value
        last = len(word) - self._right
        return [place - 1 for place, level in enumerate(levels) if level % 2 and self._left <= place - 1 <= last]

    def _reading(self, part: str) -> tuple[int, Sequence[int]]:
        """The levels that a pattern gives to the places between its letters, and the first of them that is not 0."""
        values = [int(digit or "0") for digit, _ in _PAIRS.findall(self._written[part])]
        first = next((at for at, value in enumerate(values) if value), len(values))
        while values and not values[-1]:
            values.pop()
        self._read[part] = made = (first, tuple(values[first:]))
        return made
