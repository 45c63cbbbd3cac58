"""``.briefgen/log.jsonl``: what was done, one JSON object a line, for people with grep and for programs that collect logs."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

from briefgen.model.instant import stamp
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.model.ports import Clock

LIMIT = 5_000_000
"""Bytes; a longer log is renamed to ``log.1.jsonl``, in the place of the one before it, and a new one begun."""


@dataclass(frozen=True, slots=True)
class Journal:
    """A log that is never in the way: where it cannot be written, work goes on. ``path`` ``None``: nothing is written."""

    path: Path | None
    clock: Clock
    limit: int = LIMIT

    def note(self, event: str, **details: object) -> None:
        """Write a line: ``at``, ``event``, and the details, which are JSON's values."""
        if self.path is None:
            return
        line = json.dumps({"at": stamp(self.clock.now()), "event": event, **details}, ensure_ascii=False) + "\n"
        with contextlib.suppress(OSError):
            self._turn_over(self.path)
            with self.path.open("a", encoding="utf-8", errors="replace") as stream:
                stream.write(line)

    def _turn_over(self, path: Path) -> None:
        if path.exists() and path.stat().st_size > self.limit:
            path.replace(path.with_name("log.1.jsonl"))
