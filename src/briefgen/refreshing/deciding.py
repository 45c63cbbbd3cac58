"""One brief: weighed, decided, and what follows from the decision. Each step is whole or nothing, and may be taken again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from briefgen.editions import decide
from briefgen.ledger import NumberTaken
from briefgen.model.diagnostic import Severity
from briefgen.model.edition import Hold, Publish, Reverify, Skip, Wait
from briefgen.model.errors import BriefgenError, CheckFailed
from briefgen.model.instant import moment, stamp
from briefgen.refreshing.outcome import Verdict
from briefgen.refreshing.publishing import Overtaken, drop_candidate, project, publish, show_candidate
from briefgen.refreshing.weighing import weigh

if TYPE_CHECKING:
    from briefgen.editions import Policy
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.edition import Decision
    from briefgen.refreshing.declaring import Declaration
    from briefgen.refreshing.outcome import Hearing, Run
    from briefgen.refreshing.scene import Scene
    from briefgen.refreshing.weighing import Weighed
    from briefgen.state import State

ATTEMPTS = 3
"""How often a decision that was overtaken is made anew in one tick."""

_HOUR = timedelta(hours=1)


def settle(
    state: State, run: Run, declaration: Declaration, scene: Scene, policy: Policy, hearing: Hearing, *, at_once: int = 0
) -> Verdict:
    """Decide about a brief and do what was decided.

    ``at_once`` is the number of briefs that this tick would publish; 0: not counted yet, and then what is to be published is only
    decided. A failure of the brief is in the verdict; so is one of the machine and a bug of ours, for others may fare better.
    """
    try:
        for _ in range(ATTEMPTS):
            try:
                return _once(state, run, declaration, scene, policy, hearing, at_once)
            except (NumberTaken, Overtaken) as overtaken:
                hearing.step("overtaken")
                last = overtaken
        return Verdict(declaration.id, run.where, failure=last)
    except Exception as problem:  # noqa: BLE001  # whatever is wrong with one brief, the others are looked at
        return failed(state, run, declaration.id, problem)


def failed(state: State, run: Run, brief: str, problem: Exception) -> Verdict:
    """The verdict about a brief that could not be looked at, and a line of the journal."""
    bug = f"a bug of ours kept it from being looked at: {type(problem).__name__}: {problem}"
    failure = problem if isinstance(problem, BriefgenError) else BriefgenError(bug, hint="please report it; the others went on")
    state.journal.note("failed", brief=brief, reason=str(failure))
    return Verdict(brief, run.where, failure=failure)


def _once(
    state: State, run: Run, declaration: Declaration, scene: Scene, policy: Policy, hearing: Hearing, at_once: int
) -> Verdict:
    now = state.workspace.clock.now()
    recent = [moment(one.published_at) for one in state.ledger.editions_since(stamp(now - _HOUR))] if at_once else []
    weighed = weigh(state, run, declaration, scene, recent=recent, changed_at_once=max(1, at_once))
    decision = decide(weighed.standing, now, policy)
    hearing.step("decided")
    verdict = Verdict(declaration.id, run.where, decision, findings=_told(weighed))
    if state.rehearsal or (isinstance(decision, Publish) and not at_once):
        return verdict
    match decision:
        case Publish():
            return _publish(state, run, weighed, decision, hearing, verdict)
        case Hold():
            verdict = replace(verdict, is_news=_hold(state, run, weighed, decision, hearing))
        case Reverify():
            _reverify(state, declaration.id, weighed, hearing)
        case Skip():
            _rest(state, declaration.id, weighed)
        case Wait() if weighed.standing.settle_since is None:
            state.ledger.start_settling(declaration.id)
    _write_down(state, declaration.id, decision)
    if weighed.standing.latest and not isinstance(decision, Hold):
        project(state, run, weighed.standing.latest, hearing)
    return verdict


def _told(weighed: Weighed) -> tuple[Diagnostic, ...]:
    return tuple(finding for finding in weighed.standing.findings if finding.severity is not Severity.INFO)


# ── what follows ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _publish(state: State, run: Run, weighed: Weighed, decision: Publish, hearing: Hearing, verdict: Verdict) -> Verdict:
    try:
        edition, composed = publish(state, run, weighed, decision, hearing)
    except CheckFailed as failure:
        held = Hold((f"it cannot be printed: {failure.diagnostics[0].message}",))
        is_news = state.ledger.hold(verdict.brief, held, weighed.standing.content)
        _write_down(state, verdict.brief, held)
        return replace(verdict, decision=held, findings=failure.diagnostics, is_news=is_news)
    _write_down(state, verdict.brief, decision)
    state.journal.note("published", brief=edition.brief, edition=edition.number, reason=edition.reason)
    files = project(state, run, edition, hearing)
    drop_candidate(state, edition.brief)
    return replace(verdict, edition=edition, files=files, findings=composed.findings.all())


def _hold(state: State, run: Run, weighed: Weighed, decision: Hold, hearing: Hearing) -> bool:
    """Whether it is news. The candidate is for reading only: where it cannot be made, the hold stands without."""
    standing, brief = weighed.standing, weighed.brief
    if weighed.held and (weighed.held.hold, weighed.held.content) == (decision, standing.content):
        return False
    if not any(finding.severity is Severity.ERROR for finding in standing.findings):
        try:
            show_candidate(state, run, (standing.latest.number if standing.latest else 0) + 1, weighed, hearing)
        except CheckFailed as failure:
            state.journal.note("no-candidate", brief=brief, reason=str(failure))
    hearing.step("candidate-shown")
    is_news = state.ledger.hold(brief, decision, standing.content)
    hearing.step("held")
    state.journal.note("held", brief=brief, reasons=decision.reasons, sentences=[str(one.position) for one in decision.impacts])
    return is_news


def _reverify(state: State, brief: str, weighed: Weighed, hearing: Hearing) -> None:
    latest = weighed.standing.latest
    assert latest is not None, "only an edition can be verified again"
    state.ledger.record_verification(brief, latest.number, weighed.ground, stamp(state.workspace.clock.now()))
    hearing.step("verified")
    state.journal.note("verified", brief=brief, edition=latest.number, sources=sorted(weighed.ground))


def _rest(state: State, brief: str, weighed: Weighed) -> None:
    """Nothing is waited for any more. A source captured for the first time after the edition becomes a part of its ground."""
    if weighed.held:
        state.ledger.release_hold(brief)
        drop_candidate(state, brief)
    if weighed.standing.settle_since:
        state.ledger.stop_settling(brief)
    if weighed.late and weighed.standing.latest:
        state.ledger.record_verification(brief, weighed.standing.latest.number, weighed.late, stamp(state.workspace.clock.now()))


def _write_down(state: State, brief: str, decision: Decision) -> None:
    """Only what is new: a thousand briefs about which nothing is to be done cost no write."""
    known = state.ledger.brief_state(brief)
    reason = decision.reason if isinstance(decision, Skip | Wait) else "; ".join(decision.reasons)
    if (known.decision, known.reason) != (type(decision).__name__.lower(), reason):
        state.ledger.record_decision(brief, decision)
