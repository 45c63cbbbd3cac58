"""A tick in which nothing changed does next to nothing, however many briefs there are."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest

from briefgen import composing
from briefgen.refreshing import assessing
from desk import PAGE, SAID, SOURCES, SUMMARY, Desk

LOCAL = SOURCES.replace(f"    URL: {PAGE}\n", "    briefgen: {path: data/page.txt, kind: file}\n")
LONG = SUMMARY + "\nA paragraph of the length that prose has, with some words in it that say little.\n" * 40


def office(root: Path, briefs: int) -> Desk:
    """A workspace of drafts that have been looked at once."""
    desk = Desk(root)
    desk.write(sources=LOCAL)
    desk.file("briefs/drones/data/page.txt", SAID)
    for number in range(briefs - 1):
        desk.write(f"brief-{number}", status="draft", text=LONG, sources=LOCAL)
        desk.file(f"briefs/brief-{number}/data/page.txt", f"{SAID} {number}")
    desk.refresh()
    return desk


def test_a_brief_that_did_not_change_is_not_composed_again(tmp_path, monkeypatch):
    desk = office(tmp_path, 20)
    desk.refresh()
    composed = []
    compose = composing.compose_brief
    monkeypatch.setattr(assessing, "compose_brief", lambda *given: composed.append(given[1].name) or compose(*given))

    assert {"draft": 19, "skip": 1} == desk.refresh().tally.decisions
    assert [] == composed
    desk.write("brief-3", status="draft", text=LONG + "More.\n", sources=LOCAL)
    desk.refresh()
    assert ["brief-3"] == composed


def test_it_costs_the_ledger_no_event(tmp_path):
    desk = office(tmp_path, 5)
    desk.refresh()
    with desk.state() as state:
        before = state.ledger.events()
    desk.refresh()

    with desk.state() as state:
        assert before == state.ledger.events()


@pytest.mark.slow
def test_a_thousand_briefs_and_sources_take_less_than_five_seconds(tmp_path):
    desk = office(tmp_path, 1000)
    desk.refresh()
    began = time.monotonic()

    assert {"draft": 999, "skip": 1} == desk.refresh().tally.decisions
    assert time.monotonic() - began < 5


@pytest.mark.slow
def test_memory_holds_no_brief_longer_than_it_is_looked_at(tmp_path):
    peaks = []
    for briefs in (50, 450):
        desk = office(tmp_path / str(briefs), briefs)
        desk.refresh()
        tracemalloc.start()
        desk.refresh()
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert (peaks[1] - peaks[0]) / 400 < 8_000, "bytes a brief: its name, its sources and what was seen of them"
