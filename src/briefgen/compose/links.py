"""Identifiers that are unique, and links that lead to one of them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, Outcome, warning
from briefgen.model.nearest import nearest
from briefgen.model.walk import plain_text, rewrite_all, walk

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from briefgen.model.position import Position

Blocks = tuple[tree.Block, ...]

_IDENTIFIED = tree.Heading | tree.Table | tree.Figure | tree.Judgment | tree.Callout
_MARKED = tree.Div | tree.Span | tree.CodeBlock | tree.Image | tree.Chronology


def identify(blocks: Blocks) -> Outcome[Blocks]:
    """Every heading with an identifier, no two alike.

    The first to claim an identifier keeps it, except that one an author wrote wins over one made from a heading's words; the
    others get ``-2``, ``-3`` … An identifier that authors wrote twice is a finding.
    """
    claimed: dict[str, Position | None] = {}
    findings: list[Diagnostic] = []
    written = {name for node in walk(blocks) if (name := _written(node))}
    used = {node.identifier for node in walk(blocks) if isinstance(node, tree.Note)}

    def identify_one(node: tree.Node) -> tree.Node:
        if not isinstance(node, _IDENTIFIED):
            return node
        name = node.identifier or (_slug(node) if isinstance(node, tree.Heading) else "")
        if not name:
            return node
        if _written(node):
            findings.extend(_claimed_twice(name, node.position, claimed))
            free = name if name not in used else _free(name, used | written)
        else:
            free = name if name not in used | written else _free(name, used | written)
        used.add(free)
        claimed.setdefault(name, node.position)
        return replace(node, identifier=free) if free != node.identifier else node

    return Outcome(rewrite_all(blocks, identify_one), tuple(findings))


def _written(node: tree.Node) -> str:
    """The identifier that an author wrote, as opposed to one made from a heading's words."""
    if isinstance(node, tree.Heading | _MARKED):
        return node.attributes.identifier
    return node.identifier if isinstance(node, _IDENTIFIED) else ""


def _slug(heading: tree.Heading) -> str:
    words = re.sub(r"[^\w\s-]", "", plain_text(heading).casefold())
    return "-".join(words.split()) or "section"


def _free(name: str, taken: Container[str]) -> str:
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


def _claimed_twice(name: str, position: Position | None, claimed: Mapping[str, Position | None]) -> Iterable[Diagnostic]:
    if name in claimed:
        first = claimed[name]
        hint = f"the first is at {first}" if first else "give one of them another"
        yield warning("duplicate-identifier", f"the identifier '{name}' is used twice", position, hint)


def loosen_broken_links(blocks: Blocks) -> Outcome[Blocks]:
    """Links that lead to no place in the document as plain text, each with a finding."""
    known = {name for node in walk(blocks) if (name := _identifier(node))}
    findings: list[Diagnostic] = []

    def loosen(node: tree.Node) -> tree.Node | tuple[tree.Node, ...]:
        if not isinstance(node, tree.Link) or not node.target.startswith("#") or node.target[1:] in known:
            return node
        findings.append(_broken(node, known))
        return node.children

    return Outcome(rewrite_all(blocks, loosen), tuple(findings))


def _identifier(node: tree.Node) -> str:
    return node.identifier if isinstance(node, _IDENTIFIED) else _written(node)


def _broken(link: tree.Link, known: Iterable[str]) -> Diagnostic:
    close = nearest(link.target[1:], sorted(known))
    hint = f"did you mean #{close[0]}?" if close else "it prints as plain text"
    return warning("broken-link", f"nothing in this document has the identifier '{link.target}'", link.position, hint)
