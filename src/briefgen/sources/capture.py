"""Looking at all sources at once, and saying what each look came to."""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefgen.model.source import Capture, CaptureState
from briefgen.model.value import dataclass
from briefgen.sources.look import Manner, Store, look

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.model.ports import Clock, Fetcher, Files, Objects
    from briefgen.model.source import Snapshot, Source

WORKERS = 16
_LATE = "it was not reached before the time for all sources was over"


def capture_all(  # noqa: PLR0913  # every port by its name, and none of them can be left out
    sources: Sequence[Source],
    standing: Mapping[str, Snapshot],
    *,
    fetcher: Fetcher,
    files: Files,
    objects: Objects,
    clock: Clock,
    deadline: float,
    workers: int = WORKERS,
    restless: frozenset[str] = frozenset(),
    accepted: frozenset[str] = frozenset(),
) -> tuple[Capture, ...]:
    """Look at every source once, ``workers`` at a time; one capture for each, in their order.

    ``standing`` holds the snapshots by identity, and ``restless`` the identities of sources of which only the evidence is
    compared, and ``accepted`` those whose next text a person vouches for, however short it is. Sources of one identity are looked
    at once, for the evidence of all of them. Returns within ``deadline`` seconds and a little, whatever hangs: what was not
    reached by then is unreachable, and its thread keeps neither this call nor the process. Nothing that happens to one source is
    raised or touches another.
    """
    asked = _merged(sources)
    run = _Run(fetcher, files, Store(objects, clock), standing, restless, accepted, time.monotonic() + deadline)
    for source in _interleaved(tuple(asked.values())):
        run.waiting.put(source)
    for number in range(min(workers, len(asked))):
        threading.Thread(target=run.work, name=f"capture {number}", daemon=True).start()
    found = dict(run.results(len(asked)))
    return tuple(_answer(source, found.get(source.identity), standing) for source in sources)


def _merged(sources: Sequence[Source]) -> dict[str, Source]:
    """One source for each identity, with the evidence that any of them declares."""
    merged: dict[str, Source] = {}
    for source in sources:
        held = merged.get(source.identity)
        evidence = (*held.evidence, *source.evidence) if held else source.evidence
        merged[source.identity] = replace(held or source, evidence=tuple(dict.fromkeys(evidence)))
    return merged


def _interleaved(sources: Sequence[Source]) -> Iterator[Source]:
    """Hosts in turn, so that the pace kept with one does not hold up the others."""
    by_host: dict[str, list[Source]] = {}
    for source in sources:
        by_host.setdefault(host_of(source), []).append(source)
    longest = max(map(len, by_host.values()), default=0)
    for place in range(longest):
        yield from (waiting[place] for waiting in by_host.values() if place < len(waiting))


def host_of(source: Source) -> str:
    """The host and port that a source is fetched from; empty for a local file."""
    try:
        return urlsplit(source.location).netloc.lower()
    except ValueError:
        return ""


def _answer(source: Source, found: Capture | None, standing: Mapping[str, Snapshot]) -> Capture:
    if found is None:
        return Capture(source, CaptureState.UNREACHABLE, standing.get(source.identity), reason=_LATE)
    return replace(found, source=source)


@dataclass(slots=True)
class _Run:
    """What the threads of one call share."""

    fetcher: Fetcher
    files: Files
    store: Store
    standing: Mapping[str, Snapshot]
    restless: frozenset[str]
    accepted: frozenset[str]
    until: float
    waiting: queue.SimpleQueue[Source] = field(default_factory=queue.SimpleQueue)
    done: queue.SimpleQueue[tuple[str, Capture]] = field(default_factory=queue.SimpleQueue)
    down: dict[str, str] = field(default_factory=dict)
    """Hosts that could not be had, and why: their other sources are not tried in this call."""

    def work(self) -> None:
        """Take one source after another, until there is none or time is up."""
        while time.monotonic() < self.until:
            try:
                source = self.waiting.get_nowait()
            except queue.Empty:
                return
            self.done.put((source.identity, self._capture(source)))

    def results(self, count: int) -> Iterator[tuple[str, Capture]]:
        """What comes in until all is there or time is up."""
        for _ in range(count):
            try:
                yield self.done.get(timeout=max(0.0, self.until - time.monotonic()))
            except queue.Empty:
                return

    def _capture(self, source: Source) -> Capture:
        held = self.standing.get(source.identity)
        host = host_of(source)
        if host in self.down:
            return Capture(source, CaptureState.UNREACHABLE, held, reason=self.down[host])
        try:
            manner = Manner(source.identity in self.restless, source.identity in self.accepted)
            made = look(source, held, self.fetcher, self.files, self.store, manner)
        except Exception as problem:  # noqa: BLE001  # whatever is wrong with one source, the others are looked at
            reason = f"it could not be looked at: {str(problem) or type(problem).__name__}"
            return Capture(source, CaptureState.UNREACHABLE, held, reason=reason)
        if made.host_down:
            self.down[host] = made.capture.reason
        return made.capture
