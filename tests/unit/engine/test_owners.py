from __future__ import annotations

from email import message_from_bytes, policy

import pytest

from briefgen.engine.owners import tell_of_holds
from desk import SAID, Desk

LIST = """\
sender = "briefs@example.org"
owner = "owner@example.org"
needs_approval = false
domains = ["example.org"]
markings = [""]
recipients = [{address = "desk@example.org"}]
"""


@pytest.fixture
def desk(tmp_path) -> Desk:
    """Its brief is held: a number is no longer in the page."""
    made = Desk(tmp_path)
    made.file("briefs/lists/weekly.toml", LIST)
    made.write(distribution="{list: weekly, formats: [txt]}")
    made.refresh()
    made.say(SAID.replace("46 drones", "60 drones"))
    made.refresh()
    return made


def tell(desk: Desk) -> tuple[str, ...]:
    with desk.state() as state:
        return tell_of_holds(state)


def notices(desk: Desk) -> list:
    files = sorted((desk.root / ".briefgen/mail").glob("*.eml"))
    read = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    return [one for one in read if one["To"] == "owner@example.org"]


def test_an_owner_is_told_once_what_a_brief_is_held_for_and_where(desk):
    assert [("drones",), ()] == [tell(desk), tell(desk)]

    (notice,) = notices(desk)
    assert "[briefgen] drones is held" == notice["Subject"]
    text = notice.get_content()
    assert "1 sentence may have lost its ground: page changed" in text
    assert "briefs/drones/sections/summary.md:3:1: Iran delivers drones to Russia." in text
    assert "received 46 drones" in text


def test_another_hold_is_told_anew_and_the_same_one_is_not(desk):
    tell(desk)
    desk.refresh()
    assert () == tell(desk)

    desk.say("The page was withdrawn and says something else entirely, at some length, as it now stands here.")
    desk.write(
        distribution="{list: weekly, formats: [txt]}", text='# Summary\n\nIran sends drones [@page, "received 46 drones"].\n'
    )
    desk.refresh()
    assert ("drones",) == tell(desk)
    assert 2 == len(notices(desk))


def test_nobody_is_told_while_the_outbox_is_paused_nor_for_a_brief_without_a_list(desk):
    with desk.state() as state:
        state.ledger.pause("editor", "a drill")
    assert () == tell(desk)
    with desk.state() as state:
        state.ledger.resume("editor")
    desk.write()
    assert () == tell(desk)
    assert [] == notices(desk)


def test_a_list_that_cannot_be_read_keeps_the_owner_waiting_and_nothing_else(desk):
    desk.file("briefs/lists/weekly.toml", "sender = ")
    assert () == tell(desk)
    desk.file("briefs/lists/weekly.toml", LIST)
    assert ("drones",) == tell(desk)
