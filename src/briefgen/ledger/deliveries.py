"""The outbox in the ledger: every delivery, each step that it took, and who may take the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from briefgen.ledger import rows
from briefgen.ledger.book import Book
from briefgen.ledger.records import Claim, Lapse
from briefgen.ledger.trouble import DeliveryTaken, UnknownDelivery
from briefgen.model.delivery import State
from briefgen.model.instant import canonical, moment, stamp
from briefgen.model.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.ledger.database import Row
    from briefgen.ledger.records import Transition
    from briefgen.model.delivery import Delivery

FARTHEST = timedelta(days=2)
"""No next try is set further away; one that is, was set before the clock was set back, and is due."""

_OUTCOMES = {
    State.PENDING: (State.PENDING, State.FAILED, State.REFUSED, State.ON_HOLD),
    State.SENDING: (State.SENT, State.FAILED, State.PENDING, State.IN_DOUBT),
}
"""What handing over can come to, before and after the commit."""
_NEW = (State.PENDING, State.REFUSED, State.ON_HOLD)


class Deliveries(Book):
    """Deliveries and their way out. Every change of state is in the log, in the same transaction."""

    # ── what there is ────────────────────────────────────────────────────────────────────────────────────────────────

    def deliveries(self, brief: str = "", number: int = 0) -> tuple[Delivery, ...]:
        """All deliveries, or those of an edition, in the order of their keys."""
        operation = "deliveries_of" if brief else "deliveries"
        values: dict[str, object] = {"brief": brief, "number": number} if brief else {}
        return tuple(map(rows.delivery, self._database.rows(operation, **values)))

    def open_deliveries(self) -> tuple[Delivery, ...]:
        """Those that are neither sent nor dropped: few, however many there ever were."""
        return tuple(map(rows.delivery, self._database.rows("open_deliveries")))

    def delivery(self, key: str) -> Delivery:
        """The delivery of that :attr:`~briefgen.model.delivery.Delivery.key`, or of a beginning that only one has.

        Raises :class:`~briefgen.ledger.UnknownDelivery`, with the nearest, for a key that none has.
        """
        row = self._database.row("delivery", **_parts(key))
        if row:
            return rows.delivery(row)
        every = self.deliveries()
        found = [one for one in every if one.key.startswith(key)] if key else []
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownDelivery(f"{len(found)} deliveries begin with {key}", hint=f"say more, such as {found[0].key}")
        hint = did_you_mean(key, [one.key for one in every]) or "briefgen outbox list names them"
        raise UnknownDelivery(f"the outbox has no delivery {key}", hint=hint)

    def delivery_log(self, delivery: Delivery) -> tuple[Transition, ...]:
        """Every step that a delivery took, the oldest first."""
        return tuple(map(rows.transition, self._database.rows("delivery_log", **key_of(delivery))))

    def counts(self) -> Mapping[str, int]:
        """How many deliveries stand in each state; a state in which none stands is left out."""
        return {row["state"]: row["number"] for row in self._database.rows("count_deliveries")}

    def newest_sent(self, brief: str, recipient: str) -> int:
        """The newest edition of a brief that a reader has, or may have; 0: none."""
        row = self._database.row("newest_sent", brief=brief, recipient=recipient)
        return int(row["number"]) if row else 0

    def _add_deliveries(self, deliveries: Sequence[Delivery]) -> None:
        """Put new deliveries into the outbox, inside their edition's transaction; raises :class:`ValueError` for a false one."""
        now, seen = self._now(), set[str]()
        for one in deliveries:
            if one.state not in _NEW:
                raise ValueError(f"a new delivery is not {one.state}")
            if seen & {one.key, one.message_id}:
                raise ValueError(f"{one.key} is to be delivered twice, or its Message-ID is")
            seen |= {one.key, one.message_id}
            values = {"list": one.list_name, "marking": one.marking, "status": one.status}
            identity = {"message_id": one.message_id, "message": one.message}
            self._database.run("add_delivery", **key_of(one), **values, **identity, state=one.state, since=now, reason=one.reason)
            self._log(one, "", one.state, reason=one.reason)
        self._supersede([one for one in deliveries if one.state is State.PENDING])

    def _supersede(self, new: Sequence[Delivery]) -> None:
        """Drop what waits of older editions for readers who are to have a newer one; what anybody ever took up stays as it is."""
        numbers = {(one.brief, one.recipient): one.edition for one in new}
        for row in self._database.rows("open_deliveries") if numbers else ():
            number = numbers.get((row["brief"], row["recipient"]), 0)
            is_untouched = row["state"] == State.PENDING and not row["epoch"] and row["generation"] == self.generation
            if row["number"] < number and is_untouched:
                self._move(row, State.DROPPED, reason=f"superseded by edition {number}")

    # ── handing over ─────────────────────────────────────────────────────────────────────────────────────────────────

    def due(self, now: str = "") -> tuple[Delivery, ...]:
        """What may be handed over at an instant (empty: now), the older editions of a brief first; nothing during a pause."""
        return tuple(map(rows.delivery, self._database.rows("due_deliveries", **_horizon(canonical(now) or self._now()))))

    def claim_delivery(self, delivery: Delivery, owner: str, seconds: float, now: str = "") -> Claim | None:
        """Take the right to hand a delivery over, for ``seconds`` by the database's clock; ``None``: it is not to be had."""
        instant = canonical(now) or self._now()
        with self.together():
            row = self._database.row("claim_delivery", **key_of(delivery), owner=owner, seconds=seconds, **_horizon(instant))
            if row is None:
                return None
            self._log(replace(delivery, epoch=row["epoch"]), State.PENDING, State.PENDING, reason=f"taken up by {owner}")
            found = self._database.row("delivery", **key_of(delivery))
        assert found is not None
        return Claim(rows.delivery(found), owner, row["epoch"], row["generation"])

    def commit_sending(self, claim: Claim, seconds: float) -> None:
        """Write down, durably, that the last step is taken now: call it right before, and take that step only if it returns.

        ``seconds`` is how long the answer is waited for at most. Raises :class:`~briefgen.ledger.DeliveryTaken` where the right
        was lost, the outbox paused or the ledger restored; the message is then provably unsent, and is to stay so.
        """
        with self.together():
            fence = {"owner": claim.owner, "epoch": claim.epoch, "generation": claim.generation}
            if self._database.run("commit_sending", **key_of(claim.delivery), **fence, seconds=seconds) != 1:
                raise _taken(claim)
            self._log(claim.delivery, State.PENDING, State.SENDING)

    def settle(self, claim: Claim, state: State, *, reply: str = "", reason: str = "", next_try: str = "") -> None:
        """Write down what handing over came to. A delivery that stays pending has had one more try, where ``next_try`` is given.

        Raises :class:`~briefgen.ledger.DeliveryTaken` where it is the claim's no more, and nothing is written then: a 250 is to be
        told to :meth:`late_settle`.
        """
        with self.together():
            row = self._database.row("delivery", **key_of(claim.delivery))
            was_restored = claim.generation != self.generation
            if row is None or was_restored or not _holds(row, claim) or state not in _OUTCOMES.get(State(row["state"]), ()):
                raise _taken(claim)
            tries = row["tries"] + (1 if next_try or state in (State.SENT, State.FAILED, State.IN_DOUBT) else 0)
            self._move(row, state, tries=tries, next_try=canonical(next_try), reply=reply, reason=reason)

    def late_settle(self, claim: Claim, reply: str) -> bool:
        """A 250 that came after all: the delivery is sent, unless it was taken up anew since; whether it was written so.

        Where it cannot be, the log keeps the fact.
        """
        with self.together():
            row = self._database.row("delivery", **key_of(claim.delivery))
            if row is None:
                return False
            fits = (row["epoch"], row["generation"], row["owner"]) == (claim.epoch, claim.generation, "")
            reason = "the answer came late"
            if fits and State(row["state"]) in (State.IN_DOUBT, State.PENDING, State.ON_HOLD, State.DROPPED):
                self._move(row, State.SENT, reply=reply, reason=reason)
                return True
            late = replace(claim.delivery, epoch=claim.epoch)
            self._log(late, row["state"], row["state"], reply=reply, reason=f"{reason}, for a try that is this one no more")
            return False

    def expire(self) -> tuple[Lapse, ...]:
        """Take back what its owner let lapse, and what was open before a restore; what was moved, as it stands now.

        Pending and leased becomes pending: nothing can have left. Sending becomes in doubt. After a restore pending becomes held,
        for it may have been sent since the backup was made.
        """
        moved = []
        with self.together():
            for row in self._database.rows("lapsed_deliveries"):
                was, restored = State(row["state"]), bool(row["restored"])
                if was is State.SENDING:
                    state, reason = State.IN_DOUBT, "whoever sent it never wrote down an answer"
                elif restored:
                    state, reason = State.ON_HOLD, "the ledger was restored: it may have been sent since the backup was made"
                else:
                    state, reason = State.PENDING, "whoever had taken it up has gone; nothing was sent"
                self._move(row, state, reason=reason, next_try=row["next_try"])
                found = self._database.row("delivery", **_key_of_row(row))
                assert found is not None
                moved.append(Lapse(rows.delivery(found), was))
        return tuple(moved)

    def prove(self, delivery: Delivery, *, sent: bool, reason: str) -> bool:
        """What a channel's own record proves of one in doubt: that it arrived, or that nothing left. Whether it was in doubt."""
        with self.together():
            row = self._database.row("delivery", **key_of(delivery))
            if row is None or (row["state"], row["epoch"]) != (State.IN_DOUBT, delivery.epoch):
                return False
            self._move(row, State.SENT if sent else State.PENDING, reason=reason)
            return True

    def postpone(self, channel: str, until: str, reason: str) -> int:
        """Try nothing on a channel before an instant, because it is down; how many deliveries that puts off."""
        with self.together():
            count = self._database.run("postpone_deliveries", channel=channel, next_try=canonical(until), reason=reason)
            self.note("channel-down", subject=channel, details={"until": canonical(until), "reason": reason, "deliveries": count})
            return count

    # ── the owner is told ────────────────────────────────────────────────────────────────────────────────────────────

    def untold(self) -> tuple[Delivery, ...]:
        """What has come to an end, or waits for a person, and of which nobody was told yet."""
        return tuple(map(rows.delivery, self._database.rows("untold_deliveries")))

    def tell_of(self, deliveries: Iterable[Delivery]) -> None:
        """Write down that the owner was told of these, as they stood; one that has moved since is to be told again."""
        with self.together():
            for one in deliveries:
                self._database.run("tell_of_delivery", **key_of(one), state=one.state, told=self._now())

    # ── one step ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _move(self, row: Row, state: State, *, who: str = "", **columns: object) -> None:
        """Take a delivery from where it was read, in this transaction, to ``state``, and write the step down."""
        values: dict[str, object] = {"tries": row["tries"], "next_try": "", "reply": row["reply"], "reason": "", "told": ""}
        values |= columns
        if (
            self._database.run("move_delivery", **_key_of_row(row), **values, state=state, was=row["state"], epoch=row["epoch"])
            != 1
        ):
            raise DeliveryTaken(f"{rows.delivery(row).key} was moved by another process; nothing was written")
        before = rows.delivery(row)
        self._log(before, row["state"], state, who=who, reply=str(columns.get("reply", "")), reason=str(values["reason"]))

    def _log(self, one: Delivery, was: str, state: str, *, who: str = "", reply: str = "", reason: str = "") -> None:
        values = {"was": was, "state": state, "epoch": one.epoch, "who": who, "reply": reply, "reason": reason}
        self._database.run("log_delivery", **key_of(one), at=self._now(), **values)


def key_of(delivery: Delivery) -> dict[str, object]:
    """The columns of a delivery's primary key."""
    return {"brief": delivery.brief, "number": delivery.edition, "channel": delivery.channel, "recipient": delivery.recipient}


def _key_of_row(row: Row) -> dict[str, object]:
    return {name: row[name] for name in ("brief", "number", "channel", "recipient")}


def _parts(key: str) -> dict[str, object]:
    """The columns of a key. Only a recipient may hold a stroke, and it comes last."""
    brief, number, channel, recipient = (*key.split("/", 3), "", "", "", "")[:4]
    edition = int(number) if number.isdecimal() and len(number) < 10 else 0
    return {"brief": brief, "number": edition, "channel": channel, "recipient": recipient}


def _horizon(now: str) -> dict[str, object]:
    return {"now": now, "horizon": stamp(moment(now) + FARTHEST)}


def _holds(row: Row, claim: Claim) -> bool:
    return (row["epoch"], row["generation"], row["owner"]) == (claim.epoch, claim.generation, claim.owner)


def _taken(claim: Claim) -> DeliveryTaken:
    message = f"{claim.owner} may hand over {claim.delivery.key} no more; nothing was written"
    return DeliveryTaken(message, hint="look again: another process has it, or a person stopped it")
