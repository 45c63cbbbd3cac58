"""A tree in few lines, for cases that a person reads: one line a block, its inlines on one line, defaults left out."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import get_args

from briefgen.model import tree
from briefgen.model.citation import CiteItem

INLINES = get_args(tree.Inline)
FLAT = (tree.Table, tree.Row)


def sketch(blocks) -> str:
    return "\n".join(line for block in blocks for line in _block(block, 0))


def _block(node, depth: int) -> list[str]:
    lines = [f"{'  ' * depth}{type(node).__name__}{_scalars(node)}"]
    for name, value in _fields(node):
        if isinstance(value, tuple) and value and not _is_scalar(value):
            lines += _part(node, name, value, depth + 1)
    return lines


def _part(node, name: str, value: tuple, depth: int) -> list[str]:
    indent = "  " * depth
    label = "" if name in {"children", "items"} else f"{name}: "
    if isinstance(value[0], INLINES):
        return [f"{indent}{label}{_inlines(value, depth)}"]
    if isinstance(value[0], tree.Row):
        return [f"{indent}{label}{' | '.join(_cell(cell) for cell in row.cells)}" for row in value]
    if isinstance(value[0], tree.Column):
        return [f"{indent}{label}{', '.join(map(_column, value))}"]
    if isinstance(value[0], tuple):
        return [line for run in value for line in (f"{indent}{name}:", *_run(run, depth + 1))]
    return [line for child in value for line in _block(child, depth)]


def _run(blocks, depth: int) -> list[str]:
    return [line for block in blocks for line in _block(block, depth)]


def _column(column) -> str:
    return f"{column.alignment} {column.width:.2f}" if column.width else str(column.alignment)


def _cell(cell) -> str:
    return _inlines(cell.children[0].children, 0) if cell.children else ""


def _inlines(nodes, depth: int) -> str:
    return " ".join(_inline(node, depth) for node in nodes)


def _inline(node, depth: int) -> str:
    match node:
        case tree.Text():
            return f'"{node.text}"'
        case tree.SoftBreak() | tree.LineBreak():
            return type(node).__name__
        case tree.Cite():
            return f"Cite({'; '.join(map(_item, node.items))}{'' if node.mode == 'normal' else f' {node.mode}'})"
        case tree.Note():
            return f"Note[{' / '.join(line.strip() for block in node.children for line in _block(block, 0))}]"
        case _:
            inner = f"({_inlines(node.children, depth)})" if hasattr(node, "children") else ""
            return f"{type(node).__name__}{_scalars(node)}{inner}"


def _item(item: CiteItem) -> str:
    parts = [item.prefix, ("-" if item.suppress_author else "") + f"@{item.key}"]
    parts += [f"{{{item.label} {item.locator}}}"] if item.label else []
    parts += [repr(item.suffix)] if item.suffix else []
    parts += [f'evidence "{item.evidence}"'] if item.evidence else []
    return " ".join(filter(None, parts))


def _fields(node):
    for field in fields(node):
        value = getattr(node, field.name)
        default = field.default if field.default is not MISSING else ()
        if field.name != "position" and value != default:
            yield field.name, value


def _is_scalar(value: tuple) -> bool:
    return all(isinstance(part, str) for part in value)


def _scalars(node) -> str:
    found = [(name, value) for name, value in _fields(node) if not isinstance(value, tuple)]
    return "".join(f" {name}={_scalar(value)}" for name, value in found)


def _scalar(value) -> str:
    if isinstance(value, tree.Attributes):
        parts = [f"#{value.identifier}"] if value.identifier else []
        parts += [f".{name}" for name in value.classes] + [f"{key}={content}" for key, content in value.pairs]
        return "{" + " ".join(parts) + "}"
    return str(value)
