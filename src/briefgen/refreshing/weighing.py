"""All that a decision about a brief rests on, put together from the brief, its sources and the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.editions import EditionsLock, SourceChange, Standing, read_lock
from briefgen.editions.lockfile import NAME
from briefgen.model.instant import moment
from briefgen.model.value import dataclass
from briefgen.refreshing.assessing import Assessment, assess

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from briefgen.ledger import Approval, Held
    from briefgen.model.edition import Edition
    from briefgen.model.source import Source
    from briefgen.refreshing.assessing import Changed
    from briefgen.refreshing.declaring import Declaration
    from briefgen.refreshing.outcome import Run
    from briefgen.refreshing.scene import Scene
    from briefgen.state import State


@dataclass(frozen=True, slots=True)
class Weighed:
    """``brief`` is its identifier, ``standing`` what a decision needs.

    ``seen`` are the digests of the texts that the brief's sources have now, by citation key, and ``ground`` those of the sources
    that it cites. ``late`` are those of ``ground`` that the latest edition was made without, because they were captured later.
    """

    brief: str
    standing: Standing
    ground: Mapping[str, str]
    late: Mapping[str, str]
    seen: Mapping[str, str]
    held: Held | None


def weigh(
    state: State,
    run: Run,
    declaration: Declaration,
    scene: Scene,
    *,
    recent: Sequence[datetime] = (),
    changed_at_once: int = 1,
) -> Weighed:
    """What is to be decided about a brief now; raises a :class:`~briefgen.model.errors.BriefgenError` where it cannot be read."""
    ledger, brief = state.ledger, declaration.id
    latest, held, known = ledger.latest_edition(brief), ledger.held(brief), ledger.brief_state(brief)
    lock = lock_beside(state, run)
    basis = _basis(state, brief, latest)
    seen = {one.key: scene.snapshots[one.identity].text for one in declaration.sources if one.identity in scene.snapshots}
    changed = _changed(state, declaration.sources, basis, scene)
    assessed = assess(state, run.where, changed, seen, scene.houses)
    approval = ledger.approval(brief, assessed.content)
    over = _over(approval, ledger.ground(brief)) if approval else basis
    if (since := _changed(state, declaration.sources, over, scene)) != changed:
        changed, assessed = since, assess(state, run.where, since, seen, scene.houses)
    ground = {key: text for key, text in seen.items() if key in assessed.cited}
    standing = Standing(
        content=assessed.content,
        latest=latest,
        status=assessed.status,
        needs_approval=assessed.needs_approval,
        approved=approval is not None,
        was_approved=bool(ledger.approvals(brief)),
        findings=assessed.findings,
        changes=tuple(_changes(state, declaration.sources, changed, assessed, approval)),
        auto_release=assessed.auto_release,
        notify_always=assessed.notify_always,
        every_run=run.every_run,
        settle_since=moment(known.settle_since) if known.settle_since else None,
        recent=tuple(recent),
        changed_at_once=changed_at_once,
        looked_at=_looked_at(held, approval, assessed),
        lock=lock,
    )
    late = {key: text for key, text in ground.items() if key not in basis} if latest else {}
    return Weighed(brief, standing, ground, late, seen, held)


def lock_beside(state: State, run: Run) -> EditionsLock | None:
    """What ``editions.lock`` beside a brief says; raises :class:`~briefgen.model.errors.MalformedFile`."""
    file = run.where.beside(NAME)
    there = state.workspace.files.exists(file)
    return read_lock(state.workspace.read_text(file), file=file) if there else None


def _basis(state: State, brief: str, latest: Edition | None) -> Mapping[str, str]:
    """The texts that the latest edition rests on or, before the first, those that the last approval was given over."""
    if latest:
        return state.ledger.ground(brief)
    approvals = state.ledger.approvals(brief)
    return approvals[-1].sources if approvals else {}


def _over(approval: Approval, ground: Mapping[str, str]) -> Mapping[str, str]:
    """What an approved content rests on: the edition's ground and, of what it cites anew, what the approval was given over."""
    return {**approval.sources, **ground}


def _changed(state: State, sources: Sequence[Source], basis: Mapping[str, str], scene: Scene) -> Changed:
    changed: Changed = {}
    for source in sources:
        snapshot, before = scene.snapshots.get(source.identity), basis.get(source.key)
        if snapshot and before:
            old = state.ledger.counterpart(source.identity, before)
            if old != snapshot.text:
                changed[source.key] = (old, snapshot.text)
    return changed


def _changes(
    state: State, sources: Sequence[Source], changed: Changed, assessed: Assessment, approval: Approval | None
) -> list[SourceChange]:
    approved = approval.sources if approval else {}
    found = []
    for source in sources:
        if source.key in changed and source.key in assessed.cited:
            seen = source.key in approved and (
                state.ledger.counterpart(source.identity, approved[source.key]) == changed[source.key][1]
            )
            found.append(SourceChange(source.key, assessed.impacts.get(source.key, ()), seen))
    return found


def _looked_at(held: Held | None, approval: Approval | None, assessed: Assessment) -> bool:
    """Whether a person approved this content after it was held."""
    if held is None or approval is None:
        return False
    return held.content == assessed.content and moment(approval.at) >= moment(held.since)
