"""Finding one's way in the file: page labels and bookmarks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.writers.pdf.notation import text_string

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.layout.pages import OutlineEntry

_DECIMAL = re.compile("[1-9][0-9]{0,8}")


def page_labels(labels: Sequence[str], unnumbered: str) -> dict[str, object]:
    """The page label tree (ISO 32000-1 §12.4.2): one range wherever the numbering does not simply run on.

    A page without a label is called ``unnumbered`` where it opens the document and nothing elsewhere.
    """
    numbers: list[object] = []
    expected = 0
    for index, label in enumerate(labels):
        number = int(label) if _DECIMAL.fullmatch(label) else 0
        if not number:
            numbers += (index, {"P": text_string(label or ("" if index else unnumbered))})
        elif number != expected:
            numbers += (index, {"S": "/D", "St": number})
        expected = number + 1 if number else 0
    return {"Nums": numbers}


def bookmarks(outline: Iterable[OutlineEntry], destinations: Iterable[str]) -> Iterator[tuple[str, str, int, str]]:
    """Key, title, depth from 0 and destination of each bookmark that leads somewhere.

    A key is made for each, since two bookmarks may share a destination; a depth never jumps by more than one.
    """
    known, depth = frozenset(destinations), -1
    for count, entry in enumerate(outline):
        if entry.destination in known:
            depth = min(max(entry.level - 1, 0), depth + 1)
            yield f"bookmark-{count}", entry.title or entry.destination, depth, entry.destination
