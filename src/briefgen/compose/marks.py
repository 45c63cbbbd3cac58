"""Marks of notes that stand side by side: a raised comma parts them, for 3 and 4 are not 34."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from briefgen.model import tree
from briefgen.model.walk import rewrite_all

_COMMA = tree.Superscript((tree.Text(","),))


def part_marks(blocks: tuple[tree.Block, ...]) -> tuple[tree.Block, ...]:
    """Blocks in whose paragraphs no mark of a note follows another directly."""
    return rewrite_all(blocks, _parted, (tree.Paragraph,))


def _parted(node: tree.Node) -> tree.Node:
    if not isinstance(node, tree.Paragraph) or not any(_ends(one) and _begins(other) for one, other in pairwise(node.children)):
        return node
    children: list[tree.Inline] = [node.children[0]]
    for one, other in pairwise(node.children):
        children += (_COMMA, other) if _ends(one) and _begins(other) else (other,)
    return replace(node, children=tuple(children))


def _ends(inline: tree.Inline) -> bool:
    """Whether the last thing printed of an inline is a mark."""
    return isinstance(inline, tree.Note) or (isinstance(inline, tree.Cite) and _is_note(inline.children[-1:]))


def _begins(inline: tree.Inline) -> bool:
    return isinstance(inline, tree.Note) or (isinstance(inline, tree.Cite) and _is_note(inline.children[:1]))


def _is_note(part: tuple[tree.Inline, ...]) -> bool:
    return bool(part) and isinstance(part[0], tree.Note)
