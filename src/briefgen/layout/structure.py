"""The logical structure: elements are made in the tree's order, before anything is placed, so that order is reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout.pages import Element
from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.layout.pages import Content

TITLES = frozenset({Role.TITLE, Role.COVER_TITLE})


class Stretch:
    """An element that text is being written into: consecutive text shares one content until a child element comes between."""

    __slots__ = ("_open", "element")

    def __init__(self, element: Element) -> None:
        self.element = element
        self._open: Content | None = None

    def content(self) -> Content:
        """The content that the next text belongs to."""
        if self._open is None:
            self._open = self.element.content()
        return self._open

    def child(self, tag: str) -> Element:
        """A child element; text after it is a content of its own."""
        self._open = None
        return self.element.add(tag)


class HeadingTags:
    """Tags for headings in which no level is skipped (ISO 14289-1 §7.4.2): the title is ``H1``, a heading of level n H(n+1)."""

    __slots__ = ("_last", "_offset")

    def __init__(self, blocks: Iterable[tree.Block]) -> None:
        self._offset = int(any(isinstance(node, tree.Paragraph) and node.role in TITLES for node in walk(blocks)))
        self._last = 0

    def title(self) -> str:
        """The tag of the document's title."""
        self._last = max(self._last, 1)
        return "H1"

    def heading(self, level: int) -> str:
        """The tag of the next heading in reading order."""
        self._last = min(level + self._offset, self._last + 1, 6)
        return f"H{self._last}"


def text_of(element: Element) -> str:
    """The actual text of an element where it is stated, that of its children where not; contents count for nothing here."""
    if element.actual_text is not None:
        return element.actual_text
    return "".join(text_of(child) for child in element.children if isinstance(child, Element))
