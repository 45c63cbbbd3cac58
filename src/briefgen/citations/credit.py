"""Lines that say where something is from: the source of a table or figure, the speaker of a quotation.

A line may hold nothing but a citation, of which a note style prints nothing but a mark. The name of who is cited is then printed
before it, so that the line says something where it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.citations.punctuation import is_mark
from briefgen.model import tree
from briefgen.model.value import replace
from briefgen.model.walk import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefgen.model.citation import Library

_PERIODICALS = ("article-newspaper", "article-magazine", "broadcast", "post-weblog", "webpage")
"""Types of CSL 1.0.2 that are known by where they appeared rather than by who wrote them."""
_ET_AL = 3


def credited(children: tuple[tree.Inline, ...], library: Library) -> tuple[tree.Inline, ...]:
    """A line, its citations printed, that says more than marks and has no comma before them."""
    words = [number for number, node in enumerate(children) if not _is_number(node)]
    if not words:
        names = dict.fromkeys(name for name in _names(children, library) if name)
        return (tree.Text("; ".join(names)), *children) if names else children
    last, gap = words[-1], ""
    if _is_bracketed(children[last]) and last:
        last, gap = last - 1, " "
    before = children[last]
    if last == len(children) - 1 or not isinstance(before, tree.Text):
        return children
    bare = replace(before, text=before.text.rstrip(" ,;:") + gap)
    return (*children[:last], *((bare,) if bare.text else ()), *children[last + 1 :])


def _is_number(node: tree.Inline) -> bool:
    """Whether a node is a mark, or the raised comma or the space between two."""
    if isinstance(node, tree.Text):
        return not node.text.strip()
    return is_mark(node) or isinstance(node, tree.Note | tree.Superscript | tree.SoftBreak)


def _is_bracketed(node: tree.Inline) -> bool:
    """Whether a node is a citation in parentheses."""
    return isinstance(node, tree.Cite) and plain_text(node.children).startswith("(")


def _names(children: Iterable[tree.Inline], library: Library) -> Iterator[str]:
    for node in children:
        for item in node.items if isinstance(node, tree.Cite) else ():
            if item.key in library:
                yield short_name(library[item.key].csl)


def short_name(csl: Mapping[str, Any]) -> str:
    """What a source (a CSL-JSON item) is called in a word or two: the paper for what is in one, else its authors' family names or
    the body that wrote it, else who published it, else its title. Empty only for a source with none of these."""
    container = _first(csl, "container-title-short", "container-title")
    if container and csl.get("type") in _PERIODICALS:
        return container
    authors = [name for name in map(_family, csl.get("author") or csl.get("editor") or ()) if name]
    if len(authors) >= _ET_AL:
        return f"{authors[0]} et al."
    return ", ".join(authors) or container or _first(csl, "publisher", "title-short", "title")


def _family(name: Mapping[str, Any]) -> str:
    particle, family = str(name.get("non-dropping-particle") or ""), str(name.get("family") or "")
    return str(name.get("literal") or "") or f"{particle} {family}".strip() or str(name.get("given") or "")


def _first(csl: Mapping[str, Any], *names: str) -> str:
    return next((str(csl[name]) for name in names if csl.get(name)), "")
