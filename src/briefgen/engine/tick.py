"""One pass over the briefs: all of them, those that are named, or those that are due."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from briefgen.engine.agenda import finish, is_made, plan
from briefgen.refreshing import SILENT, Hearing, Run, Tally, Verdict, failed, mend, refresh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.editions import Policy
    from briefgen.state import State
    from briefgen.workspace import BriefFile


def tick(state: State, briefs: Sequence[BriefFile], hearing: Hearing = SILENT) -> Tally:
    """Look at every one of ``briefs`` once, whatever its schedule says."""
    return refresh(state, [Run(where) for where in briefs], at_once(state), hearing)


def tick_due(
    state: State, briefs: Sequence[BriefFile], hearing: Hearing = SILENT, policy: Policy | None = None
) -> tuple[Tally, datetime | None]:
    """Look at those that are due; how it went, and when the next one is due (``None``: none has a schedule).

    ``policy`` ``None``: that of a tick which nobody follows up, where nothing settles.
    """
    agenda = plan(state, briefs)
    hearing.step("planned")
    made: set[str] = set()

    def note(verdict: Verdict) -> None:
        if is_made(verdict):
            made.add(verdict.where.file)
        hearing.verdict(verdict)

    runs = [entry.run for entry in agenda.due]
    tally = refresh(state, runs, policy or at_once(state), replace(hearing, verdict=note))
    for verdict in agenda.failures:
        tally.count(verdict)
        hearing.verdict(verdict)
    for entry in agenda.made:
        run = Run(entry.where)
        try:
            mend(state, run, entry.brief, hearing)
        except Exception as problem:  # noqa: BLE001  # whatever is wrong with one brief, the others are shown
            verdict = failed(state, run, entry.brief, problem)
            tally.count(verdict)
            hearing.verdict(verdict)
    next_due = finish(state, agenda, made)
    hearing.step("finished")
    return tally, next_due


def at_once(state: State) -> Policy:
    """The workspace's policy without its settling: of one tick there may be no next."""
    return replace(state.settings.policy, settle=timedelta(0))
