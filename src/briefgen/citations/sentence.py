"""Small repairs to formatted text: its full stop, its capital, the sources it marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefgen.citations.fields import is_foreign
from briefgen.model import tree, walk
from briefgen.model.expressions import expression
from briefgen.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefgen.model.citation import Reference

Inlines = tuple[tree.Inline, ...]

_STOPS = (".", "!", "?", "…")
_FINAL_STOP = expression(r"(?<!\.)\.([”’\"]?)$")
_OPEN_QUOTE_END = expression(r"(?<![.,;:!?…])’?”$")
_ABBREVIATED = expression(r"\b(ebd|et al|ibid|n\.d)$", re.IGNORECASE)
_CLOSING = "”’\"'»›)]"


def with_full_stop(children: Inlines) -> Inlines:
    """The text with a full stop at its end, unless it ends a sentence already."""
    text = walk.plain_text(children)
    if not text or text.rstrip(_CLOSING).endswith(_STOPS):
        return children
    return (*children, tree.Text("."))


def without_full_stop(children: Inlines) -> Inlines:
    """The text without the full stop at its end, or just inside quotation marks there; an ellipsis and ``?`` stay."""
    return _at_end(children, lambda text: _FINAL_STOP.sub(r"\1", text))


def continuing(children: Inlines) -> Inlines:
    """The text as a part of a sentence: without a full stop but for that of an abbreviation, as in "ibid., and"."""
    bare = without_full_stop(children)
    return (*bare, tree.Text(".")) if _ABBREVIATED.search(walk.plain_text(bare)) else bare


def ends_with_quote(children: Inlines) -> bool:
    """Whether the text ends with a double quotation mark that holds no stop of its own yet."""
    return _OPEN_QUOTE_END.search(walk.plain_text(children)) is not None


def with_stop_inside(children: Inlines, stop: str) -> Inlines:
    """The text with ``stop`` before its closing quotation marks."""
    return _at_end(children, lambda text: _OPEN_QUOTE_END.sub(rf"{stop}\g<0>", text))


def without_brackets(children: Inlines) -> Inlines:
    """The text without the parentheses round it, if it has them."""
    first = children[0] if children else None
    if not isinstance(first, tree.Text) or not first.text.startswith("(") or not walk.plain_text(children).endswith(")"):
        return children
    opened = (replace(first, text=first.text[1:]), *children[1:]) if first.text != "(" else children[1:]
    return _at_end(opened, lambda text: text.removesuffix(")"))


def with_capital(children: Inlines) -> Inlines:
    """The text with its first letter a capital, as at the start of a note."""
    if not children:
        return children
    first, *rest = children
    if isinstance(first, tree.Text):
        return (replace(first, text=first.text[:1].upper() + first.text[1:]), *rest)
    if isinstance(first, tree.Emphasis | tree.Strong | tree.SmallCaps | tree.Span):
        return (replace(first, children=with_capital(first.children)), *rest)
    return children


def _at_end(children: Inlines, change: Callable[[str], str]) -> Inlines:
    if not children:
        return children
    *rest, last = children
    if isinstance(last, tree.Text):
        text = change(last.text)
        return (*rest, replace(last, text=text)) if text else tuple(rest)
    if isinstance(last, tree.Emphasis | tree.Strong | tree.SmallCaps | tree.Span):
        return (*rest, replace(last, children=_at_end(last.children, change)))
    return children


def with_asterisk(children: Inlines, reference: Reference) -> Inlines:
    """The text with ``*`` before the link to a foreign or state-controlled source, or after its title where no link is printed.

    Where neither is printed, as in "Ibid.", nothing is marked: there is no link a reader could follow unwarned.
    """
    if not is_foreign(reference.fields):
        return children
    targets = _addresses(reference.csl)
    linked = walk.rewrite_all(children, lambda node: (tree.Text("*"), node) if _leads_to(node, targets) else node, (tree.Link,))
    if linked is not children:
        return linked
    titles = [str(reference.csl[name]) for name in ("title", "title-short") if reference.csl.get(name)]
    return _mark_title(children, titles)


def _addresses(item: Mapping[str, Any]) -> set[str]:
    doi = str(item.get("DOI", "")).removeprefix("https://doi.org/")
    return {str(item.get("URL", "")), f"https://doi.org/{doi}" if doi else ""} - {""}


def _leads_to(node: tree.Node, targets: set[str]) -> bool:
    return isinstance(node, tree.Link) and node.target in targets


def _mark_title(children: Inlines, titles: list[str]) -> Inlines:
    """``*`` after the first title found. Letters and figures alone are compared: processors curl quotation marks and move stops."""
    open_titles = list(filter(None, map(_letters, titles)))

    def mark(node: tree.Node) -> tree.Node:
        if isinstance(node, tree.Text) and open_titles:
            for title in open_titles:
                start = _letters(node.text).find(title)
                if start >= 0:
                    open_titles.clear()
                    end = _index_after(node.text, start + len(title))
                    return replace(node, text=f"{node.text[:end]}*{node.text[end:]}")
        return node

    return walk.rewrite_all(children, mark, (tree.Text,))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _index_after(text: str, count: int) -> int:
    """The index after the ``count``-th letter or figure."""
    return [index for index, character in enumerate(text, 1) if character.isalnum()][count - 1]
