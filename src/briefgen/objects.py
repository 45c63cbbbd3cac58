"""The store of bytes by their digest: snapshots, outlines and files of editions, under ``.briefgen/objects``."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.disk import write_whole
from briefgen.model.errors import EnvironmentFailed
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DIGEST = re.compile(r"[0-9a-f]{64}")
_JOINED = re.compile(rb"briefgen joined 1\n(?P<rest>[0-9a-f]{64})\n", re.ASCII)
"""How a file begins that holds the beginning of an object, and names the object that goes on after it."""


@dataclass(frozen=True, slots=True)
class DiskObjects:
    """An :class:`~briefgen.model.ports.Objects` over a folder: ``aa/<sha256>``, a file for each.

    A file is written beside its place, brought to the disk and renamed; what is read is held against its digest. Processes may
    store the same bytes at once. Objects that differ only at their beginning may share the rest.
    """

    folder: Path

    def put(self, data: bytes) -> str:
        """Store durably, before returning; the digest. A torn file under that digest is replaced.

        Raises :class:`EnvironmentFailed` where the disk does not take it.
        """
        digest = hashlib.sha256(data).hexdigest()
        place = self._place(digest)
        if not _holds(place, data):
            write_whole({place: data})
        return digest

    def put_before(self, heads: Iterable[bytes], rest: str) -> Iterator[str]:
        """Store each of ``heads`` with, after it, what is under the digest ``rest``, which is kept once; the digests of the wholes.

        The thousands of messages of an edition are as many headers and one body.
        """
        data = self.get(rest)
        for head in heads:
            state = hashlib.sha256(head)
            state.update(data)
            digest = state.hexdigest()
            file = b"briefgen joined 1\n%s\n%s" % (rest.encode(), head)
            if not _holds(self._place(digest), file):
                write_whole({self._place(digest): file})
            yield digest

    def rest_of(self, digest: str) -> str:
        """The object that goes on after the beginning that is under a digest; empty: the object is whole by itself."""
        try:
            with self._place(digest).open("rb") as stream:
                found = _JOINED.match(stream.read(100))
        except OSError:
            return ""
        return found["rest"].decode() if found else ""

    def take(self, digest: str, other: DiskObjects) -> int:
        """Copy an object from another store, with the rest that it shares, as they are on the disk; how many files that were.

        Raises :class:`EnvironmentFailed` where the other store does not have it, or has what does not match its digest.
        """
        if self.has(digest):
            return 0
        file, rest = other.file(digest), other.rest_of(digest)
        taken = 0
        if hashlib.sha256(file).hexdigest() != digest:
            if not rest:
                raise _damaged(other._place(digest))
            taken = self.take(rest, other)
        write_whole({self._place(digest): file})
        return taken + 1

    def file(self, digest: str) -> bytes:
        """What is on the disk under a digest, a beginning without its rest. Raises :class:`EnvironmentFailed` for none."""
        place = self._place(digest)
        try:
            return place.read_bytes()
        except FileNotFoundError:
            raise EnvironmentFailed(f"the object {digest[:12]} is not in {self.folder}", hint="restore it from a backup") from None
        except OSError as problem:
            reason = (problem.strerror or str(problem)).lower()
            raise EnvironmentFailed(f"{place} cannot be read: {reason}", hint="check the disk and try again") from problem

    def get(self, digest: str) -> bytes:
        """The bytes. Raises :class:`EnvironmentFailed` where they are missing, cannot be read, or no longer match."""
        data = self.file(digest)
        if (joined := _JOINED.match(data)) and hashlib.sha256(data).hexdigest() != digest:
            data = data[joined.end() :] + self.get(joined["rest"].decode())
        if hashlib.sha256(data).hexdigest() != digest:
            raise _damaged(self._place(digest))
        return data

    def has(self, digest: str) -> bool:
        """Whether the store holds a file of that name; whether it is whole, only :meth:`get` says."""
        return bool(_DIGEST.fullmatch(digest)) and self._place(digest).is_file()

    def _place(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise EnvironmentFailed(f"{digest[:80]!r} is not the digest of an object", hint="restore the file that names it")
        return self.folder / digest[:2] / digest


def _damaged(place: Path) -> EnvironmentFailed:
    return EnvironmentFailed(f"{place} is damaged: its content does not match its name", hint="restore it from a backup")


def _holds(place: Path, data: bytes) -> bool:
    try:
        return place.stat().st_size == len(data) and place.read_bytes() == data
    except OSError:
        return False
