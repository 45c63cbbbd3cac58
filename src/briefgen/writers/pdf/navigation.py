"""Finding one's way in the file: page labels and bookmarks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.writers.pdf.notation import text_string

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.layout.pages import OutlineEntry

_ROMAN = {
    "m": 1000,
    "cm": 900,
    "d": 500,
    "cd": 400,
    "c": 100,
    "xc": 90,
    "l": 50,
    "xl": 40,
    "x": 10,
    "ix": 9,
    "v": 5,
    "iv": 4,
    "i": 1,
}
_CANONICAL_ROMAN = re.compile("m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_DECIMAL = re.compile("[1-9][0-9]{0,8}")


def page_labels(labels: Sequence[str], unnumbered: str) -> dict[str, object]:
    """The page label tree (ISO 32000-1 §12.4.2): one range wherever the numbering does not simply run on.

    A page without a label is called ``unnumbered`` where it opens the document and nothing elsewhere.
    """
    numbers: list[object] = []
    expected: tuple[str, int] | None = None
    for index, label in enumerate(labels):
        style, value = _numbering(label)
        if not style or (style, value) != expected:
            numbers += (index, _range(style, value, label or ("" if index else unnumbered)))
        expected = (style, value + 1)
    return {"Nums": numbers}


def _numbering(label: str) -> tuple[str, int]:
    if _DECIMAL.fullmatch(label):
        return "/D", int(label)
    if label and _CANONICAL_ROMAN.fullmatch(label):
        return "/r", _roman_value(label)
    return "", 0


def _range(style: str, value: int, label: str) -> dict[str, object]:
    return {"S": style, "St": value} if style else {"P": text_string(label)}


def _roman_value(label: str) -> int:
    value = 0
    for numeral, worth in _ROMAN.items():
        while label.startswith(numeral):
            value, label = value + worth, label[len(numeral) :]
    return value


def bookmarks(outline: Iterable[OutlineEntry], destinations: Iterable[str]) -> Iterator[tuple[str, str, int, str]]:
    """Key, title, depth from 0 and destination of each bookmark that leads somewhere.

    A key is made for each, since two bookmarks may share a destination; a depth never jumps by more than one.
    """
    known, depth = frozenset(destinations), -1
    for count, entry in enumerate(outline):
        if entry.destination in known:
            depth = min(max(entry.level - 1, 0), depth + 1)
            yield f"bookmark-{count}", entry.title or entry.destination, depth, entry.destination
