from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest

from briefgen.engine.resident import LONGEST, SHORTEST, deliver, pause, run
from briefgen.engine.tick import tick_due
from briefgen.model.errors import EnvironmentFailed, WorkspaceError
from briefgen.refreshing import Hearing
from desk import NOON, Desk


class Patience(threading.Event):
    """An event whose rests pass at once: the clock is set on by each, and after ``rests`` of them somebody asks to stop."""

    def __init__(self, desk: Desk, rests: int) -> None:
        super().__init__()
        self.desk, self.left, self.rested = desk, rests, []

    def wait(self, timeout: float | None = None) -> bool:
        self.rested.append(timeout)
        self.desk.clock.instant += timedelta(seconds=timeout or 0)
        self.left -= 1
        if not self.left:
            self.set()
        return self.is_set()


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk(tmp_path)


def test_it_rests_until_something_is_due_but_never_long():
    assert 30.0 == pause(NOON, NOON + timedelta(seconds=30), "")
    assert LONGEST == pause(NOON, NOON + timedelta(days=1), "")
    assert LONGEST == pause(NOON, None, "")
    assert 20.0 == pause(NOON, NOON + timedelta(seconds=30), "2022-10-20T12:00:20Z")


def test_it_never_turns_in_circles():
    assert SHORTEST == pause(NOON, NOON - timedelta(days=1), "")
    assert LONGEST == pause(NOON, NOON - timedelta(days=1), "", failed=True)


def test_it_makes_each_run_when_it_is_due_and_ends_when_asked(desk):
    desk.write(more='schedule: {cron: "2 * * * *"}\n')
    told = []
    with desk.state() as state:
        run(state, Patience(desk, 8), Hearing(), lambda tally, _: told.append((desk.clock.now(), tally.decisions)))

    made = [(instant.strftime("%H:%M"), decisions) for instant, decisions in told if decisions]
    assert [("12:02", {"wait": 1}), ("12:03", {"wait": 1}), ("12:04", {"publish": 1})] == made
    assert [1] == desk.editions()


def test_a_lock_that_broke_after_a_run_is_told_and_the_others_go_on(desk):
    for name in ("drones", "other"):
        desk.write(name, more='schedule: {cron: "* * * * *"}\n')
    desk.due()
    desk.clock.pass_by(minutes=2)

    def die(step: str) -> None:
        if step == "recorded":
            raise KeyboardInterrupt

    with desk.state() as state, pytest.raises(KeyboardInterrupt):
        tick_due(state, desk.workspace.all_briefs(), Hearing(step=die))
    desk.file("briefs/drones/editions.lock", "<<<<<<<\n")

    heard = desk.due()
    assert {"drones": "failed", "other": "publish"} == heard.decisions


@pytest.mark.parametrize("kind", [EnvironmentFailed, WorkspaceError])
def test_a_tick_that_fails_as_a_whole_is_tried_again_later(desk, monkeypatch, kind):
    def fail(*_: object) -> None:
        raise kind("the disk is full")

    monkeypatch.setattr("briefgen.engine.resident.tick_due", fail)
    told: list[tuple[object, datetime | None]] = []
    patience = Patience(desk, 2)
    with desk.state() as state:
        run(state, patience, Hearing(), lambda *how: told.append(how))

    assert [(None, None)] * 2 == told
    assert [300.0, 300.0] == patience.rested
    assert "the disk is full" in (desk.root / ".briefgen/log.jsonl").read_text("utf-8")


@pytest.mark.parametrize(("minutes", "passed", "stops"), [(10, 9, False), (10, 10, True), (-10, 0, False), (-10, 1, True)])
def test_mail_is_left_for_later_when_a_brief_is_due_but_gets_its_minute(desk, monkeypatch, minutes, passed, stops):
    asked = []

    def send(_, hearing):
        desk.clock.instant += timedelta(minutes=passed)
        asked.append(hearing.stopping())

    monkeypatch.setattr("briefgen.engine.sending.send", send)
    with desk.state() as state:
        monkeypatch.setattr(type(state.ledger), "counts", lambda _: {"pending": 1})
        deliver(state, threading.Event(), lambda _: None, desk.clock.now() + timedelta(minutes=minutes))

    assert [stops] == asked
