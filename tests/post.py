"""An edition, its letter and a list, for tests of what readers are sent."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from briefgen.model import tree
from briefgen.model.brief import Brief, Marking, Person, Status
from briefgen.model.delivery import DistributionList, Message, Recipient
from briefgen.model.edition import Artifact, Content, Edition
from briefgen.outbox.letters import Letter, Occasion, letter_of
from houses import shipped_house
from specimen import specimen

FILES = {"pdf": b"%PDF-1.7 " + bytes(range(256)), "docx": b"PK" + bytes(range(256))}
READER = Recipient("desk@example.org", "Eurasia desk")
LIST = DistributionList(
    "weekly",
    "briefs@example.org",
    "owner@example.org",
    (READER, Recipient("front-office@example.org", "Front office", formats=("pdf",))),
    ("example.org",),
    ("TLP:CLEAR",),
)


def brief(**more) -> Brief:
    """A brief about drones."""
    usual = Brief(
        "drones",
        "Drones over the Black Sea",
        "briefs/drones/brief.md",
        organisation="Example Institute",
        contact=Person("Duty editor", email="duty@example.org"),
        published="2022-10-20",
        information_cutoff="2022-10-19",
        marking=Marking("TLP:CLEAR"),
        status=Status.RELEASED,
    )
    return replace(usual, **more)


def edition(number: int = 3, formats=("pdf", "docx")) -> Edition:
    """An edition of it."""
    artifacts = tuple(Artifact(one, f"drones.{one}", "0" * 64, len(FILES[one])) for one in formats)
    return Edition("drones", number, Content("1" * 64), {}, "2022-10-20T06:30:00Z", "the text changed", artifacts)


def letter(about: Brief | None = None, number: int = 3, document: tree.Document | None = None, **occasion) -> Letter:
    """The letter that brings it, about the document that holds every node."""
    about = about or brief()
    document = document or specimen()
    document = replace(document, meta=replace(document.meta, marking=about.marking.label))
    return letter_of(about, document, shipped_house(), edition(number), FILES, Occasion(**occasion)).value


def parsed(message: Message) -> EmailMessage:
    """A message as another program reads it, which must find nothing to complain of."""
    read = message_from_bytes(message.data, policy=policy.strict)
    assert isinstance(read, EmailMessage)
    for part in read.walk():
        assert [] == part.defects
        assert [] == [defect for field in part.values() for defect in field.defects]
    assert b"\r\n" in message.data
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", message.data)
    assert max(map(len, message.data.split(b"\r\n"))) <= 998
    return read
