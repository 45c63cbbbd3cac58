"""From an empty file, or an older ledger, to the schema of this release; a newer one is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import __version__
from briefgen.ledger.database import MEMORY, Database, read_sql, spelt
from briefgen.ledger.trouble import LedgerDamaged, LedgerTooNew
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = 2
"""Of ``sql/schema.sql``."""


@dataclass(frozen=True, slots=True)
class Schema:
    """``script`` makes a new ledger of ``version``; ``steps`` lead an older one there, by the version that each leads to."""

    version: int
    script: str
    steps: Mapping[int, str]


@cache
def current() -> Schema:
    """The schema of this release."""
    folder = files(__package__).joinpath("sql", "migrations")
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".sql"))
    return Schema(VERSION, read_sql("schema.sql"), {int(name[:4]): read_sql(f"migrations/{name}") for name in names})


def prepare(database: Database, schema: Schema) -> None:
    """Bring a database to ``schema``: all of it or, whatever happens, nothing.

    Before an older ledger is changed a copy is put beside it, ``ledger.v1.sqlite`` for one of version 1. Raises
    :class:`~briefgen.ledger.trouble.LedgerTooNew` for a ledger of a later release and
    :class:`~briefgen.ledger.trouble.LedgerDamaged` for a database that is no ledger.
    """
    if version_of(database, schema) == schema.version:
        return
    with database.transaction():
        found = version_of(database, schema)
        if found == schema.version:
            return
        if found:
            _keep_copy(database, found)
        for script in [schema.steps[step] for step in range(found + 1, schema.version + 1)] if found else [schema.script]:
            for statement in statements(script):
                database.execute(statement)
        database.run("set_version", version=schema.version, program=__version__)


def version_of(database: Database, schema: Schema) -> int:
    """The version of a ledger; 0: the file is empty. Raises as :func:`prepare` does."""
    tables = {row["name"] for row in database.execute("select name from sqlite_master where type = 'table'")}
    if not tables:
        return 0
    row = database.row("version") if "ledger" in tables else None
    if row is None:
        raise LedgerDamaged(f"{database.called} is a database, but no ledger", hint="move it away, or restore a backup")
    if row["version"] > schema.version:
        message = f"the ledger {database.called} was written by briefgen {row['program']} (its version {row['version']})"
        hint = f"install that release or a later one; this is {__version__}, which reads version {schema.version}"
        raise LedgerTooNew(message, hint=hint)
    return int(row["version"])


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: the driver would end our transaction if it were given the script."""
    held = ""
    for line in spelt(script).splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""


def _keep_copy(database: Database, version: int) -> None:
    """A copy of the old ledger beside it. The transaction that will change it is open and has written nothing yet."""
    if database.place == MEMORY:
        return
    place = Path(database.place)
    copy, reader = Database(place.with_name(f"{place.stem}.v{version}{place.suffix}")), Database(place)
    try:
        reader.copy_to(copy)
    finally:
        reader.close()
        copy.close()
