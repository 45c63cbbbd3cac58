"""Words that come from data: the marks around them become spans, and vanish where only plain text can stand."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from briefgen.model import tree
from briefgen.model.walk import rewrite_all
from briefgen.templating.places import VALUES, number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.templating import Value

DATA = "data"
"""The class of a span that prints a value from data; its attribute ``value`` is the value's name in the template."""


def settle(blocks: tuple[tree.Block, ...], values: tuple[Value, ...]) -> tuple[tree.Block, ...]:
    """Blocks without marks. Each value in a run of text is a span of its own."""
    if not values:
        return blocks

    def settled(node: tree.Node) -> tree.Node | tuple[tree.Node, ...]:
        return tuple(_parts(node, values)) if isinstance(node, tree.Text) else _bare(node)

    return rewrite_all(blocks, settled)


def plain(text: str) -> str:
    """Text without marks."""
    return VALUES.sub(lambda match: match["text"], text)


def _parts(node: tree.Text, values: tuple[Value, ...]) -> Iterator[tree.Inline]:
    end = 0
    for match in VALUES.finditer(node.text):
        if match.start() > end:
            yield tree.Text(node.text[end : match.start()], position=node.position)
        end = match.end()
        if match["text"]:
            named = (("value", values[number_of(match["number"])].name),)
            words = tree.Text(match["text"], position=node.position)
            yield tree.Span((words,), tree.Attributes("", (DATA,), named), position=node.position)
    if end < len(node.text):
        yield tree.Text(node.text[end:], position=node.position)


def _bare(node: tree.Node) -> tree.Node:
    """A node whose own words, such as a link's target, have no marks."""
    changed = {item.name: bare for item in fields(node) if (bare := _without(said := getattr(node, item.name))) is not said}
    return replace(node, **changed) if changed else node


def _without(value: Any) -> Any:
    match value:
        case str() if VALUES.search(value):
            return plain(value)
        case tree.Attributes():
            pairs = tuple((key, plain(said)) for key, said in value.pairs)
            made = tree.Attributes(plain(value.identifier), tuple(map(plain, value.classes)), pairs)
            return value if made == value else made
        case _:
            return value
