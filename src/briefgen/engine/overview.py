"""How things stand: every brief and every source, and what a person must do."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.engine.schedule import read_schedule
from briefgen.instance import holder
from briefgen.ledger import WatchedSource
from briefgen.model.errors import BriefgenError, WorkspaceError
from briefgen.model.instant import moment, stamp
from briefgen.model.nearest import did_you_mean
from briefgen.model.value import dataclass
from briefgen.outbox.reconciling import WAITING
from briefgen.refreshing import declare
from briefgen.state import lock_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from briefgen.ledger import BriefState, Held
    from briefgen.model.edition import Edition
    from briefgen.model.source import Source
    from briefgen.refreshing import Declaration
    from briefgen.state import State
    from briefgen.workspace import BriefFile


@dataclass(frozen=True, slots=True)
class BriefStanding:
    """How a brief stands. ``next_due`` is ISO 8601 in UTC; empty: it has no schedule.

    ``failure`` says why it cannot be read; then the rest is empty.
    """

    name: str
    file: str
    id: str = ""
    title: str = ""
    schedule: str = ""
    next_due: str = ""
    latest: Edition | None = None
    decision: str = ""
    reason: str = ""
    decided_at: str = ""
    held: Held | None = None
    failure: BriefgenError | None = None


@dataclass(frozen=True, slots=True)
class SourceStanding:
    """How a source stands. ``keys`` are its citation keys by brief, ``files`` those briefs' files.

    ``known`` is ``None`` before the first look at it.
    """

    identity: str
    keys: Mapping[str, str]
    files: tuple[str, ...]
    source: Source
    known: WatchedSource | None = None

    @property
    def is_failing(self) -> bool:
        """Whether the last look at it saw nothing."""
        return bool(self.known and self.known.failures)


@dataclass(frozen=True, slots=True)
class Overview:
    """How a workspace stands at ``at``. ``worker`` says who is at work on it (``pid``, ``since``, ``what``); empty: nobody.

    ``outbox`` are its deliveries by state, ``paused`` whether nothing leaves.
    """

    at: str
    briefs: tuple[BriefStanding, ...]
    sources: tuple[SourceStanding, ...]
    worker: Mapping[str, object] = field(default_factory=dict)
    outbox: Mapping[str, int] = field(default_factory=dict)
    paused: bool = False

    @property
    def exit_code(self) -> int:
        """4 where a person must decide, 2 where a brief cannot be read, else 0."""
        if any(brief.held for brief in self.briefs) or any(self.outbox.get(state, 0) for state in WAITING):
            return 4
        return max((brief.failure.exit_code for brief in self.briefs if brief.failure), default=0)


def overview(state: State, briefs: Sequence[BriefFile]) -> Overview:
    """How ``briefs`` stand, and the sources that they watch."""
    now = state.workspace.clock.now()
    states = state.ledger.brief_states()
    declared: list[tuple[BriefFile, Declaration]] = []
    standing = tuple(_brief(state, where, states, now, declared) for where in briefs)
    sources = tuple(_sources(state, declared))
    worker, ledger = holder(lock_path(state.workspace)), state.ledger
    return Overview(stamp(now), standing, sources, worker, ledger.counts(), ledger.paused() is not None)


def _brief(
    state: State,
    where: BriefFile,
    states: Mapping[str, BriefState],
    now: datetime,
    declared: list[tuple[BriefFile, Declaration]],
) -> BriefStanding:
    try:
        declaration = declare(state, where)
        schedule = read_schedule(declaration.schedule, declaration.places)
    except BriefgenError as failure:
        return BriefStanding(where.name, where.file, failure=failure)
    declared.append((where, declaration))
    known = states.get(declaration.id)
    planned = known.next_due if known else ""
    upcoming = stamp(schedule.next_after(now)) if schedule else ""
    is_overdue = bool(schedule and planned) and moment(planned) <= now
    return BriefStanding(
        where.name,
        where.file,
        declaration.id,
        declaration.title,
        f"{schedule.cron} {schedule.zone}" if schedule else "",
        planned if is_overdue else upcoming,
        state.ledger.latest_edition(declaration.id),
        known.decision if known else "",
        known.reason if known else "",
        known.decided_at if known else "",
        state.ledger.held(declaration.id),
    )


def _sources(state: State, declared: Sequence[tuple[BriefFile, Declaration]]) -> Iterator[SourceStanding]:
    known = state.ledger.sources()
    citing: dict[str, list[tuple[BriefFile, Declaration, Source]]] = {}
    for where, declaration in declared:
        for source in declaration.sources:
            citing.setdefault(source.identity, []).append((where, declaration, source))
    for identity, found in sorted(citing.items()):
        keys = {declaration.id: source.key for _, declaration, source in found}
        files = tuple(where.file for where, _, _ in found)
        yield SourceStanding(identity, keys, files, found[0][2], known.get(identity))


def named(sources: Sequence[SourceStanding], keys: Sequence[str]) -> tuple[SourceStanding, ...]:
    """The sources that any brief cites by one of ``keys``, all where there are none.

    Raises :class:`~briefgen.model.errors.WorkspaceError`, with the nearest, for a key that no watched source has.
    """
    plain = [key.removeprefix("@") for key in keys]
    known = sorted({key for source in sources for key in source.keys.values()})
    for key in plain:
        if key not in known:
            hint = did_you_mean(key, known) or "briefgen sources list names them"
            raise WorkspaceError(f"no source {key!r} is watched", hint=hint)
    return tuple(source for source in sources if not plain or set(plain) & set(source.keys.values()))
