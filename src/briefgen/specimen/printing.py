"""Composing the specimen in a house, and writing it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.composing import Options, compose_brief
from briefgen.disk import DiskFiles, LayeredFiles
from briefgen.house import load_house
from briefgen.model.errors import BrokenHouse
from briefgen.pipeline import Built, Written, known_formats, render
from briefgen.specimen.rolesheet import role_sheet
from briefgen.workspace import BriefFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.composing import Composed
    from briefgen.workspace import Workspace

FOLDER = Path(__file__).parent / "brief"
_ROLES = "sections/roles.md"


class _Made:
    """Files that are made rather than read."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents

    def read(self, path: str) -> bytes:
        return self._contents[path]

    def exists(self, path: str) -> bool:
        return path in self._contents


def compose_specimen(workspace: Workspace, house: str, options: Options = Options()) -> Composed:
    """The specimen as it would be printed in a house of the workspace.

    Raises :class:`~briefgen.model.errors.UnknownHouse` where there is none of that name and
    :class:`~briefgen.model.errors.BrokenHouse` for one that cannot be used.
    """
    workspace.check_house(house, asked_at=None)
    outcome = load_house(house, workspace.templates)
    if outcome.has_errors:
        raise BrokenHouse(outcome.diagnostics)
    made = _Made({_ROLES: role_sheet(outcome.value.style).encode()})
    place = replace(workspace, root=FOLDER, files=LayeredFiles((made, DiskFiles(FOLDER))))
    composed = compose_brief(place, BriefFile("brief.md", "specimen"), replace(options, house=house))
    # The specimen is nobody's brief: it has the sections that show a house, not those that the house requires.
    composed.findings.found[:] = [finding for finding in composed.findings.found if finding.code != "missing-required-section"]
    return composed


def print_specimen(workspace: Workspace, house: str, formats: Sequence[str], out: Path, options: Options = Options()) -> Built:
    """Write the specimen of a house into the folder ``out``, as ``specimen-<house>`` in each of ``formats``.

    Raises :class:`~briefgen.model.errors.CheckFailed`, having written nothing, where the house cannot print it.
    """
    wanted = known_formats(formats)
    composed = compose_specimen(workspace, house, options)
    made = render(composed, wanted, options)
    files = {out / f"specimen-{house}{one.suffix}": one.data for one in made}
    workspace.write(files)
    written = tuple(Written(path, len(one.data), one.pages) for path, one in zip(files, made, strict=True))
    return Built(written, composed.findings.all())
