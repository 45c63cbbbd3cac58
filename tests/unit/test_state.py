from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from briefgen.ledger import LedgerTooNew
from briefgen.ledger.database import Database
from briefgen.ledger.schema import current, prepare
from briefgen.state import opened
from desk import Desk


def version(place) -> int:
    with closing(sqlite3.connect(place)) as connection:
        return connection.execute("select version from ledger").fetchone()[0]


def test_a_rehearsal_leaves_a_ledger_of_an_earlier_release_as_it_is(tmp_path, repository):
    desk = Desk(tmp_path)
    place = tmp_path / ".briefgen/ledger.sqlite"
    place.parent.mkdir()
    first = (repository / "tests/unit/ledger/schemas/0001.sql").read_text("utf-8")
    with closing(Database(place)) as database:
        prepare(database, replace(current(), version=1, script=first))
    assert "publish" == desk.refresh(rehearsal=True).decisions["drones"]

    assert 1 == version(place)
    assert ["ledger.sqlite"] == [file.name for file in place.parent.glob("ledger*") if file.suffix == ".sqlite"]


def test_a_rehearsal_over_a_ledger_of_a_later_release_names_that_ledger(tmp_path):
    desk = Desk(tmp_path)
    desk.refresh()
    place = tmp_path / ".briefgen/ledger.sqlite"
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("update ledger set version = 99")
        connection.commit()

    with pytest.raises(LedgerTooNew, match=re.escape(str(place))):
        desk.refresh(rehearsal=True)


def test_a_workspace_goes_to_the_network_one_way_for_as_long_as_its_state_is_open(tmp_path):
    workspace = replace(Desk(tmp_path).workspace, fetcher=None)
    with opened(workspace) as state:
        assert state.fetcher() is state.fetcher()
