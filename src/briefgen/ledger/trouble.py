"""What can be wrong with the ledger, in words; the one place that reads the database's errors."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefgen.model.errors import EnvironmentFailed, WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator


class LeaseLost(EnvironmentFailed):
    """Another owner has taken the lease under which this was to be written; nothing was."""


class NumberTaken(EnvironmentFailed):
    """Another run made the edition, or the schedule's run, first; nothing was written. Look again, and decide anew."""


class DeliveryTaken(EnvironmentFailed):
    """A delivery is another's to hand over now, or was stopped; nothing was written."""


class UnknownDelivery(WorkspaceError):
    """The outbox has no such delivery."""


class NotPossible(WorkspaceError):
    """A delivery cannot go from where it stands to where somebody wants it."""


class LedgerTooNew(EnvironmentFailed):
    """The ledger was written by a later release of briefgen."""


class LedgerDamaged(EnvironmentFailed):
    """The file is not a ledger, or no longer whole."""


_REMEDIES = {
    sqlite3.SQLITE_FULL: ("the disk is full", "free some space and try again; nothing was lost"),
    sqlite3.SQLITE_READONLY: ("it may not be written", "give yourself permission to write to it and to its folder"),
    sqlite3.SQLITE_PERM: ("it may not be opened", "give yourself permission to write to it and to its folder"),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", "check that its folder exists and that you may write to it"),
    sqlite3.SQLITE_BUSY: ("another process keeps it locked", "wait until that process has ended and try again"),
    sqlite3.SQLITE_LOCKED: ("another process keeps it locked", "wait until that process has ended and try again"),
    sqlite3.SQLITE_IOERR: ("the disk does not answer", "check the disk and try again"),
}
"""What is wrong and what to do, by the primary result codes of https://sqlite.org/rescode.html."""

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@contextmanager
def in_words(place: str) -> Iterator[None]:
    """Turn what a database or a disk raises into :class:`EnvironmentFailed`; ``place`` is the file. Bugs of ours pass through."""
    try:
        yield
    except sqlite3.DatabaseError as problem:
        said = _said(place, problem)
        if said is None:
            raise
        raise said from problem
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        hint = "check that its folder exists, has room and may be written to"
        raise EnvironmentFailed(f"the ledger {place}: {reason}", hint=hint) from problem


def _said(place: str, problem: sqlite3.DatabaseError) -> EnvironmentFailed | None:
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
    if code in _DAMAGED:
        hint = "keep the file, and bring back a backup with briefgen state restore"
        return LedgerDamaged(f"the ledger {place} is damaged, or no ledger", hint=hint)
    if code not in _REMEDIES:
        return None
    what, hint = _REMEDIES[code]
    return EnvironmentFailed(f"the ledger {place}: {what}", hint=hint)
