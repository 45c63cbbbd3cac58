"""What the owner of a list is told: how an edition went, once it has gone, and at once what waits for a person."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING

from briefgen.model.characters import one_line
from briefgen.model.delivery import Message
from briefgen.outbox.addresses import NotAnAddress, domain_of, read_address
from briefgen.outbox.channel import NoAnswer, NotSent
from briefgen.outbox.reconciling import OPEN, WAITING, in_words, reconcile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from briefgen.ledger import Held
    from briefgen.model.delivery import Delivery, DistributionList, Reconciliation
    from briefgen.outbox.channel import Channel
    from briefgen.outbox.handing import Desk

MANY = 50
"""Deliveries that are told one by one; of more, the number is told."""


def tell_owners(desk: Desk, down: frozenset[str]) -> tuple[str, ...]:
    """Tell the owners of lists what they have not been told; the addresses that were told.

    A digest is sent when nothing of an edition is open any more, and before that as soon as something waits for a person. It is not
    a delivery: where it cannot be sent it is sent with the next dispatch, and an owner may be told twice. ``down``: channels that
    are not to be tried.
    """
    told = []
    for (brief, number, name, channel), untold in _news(desk):
        readers = desk.lists.get(name)
        way = desk.channels.get(channel)
        if readers is None or way is None or channel in down or not _is_time(desk, brief, number, untold):
            continue
        ours = [one for one in desk.ledger.deliveries(brief, number) if one.list_name == name]
        notice = digest(reconcile(brief, number, ours, [readers]), ours, readers, desk.clock.now())
        if notice is None or hand_over(way, notice):
            desk.ledger.tell_of(untold)
            desk.hearing.step("told")
            told += [notice.recipient] if notice else []
    return tuple(told)


def _news(desk: Desk) -> Iterator[tuple[tuple[str, int, str, str], list[Delivery]]]:
    found: dict[tuple[str, int, str, str], list[Delivery]] = {}
    for one in desk.ledger.untold():
        found.setdefault((one.brief, one.edition, one.list_name, one.channel), []).append(one)
    yield from found.items()


def _is_time(desk: Desk, brief: str, number: int, untold: Sequence[Delivery]) -> bool:
    if any(one.state in WAITING for one in untold):
        return True
    return not any(one.state in OPEN for one in desk.ledger.deliveries(brief, number))


def hand_over(channel: Channel, notice: Message) -> bool:
    """Whether the other side took it; where nobody can tell, it did."""
    try:
        handed = channel.hand_over(notice, 0, lambda _: None)
        with suppress(NoAnswer):
            handed.finish()
    except NotSent:
        return False
    return True


def digest(outcome: Reconciliation, deliveries: Sequence[Delivery], readers: DistributionList, now: datetime) -> Message | None:
    """The message to a list's owner, in plain text; ``None``: the list names nobody who could be told, or nobody who could tell."""
    waiting = [one for one in deliveries if one.state in WAITING]
    subject = f"[briefgen] {outcome.brief}, edition {outcome.edition}: {_verdict(outcome, waiting)}"
    return _note(subject, "\n".join(_lines(outcome, waiting, readers)), readers, now)


def hold_notice(held: Held, readers: DistributionList, now: datetime) -> Message | None:
    """The message to a list's owner about a brief that waits for a person, with the sentences; ``None`` as of :func:`digest`."""
    return _note(f"[briefgen] {held.brief} is held", "\n".join(_hold_lines(held, readers)), readers, now)


def _hold_lines(held: Held, readers: DistributionList) -> Iterator[str]:
    yield f"List {readers.name}"
    yield f"Nothing of {held.brief} is published until a person has looked at it. Held since {held.since}:"
    yield from (f"  {one_line(reason)}" for reason in held.hold.reasons)
    if held.hold.impacts:
        yield ""
        yield "These sentences may have lost their ground:"
    for one in held.hold.impacts[:MANY]:
        place = f"{one.position}: " if one.position else ""
        lost = f", the words “{one_line(one.span)}”" if one.span else ""
        yield f"  {place}{one_line(one.sentence)} ({one.loss}: {one.source}{lost})"
    if len(held.hold.impacts) > MANY:
        yield f"  and {len(held.hold.impacts) - MANY} more"
    yield ""
    yield "Mend the text, or release it as it is with: briefgen approve"


def _note(subject: str, text: str, readers: DistributionList, now: datetime) -> Message | None:
    try:
        owner, sender = read_address(readers.owner), read_address(_bare(readers.sender))
    except NotAnAddress:
        return None
    identity = hashlib.sha256(f"{text}{owner}".encode()).hexdigest()[:32]
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, owner, one_line(subject)
    mail["Date"], mail["Message-ID"] = format_datetime(now), f"<{identity}.d@{domain_of(sender)[:24].lstrip('.-')}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text, cte="base64")
    return Message(str(mail["Message-ID"]), sender, owner, mail.as_bytes())


def _bare(address: str) -> str:
    return address.rpartition("<")[2].rstrip(">").strip() if "<" in address else address


def _verdict(outcome: Reconciliation, waiting: Sequence[Delivery]) -> str:
    if not waiting and not outcome.missing:
        return f"all is well, {outcome.states.get('sent', 0)} sent"
    parts = [f"{len(waiting)} of {sum(outcome.states.values())} wait for a person"] if waiting else []
    parts += [f"{len(outcome.missing)} were left out"] if outcome.missing else []
    return ", ".join(parts)


def _lines(outcome: Reconciliation, waiting: Sequence[Delivery], readers: DistributionList) -> Iterator[str]:
    yield f"List {readers.name}"
    yield in_words(outcome)
    if waiting:
        yield ""
        yield "These wait for a person:"
    for one in waiting[:MANY]:
        said = one_line("; ".join(part for part in (one.reason, one.reply) if part))
        yield f"  {one.state}  {one.recipient}: {said}"
    if len(waiting) > MANY:
        yield f"  and {len(waiting) - MANY} more"
    if waiting:
        yield ""
        yield f"See them with: briefgen outbox show {waiting[0].key}"
        yield "Say what became of them with: briefgen outbox resolve, or try them again with: briefgen outbox retry"
