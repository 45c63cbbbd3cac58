"""What a person says about the outbox: what became of a delivery, that it is to be tried again, that nothing is to leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.ledger import rows
from briefgen.ledger.deliveries import Deliveries, key_of
from briefgen.ledger.trouble import NotPossible
from briefgen.model.delivery import State

if TYPE_CHECKING:
    from briefgen.ledger.records import Pause
    from briefgen.model.delivery import Delivery

WORDS = {
    State.IN_DOUBT: (State.SENT, State.PENDING, State.DROPPED),
    State.ON_HOLD: (State.SENT, State.PENDING, State.DROPPED),
    State.FAILED: (State.PENDING, State.DROPPED),
    State.REFUSED: (State.PENDING, State.DROPPED),
    State.PENDING: (State.ON_HOLD, State.DROPPED),
}
"""What a person may say about a delivery, by the state that it stands in."""


class Outbox(Deliveries):
    """The part of :class:`~briefgen.ledger.Ledger` that is the outbox."""

    def resolve(self, key: str, word: State, who: str, reason: str = "") -> Delivery:
        """A person's word on a delivery, of those in :data:`WORDS`; the delivery as it then stands.

        What is put back to pending is sent again, the identical bytes, as soon as something dispatches. Raises
        :class:`~briefgen.ledger.UnknownDelivery`, and :class:`~briefgen.ledger.NotPossible` for a word that does not fit.
        """
        with self.together():
            self.expire()  # else a word on what was open before a restore would be a word on something else
            found = self.delivery(key)
            row = self._database.row("delivery", **key_of(found))
            assert row is not None
            words = WORDS.get(found.state, ())
            if row["leased"]:
                raise NotPossible(f"{found.key} is being handed over", hint="wait until that has ended")
            if word not in words:
                hint = f"it can become {' or '.join(words)}" if words else "nothing is left to decide"
                raise NotPossible(f"{found.key} is {found.state} and cannot become {word}", hint=hint)
            tries = 0 if word is State.PENDING else row["tries"]
            self._move(row, word, tries=tries, reply=row["reply"], reason=reason, who=who, told=self._now())
            return self.delivery(found.key)

    def retry(self, key: str, who: str) -> Delivery:
        """Try a delivery again that failed or was refused, or at once what waits for its next try; as it then stands."""
        with self.together():
            self.expire()
            found = self.delivery(key)
            if found.state in (State.IN_DOUBT, State.ON_HOLD):
                hint = "find out whether it arrived; then briefgen outbox resolve says what is so"
                raise NotPossible(f"{found.key} is {found.state}: it may have arrived", hint=hint)
            if found.state is not State.PENDING:
                return self.resolve(key, State.PENDING, who, "tried again")
            row = self._database.row("delivery", **key_of(found))
            if row and not row["leased"]:
                self._move(row, State.PENDING, tries=row["tries"], reply=row["reply"], reason="tried again", who=who)
            return self.delivery(found.key)

    def pause(self, who: str, reason: str = "") -> None:
        """Let nothing leave the outbox from now on, by any process; what has been committed to sending is ended."""
        with self.together():
            if self._database.run("pause", since=self._now(), who=who, reason=reason) == 1:
                self.note("paused", who=who, details={"reason": reason})

    def resume(self, who: str) -> bool:
        """End the pause; whether there was one."""
        with self.together():
            ended = self._database.run("end_pause") == 1
            if ended:
                self.note("resumed", who=who)
            return ended

    def paused(self) -> Pause | None:
        """Since when, by whom and why nothing leaves; ``None``: all may."""
        row = self._database.row("paused")
        return rows.pause(row) if row else None
