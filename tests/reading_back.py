"""What a document says, sentence by sentence, to be looked for in what another program reads out of a built file."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.walk import plain_text, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

_END = re.compile(r"(?<=[.!?…])\s+(?=\S)")


def letters(text: str) -> str:
    """Only the letters, lower case, composed: what survives line breaks, hyphenation, note marks and direction marks."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(character for character in composed.casefold() if character.isalpha())


def left_to_right(text: str) -> str:
    """The letters without those of right-to-left scripts.

    Poppler puts these in order by itself and takes the Arabic comma for a digit, so the words around one change places.
    """
    return "".join(character for character in letters(text) if unicodedata.bidirectional(character) not in {"R", "AL"})


def paragraphs(document: tree.Document) -> Iterator[str]:
    """The text of every paragraph and heading in reading order, notes left out; the cover and the contents, too, are left out."""
    for block in document.blocks:
        if not isinstance(block, tree.Cover):
            for node in _outside_notes(block):
                text = plain_text(node).strip()
                if letters(text):
                    yield text


def _outside_notes(block: tree.Node) -> Iterator[tree.Node]:
    inside: set[int] = set()
    for node in walk(block):
        if isinstance(node, tree.Note):
            inside |= {id(inner) for inner in walk(node.children)}
        if isinstance(node, tree.Paragraph | tree.Heading) and id(node) not in inside:
            yield node


def sentences(document: tree.Document) -> Iterator[str]:
    """The sentences of :func:`paragraphs`."""
    for paragraph in paragraphs(document):
        yield from (part for part in _END.split(paragraph) if letters(part))


def afloat(document: tree.Document) -> frozenset[str]:
    """The sentences in captioned tables and figures, which may stand on the page after the text that follows them."""
    floats = tuple(node for node in walk(document.blocks) if isinstance(node, tree.Table | tree.Figure) and node.caption)
    return frozenset(sentences(tree.Document(document.meta, floats)))


def notes(document: tree.Document) -> Iterator[str]:
    """The text of every note in the order of their numbers."""
    for node in walk(document.blocks):
        if isinstance(node, tree.Note):
            yield plain_text(node.children)


class Pages:
    """Text read from a file by page, in which sentences are found one after the other, also across the foot of a page.

    Right-to-left words are left out on both sides.
    """

    def __init__(self, text: str) -> None:
        self._pages = [left_to_right(page) for page in text.split("\f")]
        self._page = self._at = 0

    def has(self, sentence: str) -> bool:
        """Whether a sentence stands anywhere, order apart."""
        wanted = left_to_right(sentence)
        return any(self._on_page(wanted, number, 0) for number in range(len(self._pages)))

    def has_next(self, sentence: str) -> bool:
        """Whether a sentence stands after the one found last."""
        wanted = left_to_right(sentence)
        for number in range(self._page, len(self._pages)):
            found = self._on_page(wanted, number, self._at if number == self._page else 0)
            if found:
                self._page, self._at = found
                return True
        return False

    def _on_page(self, wanted: str, number: int, start: int) -> tuple[int, int] | None:
        page = self._pages[number]
        at = page.find(wanted, start)
        if at >= 0:
            return number, at + len(wanted)
        if number + 1 == len(self._pages):
            return None
        longest = next((n for n in range(len(wanted) - 1, 0, -1) if page.find(wanted[:n], start) >= 0), 0)
        for length in range(longest, max(longest - 4, 0), -1):  # a header may happen to go on as the sentence does
            rest = self._pages[number + 1].find(wanted[length:])
            if rest >= 0:
                return number + 1, rest + len(wanted) - length
        return None
