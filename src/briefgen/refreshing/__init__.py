"""One tick: what do the sources say now, and what is to be done with each brief?

::

    declare ─► look (capture, in parallel) ─► weigh ─► decide ─► publish ─► project
                                                          └────► hold · verify · wait · rest

The ledger is the only truth. Every function here may be called never, once or many times, by one process or by several: what has
been done is not done again, and what was interrupted is taken up where the ledger says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.edition import Publish
from briefgen.model.errors import BriefgenError, WorkspaceError
from briefgen.refreshing.deciding import failed, settle
from briefgen.refreshing.declaring import Declaration, declare
from briefgen.refreshing.looking import lock_sources, look
from briefgen.refreshing.outcome import SILENT, Hearing, Run, Tally, Verdict
from briefgen.refreshing.publishing import project
from briefgen.refreshing.scene import scene_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.editions import Policy
    from briefgen.state import State

__all__ = ["SILENT", "Declaration", "Hearing", "Run", "Tally", "Verdict", "declare", "failed", "mend", "refresh"]

Declared = tuple[Run, Declaration]


def refresh(state: State, runs: Sequence[Run], policy: Policy, hearing: Hearing = SILENT) -> Tally:
    """Make one tick over the briefs of ``runs``.

    Every brief is decided about; those that are to be published are counted first, so that a storm is held, and published then.
    What keeps one brief from being looked at is in its verdict. Raises :class:`~briefgen.model.errors.EnvironmentFailed` where the
    ledger itself does not serve.
    """
    tally = Tally()
    if not runs:
        return tally
    hearing.stage("reading what the briefs rest on")
    declared = list(_declared(state, runs, tally, hearing))
    hearing.step("declared")
    look(state, declared, tally, hearing)
    unlocked = lock_sources(state, declared, hearing)
    for verdict in unlocked:
        _hear(verdict, tally, hearing)
    failing = {verdict.where.file for verdict in unlocked}
    declared = [(run, declaration) for run, declaration in declared if run.where.file not in failing]
    scene = scene_of(state)
    due = []
    for run, declaration in declared:
        if _stopped(tally, hearing):
            return tally
        hearing.stage(f"looking at {declaration.id}")
        verdict = settle(state, run, declaration, scene, policy, hearing)
        if isinstance(verdict.decision, Publish):
            due.append((run, declaration))
        else:
            _hear(verdict, tally, hearing)
    for run, declaration in due:
        if _stopped(tally, hearing):
            return tally
        hearing.stage(f"publishing {declaration.id}")
        _hear(settle(state, run, declaration, scene, policy, hearing, at_once=len(due)), tally, hearing)
    return tally


def mend(state: State, run: Run, brief: str, hearing: Hearing = SILENT) -> None:
    """Show the files of a brief's latest edition, and its lock, where whoever published it died before that.

    Raises a :class:`~briefgen.model.errors.BriefgenError` for a lock that cannot be read, or files that cannot be written.
    """
    latest = state.ledger.latest_edition(brief)
    if latest:
        project(state, run, latest, hearing)


def _stopped(tally: Tally, hearing: Hearing) -> bool:
    tally.stopped = hearing.stopping()
    return tally.stopped


def _declared(state: State, runs: Sequence[Run], tally: Tally, hearing: Hearing) -> Iterator[Declared]:
    """The briefs that can be read, each under an identifier of its own."""
    owners: dict[str, Run] = {}
    for run in runs:
        try:
            declaration = declare(state, run.where)
            if declaration.id in owners:
                other = owners[declaration.id].where.file
                raise WorkspaceError(f"{run.where.file} has the id of {other}: {declaration.id}", hint="give each an id of its own")
        except BriefgenError as failure:
            verdict = Verdict(run.where.name, run.where, failure=failure)
            _hear(verdict, tally, hearing)
            continue
        owners[declaration.id] = run
        yield run, declaration


def _hear(verdict: Verdict, tally: Tally, hearing: Hearing) -> None:
    tally.count(verdict)
    hearing.verdict(verdict)
    hearing.step("heard")
