"""What is the same for every brief of a tick."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from briefgen.disk import DiskFiles, LayeredFiles
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefgen.model.source import Snapshot
    from briefgen.state import State
    from briefgen.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Scene:
    """``snapshots`` are those that stand, by their source's identity; ``houses`` is a digest of all house templates."""

    snapshots: Mapping[str, Snapshot]
    houses: str


def scene_of(state: State) -> Scene:
    """The scene as it is now."""
    return Scene(state.ledger.standing_snapshots(), _digest_of_houses(state.workspace))


def _digest_of_houses(workspace: Workspace) -> str:
    """Whichever of the houses a brief uses, it is looked at again when one changes."""
    state = hashlib.sha256()
    layers = workspace.templates.layers if isinstance(workspace.templates, LayeredFiles) else ()
    for layer in layers:
        if isinstance(layer, DiskFiles):
            for file in sorted(layer.root.rglob("*")):
                if file.is_file():
                    state.update(f"{file.relative_to(layer.root)}\0".encode())
                    state.update(_digest_of(file))
    return state.hexdigest()


def _digest_of(file: Path) -> bytes:
    """Of a file that cannot be read, nothing: the briefs whose house needs it say so themselves."""
    try:
        return hashlib.sha256(file.read_bytes()).digest()
    except OSError:
        return b""
