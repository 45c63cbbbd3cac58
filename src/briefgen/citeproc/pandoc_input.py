"""A citation request as the document that Pandoc is given: JSON of its syntax tree, one marked span for each cluster.

Three things about Pandoc (3.x) shape this:

* A locator reaches it only as text in the suffix, and it knows the labels by the words of the document's language. Private
  words are therefore added to the style as a form of each term that no style prints, so that ``page`` is a page in every
  language.
* It counts citations, not notes, for *ibid.*, so that "Ibid." may refer across a note that says something else, or to a note
  that cites two sources. A citation of an invisible item is put between two clusters where *ibid.* would be wrong.
* It formats citations inside a footnote of the author's differently, so that they must stand in one here as well.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from briefgen.model.citation import CiteMode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.model.citation import CitationRequest, CiteItem, Cluster

Json = dict[str, Any]

API_VERSION = [1, 23, 1]
"""Of pandoc-types; Pandoc 3 takes any 1.23."""

CLUSTER = "cluster-"
"""What the identifier of a cluster's span begins with."""

DIVIDER = "briefgen-divider"
"""Key of the invisible item that ends a chain of *ibid.*"""

_KNOWN = tuple(
    """
    book chapter column figure folio issue line note opus page paragraph part section sub-verbo verse volume
    """.split()
)
_OTHERWISE = {
    "act": "act",
    "appendix": "app.",
    "article-locator": "art.",
    "canon": "can.",
    "elocation": "loc.",
    "equation": "eq.",
    "rule": "r.",
    "scene": "sc.",
    "supplement": "suppl.",
    "surah": "surah",
    "table": "table",
    "timestamp": "",
    "title-locator": "tit.",
    "version": "v.",
}
"""Terms of CSL 1.0.2 that Pandoc does not take as locators, and what is printed for them."""

_NO_LOCATOR = "{}"
"""Keeps Pandoc from taking a figure in the author's suffix ("99 years later") as a page."""

_END_OF_STYLE = re.compile(r"</((?:[\w.-]+:)?)style\s*>(?!.*</(?:[\w.-]+:)?style\s*>)", re.DOTALL)
_JOINS_ON = re.compile(r"[\s,.;:!?)\]–—’']")


def prepared_style(style_xml: str) -> str:
    """The style with the private words for locator labels."""

    def with_terms(end: re.Match[str]) -> str:
        prefix = end[1]
        terms = "".join(f'<{prefix}term name="{name}" form="verb-short">{_private(name)}</{prefix}term>' for name in _KNOWN)
        return f"<{prefix}locale><{prefix}terms>{terms}</{prefix}terms></{prefix}locale>{end[0]}"

    return _END_OF_STYLE.sub(with_terms, style_xml, count=1)


def _private(label: str) -> str:
    return f"bgx{label.replace('-', '')}"


def references(request: CitationRequest) -> list[Json]:
    """The items of Pandoc's bibliography."""
    return [*map(dict, request.references), {"id": DIVIDER, "type": "document", "title": DIVIDER}]


def document(request: CitationRequest) -> Json:
    """The document in which Pandoc finds the clusters, in note order."""
    return {
        "pandoc-api-version": API_VERSION,
        "meta": {"lang": {"t": "MetaString", "c": request.language}},
        "blocks": list(_blocks(request.clusters)),
    }


def _blocks(clusters: Sequence[Cluster]) -> Iterator[Json]:
    divided = _divided(clusters)
    for index, cluster in enumerate(clusters):
        if index in divided:
            yield _paragraph(_citation(DIVIDER, "NormalCitation"))
        span = _span(f"{CLUSTER}{index}", _cite(cluster))
        yield _paragraph(span if cluster.note is None else {"t": "Note", "c": [_paragraph(span)]})


def _divided(clusters: Sequence[Cluster]) -> set[int]:
    """Indices of clusters before which a divider stands: *ibid.* would lead to the wrong note, or to one of two sources."""
    in_note = Counter(cluster.number for cluster in clusters)
    return {
        index
        for index, (before, after) in enumerate(pairwise(clusters), 1)
        if after.number
        and before.items[-1].key == after.items[0].key
        and before.number != after.number
        and not (after.number == before.number + 1 and in_note[before.number] == 1)
    }


def _paragraph(inline: Json) -> Json:
    return {"t": "Para", "c": [inline]}


def _span(identifier: str, inline: Json) -> Json:
    return {"t": "Span", "c": [[identifier, [], []], [inline]]}


def _cite(cluster: Cluster) -> Json:
    items = [_item(item, cluster, first=index == 0) for index, item in enumerate(cluster.items)]
    return {"t": "Cite", "c": [items, [_text("?")]]}


def _citation(key: str, mode: str) -> Json:
    return {"t": "Cite", "c": [[_pandoc_item(key, mode, [], [], 0)], [_text("?")]]}


def _item(item: CiteItem, cluster: Cluster, *, first: bool) -> Json:
    mode = "NormalCitation"
    if item.suppress_author or cluster.mode is CiteMode.SUPPRESS_AUTHOR:
        mode = "SuppressAuthor"
    elif first and cluster.mode is CiteMode.AUTHOR_IN_TEXT:
        mode = "AuthorInText"
    return _pandoc_item(item.key, mode, _words(item.prefix.strip()), _words(_suffix(item)), cluster.number)


def _pandoc_item(key: str, mode: str, prefix: list[Json], suffix: list[Json], number: int) -> Json:
    return {
        "citationId": key,
        "citationPrefix": prefix,
        "citationSuffix": suffix,
        "citationMode": {"t": mode},
        "citationNoteNum": number,
        "citationHash": 0,
    }


def _suffix(item: CiteItem) -> str:
    """The locator in the braces that make Pandoc take it as one, and the author's suffix."""
    suffix = item.suffix.rstrip()
    if suffix and not _JOINS_ON.match(suffix):
        suffix = f" {suffix}"
    if not item.locator:
        return f"{_NO_LOCATOR}{suffix}" if suffix else ""
    locator = item.locator.translate({ord("{"): "(", ord("}"): ")"})
    label = item.label or "page"
    if label in _KNOWN:
        return f", {{{_private(label)} {locator}}}{suffix}"
    return f"{_NO_LOCATOR}, {' '.join(filter(None, (_OTHERWISE.get(label, label), locator)))}{suffix}"


def _words(text: str) -> list[Json]:
    """Text as Pandoc's words and spaces; never parsed as Markdown."""
    return [{"t": "Space"} if part.isspace() else _text(part) for part in re.split(r"(\s+)", text) if part]


def _text(text: str) -> Json:
    return {"t": "Str", "c": text}
