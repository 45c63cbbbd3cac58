"""From a processor's answer back into the document."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from briefgen.citations import sentence
from briefgen.citations.collect import Cited, cited_in, known_items
from briefgen.citations.credit import credited
from briefgen.citations.fields import is_foreign
from briefgen.citations.punctuation import fit, settle
from briefgen.model import tree, walk
from briefgen.model.brief import Placement
from briefgen.model.role import Role
from briefgen.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefgen.model.citation import CitationResult, CiteItem, FormattedCluster, FormattedEntry, Library

_CREDITS = ("source", "attribution")
"""The fields of a table, a figure and a quotation that say where they are from."""

Inlines = tuple[tree.Inline, ...]

_AMERICAN = ("en", "en-US")
"""Languages in which stops stand inside quotation marks; CSL's locale for plain ``en`` is en-US."""


def place(
    document: tree.Document,
    result: CitationResult,
    library: Library,
    placement: Placement,
    *,
    heading: str = "References",
) -> tree.Document:
    """The document with every citation printed.

    ``result`` answers the request made of the same document and library. In a note style each cite in the text holds one
    :class:`~briefgen.model.tree.Note`, with its mark moved past the punctuation; a cite inside an author's footnote continues
    its sentence there. Endnotes are the same tree as footnotes: a writer decides where notes stand. With placement ``INLINE`` a
    note style's citations stand in parentheses. A source line of nothing but marks says the sources' short names before them.
    Reference lists are filled; an in-text style without one gets it at the end, only the colophon after it, in a section
    ``references`` under ``heading``. A link to a foreign or state-controlled source is marked ``*``.
    """
    printing = _Printing(document, result, library, placement)
    blocks = walk.rewrite_all(document.blocks, printing.change)
    printing.finish()
    if not result.note_style and result.bibliography and not _has_list(document):
        words = _last_words(blocks)
        blocks = (*blocks[: len(blocks) - words], _reference_section(heading, printing.entries), *blocks[len(blocks) - words :])
    return replace(document, blocks=blocks)


def needs_notice(blocks: Iterable[tree.Block], library: Library) -> bool:
    """Whether any cited source is marked ``*``, so that the notice explaining the asterisk must be printed."""
    return any(is_foreign(library[item.key].fields) for cited in cited_in(blocks, library) for item in cited.cite.items)


def _has_list(document: tree.Document) -> bool:
    return bool(walk.found(document.blocks, tree.ReferenceList))


def _last_words(blocks: tuple[tree.Block, ...]) -> int:
    """How many blocks at the end are the colophon."""
    count = 0
    while count < len(blocks) and _is_colophon(blocks[-1 - count]):
        count += 1
    return count


def _is_colophon(block: tree.Block) -> bool:
    if isinstance(block, tree.Section):
        return bool(block.children) and all(map(_is_colophon, block.children))
    if isinstance(block, tree.Paragraph):
        return block.role is Role.COLOPHON
    return isinstance(block, tree.Div) and Role.COLOPHON.value in block.attributes.classes


def _reference_section(heading: str, entries: tuple[tree.ReferenceEntry, ...]) -> tree.Section:
    title = tree.Heading(1, (tree.Text(heading),), identifier="references")
    return tree.Section("references", (title, tree.ReferenceList(entries)))


class _Printing:
    """One document being printed into: the answers in the order in which the rewriting meets the cites."""

    def __init__(self, document: tree.Document, result: CitationResult, library: Library, placement: Placement) -> None:
        cited = cited_in(document.blocks, library)
        self._answers: Iterator[tuple[Cited, FormattedCluster]] = zip(cited, result.clusters, strict=True)
        self._library = library
        self._note_style = result.note_style
        self._inline = placement is Placement.INLINE
        self._stops_inside = document.meta.language in _AMERICAN
        self.entries = tuple(map(self._entry, result.bibliography))

    def change(self, node: tree.Node) -> tree.Node | tuple[tree.Node, ...]:
        """What stands in the place of ``node``, whose children have been through here already."""
        match node:
            case tree.Cite():
                return self._cite(node) if known_items(node, self._library) else node
            case tree.ReferenceList():
                return replace(node, entries=self.entries)
            case tree.Note() if self._note_style:
                return _finish_note(node)
            case _:
                return self._settled(node)

    def finish(self) -> None:
        """Raises :class:`ValueError` where answers are left over: they were given to another document."""
        next(self._answers, None)

    def _cite(self, cite: tree.Cite) -> tree.Node | tuple[tree.Node, ...]:
        cited, answer = next(self._answers)
        children = self._marked(answer.children, cited.cite.items)
        if not self._note_style:
            return replace(cite, children=children)
        names = answer.in_text
        if cited.note is not None:
            gap = (tree.Text(", "),) if names else ()
            return replace(cite, children=(*names, *gap, *sentence.continuing(children)))
        if self._inline:
            gap = (tree.Text(" "),) if names else ()
            within = (tree.Text("("), *sentence.continuing(children), tree.Text(")"))
            return replace(cite, children=(*names, *gap, *within))
        note = tree.Note((tree.Paragraph(sentence.with_full_stop(children), position=cite.position),), position=cite.position)
        return (*names, replace(cite, children=(note,)))

    def _settled(self, node: tree.Node) -> tree.Node:
        """A node whose lines of text agree with the citations in them."""
        changed: dict[str, Any] = {}
        for each in fields(node):
            value = getattr(node, each.name)
            if isinstance(value, tuple) and any(isinstance(part, tree.Cite) for part in value):
                settled = settle(fit(value, stops_inside=self._stops_inside))
                changed[each.name] = credited(settled, self._library) if each.name in _CREDITS else settled
        return replace(node, **changed) if changed else node

    def _marked(self, children: Inlines, items: tuple[CiteItem, ...]) -> Inlines:
        for key in dict.fromkeys(item.key for item in items):
            children = sentence.with_asterisk(children, self._library[key])
        return children

    def _entry(self, entry: FormattedEntry) -> tree.ReferenceEntry:
        reference = self._library.get(entry.key)
        children = sentence.with_asterisk(entry.children, reference) if reference else entry.children
        return tree.ReferenceEntry(entry.key, children, entry.label)


def _finish_note(note: tree.Node) -> tree.Node:
    """An author's footnote that opens or ends with a citation has a capital and a full stop there, as other notes do."""
    assert isinstance(note, tree.Note)
    blocks = list(note.children)
    if not blocks:
        return note
    if isinstance(blocks[0], tree.Paragraph):
        blocks[0] = _finish(blocks[0], 0, sentence.with_capital)
    if isinstance(blocks[-1], tree.Paragraph):
        blocks[-1] = _finish(blocks[-1], -1, sentence.with_full_stop)
    return replace(note, children=tuple(blocks))


def _finish(paragraph: tree.Paragraph, index: int, repair: Callable[[Inlines], Inlines]) -> tree.Paragraph:
    children = list(paragraph.children)
    cite = children[index] if children else None
    if isinstance(cite, tree.Cite):
        children[index] = replace(cite, children=repair(cite.children))
    return replace(paragraph, children=tuple(children))
