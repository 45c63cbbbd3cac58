"""What Pandoc answers, as inlines of the tree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefgen.citeproc.pandoc_input import CLUSTER, DIVIDER
from briefgen.model import tree
from briefgen.model.address import linkable
from briefgen.model.citation import FormattedCluster, FormattedEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.model.citation import Cluster

Json = dict[str, Any]
Inlines = tuple[tree.Inline, ...]

_WRAPPERS: dict[str, Any] = {
    "Emph": tree.Emphasis,
    "Underline": tree.Emphasis,
    "Strong": tree.Strong,
    "Strikeout": tree.Strikeout,
    "Superscript": tree.Superscript,
    "Subscript": tree.Subscript,
    "SmallCaps": tree.SmallCaps,
}
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


class UnexpectedAnswer(ValueError):
    """Pandoc's answer lacks a cluster; the text says which."""


def clusters(answer: Json, asked: Iterable[Cluster], *, note_style: bool) -> tuple[FormattedCluster, ...]:
    """One formatted cluster for each asked for. Raises :class:`UnexpectedAnswer` where one is missing."""
    spans = {span["c"][0][0]: span["c"][1] for span in _cluster_spans(answer["blocks"])}
    formatted = []
    for index, cluster in enumerate(asked):
        content = spans.get(f"{CLUSTER}{index}")
        if content is None:
            raise UnexpectedAnswer(f"citation {index + 1} of the document is missing")
        formatted.append(_cluster(content, in_note=note_style and cluster.note is not None))
    return tuple(formatted)


def _cluster_spans(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        if value.get("t") == "Span" and value["c"][0][0].startswith(CLUSTER):
            yield value
        else:
            yield from _cluster_spans(value.get("c"))
    elif isinstance(value, list):
        for part in value:
            yield from _cluster_spans(part)


def _cluster(content: list[Json], *, in_note: bool) -> FormattedCluster:
    inside = [inline for cite in content for inline in (cite["c"][1] if cite["t"] == "Cite" else [cite])]
    notes = [index for index, inline in enumerate(inside) if inline["t"] == "Note"]
    if notes:
        children = [inline for note in notes for inline in _flat(inside[note]["c"])]
        return FormattedCluster(inlines(children), _trimmed(inlines(inside[: notes[0]])))
    made = inlines(inside)
    return FormattedCluster(_without_brackets(made) if in_note else made)


def _without_brackets(children: Inlines) -> Inlines:
    """Pandoc puts a citation inside a note into parentheses of its own; ours continues the sentence."""
    if len(children) < 2:
        first = children[0] if children else None
        if isinstance(first, tree.Text) and first.text.startswith("(") and first.text.endswith(")"):
            return _texts(first.text[1:-1])
        return children
    first, last = children[0], children[-1]
    if not (
        isinstance(first, tree.Text) and isinstance(last, tree.Text) and first.text.startswith("(") and last.text.endswith(")")
    ):
        return children
    return (*_texts(first.text[1:]), *children[1:-1], *_texts(last.text[:-1]))


def _texts(text: str) -> Inlines:
    return (tree.Text(text),) if text else ()


def _trimmed(children: Inlines) -> Inlines:
    """The author's name, without the space between it and the note."""
    if children and isinstance(children[-1], tree.Text):
        return (*children[:-1], *_texts(children[-1].text.rstrip()))
    return children


def bibliography(answer: Json) -> tuple[FormattedEntry, ...]:
    """The reference list in the style's order."""
    lists = [block["c"][1] for block in answer["blocks"] if block["t"] == "Div" and block["c"][0][0] == "refs"]
    return tuple(entry for listed in lists for entry in map(_entry, listed) if entry.key != DIVIDER)


def _entry(block: Json) -> FormattedEntry:
    (identifier, _, _), blocks = block["c"]
    flat = list(_flat(blocks))
    margin = [inline for inline in flat if _has_class(inline, "csl-left-margin")]
    children = inlines(inline for inline in flat if not _has_class(inline, "csl-left-margin"))
    return FormattedEntry(identifier.removeprefix("ref-"), _stripped(children), _trimmed(inlines(margin)))


def _has_class(inline: Json, name: str) -> bool:
    return inline["t"] in ("Span", "Div") and name in inline["c"][0][1]


def _stripped(children: Inlines) -> Inlines:
    """Without the space that stood after a label."""
    if children and isinstance(children[0], tree.Text):
        return (*_texts(children[0].text.lstrip()), *children[1:])
    return children


def _flat(blocks: list[Json]) -> Iterator[Json]:
    """The inlines of blocks, a space where one block ends and another begins."""
    for index, block in enumerate(blocks):
        if index:
            yield {"t": "Space"}
        if block["t"] == "Div":
            yield {"t": "Span", "c": [block["c"][0], list(_flat(block["c"][1]))]}
        else:
            yield from block["c"]


def inlines(values: Iterable[Json]) -> Inlines:
    """Inlines of the tree; neighbouring texts are one, and what the tree has no word for is its text."""
    made: list[tree.Inline] = []
    for value in values:
        for node in _inline(value):
            last = made[-1] if made else None
            if isinstance(node, tree.Text) and isinstance(last, tree.Text):
                made[-1] = replace(last, text=last.text + node.text)
            else:
                made.append(node)
    return tuple(made)


def _inline(value: Json) -> Inlines:
    kind: str = value["t"]
    content: Any = value.get("c")
    if kind in _WRAPPERS:
        children = inlines(content)
        return (_WRAPPERS[kind](children),) if children else ()
    match kind:
        case "Str":
            return _texts(content)
        case "Space" | "SoftBreak":
            return (tree.Text(" "),)
        case "LineBreak":
            return (tree.LineBreak(),)
        case "Quoted":
            opening, closing = _QUOTES[content[0]["t"]]
            return inlines([{"t": "Str", "c": opening}, *content[1], {"t": "Str", "c": closing}])
        case "Link":
            return _link(inlines(content[1]), content[2][0])
        case "Span" | "Cite":
            return inlines(content[1])
        case "Note":
            return inlines(_flat(content))
        case "Code" | "Math" | "RawInline":
            return _texts(content[1])
        case _:
            return ()


def _link(children: Inlines, target: str) -> Inlines:
    if children and linkable(target):
        return (tree.Link(children, target),)
    return children
