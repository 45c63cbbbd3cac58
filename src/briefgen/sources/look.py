"""One look at one source: fetch it, read it, and compare what it says with what it said."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.model.errors import BriefgenError
from briefgen.model.fetching import Fetched, FetchFailed, NotModified
from briefgen.model.source import Capture, CaptureState, FeedItem, Snapshot, SourceKind
from briefgen.model.value import dataclass
from briefgen.model.wording import contains, fold
from briefgen.sources.extraction import Extraction, Unreadable
from briefgen.sources.kinds import SOURCE_KINDS, kind_of, whole_text
from briefgen.sources.refusal import refusal

if TYPE_CHECKING:
    from briefgen.model.ports import Clock, Fetcher, Files, Objects
    from briefgen.model.source import Source

DAMPED = "it changes at every look; only the evidence that rests on it was compared"
_NO_STORE = "the bytes of its last snapshot are not in the store, so that the two could not be compared"


@dataclass(frozen=True, slots=True)
class Look:
    """A capture, and whether the source's host itself could not be had."""

    capture: Capture
    host_down: bool = False


@dataclass(frozen=True, slots=True)
class Store:
    """Where snapshots are kept, and the instant they are given."""

    objects: Objects
    clock: Clock

    def keep(self, source: Source, fetched: Fetched, extraction: Extraction) -> Snapshot:
        """Store bytes and text durably; what names them."""
        charset = f"; charset={fetched.charset}" if fetched.charset else ""
        return Snapshot(
            source=source.identity,
            raw=self.objects.put(fetched.body),
            text=self.objects.put(_encoded(extraction.text)),
            extractor=extraction.extractor,
            extractor_version=extraction.version,
            captured_at=self.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            media_type=fetched.media_type + charset,
            title=extraction.title,
            etag=fetched.etag,
            last_modified=fetched.last_modified,
        )

    def mend(self, standing: Snapshot, fetched: Fetched, extraction: Extraction) -> None:
        """Store again what a snapshot names and the store has lost, as far as it came again; nothing that no snapshot names."""
        for digest, data in ((standing.raw, fetched.body), (standing.text, _encoded(extraction.text))):
            if not self.objects.has(digest) and hashlib.sha256(data).hexdigest() == digest:
                self.objects.put(data)

    def bytes_of(self, digest: str) -> bytes | None:
        """What is stored under a digest; ``None`` where it is missing or damaged."""
        try:
            return self.objects.get(digest) if self.objects.has(digest) else None
        except BriefgenError:
            return None


@dataclass(frozen=True, slots=True)
class Manner:
    """How a source is compared. ``damped``: only the loss of its evidence counts as a change. ``accepted``: a person vouches that
    what is there now is the source, however much less it says than before."""

    damped: bool = False
    accepted: bool = False


def look(
    source: Source, standing: Snapshot | None, fetcher: Fetcher, files: Files, store: Store, manner: Manner | None = None
) -> Look:
    """Look at a source.

    Raises nothing for a source that cannot be had or read: that is what the capture says.
    """
    try:
        fetched = _fetch(source, standing, fetcher, files, store)
    except FetchFailed as failed:
        return Look(_failed(source, standing, failed), failed.host_down)
    except BriefgenError as problem:
        return Look(Capture(source, CaptureState.UNREACHABLE, standing, reason=problem.message))
    if fetched is None:
        assert standing is not None
        return Look(Capture(source, CaptureState.UNCHANGED, standing, seen=standing.text))
    try:
        return Look(_compare(source, standing, fetched, store, manner or Manner()))
    except Unreadable as reason:
        return Look(Capture(source, CaptureState.REJECTED, standing, reason=str(reason)))
    except BriefgenError as problem:
        return Look(Capture(source, CaptureState.UNREACHABLE, standing, reason=f"it could not be stored: {problem.message}"))


def is_local(source: Source) -> bool:
    """Whether a source is a file of the workspace."""
    return "://" not in source.location


def _fetch(source: Source, standing: Snapshot | None, fetcher: Fetcher, files: Files, store: Store) -> Fetched | None:
    """What is there now; ``None``: the very bytes that stand.

    A condition is put only where the old bytes are at hand: else a server that says "not modified" would leave us with nothing.
    """
    if is_local(source):
        body: Fetched | NotModified = Fetched(source.location, files.read(source.location))
    elif standing is not None and store.objects.has(standing.raw):
        body = fetcher.fetch(source.location, etag=standing.etag, last_modified=standing.last_modified)
    else:
        body = fetcher.fetch(source.location)
    if isinstance(body, NotModified):
        return None
    same = standing is not None and hashlib.sha256(body.body).hexdigest() == standing.raw and store.objects.has(standing.text)
    return None if same and standing is not None and store.objects.has(standing.raw) else body


def _failed(source: Source, standing: Snapshot | None, failed: FetchFailed) -> Capture:
    state = CaptureState.UNREACHABLE
    if failed.refused:
        state = CaptureState.REFUSED
    elif failed.too_large:
        state = CaptureState.REJECTED
    return Capture(source, state, standing, reason=failed.reason, retry_after=failed.retry_after)


def _compare(source: Source, standing: Snapshot | None, fetched: Fetched, store: Store, manner: Manner) -> Capture:
    """What became of a source, its old bytes and the new ones read by the extractor of today.

    What has not changed keeps its snapshot, even one that an earlier extractor read: only a change brings another text.
    """
    new = _read(source, fetched)
    old = _read_again(source, standing, store) if standing else None
    shrinks = manner.accepted or is_local(source) or SOURCE_KINDS[kind_of(source.kind, fetched)].shrinks
    reason = refusal(new, fetched.url, old.text if old else None, key=source.key, shrinks=shrinks)
    if reason:
        return Capture(source, CaptureState.REJECTED, standing, reason=reason)
    if standing is None:
        made = store.keep(source, fetched, new)
        return Capture(source, CaptureState.BASELINE, made, seen=made.text)
    seen = hashlib.sha256(_encoded(new.text)).hexdigest()
    if seen == standing.text:
        store.mend(standing, fetched, new)
        return Capture(source, CaptureState.UNCHANGED, _validated(standing, fetched), seen=seen)
    if old is None:
        made = store.keep(source, fetched, new)
        return Capture(source, CaptureState.CHANGED, made, standing, reason=_NO_STORE, seen=seen)
    if (
        manner.damped
        and not manner.accepted
        and not any(contains(old.text, span) and not contains(new.text, span) for span in source.evidence)
    ):
        return Capture(source, CaptureState.UNCHANGED, standing, reason=DAMPED, seen=seen)
    candidates = _candidates(source, old, new)
    if candidates or (source.kind is not SourceKind.FEED and _differ(old, new)):
        return Capture(source, CaptureState.CHANGED, store.keep(source, fetched, new), standing, seen=seen, candidates=candidates)
    if source.kind is SourceKind.FEED:
        return Capture(source, CaptureState.UNCHANGED, standing, seen=seen)
    return Capture(source, CaptureState.UNCHANGED, _validated(standing, fetched), seen=seen)


def _validated(standing: Snapshot, fetched: Fetched) -> Snapshot:
    """What stands, with the validators of other bytes that say the same, so that the server may say "not modified" of them.

    Not for a feed whose new items were passed over, nor for a restless source: what is in them is to be compared again.
    """
    return replace(standing, etag=fetched.etag, last_modified=fetched.last_modified)


def _read(source: Source, fetched: Fetched) -> Extraction:
    """What a source says, with the lines outside a page's main text that hold declared evidence."""
    read = SOURCE_KINDS[kind_of(source.kind, fetched)].extract(fetched)
    absent = [span for span in source.evidence if not contains(read.text, span)] if source.kind is SourceKind.WEB else []
    if not absent:
        return read
    lines = whole_text(source.kind, fetched).split("\n")
    held = dict.fromkeys(line for span in absent for line in lines if contains(line, span))
    text = "\n".join((read.text, *held)) if held else read.text
    return Extraction(text, read.title, read.extractor, read.version, read.warnings, read.items)


def _read_again(source: Source, standing: Snapshot, store: Store) -> Extraction | None:
    """What stands, read from its bytes by the extractor of today, so that like is compared with like.

    ``None`` where the bytes are gone, or that extractor cannot read them.
    """
    body = store.bytes_of(standing.raw)
    if body is not None:
        try:
            return _read(source, received(source, standing, body))
        except Unreadable:
            return None
    return None


def received(source: Source, snapshot: Snapshot, body: bytes) -> Fetched:
    """What a snapshot's bytes were when they came."""
    media_type, _, charset = snapshot.media_type.partition("; charset=")
    return Fetched(source.location, body, media_type, charset)


def whole_text_of(source: Source, snapshot: Snapshot, objects: Objects) -> str:
    """All the text of a snapshot, of a page also what stands round its main text, for spans that are not in the main text.

    Raises :class:`~briefgen.model.errors.EnvironmentFailed` where the bytes are missing or damaged.
    """
    try:
        return whole_text(source.kind, received(source, snapshot, objects.get(snapshot.raw)))
    except Unreadable:
        return ""


def _differ(old: Extraction, new: Extraction) -> bool:
    if new.extractor == "dataset":
        return old.text != new.text
    return fold(old.text) != fold(new.text)


def _candidates(source: Source, old: Extraction, new: Extraction) -> tuple[FeedItem, ...]:
    """The items of a feed that were not in it, or said something else, and match the source's filter."""
    known = set(old.items)
    rule = re.compile(source.filter, re.IGNORECASE)
    return tuple(item for item in new.items if item not in known and rule.search(f"{item.title} {item.url}"))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
