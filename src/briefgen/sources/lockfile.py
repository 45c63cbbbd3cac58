"""``sources.lock``: the snapshots that stand, committed with the briefs, so that a fresh checkout knows what was seen."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields

from briefgen.model.diagnostic import Diagnostic, Outcome, warning
from briefgen.model.position import Position
from briefgen.model.source import Snapshot

NAME = "sources.lock"
VERSION = 1
"""Of the file."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAMES = tuple(field.name for field in fields(Snapshot) if field.name != "source")


def write_lock(standing: Mapping[str, Snapshot]) -> str:
    """The text of the file: a source after another by identity, a value on a line; the same snapshots are the same text."""
    sources = {identity: _values(snapshot) for identity, snapshot in standing.items()}
    return json.dumps({"sources": sources, "version": VERSION}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _values(snapshot: Snapshot) -> dict[str, str]:
    return {name: value for name in _NAMES if (value := str(getattr(snapshot, name)))}


def read_lock(text: str | None, *, file: str = NAME) -> Outcome[Mapping[str, Snapshot]]:
    """The snapshots by their sources' identity; none for no file.

    A file that is torn or of another version is a warning and gives none; an entry that is not whole is a warning and left out.
    Its source is then captured anew, as a baseline.
    """
    if text is None:
        return Outcome({})
    try:
        held = json.loads(text)
        version, sources = held["version"], dict(held["sources"])
    except json.JSONDecodeError as failure:
        return Outcome({}, (_unreadable(f"line {failure.lineno} is not JSON", Position(file, failure.lineno)),))
    except (KeyError, TypeError, ValueError, RecursionError):
        return Outcome({}, (_unreadable("it is not as this program writes it", Position(file)),))
    if version != VERSION:
        return Outcome({}, (_unreadable(f"it is of version {version!r}, this program reads {VERSION}", Position(file)),))
    read = {identity: _snapshot(identity, values) for identity, values in sources.items()}
    broken = tuple(_unreadable(f"its entry {name!r} is not whole", Position(file)) for name, one in read.items() if one is None)
    return Outcome({identity: one for identity, one in read.items() if one is not None}, broken)


def _snapshot(identity: str, values: object) -> Snapshot | None:
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        return None
    known = {name: values[name] for name in _NAMES if name in values}
    try:
        made = Snapshot(source=identity, **known)
    except TypeError:
        return None
    return made if _DIGEST.fullmatch(made.raw) and _DIGEST.fullmatch(made.text) else None


def _unreadable(reason: str, position: Position) -> Diagnostic:
    hint = "restore it from version control, or let refreshing make it anew"
    return warning("unreadable-lock", f"the lock of sources cannot be read: {reason}", position, hint)
