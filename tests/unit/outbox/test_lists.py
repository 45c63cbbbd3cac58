from __future__ import annotations

import time
from pathlib import Path

import pytest

from briefgen.model.delivery import Recipient, Thread
from briefgen.outbox.lists import KEYS, RECIPIENT_KEYS, list_file, read_list

HEAD = """\
title = "Weekly"
sender = "briefs@example.org"
owner = "owner@example.org"
domains = ["example.org", "bücher.example"]
markings = ["TLP:CLEAR", "TLP:GREEN"]
"""
ONE = '[[recipients]]\naddress = "desk@example.org"\n'


def found(text: str) -> list[str]:
    return [
        f"{one.position.line}:{one.position.column} {one.code}" for one in read_list(text, "briefs/lists/weekly.toml").diagnostics
    ]


def test_a_list_says_who_is_sent_what():
    text = f"""{HEAD}formats = ["pdf"]
thread = "rolling"
needs_approval = false
channel = "smtp"
reply_to = "Answers@EXAMPLE.org"
unsubscribe = "https://example.org/leave?reader={{reader}}"

[[recipients]]
address = "Desk@Example.ORG"
name = "Eurasia desk"

[[recipients]]
address = "office@bücher.example"
formats = ["docx"]
markings = ["TLP:CLEAR"]
"""
    outcome = read_list(text, "briefs/lists/weekly.toml")
    made = outcome.value

    assert () == outcome.diagnostics
    assert ("weekly", "Weekly", "briefs@example.org", "owner@example.org") == (made.name, made.title, made.sender, made.owner)
    assert (
        Recipient("Desk@example.org", "Eurasia desk"),
        Recipient("office@xn--bcher-kva.example", "", ("docx",), ("TLP:CLEAR",)),
    ) == made.recipients
    assert [14, 18] == [one.position.line for one in made.recipients]
    assert ("example.org", "xn--bcher-kva.example") == made.domains
    assert (("pdf",), Thread.ROLLING, False, "smtp") == (made.formats, made.thread, made.needs_approval, made.channel)
    assert ("Answers@example.org", "https://example.org/leave?reader={reader}") == (made.reply_to, made.unsubscribe)


def test_what_is_left_out_is_on_the_safe_side():
    made = read_list(HEAD + ONE, "briefs/lists/weekly.toml").value

    assert made.needs_approval
    assert (Thread.PER_EDITION, ("pdf", "docx"), "") == (made.thread, made.formats, made.unsubscribe)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (HEAD + 'titel = "x"\n' + ONE, "6:1 malformed-list"),
        (HEAD + ONE + 'nam = "x"\n', "7:1 malformed-list"),
        (HEAD + 'thread = "rollng"\n' + ONE, "6:1 malformed-list"),
        (HEAD + "needs_approval = 0\n" + ONE, "6:1 malformed-list"),
        (HEAD + 'formats = ["pfd"]\n' + ONE, "6:1 malformed-list"),
        (HEAD + "a = = 1\n", "6:5 malformed-list"),
        (HEAD + 'reply_to = "nobody"\n' + ONE, "6:1 malformed-address"),
        (HEAD + 'unsubscribe = "http://example.org/leave"\n' + ONE, "6:1 malformed-address"),
        (HEAD + 'unsubscribe = "https://example.org/\\r\\nBcc:x"\n' + ONE, "6:1 malformed-address"),
        (HEAD.replace("TLP:GREEN", "TLP:WHITE") + ONE, "5:1 unknown-marking"),
        (HEAD + ONE.replace("example.org", "example.com"), "7:1 foreign-recipient"),
        (HEAD + ONE.replace("example.org", "sub.example.org"), "7:1 foreign-recipient"),
        (HEAD + ONE.replace("desk@", "desk"), "7:1 malformed-address"),
        (HEAD + ONE.replace("desk@", "Desk <desk@"), "7:1 malformed-address"),
        (HEAD + ONE + ONE.replace("desk", "DESK"), "9:1 duplicate-recipient"),
        (HEAD + ONE + 'name = "chief@other.example"\n', "7:1 misleading-name"),
        (HEAD + ONE + 'name = "a \\u202eksed"\n', "7:1 misleading-name"),
        (HEAD + ONE + 'markings = ["TLP:RED"]\n', "7:1 malformed-list"),
        (HEAD + '[[recipients]]\nname = "x"\n', "6:1 malformed-list"),
        (HEAD + "recipients = [1]\n", "6:1 malformed-list"),
        (HEAD, "1:1 malformed-list"),
        (HEAD.replace("sender", "# sender") + ONE, "1:1 malformed-list"),
    ],
)
def test_every_mistake_is_found_at_its_line(text, finding):
    assert [finding] == found(text)


def test_an_unknown_key_is_answered_with_the_nearest():
    (finding,) = read_list(HEAD + 'ownr = "x"\n' + ONE, "f.toml").diagnostics

    assert "did you mean owner?" == finding.hint


def test_recipients_on_one_line_have_their_places_too():
    text = HEAD + 'recipients = [{address = "desk@example.org"}, {address = "desk@other.example"}]\n'

    assert ["6:48 foreign-recipient"] == found(text)


def test_the_addresses_that_are_left_beside_errors_are_those_that_mail_may_go_to():
    text = HEAD + ONE + ONE.replace("desk", "x y") + ONE.replace("example.org", "other.example") + ONE.replace("desk", "office")

    assert ["desk@example.org", "office@example.org"] == [one.address for one in read_list(text, "f.toml").value.recipients]


def test_ten_thousand_recipients_are_read_in_seconds():
    text = HEAD + "".join(f'[[recipients]]\naddress = "reader-{n}@example.org"\nname = "Reader {n}"\n' for n in range(10_000))
    begun = time.perf_counter()
    outcome = read_list(text, "f.toml")

    assert () == outcome.diagnostics
    assert 10_000 == len(outcome.value.recipients)
    assert 30_004 == outcome.value.recipients[-1].position.line
    assert time.perf_counter() - begun < 10


def test_the_list_that_is_shipped_has_nothing_wrong_with_it(repository):
    file = list_file("example")
    outcome = read_list((repository / file).read_text("utf-8"), file)

    assert () == outcome.diagnostics
    assert outcome.value.recipients
    assert {"example.org", "partner.example.org"} == set(outcome.value.domains)


def test_every_key_is_in_the_guide(repository):
    guide = Path(repository / "briefs/README.md").read_text("utf-8")

    assert [] == [key for key in (*KEYS, *RECIPIENT_KEYS) if f"`{key}`" not in guide]
