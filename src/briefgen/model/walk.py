"""Going through a tree and making a changed copy of it, so that nobody else spells out every node's children."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args, get_type_hints

from briefgen.model import tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

N = TypeVar("N", bound=tree.Node)

_PRINTED_FIRST = ("caption", "heading", "label")

_FIELDS: dict[type, tuple[str, ...]] = {}


def node_fields(kind: type[tree.Node]) -> tuple[str, ...]:
    """Names of the fields of a node class that can hold other nodes, by their types, in reading order.

    A caption is printed over its table or figure, so its notes are read and numbered first; headings and labels too are printed
    before what they belong to.
    """
    names = _FIELDS.get(kind)
    if names is None:
        hints = get_type_hints(kind)
        holding = (item.name for item in fields(kind) if _holds_nodes(hints[item.name]))
        names = _FIELDS[kind] = tuple(sorted(holding, key=lambda name: name not in _PRINTED_FIRST))
    return names


def _holds_nodes(hint: object) -> bool:
    """Whether a type is a node's, or one of its parts is."""
    if isinstance(hint, type) and not get_args(hint):
        return issubclass(hint, tree.Node)
    return any(map(_holds_nodes, get_args(hint)))


def children(node: tree.Node) -> Iterator[tree.Node]:
    """The nodes directly inside a node, in reading order."""
    for name in node_fields(type(node)):
        yield from _nodes_in(getattr(node, name))


def _nodes_in(value: object) -> Iterator[tree.Node]:
    if isinstance(value, tree.Node):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _nodes_in(part)


def walk(node: tree.Node | Iterable[tree.Node]) -> Iterator[tree.Node]:
    """Every node, parents before children, in reading order. A note's content comes where its mark stands."""
    stack = [node] if isinstance(node, tree.Node) else list(node)
    stack.reverse()
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(list(children(current))))


def rewrite(node: N, change: Callable[[tree.Node], tree.Node | tuple[tree.Node, ...]]) -> N:
    """A copy with every node inside ``node`` put through ``change``, children before parents; ``node`` itself is kept.

    ``change`` returns a node, or a tuple of nodes that take the place of the one given (an empty one removes it). Nodes that
    do not change are shared with the original.
    """
    changed: dict[str, Any] = {}
    for name in node_fields(type(node)):
        before = getattr(node, name)
        after = _rewrite_value(before, change)
        if after is not before:
            changed[name] = after
    return replace(node, **changed) if changed else node


def rewrite_all(nodes: tuple[N, ...], change: Callable[[tree.Node], tree.Node | tuple[tree.Node, ...]]) -> tuple[N, ...]:
    """:func:`rewrite` for a run of nodes, which are themselves put through ``change``."""
    return cast("tuple[N, ...]", _rewrite_value(nodes, change))


def _rewrite_value(value: object, change: Callable[[tree.Node], tree.Node | tuple[tree.Node, ...]]) -> object:
    if not isinstance(value, tuple):
        assert not isinstance(value, tree.Node), "a node holds others in tuples, so that one may be replaced by several"
        return value
    result: list[object] = []
    for part in value:
        if isinstance(part, tree.Node):
            made = change(rewrite(part, change))
            result.extend(made) if isinstance(made, tuple) else result.append(made)
        else:
            result.append(_rewrite_value(part, change))
    same = len(result) == len(value) and all(a is b for a, b in zip(result, value, strict=True))
    return value if same else tuple(result)


def plain_text(nodes: tree.Node | Iterable[tree.Node], *, notes: bool = False) -> str:
    """The words of inlines or blocks as a reader sees them; blocks are parted by a line end, notes left out unless asked for."""
    parts: list[str] = []
    for node in (nodes,) if isinstance(nodes, tree.Node) else nodes:
        _collect_text(node, parts, notes)
    return "".join(parts).strip("\n")


def _collect_text(node: tree.Node, parts: list[str], notes: bool) -> None:
    match node:
        case tree.Text() | tree.Code():
            parts.append(node.text)
        case tree.CodeBlock():
            parts.append(f"{node.text}\n")
        case tree.Image():
            parts.append(node.alternative)
        case tree.SoftBreak():
            parts.append(" ")
        case tree.LineBreak():
            parts.append("\n")
        case tree.Note() if not notes:
            return
        case tree.Table() | tree.Figure():
            _collect_captioned(node, parts, notes)
        case _:
            for child in children(node):
                _collect_text(child, parts, notes)
            if isinstance(node, tree.Paragraph | tree.Heading | tree.Cell):
                parts.append("\n")


def _collect_captioned(node: tree.Table | tree.Figure, parts: list[str], notes: bool) -> None:
    """Caption, rows and source line each end their line, so that no two of their words run together."""
    rows = (*node.head, *node.body) if isinstance(node, tree.Table) else ()
    for group in (node.caption, rows, node.source):
        for child in group:
            _collect_text(child, parts, notes)
        if group and parts and not parts[-1].endswith("\n"):
            parts.append("\n")
