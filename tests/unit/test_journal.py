from __future__ import annotations

import json

from briefgen.journal import Journal
from briefgen.testing import FixedClock


def lines(path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_each_line_is_an_object_with_its_time(tmp_path):
    journal = Journal(tmp_path / "log.jsonl", FixedClock())
    journal.note("published", brief="drones", reason="text\nchanged \ud800")

    (line,) = lines(tmp_path / "log.jsonl")
    assert ("2022-10-20T00:00:00Z", "published", "drones") == (line["at"], line["event"], line["brief"])


def test_a_long_log_is_turned_over_once(tmp_path):
    journal = Journal(tmp_path / "log.jsonl", FixedClock(), limit=200)
    for number in range(20):
        journal.note("tick", number=number)

    assert {"log.jsonl", "log.1.jsonl"} == {path.name for path in tmp_path.iterdir()}
    assert 19 == lines(tmp_path / "log.jsonl")[-1]["number"]
    assert all(path.stat().st_size < 400 for path in tmp_path.iterdir())


def test_a_log_that_cannot_be_written_is_never_in_the_way(tmp_path):
    (tmp_path / "log.jsonl").mkdir()

    Journal(tmp_path / "log.jsonl", FixedClock()).note("tick")
    Journal(None, FixedClock()).note("tick")
