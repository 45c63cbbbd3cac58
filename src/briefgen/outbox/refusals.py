"""What is never sent: found before a socket opens, from values alone.

A message that reached the wrong reader cannot be called back; one that was refused can be sent tomorrow. So whatever is not plainly
right is refused: an unknown marking, a list that is gone, a message that is not exactly what its edition was.
"""

from __future__ import annotations

import hashlib
import re
from email import message_from_bytes
from email.policy import SMTP
from typing import TYPE_CHECKING

from briefgen.model.brief import Status
from briefgen.model.diagnostic import Diagnostic, error, warning
from briefgen.model.value import dataclass
from briefgen.outbox.addresses import NotAnAddress, domain_of, read_address, same_reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from briefgen.model.delivery import DistributionList, Message, Recipient
    from briefgen.model.edition import Edition

WARN, REFUSE = 7_000_000, 10_000_000
"""Bytes of a whole message. Some gateways take ten megabytes and no more."""
ONCE = ("From", "To", "Subject", "Date", "Message-ID")
"""Headers that a message has once (RFC 5322 §3.6)."""
NEVER = ("Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc", "Sender", "Disposition-Notification-To")
"""Headers that would show a reader to another, or make their program act."""
_LINE = 998
"""Bytes of a line without its end (RFC 5321 §4.5.3.1.6)."""
_LONE = re.compile(rb"\r(?!\n)|(?<!\r)\n|\0")
"""Servers differ about where such a message ends, which lets a second one hide in the first."""
_TEXTS = ("text/plain", "text/html")


@dataclass(frozen=True, slots=True)
class Case:
    """A message that is about to go. ``list`` and ``recipient`` are as declared now, ``None``: there is no such any more.

    ``marking`` and ``status`` are those that the message was made under. ``approved``: a person approved this text.
    ``newest_sent`` is the newest edition that the reader has, or may have. ``warn`` and ``refuse`` are in bytes.
    """

    edition: Edition
    list: DistributionList | None
    recipient: Recipient | None
    message: Message
    marking: str
    status: str = Status.RELEASED
    approved: bool = False
    newest_sent: int = 0
    warn: int = WARN
    refuse: int = REFUSE


def refusals(case: Case) -> tuple[Diagnostic, ...]:
    """Every reason why a message may not go, of severity error; a message that is merely large has a warning."""
    return (*_audience(case), *_release(case), *_size(case), *_message(case))


# ── who may have it ──────────────────────────────────────────────────────────────────────────────────────────────────


def _audience(case: Case) -> Iterator[Diagnostic]:
    readers = case.list
    if readers is None:
        yield error("no-list", "its list is no more", hint="bring the list back, or drop the delivery")
        return
    label = case.marking or "no marking"
    if case.marking not in readers.markings:
        hint = "add it to the list's markings, if its readers may have it"
        yield error("marking-not-on-list", f"the list {readers.name} does not take {label}", hint=hint)
    if case.recipient is None:
        yield error("not-on-list", f"the list {readers.name} does not name them any more", hint="drop the delivery")
    elif case.recipient.markings and case.marking not in case.recipient.markings:
        yield error("recipient-not-cleared", f"{case.recipient.address} may not have {label}")
    yield from _address(case, readers)


def _address(case: Case, readers: DistributionList) -> Iterator[Diagnostic]:
    address = case.message.recipient
    for one in (address, case.message.sender):
        try:
            read_address(one)
        except NotAnAddress as problem:
            yield error("bad-address", f"{one!r} is not an address: {problem}")
            return
    if case.recipient and same_reader(case.recipient.address) != same_reader(address):
        yield error("other-reader", f"the message is for another than {case.recipient.address}")
    if domain_of(address).lower() not in {domain.lower() for domain in readers.domains}:
        hint = "add it to the list's domains, if mail may go there"
        yield error("domain-not-allowed", f"the list {readers.name} sends nothing to {domain_of(address)}", hint=hint)


# ── whether it may go out at all ─────────────────────────────────────────────────────────────────────────────────────


def _release(case: Case) -> Iterator[Diagnostic]:
    if case.status == Status.DRAFT:
        yield error("draft", "the brief was a draft", hint="its front matter must say that it is approved or released")
    elif case.status not in (Status.APPROVED, Status.RELEASED) and not case.approved:
        yield error("draft", f"the brief was {case.status or 'of no status'}", hint="approve it, or release it")
    if case.list and case.list.needs_approval and not case.approved:
        yield error("not-approved", f"the list {case.list.name} takes nothing that nobody approved", hint="run briefgen approve")
    if case.newest_sent > case.edition.number:
        yield error("older-edition", f"they have edition {case.newest_sent} already", hint="drop the delivery")
    if case.newest_sent == case.edition.number:
        yield error("sent-already", f"they have edition {case.edition.number} already, or may have it", hint="drop the delivery")


def _size(case: Case) -> Iterator[Diagnostic]:
    size = len(case.message.data)
    shown = f"the message has {size / 1e6:.1f} MB"
    if size > case.refuse:
        hint = "make the edition's pictures smaller, or give the list fewer formats"
        yield error("too-large", f"{shown}, more than {case.refuse / 1e6:g}", hint=hint)
    elif size > case.warn:
        yield warning("large-message", f"{shown}; some servers refuse so much")


# ── whether it is what it says ───────────────────────────────────────────────────────────────────────────────────────


def _message(case: Case) -> Iterator[Diagnostic]:
    data = case.message.data
    reason = _unsafe(data)
    read = message_from_bytes(b"" if reason else data, policy=SMTP)
    if reason or (reason := _malformed(read, case.message)):
        yield error("bad-message", reason, hint="it is not as briefgen writes messages; drop the delivery")
        return
    for name in _foreign(read, case.edition):
        yield error("foreign-attachment", f"{name} is no file of edition {case.edition.number}", hint="drop the delivery")


def _unsafe(data: bytes) -> str:
    """What servers read in more than one way; empty: nothing."""
    if not data.isascii():
        return "it has bytes that are not ASCII"
    if _LONE.search(data):
        return "it has an end of a line that is none"
    if max(map(len, data.split(b"\r\n"))) > _LINE:
        return f"it has a line of more than {_LINE} bytes"
    return ""


def _malformed(read: EmailMessage, message: Message) -> str:
    """What is wrong with the headers; empty: nothing."""
    for name in ONCE:
        if len(read.get_all(name, ())) != 1:
            return f"it has {len(read.get_all(name, ()))} headers {name}"
    for name in NEVER:
        if name in read:
            return f"it has a header {name}"
    if str(read["Message-ID"]).strip() != message.id:
        return "its Message-ID is another than the outbox's"
    for name, address in (("To", message.recipient), ("From", message.sender)):
        found = [one.addr_spec for one in read[name].addresses]
        if [same_reader(one) for one in found] != [same_reader(address)]:
            return f"its {name} is not {address} alone"
    defects = [type(one).__name__ for part in read.walk() for one in part.defects]
    return f"it cannot be read: {', '.join(defects)}" if defects else ""


def _foreign(read: EmailMessage, edition: Edition) -> Iterator[str]:
    """Names of parts that are neither the message's own text nor, to the byte, a file of the edition."""
    known = {artifact.digest for artifact in edition.artifacts}
    for part in read.walk():
        if part.is_multipart():
            continue
        is_text = part.get_content_type() in _TEXTS and part.get_content_disposition() is None and not part.get_filename()
        content = part.get_payload(decode=True)
        if not is_text and not (isinstance(content, bytes) and hashlib.sha256(content).hexdigest() in known):
            yield part.get_filename() or part.get_content_type()
