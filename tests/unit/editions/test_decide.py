from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.editions import EditionsLock, Policy, SourceChange, Standing, decide
from briefgen.model.brief import Status
from briefgen.model.diagnostic import error, warning
from briefgen.model.edition import Content, Edition, Hold, Impact, Loss, Publish, Reverify, Skip, Wait

NOW = datetime(2022, 10, 20, 6, tzinfo=UTC)
AT_ONCE = Policy(settle=timedelta(0))
OLD, NEW = Content("a" * 64, "d" * 64), Content("b" * 64, "d" * 64)
NEW_DATA = replace(OLD, data="e" * 64)
LATEST = Edition("small", 3, OLD, {"isw": "t"}, "2022-10-19T06:00:00Z", "first edition")
PUBLISHED = Standing(OLD, LATEST, Status.RELEASED, approved=True)
LOST = Impact("small", "isw", Loss.SPAN_GONE, "It received 46.", "received 46 drones")
BORNE_OUT, UNDERMINED = SourceChange("isw"), SourceChange("isw", (LOST,))
ERROR = error("empty-section", "the section economic is empty")


def decided(standing, policy=AT_ONCE):
    return decide(standing, NOW, policy)


# ── the table ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_it_rests_on_changed_skips():
    assert Skip("nothing it rests on has changed") == decided(PUBLISHED)


def test_a_check_that_fails_where_nothing_changed_skips():
    assert isinstance(decided(replace(PUBLISHED, findings=(ERROR,))), Skip)


def test_approved_text_publishes_the_next_edition():
    assert Publish(4, ("the text changed",)) == decided(replace(PUBLISHED, content=NEW))


def test_released_text_on_a_list_that_needs_no_approval_publishes():
    assert Publish(4, ("the text changed",)) == decided(replace(PUBLISHED, content=NEW, approved=False, needs_approval=False))


@pytest.mark.parametrize("status", Status)
def test_unapproved_text_on_a_list_that_needs_approval_is_held(status):
    decision = decided(replace(PUBLISHED, content=NEW, approved=False, status=status))

    assert Hold(("its text changed since the last edition and nobody approved it: run briefgen approve",)) == decision


def test_a_changed_value_publishes_under_the_last_approval_where_the_brief_says_so():
    standing = replace(PUBLISHED, content=NEW_DATA, approved=False, auto_release=True)

    assert Publish(4, ("data changed",), approval_inherited=True) == decided(standing)


def test_a_changed_value_is_held_where_the_brief_does_not_say_so():
    decision = decided(replace(PUBLISHED, content=NEW_DATA, approved=False))

    assert isinstance(decision, Hold)
    assert "auto_release: data" in decision.reasons[0]


def test_a_changed_value_takes_no_changed_text_with_it():
    content = replace(NEW, data=NEW_DATA.data)

    assert isinstance(decided(replace(PUBLISHED, content=content, approved=False, auto_release=True)), Hold)


def test_a_changed_source_that_still_bears_everything_out_is_re_verified_and_sent_to_nobody():
    expected = Reverify(("isw",), ("isw changed; everything the brief rests on is still there",))

    assert expected == decided(replace(PUBLISHED, changes=(BORNE_OUT,)))


def test_a_re_verification_is_published_where_the_brief_asks_to_be_told_always():
    decision = decided(replace(PUBLISHED, changes=(BORNE_OUT,), notify_always=True))

    assert isinstance(decision, Publish)
    assert 4 == decision.number


def test_a_lost_span_is_held_with_its_sentence():
    assert Hold(("1 sentence may have lost its ground: isw changed",), (LOST,)) == decided(
        replace(PUBLISHED, changes=(UNDERMINED,))
    )


def test_two_lost_spans_of_one_sentence_are_one_sentence():
    change = SourceChange("isw", (LOST, replace(LOST, span="another")))

    assert ("1 sentence may have lost its ground: isw changed",) == decided(replace(PUBLISHED, changes=(change,))).reasons


def test_a_lost_span_holds_text_that_is_approved():
    assert isinstance(decided(replace(PUBLISHED, content=NEW, changes=(UNDERMINED,))), Hold)


def test_a_lost_span_holds_a_changed_value():
    standing = replace(PUBLISHED, content=NEW_DATA, approved=False, auto_release=True, changes=(UNDERMINED,))

    assert isinstance(decided(standing), Hold)


@pytest.mark.parametrize("change", [{"content": NEW}, {"content": NEW_DATA}, {"changes": (BORNE_OUT,)}])
def test_a_failed_check_holds_whatever_changed(change):
    decision = decided(replace(PUBLISHED, **change, findings=(warning("a", "b"), ERROR)))

    assert Hold(("a check fails: the section economic is empty",)) == decision


def test_one_look_names_all_that_a_person_must_decide():
    decision = decided(replace(PUBLISHED, content=NEW, approved=False, findings=(ERROR, ERROR), changes=(UNDERMINED,)))

    assert isinstance(decision, Hold)
    assert ["a check fails", "1 sentence may", "its text changed"] == [
        start
        for reason in decision.reasons
        for start in ("a check fails", "1 sentence may", "its text changed")
        if reason.startswith(start)
    ]


def test_lost_ground_that_a_person_has_seen_and_approved_is_re_verified():
    expected = Reverify(("isw",), ("isw changed; a person has seen it",))

    assert expected == decided(replace(PUBLISHED, changes=(replace(UNDERMINED, seen=True),)))


# ── before the first edition ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("status", "called"), [(Status.DRAFT, "draft"), (Status.REVIEW, "draft in review")])
def test_a_draft_that_nobody_ever_approved_asks_nothing_of_anyone(status, called):
    assert Skip(f"it is a {called}: briefgen approve publishes it") == decided(Standing(OLD, status=status, findings=(ERROR,)))


@pytest.mark.parametrize("status", Status)
def test_an_approved_brief_becomes_edition_1(status):
    assert Publish(1, ("first edition",)) == decided(Standing(OLD, status=status, approved=True))


def test_a_released_brief_becomes_edition_1_on_a_list_that_needs_no_approval():
    assert Publish(1, ("first edition",)) == decided(Standing(OLD, status=Status.RELEASED, needs_approval=False))


@pytest.mark.parametrize("status", [Status.APPROVED, Status.RELEASED])
def test_a_brief_that_says_it_is_ready_is_held_for_its_approval(status):
    assert Hold(("it is ready and nobody approved it: run briefgen approve",)) == decided(Standing(OLD, status=status))


def test_a_draft_that_was_approved_and_then_changed_is_held():
    decision = decided(Standing(OLD, was_approved=True))

    assert Hold(("it is not what was approved and nobody approved it: run briefgen approve",)) == decision


def test_a_first_edition_with_errors_is_held():
    assert isinstance(decided(Standing(OLD, approved=True, findings=(ERROR,))), Hold)


def test_data_before_the_first_edition_inherits_no_approval():
    assert isinstance(decided(Standing(OLD, status=Status.APPROVED, auto_release=True)), Hold)


# ── the schedule, storms and caps ────────────────────────────────────────────────────────────────────────────────────


def test_a_schedule_that_wants_an_edition_each_time_gets_one_without_a_change():
    expected = Publish(4, ("the schedule asks for an edition at each run",))

    assert expected == decided(replace(PUBLISHED, every_run=True))


def test_a_change_waits_for_others_until_the_window_is_over():
    standing = replace(PUBLISHED, content=NEW, settle_since=NOW - timedelta(seconds=30))

    assert Wait("2022-10-20T06:01:30Z", "more may be changing") == decide(standing, NOW)
    assert isinstance(decide(standing, NOW + timedelta(seconds=90)), Publish)


def test_a_change_seen_just_now_waits():
    assert Wait("2022-10-20T06:02:00Z", "more may be changing") == decide(replace(PUBLISHED, content=NEW), NOW)


def test_a_clock_that_was_set_back_makes_nobody_wait():
    assert isinstance(decide(replace(PUBLISHED, content=NEW, settle_since=NOW + timedelta(hours=1)), NOW), Publish)


def test_a_hold_does_not_wait():
    assert isinstance(decide(replace(PUBLISHED, changes=(UNDERMINED,)), NOW), Hold)


def test_the_cap_on_editions_an_hour_waits_until_the_oldest_of_them_is_an_hour_old():
    recent = tuple(NOW - timedelta(minutes=minutes) for minutes in (70, 40, 20))
    standing = replace(PUBLISHED, content=NEW, recent=recent)

    assert Wait("2022-10-20T06:20:00Z", "2 editions in the last hour") == decided(standing, replace(AT_ONCE, hourly=2))
    assert Wait("2022-10-20T06:40:00Z", "2 editions in the last hour") == decided(standing, replace(AT_ONCE, hourly=1))
    assert isinstance(decided(standing, replace(AT_ONCE, hourly=3)), Publish)


def test_more_briefs_than_usual_at_once_are_held():
    standing = replace(PUBLISHED, content=NEW, changed_at_once=11)

    assert Hold(("11 briefs changed at once, more than 10: approve those that are meant",)) == decided(standing)
    assert isinstance(decided(replace(standing, looked_at=True)), Publish)
    assert isinstance(decided(replace(standing, changed_at_once=10)), Publish)


def test_many_re_verifications_at_once_trouble_nobody():
    assert isinstance(decided(replace(PUBLISHED, changes=(BORNE_OUT,), changed_at_once=500)), Reverify)


# ── a lock ahead of the ledger ───────────────────────────────────────────────────────────────────────────────────────


def lock(number, content=OLD):
    return EditionsLock(number, content.whole, "2022-10-19T06:00:00Z")


def test_a_lost_ledger_holds_until_the_edition_is_adopted():
    decision = decided(Standing(OLD, approved=True, lock=lock(3)))

    said = "editions.lock says that edition 3 was published; the ledger knows of none"
    assert Hold((f"{said}: run briefgen editions adopt before anything is sent",)) == decision


def test_another_edition_of_the_same_number_is_held():
    decision = decided(replace(PUBLISHED, lock=lock(3, NEW)))

    assert isinstance(decision, Hold)
    assert "another edition 3" in decision.reasons[0]


@pytest.mark.parametrize("held", [None, lock(3), lock(2), lock(2, NEW)])
def test_a_lock_that_is_not_ahead_changes_nothing(held):
    assert isinstance(decided(replace(PUBLISHED, content=NEW, lock=held)), Publish)


# ── properties ───────────────────────────────────────────────────────────────────────────────────────────────────────

CONTENTS = st.builds(Content, st.sampled_from(["a" * 64, "b" * 64]), st.sampled_from(["", "d" * 64]))
STANDINGS = st.builds(
    Standing,
    CONTENTS,
    st.one_of(st.none(), st.builds(replace, st.just(LATEST), content=CONTENTS)),
    st.sampled_from(Status),
    findings=st.sampled_from([(), (ERROR,)]),
    changes=st.lists(st.builds(replace, st.sampled_from([BORNE_OUT, UNDERMINED]), seen=st.booleans()), max_size=2).map(tuple),
    changed_at_once=st.integers(1, 20),
    lock=st.one_of(st.none(), st.builds(lock, st.integers(1, 5), CONTENTS)),
    settle_since=st.one_of(st.none(), st.integers(-60, 60).map(lambda minutes: NOW + timedelta(minutes=minutes))),
    **dict.fromkeys(
        ("needs_approval", "approved", "was_approved", "auto_release", "notify_always", "every_run", "looked_at"), st.booleans()
    ),
)


@given(STANDINGS)
@settings(max_examples=400, deadline=None)
def test_nothing_goes_out_with_lost_ground_failed_checks_or_a_lock_ahead(standing):
    decision = decide(standing, NOW)

    if isinstance(decision, Publish | Wait | Reverify):
        assert () == standing.findings
        assert [] == [change for change in standing.changes if change.impacts and not change.seen]
        assert standing.lock is None or standing.lock.number <= (standing.latest.number if standing.latest else 0)


@given(STANDINGS)
@settings(max_examples=400, deadline=None)
def test_whatever_is_published_somebody_released_or_is_data_under_the_last_approval(standing):
    decision = decide(standing, NOW)

    if isinstance(decision, Publish):
        assert standing.released or (decision.approval_inherited and not standing.text_changed)
        assert (standing.latest.number if standing.latest else 0) + 1 == decision.number
        assert decision.reasons


@given(st.lists(CONTENTS, max_size=8))
@settings(max_examples=100, deadline=None)
def test_there_is_an_edition_exactly_for_each_content_that_differs_from_the_one_before(contents):
    latest = None
    for content in contents:
        standing = Standing(content, latest, approved=True)
        decision = decide(standing, NOW, AT_ONCE)
        if isinstance(decision, Publish):
            latest = replace(LATEST, number=decision.number, content=content)
        assert isinstance(decide(replace(standing, latest=latest), NOW, AT_ONCE), Skip)

    assert sum(a != b for a, b in zip([None, *contents], contents, strict=False)) == (latest.number if latest else 0)


def test_a_content_that_comes_back_is_a_third_edition():
    latest, numbers = None, []
    for content in (OLD, NEW, OLD):
        decision = decided(Standing(content, latest, approved=True))
        numbers.append(decision.number)
        latest = replace(LATEST, number=decision.number, content=content)

    assert [1, 2, 3] == numbers
