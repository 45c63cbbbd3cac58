"""What a workspace remembers: the folder ``.briefgen`` with the ledger, the objects and the log, and the way to the network.

What only builds or checks does without, and imports none of it.
"""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.instance import alone
from briefgen.journal import Journal
from briefgen.ledger import Ledger
from briefgen.memo import Memo
from briefgen.model.errors import EnvironmentFailed
from briefgen.model.value import dataclass
from briefgen.objects import DiskObjects
from briefgen.settings import load_settings
from briefgen.workspace import STATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.model.ports import Fetcher, Objects, SharingObjects
    from briefgen.settings import Settings
    from briefgen.workspace import Workspace

FOLDER = STATE
LEDGER = "ledger.sqlite"


@dataclass(frozen=True, slots=True)
class State:
    """A workspace and what it remembers. ``rehearsal``: nothing of what is written lasts, and nothing else may be written."""

    workspace: Workspace
    settings: Settings
    folder: Path
    ledger: Ledger
    objects: SharingObjects
    journal: Journal
    memo: Memo
    rehearsal: bool = False
    _fetchers: list[Fetcher] = field(default_factory=list, repr=False, compare=False)

    def fetcher(self) -> Fetcher:
        """The way to the network: one for as long as the state is open, for it knows each host's rules and when to ask it again."""
        if self.workspace.fetcher:
            return self.workspace.fetcher
        if not self._fetchers:
            from briefgen.sources.fetcher import GuardedFetcher

            hosts = frozenset(self.settings.allowed_hosts)
            self._fetchers.append(GuardedFetcher(contact=self.settings.contact, allowed_hosts=hosts))
        return self._fetchers[0]

    def alone(self, what: str) -> contextlib.AbstractContextManager[None]:
        """Keep other processes from working on this workspace; see :func:`briefgen.instance.alone`."""
        return alone(lock_path(self.workspace), what, self.workspace.clock.now())


def state_folder(workspace: Workspace) -> Path:
    """Where a workspace's state is; whether it exists is another matter."""
    return workspace.root / FOLDER


def lock_path(workspace: Workspace) -> Path:
    """The file that says who is at work on a workspace."""
    return state_folder(workspace) / "lock"


def ledger_path(workspace: Workspace) -> Path:
    """The file that a workspace's ledger is in."""
    return state_folder(workspace) / LEDGER


@contextlib.contextmanager
def opened(workspace: Workspace) -> Iterator[State]:
    """The state of a workspace, made where there is none yet.

    Raises :class:`~briefgen.model.errors.EnvironmentFailed` where the folder cannot be written, or the ledger cannot be used.
    """
    settings, folder = load_settings(workspace), state_folder(workspace)
    _make(folder)
    with Ledger.open(folder / LEDGER, clock=workspace.clock) as ledger:
        journal = Journal(folder / "log.jsonl", workspace.clock)
        yield State(workspace, settings, folder, ledger, DiskObjects(folder / "objects"), journal, Memo(folder / "cache"))


@contextlib.contextmanager
def rehearsed(workspace: Workspace) -> Iterator[State]:
    """The state of a workspace as it is, to be written to as if it were real; afterwards nothing has happened."""
    settings, folder = load_settings(workspace), state_folder(workspace)
    with tempfile.TemporaryDirectory(prefix="briefgen-") as temporary:
        stage = Path(temporary)
        if (folder / LEDGER).exists():
            Ledger.copy(folder / LEDGER, stage / LEDGER)
        with Ledger.open(stage / LEDGER, clock=workspace.clock, called=str(folder / LEDGER)) as ledger:
            objects = OverlaidObjects(DiskObjects(stage / "objects"), DiskObjects(folder / "objects"))
            journal = Journal(None, workspace.clock)
            yield State(workspace, settings, stage, ledger, objects, journal, Memo(None), rehearsal=True)


@dataclass(frozen=True, slots=True)
class OverlaidObjects:
    """An :class:`~briefgen.model.ports.Objects` that writes into one store and reads from two."""

    upper: SharingObjects
    lower: Objects

    def put(self, data: bytes) -> str:
        """Store in the upper one; the digest."""
        return self.upper.put(data)

    def put_before(self, heads: Iterable[bytes], rest: str) -> Iterator[str]:
        """Store in the upper one, and the rest as well."""
        return self.upper.put_before(heads, self.upper.put(self.get(rest)))

    def get(self, digest: str) -> bytes:
        """The bytes, from whichever store has them."""
        return self.upper.get(digest) if self.upper.has(digest) else self.lower.get(digest)

    def has(self, digest: str) -> bool:
        """Whether either holds them."""
        return self.upper.has(digest) or self.lower.has(digest)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        raise EnvironmentFailed(f"{folder} cannot be made: {reason}", hint="give yourself permission to write there") from problem
