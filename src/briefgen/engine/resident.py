"""One tick after another, each when something is due, until somebody asks to stop."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from briefgen.engine.tick import tick_due
from briefgen.model.errors import BriefgenError
from briefgen.model.instant import moment
from briefgen.outbox.handing import Hearing as Listening

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from briefgen.outbox.dispatching import Report
    from briefgen.refreshing import Hearing, Tally
    from briefgen.state import State

LONGEST = 60.0
"""Seconds between two looks at the clock: it may be set, a laptop may have slept, a schedule may have been edited."""
SHORTEST = 1.0
PATIENCE = 300.0
"""Seconds until a tick that failed as a whole is tried again."""


def run(
    state: State,
    stop: Event,
    hearing: Hearing,
    told: Callable[[Tally | None, datetime | None], None],
    sent: Callable[[Report | BriefgenError], None] = lambda _: None,
) -> None:
    """Make ticks until ``stop`` is set, and send what is due after each; the step in hand is always ended, the rest is left.

    ``told`` hears how each tick went, ``None`` for one that failed as a whole, and when the next run is due, ``None`` for never;
    ``sent`` how each sending went, or what kept it from being made.
    A failure of a tick as a whole (no space, a setting that cannot be read) does not end it: it is told and tried again later.
    """
    while not stop.is_set():
        try:
            tally, next_due = tick_due(state, state.workspace.all_briefs(), hearing, state.settings.policy)
            told(tally, next_due)
            deliver(state, stop, sent, next_due)
            rest = pause(state.workspace.clock.now(), next_due, tally.wake, failed=bool(tally.failures))
        except BriefgenError as failure:
            state.journal.note("tick-failed", reason=str(failure))
            told(None, None)
            rest = PATIENCE
        stop.wait(rest)


def deliver(state: State, stop: Event, sent: Callable[[Report | BriefgenError], None], next_due: datetime | None = None) -> None:
    """Send what is due; a list or a channel that cannot be used is told, and does not keep the briefs from being looked at.

    The rest is left for the next time once a brief is due, but not before :data:`LONGEST`: one that is always due keeps no mail.
    """
    _tell_of_holds(state)
    if not any(state.ledger.counts().get(name, 0) for name in ("pending", "sending")) and not state.ledger.untold():
        return
    from briefgen.engine.sending import send

    clock = state.workspace.clock
    until = max(next_due, clock.now() + timedelta(seconds=LONGEST)) if next_due else None
    try:
        sent(send(state, Listening(stopping=lambda: stop.is_set() or (until is not None and clock.now() >= until))))
    except BriefgenError as failure:
        state.journal.note("sending-failed", reason=str(failure))
        sent(failure)


def _tell_of_holds(state: State) -> None:
    if not state.ledger.holds():
        return
    from briefgen.engine.owners import tell_of_holds

    try:
        tell_of_holds(state)
    except BriefgenError as failure:
        state.journal.note("owners-not-told", reason=str(failure))


def pause(now: datetime, next_due: datetime | None, wake: str, *, failed: bool = False) -> float:
    """Seconds to rest: until something is due or may go on, but never past :data:`LONGEST`.

    ``failed``: a brief could not be looked at and its run is open, so that it would be due at once.
    """
    moments = [next_due] if next_due else []
    moments += [moment(wake)] if wake else []
    soonest = min(moments, default=now + timedelta(seconds=LONGEST))
    shortest = LONGEST if failed else SHORTEST
    return min(LONGEST, max(shortest, (soonest - now).total_seconds()))
