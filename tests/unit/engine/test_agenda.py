"""Runs of a schedule: each once, whatever the clock does and whoever dies."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefgen.editions import Policy
from briefgen.refreshing import Hearing
from desk import SUMMARY, Desk

DAILY = 'schedule: {cron: "0 6 * * *", timezone: UTC}\n'
ALWAYS = 'schedule: {cron: "0 6 * * *", timezone: UTC, when: always}\n'


@pytest.fixture
def desk(tmp_path) -> Desk:
    desk = Desk(tmp_path)
    desk.write(more=DAILY)
    return desk


def at(desk: Desk, text: str) -> dict[str, str]:
    """What a tick at that time decides."""
    desk.clock.instant = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return desk.due().decisions


def test_a_new_schedule_waits_for_its_first_time(desk):
    assert {} == at(desk, "2022-10-20 05:00")
    assert {} == at(desk, "2022-10-20 05:59")
    assert {"drones": "publish"} == at(desk, "2022-10-20 06:00")
    assert {} == at(desk, "2022-10-20 06:01")


def test_a_brief_without_a_schedule_is_never_due(desk):
    desk.write()

    assert [{}, {}] == [at(desk, "2022-10-20 05:00"), at(desk, "2022-12-20 06:00")]


def test_of_many_missed_runs_one_is_made(desk):
    at(desk, "2022-10-20 05:00")

    assert {"drones": "publish"} == at(desk, "2022-11-20 11:30")
    assert {} == at(desk, "2022-11-20 11:31")
    assert {"drones": "skip"} == at(desk, "2022-11-21 06:00")


def test_a_clock_that_jumps_ahead_and_back_makes_no_storm_and_no_silence(desk):
    at(desk, "2022-10-20 05:00")
    assert {"drones": "publish"} == at(desk, "2022-10-20 06:00")

    assert {"drones": "skip"} == at(desk, "2023-10-20 06:00")
    assert {} == at(desk, "2022-10-20 06:30")
    assert {} == at(desk, "2022-10-21 06:00"), "this is the run that was made up for"
    assert {"drones": "skip"} == at(desk, "2022-10-22 06:00")


@pytest.mark.parametrize("back", ["2022-10-20 05:30", "2022-10-20 05:59"])
def test_a_clock_that_is_set_back_does_not_make_a_run_twice(desk, back):
    at(desk, "2022-10-20 05:00")
    at(desk, "2022-10-20 06:00")

    assert {} == at(desk, back)
    assert {} == at(desk, "2022-10-20 06:00")
    assert {"drones": "skip"} == at(desk, "2022-10-21 06:00")


def test_a_nightly_run_is_made_once_in_the_night_that_an_hour_comes_twice(desk):
    desk.write(more='schedule: {cron: "30 2 * * *", timezone: Europe/Berlin, when: always}\n')
    at(desk, "2022-10-29 20:00")

    night = [at(desk, f"2022-10-30 {hour:02}:{minute:02}") for hour in range(4) for minute in (0, 15, 30, 45)]
    assert 1 == sum(bool(made) for made in night)
    assert [1] == desk.editions()


def test_always_makes_an_edition_at_each_run_and_changed_does_not(desk):
    desk.write(more=ALWAYS)
    at(desk, "2022-10-20 05:00")

    assert {"drones": "publish"} == at(desk, "2022-10-20 06:00")
    assert {"drones": "publish"} == at(desk, "2022-10-21 06:00")
    assert {"drones": "skip"} == desk.refresh().decisions


def test_a_schedule_that_is_edited_counts_at_once(desk):
    at(desk, "2022-10-20 05:00")
    desk.write(more=DAILY.replace("0 6", "30 5"))

    assert {} == at(desk, "2022-10-20 05:01")
    assert {"drones": "publish"} == at(desk, "2022-10-20 05:30")


def test_a_schedule_that_cannot_be_read_fails_its_brief_alone(desk):
    desk.write("broken", more='schedule: {cron: "0 6 * *"}\n')
    desk.clock.instant = datetime(2022, 10, 20, 5, tzinfo=UTC)

    heard = desk.due()
    assert {"broken": "failed"} == heard.decisions
    assert "briefs/broken/brief.md:" in str(heard.verdicts[0].failure)
    assert {"drones": "publish", "broken": "failed"} == at(desk, "2022-10-20 06:00")


def test_a_run_that_waits_stays_open(desk):
    at(desk, "2022-10-20 05:00")
    desk.clock.instant = datetime(2022, 10, 20, 6, tzinfo=UTC)

    assert {"drones": "wait"} == desk.due(Policy()).decisions
    assert {"drones": "publish"} == at(desk, "2022-10-20 06:03")


def test_what_is_left_when_somebody_asks_to_stop_is_taken_up_by_the_next_tick(desk):
    from briefgen.engine.tick import tick_due

    at(desk, "2022-10-20 05:00")
    desk.clock.instant = datetime(2022, 10, 20, 6, tzinfo=UTC)
    with desk.state() as state:
        tally, _ = tick_due(state, desk.workspace.all_briefs(), Hearing(stopping=lambda: True))
    assert tally.stopped
    assert [] == desk.editions()

    assert {"drones": "publish"} == desk.due().decisions


def test_a_held_run_is_made(desk):
    at(desk, "2022-10-20 05:00")
    desk.write(more=DAILY, text=SUMMARY.replace("@page", "@pgae"))

    assert {"drones": "hold"} == at(desk, "2022-10-20 06:00")
    assert {} == at(desk, "2022-10-20 06:01")
