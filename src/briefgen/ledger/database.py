"""One connection to the database: named operations, transactions, and how this one spells what databases spell differently."""

from __future__ import annotations

import errno
import re
import sqlite3
import threading
import time
from contextlib import closing, contextmanager, suppress
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from briefgen.ledger.trouble import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    Row = Mapping[str, Any]

MEMORY = ":memory:"
PATIENCE = 30.0
"""Seconds that a statement waits for another process to end its transaction."""

_SETTINGS = (
    "pragma synchronous = full",  # what was committed survives a loss of power
    "pragma foreign_keys = on",
    "pragma trusted_schema = off",
    "pragma wal_autocheckpoint = 100",  # pages: on a full disk a long log would keep even recovery from running
    "pragma journal_size_limit = 1048576",
)
_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)
_SPELLINGS = {
    "{now}": "((julianday('now') - 2440587.5) * 86400.0)",  # 2440587.5 is the Julian day of 1 January 1970
    "{identity}": "integer primary key",
}


def spelt(statement: str) -> str:
    """A statement with what databases spell differently in SQLite's spelling."""
    for name, spelling in _SPELLINGS.items():
        statement = statement.replace(name, spelling)
    return statement


@cache
def operations() -> Mapping[str, str]:
    """The statements of ``sql/operations.sql`` by name."""
    _, *parts = _NAME.split(read_sql("operations.sql"))
    return {name: spelt(text).strip() for name, text in zip(parts[::2], parts[1::2], strict=True)}


def read_sql(name: str) -> str:
    """A file of the folder ``sql``."""
    return files(__package__).joinpath("sql", *name.split("/")).read_text("utf-8")


class Database:
    """A connection that threads may share: they take turns.

    ``place`` is the file's path, or :data:`MEMORY`; ``called`` is its name in messages, where that is another. Every method raises
    :class:`~briefgen.model.errors.EnvironmentFailed`, with a remedy, where the disk or the file does not serve.
    """

    def __init__(self, place: Path | str, *, called: str = "") -> None:
        self.place = str(place)
        self.called = called or self.place
        self._turn = threading.RLock()
        self._depth = 0
        with in_words(self.called):
            self._connection = sqlite3.connect(self.place, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
            self._connection.row_factory = sqlite3.Row
            try:
                self._settle()
            except BaseException:
                self._connection.close()
                raise

    def _settle(self) -> None:
        for setting in _SETTINGS:
            self._connection.execute(setting)
        if self.place != MEMORY:
            self._log_ahead()

    def _log_ahead(self) -> None:
        """Let others read while one writes. A new file does not wait with this change for others who make it, so that we do."""
        within_patience = _within_patience()
        while True:
            try:
                self._connection.execute("pragma journal_mode = wal")
            except sqlite3.OperationalError as problem:
                if problem.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                within_patience(problem.sqlite_errorcode)
            else:
                return

    def rows(self, operation: str, **values: object) -> list[Row]:
        """The rows that a named operation gives."""
        return self.execute(operations()[operation], values)

    def row(self, operation: str, **values: object) -> Row | None:
        """The first of them; ``None``: there is none."""
        found = self.rows(operation, **values)
        return found[0] if found else None

    def run(self, operation: str, **values: object) -> int:
        """Run a named operation; the number of rows that it wrote."""
        with self._turn, in_words(self.called):
            return self._connection.execute(operations()[operation], values).rowcount

    def execute(self, statement: str, values: Mapping[str, object] | None = None) -> list[Row]:
        """Run a statement that is not among the named ones: the schema's, and SQLite's own."""
        with self._turn, in_words(self.called):
            return [dict(row) for row in self._connection.execute(statement, values or {}).fetchall()]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside, or nothing. One inside another is part of it."""
        with self._turn:
            if self._depth:
                yield
                return
            with in_words(self.called):
                self._connection.execute("begin immediate")
            self._depth += 1
            try:
                yield
                with in_words(self.called):
                    self._connection.execute("commit")
            finally:
                self._depth -= 1
                with suppress(sqlite3.Error):  # what went wrong before is what is told
                    if self._connection.in_transaction:
                        self._connection.execute("rollback")

    def copy_to(self, target: Database) -> None:
        """Make ``target`` a copy of this database, as of one instant, in one transaction of the target's."""
        with self._turn, in_words(target.called):
            self._connection.backup(target._connection, progress=_within_patience(), sleep=0)

    def now(self) -> float:
        """The database's clock, in seconds since 1970."""
        return float(self.rows("now")[0]["now"])

    def close(self) -> None:
        """Let the file go; a second time does nothing."""
        with self._turn, in_words(self.called):
            self._connection.close()


def copy_untouched(place: Path, target: Path) -> None:
    """Copy the database in the file ``place`` as of one instant, reading only: its content stays as it is, its version as well."""
    address = f"{place.resolve().as_uri()}?mode=ro"
    with (
        in_words(str(place)),
        closing(sqlite3.connect(address, uri=True, timeout=PATIENCE)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy, progress=_within_patience(), sleep=0)


def _within_patience() -> Callable[..., None]:
    """What is called after each try at something that others may keep from happening; raises once it has taken too long."""
    end = time.monotonic() + PATIENCE

    def tried(status: int, *_: int) -> None:
        if status & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return
        if time.monotonic() > end:
            raise TimeoutError(errno.EBUSY, "another process keeps it locked")
        time.sleep(0.02)

    return tried
