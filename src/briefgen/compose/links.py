"""Identifiers that are unique, and links that lead to one of them."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, get_args

from briefgen.compose.contents import LISTED
from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, Outcome, error, warning
from briefgen.model.identifiers import Identifiers, slug
from briefgen.model.nearest import nearest
from briefgen.model.value import dataclass, replace
from briefgen.model.walk import found, plain_text, rewrite, rewrite_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.model.position import Position

Blocks = tuple[tree.Block, ...]

_IDENTIFIED = tree.Heading | tree.Table | tree.Figure | tree.Judgment | tree.Callout
_MARKED = tree.Div | tree.BlockQuote | tree.Span | tree.CodeBlock | tree.Image | tree.Chronology
_NAMED = (*get_args(_IDENTIFIED), *get_args(_MARKED))


def identify(blocks: Blocks) -> Outcome[Blocks]:
    """Every heading with an identifier, no two alike, and links that lead to the one which their section means.

    The first to claim an identifier keeps it, except that one an author wrote wins over one made from a heading's words; the
    others get ``-1``, ``-2`` … An identifier that two files claim is a finding. Where a section's own heading got another one,
    links in that section follow it.
    """
    written = {name for node in found(blocks, *_NAMED) if (name := _written(node))}
    notes = {node.identifier for node in found(blocks, tree.Note)} - {""}
    listed = tuple(LISTED[node.listing] for node in found(blocks, tree.Contents) if node.listing in LISTED)
    naming = _Naming(Identifiers(written | notes), listed)
    named = tuple(naming.name_in(block) for block in blocks)
    return Outcome(named, tuple(naming.findings))


@dataclass(slots=True)
class _Naming:
    """One pass through a document. ``claimed`` are the identifiers that authors wrote, with the first place of each; ``listed`` is
    what lists besides the contents list."""

    names: Identifiers
    listed: tuple[type[tree.Node], ...] = ()
    claimed: dict[str, Position | None] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)

    def name_in(self, block: tree.Block) -> tree.Block:
        """A block of the document, which is a section in most, with its identifiers and the links to those."""
        self.renamed = {}
        (named,) = rewrite_all((block,), self._name, _NAMED)
        moved = self.renamed
        for node in found((named,), *_NAMED) if moved else ():
            moved.pop(_identifier(node), None)
        return rewrite(named, lambda node: _redirected(node, moved), (tree.Link,)) if moved else named

    def _name(self, node: tree.Node) -> tree.Node:
        if name := _written(node):
            self.findings.extend(_claimed_twice(name, node.position, self.claimed))
        first = bool(name) and name not in self.claimed
        if first:
            self.claimed[name] = node.position
        if not isinstance(node, _IDENTIFIED) or first:
            return node
        wanted = node.identifier or self._made_up(node)
        free = self.names.take(wanted) if wanted else ""
        if free == node.identifier:
            return node
        self.renamed.setdefault(wanted, free)
        return replace(node, identifier=free)

    def _made_up(self, node: tree.Node) -> str:
        """A name for what must have one: a heading, and whatever a list of figures or tables leads to."""
        if isinstance(node, tree.Heading):
            return slug(plain_text(node))
        if isinstance(node, tree.Table | tree.Figure) and node.number and isinstance(node, self.listed):
            return f"{type(node).__name__.lower()}-{node.number}"
        return ""


def _redirected(node: tree.Node, moved: Mapping[str, str]) -> tree.Node:
    if isinstance(node, tree.Link) and node.target.startswith("#") and node.target[1:] in moved:
        return replace(node, target=f"#{moved[node.target[1:]]}")
    return node


def _written(node: tree.Node) -> str:
    """The identifier that an author wrote, as opposed to one made from a heading's words."""
    if isinstance(node, tree.Heading | _MARKED):
        return node.attributes.identifier
    return node.identifier if isinstance(node, _IDENTIFIED) else ""


def _claimed_twice(name: str, position: Position | None, claimed: Mapping[str, Position | None]) -> Iterable[Diagnostic]:
    """A finding for an identifier that two files claim; the reader finds those that one file claims twice."""
    first = claimed.get(name)
    if first and position and first.file != position.file:
        message = f"the identifier {name} is already that of {first}"
        yield error("duplicate-identifier", message, position, "give one of the two another name")


def loosen_broken_links(blocks: Blocks) -> Outcome[Blocks]:
    """Links that lead to no place in the document as plain text, each with a finding."""
    known = {name for node in found(blocks, *_NAMED) if (name := _identifier(node))}
    findings: list[Diagnostic] = []

    def loosen(node: tree.Node) -> tree.Node | tuple[tree.Node, ...]:
        if not isinstance(node, tree.Link) or not node.target.startswith("#") or node.target[1:] in known:
            return node
        findings.append(_broken(node, known))
        return node.children

    return Outcome(rewrite_all(blocks, loosen, (tree.Link,)), tuple(findings))


def _identifier(node: tree.Node) -> str:
    return node.identifier if isinstance(node, _IDENTIFIED) else _written(node)


def _broken(link: tree.Link, known: Iterable[str]) -> Diagnostic:
    close = nearest(link.target[1:], sorted(known))
    hint = f"did you mean #{close[0]}?" if close else "it prints as plain text"
    return warning("broken-link", f"nothing in this document has the identifier '{link.target}'", link.position, hint)
