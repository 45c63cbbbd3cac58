"""Data files → values for the templates in an author's text: CSV, JSON, YAML, and ledgers of facts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from briefgen.model.diagnostic import Outcome, error
from briefgen.model.encoding import decode
from briefgen.model.errors import MalformedFile
from briefgen.model.position import Position
from briefgen.model.yaml_faults import told
from briefgen.readers import csv_text
from briefgen.readers.facts import is_ledger, read_facts
from briefgen.readers.source import Source
from briefgen.readers.written import number_or_text
from briefgen.readers.yaml_nodes import Bounds, composed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.diagnostic import Diagnostic

SUFFIXES = (".csv", ".tsv", ".json", ".yaml", ".yml")
MOST_BYTES = 2_000_000
_BOUNDS = Bounds(events=100_000, deepest=30)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


class Record:
    """A row of a CSV file by the heads of its columns. It has no other attributes, so that every head may be one."""

    __slots__ = ("_cells",)

    def __init__(self, cells: dict[str, object]) -> None:
        self._cells = cells

    def __getitem__(self, name: str) -> object:
        return self._cells[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)


def read_values(data: bytes, path: str) -> Outcome[Any]:
    """What a data file holds: a CSV file's rows, each by the heads of its columns; else mappings, lists, numbers and texts.

    Numbers print as they are written in the file. What is wrong is at its line; the value is then ``None``, and of a ledger
    whatever facts are whole.
    """
    if len(data) > MOST_BYTES:
        return _refused(Position(path), f"the file has over {MOST_BYTES:,} bytes", "print a part of it")
    try:
        text = decode(data, path)
    except MalformedFile as problem:
        return _refused(problem.position or Position(path), problem.message, problem.hint)
    suffix = path[path.rfind(".") :].lower()
    if suffix in {".csv", ".tsv"}:
        return _rows(text, path, "\t" if suffix == ".tsv" else ",")
    if suffix == ".json":
        return _json(text, path)
    if suffix in {".yaml", ".yml"}:
        return _yaml(text, path)
    hint = f"name a file that ends in {', '.join(SUFFIXES)}"
    return _refused(Position(path), "data is read from CSV, TSV, JSON and YAML files", hint)


def _refused(place: Position, message: str, hint: str = "") -> Outcome[Any]:
    return Outcome(None, (error("malformed-data", message, place, hint),))


def _rows(text: str, path: str, delimiter: str) -> Outcome[Any]:
    source = Source(text, path)
    outcome = csv_text.rows(source, delimiter)
    if outcome.has_errors or not outcome.value:
        return Outcome((), (*source.diagnostics, *outcome.diagnostics))
    head, *body = outcome.value
    names = [cell.text for cell in head]
    findings = [*source.diagnostics, *outcome.diagnostics, *_row_problems(names, body, head[0].strand.position(0))]
    whole = [row for row in body if len(row) == len(names)]
    records = tuple(Record({name: number_or_text(cell.text) for name, cell in zip(names, row, strict=True)}) for row in whole)
    return Outcome(records, tuple(findings))


def _row_problems(names: list[str], body: list[csv_text.CsvRow], place: Position) -> Iterator[Diagnostic]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield error("malformed-data", f"two columns are named {name!r}", place, "give each column a name of its own")
    for row in body:
        if len(row) != len(names):
            message = f"the row has {len(row)} {'cell' if len(row) == 1 else 'cells'}, the head has {len(names)}"
            yield error("ragged-table", message, row[0].strand.position(0), "put a cell that holds a comma in quotation marks")


def _json(text: str, path: str) -> Outcome[Any]:
    try:
        return Outcome(json.loads(text, parse_int=number_or_text, parse_float=_decimal, parse_constant=str))
    except json.JSONDecodeError as problem:
        return _refused(Position(path, problem.lineno, problem.colno), f"the file is not JSON: {problem.msg}")
    except RecursionError:
        return _refused(Position(path), "the file is nested too deeply")


def _decimal(spelling: str) -> object:
    return number_or_text(spelling) if not isinstance(number_or_text(spelling), str) else float(spelling)


# ── YAML ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _yaml(text: str, path: str) -> Outcome[Any]:
    try:
        root = composed(text, _BOUNDS)
    except yaml.MarkedYAMLError as problem:
        fault = told(problem, text)
        place = Position(path, fault.line + 1, fault.column + 1)
        return _refused(place, f"the YAML cannot be read: {fault.what}", fault.hint)
    except (yaml.YAMLError, RecursionError) as problem:
        return _refused(Position(path), f"the YAML cannot be read: {str(problem).splitlines()[0]}")
    value = _plain(root) if root else {}
    if not is_ledger(path):
        return Outcome(value)
    if not isinstance(value, dict) or not isinstance(root, MappingNode):
        return _refused(Position(path), "a ledger of facts is a mapping from names to facts", "write name: {value: …}")
    facts, findings = read_facts(value, lambda *names: _place(root, path, names))
    return Outcome(facts, findings)


def _plain(node: Node) -> Any:
    match node:
        case MappingNode():
            return {_key(key): _plain(value) for key, value in node.value}
        case SequenceNode():
            return [_plain(item) for item in node.value]
        case ScalarNode(style=None):
            word = node.value.casefold()
            return _WORDS[word] if word in _WORDS else number_or_text(node.value)
        case _:
            return node.value


def _key(node: Node) -> str:
    return str(node.value) if isinstance(node, ScalarNode) else ""


def _place(root: MappingNode, path: str, names: tuple[str, ...]) -> Position:
    """Where a key stands, and a key in its value."""
    place, node = Position(path), root
    for name in names:
        for key, value in node.value if isinstance(node, MappingNode) else ():
            if _key(key) == name:
                place, node = Position(path, key.start_mark.line + 1, key.start_mark.column + 1), value
                break
    return place
