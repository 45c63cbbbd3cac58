"""One entry of a library, from whatever format: checked, brought to CSL-JSON, and made a Reference."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any

from briefgen.citations import csl
from briefgen.citations.dates import NotADate, read_date
from briefgen.citations.fields import FIELDS, NotThatShape, read_field
from briefgen.citations.names import NotAName, read_names
from briefgen.model.citation import Reference
from briefgen.model.diagnostic import Diagnostic, Outcome, error, warning
from briefgen.model.nearest import did_you_mean
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.citation import Library
    from briefgen.model.position import Position

OWN = "briefgen"
"""The name under which briefgen's own fields stand."""


_SCHEME = re.compile(r"\s*(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?!\d)")
"""Of an address; ``example.org:8080`` has none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as a format's reader found it, in CSL's names but with values still as written.

    ``places`` gives the position of a field by its path (``("issued",)``, ``("briefgen", "watch")``); a format without
    positions of its own leaves it empty, and findings stand at the entry.
    """

    key: str
    values: Mapping[str, Any]
    position: Position
    places: Mapping[tuple[str, ...], Position] = field(default_factory=dict)

    def place(self, *path: str) -> Position:
        """Where a field stands; the entry's own position where that is not known."""
        return self.places.get(path, self.position)


def read_entries(entries: Iterable[Entry]) -> Outcome[Library]:
    """A library of the entries that can be used. Of two with one key the first counts, and the second is an error."""
    library: dict[str, Reference] = {}
    found: list[Diagnostic] = []
    for entry in entries:
        made = read_entry(entry)
        found.extend(made.diagnostics)
        if entry.key in library:
            found.append(duplicate(made.value, library[entry.key]))
        else:
            library[entry.key] = made.value
    return Outcome(library, tuple(found))


def duplicate(second: Reference, first: Reference) -> Diagnostic:
    """The finding that two entries share a key."""
    return error(
        "duplicate-source",
        f"the source {second.key!r} is already declared at {first.position}",
        second.position,
        "give one of them another key, or remove it",
    )


def read_entry(entry: Entry) -> Outcome[Reference]:
    """The entry as a reference; what cannot be used is left out of it and reported."""
    item: dict[str, Any] = {"id": entry.key}
    found: list[Diagnostic] = []
    kind = _read_type(entry)
    found.extend(kind.diagnostics)
    item["type"] = kind.value
    for name, value in entry.values.items():
        if name in ("id", "type", OWN) or value is None:
            continue
        read = _read_variable(entry, name, value)
        found.extend(read.diagnostics)
        if read.value is not None:
            item[name] = read.value
    if not item.keys() & {"title", "container-title", "genre"} and not item.keys() & csl.NAMES:
        found.append(warning("untitled-source", f"the source {entry.key!r} has neither a title nor an author", entry.position))
    own = _read_own(entry)
    return Outcome(Reference(entry.key, item, own.value, entry.position), (*found, *own.diagnostics))


def _read_type(entry: Entry) -> Outcome[str]:
    kind = entry.values.get("type")
    if kind is None:
        message = f"the source {entry.key!r} has no type"
        finding = warning("untyped-source", message, entry.position, "add one, such as type: webpage")
        return Outcome("document", (finding,))
    if kind in csl.TYPES:
        return Outcome(str(kind))
    hint = did_you_mean(str(kind), sorted(csl.TYPES), 3) or "for example report, article-newspaper or webpage"
    return Outcome("document", (error("unknown-source-type", f"CSL has no type {kind!r}", entry.place("type"), hint),))


def _read_variable(entry: Entry, name: str, value: object) -> Outcome[Any]:
    """The value of a CSL variable; ``None`` where it cannot be used."""
    place = entry.place(name)
    if name in csl.DATES:
        try:
            return Outcome(read_date(value))
        except NotADate as reason:
            return Outcome(None, (error("malformed-date", f"{name} is not a date: {reason}", place),))
    if name in csl.NAMES:
        return _read_name_variable(name, value, place)
    if name not in csl.VARIABLES:
        return Outcome(None, (_unknown_variable(name, place),))
    scheme = _SCHEME.match(value) if name == "URL" and isinstance(value, str) else None
    if scheme and scheme["scheme"].lower() not in ("http", "https"):
        message = f"an address that begins with {scheme['scheme'].lower()}: cannot be printed as a link"
        return Outcome(None, (error("bad-value", f"URL: {message}", place, "write one that begins with https://"),))
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return Outcome(str(value).strip() or None)
    return Outcome(None, (error("wrong-type", f"{name} must be text", place),))


def _read_name_variable(name: str, value: object, place: Position) -> Outcome[Any]:
    try:
        names, remarks = read_names(value)
    except NotAName as reason:
        return Outcome(None, (error("malformed-name", f"{name}: {reason}", place),))
    hint = "write {literal: …} or {family: …}"
    messages = (f"{name}: {text!r} is taken as an institution" for text in remarks)
    return Outcome(names, tuple(warning("institution-as-name", message, place, hint) for message in messages))


def _unknown_variable(name: str, place: Position) -> Diagnostic:
    if name in FIELDS:
        return error("unknown-csl-field", f"{name} is briefgen's own field", place, f"put it under {OWN}:")
    hint = did_you_mean(name, sorted(csl.VARIABLES))
    return warning("unknown-csl-field", f"CSL has no field {name!r}; it is not used", place, hint)


def _read_own(entry: Entry) -> Outcome[Mapping[str, Any]]:
    """What stands under ``briefgen:``."""
    values = entry.values.get(OWN)
    if values is None:
        return Outcome({})
    if not isinstance(values, Mapping):
        return Outcome({}, (error("wrong-type", f"{OWN} must be a mapping of fields", entry.place(OWN)),))
    own: dict[str, Any] = {}
    found: list[Diagnostic] = []
    for name, value in values.items():
        place = entry.place(OWN, name)
        if name not in FIELDS:
            hint = did_you_mean(name, FIELDS) or f"the fields are {', '.join(FIELDS)}"
            found.append(error("unknown-source-field", f"{OWN} has no field {name!r}", place, hint))
        elif value is not None:
            try:
                own[name] = read_field(FIELDS[name], value)
            except NotThatShape as reason:
                found.append(error("wrong-type", f"{name} must be {reason}", place))
    return Outcome(own, tuple(found))
