"""Sources that are watched: what is declared, what was seen, and what a look at one found."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from briefgen.model.position import Position
from briefgen.model.value import dataclass


class SourceKind(StrEnum):
    """How a source is fetched and read."""

    WEB = "web"
    FEED = "feed"
    PDF = "pdf"
    FILE = "file"
    DATASET = "dataset"


@dataclass(frozen=True, slots=True)
class Source:
    """A source that a brief rests on and that is looked at again.

    ``key`` is its citation key in the brief; ``location`` an absolute http(s) URL, or a path from the workspace's root.
    ``evidence`` are the spans of its words that the brief declares to rest on. ``filter`` is a regular expression that makes
    a feed's item a candidate; empty: every item.
    """

    key: str
    kind: SourceKind
    location: str
    evidence: tuple[str, ...] = ()
    filter: str = ""
    position: Position | None = field(default=None, compare=False, repr=False)

    @property
    def identity(self) -> str:
        """What the ledger knows it by. Two briefs that cite one address share its snapshots."""
        return f"{self.kind}:{self.location}"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a source said at one instant; evidence, not a cache.

    ``raw`` is the SHA-256 of the bytes as received and ``text`` that of the normalised text, both keys of the object store.
    ``captured_at`` is ISO 8601 in UTC. ``extractor`` and its version are kept because another extractor reads the same bytes
    differently: only texts of one extractor are compared.
    """

    source: str
    raw: str
    text: str
    extractor: str
    extractor_version: str
    captured_at: str
    media_type: str = ""
    title: str = ""
    etag: str = ""
    last_modified: str = ""


class CaptureState(StrEnum):
    """What a look at a source came to."""

    BASELINE = "baseline"
    """The first snapshot; never a change."""
    UNCHANGED = "unchanged"
    """It says what it said (the server may have said so itself)."""
    CHANGED = "changed"
    """The meaning of its text differs from the last snapshot's."""
    UNREACHABLE = "unreachable"
    """It could not be had now; the last snapshot stands."""
    REJECTED = "rejected"
    """Something came that may not replace the last snapshot: an error page, a page that shrank, a body too large."""
    REFUSED = "refused"
    """It may not be fetched: a private address, robots.txt, a scheme that is not http(s)."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A new item of a feed that matched the source's filter: something the analyst should look at."""

    title: str
    url: str
    published: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """One look at one source.

    ``snapshot`` is the one that stands afterwards, ``None`` if there never was one; ``previous`` the one before, where it
    changed. ``reason`` says why a state other than baseline, unchanged or changed came about. ``retry_after`` are seconds that
    the server asked to be left alone; 0: none. ``seen`` is the digest of the text that this look saw, also where the snapshot did
    not change for it; empty where it saw none. A history of them tells a restless source.
    """

    source: Source
    state: CaptureState
    snapshot: Snapshot | None = None
    previous: Snapshot | None = None
    reason: str = ""
    retry_after: int = 0
    candidates: tuple[FeedItem, ...] = ()
    seen: str = ""
