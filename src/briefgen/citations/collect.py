"""From a document to what a citation processor is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.citations.style import is_note_style
from briefgen.model import tree, walk
from briefgen.model.citation import CitationRequest, Cluster
from briefgen.model.diagnostic import Diagnostic, Outcome, error, warning
from briefgen.model.nearest import did_you_mean, nearest
from briefgen.model.value import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.model.citation import CiteItem, Library
    from briefgen.model.position import Position

_OF_QUARTO = ("tbl-", "fig-", "sec-", "eq-", "lst-")
"""What Quarto's references to places in the text begin with; here ``@`` is a source's only."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A cite in reading order. ``note`` is the ordinal of the author's footnote it stands in, ``None`` in the text; ``number``
    is that of the printed note in a note style, where every cite in the text makes a note of its own."""

    cite: tree.Cite
    note: int | None
    number: int


def cited_in(blocks: Iterable[tree.Node], library: Library) -> Iterator[Cited]:
    """Every cite with at least one known source, in the order of the notes; unknown sources are left out of it."""
    notes = numbers = 0
    for node, inside in _notes_and_cites(blocks):
        if isinstance(node, tree.Note):
            notes += 1
            numbers += 1
        elif items := known_items(node, library):
            numbers += 0 if inside else 1
            cite = node if len(items) == len(node.items) else replace(node, items=items)
            yield Cited(cite, notes if inside else None, numbers)


def known_items(cite: tree.Cite, library: Library) -> tuple[CiteItem, ...]:
    """The items of a cite whose sources the library has."""
    return tuple(item for item in cite.items if item.key in library)


def _notes_and_cites(nodes: Iterable[tree.Node], inside: bool = False) -> Iterator[tuple[tree.Note | tree.Cite, bool]]:
    """The author's notes and all cites, in reading order, each with whether it stands inside a note."""
    for node in nodes:
        if isinstance(node, tree.Cite):
            yield node, inside
        elif isinstance(node, tree.Note):
            yield node, inside
            yield from _notes_and_cites(node.children, True)
        else:
            yield from _notes_and_cites(walk.children(node), inside)


def request(document: tree.Document, library: Library, *, style: str, language: str) -> Outcome[CitationRequest]:
    """Collect what a document cites. ``style`` is the CSL style's XML, ``language`` a BCP 47 tag.

    A key that the library does not have, in a citation or in what a judgment rests on, is an error at its place
    (``unknown-citation``), a source that nothing cites a warning at its line (``unused-source``). The request leaves unknown items
    out, so that everything else can still be looked at.
    """
    cited = tuple(cited_in(document.blocks, library))
    note_style = is_note_style(style)
    clusters = tuple(Cluster(c.cite.items, c.cite.mode, c.note, c.number if note_style else 0) for c in cited)
    keys = dict.fromkeys(item.key for cluster in clusters for item in cluster.items)
    made = CitationRequest(clusters, tuple(library[key].csl for key in keys), style, language)
    unused = (_unused(library, key) for key in library if key not in keys)
    return Outcome(made, (*_unknown(document, library), *unused))


def _unknown(document: tree.Document, library: Library) -> Iterator[Diagnostic]:
    for node in walk.found(document.blocks, tree.Cite, tree.Judgment):
        if isinstance(node, tree.Cite):
            for item in node.items:
                yield from _known(item.key, library, item.position or node.position)
        elif isinstance(node, tree.Judgment):
            for key in node.rests_on:
                yield from _known(key, library, node.position)


def _known(key: str, library: Library, place: Position | None) -> Iterator[Diagnostic]:
    if key not in library:
        hint = did_you_mean(key, nearest(key, library, 3), 3) or "declare it in the brief's sources"
        if key.startswith(_OF_QUARTO):
            hint = f"a table, figure or section is referred to by a link: [words](#{key})"
        yield error("unknown-citation", f"there is no source {key!r}", place, hint)


def _unused(library: Library, key: str) -> Diagnostic:
    return warning("unused-source", f"the source {key!r} is not cited", library[key].position, "cite it, or remove it")
