"""One delivery: taken up, held against the rules, handed over, committed, ended with the dot, settled.

::

    claim ─► refusals ─► hand over all but the dot ─► commit SENDING ─► the dot ─► settle
             └► REFUSED  └► PENDING | FAILED           └► not ours any more: no dot       └► SENT | FAILED | PENDING | IN_DOUBT

Whatever dies before the commit has sent nothing, and is tried again. Whatever dies after it is in doubt, and is not.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import field
from email.parser import BytesHeaderParser
from email.policy import SMTP
from typing import TYPE_CHECKING, Self

from briefgen.editions import is_ahead
from briefgen.ledger import DeliveryTaken
from briefgen.model.delivery import Message, State
from briefgen.model.diagnostic import Severity
from briefgen.model.errors import EnvironmentFailed
from briefgen.model.instant import moment, stamp
from briefgen.model.value import dataclass
from briefgen.outbox.addresses import same_reader
from briefgen.outbox.channel import ChannelDown, NoAnswer, NotSent, Rejected
from briefgen.outbox.pace import backoff, given_up
from briefgen.outbox.refusals import REFUSE, WARN, Case, refusals

if TYPE_CHECKING:
    from briefgen.editions import EditionsLock
    from briefgen.ledger import Claim, Ledger
    from briefgen.model.delivery import Delivery, DistributionList, Recipient
    from briefgen.model.edition import Edition
    from briefgen.model.ports import Clock, Objects
    from briefgen.outbox.channel import Channel, Handed
    from briefgen.outbox.transport import Transport

_MARGIN = 60.0
"""Seconds between the longest wait for an answer and the end of the lease under which it is waited for."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How deliveries are made. ``lease`` is in seconds, for handing over up to the dot; ``warn`` and ``refuse`` are in bytes.

    ``per_minute`` are messages to one domain, 0: no limit; ``give_up`` is in hours. ``room``: bytes that must be free on the
    ledger's disk before anything is begun. ``insist`` are the pauses, in seconds, after which an answer that could not be written
    down is tried to be written again.
    """

    lease: float = 900.0
    warn: int = WARN
    refuse: int = REFUSE
    per_minute: float = 60.0
    give_up: float = 72.0
    room: int = 16_000_000
    insist: tuple[float, ...] = (0.5, 2.0, 8.0)

    @classmethod
    def of(cls, transport: Transport) -> Self:
        """The terms that a workspace's settings ask for."""
        return cls(
            warn=int(transport.warn * 1e6),
            refuse=int(transport.refuse * 1e6),
            per_minute=transport.per_minute,
            give_up=transport.give_up,
        )


USUAL = Terms()
"""Those of a workspace that says nothing."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """Who is told what as it happens. ``step`` is told each step by name: a process may die after any.

    ``moved`` hears each delivery that was settled, ``warned`` what is sent although it is doubtful. ``stopping`` is asked between
    deliveries whether to leave the rest.
    """

    step: Callable[[str], None] = lambda _: None
    moved: Callable[[Delivery], None] = lambda _: None
    warned: Callable[[Delivery, str], None] = lambda _, __: None
    stopping: Callable[[], bool] = lambda: False


SILENT = Hearing()
"""Nobody is told."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What deliveries are made with. ``owner`` names this process.

    ``locks`` are what ``editions.lock`` says, by brief, or why that cannot be told; a brief that is not in it is not held to one.
    """

    ledger: Ledger
    objects: Objects
    channels: Mapping[str, Channel]
    lists: Mapping[str, DistributionList]
    clock: Clock
    owner: str
    terms: Terms = USUAL
    locks: Mapping[str, EditionsLock | str] = field(default_factory=dict)
    hearing: Hearing = SILENT
    _readers: dict[str, dict[str, Recipient]] = field(default_factory=dict, repr=False)

    def reader(self, delivery: Delivery) -> Recipient | None:
        """Whom a delivery is for, as their list names them now; ``None``: it does not."""
        if delivery.list_name not in self._readers:
            declared = self.lists.get(delivery.list_name)
            found = {same_reader(one.address): one for one in declared.recipients} if declared else {}
            self._readers[delivery.list_name] = found
        return self._readers[delivery.list_name].get(same_reader(delivery.recipient))


class Down(Exception):
    """A channel takes nothing now; the delivery that met it is pending again. ``until`` is when to try, ISO 8601 in UTC."""

    def __init__(self, reason: str, until: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.until = until


def deliver(desk: Desk, delivery: Delivery, channel: Channel) -> State | None:
    """Hand one delivery over; how it stands then, ``None``: it was not ours to hand over.

    Raises :class:`Down` where nothing can be handed over on that channel, and
    :class:`~briefgen.model.errors.EnvironmentFailed` where the ledger does not serve.
    """
    claim = desk.ledger.claim_delivery(delivery, desk.owner, desk.terms.lease, stamp(desk.clock.now()))
    if claim is None:
        return None
    desk.hearing.step("claimed")
    try:
        if reason := _ahead(desk, delivery) or _moved(desk, delivery.brief):
            return _settled(desk, claim, State.ON_HOLD, reason=reason)
        message = _read(desk, claim.delivery)
        if isinstance(message, str):
            return _settled(desk, claim, State.REFUSED, reason=message)
        if reason := _refused(desk, claim.delivery, message):
            return _settled(desk, claim, State.REFUSED, reason=reason)
        desk.hearing.step("allowed")
        return _handed_over(desk, claim, message, channel)
    except DeliveryTaken:
        return None


# ── before a socket opens ────────────────────────────────────────────────────────────────────────────────────────────


def _ahead(desk: Desk, delivery: Delivery) -> str:
    """Why the ledger cannot be known to be the one that sent the last edition; empty: it may be."""
    lock, latest = desk.locks.get(delivery.brief), desk.ledger.latest_edition(delivery.brief)
    if lock is None:
        return ""
    if isinstance(lock, str):
        return f"what was published before cannot be told: {lock}"
    if is_ahead(lock, latest):
        said = f"editions.lock has edition {lock.number}, the ledger another"
        return f"{said}: run briefgen editions adopt, then briefgen outbox resolve"
    if lock.number < delivery.edition:
        return f"editions.lock has edition {lock.number}, and would not keep edition {delivery.edition} from being sent again"
    return ""


def _moved(desk: Desk, brief: str) -> str:
    """Why readers are not to have what was published before its ground moved; empty: nothing is known to have moved."""
    held = desk.ledger.held(brief)
    if held is None or not held.hold.impacts:
        return ""
    return f"the brief is held: {'; '.join(held.hold.reasons)}; after its release: briefgen outbox resolve"


def _read(desk: Desk, delivery: Delivery) -> Message | str:
    """The message as it was made; or why it cannot be had."""
    try:
        data = desk.objects.get(delivery.message)
    except EnvironmentFailed as trouble:
        return str(trouble)
    senders = BytesHeaderParser(policy=SMTP).parsebytes(data)["From"]
    found = [one.addr_spec for one in senders.addresses] if senders else []
    if len(found) != 1:
        return "bad-message: it says nobody, or several, for From"
    return Message(delivery.message_id, found[0], delivery.recipient, data)


def _refused(desk: Desk, delivery: Delivery, message: Message) -> str:
    """Why a message may not go; empty: it may."""
    edition = desk.ledger.edition(delivery.brief, delivery.edition)
    assert edition is not None, "the ledger's keys forbid it"
    readers = desk.lists.get(delivery.list_name)
    case = Case(
        edition,
        readers,
        desk.reader(delivery),
        message,
        delivery.marking,
        delivery.status,
        is_approved(desk.ledger, edition),
        desk.ledger.newest_sent(delivery.brief, delivery.recipient),
        desk.terms.warn,
        desk.terms.refuse,
    )
    found = refusals(case)
    for one in found:
        if one.severity is Severity.WARNING:
            desk.hearing.warned(delivery, one.message)
    return "; ".join(f"{one.code}: {one.message}" for one in found if one.severity is Severity.ERROR)


def is_approved(ledger: Ledger, edition: Edition) -> bool:
    """Whether a person approved the edition's text: as it is, or before data alone changed, which the author lets go out."""
    text = edition.content.whole[:32]
    return any(approval.content[:32] == text for approval in ledger.approvals(edition.brief))


# ── handing over ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _handed_over(desk: Desk, claim: Claim, message: Message, channel: Channel) -> State:
    try:
        handed = channel.hand_over(message, claim.epoch, desk.hearing.step)
    except NotSent as refusal:
        return _not_sent(desk, claim, refusal)
    try:
        desk.hearing.step("handed-over")
        desk.ledger.commit_sending(claim, handed.patience + _MARGIN)
        desk.hearing.step("committed")
    except BaseException:
        handed.abandon()
        raise
    return _ended(desk, claim, handed)


def _ended(desk: Desk, claim: Claim, handed: Handed) -> State:
    try:
        reply = handed.finish()
    except NotSent as refusal:
        return _not_sent(desk, claim, refusal)
    except NoAnswer as silence:
        return _settled(desk, claim, State.IN_DOUBT, reason=f"no answer to the last step: {silence.reason}")
    except BaseException:
        with suppress(Exception):
            _settled(desk, claim, State.IN_DOUBT, reason="interrupted while waiting for the answer")
        raise
    desk.hearing.step("answered")
    return _sent(desk, claim, reply)


def _sent(desk: Desk, claim: Claim, reply: str) -> State:
    """Write a 250 down, and insist: it is known now, and nowhere else."""
    for pause in (*desk.terms.insist, None):
        try:
            return _written_down(desk, claim, reply)
        except EnvironmentFailed:
            if pause is None:
                raise
            time.sleep(pause)
    raise AssertionError


def _written_down(desk: Desk, claim: Claim, reply: str) -> State:
    try:
        return _settled(desk, claim, State.SENT, reply=reply)
    except DeliveryTaken:
        desk.ledger.late_settle(claim, reply)
        desk.hearing.moved(desk.ledger.delivery(claim.delivery.key))
        return State.SENT


def _not_sent(desk: Desk, claim: Claim, refusal: NotSent) -> State:
    now = desk.clock.now()
    waited = given_up(moment(claim.delivery.since), now, desk.terms.give_up)
    if isinstance(refusal, Rejected):
        return _settled(desk, claim, State.FAILED, reply=refusal.reply, reason="it was refused for good")
    until = stamp(now + backoff(claim.delivery))
    if waited:
        state = _settled(desk, claim, State.FAILED, reply=refusal.reply, reason=f"given up after {desk.terms.give_up:g} hours")
    else:
        state = _settled(desk, claim, State.PENDING, reply=refusal.reply, reason="to be tried again", next_try=until)
    if isinstance(refusal, ChannelDown):
        raise Down(refusal.reply, until)
    return state


def _settled(desk: Desk, claim: Claim, state: State, *, reply: str = "", reason: str = "", next_try: str = "") -> State:
    desk.ledger.settle(claim, state, reply=reply, reason=reason, next_try=next_try)
    desk.hearing.step("settled")
    desk.hearing.moved(desk.ledger.delivery(claim.delivery.key))
    return state
