"""Sending what a workspace has to send, whatever happened to its locks and its sources since."""

from __future__ import annotations

import shutil

import pytest

from briefgen.engine.sending import rehearse, send
from briefgen.engine.tick import tick
from briefgen.refreshing import Hearing
from desk import SAID, Desk

LIST = """\
sender = "briefs@example.org"
owner = "owner@example.org"
needs_approval = false
domains = ["example.org"]
markings = [""]
recipients = [{address = "desk@example.org"}]
"""
LOCK = "briefs/drones/editions.lock"


@pytest.fixture
def desk(tmp_path) -> Desk:
    made = Desk(tmp_path)
    made.file("briefs/lists/weekly.toml", LIST)
    made.write(distribution="{list: weekly, formats: [txt]}")
    return made


def sent(desk: Desk) -> tuple[list[tuple[str, str]], int]:
    """Send; how the deliveries stand, and the exit code."""
    with desk.state() as state:
        report = send(state)
        return [(str(one.state), one.reason) for one in state.ledger.deliveries()], report.exit_code


def mailed(desk: Desk) -> int:
    return len([file for file in (desk.root / ".briefgen/mail").glob("*.eml") if b"desk@example.org" in file.read_bytes()])


class Killed(BaseException):
    """As by a signal that nobody hears."""


def killed_before_the_lock(desk: Desk) -> None:
    def step(name: str) -> None:
        if name == "recorded":
            raise Killed

    desk.clock.pass_by(hours=2)
    with desk.state() as state, pytest.raises(Killed):
        tick(state, desk.workspace.all_briefs(), Hearing(step=step))


def test_an_edition_whose_ground_has_moved_since_is_not_mailed(desk):
    desk.refresh()
    desk.say(SAID.replace("46 drones", "60 drones"))
    desk.refresh()
    ((state, reason),), code = sent(desk)

    assert ("on-hold", 4, 0) == (state, code, mailed(desk))
    assert reason.startswith("the brief is held: ")


def test_what_was_sent_before_a_kill_and_a_lost_ledger_is_not_sent_again(desk):
    killed_before_the_lock(desk)
    assert not (desk.root / LOCK).exists()
    assert ([("sent", "")], 0) == sent(desk)
    assert ((desk.root / LOCK).exists(), (desk.root / "dist/drones/ed01/drones.txt").exists()) == (True, True)

    shutil.rmtree(desk.root / ".briefgen")
    desk.refresh()
    assert ([], 0) == (sent(desk)[0], mailed(desk))


def test_a_rehearsal_after_a_kill_writes_the_mail_and_no_lock(desk, tmp_path):
    killed_before_the_lock(desk)
    with desk.state(rehearsal=True) as state:
        _, files = rehearse(state, tmp_path / "trial")

    assert (1, False) == (len(files), (desk.root / LOCK).exists())


def test_a_lock_that_cannot_be_read_keeps_its_brief_from_being_mailed_and_no_other(desk):
    desk.write("other", distribution="{list: weekly, formats: [txt]}")
    desk.refresh()
    desk.file(LOCK, "<<<<<<< HEAD\n")
    found, code = sent(desk)

    assert (["on-hold", "sent"], 4) == ([state for state, _ in found], code)
    assert "editions.lock cannot be read: it is not JSON" in found[0][1]


def test_a_brief_that_is_gone_or_cannot_be_read_is_not_mailed(desk):
    desk.refresh()
    shutil.rmtree(desk.root / "briefs/drones")

    ((state, reason),), code = sent(desk)
    assert ("on-hold", 4, 0) == (state, code, mailed(desk))
    assert "no brief of that id" in reason
