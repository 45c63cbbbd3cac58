"""One instance for a workspace: the lock that a process has for as long as it lives, however it ends."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from typing import TYPE_CHECKING, BinaryIO

from briefgen.model.errors import EnvironmentFailed
from briefgen.model.instant import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path


_TRIES = 10
_PAUSE = 0.02
"""Seconds."""


class WorkspaceBusy(EnvironmentFailed):
    """Another process is at work on this workspace."""


@contextlib.contextmanager
def alone(path: Path, what: str, now: datetime) -> Iterator[None]:
    """Hold the lock file ``path`` while inside; the operating system lets it go with the process, even a killed one.

    ``what`` and ``now`` tell others who has it since when. Raises :class:`WorkspaceBusy`, which says so, where another process has
    it, and :class:`~briefgen.model.errors.EnvironmentFailed` where the file cannot be written.
    """
    with _opened(path) as stream:
        if not _taken_soon(stream):
            raise WorkspaceBusy(*_said(path))
        stream.truncate(0)
        stream.seek(0)
        stream.write(json.dumps({"pid": os.getpid(), "since": stamp(now), "what": what}).encode())
        stream.flush()
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                stream.truncate(0)


def _taken_soon(stream: BinaryIO) -> bool:
    """Take the lock, past those who have it for an instant to see whether anybody has it (:func:`holder`)."""
    for _ in range(_TRIES):
        if _take(stream):
            return True
        time.sleep(_PAUSE)
    return _take(stream)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("r+b") if path.exists() else path.open("w+b")
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        raise EnvironmentFailed(f"{path} cannot be written: {reason}", hint="give yourself permission to write there") from problem
    with stream:
        yield stream


if sys.platform == "win32":

    def _take(stream: BinaryIO) -> bool:
        import msvcrt

        try:
            stream.seek(_FAR)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    _FAR = 1 << 30
    """A byte that is not there: on Windows others cannot read what is locked, and they want to read who has it."""
else:

    def _take(stream: BinaryIO) -> bool:
        import fcntl

        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def holder(path: Path) -> dict[str, object]:
    """Who has the lock: ``pid``, ``since`` and ``what``; empty where nobody has, or nobody says."""
    try:
        said = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    # What a killed process left is still to be read; whether it lives, the lock alone knows.
    with _opened(path) as stream:
        return {} if _take(stream) or not isinstance(said, dict) else said


def _said(path: Path) -> tuple[str]:
    try:
        said = json.loads(path.read_bytes())
        who = f"{said['what']} (process {said['pid']}) since {said['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        who = "another process"
    return (f"{who} is at work on this workspace",)
