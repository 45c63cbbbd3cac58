"""The real ports that touch this machine: reading confined to a folder, writing that is whole or not at all, the clock."""

from __future__ import annotations

import contextlib
import errno
import os
import posixpath
import secrets
import stat
import time
from dataclasses import field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.model.errors import EnvironmentFailed, WorkspaceError
from briefgen.model.nearest import nearest
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.model.ports import Files

LIMIT = 64 * 1024 * 1024
"""The largest file that is read, in bytes: more than any picture that belongs in a brief, less than what fills a memory."""


_SETTLED = 2_000_000_000
"""Nanoseconds: the coarsest clock of a disk that is in use (FAT)."""


@dataclass(frozen=True, slots=True)
class DiskFiles:
    """A :class:`~briefgen.model.ports.Files` over a folder. A symbolic link is followed only if it stays inside.

    ``still`` keeps what was read, for folders of large files that seldom change: a house's fonts. A file is read again once its
    size, times or number differ; one that changed a moment before it was read is not kept, since the disk's clock is coarse.
    ``None``: nothing is kept.
    """

    root: Path
    limit: int = LIMIT
    still: dict[str, tuple[tuple[int, ...], bytes]] | None = field(default=None, compare=False, repr=False)

    def read(self, path: str) -> bytes:
        """The bytes of a file of at most ``limit`` bytes."""
        place = self._inside(path)
        try:
            found = place.stat()
            if self.still is not None and path in self.still and self.still[path][0] == _mark(found):
                return self.still[path][1]
            if not stat.S_ISREG(found.st_mode):
                kind = "a folder" if stat.S_ISDIR(found.st_mode) else "not an ordinary file"
                raise WorkspaceError(f"{path} is {kind}", hint="name a file")
            if found.st_size > self.limit:
                raise WorkspaceError(f"{path} is larger than {self.limit // 1024**2} MB", hint="make it smaller, or split it")
            data = place.read_bytes()
        except OSError as problem:
            raise self._unreadable(path, place, problem) from problem
        if self.still is not None and time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) > _SETTLED:
            self.still[path] = (_mark(found), data)
        return data

    def exists(self, path: str) -> bool:
        """Whether there is such a file inside the folder; a path that leads outside does not exist."""
        try:
            return self._inside(path).is_file()
        except (OSError, WorkspaceError):
            return False

    def _inside(self, path: str) -> Path:
        try:
            if _is_plain(self.root, path):
                return self.root / path
            root = self.root.resolve()
            place = (root / path).resolve()
        except (OSError, ValueError, RuntimeError) as problem:
            raise WorkspaceError(f"{path!r} is not a path that can be read", hint="rename the file") from problem
        if not place.is_relative_to(root):
            raise WorkspaceError(f"{path} leads out of {root.name or root}", hint="copy the file into that folder")
        return place

    def _unreadable(self, path: str, place: Path, problem: OSError) -> WorkspaceError | EnvironmentFailed:
        if problem.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
            near = nearest(posixpath.basename(path), _names_in(place.parent))
            return WorkspaceError(f"there is no file {path}", hint=f"did you mean {near[0]}?" if near else "")
        if problem.errno in (errno.EACCES, errno.EPERM):
            return EnvironmentFailed(f"{path} may not be read", hint="give yourself permission to read it")
        return EnvironmentFailed(f"{path} cannot be read: {_reason(problem)}", hint="check the disk and try again")


def _mark(found: os.stat_result) -> tuple[int, ...]:
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _is_plain(root: Path, path: str) -> bool:
    """Whether a path leads where it says: no part of it leads up or is a symbolic link. Whatever is in doubt is not plain."""
    parts = path.split("/")
    if os.name != "posix" or {"", ".", ".."} & {*parts}:
        return False
    place = str(root)
    try:
        for part in parts:
            place = f"{place}/{part}"
            if stat.S_ISLNK(os.lstat(place).st_mode):
                return False
    except (OSError, ValueError) as problem:
        return isinstance(problem, FileNotFoundError)
    return True


@dataclass(frozen=True, slots=True)
class LayeredFiles:
    """Several :class:`~briefgen.model.ports.Files` seen as one: what an earlier one has hides what a later one has."""

    layers: tuple[Files, ...]

    def read(self, path: str) -> bytes:
        """The bytes of a file from the first layer that has it."""
        for layer in self.layers:
            if layer.exists(path):
                return layer.read(path)
        return self.layers[-1].read(path)

    def exists(self, path: str) -> bool:
        """Whether any layer has such a file."""
        return any(layer.exists(path) for layer in self.layers)


class SystemClock:
    """The machine's clock. Only progress asks it: what is written depends on the brief alone."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write all files, or none: each beside its place first, and renamed once all of them are on the disk.

    A file is never seen half-written. Folders are made as needed. Raises :class:`EnvironmentFailed` if something is in the way;
    whatever is interrupted, the old files are still there and nothing temporary is left.
    """
    staged: dict[Path, Path] = {}
    target = Path()
    try:
        for target, data in files.items():
            staged[target] = _beside(target)
            _write_through(staged[target], data)
        for target, temporary in staged.items():
            temporary.replace(target)
        names_to_disk(target.parent for target in staged)
    except OSError as problem:
        raise _unwritable(target, problem) from problem
    finally:
        for temporary in staged.values():
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def names_to_disk(folders: Iterable[Path]) -> None:
    """Bring the names in ``folders`` to the disk: a rename outlasts a loss of power only once its folder is there.

    Windows has no way to ask for it, and some disks refuse it, or the folder may not be read; there it is left to them. Raises
    :class:`OSError` where the disk fails.
    """
    if os.name != "posix":
        return
    for folder in dict.fromkeys(folders):
        try:
            _sync(folder)
        except OSError as problem:
            if problem.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EACCES):
                raise


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_folder(folder: Path) -> None:
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    names_to_disk(one.parent for one in missing)


def _beside(target: Path) -> Path:
    _make_folder(target.parent)
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")


def _write_through(place: Path, data: bytes) -> None:
    """To the disk itself and not only to its cache, so that a rename never outruns the content."""
    with place.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _unwritable(target: Path, problem: OSError) -> EnvironmentFailed:
    match problem.errno:
        case errno.ENOSPC | errno.EDQUOT:
            remedy = "free some space, or pass --out with a folder on another disk"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            remedy = "close it if another program has it open, or pass --out with a folder you may write to"
        case errno.EISDIR:
            remedy = "a folder of that name is in the way; move it, or pass --out with another folder"
        case errno.EEXIST | errno.ENOTDIR:
            remedy = f"a file is in the way where {target.parent} should be a folder; move it, or pass --out with another folder"
        case _:
            remedy = "pass --out with another folder, or try again"
    return EnvironmentFailed(f"{target} cannot be written: {_reason(problem)}", hint=remedy)


def _reason(problem: OSError) -> str:
    return (problem.strerror or str(problem)).lower()


def _names_in(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(item.name for item in folder.iterdir()))
    except OSError:
        return ()
