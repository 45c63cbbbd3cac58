"""Giving every paragraph the role of its surroundings, so that a paragraph alone says how it is set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from briefgen.compose.assemble import with_role
from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.walk import rewrite, rewrite_all

if TYPE_CHECKING:
    from collections.abc import Mapping

N = TypeVar("N", bound=tree.Node)

_SURROUNDINGS: Mapping[type[tree.Node], Role] = {
    tree.BlockQuote: Role.QUOTE,
    tree.Definition: Role.DEFINITION,
    tree.Note: Role.NOTE,
    tree.Judgment: Role.JUDGMENT,
    tree.Callout: Role.CALLOUT,
}


def give_roles(blocks: tuple[tree.Block, ...]) -> tuple[tree.Block, ...]:
    """Body paragraphs inside notes, quotes, tables, boxes and judgments in those roles; the innermost wins."""
    return rewrite_all(blocks, _give_roles)


def _give_roles(node: tree.Node) -> tree.Node:
    if isinstance(node, tree.Table):
        return replace(
            node,
            head=tuple(_row(row, Role.TABLE_HEAD, Role.TABLE_HEAD) for row in node.head),
            body=tuple(_row(row, Role.TABLE_ROW_HEAD if node.row_heads else Role.TABLE_CELL, Role.TABLE_CELL) for row in node.body),
        )
    if isinstance(node, tree.Callout) and node.kind is tree.CalloutKind.BLUF:
        return _inside(node, Role.BLUF)
    role = _SURROUNDINGS.get(type(node))
    return _inside(node, role) if role else node


def _row(row: tree.Row, first: Role, others: Role) -> tree.Row:
    return replace(row, cells=tuple(_inside(cell, others if n else first) for n, cell in enumerate(row.cells)))


def _inside(node: N, role: Role) -> N:
    return rewrite(node, lambda inner: with_role(inner, role))
