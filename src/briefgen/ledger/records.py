"""What the ledger tells beside the values of the model: leases, held briefs, the state of sources, approvals, events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from briefgen.model.delivery import Delivery, State
from briefgen.model.edition import Content, Hold
from briefgen.model.source import CaptureState, Snapshot
from briefgen.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Lease:
    """The right of ``owner`` to do alone what ``name`` says, until it is released or its time is over.

    ``epoch`` rises with every new owner. ``until`` is in seconds since 1970 by the database's clock.
    """

    name: str
    owner: str
    epoch: int
    until: float


@dataclass(frozen=True, slots=True)
class WatchedSource:
    """What is known of a source. Instants are ISO 8601 in UTC; empty: never.

    ``snapshot`` is the one that stands, ``None`` if there never was one. ``etag`` and ``last_modified`` are the newest validators.
    ``failures`` and ``changes_in_a_row`` count looks on end. ``next_check`` empty: whenever somebody looks.
    """

    identity: str
    kind: str
    location: str
    state: CaptureState
    snapshot: Snapshot | None
    reason: str = ""
    etag: str = ""
    last_modified: str = ""
    checked_at: str = ""
    changed_at: str = ""
    next_check: str = ""
    failures: int = 0
    changes_in_a_row: int = 0
    restless: bool = False


@dataclass(frozen=True, slots=True)
class BriefState:
    """What is going on with a brief. ``decision`` is the last one's name (``hold``), with its ``reason``; empty: none yet."""

    brief: str
    next_due: str = ""
    settle_since: str = ""
    decision: str = ""
    reason: str = ""
    decided_at: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A brief that waits for a person since ``since``; ``content`` is what the candidate edition says."""

    brief: str
    since: str
    hold: Hold
    content: Content


@dataclass(frozen=True, slots=True)
class Approval:
    """A person's word for a content (:attr:`briefgen.model.edition.Content.whole`), over the texts in ``sources``, by key."""

    brief: str
    content: str
    who: str
    at: str
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done. ``subject`` is a brief or a source; ``who`` empty: the program by itself."""

    at: str
    what: str
    who: str = ""
    subject: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


# ── deliveries ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Claim:
    """The right of ``owner`` to hand ``delivery`` over, until it lapses. Whoever takes it next has a higher ``epoch``."""

    delivery: Delivery
    owner: str
    epoch: int
    generation: int


@dataclass(frozen=True, slots=True)
class Lapse:
    """A delivery that was taken back from an owner who died or hangs, as it stands now; ``was`` is the state it was left in."""

    delivery: Delivery
    was: State


@dataclass(frozen=True, slots=True)
class Transition:
    """A step that a delivery took. ``was`` empty: it came into the outbox; ``who`` empty: the program by itself."""

    at: str
    was: str
    state: str
    epoch: int
    who: str = ""
    reply: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing leaves the outbox since ``since``, on the word of ``who``."""

    since: str
    who: str
    reason: str = ""
