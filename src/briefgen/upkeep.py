"""Looking after a workspace's state: is it whole, keeping a copy, bringing one back, letting go of what nobody needs."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.ledger import Ledger
from briefgen.model.errors import EnvironmentFailed
from briefgen.model.instant import stamp
from briefgen.objects import DiskObjects
from briefgen.state import LEDGER, ledger_path, state_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.state import State
    from briefgen.workspace import Workspace

_ABANDONED = timedelta(hours=1)
_HALF_WRITTEN = tuple(f"{folder}/.*.????????.tmp" for folder in ("briefs/*", "dist", "dist/*/*"))
"""The names that :func:`briefgen.disk.write_whole` gives."""

_YOUNG = timedelta(days=1)
"""An object that nothing names and that is younger than this may belong to an edition that is being made."""


def problems(state: State) -> tuple[str, ...]:
    """What is wrong with the ledger, the objects, and the files of each brief's last edition in ``dist/``; empty: all is well."""
    return (*state.ledger.check(state.objects), *_altered(state))


def _altered(state: State) -> Iterator[str]:
    """A file that is gone is no problem, for the next tick brings it back; one that was changed would mislead its readers."""
    from briefgen.refreshing.publishing import edition_folder

    for brief in state.ledger.brief_states():
        edition = state.ledger.latest_edition(brief)
        for artifact in edition.artifacts if edition else ():
            place = edition_folder(state, edition) / artifact.name if edition else Path()
            if place.is_file() and hashlib.sha256(place.read_bytes()).hexdigest() != artifact.digest:
                shown = place.relative_to(state.workspace.root)
                yield f"{shown} is not what was published: delete it, and briefgen refresh brings it back"


def back_up(state: State, folder: Path) -> int:
    """Copy the ledger and its objects into ``folder``; the number of objects copied, for those that are there already are not.

    The ledger is copied aside, then the objects that this copy names, whatever others do meanwhile, and the copy is put in its
    place last: a backup that was interrupted is the one before, with more objects. Objects that share a rest share it there too.
    """
    source, target = DiskObjects(state.folder / "objects"), DiskObjects(folder / "objects")
    with tempfile.TemporaryDirectory(prefix="briefgen-") as aside:
        copy = Path(aside) / LEDGER
        state.ledger.backup(copy)
        with Ledger.open(copy) as copied:
            named = sorted(copied.objects())
            taken = sum(target.take(digest, source) for digest in named)
            copied.backup(folder / LEDGER)
    return taken


def restore(workspace: Workspace, folder: Path) -> int:
    """Bring back what :func:`back_up` wrote; the number of objects brought back. Call it under the workspace's lock.

    Raises :class:`~briefgen.model.errors.EnvironmentFailed`, with the ledger as it was, for a folder that is no backup.
    """
    if not (folder / LEDGER).is_file():
        raise EnvironmentFailed(f"there is no backup in {folder}", hint="name the folder that briefgen state backup wrote to")
    source, target = DiskObjects(folder / "objects"), DiskObjects(state_folder(workspace) / "objects")
    digests = sorted(file.name for file in (folder / "objects").glob("??/*") if source.has(file.name))
    restored = sum(target.take(digest, source) for digest in digests)
    Ledger.restore(ledger_path(workspace), folder / LEDGER)
    return restored


def sweep(workspace: Workspace) -> int:
    """Remove what killed processes left half-written beside briefs and editions; how many files. Call it under the lock."""
    oldest = (workspace.clock.now() - _ABANDONED).timestamp()
    left = [file for pattern in _HALF_WRITTEN for file in workspace.root.glob(pattern) if file.stat().st_mtime < oldest]
    for file in left:
        file.unlink(missing_ok=True)
    return len(left)


def prune(state: State, days: int) -> tuple[int, int]:
    """Let go of what is older than ``days`` and that no edition or approval needs; how many objects that were, and bytes."""
    now = state.workspace.clock.now()
    state.ledger.prune(stamp(now - timedelta(days=days)))
    named, stored = state.ledger.objects(), DiskObjects(state.folder / "objects")
    needed, oldest = named | {stored.rest_of(digest) for digest in named}, (now - _YOUNG).timestamp()
    idle = [file for file in (state.folder / "objects").glob("??/*") if file.name not in needed and file.stat().st_mtime < oldest]
    freed = sum(file.stat().st_size for file in idle)
    for file in idle:
        file.unlink(missing_ok=True)
    shutil.rmtree(state.folder / "cache", ignore_errors=True)
    return len(idle), freed
