"""One allocator of numbers and names for the whole package: two bookmarks of one id make Word refuse the file."""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields
from typing import TYPE_CHECKING, get_args

from briefgen.model import tree
from briefgen.model.walk import found, plain_text
from briefgen.writers.docx.markup import NOTHING, Xml, bookmark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# ECMA-376 leaves a bookmark's name open; Word takes letters, digits and underscores, 40 at most, and does not tell a from A.
_LONGEST_NAME = 40
_LONGEST_STEM = 26
_NOT_IN_A_NAME = re.compile(r"\W+")


_NAMING = {"identifier", "attributes"}
_NAMED: tuple[type[tree.Node], ...] = (
    tree.Link,
    *(kind for kind in (*get_args(tree.Inline), *get_args(tree.Block)) if _NAMING & {item.name for item in fields(kind)}),
)


class Numbers:
    """Counts up from one."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        """A number not given out before."""
        self._last += 1
        return self._last


class Bookmarks:
    """Names and ranges for everything in a document that a link can lead to."""

    def __init__(self, identifiers: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        self._set: set[str] = set()
        self._ids = Numbers()
        self._stems: dict[str, str] = {}
        self._stems_set: set[str] = set()
        self._blocks: dict[str, int] = {}
        taken: set[str] = set()
        for identifier in identifiers:
            if identifier and identifier not in self._names:
                self._names[identifier] = _unique(_spelt(identifier), taken)

    def name(self, identifier: str) -> str | None:
        """The bookmark's name; ``None``: nothing in the document has that identifier."""
        return self._names.get(identifier)

    def around(self, identifier: str, content: Xml) -> Xml:
        """The content as the range of its bookmark. The first range of an identifier is the one that counts."""
        name = self._names.get(identifier)
        if name is None or name in self._set:
            return content
        self._set.add(name)
        return bookmark(self._ids.next(), name, content)

    def block(self, section: str, content: Xml) -> Xml:
        """The content of a paragraph in a hidden bookmark, by which it is found again in a file that comes back.

        It is called ``_bg_``, the section's name in letters a bookmark may have, and the paragraph's number in its section: every
        paragraph, heading, cell, caption, code block and figure counts, in reading order, notes do not. Word shows no bookmark
        whose name begins with an underscore.
        """
        stem = self._stems.get(section)
        if stem is None:
            stem = self._stems[section] = _unique(f"_bg_{_spelt(section)[:_LONGEST_STEM]}_" if section else "_bg_", self._stems_set)
        self._blocks[section] = count = self._blocks.get(section, 0) + 1
        return bookmark(self._ids.next(), f"{stem}{count}", content)

    def point(self, identifier: str) -> Xml:
        """An empty range, for something that is not itself text."""
        return self.around(identifier, NOTHING)


def spelt_guid(digest: bytes) -> str:
    """The first 16 bytes of a digest as Word spells an identifier, without its braces."""
    digits = digest[:16].hex().upper()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def named(blocks: tuple[tree.Block, ...]) -> list[tree.Node]:
    """The nodes that may have an identifier, and the links, in reading order. A line of the contents has none of its own."""
    return list(found(blocks, *_NAMED))


def references(nodes: Iterable[tree.Node]) -> dict[str, str]:
    """What the bookmarks that a link leads to hold, by identifier: a caption's label, a heading's words, a note's number.

    ``nodes`` are those that :func:`named` finds.
    """
    linked = {node.target[1:] for node in nodes if isinstance(node, tree.Link) and node.target.startswith("#")}
    held: dict[str, str] = {}
    for node in nodes if linked else ():
        match node:
            case tree.Table() | tree.Figure() if node.number and node.caption:
                before, number, _ = node.label.rpartition(str(node.number))
                held.setdefault(node.identifier or node.attributes.identifier, before + number)
            case tree.Heading():
                held.setdefault(node.identifier or node.attributes.identifier, plain_text(node.children))
            case tree.Note() if node.identifier:
                held.setdefault(node.identifier, str(node.number))
            case _:
                pass
    return {identifier: text for identifier, text in held.items() if identifier in linked and text}


def identifiers(nodes: Iterable[tree.Node]) -> Iterator[str]:
    """Every identifier in the tree, in reading order; a note's only where a link leads to it, for notes are many.

    ``nodes`` are those that :func:`named` finds.
    """
    linked = {node.target[1:] for node in nodes if isinstance(node, tree.Link)}
    for node in nodes:
        own = getattr(node, "identifier", "")
        if own:
            if not isinstance(node, tree.Note) or own in linked:
                yield own
        elif identifier := getattr(node, "attributes", tree.PLAIN).identifier:
            yield identifier


def _spelt(identifier: str) -> str:
    name = _NOT_IN_A_NAME.sub("_", identifier)
    if not name[0].isalpha():
        name = f"at_{name}"
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{name[:31]}_{hashlib.sha256(identifier.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _unique(name: str, taken: set[str]) -> str:
    candidate, count = name, 1
    while candidate.casefold() in taken:
        count += 1
        candidate = f"{name[: _LONGEST_NAME - 1 - len(str(count))]}_{count}"
    taken.add(candidate.casefold())
    return candidate
