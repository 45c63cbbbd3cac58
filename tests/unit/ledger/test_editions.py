from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefgen.ledger import Ledger, NumberTaken
from briefgen.model.edition import Content, Hold, Publish, Skip
from briefgen.testing import SetClock
from entries import HELD, SAID, artifact, edition

OTHER = Content("b" * 64)


def test_an_edition_is_read_as_it_was_recorded(ledger):
    ledger.record_edition(edition(outline="o1"))

    assert edition(outline="o1") == ledger.latest_edition("small")
    assert (edition(outline="o1"),) == ledger.editions("small")
    assert ledger.latest_edition("other") is None


def test_a_clock_that_is_set_back_does_not_put_what_is_new_before_what_is_old():
    clock = SetClock()
    with Ledger.open(":memory:", clock=clock) as ledger:
        ledger.record_edition(edition())
        ledger.record_verification("small", 1, {"isw": "t2"}, "2022-10-20T09:00:00Z")
        ledger.record_verification("small", 1, {"isw": "t3"}, "2022-10-20T04:00:00Z")
        assert {"isw": "t3"} == ledger.ground("small")

        ledger.approve("small", SAID, "editor")
        clock.pass_by(hours=-5)
        ledger.approve("small", OTHER, "editor")
        assert [SAID.whole, OTHER.whole] == [one.content for one in ledger.approvals("small")]

        ledger.hold("small", HELD, SAID)
        held = ledger.held("small").since
        assert held > ledger.approvals("small")[-1].at
        ledger.approve("small", SAID, "editor")
        assert [OTHER.whole, SAID.whole] == [one.content for one in ledger.approvals("small")]
        assert held <= ledger.approvals("small")[-1].at


def test_approvals_of_one_second_stand_in_the_order_in_which_they_were_given(ledger):
    for content in (OTHER, SAID):
        ledger.approve("small", content, "editor")

    assert [OTHER.whole, SAID.whole] == [one.content for one in ledger.approvals("small")]


def test_a_number_is_given_once(ledger):
    ledger.record_edition(edition())
    with pytest.raises(NumberTaken):
        ledger.record_edition(edition(content=OTHER, reason="another"))

    assert (edition(),) == ledger.editions("small")


def test_a_number_leaves_no_gap(ledger):
    with pytest.raises(ValueError, match="has no edition 1"):
        ledger.record_edition(edition(2))

    assert () == ledger.editions("small")


def test_briefs_number_their_editions_apart(ledger):
    ledger.record_edition(edition())
    ledger.record_edition(edition(2))
    ledger.record_edition(edition(1, "other"))

    assert [("small", 1), ("small", 2), ("other", 1)] == [
        (one.brief, one.number) for name in ("small", "other") for one in ledger.editions(name)
    ]


def test_an_edition_ends_its_hold_and_what_was_settling(ledger):
    ledger.hold("small", HELD, SAID)
    ledger.hold("other", HELD, SAID)
    ledger.start_settling("small")
    ledger.record_edition(edition())

    assert ["other"] == [held.brief for held in ledger.holds()]
    assert "" == ledger.brief_state("small").settle_since


def test_an_edition_that_is_refused_leaves_everything_as_it_was(ledger):
    ledger.record_edition(edition())
    ledger.hold("small", HELD, SAID)
    events = ledger.events()
    with pytest.raises(NumberTaken):
        ledger.record_edition(edition(), slot="2022-10-20")

    assert 1 == len(ledger.holds())
    assert events == ledger.events()
    assert ledger.claim_slot("small", "2022-10-20")


def test_an_edition_from_elsewhere_is_adopted_and_the_next_follows_it(ledger):
    ledger.adopt_edition(edition(3), who="operator")
    ledger.record_edition(edition(4))

    assert [3, 4] == [one.number for one in ledger.editions("small")]
    with pytest.raises(NumberTaken):
        ledger.adopt_edition(edition(4), who="operator")


def test_a_number_that_was_left_out_is_not_given_later(ledger):
    ledger.adopt_edition(edition(3), who="operator")
    for record in (ledger.record_edition, lambda made: ledger.adopt_edition(made, who="operator")):
        with pytest.raises(NumberTaken):
            record(edition(2))


def test_editions_since_an_instant_are_those_of_all_briefs(ledger):
    for name, at in (("a", "2022-10-20T05:59:59Z"), ("b", "2022-10-20T08:00:00+02:00"), ("c", "2022-10-20T06:30:00Z")):
        ledger.record_edition(edition(1, name, published_at=at))

    assert ["b", "c"] == [one.brief for one in ledger.editions_since("2022-10-20T06:00:00+00:00")]


def test_a_verification_says_what_the_edition_rests_on_now(ledger):
    ledger.record_edition(edition(sources={"isw": "t1", "nyt": "n1"}))
    ledger.hold("small", HELD, SAID)
    ledger.record_verification("small", 1, {"isw": "t2"}, "2022-10-21T06:00:00Z")
    ledger.record_verification("small", 1, {"nyt": "n2"}, "2022-10-22T06:00:00Z")

    assert {"isw": "t2", "nyt": "n2"} == ledger.ground("small")
    assert "2022-10-22T06:00:00Z" == ledger.latest_edition("small").verified
    assert {"isw": "t1", "nyt": "n1"} == ledger.latest_edition("small").sources
    assert () == ledger.holds()


def test_the_next_edition_rests_on_its_own_sources(ledger):
    ledger.record_edition(edition(sources={"isw": "t1"}))
    ledger.record_verification("small", 1, {"isw": "t2"}, "2022-10-21T06:00:00Z")
    ledger.record_edition(edition(2, sources={"isw": "t3"}))

    assert {"isw": "t3"} == ledger.ground("small")
    assert {} == ledger.ground("other")


# ── a person's word ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_hold_is_read_as_it_was_written_places_included(ledger):
    ledger.hold("small", HELD, SAID)

    (held,) = ledger.holds()
    assert ("small", HELD, SAID, "2022-10-20T00:00:00Z") == (held.brief, held.hold, held.content, held.since)
    assert "a.md:3:4" == str(held.hold.impacts[0].position)


def test_the_same_hold_is_news_once(ledger):
    news = [ledger.hold("small", HELD, SAID), ledger.hold("small", HELD, SAID), ledger.hold("small", Hold(("other",)), SAID)]

    assert [True, False, True] == news
    assert ["held", "held"] == [event.what for event in ledger.events("small")]


def test_a_hold_that_stays_is_as_old_as_it_was():
    clock = MovingClock()
    with Ledger.open(":memory:", clock=clock) as ledger:
        for reasons in (("a check fails",), ("a check fails",), ("isw changed",)):
            ledger.hold("small", Hold(reasons), SAID)
            clock.days += 1
            assert f"2022-10-{20 if reasons == ('a check fails',) else 22}T00:00:00Z" == ledger.held("small").since


class MovingClock:
    """Starts on 20 October 2022."""

    days = 0

    def now(self):
        return datetime(2022, 10, 20 + self.days, tzinfo=UTC)


def test_a_hold_of_another_content_is_news(ledger):
    ledger.hold("small", HELD, SAID)

    assert ledger.hold("small", HELD, OTHER)


def test_a_hold_is_released_once(ledger):
    ledger.hold("small", HELD, SAID)

    assert [True, False] == [ledger.release_hold("small", "editor"), ledger.release_hold("small", "editor")]
    assert ledger.held("small") is None
    assert ("released", "editor") == (ledger.events()[0].what, ledger.events()[0].who)


def test_an_approval_is_of_one_content(ledger):
    ledger.approve("small", SAID, "editor", {"isw": "t1"})

    assert [True, False, False] == [
        ledger.is_approved("small", SAID),
        ledger.is_approved("small", OTHER),
        ledger.is_approved("other", SAID),
    ]
    assert {"isw": "t1"} == ledger.approval("small", SAID).sources


def test_a_second_approval_of_a_content_is_over_the_sources_of_now(ledger):
    ledger.approve("small", SAID, "editor", {"isw": "t1"})
    ledger.approve("small", SAID, "director", {"isw": "t2"})

    (approval,) = ledger.approvals("small")
    assert ("director", {"isw": "t2"}) == (approval.who, approval.sources)
    assert ["director", "editor"] == [event.who for event in ledger.events("small")]


# ── the schedule ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_run_is_open_until_it_is_finished(ledger):
    assert [True, True] == [ledger.claim_slot("small", "2022-10-20 06:00"), ledger.claim_slot("small", "2022-10-20 06:00")]
    ledger.finish_slot("small", "2022-10-20 06:00")

    assert [False, True] == [ledger.claim_slot("small", "2022-10-20 06:00"), ledger.claim_slot("small", "2022-10-21 06:00")]
    with pytest.raises(NumberTaken):
        ledger.finish_slot("small", "2022-10-20 06:00")


def test_a_run_makes_one_edition(ledger):
    ledger.record_edition(edition(), slot="2022-10-20")
    with pytest.raises(NumberTaken):
        ledger.record_edition(edition(2), slot="2022-10-20")

    assert not ledger.claim_slot("small", "2022-10-20")
    assert [1] == [one.number for one in ledger.editions("small")]


def test_a_change_settles_from_when_it_was_first_seen(ledger):
    assert "2022-10-20T00:00:00Z" == ledger.start_settling("small")
    ledger.set_next_due("small", "2022-10-21T06:00:00+02:00")

    state = ledger.brief_state("small")
    assert ("2022-10-20T00:00:00Z", "2022-10-21T04:00:00Z") == (state.settle_since, state.next_due)
    assert "2022-10-21T04:00:00Z" == ledger.next_due("small")


def test_a_brief_that_was_never_met_has_nothing_going_on(ledger):
    assert ("", "", "") == (
        ledger.next_due("small"),
        ledger.brief_state("small").decision,
        ledger.brief_state("small").settle_since,
    )


def test_the_last_decision_is_kept_with_its_reasons(ledger):
    ledger.record_decision("small", Publish(2, ("the text changed", "data changed")))
    ledger.record_decision("other", Skip())

    states = ledger.brief_states()
    assert ("publish", "the text changed; data changed") == (states["small"].decision, states["small"].reason)
    assert ("skip", Skip().reason) == (states["other"].decision, states["other"].reason)


def test_what_was_done_is_told_newest_first(ledger):
    ledger.record_edition(edition())
    ledger.approve("other", SAID, "editor")
    ledger.note("started", details={"pid": 1})

    assert ["started", "approved", "edition"] == [event.what for event in ledger.events()]
    assert ["edition"] == [event.what for event in ledger.events("small")]
    assert {"pid": 1} == ledger.events(count=1)[0].details


def test_the_artifacts_of_an_edition_are_its_own(ledger):
    ledger.record_edition(edition())
    ledger.record_edition(edition(2))

    assert [(artifact(1),), (artifact(2),)] == [one.artifacts for one in ledger.editions("small")]
