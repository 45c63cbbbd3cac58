"""The body of a mail: a small document out of the finished one, in the same words.

The house's fragment is its frame. In it empty divs of class ``document`` say which part of the document stands there: ``bluf``,
``judgments``, ``changes``. Notes stay behind, for "ibid." means nothing without the note before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.walk import rewrite_all, walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    Blocks = tuple[tree.Block, ...]

DOCUMENT, MASTHEAD = "document", "masthead"
"""Classes of a fragment's divs: a part of the document, and what stands on the cover's ground."""
CHANGES = "changes"
"""The section that says what changed since the last edition."""


def body_of(document: tree.Document, frame: Blocks) -> tree.Document:
    """The document that a mail shows: ``frame`` with its empty parts filled from the finished ``document``.

    A part that the document does not have leaves nothing behind, nor does a frame without parts.
    """

    def fill(node: tree.Node) -> tree.Node | tuple[tree.Node, ...]:
        if not isinstance(node, tree.Div):
            return node
        if DOCUMENT in node.attributes.classes:
            part = PARTS.get(node.attributes.get("part"))
            return tuple(part(document)) if part else ()
        return tree.Cover(node.children) if MASTHEAD in node.attributes.classes else node

    filled = _in_roles(rewrite_all(frame, fill))
    return replace(document, blocks=_alone(filled), pictures={})


def _bluf(document: tree.Document) -> Iterator[tree.Block]:
    """The bottom line or, where there is none, what the text leads with."""
    nodes = tuple(walk(document.blocks))
    found = [node for node in nodes if isinstance(node, tree.Callout) and node.kind is tree.CalloutKind.BLUF]
    if found:
        yield from found
        return
    yield from [node for node in nodes if isinstance(node, tree.Paragraph) and node.role is Role.LEAD][:1]


def _judgments(document: tree.Document) -> Iterator[tree.Block]:
    """The key judgments: those of the first section that has any."""
    for section in document.blocks:
        panels = [node for node in walk(section) if isinstance(node, tree.Panel)]
        if panels:
            yield from panels
            return


def _changes(document: tree.Document) -> Iterator[tree.Block]:
    """What changed since the last edition or, where nothing was worked out, what the authors say about it."""
    told = next((node for node in document.blocks if isinstance(node, tree.Section) and node.name == CHANGES), None)
    if told:
        yield from (replace(one, level=2) if isinstance(one, tree.Heading) else one for one in told.children)
        return
    for node in walk(document.blocks):
        if isinstance(node, tree.Callout) and node.kind is tree.CalloutKind.CHANGE:
            yield node


PARTS: Mapping[str, Callable[[tree.Document], Iterable[tree.Block]]] = {
    "bluf": _bluf,
    "judgments": _judgments,
    "changes": _changes,
}
"""The parts of a document that a frame may ask for."""


def _in_roles(blocks: Blocks) -> Blocks:
    """The frame's own paragraphs in the roles that its divs name; the document's have theirs."""
    from briefgen.compose.roles import give_roles

    return give_roles(blocks)


def _alone(blocks: Blocks) -> Blocks:
    """Without what would lead out of the mail: notes, pictures, and links to places that stayed behind."""
    kept = {getattr(node, "identifier", "") for node in walk(blocks)}

    def part(node: tree.Node) -> tree.Node | tuple[tree.Node, ...]:
        match node:
            case tree.Note():
                return ()
            case tree.Image():
                return tree.Text(node.alternative) if node.alternative else ()
            case tree.Figure() | tree.Contents() | tree.PageBreak():
                return ()
            case tree.Link() if node.target.startswith("#") and node.target[1:] not in kept:
                return node.children
            case _:
                return node

    return rewrite_all(blocks, part)
