"""From a letter to the bytes that one reader is sent. The same letter, list and reader give the same bytes, whenever they are made.

All that readers share is made once; what is a reader's own are a few lines before it, so that ten thousand are made in seconds.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import field
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING
from urllib.parse import quote

from briefgen.model.delivery import Message, Thread
from briefgen.model.value import dataclass
from briefgen.outbox.addresses import domain_of, same_reader
from briefgen.outbox.headers import address_field, date_field, text_field, token_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.model.delivery import DistributionList, Recipient
    from briefgen.outbox.letters import Enclosure, Letter

LONGEST_ID = 60
"""Characters of a Message-ID: over 77, others' programs write the answer's References as encoded words, and the thread is lost."""
REMEMBERED = 30
"""Of a rolling thread's editions, those that References names beside its first (RFC 5322 §3.6.4 sets no bound, servers do)."""
OPEN = ("", "TLP:CLEAR", "TLP:GREEN")
"""Markings under which a way to leave the list may be a page that anybody can open; under others it is a word to its owner."""
_READER = "{reader}"
_NOT_IN_LABELS = re.compile(r"[^a-z0-9-]+")


@dataclass(slots=True)
class Mailing:
    """A letter to the readers of a list, by a channel. ``test``: it must not be taken for the edition itself, nor it for this."""

    letter: Letter
    to: DistributionList
    channel: str
    test: bool = False
    _bodies: dict[tuple[str, ...], bytes] = field(default_factory=dict)

    def message(self, recipient: Recipient) -> Message:
        """The message to one reader, who sees no other's address."""
        data = self.head(recipient) + self.body(self.formats(recipient))
        return Message(self.id(recipient, self.letter.edition), self.to.sender, recipient.address, data)

    def formats(self, recipient: Recipient) -> tuple[str, ...]:
        """The formats that a reader gets, of those that the edition has: all of them where it has none that is wanted."""
        wanted = recipient.formats or self.to.formats
        there = tuple(one.format for one in self.letter.enclosures)
        return tuple(name for name in there if name in wanted) or there

    def body(self, formats: tuple[str, ...]) -> bytes:
        """What the readers of the same formats share: the fields that say what the content is, and the content."""
        if formats not in self._bodies:
            enclosed = [one for one in self.letter.enclosures if one.format in formats]
            self._bodies[formats] = _body(self.letter, enclosed)
        return self._bodies[formats]

    def id(self, recipient: Recipient, edition: int) -> str:
        """The name of the message that brings a reader an edition of this brief."""
        name = f"{self.channel}/test/{self.letter.date}" if self.test else self.channel
        return message_id(self.letter.brief, edition, name, recipient.address, self.to.sender)

    def head(self, recipient: Recipient) -> bytes:
        """What is a reader's own: the fields that say who is written to, and about what."""
        letter, to = self.letter, self.to
        fields = [
            address_field("From", to.sender, to.title or letter.sender_name),
            address_field("To", recipient.address, recipient.name),
            text_field("Subject", letter.subject),
            date_field(letter.date),
            token_field("Message-ID", (self.id(recipient, letter.edition),)),
            *self._thread(recipient),
            token_field("Auto-Submitted", ("auto-generated",)),
            *self._of_list(recipient),
        ]
        if answers := to.reply_to or letter.contact:
            fields.append(address_field("Reply-To", answers))
        return b"".join(fields)

    def _thread(self, recipient: Recipient) -> Iterator[bytes]:
        """What this message follows: in a rolling thread all before it, as a correction what it corrects."""
        number, corrected = self.letter.edition, self.letter.corrects
        rolling = self.to.thread is Thread.ROLLING and not self.test
        earlier = [1, *range(max(2, number - REMEMBERED), number)] if rolling and number > 1 else []
        if corrected and not self.test:
            earlier = [*(one for one in earlier if one != corrected), corrected]
        if earlier:
            ids = [self.id(recipient, one) for one in earlier]
            yield token_field("In-Reply-To", ids[-1:])
            yield token_field("References", ids)

    def _of_list(self, recipient: Recipient) -> Iterator[bytes]:
        """RFC 2919, RFC 2369 and, for pages that know who leaves, RFC 8058."""
        to = self.to
        label = _NOT_IN_LABELS.sub("-", to.name.lower()).strip("-") or "list"
        yield token_field("List-Id", (f"<{label}.{domain_of(to.sender)}>",))
        leave = to.unsubscribe if self.letter.marking in OPEN else ""
        if not leave:
            leave = f"mailto:{to.owner}?subject={quote(f'unsubscribe {to.name}')}"
        yield token_field("List-Unsubscribe", (f"<{leave.replace(_READER, _reader(to, recipient))}>",))
        if leave.startswith("https:") and _READER in leave:
            yield token_field("List-Unsubscribe-Post", ("List-Unsubscribe=One-Click",))


def messages_for(
    letter: Letter, to: DistributionList, channel: str, recipients: Sequence[Recipient] | None = None
) -> Iterator[Message]:
    """A message for each recipient of a list, or for each of ``recipients``, in their order."""
    mailing = Mailing(letter, to, channel)
    return map(mailing.message, to.recipients if recipients is None else recipients)


def message_id(brief: str, edition: int, channel: str, recipient: str, sender: str) -> str:
    """The one name of a delivery, brackets included: the same at every try, another for every other delivery."""
    digest = _digest(brief, str(edition), channel, same_reader(recipient))[:32]
    room = LONGEST_ID - len(f"<{digest}.{edition}@>")
    labels = domain_of(sender).split(".")
    while len(labels) > 2 and len(".".join(labels)) > room:
        del labels[0]
    return f"<{digest}.{edition}@{'.'.join(labels)[-room:].strip('-.')}>"


def _reader(to: DistributionList, recipient: Recipient) -> str:
    return _digest("reader", to.name, same_reader(recipient.address))[:32]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


# ── what readers share ───────────────────────────────────────────────────────────────────────────────────────────────


def _body(letter: Letter, enclosed: Sequence[Enclosure]) -> bytes:
    """The fields that say what the content is, an empty line, and the content: both texts, then the files."""
    message = EmailMessage(policy=SMTP)
    message.set_content(letter.text.decode(), cte="quoted-printable")
    message.add_alternative(letter.html.decode(), subtype="html", cte="quoted-printable")
    for one in enclosed:
        kind, _, subtype = one.media_type.partition(";")[0].partition("/")
        message.add_attachment(one.data, maintype=kind, subtype=subtype, filename=one.name)
    _bound(message, _digest("boundary", letter.brief, str(letter.edition), *_digests(letter, enclosed)))
    return message.as_bytes()


def _digests(letter: Letter, enclosed: Iterable[Enclosure]) -> Iterator[str]:
    for data in (letter.text, letter.html, *(one.data for one in enclosed)):
        yield hashlib.sha256(data).hexdigest()


def _bound(message: EmailMessage, digest: str) -> None:
    """Boundaries that depend on nothing but what they part. No line of base64 or of quoted-printable holds ``=_``."""
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{number}_{digest[:32]}")
