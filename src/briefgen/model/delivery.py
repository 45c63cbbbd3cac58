"""Deliveries: one edition to one reader by one channel, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from briefgen.model.position import Position
from briefgen.model.value import dataclass


class State(StrEnum):
    """Where a delivery stands. Only ``SENDING`` can end in doubt, and what is in doubt is never repeated without a person's word.

    ::

        PENDING --leased, handed over up to the final dot--> PENDING | FAILED | REFUSED
        PENDING --committed just before the dot--> SENDING --> SENT | FAILED | PENDING (4xx) | IN_DOUBT
        IN_DOUBT --a late 250, or the channel's own record--> SENT
        IN_DOUBT --the channel proves that nothing left--> PENDING
        IN_DOUBT --a person's word--> SENT | PENDING | DROPPED
        PENDING --a restored ledger, a lock ahead of it, a person's word--> ON_HOLD
        ON_HOLD --a person's word--> SENT | PENDING | DROPPED
        FAILED | REFUSED --a person's word--> PENDING | DROPPED        PENDING --a person's word--> DROPPED
        PENDING, never taken up --a newer edition for the same reader--> DROPPED

    A pause of the outbox changes no state: nothing is taken up and nothing committed to sending until it ends.
    """

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    REFUSED = "refused"
    """Refused by our own rules before a socket opened."""
    IN_DOUBT = "in-doubt"
    ON_HOLD = "on-hold"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A reader on a list. ``markings`` are the labels that may be sent to them; empty: the list's own."""

    address: str
    name: str = ""
    formats: tuple[str, ...] = ()
    markings: tuple[str, ...] = ()
    position: Position | None = field(default=None, compare=False, repr=False)


class Thread(StrEnum):
    """Whether each edition begins a thread of its own in the readers' mailboxes or all stand in one."""

    PER_EDITION = "per-edition"
    ROLLING = "rolling"


@dataclass(frozen=True, slots=True)
class DistributionList:
    """A list of readers, from ``briefs/lists/<name>.toml``.

    ``sender`` is the From address, ``owner`` the person who is told of what was refused, failed or is in doubt. ``domains`` are
    the only ones that mail may go to. ``markings`` are the labels the list may carry. ``needs_approval``: an edition goes out
    only with a person's approval of its content. ``channel`` names a transport of ``briefgen.toml``; empty: its default.
    """

    name: str
    sender: str
    owner: str
    recipients: tuple[Recipient, ...]
    domains: tuple[str, ...]
    markings: tuple[str, ...]
    formats: tuple[str, ...] = ("pdf", "docx")
    thread: Thread = Thread.PER_EDITION
    needs_approval: bool = False
    channel: str = ""
    reply_to: str = ""
    unsubscribe: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready to go: its exact bytes, which a retry sends again. ``id`` is its Message-ID, angle brackets included."""

    id: str
    sender: str
    recipient: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the outbox, unique by brief, edition, channel and recipient.

    ``message_id`` is unique over the whole outbox, so that it is made from all four. ``message`` is the digest of the MIME bytes in
    the object store. ``list_name`` is the list through which the recipient came, ``marking`` the label and ``status`` the status of
    the brief that the message was made under: what may go out is decided by them and not by what the files say later.

    The ledger alone writes the rest. ``next_try`` is an instant in UTC; empty: now. ``reply`` is the last thing the other side
    said, ``reason`` why it stands where it stands. ``since`` is when it came into the outbox. ``epoch`` fences: an operation of an
    older epoch changes nothing. ``is_leased``: somebody is handing it over.
    """

    brief: str
    edition: int
    channel: str
    recipient: str
    message_id: str
    message: str
    state: State = State.PENDING
    tries: int = 0
    next_try: str = ""
    reply: str = ""
    reason: str = ""
    epoch: int = 0
    list_name: str = ""
    marking: str = ""
    status: str = ""
    since: str = ""
    is_leased: bool = False

    @property
    def key(self) -> str:
        """The one name of this delivery."""
        return f"{self.brief}/{self.edition}/{self.channel}/{self.recipient}"


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Who should have an edition against what the outbox holds. ``missing`` have no row, ``strangers`` a row and no place."""

    brief: str
    edition: int
    states: Mapping[str, int]
    missing: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
