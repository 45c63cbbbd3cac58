from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from briefgen.ledger import Ledger, LedgerDamaged, LedgerTooNew
from briefgen.ledger.database import operations, read_sql
from briefgen.ledger.schema import VERSION, Schema, current, statements
from briefgen.model.errors import EnvironmentFailed
from entries import edition

SCHEMAS = sorted((Path(__file__).parent / "schemas").glob("*.sql"))
STEP = """
create table reader (brief text not null, number integer not null, address text not null);
insert into reader select brief, number, 'desk@example.org' from edition;
"""
LATER = Schema(VERSION + 1, current().script + STEP, {**current().steps, VERSION + 1: STEP})
BROKEN = Schema(VERSION + 1, "", {VERSION + 1: STEP + "insert into nowhere values (1);"})


def described(place):
    """Every table and index of a file, by name, without its comments and spaces."""
    with closing(sqlite3.connect(place)) as connection:
        found = connection.execute("select name, sql from sqlite_master where sql is not null").fetchall()
    return {name: "".join(re.sub("--[^\n]*", "", sql).split()) for name, sql in found}


def frozen(place, schema):
    """A ledger as an earlier release left it."""
    place.parent.mkdir(parents=True)
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        for statement in statements(schema.read_text("utf-8")):
            connection.execute(statement)
        connection.execute("insert into ledger values (1, ?, '0.1.0', 1)", (int(schema.stem),))


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.stem)
def test_a_ledger_of_each_version_becomes_what_a_new_one_is(place, tmp_path, schema):
    frozen(place, schema)
    Ledger.open(place).close()
    Ledger.open(tmp_path / "new.sqlite").close()

    assert described(tmp_path / "new.sqlite") == described(place)


def test_the_schema_of_this_version_is_kept_for_the_next():
    assert VERSION == int(SCHEMAS[-1].stem)
    assert read_sql("schema.sql") == SCHEMAS[-1].read_text("utf-8")
    assert list(range(2, VERSION + 1)) == sorted(current().steps)


def test_an_older_ledger_is_migrated_and_keeps_what_it_held(place):
    with Ledger.open(place) as old:
        old.record_edition(edition())
    with Ledger.open(place, schema=LATER) as new:
        assert edition() == new.latest_edition("small")
        assert [{"address": "desk@example.org"}] == new._database.execute("select address from reader")

    assert "reader" in described(place)


def test_a_copy_of_an_older_ledger_is_kept_beside_it(place):
    with Ledger.open(place) as old:
        old.record_edition(edition())
    Ledger.open(place, schema=LATER).close()

    with Ledger.open(place.with_name(f"ledger.v{VERSION}.sqlite")) as copy:
        assert edition() == copy.latest_edition("small")


def test_a_migration_that_fails_changes_nothing(place):
    with Ledger.open(place) as old:
        old.record_edition(edition())
    before = described(place)
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        Ledger.open(place, schema=BROKEN)

    assert before == described(place)
    with Ledger.open(place) as still:
        assert edition() == still.latest_edition("small")


def test_a_newer_ledger_is_refused_with_the_release_that_wrote_it(place):
    with Ledger.open(place, schema=LATER) as later:
        later._database.execute("update ledger set program = '9.1.0'")
    before = place.read_bytes()
    with pytest.raises(LedgerTooNew) as raised:
        Ledger.open(place)

    assert "was written by briefgen 9.1.0" in raised.value.message
    assert "install that release or a later one" in raised.value.hint
    assert isinstance(raised.value, EnvironmentFailed)
    assert before == place.read_bytes()


def test_a_database_of_another_program_is_left_alone(place):
    place.parent.mkdir()
    with closing(sqlite3.connect(place)) as other:
        other.execute("create table cookies (id)")
    with pytest.raises(LedgerDamaged, match="but no ledger"):
        Ledger.open(place)

    assert {"cookies": "CREATETABLEcookies(id)"} == described(place)


FORWARDED = {"events", "events_of", "deliveries", "deliveries_of", "set_next_due", "set_settle_since", "set_decision"}
"""Operations whose names reach the database through a variable."""


def test_every_statement_is_run_by_somebody_and_every_name_is_a_statement():
    code = "\n".join(file.read_text("utf-8") for file in Path(read_sql.__code__.co_filename).parent.glob("*.py"))

    assert set(re.findall(r'\.(?:run|rows?)\(\s*"(\w+)"', code)) | FORWARDED == set(operations())


@pytest.mark.parametrize("word", ["autoincrement", "rowid", "pragma", "insert or", "ifnull", "strftime", "julianday", "glob "])
def test_the_sql_has_nothing_that_sqlite_alone_knows(word):
    text = re.sub("--[^\n]*", "", read_sql("schema.sql") + read_sql("operations.sql"))

    assert word not in text.casefold()
