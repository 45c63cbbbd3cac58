from __future__ import annotations

import json
import shutil

import pytest

from briefgen.model.edition import Hold, Publish, Skip
from briefgen.model.errors import HeldForAPerson, MalformedFile, WorkspaceError
from briefgen.refreshing import Hearing
from briefgen.refreshing.approving import NotShown, adopt
from briefgen.refreshing.looking import look_now
from desk import SAID, SUMMARY, Desk


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk(tmp_path)


def adopted(desk: Desk) -> int:
    with desk.state() as state:
        return adopt(state, desk.brief(), "Duty editor").number


def test_an_approval_is_of_one_text(desk):
    desk.write(status="draft")
    made = desk.approve()
    assert (1, "drones", True) == (made.number, made.brief, made.is_news)

    desk.write(status="draft", text=SUMMARY.replace("delivers", "sends"))
    assert isinstance(desk.refresh().decision, Hold)


def test_an_approval_says_which_sections_it_covers_and_over_what(desk):
    desk.refresh()
    desk.write(text=SUMMARY + "\nOne sentence more.\n")

    made = desk.approve()
    assert ["Summary"] == [change.title for change in made.changes]
    assert ["page"] == list(made.sources)


def test_what_the_last_edition_says_already_needs_no_approval(desk):
    desk.refresh()

    assert not desk.approve().is_news
    with desk.state() as state:
        assert () == state.ledger.approvals("drones")


def test_a_loss_that_nobody_was_shown_is_not_taken_on(desk):
    desk.write(text="# Summary\n\nIran delivers drones to Russia [@page].\n")
    desk.refresh()
    desk.say(SAID.replace("Tuesday", "Wednesday"))
    with desk.state() as state:
        look_now(state, [desk.brief()], [], Hearing())

    with pytest.raises(NotShown) as raised:
        desk.approve()
    assert 4 == raised.value.exit_code
    assert ["Iran delivers drones to Russia."] == [impact.sentence for impact in raised.value.impacts]
    desk.refresh()
    assert 1 == len(desk.approve().impacts)


def test_a_loss_of_another_sentence_than_was_shown_is_not_taken_on(desk):
    desk.write(text="# Summary\n\nIran delivers drones to Russia [@page].\n")
    desk.refresh()
    desk.say(SAID.replace("Tuesday", "Wednesday"))
    desk.refresh()
    desk.write(text="# Summary\n\nIran delivers drones to Russia [@page].\n\nMore follow by winter [@page].\n")

    with pytest.raises(NotShown) as raised:
        desk.approve()
    assert ["More follow by winter."] == [impact.sentence for impact in raised.value.impacts]


def test_a_lost_ledger_never_publishes_the_same_edition_again(desk):
    desk.refresh()
    shutil.rmtree(desk.root / ".briefgen")

    held = desk.refresh()
    assert isinstance(held.decision, Hold)
    assert "briefgen editions adopt" in held.decision.reasons[0]
    with pytest.raises(HeldForAPerson, match="editions adopt"):
        desk.approve()

    assert 1 == adopted(desk)
    assert Skip() == desk.refresh().decision
    assert [1] == desk.editions()


def test_after_an_adoption_the_next_edition_has_the_next_number(desk):
    desk.refresh()
    desk.write(text=SUMMARY.replace("delivers", "sends"))
    desk.refresh()
    shutil.rmtree(desk.root / ".briefgen")
    adopted(desk)
    desk.write(text=SUMMARY.replace("delivers", "ships"))

    decision = desk.refresh().decision
    assert isinstance(decision, Publish)
    assert 3 == decision.number
    assert "Changes since" not in desk.printed(3)


def test_what_changed_in_a_source_while_the_ledger_was_lost_is_noticed(desk):
    desk.refresh()
    shutil.rmtree(desk.root / ".briefgen")
    desk.say(SAID.replace("46 drones", "60 drones"))
    adopted(desk)

    held = desk.refresh()
    assert isinstance(held.decision, Hold)
    assert ["received 46 drones"] == [impact.span for impact in held.decision.impacts]


def test_what_changed_is_noticed_though_a_tick_looked_before_the_adoption(desk):
    desk.refresh()
    shutil.rmtree(desk.root / ".briefgen")
    desk.say(SAID.replace("46 drones", "60 drones"))
    desk.refresh()
    adopted(desk)

    held = desk.refresh()
    assert isinstance(held.decision, Hold)
    assert ["received 46 drones"] == [impact.span for impact in held.decision.impacts]


def test_a_lock_of_before_it_named_its_ground_leaves_that_to_the_sources_lock(desk):
    desk.refresh()
    shutil.rmtree(desk.root / ".briefgen")
    place = desk.root / "briefs/drones/editions.lock"
    kept = json.loads(place.read_text("utf-8"))
    assert ["page"] == list(kept.pop("sources"))
    place.write_text(json.dumps(kept), "utf-8")
    desk.say(SAID.replace("46 drones", "60 drones"))
    desk.refresh()
    adopted(desk)

    assert ["received 46 drones"] == [impact.span for impact in desk.refresh().decision.impacts]


def test_the_lock_names_the_ground_that_was_verified_last(desk):
    desk.refresh()
    desk.say(SAID.replace("Tuesday", "Wednesday"))
    desk.refresh()

    with desk.state() as state:
        ground = dict(state.ledger.ground("drones"))
    assert ground == json.loads((desk.root / "briefs/drones/editions.lock").read_text("utf-8"))["sources"]


def test_there_must_be_something_to_adopt(desk):
    with pytest.raises(WorkspaceError, match=r"no editions\.lock"):
        adopted(desk)
    desk.refresh()
    with pytest.raises(WorkspaceError, match="knows edition 1 already"):
        adopted(desk)


def test_another_edition_of_the_same_number_is_no_adoption(desk):
    desk.refresh()
    lock = desk.root / "briefs/drones/editions.lock"
    lock.write_text(lock.read_text("utf-8").replace('"content": "', '"content": "0')[:-1], "utf-8")

    assert isinstance(desk.refresh().decision, Hold)
    with pytest.raises(WorkspaceError, match="another than the one in the ledger"):
        adopted(desk)


def test_a_lock_that_cannot_be_read_stops_its_brief(desk):
    desk.refresh()
    (desk.root / "briefs/drones/editions.lock").write_text("<<<<<<< ours", "utf-8")

    heard = desk.refresh()
    assert isinstance(heard.verdicts[0].failure, MalformedFile)
    assert 2 == heard.tally.exit_code
