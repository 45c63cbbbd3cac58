from __future__ import annotations

import time

import pytest

from briefgen.ledger import LeaseLost
from entries import HELD, SAID, capture, edition

BRIEFLY = 0.05
"""Seconds."""


def lapsed(ledger):
    """A lease whose time is over and that another owner has taken."""
    old = ledger.claim("refresh", "first", BRIEFLY)
    time.sleep(2 * BRIEFLY)
    new = ledger.claim("refresh", "second", 60)
    return old, new


def test_a_lease_is_one_owners(ledger):
    lease = ledger.claim("refresh", "first", 60)

    assert ("refresh", "first", 1) == (lease.name, lease.owner, lease.epoch)
    assert ledger.claim("refresh", "second", 60) is None
    assert ledger.claim("refresh", "first", 60) is None
    assert lease == ledger.holder("refresh")
    assert ledger.claim("other", "second", 60) is not None


def test_a_lease_that_is_released_is_free(ledger):
    ledger.release(ledger.claim("refresh", "first", 60))

    assert ledger.holder("refresh") is None
    assert 2 == ledger.claim("refresh", "second", 60).epoch


def test_a_lease_whose_time_is_over_is_free(ledger):
    _, new = lapsed(ledger)

    assert ("second", 2) == (new.owner, new.epoch)


def test_a_lease_that_is_renewed_lasts(ledger):
    lease = ledger.claim("refresh", "first", BRIEFLY)
    lease = ledger.renew(lease, 60)
    time.sleep(2 * BRIEFLY)

    assert ledger.claim("refresh", "second", 60) is None
    assert lease == ledger.holder("refresh")


def test_a_lease_that_was_taken_is_not_renewed_and_not_released(ledger):
    old, new = lapsed(ledger)
    with pytest.raises(LeaseLost):
        ledger.renew(old, 60)
    ledger.release(old)

    assert new == ledger.holder("refresh")


def test_an_owner_who_took_a_lease_again_does_not_give_it_back_with_the_old_one(ledger):
    old = ledger.claim("refresh", "first", BRIEFLY)
    time.sleep(2 * BRIEFLY)
    new = ledger.claim("refresh", "first", 60)
    ledger.release(old)

    assert new == ledger.holder("refresh")


WRITES = {
    "an edition": lambda ledger: ledger.record_edition(edition()),
    "an adoption": lambda ledger: ledger.adopt_edition(edition(3), who="operator"),
    "a capture": lambda ledger: ledger.record_capture(capture("baseline", "t1")),
    "a verification": lambda ledger: ledger.record_verification("held", 1, {}, "2022-10-21"),
    "a hold": lambda ledger: ledger.hold("small", HELD, SAID),
    "a release": lambda ledger: ledger.release_hold("held"),
    "an approval": lambda ledger: ledger.approve("small", SAID, "editor"),
    "a run": lambda ledger: ledger.claim_slot("small", "2022-10-20"),
    "a due time": lambda ledger: ledger.set_next_due("small", "2022-10-20"),
    "settling": lambda ledger: ledger.start_settling("small"),
    "an event": lambda ledger: ledger.note("started"),
    "pruning": lambda ledger: ledger.prune("2030-01-01"),
}


@pytest.mark.parametrize("what", WRITES)
def test_whoever_lost_a_lease_writes_nothing(ledger, what):
    ledger.record_edition(edition(1, "held"))
    ledger.hold("held", HELD, SAID)
    old, new = lapsed(ledger)
    before = everything(ledger)
    with pytest.raises(LeaseLost):
        WRITES[what](ledger.under(old))

    assert before == everything(ledger)
    WRITES[what](ledger.under(new))
    assert before != everything(ledger)


def everything(ledger):
    tables = ("source", "snapshot", "brief", "slot", "edition", "verification", "hold", "approval", "event")
    return {table: ledger._database.execute(f"select * from {table}") for table in tables}
