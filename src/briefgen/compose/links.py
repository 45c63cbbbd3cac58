"""Identifiers that are unique, and links that lead to one of them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, Outcome, error, warning
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
    others get ``-2``, ``-3`` … An identifier that two files claim is a finding.
    """
    claimed: dict[str, Position | None] = {}
    findings: list[Diagnostic] = []
    written = {name for node in walk(blocks) if (name := _written(node))}
    used = {node.identifier for node in walk(blocks) if isinstance(node, tree.Note)} - {""}

    def identify_one(node: tree.Node) -> tree.Node:
        if name := _written(node):
            findings.extend(_claimed_twice(name, node.position, claimed))
            claimed.setdefault(name, node.position)
        if not isinstance(node, _IDENTIFIED):
            return node
        wanted = node.identifier or (_slug(node) if isinstance(node, tree.Heading) else "")
        taken = used if name else used | written
        free = _free(wanted, used | written) if wanted in taken else wanted
        used.update({free} - {""})
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
    """A finding for an identifier that two files claim; the reader finds those that one file claims twice."""
    first = claimed.get(name)
    if first and position and first.file != position.file:
        message = f"the identifier {name} is already that of {first}"
        yield error("duplicate-identifier", message, position, "give one of the two another name")


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
