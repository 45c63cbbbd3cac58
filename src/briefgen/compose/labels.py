"""What is printed before things: numbers, the house's words and the signs between, so that no writer makes up its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.value import replace
from briefgen.model.walk import found, rewrite_all

if TYPE_CHECKING:
    from collections.abc import Mapping

Blocks = tuple[tree.Block, ...]

EN_SPACE = "\u2002"

_LABELLED = (tree.Heading, tree.Judgment, tree.Table, tree.Figure, tree.BlockQuote)


def label_parts(blocks: Blocks, labels: Mapping[str, str]) -> Blocks:
    """Headings, judgments, tables, figures and quotations with what is printed before them. They must have their numbers."""

    def label(node: tree.Node) -> tree.Node:
        match node:
            case tree.Heading() if node.number:
                return replace(node, label=f"{node.number}{EN_SPACE}")
            case tree.Judgment() if node.number:
                return replace(node, label=str(node.number))
            case tree.Table():
                return replace(node, label=_numbered(node, labels.get("table", "")), source_label=_of_source(node, labels))
            case tree.Figure():
                return replace(node, label=_numbered(node, labels.get("figure", "")), source_label=_of_source(node, labels))
            case tree.BlockQuote() if node.attribution:
                return replace(node, attribution_label=_followed(labels.get("attribution", ""), " "))
            case _:
                return node

    return rewrite_all(blocks, label, _LABELLED)


def _numbered(node: tree.Table | tree.Figure, word: str) -> str:
    return f"{_followed(word, ' ')}{node.number}. " if node.number else ""


def _of_source(node: tree.Table | tree.Figure, labels: Mapping[str, str]) -> str:
    return _followed(labels.get("source", ""), ": ") if node.source else ""


def _followed(word: str, sign: str) -> str:
    """A word and what parts it from the next; nothing where the house has no such word."""
    return f"{word}{sign}" if word else ""


def head_endnotes(document: tree.Document, labels: Mapping[str, str]) -> Blocks:
    """The blocks and, where there are endnotes, the section under whose heading they are printed."""
    has_notes = bool(found(document.blocks, tree.Note))
    if document.meta.notes is tree.NotePlacement.FOOTNOTES or not has_notes:
        return document.blocks
    heading = tree.Heading(1, (tree.Text(labels.get("notes") or "Notes"),), "notes")
    return (*document.blocks, tree.Section("notes", (heading,)))
