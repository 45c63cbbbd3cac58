"""What was made of files, kept until one of them changes; a convenience that may be deleted at any time.

Times and sizes of files are not asked: a file may change without either. What was read is read again and held against its digest,
which costs a tenth of a millisecond for a file of a brief, where making the value anew costs a second for a brief.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefgen import __version__
from briefgen.model.errors import BriefgenError
from briefgen.model.value import dataclass
from briefgen.recollection import RecordedFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from briefgen.model.ports import Files
    from briefgen.workspace import BriefFile, Workspace

ABSENT, PRESENT = "absent", "present"

_CHECK = 4
_MOST_KEPT = 300

Value = dict[str, Any]
"""JSON's values by name."""


@dataclass(frozen=True, slots=True)
class Memo:
    """A folder of values. ``folder`` ``None``: nothing is kept."""

    folder: Path | None

    def recall(self, name: str, workspace: Workspace, where: BriefFile, key: str, make: Callable[[Workspace], Value]) -> Value:
        """The value of ``make`` for a brief, made only if something it rests on changed since it was last made.

        That is what it reads through its workspace's files, the names of the brief's sections, briefgen's version, and whatever
        else ``key`` stands for. ``name`` is what the value is called. What ``make`` raises is raised, and not kept.
        """
        kept = self._read(name, where)
        tag = _tag(workspace, where, key)
        if kept.get("tag") == tag and _is_current(kept.get("files"), workspace.files):
            return dict(kept["value"])
        recorded = RecordedFiles(workspace.files)
        value = make(replace(workspace, files=recorded))
        self._write(name, where, {"tag": tag, "files": _marks(recorded), "value": value})
        return value

    def keep(self, name: str, make: Callable[[], bytes]) -> bytes:
        """What ``make`` returns, from the folder where it was made before; see :class:`~briefgen.model.ports.Keep`."""
        place = self.folder / "parts" / name if self.folder else None
        if place is None:
            return make()
        with contextlib.suppress(OSError):
            held = place.read_bytes()
            if held[:_CHECK] == _check(held[_CHECK:]):
                return held[_CHECK:]
        data = make()
        _put(place, _check(data) + data)
        _forget_oldest(place.parent)
        return data

    def _place(self, name: str, where: BriefFile) -> Path | None:
        file = f"{name}-{hashlib.sha256(where.file.encode()).hexdigest()[:32]}.json"
        return self.folder / file if self.folder else None

    def _read(self, name: str, where: BriefFile) -> Value:
        place = self._place(name, where)
        with contextlib.suppress(OSError, ValueError):
            kept = json.loads(place.read_bytes()) if place else {}
            return kept if isinstance(kept, dict) else {}
        return {}

    def _write(self, name: str, where: BriefFile, value: Value) -> None:
        """Not brought to the disk: what a loss of power leaves half-written is no JSON, and is made anew."""
        place = self._place(name, where)
        if place is None:
            return
        _put(place, json.dumps(value).encode())


def _put(place: Path, data: bytes) -> None:
    """Write a file where that can be done; two processes may do it at a time."""
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary = place.with_name(f"{place.name}.{os.getpid()}.tmp")
        temporary.write_bytes(data)
        temporary.replace(place)


def _forget_oldest(folder: Path) -> None:
    """Leave the newest, so that what nobody asks for any more does not fill the disk."""
    with contextlib.suppress(OSError):
        by_age = sorted(folder.iterdir(), key=lambda place: place.stat().st_mtime, reverse=True)
        for place in by_age[_MOST_KEPT:]:
            place.unlink()


def _check(data: bytes) -> bytes:
    """What tells whole bytes from torn ones; nobody is kept from changing both."""
    return zlib.crc32(data).to_bytes(_CHECK, "big")


def _tag(workspace: Workspace, where: BriefFile, key: str) -> str:
    parts = (__version__, str(workspace.epoch), key, *workspace.sections(where))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _marks(recorded: RecordedFiles) -> dict[str, str]:
    """What was asked of files, by path: a digest of what was read, or whether there was such a file."""
    there = {path: PRESENT if found else ABSENT for path, found in recorded.there.items()}
    read = {path: hashlib.sha256(data).hexdigest() if data is not None else ABSENT for path, data in recorded.answers.items()}
    return there | read


def _is_current(seen: Mapping[str, str] | None, files: Files) -> bool:
    return isinstance(seen, dict) and all(_still(path, mark, files) for path, mark in seen.items())


def _still(path: str, mark: str, files: Files) -> bool:
    if mark in (PRESENT, ABSENT):
        return files.exists(path) is (mark == PRESENT)
    try:
        return hashlib.sha256(files.read(path)).hexdigest() == mark
    except BriefgenError:
        return False
