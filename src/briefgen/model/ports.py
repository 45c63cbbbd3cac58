"""The holes in the pure middle: what an edge plugs in.

:mod:`briefgen.workspace` makes the real ones, :mod:`briefgen.testing` the fakes.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime

    from briefgen.model.citation import CitationRequest, CitationResult
    from briefgen.model.fetching import Fetched, NotModified


class Files(Protocol):
    """Reading, confined to one folder and what is below it.

    Paths are relative to that folder, with ``/``. Both methods raise :class:`briefgen.model.errors.WorkspaceError` for a path
    that leads outside or does not exist and :class:`briefgen.model.errors.EnvironmentFailed` for one that cannot be read.
    """

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        ...

    def exists(self, path: str) -> bool:
        """Whether there is such a file inside the folder."""
        ...


class Clock(Protocol):
    """The only source of the present."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        ...


class CitationProcessor(Protocol):
    """A CSL processor."""

    def render(self, request: CitationRequest) -> CitationResult:
        """Format every cluster and the reference list.

        Raises :class:`briefgen.model.errors.ProcessorMissing` where none is installed and
        :class:`briefgen.model.errors.MalformedFile` for a style that cannot be read.
        """
        ...


class Keep(Protocol):
    """Keeps what takes long to make and is always the same; whoever uses it cannot tell whether it was made or kept."""

    def __call__(self, name: str, make: Callable[[], bytes]) -> bytes:
        """What ``make`` returns. ``name`` says all that it is made from: letters, digits and hyphens."""
        ...


def made_anew(name: str, make: Callable[[], bytes]) -> bytes:
    """A :class:`Keep` that keeps nothing."""
    del name
    return make()


class Beside(Protocol):
    """Does work while whoever asks for it goes on, if it can."""

    def __call__(self, work: Callable[[], bytes]) -> AbstractContextManager[Callable[[], bytes | None] | None]:
        """What is yielded waits for the bytes that ``work`` returns, and says ``None`` where it did not come to its end; ``None``
        instead of it: nothing was begun."""
        ...


def in_turn(work: Callable[[], bytes]) -> AbstractContextManager[Callable[[], bytes | None] | None]:
    """A :class:`Beside` that begins nothing."""
    del work
    return nullcontext()


class Fetcher(Protocol):
    """The only way out to the network."""

    def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched | NotModified:
        """Get a resource, conditionally where a validator is given.

        Raises :class:`briefgen.model.fetching.FetchFailed` for anything but a usable answer.
        """
        ...


class Objects(Protocol):
    """A store of bytes by their SHA-256 in hexadecimal. What is stored is never changed."""

    def put(self, data: bytes) -> str:
        """Store durably, before returning; the digest."""
        ...

    def get(self, digest: str) -> bytes:
        """The bytes. Raises :class:`briefgen.model.errors.EnvironmentFailed` where they are missing or no longer match."""
        ...

    def has(self, digest: str) -> bool:
        """Whether the store holds them."""
        ...


class SharingObjects(Objects, Protocol):
    """A store in which objects that differ only at their beginning share the rest."""

    def put_before(self, heads: Iterable[bytes], rest: str) -> Iterator[str]:
        """Store each of ``heads`` with, after it, what is under the digest ``rest``; the digests of the wholes."""
        ...
