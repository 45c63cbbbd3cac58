"""Shipped fakes of the ports in :mod:`briefgen.model.ports`, for tests and for programs that hold their files in memory."""

from __future__ import annotations

import posixpath
from dataclasses import field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.citation import CitationResult, CiteItem, CiteMode, Cluster, FormattedCluster, FormattedEntry
from briefgen.model.errors import WorkspaceError
from briefgen.model.fetching import Fetched, FetchFailed, NotModified
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.model.citation import CitationRequest


@dataclass(frozen=True, slots=True)
class MemoryFiles:
    """A :class:`~briefgen.model.ports.Files` over a mapping from path to bytes.

    Paths are brought to their plain form (``a/./b/../c`` is ``a/c``) and may not lead out, as on a disk.
    """

    contents: Mapping[str, bytes] = field(default_factory=dict)

    def read(self, path: str) -> bytes:
        """The bytes of a file; raises :class:`WorkspaceError` where there is none or the path leads outside."""
        plain = _plain(path)
        if plain.startswith("..") or posixpath.isabs(plain):
            raise WorkspaceError(f"{path} leads out of the workspace", hint="keep the file inside the workspace's folder")
        if plain not in self.contents:
            raise WorkspaceError(f"there is no file {path}")
        return self.contents[plain]

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return _plain(path) in self.contents


def _plain(path: str) -> str:
    return posixpath.normpath(path)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A :class:`~briefgen.model.ports.Clock` that stands still."""

    instant: datetime = datetime(2022, 10, 20, tzinfo=UTC)

    def now(self) -> datetime:
        """The instant it was made with."""
        return self.instant


@dataclass(slots=True)
class SetClock:
    """A :class:`~briefgen.model.ports.Clock` that goes only when it is set: give it another ``instant``, or :meth:`pass_by`."""

    instant: datetime = datetime(2022, 10, 20, tzinfo=UTC)

    def now(self) -> datetime:
        """The instant it was last set to."""
        return self.instant

    def pass_by(self, **duration: float) -> None:
        """Set it on by a duration, or back by a negative one, in the words of :class:`~datetime.timedelta`: ``hours=1``."""
        self.instant += timedelta(**duration)


@dataclass(slots=True)
class FakeFetcher:
    """A :class:`~briefgen.model.ports.Fetcher` of plain text. ``pages`` are by URL; a page that is not there cannot be reached.

    ``asked`` keeps the URLs that were asked for.
    """

    pages: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched | NotModified:
        """The page, whatever the conditions."""
        del etag, last_modified
        self.asked.append(url)
        if url not in self.pages:
            raise FetchFailed(f"{url} cannot be reached")
        return Fetched(url, self.pages[url].encode(), "text/plain", "utf-8")


@dataclass(slots=True)
class FakeProcessor:
    """A :class:`~briefgen.model.ports.CitationProcessor` whose answers can be read at a glance.

    A cluster becomes ``see key, page 4; other.`` in the order of its items, an entry ``key. Title.``, by key. ``requests`` keeps
    what it was asked, so that a test can say that it was not asked at all.
    """

    note_style: bool = True
    requests: list[CitationRequest] = field(default_factory=list)

    def render(self, request: CitationRequest) -> CitationResult:
        """One formatted cluster for each asked for, and an entry for each reference."""
        self.requests.append(request)
        entries = tuple(FormattedEntry(str(item["id"]), _entry(item)) for item in sorted(request.references, key=_identifier))
        return CitationResult(tuple(map(self._cluster, request.clusters)), entries, self.note_style, "fake")

    def _cluster(self, cluster: Cluster) -> FormattedCluster:
        words = "; ".join(map(_item, cluster.items))
        in_text = cluster.mode is CiteMode.AUTHOR_IN_TEXT and self.note_style
        names = (tree.Text(cluster.items[0].key),) if in_text else ()
        return FormattedCluster((tree.Text(f"{words}." if self.note_style else f"({words})"),), names)


def _identifier(item: Mapping[str, object]) -> str:
    return str(item["id"])


def _item(item: CiteItem) -> str:
    locator = f", {item.label} {item.locator}" if item.locator else ""
    return f"{item.prefix} {item.key}{locator}{item.suffix}".strip()


def _entry(item: Mapping[str, object]) -> tuple[tree.Inline, ...]:
    return (tree.Text(f"{item['id']}. "), tree.Emphasis((tree.Text(str(item.get("title", "Untitled"))),)), tree.Text("."))
