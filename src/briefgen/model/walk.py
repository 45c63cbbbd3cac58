"""Going through a tree and making a changed copy of it, so that nobody else spells out every node's children.

A document is gone through some thirty times on its way to paper, so what a class of nodes holds is worked out once for the class.
"""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from briefgen.model import tree
from briefgen.model.named import NamedTuple
from briefgen.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Change = Callable[[tree.Node], tree.Node | tuple[tree.Node, ...]]

N = TypeVar("N", bound=tree.Node)

_PRINTED_FIRST = ("caption", "heading", "label")


class _Holder(NamedTuple):
    """A field that can hold nodes. ``flat``: in one tuple, rather than in tuples of tuples."""

    name: str
    get: Callable[[tree.Node], Any]
    flat: bool


_HOLDERS: dict[type, tuple[_Holder, ...]] = {}


def _holders(kind: type[tree.Node]) -> tuple[_Holder, ...]:
    found = _HOLDERS.get(kind)
    if found is None:
        hints = get_type_hints(kind)
        names = [item.name for item in fields(kind) if _holds_nodes(hints[item.name])]
        names.sort(key=lambda name: name not in _PRINTED_FIRST)
        found = _HOLDERS[kind] = tuple(_Holder(name, attrgetter(name), _is_flat(hints[name])) for name in names)
    return found


def node_fields(kind: type[tree.Node]) -> tuple[str, ...]:
    """Names of the fields of a node class that can hold other nodes, by their types, in reading order.

    A caption is printed over its table or figure, so its notes are read and numbered first; headings and labels too are printed
    before what they belong to.
    """
    return tuple(holder.name for holder in _holders(kind))


def _holds_nodes(hint: object) -> bool:
    """Whether a type is a node's, or one of its parts is."""
    if isinstance(hint, type) and not get_args(hint):
        return issubclass(hint, tree.Node)
    return any(map(_holds_nodes, get_args(hint)))


def _is_flat(hint: object) -> bool:
    """Whether a type is ``tuple[X, ...]`` of nodes or unions of nodes."""
    parts = get_args(hint)
    return get_origin(hint) is tuple and parts[1:] == (...,) and not _has_tuple(parts[0])


def _has_tuple(hint: object) -> bool:
    return get_origin(hint) is tuple or any(map(_has_tuple, get_args(hint)))


def children(node: tree.Node) -> Sequence[tree.Node]:
    """The nodes directly inside a node, in reading order."""
    kind = node.__class__
    holders = _HOLDERS.get(kind)
    if holders is None:
        holders = _holders(kind)
    if not holders:
        return ()
    if len(holders) == 1 and holders[0].flat:
        return holders[0].get(node)  # type: ignore[no-any-return]  # as it was given
    inside: list[tree.Node] = []
    for _, get, flat in holders:
        inside += get(node) if flat else _nodes_in(get(node))
    return inside


def _nodes_in(value: object) -> Iterator[tree.Node]:
    if isinstance(value, tree.Node):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _nodes_in(part)


def walk(node: tree.Node | Iterable[tree.Node]) -> Iterator[tree.Node]:
    """Every node, parents before children, in reading order. A note's content comes where its mark stands."""
    stack = [node] if isinstance(node, tree.Node) else list(node)[::-1]
    while stack:
        current = stack.pop()
        yield current
        inside = children(current)
        if inside:
            stack += inside[::-1]


def found(nodes: Iterable[tree.Node], *kinds: type[N]) -> list[N]:
    """The nodes of some classes, in reading order: a :func:`walk` that brings no others."""
    wanted = frozenset(kinds)
    chosen: list[Any] = []
    stack = list(nodes)[::-1]
    while stack:
        current = stack.pop()
        if current.__class__ in wanted:
            chosen.append(current)
        if _HOLDERS.get(current.__class__) != ():
            stack += children(current)[::-1]
    return chosen


def rewrite(node: N, change: Change, kinds: Iterable[type[tree.Node]] | None = None) -> N:
    """A copy with every node inside ``node`` put through ``change``, children before parents; ``node`` itself is kept.

    ``change`` returns a node, or a tuple of nodes that take the place of the one given (an empty one removes it). Nodes that
    do not change are shared with the original. ``kinds`` are the classes of the nodes that it may change; it is not asked of
    others. ``None``: of all.
    """
    return _rewritten(node, _holders(type(node)), change, _ALL if kinds is None else frozenset(kinds))


def rewrite_all(nodes: tuple[N, ...], change: Change, kinds: Iterable[type[tree.Node]] | None = None) -> tuple[N, ...]:
    """:func:`rewrite` for a run of nodes, which are themselves put through ``change``."""
    return _rewrite_tuple(nodes, change, _ALL if kinds is None else frozenset(kinds))


_ALL: frozenset[type] = frozenset()


def _rewritten(node: N, holders: tuple[_Holder, ...], change: Change, kinds: frozenset[type]) -> N:
    changed: dict[str, Any] | None = None
    for name, get, _ in holders:
        before = get(node)
        if not before:
            continue
        assert before.__class__ is tuple, "a node holds others in tuples, so that one may be replaced by several"
        after = _rewrite_tuple(before, change, kinds)
        if after is not before:
            changed = changed or {}
            changed[name] = after
    return replace(node, **changed) if changed else node


def _rewrite_tuple(parts: tuple[Any, ...], change: Change, kinds: frozenset[type]) -> tuple[Any, ...]:
    """The original where nothing in it changes."""
    result: list[Any] | None = None
    for index, part in enumerate(parts):
        kind = part.__class__
        holders = _HOLDERS.get(kind)
        if holders is None:
            holders = _holders(kind) if issubclass(kind, tree.Node) else ()
        if holders:
            made: Any = _rewritten(part, holders, change, kinds)
        else:
            made = _rewrite_tuple(part, change, kinds) if kind is tuple else part
        if kind in kinds or (kinds is _ALL and issubclass(kind, tree.Node)):
            made = change(made)
        if result is None:
            if made is part:
                continue
            result = list(parts[:index])
        if made.__class__ is tuple and kind is not tuple:
            result += made
        else:
            result.append(made)
    return parts if result is None else tuple(result)


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
