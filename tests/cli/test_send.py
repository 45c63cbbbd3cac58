"""Sending, as operators meet it: what would be sent, what was, and a person's word about the rest."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from pathlib import Path

import pytest

LIST = """\
title = "Weekly"
sender = "briefs@example.org"
owner = "owner@example.org"
domains = ["example.org"]
markings = ["TLP:CLEAR"]
formats = ["txt"]
needs_approval = false

[[recipients]]
address = "desk@example.org"

[[recipients]]
address = "office@example.org"
name = "Бюро"
"""


@pytest.fixture
def listed(finished: Path) -> Path:
    """A released brief whose edition goes to two readers."""
    text = (finished / "brief.md").read_text("utf-8")
    front = "status: released\ndistribution: {list: weekly, formats: [txt]}"
    (finished / "brief.md").write_text(text.replace("status: draft", front), "utf-8")
    lists = finished.parent / "lists"
    lists.mkdir()
    (lists / "weekly.toml").write_text(LIST, "utf-8")
    return finished


def states(briefgen) -> list[str]:
    return [one["state"] for one in json.loads(briefgen("outbox", "list", "--format", "json").out)["deliveries"]]


def test_a_dry_run_writes_the_very_messages_and_leaves_everything_as_it_was(listed, briefgen):
    assert 0 == briefgen("refresh").code
    run = briefgen("send", "--dry-run", "--out", "trial")

    assert 0 == run.code
    assert ["trial/small_ed01_desk@example.org.eml", "trial/small_ed01_office@example.org.eml"] == run.out.split()
    assert ["2 messages would be sent; nothing was"] == run.err.splitlines()
    assert ["pending", "pending"] == states(briefgen)
    assert not Path(".briefgen/mail").exists()

    assert 0 == briefgen("send").code
    sent = {file.read_bytes() for file in Path(".briefgen/mail").iterdir() if b"Message-ID" in file.read_bytes()}
    assert {file.read_bytes() for file in Path("trial").iterdir()} <= sent


def test_what_was_sent_is_sent_once(listed, briefgen):
    briefgen("refresh")
    first = briefgen("send")
    there = sorted(Path(".briefgen/mail").iterdir())

    assert "2 of 2 sent" in first.err
    assert ["sent", "sent"] == states(briefgen)
    assert "nothing was due" in briefgen("send").err
    assert there == sorted(Path(".briefgen/mail").iterdir())
    assert "outbox: 2 sent" in briefgen("status").out


def test_a_dry_run_before_there_is_anything_to_send_writes_nothing(listed, briefgen):
    run = briefgen("send", "--dry-run")

    assert (0, "") == (run.code, run.out)
    assert not Path("mail").exists()
    assert "the outbox is empty" in briefgen("outbox", "list").err


def test_a_test_goes_to_one_address_and_leaves_no_delivery_behind(listed, briefgen):
    for _ in range(2):
        run = briefgen("send", "--test", "editor@example.org")
        assert (0, "") == (run.code, run.out), run.err
        assert "small: a test to editor@example.org: written to" in run.err

    mail = message_from_bytes(next(Path(".briefgen/mail").iterdir()).read_bytes(), policy=policy.strict)
    assert mail["Subject"].startswith("[TLP:CLEAR] TEST: small: ")
    assert "editor@example.org" == mail["To"]
    assert [] == states(briefgen)
    assert 0 == briefgen("refresh").code
    assert ["pending", "pending"] == states(briefgen)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--test", "editor@elsewhere.example"), "sends nothing to elsewhere.example"),
        (("--test", "Editor <editor@example.org>"), "is not an address"),
        (("--test", "editor@example.org\r\nBcc: x@example.org"), "is not an address"),
        (("--out", "mail"), "--out is for --dry-run"),
        (("small",), "sent as a whole"),
    ],
)
def test_what_cannot_be_asked_of_it_is_told_in_a_line(listed, briefgen, words, said):
    run = briefgen("send", *words)

    assert 2 == run.code
    assert said in run.err
    assert not Path(".briefgen/mail").exists()


def test_a_test_of_a_brief_without_a_list_is_refused(brief, briefgen):
    run = briefgen("send", "--test", "editor@example.org")

    assert 2 == run.code
    assert "is distributed by no list" in run.err


def test_a_list_that_was_broken_in_the_meantime_sends_nothing_and_refuses_nobody(listed, briefgen):
    briefgen("refresh")
    place = listed.parent / "lists" / "weekly.toml"
    place.write_text(LIST.replace("office@", "office"), "utf-8")
    run = briefgen("send")

    assert 1 == run.code
    assert "briefs/lists/weekly.toml:13:1: error[malformed-address]" in run.err
    assert ["pending", "pending"] == states(briefgen)


def test_a_reader_who_was_taken_off_the_list_is_refused_and_a_person_decides(listed, briefgen):
    briefgen("refresh")
    place = listed.parent / "lists" / "weekly.toml"
    place.write_text(LIST.partition('[[recipients]]\naddress = "office')[0], "utf-8")
    run = briefgen("send")

    assert 4 == run.code
    assert "small/1/folder/office@example.org  refused: not-on-list" in run.err
    assert ["sent", "refused"] == states(briefgen)
    assert 4 == briefgen("status").code

    assert 0 == briefgen("outbox", "resolve", "small/1/folder/o", "dropped", "--by", "Duty editor", "--reason", "left").code
    shown = briefgen("outbox", "show", "small/1/folder/o").out
    assert "refused → dropped by Duty editor: left" in shown
    assert 0 == briefgen("send").code


def test_nothing_leaves_during_a_pause(listed, briefgen):
    briefgen("refresh")
    assert "2 messages waiting" in briefgen("outbox", "pause", "--reason", "a mistake on page 1").err
    run = briefgen("send")

    assert "a mistake on page 1" in run.err
    assert ["pending", "pending"] == states(briefgen)
    assert "paused" in briefgen("status").out
    briefgen("outbox", "resume")
    briefgen("send")
    assert ["sent", "sent"] == states(briefgen)


def test_a_word_that_does_not_fit_and_a_delivery_that_is_none_are_told(listed, briefgen):
    briefgen("refresh")
    briefgen("send")

    assert 2 == briefgen("outbox", "retry", "nothing").code
    run = briefgen("outbox", "resolve", "small/1/folder/d", "pending")
    assert 2 <= run.code
    assert "nothing is left to decide" in run.err
    assert ["sent", "sent"] == states(briefgen)


def test_a_word_is_given_about_all_of_an_edition_at_once(listed, briefgen):
    briefgen("refresh")
    place = listed.parent / "lists" / "weekly.toml"
    place.write_text(LIST.replace("desk@", "one@").replace("office@", "two@"), "utf-8")
    assert 4 == briefgen("send").code
    assert ["refused", "refused"] == states(briefgen)

    assert 0 == briefgen("outbox", "retry", "--edition", "small/1").code
    assert ["pending", "pending"] == states(briefgen)
    assert 0 == briefgen("outbox", "resolve", "--state", "pending", "on-hold").code
    assert ["on-hold", "on-hold"] == states(briefgen)
    assert 0 == briefgen("outbox", "resolve", "--edition", "small/1", "dropped", "--reason", "an old list").code
    assert ["dropped", "dropped"] == states(briefgen)


def test_a_word_that_does_not_fit_one_of_them_changes_none(listed, briefgen):
    briefgen("refresh")
    run = briefgen("outbox", "resolve", "--state", "pending", "sent")

    assert 2 == run.code
    assert "is pending and cannot become sent" in run.err
    assert ["pending", "pending"] == states(briefgen)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("retry",), "say which delivery"),
        (("retry", "small/1/folder/d", "--state", "failed"), "say which delivery"),
        (("retry", "--edition", "small"), "--edition is BRIEF/N"),
        (("retry", "--edition", "small/9"), "no delivery of small/9 is failed or refused"),
        (("resolve", "pending"), "say which delivery"),
        (("resolve", "small/1/folder/d", "dropt"), "dropt is no word about a delivery"),
        (("resolve", "small/1/folder/d", "small/1/folder/o", "dropped"), "one delivery and one word at a time"),
    ],
)
def test_words_that_do_not_say_what_is_meant_change_nothing(listed, briefgen, words, said):
    briefgen("refresh")
    run = briefgen("outbox", *words)

    assert 2 == run.code
    assert said in run.err
    assert ["pending", "pending"] == states(briefgen)


def test_the_next_edition_goes_to_everybody_again(listed, briefgen):
    briefgen("refresh")
    briefgen("send")
    summary = listed / "sections" / "summary.md"
    summary.write_text(summary.read_text("utf-8") + "\nA new sentence.\n", "utf-8")
    briefgen("refresh")

    assert ["sent", "sent", "pending", "pending"] == states(briefgen)
    assert 0 == briefgen("send").code
