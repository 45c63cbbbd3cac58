"""Giving every paragraph the role of its surroundings, so that a paragraph alone says how it is set."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from briefgen.model import tree
from briefgen.model.grid import spots
from briefgen.model.role import CHARACTER_ROLES, HEADINGS, Role
from briefgen.model.value import replace
from briefgen.model.walk import rewrite, rewrite_all

if TYPE_CHECKING:
    from collections.abc import Mapping

N = TypeVar("N", bound=tree.Node)

_PARAGRAPH_ROLES = frozenset(Role) - CHARACTER_ROLES - frozenset(HEADINGS)

_SURROUNDINGS: Mapping[type[tree.Node], Role] = {
    tree.BlockQuote: Role.QUOTE,
    tree.Definition: Role.DEFINITION,
    tree.Note: Role.NOTE,
    tree.Judgment: Role.JUDGMENT,
    tree.Callout: Role.CALLOUT,
    tree.Cover: Role.COVER_DETAIL,
}


def give_roles(blocks: tuple[tree.Block, ...]) -> tuple[tree.Block, ...]:
    """Plain paragraphs inside notes, quotes, tables, boxes, judgments, the cover and divs that name a role in those roles.

    However deep a paragraph stands, in lists too, the innermost of its surroundings wins, so that a painter needs nothing but the
    paragraph. A div that says no more than a role is gone afterwards.
    """
    return rewrite_all(blocks, _give_roles, (tree.Table, tree.Div, *_SURROUNDINGS))


def _give_roles(node: tree.Node) -> tree.Node | tuple[tree.Node, ...]:
    match node:
        case tree.Table():
            first = Role.TABLE_ROW_HEAD if node.row_heads else Role.TABLE_CELL
            head = _rows(node.head, Role.TABLE_HEAD, Role.TABLE_HEAD)
            return replace(node, head=head, body=_rows(node.body, first, Role.TABLE_CELL))
        case tree.Callout(kind=tree.CalloutKind.BLUF):
            return _inside(node, Role.BLUF)
        case tree.Callout() if node.is_marginal:
            return _inside(node, Role.MARGIN_NOTE)
        case tree.BlockQuote() if node.is_pulled:
            return _inside(node, Role.PULL_QUOTE)
        case tree.Div():
            return _of_div(node)
        case _:
            role = _SURROUNDINGS.get(type(node))
            return _inside(node, role) if role else node


def _of_div(div: tree.Div) -> tree.Node | tuple[tree.Node, ...]:
    """A div whose class names a role of paragraphs; it stays only where it says more, such as a language."""
    role = next((Role(name) for name in div.attributes.classes if name in _PARAGRAPH_ROLES), None)
    if role is None:
        return div
    inside = _inside(div, role)
    rest = replace(div.attributes, classes=tuple(name for name in div.attributes.classes if name != role))
    return inside.children if rest == tree.PLAIN else replace(inside, attributes=rest)


def _rows(rows: tuple[tree.Row, ...], first: Role, others: Role) -> tuple[tree.Row, ...]:
    """The rows of a head or a body, the cells of the first column in a role of their own."""
    return tuple(
        replace(row, cells=tuple(_inside(spot.cell, others if spot.column else first) for spot in placed))
        for row, placed in zip(rows, spots(rows), strict=True)
    )


def _inside(node: N, role: Role) -> N:
    """The paragraphs inside a node that have no particular role yet, in ``role``."""

    def give(inner: tree.Node) -> tree.Node:
        return replace(inner, role=role) if isinstance(inner, tree.Paragraph) and inner.role is Role.BODY else inner

    return rewrite(node, give, (tree.Paragraph,))
