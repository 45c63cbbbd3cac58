"""Looking at the sources of all briefs at once, and writing down what was seen."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from briefgen.editions import is_ahead
from briefgen.model.errors import BriefgenError, EnvironmentFailed, MalformedFile, WorkspaceError
from briefgen.model.instant import moment, stamp
from briefgen.model.nearest import did_you_mean
from briefgen.model.source import CaptureState
from briefgen.model.value import dataclass
from briefgen.refreshing.declaring import declare
from briefgen.refreshing.outcome import Run, Tally, Verdict
from briefgen.refreshing.weighing import lock_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from briefgen.ledger import WatchedSource
    from briefgen.model.ports import Objects
    from briefgen.model.source import Capture, Snapshot, Source
    from briefgen.refreshing.declaring import Declaration
    from briefgen.refreshing.outcome import Hearing
    from briefgen.sources.changes import Change
    from briefgen.state import State
    from briefgen.workspace import BriefFile

    Declared = tuple[Run, Declaration]

LONGEST_REST = timedelta(days=1)
"""However long a server asks to be left alone (Retry-After, RFC 9110 section 10.2.3), it is asked again after this."""

REMEMBERED = 8
"""Looks at a source that tell whether it is restless."""


def look(
    state: State,
    declared: Sequence[Declared],
    tally: Tally,
    hearing: Hearing,
    *,
    only: frozenset[str] | None = None,
    accepted: bool = False,
) -> None:
    """Look at every source that ``declared`` names, and write down what came of it.

    A source that asked to be left alone is left alone; ``only`` are keys that a person asked for by name, whatever it asked, and
    ``accepted``: what they say now is taken as it is. Never takes longer than the workspace's deadline and a little, and raises
    nothing for a source that cannot be had: its last snapshot stands. Raises :class:`~briefgen.model.errors.EnvironmentFailed`
    where what was seen cannot be stored.
    """
    known = state.ledger.sources()
    sources = _wanted(known, (source for _, declaration in declared for source in declaration.sources), only, state)
    if sources:
        hearing.stage(f"looking at {len(sources)} source{'' if len(sources) == 1 else 's'}")
        store = _WatchedStore(state.objects)
        captures = _capture(state, sources, known, store, accepted=accepted)
        hearing.step("captured")
        if store.failure:
            raise store.failure
        _record(state, captures)
        hearing.step("captures-recorded")
        for capture in captures:
            tally.count_capture(capture)
            hearing.capture(capture)
            _journal(state, capture)


def look_now(state: State, briefs: Sequence[BriefFile], keys: Sequence[str], hearing: Hearing, *, accepted: bool = False) -> Tally:
    """Look at the sources of ``briefs`` that are cited by one of ``keys``, at all where there are none, and decide nothing.

    ``accepted``: a person vouches for what is there now, though it would be taken for an error page or for the remains of a page.
    It changes the source as any other change does.
    """
    tally, plain = Tally(), {key.removeprefix("@") for key in keys}
    declared = [(Run(where), declare(state, where)) for where in briefs]
    known = {source.key for _, declaration in declared for source in declaration.sources}
    for key in sorted(plain - known):
        raise WorkspaceError(f"no source {key!r} is watched", hint=did_you_mean(key, known) or "briefgen sources list names them")
    look(state, declared, tally, hearing, only=frozenset(plain or known), accepted=accepted)
    for verdict in lock_sources(state, declared, hearing):
        tally.count(verdict)
        hearing.verdict(verdict)
    return tally


def last_change(state: State, source: Source) -> tuple[str, str, tuple[Change, ...]]:
    """When the last two snapshots of a source were captured, and what changed between them; empty where there are not two."""
    from briefgen.sources.changes import describe_change

    history = state.ledger.history(source.identity)[-2:]
    if len(history) < 2:
        return "", history[0].captured_at if history else "", ()
    before, after = (state.objects.get(snapshot.text).decode() for snapshot in history)
    return history[0].captured_at, history[1].captured_at, describe_change(before, after)


def _wanted(
    known: Mapping[str, WatchedSource], declared: Iterable[Source], only: frozenset[str] | None, state: State
) -> tuple[Source, ...]:
    """Those to be looked at now, the longest unseen first: if time runs out, it is another's turn the next time."""
    now = state.workspace.clock.now()
    wanted = [one for one in declared if (one.key in only if only is not None else not _rests(known.get(one.identity), now))]
    return tuple(sorted(wanted, key=lambda one: known[one.identity].checked_at if one.identity in known else ""))


def _rests(known: WatchedSource | None, now: datetime) -> bool:
    """Whether a source asked to be left alone; a rest longer than any is a clock that was set back."""
    if known is None or not known.next_check:
        return False
    return now < moment(known.next_check) <= now + LONGEST_REST


@dataclass(slots=True)
class _WatchedStore:
    """An :class:`~briefgen.model.ports.Objects` that remembers a failure to store: of a capture it is only a reason, and a disk
    that is full must not look like a page that cannot be reached."""

    objects: Objects
    failure: EnvironmentFailed | None = None

    def put(self, data: bytes) -> str:
        """Store; the digest."""
        try:
            return self.objects.put(data)
        except EnvironmentFailed as failure:
            self.failure = failure
            raise

    def get(self, digest: str) -> bytes:
        """The bytes."""
        return self.objects.get(digest)

    def has(self, digest: str) -> bool:
        """Whether the store holds them."""
        return self.objects.has(digest)


def _capture(
    state: State, sources: Sequence[Source], known: Mapping[str, WatchedSource], store: Objects, *, accepted: bool
) -> tuple[Capture, ...]:
    from briefgen.sources.capture import capture_all

    return capture_all(
        sources,
        {identity: _validated(one, one.snapshot) for identity, one in known.items() if one.snapshot},
        fetcher=state.fetcher(),
        files=state.workspace.files,
        objects=store,
        clock=state.workspace.clock,
        deadline=state.settings.deadline,
        restless=frozenset(identity for identity, one in known.items() if one.restless),
        accepted=frozenset(source.identity for source in sources) if accepted else frozenset(),
    )


def _validated(known: WatchedSource, standing: Snapshot) -> Snapshot:
    """What stands, with the validators of the last look that found its words: those that a snapshot came with may be long over."""
    return replace(standing, etag=known.etag, last_modified=known.last_modified)


def _record(state: State, captures: Sequence[Capture]) -> None:
    """One look at each place, in one transaction; several briefs may have asked for it."""
    from briefgen.sources.restless import is_restless

    seen = _remembered(state)
    with state.ledger.together():
        for identity, capture in {one.source.identity: one for one in captures}.items():
            history = [*seen.get(identity, ()), *([capture.seen] if capture.seen else ())][-REMEMBERED:]
            seen[identity] = history
            state.ledger.record_capture(capture, next_check=_next_check(state, capture), restless=is_restless(history))
    _remember(state, seen)


def _next_check(state: State, capture: Capture) -> str:
    rest = min(timedelta(seconds=capture.retry_after), LONGEST_REST)
    return stamp(state.workspace.clock.now() + rest) if rest else ""


def _remembered(state: State) -> dict[str, list[str]]:
    """What the last looks at each source saw. Where it is lost, a restless source is noticed a few looks later."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        held = json.loads((state.folder / "looks.json").read_bytes())
        return {identity: [str(one) for one in looks] for identity, looks in held.items()}
    return {}


def _remember(state: State, seen: Mapping[str, Sequence[str]]) -> None:
    place = state.folder / "looks.json"
    with contextlib.suppress(OSError):
        temporary = place.with_suffix(".tmp")
        temporary.write_text(json.dumps(seen, indent=0, sort_keys=True), "utf-8")
        temporary.replace(place)


def _journal(state: State, capture: Capture) -> None:
    if capture.state is not CaptureState.UNCHANGED:
        state.journal.note("source", source=capture.source.identity, state=capture.state, reason=capture.reason)


# ── sources.lock ─────────────────────────────────────────────────────────────────────────────────────────────────────


def lock_sources(state: State, declared: Sequence[Declared], hearing: Hearing) -> tuple[Verdict, ...]:
    """Bring each ``sources.lock`` up to date; the verdicts about those briefs where that fails."""
    failures: list[Verdict] = []
    if state.rehearsal:
        return ()
    standing = state.ledger.standing_snapshots()
    for run, declaration in declared:
        try:
            _lock(state, run, _own(declaration, standing), declaration, hearing)
        except BriefgenError as failure:
            state.journal.note("failed", brief=declaration.id, reason=str(failure))
            failures.append(Verdict(declaration.id, run.where, failure=failure))
    return tuple(failures)


def _lock(state: State, run: Run, own: Mapping[str, Snapshot], declaration: Declaration, hearing: Hearing) -> None:
    from briefgen.sources.lockfile import NAME, write_lock

    file, text = run.where.beside(NAME), write_lock(own).encode()
    there = state.workspace.files.exists(file)
    if (own or there) and not (there and state.workspace.files.read(file) == text) and _is_ours(state, run, declaration):
        state.workspace.write({state.workspace.root / file: text})
        hearing.step("sources-locked")


def _is_ours(state: State, run: Run, declaration: Declaration) -> bool:
    """Not where ``editions.lock`` tells of an edition that this ledger does not know: its ground must not be written over."""
    try:
        return not is_ahead(lock_beside(state, run), state.ledger.latest_edition(declaration.id))
    except MalformedFile:
        return False


def _own(declaration: Declaration, standing: Mapping[str, Snapshot]) -> Mapping[str, Snapshot]:
    identities = {source.identity for source in declaration.sources}
    return {identity: standing[identity] for identity in identities if identity in standing}
