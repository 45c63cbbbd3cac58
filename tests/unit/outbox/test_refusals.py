from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.model.delivery import Message, Recipient
from briefgen.outbox.refusals import Case, refusals
from outbox_desk import FILE, SENDER, edition, mail, message, message_id, readers

READER = "a@example.org"


def case(data=None, **fields):
    given = {"edition": edition(), "list": readers(READER), "recipient": Recipient(READER), "message": message()}
    if data is not None:
        given["message"] = Message(message_id(), SENDER, READER, data)
    return Case(**(given | {"marking": "TLP:CLEAR"} | fields))


def codes(one):
    return [str(found.code) for found in refusals(one)]


def test_what_is_right_goes():
    assert [] == codes(case())


LIST = readers(READER)
NOT_OURS = {
    "no-list": {"list": None},
    "marking-not-on-list": {"marking": "TLP:RED"},
    "not-on-list": {"recipient": None},
    "recipient-not-cleared": {"recipient": Recipient(READER, markings=("TLP:GREEN",))},
    "domain-not-allowed": {"list": replace(LIST, domains=("example.com",))},
    "draft": {"status": "draft"},
    "not-approved": {"list": replace(LIST, needs_approval=True)},
    "older-edition": {"newest_sent": 2},
    "sent-already": {"newest_sent": 1},
    "other-reader": {"recipient": Recipient("b@example.org")},
    "too-large": {"refuse": 500},
}


@pytest.mark.parametrize("code", NOT_OURS)
def test_what_may_not_go_is_named(code):
    assert [code] == codes(case(**NOT_OURS[code]))


@pytest.mark.parametrize("label", ["", "tlp:clear", "TLP:CLEAR ", "TLP:AMBER+STRICT", "SECRET"])
def test_a_marking_that_the_list_does_not_name_letter_by_letter_is_refused(label):
    assert ["marking-not-on-list"] == codes(case(marking=label))


def test_domains_below_and_beside_an_allowed_one_are_others():
    for domain in ("sub.example.org", "example.org.evil.example", "notexample.org"):
        address = f"a@{domain}"
        other = Message(message_id(), SENDER, address, mail(address).replace(message_id(address).encode(), message_id().encode()))
        assert ["domain-not-allowed"] == codes(case(message=other, recipient=Recipient(address)))


def test_a_draft_goes_to_nobody_even_approved():
    assert (["draft"], ["draft"]) == (codes(case(status="draft")), codes(case(status="draft", approved=True)))


@pytest.mark.parametrize("status", ["review", "", "relaesed"])
def test_a_brief_that_is_not_released_goes_only_where_somebody_approved_it(status):
    assert (["draft"], []) == (codes(case(status=status)), codes(case(status=status, approved=True)))


def test_a_large_message_is_a_warning():
    (found,) = refusals(case(warn=500))

    assert ("large-message", "warning") == (found.code, found.severity)


ALTERED = {
    "a file that is not the edition's": mail(file=FILE + b" "),
    "another file of the same name": mail(file=b"%PDF-1.7 other"),
}


@pytest.mark.parametrize("what", ALTERED)
def test_an_attachment_is_to_the_byte_a_file_of_the_edition(what):
    assert ["foreign-attachment"] == codes(case(ALTERED[what]))


def test_a_text_that_is_attached_is_an_attachment():
    data = (
        mail()
        .replace(b"Content-Disposition: attachment", b"Content-Disposition: attachment")
        .replace(b"Content-Type: application/pdf", b"Content-Type: text/html")
    )
    assert [] == codes(case(data))
    assert ["foreign-attachment"] == codes(case(data.replace(b"JVBERi0xLjcgc21hbGw=", b"JVBERi0xLjcgc21hbGwx")))


HOSTILE = {
    "a bare CR": mail().replace(b"It has", b"It\rhas"),
    "a bare LF": mail().replace(b"It has", b"It\nhas"),
    "the end of another message": mail().replace(b"It has", b"It\n.\r\nMAIL FROM:<x@example.org>\r\nhas"),
    "a NUL": mail().replace(b"It has", b"It\0has"),
    "letters beyond ASCII": mail().replace(b"It has", "It hät".encode()),
    "a line that is too long": mail().replace(b"It has", b"x" * 999),
    "a copy to somebody": mail(Cc="b@example.org"),
    "a blind copy": mail(Bcc="b@example.org"),
    "somebody else behind it": mail(Sender="x@example.org"),
    "two readers": mail().replace(b"To: a@example.org", b"To: a@example.org, b@example.org"),
    "another reader": mail("b@example.org").replace(message_id("b@example.org").encode(), message_id().encode()),
    "another sender": mail().replace(f"From: {SENDER}".encode(), b"From: x@example.org"),
    "two subjects": mail().replace(b"Subject:", b"Subject: one\r\nSubject:", 1),
    "no date": mail().replace(b"Date: Thu, 20 Oct 2022 06:00:00 +0000\r\n", b""),
    "another identifier": mail().replace(message_id().encode(), b"<other@example.org>"),
    "no end to its parts": mail().rpartition(b"--==part0==--")[0],
    "nothing": b"",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_message_that_is_not_as_we_write_them_is_refused(what):
    assert ["bad-message"] == codes(case(HOSTILE[what]))


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org\r\nRCPT TO:<b@example.org>",
        "a@example.org>",
        "a b@example.org",
        "ä@example.org",
        "",
        "a",
        '"a b"@example.org',
    ],
)
def test_an_address_that_is_more_than_one_is_refused(address):
    message = Message(message_id(), SENDER, address, mail())

    assert "bad-address" in codes(case(message=message))
    assert "bad-address" in codes(case(message=replace(message, sender=address, recipient=READER)))


def test_everything_that_is_wrong_is_named_at_once():
    wrong = case(mail(file=b"x"), marking="TLP:RED", status="draft", newest_sent=3)

    assert ["marking-not-on-list", "draft", "older-edition", "foreign-attachment"] == codes(wrong)
