"""What a brief says, as digests: the measure of whether there is anything new to tell its readers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefgen.model import tree
from briefgen.model.digest import digest
from briefgen.model.edition import Content
from briefgen.model.sentences import is_data
from briefgen.model.walk import rewrite_all, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.model.brief import Brief
    from briefgen.model.plot import Plot

SectionBlocks = tuple[str, tuple[tree.Block, ...]]
"""A section's name and the blocks of its file, as read."""

_PARTS = re.compile(r"[ \n]+|[^ \n]+")
UNPRINTED = frozenset({"rests-on", "supported_by"})
"""Attributes of a judgment that lead from sources to it and are never printed."""


def content_of(brief: Brief, sections: Sequence[SectionBlocks], references: Iterable[Mapping[str, Any]]) -> Content:
    """What a brief says.

    ``sections`` are as read, in printing order; ``references`` the CSL items that are cited. The text covers what the front matter
    prints, the sections and the references; the data are the rows of tables made from data files, what is drawn from such files
    and the values that the text is filled from. Without any of them ``data`` is empty.
    Evidence spans and the keys that a judgment rests on are no part of it: they are checked and never printed. Nor are the
    house, the citation style, contents and cover, which are the look, nor status, schedule and distribution.
    """
    cited = sorted((dict(item) for item in references), key=lambda item: str(item.get("id", "")))
    words = tuple((name, rewrite_all(blocks, _words)) for name, blocks in sections)
    tables = tuple((name, _rows(blocks)) for name, blocks in sections if any(is_data(node) for node in walk(blocks)))
    plots = tuple((name, drawn) for name, blocks in sections if (drawn := plots_from_data(blocks)))
    data = (tables, plots) if plots else tables
    return Content(digest((_printed(brief), words, cited)), digest(data) if data else "")


def plots_from_data(blocks: Iterable[tree.Block]) -> tuple[Plot, ...]:
    """What is drawn from data files."""
    return tuple(node.plot for node in walk(blocks) if isinstance(node, tree.Figure) and node.plot is not None and node.plot.file)


def _printed(brief: Brief) -> tuple[object, ...]:
    """The fields of the front matter that a reader sees, whatever the house."""
    return (
        brief.title,
        brief.subtitle,
        brief.language,
        brief.authors,
        brief.contact,
        brief.organisation,
        brief.series,
        brief.subject,
        brief.keywords,
        brief.abstract,
        brief.published,
        brief.information_cutoff,
        brief.outlook_horizon,
        brief.marking,
        brief.estimative_profile,
        # Left out where it says nothing, so that older approvals hold.
        *([brief.audience] if brief.audience else ()),
    )


def _words(node: tree.Node) -> tree.Node | tuple[tree.Node, ...]:
    """A node without what is not the author's words: rows from a file, evidence, and where a line of the source ends."""
    match node:
        case tree.Text():
            return tuple(tree.Text(" " if part[0] in " \n" else part) for part in _PARTS.findall(node.text))
        case tree.SoftBreak():
            return tree.Text(" ")
        case tree.Table() if is_data(node):
            return replace(node, columns=(), head=(), body=())
        case tree.Span() if is_data(node):
            return replace(node, children=())
        case tree.Figure() if node.plot is not None and node.plot.file:
            return replace(node, target="", plot=None)
        case tree.Cite():
            return replace(node, items=tuple(replace(item, evidence="") for item in node.items))
        case tree.Judgment():
            pairs = tuple(pair for pair in node.attributes.pairs if pair[0] not in UNPRINTED)
            return replace(node, attributes=replace(node.attributes, pairs=pairs))
        case _:
            return node


def _rows(blocks: tuple[tree.Block, ...]) -> tuple[tuple[tree.Node, ...], ...]:
    """What is data in each node that prints some."""
    return tuple(
        node.children if isinstance(node, tree.Span) else (*node.head, *node.body)
        for node in walk(blocks)
        if isinstance(node, tree.Table | tree.Span) and is_data(node)
    )
