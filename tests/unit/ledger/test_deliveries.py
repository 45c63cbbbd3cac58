from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import product

import pytest

from briefgen.ledger import DeliveryTaken, Ledger, NotPossible, NumberTaken, UnknownDelivery
from briefgen.ledger.words import WORDS
from briefgen.model.delivery import State
from briefgen.testing import FixedClock
from outbox_desk import delivery, edition

A, B = "a@example.org", "b@example.org"


class Stored:
    """Objects that nobody looks into."""

    def put(self, data):
        return hashlib.sha256(data).hexdigest()


def made(recipient=A, number=1, **fields):
    return delivery(Stored(), recipient, number, **fields)


@pytest.fixture
def outbox(ledger):
    """One delivery."""
    ledger.record_edition(edition(), deliveries=[made()])
    return ledger


def the_one(ledger):
    (found,) = ledger.deliveries()
    return found


def lapse(ledger):
    ledger._database.execute("update delivery set until = 0")


def brought_to(ledger, state):
    """Take the one delivery to a state, by what happens and not by writing it."""
    claim = ledger.claim_delivery(the_one(ledger), "one", 60)
    match state:
        case State.PENDING | State.FAILED | State.REFUSED | State.ON_HOLD:
            ledger.settle(claim, state)
        case State.SENDING:
            ledger.commit_sending(claim, 60)
        case State.DROPPED:
            ledger.settle(claim, State.FAILED)
            ledger.resolve(the_one(ledger).key, State.DROPPED, "operator")
        case _:
            ledger.commit_sending(claim, 60)
            ledger.settle(claim, state)
    return claim


# ── with the edition ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_deliveries_come_with_their_edition(outbox):
    (found,) = outbox.deliveries("small", 1)

    assert replace(made(), since="2022-10-20T00:00:00Z") == found
    assert f"small/1/smtp/{A}" == found.key
    assert {"pending": 1} == outbox.counts()


def test_an_edition_that_another_run_made_brings_no_deliveries(outbox):
    with pytest.raises(NumberTaken):
        outbox.record_edition(edition(), deliveries=[made(B)])

    assert [A] == [one.recipient for one in outbox.deliveries()]


@pytest.mark.parametrize("state", [state for state in State if state is not State.DROPPED])
def test_what_was_taken_up_of_an_older_edition_is_not_superseded(outbox, state):
    brought_to(outbox, state)
    outbox.record_edition(edition(2), deliveries=[made(number=2)])

    assert [state, State.PENDING] == [one.state for one in outbox.deliveries()]


def test_what_waits_for_other_readers_and_of_other_briefs_is_not_superseded(outbox):
    outbox.record_edition(edition(1, "other"), deliveries=[made(brief="other")])
    outbox.record_edition(edition(2), deliveries=[made(B, number=2)])

    assert {"pending": 3} == outbox.counts()


def test_a_new_edition_that_is_refused_supersedes_nothing(outbox):
    outbox.record_edition(edition(2), deliveries=[replace(made(number=2), state=State.REFUSED)])

    assert {"pending": 1, "refused": 1} == outbox.counts()


@pytest.mark.parametrize("state", [state for state in State if state not in (State.PENDING, State.REFUSED, State.ON_HOLD)])
def test_a_new_delivery_has_not_begun(ledger, state):
    with pytest.raises(ValueError, match="a new delivery is not"):
        ledger.record_edition(edition(), deliveries=[replace(made(), state=state)])

    assert () == ledger.editions("small")


def test_a_message_that_is_still_to_be_sent_is_needed_and_one_that_was_sent_is_not(outbox):
    message = the_one(outbox).message
    assert message in outbox.objects()

    brought_to(outbox, State.SENT)
    assert message not in outbox.objects()


# ── claims ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_delivery_is_one_owners_until_the_lease_lapses(outbox):
    first = outbox.claim_delivery(the_one(outbox), "first", 60)
    assert (1, True) == (first.epoch, the_one(outbox).is_leased)
    assert (None, ()) == (outbox.claim_delivery(the_one(outbox), "second", 60), outbox.due())

    lapse(outbox)
    assert 2 == outbox.claim_delivery(the_one(outbox), "second", 60).epoch


def test_who_lost_the_lease_commits_and_settles_nothing(outbox):
    first = outbox.claim_delivery(the_one(outbox), "first", 60)
    lapse(outbox)
    second = outbox.claim_delivery(the_one(outbox), "second", 60)
    for late in (lambda: outbox.commit_sending(first, 60), lambda: outbox.settle(first, State.FAILED)):
        with pytest.raises(DeliveryTaken):
            late()

    outbox.commit_sending(second, 60)
    assert ("sending", 2) == (the_one(outbox).state, the_one(outbox).epoch)


def test_a_lease_that_lapsed_and_was_taken_by_nobody_still_serves(outbox):
    claim = outbox.claim_delivery(the_one(outbox), "first", 60)
    lapse(outbox)
    outbox.commit_sending(claim, 60)

    assert "sending" == the_one(outbox).state


def test_an_owner_who_took_it_again_commits_by_the_new_right_alone_and_once(outbox):
    old = outbox.claim_delivery(the_one(outbox), "one", 60)
    lapse(outbox)
    new = outbox.claim_delivery(the_one(outbox), "one", 60)
    with pytest.raises(DeliveryTaken):
        outbox.commit_sending(old, 60)
    outbox.commit_sending(new, 60)
    with pytest.raises(DeliveryTaken):
        outbox.commit_sending(new, 60)


ENDS = {
    State.PENDING: {State.PENDING, State.FAILED, State.REFUSED, State.ON_HOLD},
    State.SENDING: {State.SENT, State.FAILED, State.PENDING, State.IN_DOUBT},
}


@pytest.mark.parametrize(("committed", "state"), list(product((False, True), State)), ids=str)
def test_before_the_commit_nothing_can_be_sent_and_after_it_nothing_refused(outbox, committed, state):
    claim = outbox.claim_delivery(the_one(outbox), "one", 60)
    if committed:
        outbox.commit_sending(claim, 60)
    before = the_one(outbox).state
    if state in ENDS[before]:
        outbox.settle(claim, state)
        assert state == the_one(outbox).state
    else:
        with pytest.raises(DeliveryTaken):
            outbox.settle(claim, state)
        assert before == the_one(outbox).state


def test_a_next_try_in_the_future_is_not_due_before_it(outbox):
    claim = outbox.claim_delivery(the_one(outbox), "one", 60)
    outbox.settle(claim, State.PENDING, next_try="2022-10-20T01:00:00Z")

    assert [0, 0, 1] == [len(outbox.due(now)) for now in ("", "2022-10-20T00:59:59Z", "2022-10-20T01:00:00Z")]
    assert 1 == the_one(outbox).tries
    assert outbox.claim_delivery(the_one(outbox), "one", 60) is None


def test_a_next_try_further_away_than_any_was_set_by_another_clock_and_is_due(outbox):
    claim = outbox.claim_delivery(the_one(outbox), "one", 60)
    outbox.settle(claim, State.PENDING, next_try="2022-10-27T00:00:00Z")

    assert 1 == len(outbox.due())


def test_what_lapsed_before_the_commit_is_unsent_and_after_it_in_doubt(outbox):
    claim = outbox.claim_delivery(the_one(outbox), "dead", 60)
    assert () == outbox.expire()
    lapse(outbox)
    assert [("pending", "pending")] == [(one.was, one.delivery.state) for one in outbox.expire()]
    assert () == outbox.expire()

    claim = outbox.claim_delivery(the_one(outbox), "dead", 60)
    outbox.commit_sending(claim, 60)
    lapse(outbox)
    assert [("sending", "in-doubt")] == [(one.was, one.delivery.state) for one in outbox.expire()]
    assert () == outbox.due()


# ── answers that come late ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("word", [None, State.DROPPED, State.PENDING])
def test_a_late_250_is_believed_whatever_a_person_said_meanwhile(outbox, word):
    claim = outbox.claim_delivery(the_one(outbox), "slow", 60)
    outbox.commit_sending(claim, 60)
    lapse(outbox)
    outbox.expire()
    if word:
        outbox.resolve(the_one(outbox).key, word, "operator")

    assert outbox.late_settle(claim, "250 taken")
    assert ("sent", "250 taken") == (the_one(outbox).state, the_one(outbox).reply)


def test_a_250_for_a_try_before_the_one_in_hand_is_kept_in_the_log(outbox):
    claim = outbox.claim_delivery(the_one(outbox), "slow", 60)
    outbox.commit_sending(claim, 60)
    lapse(outbox)
    outbox.expire()
    outbox.resolve(the_one(outbox).key, State.PENDING, "operator")
    outbox.claim_delivery(the_one(outbox), "second", 60)

    assert not outbox.late_settle(claim, "250 taken")
    assert "pending" == the_one(outbox).state
    assert ("250 taken", 1) == (outbox.delivery_log(the_one(outbox))[-1].reply, outbox.delivery_log(the_one(outbox))[-1].epoch)


def test_what_a_channel_proves_settles_a_doubt_and_nothing_else(outbox):
    assert not outbox.prove(the_one(outbox), sent=True, reason="seen")
    brought_to(outbox, State.IN_DOUBT)

    assert outbox.prove(the_one(outbox), sent=True, reason="seen")
    assert ("sent", "seen") == (the_one(outbox).state, the_one(outbox).reason)


# ── people ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("state", "word"), list(product(State, State)), ids=str)
def test_a_person_may_say_what_fits_and_nothing_else(outbox, state, word):
    brought_to(outbox, state)
    key = the_one(outbox).key
    if word in WORDS.get(state, ()):
        assert word == outbox.resolve(key, word, "operator", "I asked").state
        last = outbox.delivery_log(the_one(outbox))[-1]
        assert (str(state), str(word), "operator", "I asked") == (last.was, last.state, last.who, last.reason)
    else:
        with pytest.raises(NotPossible):
            outbox.resolve(key, word, "operator")
        assert state == the_one(outbox).state


@pytest.mark.parametrize("state", [State.IN_DOUBT, State.ON_HOLD])
def test_a_doubt_is_not_retried_without_a_word_on_what_became_of_it(outbox, state):
    brought_to(outbox, state)
    with pytest.raises(NotPossible) as raised:
        outbox.retry(the_one(outbox).key, "operator")

    assert "briefgen outbox resolve" in raised.value.hint


@pytest.mark.parametrize("state", [State.FAILED, State.REFUSED])
def test_what_failed_is_tried_again_from_the_beginning(outbox, state):
    brought_to(outbox, state)
    found = outbox.retry(the_one(outbox).key, "operator")

    assert ("pending", 0, "") == (found.state, found.tries, found.next_try)
    assert 1 == len(outbox.due())


def test_what_waits_for_its_next_try_is_tried_at_once(outbox):
    claim = outbox.claim_delivery(the_one(outbox), "one", 60)
    outbox.settle(claim, State.PENDING, next_try="2022-10-20T01:00:00Z")
    outbox.retry(the_one(outbox).key, "operator")

    assert (1, 1) == (len(outbox.due()), the_one(outbox).tries)


def test_what_is_being_handed_over_waits_for_nobodys_word(outbox):
    outbox.claim_delivery(the_one(outbox), "one", 60)
    with pytest.raises(NotPossible, match="is being handed over"):
        outbox.resolve(the_one(outbox).key, State.DROPPED, "operator")


def test_a_key_that_nothing_has_names_the_nearest_and_a_beginning_is_enough(outbox):
    with pytest.raises(UnknownDelivery) as raised:
        outbox.delivery("small/1/smtp/b@example.org")
    assert f"did you mean small/1/smtp/{A}?" == raised.value.hint
    assert A == outbox.delivery("small/1").recipient

    outbox.record_edition(edition(2), deliveries=[made(number=2), made("x/y@example.org", 2)])
    with pytest.raises(UnknownDelivery, match="3 deliveries begin"):
        outbox.delivery("small")
    assert "x/y@example.org" == outbox.delivery("small/2/smtp/x/y@example.org").recipient
    for key in ("", "/", "small/x/smtp/a", "small/99999999999999999999/smtp/a"):
        with pytest.raises(UnknownDelivery):
            outbox.delivery(key)


def test_a_pause_is_kept_with_who_and_why_until_it_ends(outbox):
    outbox.pause("operator", "wrong list")
    outbox.pause("somebody else")
    assert ("operator", "wrong list", "2022-10-20T00:00:00Z") == (
        outbox.paused().who,
        outbox.paused().reason,
        outbox.paused().since,
    )
    assert (outbox.claim_delivery(the_one(outbox), "one", 60), outbox.due()) == (None, ())

    assert [True, False] == [outbox.resume("operator"), outbox.resume("operator")]
    assert (outbox.paused(), 1) == (None, len(outbox.due()))


# ── what is told ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_ended_is_untold_until_it_is_told_and_again_when_it_moves(outbox):
    assert () == outbox.untold()
    claim = brought_to(outbox, State.IN_DOUBT)
    before = outbox.untold()
    outbox.tell_of(before)
    assert (1, ()) == (len(before), outbox.untold())

    outbox.late_settle(claim, "250")
    assert ["sent"] == [str(one.state) for one in outbox.untold()]
    outbox.tell_of(before)
    assert 1 == len(outbox.untold()), "it was told of another state"


def test_a_channel_that_is_down_puts_off_what_nobody_has(ledger):
    ledger.record_edition(edition(), deliveries=[made(), made(B), made("c@example.org", channel="folder")])
    ledger.claim_delivery(ledger.deliveries()[2], "one", 60)

    assert 1 == ledger.postpone("smtp", "2022-10-20T00:05:00Z", "no connection")
    assert ["folder"] == [one.channel for one in ledger.due()]


# ── generations ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def restored(place, tmp_path):
    """A ledger restored from a backup in which one delivery is pending and one being sent, both under a live lease."""
    with Ledger.open(place, clock=FixedClock()) as opened:
        opened.record_edition(edition(), deliveries=[made(), made(B)])
        claims = [opened.claim_delivery(one, "one", 60) for one in opened.deliveries()]
        opened.commit_sending(claims[1], 60)
        opened.backup(tmp_path / "backup.sqlite")
        Ledger.restore(place, tmp_path / "backup.sqlite")
        yield opened, claims


def test_a_restored_ledger_gives_nothing_out_and_holds_what_was_open(restored):
    ledger, _ = restored
    assert () == ledger.due()
    ledger.expire()

    assert ["on-hold", "in-doubt"] == [str(one.state) for one in ledger.deliveries()]
    ledger.resolve(ledger.deliveries()[0].key, State.PENDING, "operator")
    assert ([A], ()) == ([one.recipient for one in ledger.due()], ledger.expire())


def test_who_was_at_work_before_a_restore_commits_nothing(restored):
    ledger, (pending, _) = restored
    with pytest.raises(DeliveryTaken):
        ledger.commit_sending(pending, 60)


def test_who_was_at_work_before_a_restore_puts_nothing_back(restored):
    """The backup may show a claim that, in what happened since, was taken over and sent by another."""
    ledger, (pending, _) = restored
    with pytest.raises(DeliveryTaken):
        ledger.settle(pending, State.PENDING)


def test_a_word_on_what_was_open_before_a_restore_finds_it_on_hold(restored):
    ledger, _ = restored
    for one in ledger.deliveries():
        with pytest.raises(NotPossible, match="may have arrived"):
            ledger.retry(one.key, "operator")

    ledger.resolve(ledger.deliveries()[0].key, State.PENDING, "operator")
    assert "the ledger was restored" in ledger.delivery_log(ledger.deliveries()[0])[-2].reason


def test_a_250_from_before_a_restore_is_kept_and_believed_by_no_machine(restored):
    ledger, (_, sending) = restored
    ledger.expire()
    with pytest.raises(DeliveryTaken):
        ledger.settle(sending, State.SENT)

    assert not ledger.late_settle(sending, "250 taken")
    assert "250 taken" == ledger.delivery_log(ledger.deliveries()[1])[-1].reply


def test_the_log_keeps_every_step(outbox):
    brought_to(outbox, State.SENT)

    log = [(step.was, step.state) for step in outbox.delivery_log(the_one(outbox))]
    assert [("", "pending"), ("pending", "pending"), ("pending", "sending"), ("sending", "sent")] == log
