"""All that is due, once. It may be called never, once or many times, by one process or by several, and dies without harm."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING

from briefgen.model.delivery import Message, State
from briefgen.model.errors import EnvironmentFailed
from briefgen.model.instant import stamp
from briefgen.model.value import dataclass
from briefgen.outbox.handing import SILENT, USUAL, Desk, Down, Hearing, Terms, deliver
from briefgen.outbox.pace import Pace
from briefgen.outbox.reconciling import WAITING, in_words, reconciled
from briefgen.outbox.telling import tell_owners

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.editions import EditionsLock
    from briefgen.ledger import Ledger, Pause
    from briefgen.model.delivery import Delivery, DistributionList, Reconciliation
    from briefgen.model.ports import Clock, Objects
    from briefgen.outbox.channel import Channel

_LOST = 3
"""Connections lost, or answers that never came, one after the other, after which a channel is left alone for this time."""


@dataclass(frozen=True, slots=True)
class Report:
    """How a dispatch went.

    ``moved`` are the deliveries it settled, as they then stood; ``counts`` how all of the outbox stand now, by state. ``down`` are
    channels that took nothing, with the reason, ``warnings`` what was sent although it is doubtful, ``told`` the owners who were
    told. ``paused`` ``None``: all may leave. ``next_try`` is when something is due again, ISO 8601 in UTC; empty: never.
    """

    at: str
    moved: tuple[Delivery, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    down: Mapping[str, str] = field(default_factory=dict)
    reconciliations: tuple[Reconciliation, ...] = ()
    warnings: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    paused: Pause | None = None
    next_try: str = ""

    @property
    def exit_code(self) -> int:
        """4 while anything waits for a person, 5 where a channel is down, else 0."""
        if any(self.counts.get(state, 0) for state in WAITING) or any(one.missing for one in self.reconciliations):
            return 4
        return 5 if self.down else 0

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        sent = sum(one.state is State.SENT for one in self.moved)
        yield f"{sent} of {len(self.moved)} sent" if self.moved else "nothing was due"
        if self.paused:
            yield f"the outbox is paused by {self.paused.who} since {self.paused.since}: {self.paused.reason}".rstrip(": ")
        yield from (f"{name} takes nothing: {reason}" for name, reason in self.down.items())
        yield from self.warnings
        yield from map(in_words, self.reconciliations)
        waiting = [f"{self.counts[state]} {state}" for state in WAITING if self.counts.get(state)]
        if waiting:
            yield f"waiting for a person: {', '.join(waiting)}"


def dispatch(
    ledger: Ledger,
    objects: Objects,
    channels: Mapping[str, Channel],
    lists: Mapping[str, DistributionList],
    clock: Clock,
    *,
    terms: Terms = USUAL,
    locks: Mapping[str, EditionsLock | str] | None = None,
    hearing: Hearing = SILENT,
) -> Report:
    """Deliver what is due, tell the owners, and report.

    ``lists`` and ``locks`` are by name and by brief, as they are now; a delivery whose channel is not among ``channels`` waits.
    Raises :class:`~briefgen.model.errors.EnvironmentFailed` where the ledger or its disk does not serve; nothing is lost then.
    """
    moved: list[Delivery] = []
    warnings: list[str] = []

    def warned(delivery: Delivery, message: str) -> None:
        warnings.append(f"{delivery.key}: {message}")
        hearing.warned(delivery, message)

    def hear(delivery: Delivery) -> None:
        moved.append(delivery)
        hearing.moved(delivery)

    heard = replace(hearing, moved=hear, warned=warned)
    desk = Desk(ledger, objects, channels, lists, clock, _owner(), terms, locks or {}, heard)
    try:
        _take_back(desk)
        down = _deliver_all(desk)
        told = () if ledger.paused() or hearing.stopping() else tell_owners(desk, frozenset(down))
    finally:
        for channel in channels.values():
            channel.close()
    return _reported(desk, moved, down, tuple(warnings), told)


def _owner() -> str:
    """A name that no other process, thread or call has."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


def _take_back(desk: Desk) -> None:
    """What others left when they died. Of what is in doubt, the channel itself may know better."""
    lapsed = desk.ledger.expire()
    desk.hearing.step("expired")
    for lapse in lapsed:
        channel = desk.channels.get(lapse.delivery.channel)
        if lapse.delivery.state is State.IN_DOUBT and channel:
            _prove(desk, lapse.delivery, channel)
        if (now := desk.ledger.delivery(lapse.delivery.key)).state is not lapse.was:
            desk.hearing.moved(now)


def _prove(desk: Desk, delivery: Delivery, channel: Channel) -> None:
    try:
        data = desk.objects.get(delivery.message)
    except EnvironmentFailed:
        return
    known = channel.recall(Message(delivery.message_id, "", delivery.recipient, data), delivery.epoch)
    if known is not None:
        desk.ledger.prove(delivery, sent=known, reason="found delivered" if known else "found not to have left")
        desk.hearing.step("proved")


def _deliver_all(desk: Desk) -> dict[str, str]:
    """Everything that is due; the channels that are down, with the reason."""
    down: dict[str, str] = {}
    lost: dict[str, int] = {}
    due = desk.ledger.due(stamp(desk.clock.now()))
    for delivery in Pace(desk.terms.per_minute).paced(due, desk.hearing.stopping):
        channel = desk.channels.get(delivery.channel)
        if channel is None:
            down.setdefault(delivery.channel, "there is no such channel here")
        if channel is None or delivery.channel in down:
            continue
        _need_room(desk)
        try:
            state = deliver(desk, delivery, channel)
        except Down as trouble:
            down[delivery.channel] = trouble.reason
            desk.ledger.postpone(delivery.channel, trouble.until, trouble.reason)
            continue
        is_lost = state is State.IN_DOUBT or (state is State.PENDING and desk.ledger.delivery(delivery.key).reply[:1] not in "45")
        lost[delivery.channel] = lost.get(delivery.channel, 0) + 1 if is_lost else 0
        if lost[delivery.channel] >= _LOST:
            down[delivery.channel] = f"{_LOST} connections were lost, one after the other"
    return down


def _need_room(desk: Desk) -> None:
    """A full disk would keep us from writing down what became of a message: then none is begun."""
    room = desk.ledger.room()
    if room is not None and room < desk.terms.room:
        message = f"the ledger's disk has {room / 1e6:.0f} MB left; nothing is sent with less than {desk.terms.room / 1e6:.0f}"
        raise EnvironmentFailed(message, hint="free some space; what is due is sent then")


def _reported(
    desk: Desk, moved: Sequence[Delivery], down: Mapping[str, str], warnings: tuple[str, ...], told: tuple[str, ...]
) -> Report:
    unsent = desk.ledger.open_deliveries()
    touched = sorted({(one.brief, one.edition) for one in (*moved, *unsent)})
    ours = [one for brief, number in touched for one in desk.ledger.deliveries(brief, number)]
    waits = [one.next_try for one in unsent if one.state is State.PENDING]
    return Report(
        stamp(desk.clock.now()),
        tuple(moved),
        desk.ledger.counts(),
        down,
        reconciled(ours, desk.lists.values()),
        warnings,
        told,
        desk.ledger.paused(),
        min(waits, default=""),
    )
