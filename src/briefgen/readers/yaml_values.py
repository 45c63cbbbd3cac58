"""YAML read against a table of fields: every value typed, everything wrong at its line and column, all of it in one run."""

from __future__ import annotations

import re
from dataclasses import field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from briefgen.model.diagnostic import Diagnostic, error, warning
from briefgen.model.nearest import did_you_mean
from briefgen.model.position import Position
from briefgen.model.value import dataclass
from briefgen.readers.fields import Field, Kind, keys
from briefgen.readers.plain_yaml import PlainNode, compose

if TYPE_CHECKING:
    from collections.abc import Mapping

    import yaml

Node = PlainNode
"""Or a node of PyYAML's, which has the same names."""

MOST_EVENTS = 5_000
DEEPEST = 20
ALIASES = 2
"""Front matter beyond these is no front matter; an alias may stand no deeper than its own keys' values."""

_TAG = "tag:yaml.org,2002:"
_UNQUOTED = frozenset({f"{_TAG}{name}" for name in ("str", "int", "float", "timestamp")})
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBERED = "the house numbers headings: number-headings = true in its house.toml"
_ELSEWHERE = {
    "numbersections": _NUMBERED,
    "number-sections": _NUMBERED,
}
_NAMES = {"mapping": "a mapping", "sequence": "a list"}


@dataclass(slots=True)
class YamlReader:
    """Reads the YAML of one file, whose first line of YAML is ``first_line``. ``lenient``: an unknown key is only a warning.

    Afterwards ``places`` gives the position of each key, ``starts`` that of each text, ``refused`` the keys whose values were
    wrong, and ``unread`` says that nothing could be read at all.
    """

    file: str
    first_line: int
    lenient: bool = False
    diagnostics: list[Diagnostic] = field(default_factory=list)
    places: dict[str, Position] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    starts: dict[str, Position] = field(default_factory=dict)
    unread: bool = False

    def read(self, text: str, fields: tuple[Field, ...]) -> dict[str, Any]:
        """The values by key. A key that is left out, empty or wrong has none."""
        node = compose(text) or self._compose(text)
        if node is None or _is_null(node):
            return {}
        if node.id != "mapping":
            self.unread = True
            self._error("malformed-file", "the front matter must be keys with values", node, "write title: …")
            return {}
        return self._mapping(node, fields, "")

    def place(self, mark: Any) -> Position:
        """The place of a mark of the YAML reader's."""
        return Position(self.file, self.first_line + mark.line, mark.column + 1)

    def _compose(self, text: str) -> Node | None:
        """What is not plain as nodes; ``None``: there is nothing, or it could not be read."""
        import yaml

        from briefgen.readers.yaml_nodes import Bounds, composed

        try:
            return cast("Node | None", composed(text, Bounds(MOST_EVENTS, DEEPEST, ALIASES)))
        except yaml.MarkedYAMLError as problem:
            self._broken(problem, text)
        except yaml.YAMLError as problem:
            self.unread = True
            place = Position(self.file, self.first_line)
            self.diagnostics.append(error("malformed-file", f"the YAML cannot be read: {str(problem).splitlines()[0]}", place))
        return None

    def _broken(self, problem: yaml.MarkedYAMLError, text: str) -> None:
        from briefgen.model.yaml_faults import told

        self.unread = True
        fault = told(problem, text)
        place = Position(self.file, self.first_line + fault.line, fault.column + 1)
        self.diagnostics.append(error("malformed-file", f"the YAML cannot be read: {fault.what}", place, fault.hint))

    def _error(self, code: str, message: str, node: Node, hint: str = "") -> None:
        self.diagnostics.append(error(code, message, self.place(node.start_mark), hint))

    # ── values ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _mapping(self, node: Node, fields: tuple[Field, ...], path: str) -> dict[str, Any]:
        known = keys(fields)
        values: dict[str, Any] = {}
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = key_node.value if key_node.id == "scalar" else ""
            if key in seen:
                self._error("duplicate-key", f"the key {path}{key} is given twice", key_node, "delete one of the two")
            elif key not in known:
                self._unknown(key, key_node, known, path)
            else:
                self.places[f"{path}{key}"] = self.place(key_node.start_mark)
                value = self._value(value_node, known[key], f"{path}{key}")
                if value is not None:
                    values[key] = value
            seen.add(key)
        for required in (item for item in fields if path and item.required and item.name not in seen):
            self._error("missing-key", f"{path.rstrip('.')} has no {required.name}", node, f"add {required.name}: …")
        return values

    def _unknown(self, key: str, node: Node, known: Mapping[str, Field], path: str) -> None:
        place = self.place(node.start_mark)
        if self.lenient:
            hint = (_ELSEWHERE.get(key) or did_you_mean(key, known)) if not path else ""
            self.diagnostics.append(warning("unknown-key", f"briefgen does not use the key {path}{key}", place, hint))
        else:
            hint = _ELSEWHERE.get(key) or did_you_mean(key, known) or "the keys are listed in briefs/README.md"
            self.diagnostics.append(error("unknown-key", f"there is no key {path}{key}", place, hint))

    def _value(self, node: Node, expected: Field, path: str) -> Any:
        """The value of a node; ``None``: it has none, or a wrong one, which is reported."""
        if _is_null(node):
            return None
        match expected.kind:
            case Kind.LIST:
                return self._list(node, expected, path)
            case Kind.MAPPING if node.id == "mapping":
                return self._mapping(node, expected.fields, f"{path}.")
            case Kind.MAPPING if expected.shorthand and node.id == "scalar":
                text = self._text(node, keys(expected.fields)[expected.shorthand], path)
                return None if text is None else {expected.shorthand: text}
            case Kind.MAPPING:
                self._wrong(node, path, f"keys with values: {', '.join(item.name for item in expected.fields)}")
                return None
            case Kind.NAMED:
                return self._named(node, path)
            case Kind.FLAG:
                return self._flag(node, path)
            case _:
                return self._text(node, expected, path)

    def _list(self, node: Node, expected: Field, path: str) -> tuple[Any, ...]:
        item = expected.items
        assert item is not None
        nodes = node.value if node.id == "sequence" else [node]
        found = [self._value(part, item, path if part is node else f"{path}[{index}]") for index, part in enumerate(nodes)]
        return tuple(value for value in found if value is not None)

    def _named(self, node: Node, path: str) -> tuple[tuple[str, str], ...]:
        """Names with texts; the name is empty for one in a list."""
        item = Field("", Kind.TEXT, "")
        if node.id == "mapping":
            pairs = [(str(key.value), self._value(value, item, f"{path}.{key.value}")) for key, value in node.value]
        else:
            nodes = node.value if node.id == "sequence" else [node]
            pairs = [("", self._value(part, item, path)) for part in nodes]
        return tuple((name, text) for name, text in pairs if text is not None)

    def _flag(self, node: Node, path: str) -> bool | None:
        if node.id == "scalar" and node.tag == f"{_TAG}bool":
            return node.value.lower() in {"true", "yes", "on"}
        self._wrong(node, path, "true or false")
        return None

    def _text(self, node: Node, expected: Field, path: str) -> str | None:
        if node.id != "scalar" or node.tag not in _UNQUOTED:
            wanted = {Kind.DATE: "a date such as 2022-10-20", Kind.CHOICE: f"one of {', '.join(expected.choices)}"}
            self._wrong(node, path, wanted.get(expected.kind, "text"))
            return None
        value: str = node.value.strip()
        at = self.place(node.start_mark)
        self.starts[path] = replace(at, column=at.column + 1) if node.style in {'"', "'"} else at
        problem = _text_problem(value, expected)
        if problem:
            self.refused.add(path)
            message, hint = problem
            self._error("bad-value", f"{path}: {message}", node, hint)
            return None
        return value

    def _wrong(self, node: Node, path: str, wanted: str) -> None:
        self.refused.add(path)
        given = _NAMES.get(node.id) or f"{node.value!r}"
        quoted = node.id == "scalar" and wanted == "text"
        hint = f'put it in quotation marks: "{node.value}"' if quoted else ""
        self._error("wrong-type", f"{path} must be {wanted}, not {given}", node, hint)


def _is_null(node: Node) -> bool:
    return node.id == "scalar" and node.tag == f"{_TAG}null"


def _text_problem(value: str, expected: Field) -> tuple[str, str] | None:
    """What is wrong with a text and what to do about it."""
    if expected.kind is Kind.DATE and not is_date(value):
        return f"{value!r} is not a date", "write it as year-month-day, such as 2022-10-20"
    if expected.kind is Kind.CHOICE and value not in expected.choices:
        return f"there is no {value!r}", did_you_mean(value, expected.choices)
    if expected.pattern and not re.fullmatch(expected.pattern, value):
        hint = f"did you mean {value.replace('_', '-')}?" if re.fullmatch(expected.pattern, value.replace("_", "-")) else ""
        return f"{value!r} is not {expected.form}", hint
    return None


def is_date(value: str) -> bool:
    """Whether a text is a day of the calendar in ISO 8601's extended form."""
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
