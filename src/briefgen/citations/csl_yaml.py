"""CSL-YAML: Pandoc's ``references:`` list, or briefgen's shorter form, a mapping from key to item.

Plain scalars are read by YAML 1.2's core rules and not by YAML 1.1's, so that ``country: NO`` is Norway, ``page: 1:30`` stays
text and ``version: 3.10`` keeps its zero; dates stay text for :mod:`briefgen.citations.dates`.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING, Any

import yaml

from briefgen.citations.entry import Entry, read_entries
from briefgen.model.diagnostic import Diagnostic, Outcome, error
from briefgen.model.position import Position
from briefgen.model.value import dataclass
from briefgen.model.yaml_faults import QUOTE, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.citation import Library

_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_CONSTANTS = {"": None, "~": None, "null": None, "Null": None, "NULL": None} | {
    spelling: word == "true" for word in ("true", "false") for spelling in (word, word.capitalize(), word.upper())
}
_LOADER = yaml.SafeLoader
# Not the loader in C: a hundred thousand opening brackets overflow its stack and end the process.


def read_csl_yaml(text: str, file: str) -> Outcome[Library]:
    """Read a CSL-YAML library. Repeated keys and aliases are errors; an empty file is an empty library."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as failure:
        return Outcome({}, (_syntax_error(failure, text, file),))
    except RecursionError:
        return Outcome({}, (error("malformed-file", "nested too deeply", Position(file)),))
    if node is None:
        return Outcome({})
    reading = _Reading(file)
    entries = list(reading.entries(node))
    library = read_entries(entries)
    return Outcome(library.value, (*reading.found, *library.diagnostics))


def _syntax_error(failure: yaml.YAMLError, text: str, file: str) -> Diagnostic:
    if isinstance(failure, yaml.MarkedYAMLError):
        fault = told(failure, text)
        place = Position(file, fault.line + 1, fault.column + 1)
        return error("malformed-file", f"the YAML cannot be read: {fault.what}", place, fault.hint)
    reason = getattr(failure, "reason", None) or "the text cannot be read"
    return error("malformed-file", f"the YAML cannot be read: {reason}", Position(file), QUOTE)


@dataclass(slots=True)
class _Reading:
    """One file being read: what was found, and the collections already met, so that an alias is noticed and not followed."""

    file: str
    found: list[Diagnostic] = field(default_factory=list)
    met: set[int] = field(default_factory=set)

    def entries(self, root: yaml.Node) -> Iterator[Entry]:
        if isinstance(root, yaml.MappingNode):
            pairs = dict(self.pairs(root))
            listed = pairs.get("references")
            if isinstance(listed, tuple) and isinstance(listed[1], yaml.SequenceNode):
                root = listed[1]
            else:
                yield from (entry for key, (name, item) in pairs.items() for entry in self.entry(item, key, self.at(name)))
                return
        if not isinstance(root, yaml.SequenceNode):
            self.complain(root, "expected sources by key, or a list under references:")
            return
        for item in root.value:
            yield from self.entry(item, "", self.at(item))

    def entry(self, node: yaml.Node, key: str, position: Position) -> Iterator[Entry]:
        """The entry a node holds; ``key`` is empty where it must come from the item's own ``id``."""
        if not isinstance(node, yaml.MappingNode):
            self.complain(node, f"{f'the source {key!r}' if key else 'a source'} must be a mapping of CSL fields")
            return
        places: dict[tuple[str, ...], Position] = {}
        values = self.mapping(node, places, ())
        key = key or str(values.get("id") or "")
        if not key:
            self.found.append(error("missing-source-key", "the source has no id", position, "add id: …"))
            return
        yield Entry(key, values, position, places)

    def mapping(self, node: yaml.MappingNode, places: dict[tuple[str, ...], Position], path: tuple[str, ...]) -> dict[str, Any]:
        values = {}
        for name, (label, value) in self.pairs(node):
            places[(*path, name)] = self.at(label)
            values[name] = self.value(value, places, (*path, name))
        return values

    def value(self, node: yaml.Node, places: dict[tuple[str, ...], Position], path: tuple[str, ...]) -> Any:
        match node:
            case yaml.ScalarNode():
                return _scalar(node)
            case yaml.SequenceNode() if self.is_new(node):
                return [self.value(part, places, path) for part in node.value]
            case yaml.MappingNode():
                return self.mapping(node, places, path)
            case _:
                return None

    def pairs(self, node: yaml.MappingNode) -> Iterator[tuple[str, tuple[yaml.Node, yaml.Node]]]:
        """Names and values of a mapping; a name that stands twice is reported and counts once."""
        if not self.is_new(node):
            return
        names: set[str] = set()
        for label, value in node.value:
            if not isinstance(label, yaml.ScalarNode):
                self.complain(label, "a field's name must be text")
            elif label.value in names:
                message = f"{label.value!r} stands here twice"
                self.found.append(error("duplicate-key", message, self.at(label), "remove one of them"))
            else:
                names.add(label.value)
                yield label.value, (label, value)

    def is_new(self, node: yaml.Node) -> bool:
        if id(node) in self.met:
            self.complain(node, "aliases are not read in a library; the anchor is here")
            return False
        self.met.add(id(node))
        return True

    def complain(self, node: yaml.Node, message: str) -> None:
        self.found.append(error("malformed-file", message, self.at(node)))

    def at(self, node: yaml.Node) -> Position:
        return Position(self.file, node.start_mark.line + 1, node.start_mark.column + 1)


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style is not None:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return int(text) if _WHOLE.fullmatch(text) and len(text) < 19 else text
