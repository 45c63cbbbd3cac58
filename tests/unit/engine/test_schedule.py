from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from briefgen.engine.schedule import Schedule, read_schedule
from briefgen.model.errors import WorkspaceError
from briefgen.model.position import Position

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def runs(schedule: Schedule, first: str, last: str) -> list[str]:
    """Every run in a span of time, as a clock in UTC shows it."""
    found, now = [], utc(first)
    while (now := schedule.next_after(now)) <= utc(last):
        found.append(f"{now:%d %H:%M}")
    return found


def test_a_run_is_at_the_local_time_of_its_zone():
    weekdays = Schedule("0 6 * * 1-5", NEW_YORK)

    assert utc("2022-10-24 10:00") == weekdays.next_after(utc("2022-10-21 10:00"))


@pytest.mark.parametrize(
    ("zone", "night", "expected"),
    [
        # Spring: 02:30 is not there, and the run is made when the clocks have been set forward.
        (BERLIN, "2022-03-26", ["26 01:30", "27 01:00", "28 00:30"]),
        (NEW_YORK, "2022-03-12", ["12 07:30", "13 07:00", "14 06:30"]),
        # Autumn: what the clock shows twice is run once.
        (BERLIN, "2022-10-29", ["29 00:30", "30 00:30", "31 01:30"]),
        (NEW_YORK, "2022-11-05", ["05 06:30", "06 07:30", "07 07:30"]),
    ],
)
def test_a_nightly_run_is_made_once_on_each_night_that_the_clocks_change(zone, night, expected):
    last = utc(night) + timedelta(days=3)

    assert expected == runs(Schedule("30 2 * * *", zone), f"{night} 00:00", f"{last:%Y-%m-%d} 00:00")[:3]


def test_in_new_york_the_hour_that_comes_twice_begins_at_one():
    assert ["05 05:30", "06 05:30", "07 06:30"] == runs(Schedule("30 1 * * *", NEW_YORK), "2022-11-05 00:00", "2022-11-07 23:00")


@pytest.mark.parametrize(
    ("zone", "night", "hours"), [(BERLIN, "2022-10-30", 25), (BERLIN, "2022-03-27", 23), (NEW_YORK, "2022-11-06", 25)]
)
def test_an_hourly_run_counts_the_hours_that_pass(zone, night, hours):
    from zoneinfo import ZoneInfo

    first = datetime.fromisoformat(night).replace(tzinfo=ZoneInfo(zone)) - timedelta(seconds=1)
    last = (datetime.fromisoformat(night) + timedelta(days=1)).replace(tzinfo=ZoneInfo(zone)) - timedelta(seconds=1)
    hourly = Schedule("0 * * * *", zone)
    found, now = set(), first
    while (now := hourly.next_after(now)) <= last:
        found.add(hourly.slot(now))

    assert hours == len(found)


def test_within_the_hour_that_comes_twice_the_next_run_is_never_over_already():
    nightly = Schedule("30 2 * * *", BERLIN)

    for minutes in range(180):
        now = utc("2022-10-29 23:30") + timedelta(minutes=minutes)
        assert nightly.next_after(now) > now


def test_the_same_run_has_one_name_whichever_of_the_two_hours_it_is_reached_in():
    nightly = Schedule("30 2 * * *", BERLIN)

    assert nightly.slot(utc("2022-10-30 00:30")) == nightly.slot(utc("2022-10-30 01:30"))
    assert nightly.slot(utc("2022-10-30 00:30")) != nightly.slot(utc("2022-10-31 01:30"))
    assert nightly.slot(utc("2022-10-30 00:30")) != Schedule("31 2 * * *", BERLIN).slot(utc("2022-10-30 00:30"))


def test_a_brief_without_a_schedule_has_none():
    assert read_schedule({}) is None
    assert read_schedule({"timezone": BERLIN}) is None


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ({"cron": "0 6 * *"}, "does not have five fields"),
        ({"cron": "0 0 6 * * *"}, "does not have five fields"),
        ({"cron": "@daily"}, "does not have five fields"),
        ({"cron": "61 6 * * *"}, "cannot be read: bad minute"),
        ({"cron": "0 0 30 2 *"}, "cannot be read: bad day-of-month"),
        ({"cron": "0 6 * * *", "timezone": "America/NewYork"}, "did you mean America/New_York"),
        ({"cron": "0 6 * * *", "timezone": "../../etc/passwd"}, "there is no time zone"),
    ],
)
def test_what_cannot_be_a_schedule_is_refused_with_its_place_and_a_remedy(declared, said):
    place = Position("briefs/a/brief.md", 7, 3)

    with pytest.raises(WorkspaceError, match=r"briefs/a/brief.md:7:3: .*") as caught:
        read_schedule(declared, {"schedule": place})
    assert said in str(caught.value)
    assert caught.value.hint
