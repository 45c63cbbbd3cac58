from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.ledger import Lease, LeaseLost
from briefgen.model.source import CaptureState
from entries import ISW, NYT, capture, snapshot


def only(ledger):
    (source,) = ledger.sources().values()
    return source


def test_a_baseline_stands_and_is_no_change(ledger):
    ledger.record_capture(capture("baseline", "t1"), next_check="2022-10-20T07:00:00+01:00")

    source = only(ledger)
    assert snapshot("t1") == source.snapshot
    assert (ISW.identity, "web", ISW.location, CaptureState.BASELINE) == (
        source.identity,
        source.kind,
        source.location,
        source.state,
    )
    assert ("2022-10-20T00:00:00Z", "", "2022-10-20T06:00:00Z") == (source.checked_at, source.changed_at, source.next_check)


def test_a_change_stands_and_the_old_text_is_kept(ledger):
    ledger.record_capture(capture("baseline", "t1"))
    ledger.record_capture(capture("changed", "t2"))

    assert {ISW.identity: snapshot("t2")} == ledger.standing_snapshots()
    assert (snapshot("t1"), snapshot("t2")) == ledger.history(ISW.identity)
    assert "2022-10-20T00:00:00Z" == only(ledger).changed_at


def test_the_same_look_recorded_twice_is_recorded_once(ledger):
    ledger.record_capture(capture("baseline", "t1"))
    for _ in range(2):
        ledger.record_capture(capture("changed", "t2"))

    assert 2 == len(ledger.history(ISW.identity))
    assert 1 == only(ledger).changes_in_a_row


def test_a_first_look_that_finds_another_text_standing_saw_a_change(ledger):
    ledger.record_capture(capture("baseline", "t1"))
    ledger.record_capture(capture("baseline", "t2"))

    assert "t1" == ledger.counterpart(ISW.identity, "t1")
    assert (CaptureState.CHANGED, "t2", "2022-10-20T00:00:00Z") == (
        only(ledger).state,
        only(ledger).snapshot.text,
        only(ledger).changed_at,
    )


@pytest.mark.parametrize("version", ["1", "2"])
def test_a_look_that_compared_with_what_stands_no_more_says_nothing(ledger, version):
    ledger.record_capture(capture("baseline", "t1"))
    ledger.record_capture(capture("changed", "t2", version=version))
    ledger.record_capture(capture("unchanged", "t1"))

    assert "t2" == ledger.standing_snapshots()[ISW.identity].text
    assert CaptureState.CHANGED == only(ledger).state
    assert "t1" == ledger.counterpart(ISW.identity, "t1")


def test_a_text_that_comes_back_is_a_change(ledger):
    for state, text in (("baseline", "t1"), ("changed", "t2"), ("changed", "t1")):
        ledger.record_capture(capture(state, text))

    assert ["t1", "t2", "t1"] == [one.text for one in ledger.history(ISW.identity)]
    assert "t1" == ledger.standing_snapshots()[ISW.identity].text


def test_a_source_that_cannot_be_had_keeps_its_snapshot_and_says_why(ledger):
    ledger.record_capture(capture("baseline", "t1"))
    for _ in range(2):
        ledger.record_capture(replace(capture("unreachable"), reason="timed out"))

    source = only(ledger)
    assert (CaptureState.UNREACHABLE, 2, "timed out", "t1") == (source.state, source.failures, source.reason, source.snapshot.text)


def test_an_error_page_does_not_replace_the_snapshot(ledger):
    ledger.record_capture(capture("baseline", "t1"))
    ledger.record_capture(capture("rejected", "t2"))

    assert "t1" == only(ledger).snapshot.text


def test_a_source_that_answers_again_has_no_failures(ledger):
    ledger.record_capture(capture("unreachable"))
    assert only(ledger).snapshot is None

    ledger.record_capture(capture("baseline", "t1"))
    assert 0 == only(ledger).failures


def test_the_newest_validators_are_kept_though_the_text_stands(ledger):
    ledger.record_capture(capture("baseline", "t1"))
    seen = capture("unchanged", "t1")
    ledger.record_capture(replace(seen, snapshot=replace(seen.snapshot, etag='"new"')))

    assert '"new"' == only(ledger).etag
    assert 1 == len(ledger.history(ISW.identity))


def test_changes_in_a_row_are_counted_until_one_look_finds_none(ledger):
    counts = []
    for state, text in (("baseline", "t1"), ("changed", "t2"), ("changed", "t3"), ("unreachable", ""), ("unchanged", "t3")):
        ledger.record_capture(capture(state, text), restless=state == "unreachable")
        counts.append((only(ledger).changes_in_a_row, only(ledger).restless))

    assert [(0, False), (1, False), (2, False), (2, True), (0, False)] == counts


def test_an_upgraded_extractor_reads_another_text_and_means_the_same(ledger):
    ledger.record_capture(capture("baseline", "t1"))
    ledger.record_capture(capture("unchanged", "t1-reread", version="2"))

    assert "t1-reread" == ledger.standing_snapshots()[ISW.identity].text
    assert "t1-reread" == ledger.counterpart(ISW.identity, "t1")
    assert "" == only(ledger).changed_at


def test_a_later_change_means_something_else(ledger):
    for state, text, version in (("baseline", "t1", "1"), ("unchanged", "t1-reread", "2"), ("changed", "t2", "2")):
        ledger.record_capture(capture(state, text, version=version))

    assert "t1-reread" == ledger.counterpart(ISW.identity, "t1")
    assert "t2" == ledger.counterpart(ISW.identity, "t2")
    assert "unheard-of" == ledger.counterpart(ISW.identity, "unheard-of")


def test_sources_are_known_by_what_they_are_and_not_by_their_key(ledger):
    ledger.record_capture(capture("baseline", "t1"))
    ledger.record_capture(capture("baseline", "n1", NYT))
    ledger.record_capture(capture("changed", "t2", replace(ISW, key="isw-2022")))

    assert {ISW.identity: "t2", NYT.identity: "n1"} == {name: one.text for name, one in ledger.standing_snapshots().items()}


def test_many_looks_together_are_all_there_or_none(ledger):
    nobodys = ledger.under(Lease("refresh", "nobody", 1, 0))
    with pytest.raises(LeaseLost):
        record_then_lose_the_lease(ledger, nobodys)

    assert {} == ledger.sources()


def record_then_lose_the_lease(ledger, nobodys):
    with ledger.together():
        ledger.record_capture(capture("baseline", "t1"))
        nobodys.note("never written")
