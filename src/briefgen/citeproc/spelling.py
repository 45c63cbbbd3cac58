"""Formatted text as JSON that a person can read in a diff.

Plain text is a string, everything else a list that begins with its tag: ``["em", "Title"]``, ``["a", "https://…", "text"]``.
"""

from __future__ import annotations

from typing import Any

from briefgen.model import tree
from briefgen.model.address import linkable

Inlines = tuple[tree.Inline, ...]

_TAGS: dict[str, Any] = {
    "em": tree.Emphasis,
    "s": tree.Strikeout,
    "sc": tree.SmallCaps,
    "strong": tree.Strong,
    "sub": tree.Subscript,
    "sup": tree.Superscript,
}
_NAMES: dict[type, str] = {kind: tag for tag, kind in _TAGS.items()}


class Misspelt(ValueError):
    """The value spells no formatted text."""


def spell(children: Inlines) -> list[Any]:
    """Inlines as JSON values. Raises :class:`TypeError` for a node that no processor's answer holds."""
    return [_spell_one(child) for child in children]


def _spell_one(node: tree.Inline) -> Any:
    match node:
        case tree.Text():
            return node.text
        case tree.LineBreak():
            return ["br"]
        case tree.Link():
            return ["a", node.target, *spell(node.children)]
        case tree.Emphasis() | tree.Strikeout() | tree.SmallCaps() | tree.Strong() | tree.Subscript() | tree.Superscript():
            return [_NAMES[type(node)], *spell(node.children)]
        case _:
            raise TypeError(f"formatted citations hold no {type(node).__name__}")


def read(values: object) -> Inlines:
    """Inlines from JSON values. Raises :class:`Misspelt`; a link must lead where links may lead, whoever wrote the file."""
    if not isinstance(values, list):
        raise Misspelt("expected a list of inlines")
    return tuple(_read_one(value) for value in values)


def _read_one(value: object) -> tree.Inline:
    match value:
        case str() if value:
            return tree.Text(value)
        case ["br"]:
            return tree.LineBreak()
        case ["a", str() as target, *children] if children and linkable(target):
            return tree.Link(read(children), target)
        case [str() as tag, *children] if tag in _TAGS and children:
            node: tree.Inline = _TAGS[tag](read(children))
            return node
        case _:
            raise Misspelt("unknown inline")
