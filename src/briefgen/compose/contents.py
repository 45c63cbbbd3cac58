"""Filling tables of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.value import replace
from briefgen.model.walk import children, found, rewrite_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

UNLISTED = "unlisted"
"""Pandoc's class for a heading that contents leave out."""

LISTED: Mapping[tree.Listing, type[tree.Table | tree.Figure]] = {
    tree.Listing.FIGURES: tree.Figure,
    tree.Listing.TABLES: tree.Table,
}
"""What the lists besides the contents list: all that are numbered, wherever they stand."""

_BODY = (tree.Section, tree.Div, tree.Panel)
"""What headings of the text stand in; those in boxes, tables, quotations and notes are not listed."""


def fill_contents(blocks: tuple[tree.Block, ...]) -> tuple[tree.Block, ...]:
    """Every :class:`~briefgen.model.tree.Contents` with the headings down to its depth, or with what else it lists, which must have
    identifiers and labels; one that would be empty is left out."""
    headings = tuple(heading for heading in body_headings(blocks) if UNLISTED not in heading.attributes.classes)

    def fill(node: tree.Node) -> tree.Node | tuple[tree.Node, ...]:
        if not isinstance(node, tree.Contents):
            return node
        kind = LISTED.get(node.listing)
        if kind is None:
            entries = tuple(_entry(heading) for heading in headings if heading.level <= node.depth)
        else:
            entries = tuple(_captioned(one) for one in found(blocks, kind) if one.number)
        return replace(node, entries=entries) if entries else ()

    return rewrite_all(blocks, fill, (tree.Contents,))


def body_headings(nodes: Iterable[tree.Node]) -> Iterator[tree.Heading]:
    """The headings of the running text, in order."""
    for node in nodes:
        if isinstance(node, tree.Heading):
            yield node
        elif isinstance(node, _BODY):
            yield from body_headings(children(node))


def _captioned(node: tree.Table | tree.Figure) -> tree.ContentsEntry:
    words = rewrite_all(node.caption, _plainer)
    return tree.ContentsEntry(words, 1, node.identifier, str(node.number), node.label)


def _entry(heading: tree.Heading) -> tree.ContentsEntry:
    words = rewrite_all(heading.children, _plainer)
    return tree.ContentsEntry(words, heading.level, heading.identifier, heading.number, heading.label)


def _plainer(inline: tree.Node) -> tree.Node | tuple[tree.Node, ...]:
    """A line of the contents is itself a link: it holds no notes, citations or links of its own."""
    match inline:
        case tree.Note() | tree.Image():
            return ()
        case tree.Link() | tree.Cite():
            return inline.children
        case tree.Span() if inline.attributes.identifier:
            return replace(inline, attributes=replace(inline.attributes, identifier=""))
        case tree.SoftBreak() | tree.LineBreak():
            return tree.Text(" ")
        case _:
            return inline
