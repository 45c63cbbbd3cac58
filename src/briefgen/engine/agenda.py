"""Which briefs are due now, by their schedules and the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.engine.schedule import read_schedule
from briefgen.model.edition import Wait
from briefgen.model.errors import BriefgenError
from briefgen.model.instant import moment, stamp
from briefgen.model.value import dataclass
from briefgen.refreshing import Run, Verdict, declare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from briefgen.engine.schedule import Schedule
    from briefgen.state import State
    from briefgen.workspace import BriefFile


@dataclass(frozen=True, slots=True)
class Entry:
    """A brief with a schedule. ``due`` is the instant of the run that is to be made; ``None``: none is."""

    where: BriefFile
    brief: str
    schedule: Schedule
    due: datetime | None
    every_run: bool = False

    @property
    def run(self) -> Run:
        """The run that is to be made."""
        assert self.due is not None, "asked only of what is due"
        return Run(self.where, self.schedule.slot(self.due), self.every_run)


@dataclass(frozen=True, slots=True)
class Agenda:
    """``due`` are the runs to be made now, ``next_due`` the earliest instant at which there is another; ``None``: never.

    ``made`` are runs whose time has come and that are made already: whoever made them may have died before the files were shown.
    ``failures`` are the briefs whose schedule cannot be read.
    """

    due: tuple[Entry, ...]
    made: tuple[Entry, ...]
    next_due: datetime | None
    failures: tuple[Verdict, ...]


def plan(state: State, briefs: Sequence[BriefFile]) -> Agenda:
    """Find what is due, and write down when the others will be.

    However many runs were missed, one is made. A clock that was set back, or a schedule that was changed, moves the next run to
    where it belongs; what the ledger knows as made is not made again.
    """
    now = state.workspace.clock.now()
    failures: list[Verdict] = []
    due: list[Entry] = []
    made: list[Entry] = []
    upcoming: list[datetime] = []
    with state.ledger.together():
        for entry in _entries(state, briefs, now, failures):
            following = entry.schedule.next_after(now)
            if entry.due and state.ledger.claim_slot(entry.brief, entry.run.slot):
                due.append(entry)
            elif entry.due:
                made.append(entry)
            else:
                _set_next(state, entry.brief, following)
                upcoming.append(following)
    return Agenda(tuple(due), tuple(made), min(upcoming, default=None), tuple(failures))


def _entries(state: State, briefs: Sequence[BriefFile], now: datetime, failures: list[Verdict]) -> Iterator[Entry]:
    known = state.ledger.brief_states()
    for where in briefs:
        try:
            declaration = declare(state, where)
            schedule = read_schedule(declaration.schedule, declaration.places)
        except BriefgenError as failure:
            failures.append(Verdict(where.name, where, failure=failure))
            continue
        if schedule is None:
            continue
        planned = known[declaration.id].next_due if declaration.id in known else ""
        is_due = bool(planned) and moment(planned) <= now
        every_run = declaration.schedule.get("when") == "always"
        yield Entry(where, declaration.id, schedule, moment(planned) if is_due else None, every_run)


def _set_next(state: State, brief: str, following: datetime) -> None:
    if state.ledger.next_due(brief) != stamp(following):
        state.ledger.set_next_due(brief, stamp(following))


def finish(state: State, agenda: Agenda, made: AbstractSet[str]) -> datetime | None:
    """Write down which runs are made, and when each brief has its next; the earliest of all, ``None`` where there is none.

    ``made`` are the files of the briefs whose run is; any other stays open and is due again with the next tick.
    """
    now = state.workspace.clock.now()
    upcoming = [agenda.next_due] if agenda.next_due else []
    ended = [entry for entry in agenda.due if entry.where.file in made]
    with state.ledger.together():
        for entry in (*ended, *agenda.made):
            if state.ledger.claim_slot(entry.brief, entry.run.slot):
                state.ledger.finish_slot(entry.brief, entry.run.slot)
            following = entry.schedule.next_after(now)
            _set_next(state, entry.brief, following)
            upcoming.append(following)
    return min(upcoming, default=None)


def is_made(verdict: Verdict) -> bool:
    """Whether a verdict ends the run that it was given in; what waits or failed is to be looked at again."""
    return verdict.failure is None and not isinstance(verdict.decision, Wait)
