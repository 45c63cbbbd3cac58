"""The outbox under any order of events: dispatchers, their deaths, servers' answers, people. Judged by what the reader received.

The same machine is given outboxes with one mistake each, and must find it: a test that cannot find a mistake holds nothing.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from briefgen.ledger import DeliveryTaken, Ledger, NotPossible
from briefgen.ledger.words import WORDS
from briefgen.model.delivery import State
from briefgen.testing import FixedClock
from outbox_desk import delivery, edition

READER = "a@example.org"
WORKERS = ("one", "two")
WORDS_TRIED = (State.SENT, State.PENDING, State.DROPPED, State.ON_HOLD, None)
"""What a person may try to say; ``None``: try again."""


class Stored:
    """Objects that nobody looks into."""

    def put(self, data):
        return hashlib.sha256(data).hexdigest()


@cache
def beginning():
    """A ledger with one delivery, as bytes."""
    with tempfile.TemporaryDirectory(prefix="briefgen-") as folder:
        place = Path(folder) / "ledger.sqlite"
        with Ledger.open(place, clock=FixedClock()) as ledger:
            ledger.record_edition(edition(), deliveries=[delivery(Stored(), READER)])
            ledger.backup(place.with_name("begun.sqlite"))
        return place.with_name("begun.sqlite").read_bytes()


class Outbox(RuleBasedStateMachine):
    """Workers claim, commit and send the dot by themselves, and stop between any two of them for as long as they like.

    ``received`` is how often the reader really has each edition, ``asked`` how often a person said that it is to be sent again.
    What has come to its end makes room for the next edition.
    """

    make = Ledger
    has_people = True

    @initialize()
    def begin(self):
        self.folder = tempfile.TemporaryDirectory(prefix="briefgen-")
        self.place = Path(self.folder.name) / "ledger.sqlite"
        self.place.write_bytes(beginning())
        self.ledger = self.make.open(self.place, clock=FixedClock())
        self.ledger._database.execute("pragma synchronous = off")
        self.at = dict.fromkeys(WORKERS, ("idle", None, None))
        self.received, self.asked = Counter(), Counter()
        self.has_backup, self.newest = False, 1

    def teardown(self):
        if hasattr(self, "ledger"):
            self.ledger.close()
            self.folder.cleanup()

    def the_one(self):
        return self.ledger.deliveries()[-1]

    def publish(self):
        """The next edition. One that a restored ledger has forgotten is adopted first, as its lock demands."""
        if self.ledger.latest_edition("small").number < self.newest:
            self.ledger.adopt_edition(edition(self.newest), "operator")
        self.newest += 1
        self.ledger.record_edition(edition(self.newest), deliveries=[delivery(Stored(), READER, self.newest)])

    # ── workers ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @rule(
        worker=st.sampled_from(WORKERS), goes_well=st.sampled_from((True, True, False)), taken=st.sampled_from((True, True, False))
    )
    def step(self, worker, goes_well, taken):
        """A worker takes its next step."""
        where, claim, answer = self.at[worker]
        match where:
            case "idle" if self.the_one().state in (State.SENT, State.DROPPED, State.FAILED, State.IN_DOUBT):
                self.publish()
            case "idle":
                claim = self.ledger.claim_delivery(self.the_one(), worker, 60)
                self.at[worker] = ("claimed", claim, None) if claim else ("idle", None, None)
            case "claimed" if goes_well:
                self.at[worker] = ("idle", None, None)
                with suppress(DeliveryTaken):
                    self.ledger.commit_sending(claim, 60)
                    self.at[worker] = ("sending", claim, None)
            case "claimed":
                self.at[worker] = ("answered", claim, State.PENDING)
            case "sending":
                self.received[claim.delivery.edition] += taken
                answer = State.IN_DOUBT if not goes_well else State.SENT if taken else State.PENDING
                self.at[worker] = ("answered", claim, answer)
            case "answered":
                self.settle(claim, answer)
                self.at[worker] = ("idle", None, None)

    @rule(
        worker=st.sampled_from(WORKERS), goes_well=st.sampled_from((True, True, False)), taken=st.sampled_from((True, True, False))
    )
    def step_again(self, worker, goes_well, taken):
        """The same: most of what happens is work."""
        self.step(worker, goes_well, taken)

    def settle(self, claim, answer):
        try:
            self.ledger.settle(claim, answer, next_try="2022-10-19T00:00:00Z" if answer is State.PENDING else "")
        except DeliveryTaken:
            if answer is State.SENT:
                self.ledger.late_settle(claim, "250 late")

    @rule(worker=st.sampled_from((*WORKERS, "")))
    def leases_run_out(self, worker):
        """Because somebody died, or hangs; ``worker`` is dead for certain."""
        if worker:
            self.at[worker] = ("idle", None, None)
        self.ledger._database.execute("update delivery set until = 0")
        self.ledger.expire()

    # ── people ───────────────────────────────────────────────────────────────────────────────────────────────────────

    @precondition(lambda self: self.has_people)
    @rule(word=st.sampled_from(WORDS_TRIED))
    def a_person_speaks(self, word):
        before = self.the_one()
        with suppress(NotPossible):
            after = self.ledger.resolve(before.key, word, "operator") if word else self.ledger.retry(before.key, "operator")
            self.asked[before.edition] += word is State.PENDING and after.state is State.PENDING

    @precondition(lambda self: self.has_people)
    @rule(paused=st.sampled_from((True, False, False)))
    def pause(self, paused):
        if paused:
            self.ledger.pause("operator")
        else:
            self.ledger.resume("operator")

    @precondition(lambda self: not self.has_backup)
    @rule()
    def back_up(self):
        self.ledger.backup(self.place.with_name("backup.sqlite"))
        self.has_backup = True

    @precondition(lambda self: self.has_backup)
    @rule()
    def restore(self):
        self.make.restore(self.place, self.place.with_name("backup.sqlite"))

    # ── what must hold ───────────────────────────────────────────────────────────────────────────────────────────────

    @invariant()
    def nobody_has_it_twice_unless_a_person_said_so(self):
        for number, copies in getattr(self, "received", {}).items():
            assert copies <= 1 + self.asked[number], "the reader has it twice"

    @invariant()
    def what_the_ledger_says_is_so(self):
        """Sent is received, unless a person said so; a pause gives nothing out; the log ends where the delivery stands."""
        if not hasattr(self, "ledger"):
            return
        assert not self.ledger.paused() or () == self.ledger.due()
        for one in self.ledger.deliveries()[-2:]:
            log = self.ledger.delivery_log(one)
            assert one.state is not State.SENT or self.received[one.edition] or log[-1].who
            assert (str(one.state), "") == (log[-1].state, log[0].was)
            assert one.state in WORDS or one.state in (State.SENT, State.DROPPED, State.SENDING)


THOROUGH = settings(
    max_examples=50, stateful_step_count=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
HASTY = settings(THOROUGH, max_examples=500, phases=[Phase.generate], database=None)


def test_no_order_of_events_sends_anything_twice():
    run_state_machine_as_test(Outbox, settings=THOROUGH)


@pytest.mark.slow
def test_no_order_of_events_sends_anything_twice_in_a_thousand_runs():
    run_state_machine_as_test(Outbox, settings=settings(THOROUGH, max_examples=1000))


# ── mistakes that it finds ───────────────────────────────────────────────────────────────────────────────────────────


class SilentRetry(Ledger):
    """No answer: try again."""

    def settle(self, claim, state, **given):
        super().settle(claim, State.PENDING if state is State.IN_DOUBT else state, **given)


class LapsedMeansUnsent(Ledger):
    """Whoever was sending has died: try again."""

    def expire(self):
        lapsed = super().expire()
        for lapse in lapsed:
            if lapse.was is State.SENDING:
                self.prove(lapse.delivery, sent=False, reason="surely not")
        return lapsed


class Unfenced(Ledger):
    """Who had the right once has it for ever."""

    def commit_sending(self, claim, seconds):
        if self.delivery(claim.delivery.key).state not in (State.PENDING, State.SENDING):
            raise DeliveryTaken("it has gone")
        self._database.execute("update delivery set state = 'sending' where number = :number", {"number": claim.delivery.edition})
        self._log(claim.delivery, "pending", "sending")


class Forgetful(Ledger):
    """After a restore all goes on where the backup was."""

    @classmethod
    def restore(cls, path, backup):
        Ledger.restore(path, backup)
        with Ledger.open(path) as restored:
            restored._database.execute("update ledger set generation = 1")


class Unwritten(Ledger):
    """The dot goes out first, and is written down when its answer comes."""

    def commit_sending(self, claim, seconds):
        if self.delivery(claim.delivery.key).state is not State.PENDING:
            raise DeliveryTaken("it has gone")

    def settle(self, claim, state, **given):
        with suppress(DeliveryTaken):
            super().commit_sending(claim, 60)
        super().settle(claim, state, **given)


@pytest.mark.parametrize(
    "mistaken", [SilentRetry, LapsedMeansUnsent, Forgetful, Unwritten, pytest.param(Unfenced, marks=pytest.mark.slow)]
)
def test_the_machine_finds_the_mistake(mistaken):
    """Without people, who may repeat what they like."""
    machine = type(f"With{mistaken.__name__}", (Outbox,), {"make": mistaken, "has_people": False})
    with pytest.raises(AssertionError, match="has it twice"):
        run_state_machine_as_test(machine, settings=HASTY)
