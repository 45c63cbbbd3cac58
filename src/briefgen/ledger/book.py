"""The book that the ledger is written in: its file, who may write, what was done, and looking after it."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from briefgen.ledger import care, rows
from briefgen.ledger.database import MEMORY, Database, copy_untouched
from briefgen.ledger.records import Lease
from briefgen.ledger.schema import current, prepare
from briefgen.ledger.trouble import LeaseLost, in_words
from briefgen.model.instant import moment, stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.ledger.records import Event
    from briefgen.ledger.schema import Schema
    from briefgen.model.ports import Clock, Objects


class Book:
    """A file that threads and processes write into, each transaction whole or not at all. See :class:`~briefgen.ledger.Ledger`."""

    def __init__(self, database: Database, clock: Clock | None = None, lease: Lease | None = None) -> None:
        self._database = database
        self._clock = clock
        self._lease = lease

    @classmethod
    def open(cls, path: Path | str, *, clock: Clock | None = None, schema: Schema | None = None, called: str = "") -> Self:
        """The ledger in a file, made or brought up to date as needed; ``:memory:`` for one that is gone when it is closed.

        ``clock`` says when things happen; ``None``: the database's own. ``schema``: another than this release's, for tests.
        ``called``: its name in messages, where that is another than its path. Raises
        :class:`~briefgen.ledger.LedgerTooNew` for a ledger of a later release and :class:`~briefgen.ledger.LedgerDamaged` for a
        file that is none.
        """
        if str(path) != MEMORY:
            with in_words(str(path)):
                Path(path).parent.mkdir(parents=True, exist_ok=True)
        database = Database(path, called=called)
        try:
            prepare(database, schema or current())
        except BaseException:
            database.close()
            raise
        return cls(database, clock)

    @staticmethod
    def copy(path: Path, target: Path) -> None:
        """Copy the ledger in a file as it is, without bringing it up to date, for what may not write to it."""
        copy_untouched(path, target)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    def under(self, lease: Lease) -> Self:
        """The same ledger, writing only while ``lease`` is its owner's: else a write raises :class:`~briefgen.ledger.LeaseLost`."""
        return type(self)(self._database, self._clock, lease)

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is written inside is one transaction, which waits for the disk once; an exception undoes all of it."""
        with self._database.transaction():
            if self._lease and self._database.run("fence", **_key(self._lease)) != 1:
                raise _lost(self._lease)
            yield

    def _now(self) -> str:
        return stamp(self._clock.now() if self._clock else datetime.fromtimestamp(self._database.now(), UTC))

    # ── leases ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def claim(self, name: str, owner: str, seconds: float) -> Lease | None:
        """Take the right to do something alone, by the database's clock; ``None``: somebody has it (:meth:`holder` says who)."""
        with self._database.transaction():
            row = self._database.row("claim", name=name, owner=owner, seconds=seconds)
        return Lease(name, owner, row["epoch"], row["until"]) if row else None

    def renew(self, lease: Lease, seconds: float) -> Lease:
        """The lease with ``seconds`` from now. Raises :class:`~briefgen.ledger.LeaseLost` if another owner has taken it."""
        with self._database.transaction():
            row = self._database.row("renew", **_key(lease), seconds=seconds)
        if row is None:
            raise _lost(lease)
        return Lease(lease.name, lease.owner, lease.epoch, row["until"])

    def release(self, lease: Lease) -> None:
        """Give a lease back; one that another owner has taken is theirs."""
        self._database.run("release", **_key(lease))

    def holder(self, name: str) -> Lease | None:
        """Who has a lease now; ``None``: nobody."""
        row = self._database.row("holder", name=name)
        return Lease(name, row["owner"], row["epoch"], row["until"]) if row else None

    # ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def note(self, what: str, *, who: str = "", subject: str = "", details: Mapping[str, object] | None = None) -> None:
        """Add a line to what was done. ``subject`` is a brief or a source, ``who`` a person; empty: the program by itself."""
        with self.together():
            found = rows.to_json(dict(details or {}))
            self._database.run("note", at=self._now(), what=what, who=who, subject=subject, details=found)

    def events(self, subject: str = "", count: int = 100) -> tuple[Event, ...]:
        """The last ``count`` things that were done, the newest first; of one subject, or of all."""
        operation = "events_of" if subject else "events"
        values = {"subject": subject} if subject else {}
        return tuple(rows.event(row) for row in self._database.rows(operation, **values, count=count))

    # ── care ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def room(self) -> int | None:
        """Bytes that are free on the ledger's disk; ``None``: it is in memory."""
        return care.room(self._database)

    @property
    def generation(self) -> int:
        """Rises at every restore: work that was begun under an older one may have been done since the backup was made."""
        return care.generation(self._database)

    def check(self, objects: Objects | None = None) -> tuple[str, ...]:
        """What is wrong with the file and, where ``objects`` are given, with the bytes that it names; empty: all is well."""
        return tuple(care.problems(self._database, objects))

    def backup(self, path: Path) -> None:
        """Put a whole copy of the ledger, as of one instant, in one file at ``path``; others may write meanwhile."""
        care.back_up(self._database, path)

    @classmethod
    def restore(cls, path: Path, backup: Path) -> None:
        """Put a backup in the place of the ledger at ``path``, under a new generation, in one step.

        A ledger that cannot be read any more is moved aside, to ``ledger.sqlite.damaged``. Raises
        :class:`~briefgen.ledger.LedgerDamaged` for a backup that is none, with nothing changed.
        """
        care.restore(path, backup)

    def prune(self, before: str, keep: int = 1) -> frozenset[str]:
        """Let go of snapshots, events and runs older than an instant; the digests of objects that nothing names any more.

        What stays: every edition and what it, or an approval, rests on; the snapshot that stands; the newest ``keep`` of each
        source. Delete the objects only after this has returned, and only those that are not in :meth:`objects` then.
        """
        with self.together():
            return care.prune(self._database, moment(before), keep)

    def objects(self) -> frozenset[str]:
        """The digests of all bytes that the ledger needs: snapshots, outlines and artifacts."""
        return care.objects(self._database)


def _key(lease: Lease) -> dict[str, object]:
    return {"name": lease.name, "owner": lease.owner, "epoch": lease.epoch}


def _lost(lease: Lease) -> LeaseLost:
    return LeaseLost(f"{lease.owner} has lost the lease on {lease.name}; nothing was written", hint="try again")
