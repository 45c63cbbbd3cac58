"""Numbers: the same in every output, because they are settled in the tree."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefgen.compose.contents import body_headings
from briefgen.model import tree
from briefgen.model.value import replace
from briefgen.model.walk import rewrite_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Blocks = tuple[tree.Block, ...]

UNNUMBERED = "unnumbered"
"""Pandoc's class for a heading that is not numbered."""

_NUMBERED = (tree.Note, tree.Judgment, tree.Table, tree.Figure)


def number_parts(blocks: Blocks, notes: tree.NoteNumbering = tree.NoteNumbering.DOCUMENT) -> Blocks:
    """Notes, judgments, and tables and figures with a caption: each kind from 1, in reading order, through the document.

    A note's identifier becomes ``note-1``, ``note-2`` …, through the document even where ``notes`` are numbered by section:
    they begin anew at every heading of level 1.
    """
    count: Counter[type[tree.Node]] = Counter()
    first = 0

    def number(node: tree.Node) -> tree.Node:
        match node:
            case tree.Note():
                count[tree.Note] += 1
                return replace(node, number=count[tree.Note] - first, identifier=f"note-{count[tree.Note]}")
            case tree.Judgment():
                count[tree.Judgment] += 1
                return replace(node, number=count[tree.Judgment])
            case tree.Table() | tree.Figure() if node.caption:
                count[type(node)] += 1
                return replace(node, number=count[type(node)])
            case _:
                return node

    def number_all(run: Blocks) -> Blocks:
        nonlocal first
        numbered: list[tree.Block] = []
        for block in run:
            if isinstance(block, tree.Section):
                numbered.append(replace(block, children=number_all(block.children)))
                continue
            if isinstance(block, tree.Heading) and block.level == 1:
                first = count[tree.Note]
            numbered += rewrite_all((block,), number, _NUMBERED)
        return tuple(numbered)

    return number_all(blocks) if notes is tree.NoteNumbering.SECTION else rewrite_all(blocks, number, _NUMBERED)


def number_headings(blocks: Blocks) -> Blocks:
    """The headings of the text as ``4`` and ``4.2``. They must have their identifiers."""
    numbers = dict(_heading_numbers(body_headings(blocks)))

    def number(node: tree.Node) -> tree.Node:
        if isinstance(node, tree.Heading) and node.identifier in numbers:
            return replace(node, number=numbers[node.identifier])
        return node

    return rewrite_all(blocks, number, (tree.Heading,))


def _heading_numbers(headings: Iterable[tree.Heading]) -> Iterator[tuple[str, str]]:
    counts: list[int] = []
    for heading in headings:
        if UNNUMBERED not in heading.attributes.classes:
            counts = [*counts, *[0] * heading.level][: heading.level]
            counts[-1] += 1
            yield heading.identifier, ".".join(str(count or 1) for count in counts)
