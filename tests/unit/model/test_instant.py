from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from briefgen.model.instant import canonical, moment, stamp

SIX = datetime(2022, 10, 20, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["2022-10-20T06:00:00Z", "2022-10-20T06:00:00+00:00", "2022-10-20T08:00:00.75+02:00", "2022-10-20 06:00", "20221020T060000Z"],
)
def test_every_form_of_an_instant_has_one_spelling(text):
    assert "2022-10-20T06:00:00Z" == canonical(text)


def test_a_day_begins_at_midnight_in_utc():
    assert "2022-10-20T00:00:00Z" == canonical("2022-10-20")


def test_never_stays_never():
    assert "" == canonical("")


def test_an_instant_is_written_and_read():
    assert SIX == moment(stamp(SIX))
    assert SIX == moment(stamp(SIX.astimezone(timezone(timedelta(hours=-5)))))
    assert SIX == moment(stamp(SIX.replace(tzinfo=None)))


@pytest.mark.parametrize("text", ["tomorrow", "2022-13-01", ""])
def test_what_is_no_instant_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        moment(text)
