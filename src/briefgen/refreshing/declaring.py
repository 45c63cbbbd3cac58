"""What a brief says about itself that a tick must know before it looks at anything: its name, schedule and watched sources."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

from briefgen import loading
from briefgen.model.position import Position
from briefgen.model.value import dataclass
from briefgen.refreshing.kept import from_finding, from_place, from_source, to_finding, to_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.source import Source
    from briefgen.state import State
    from briefgen.workspace import BriefFile, Workspace


@dataclass(frozen=True, slots=True)
class Declaration:
    """A brief's declaration. ``schedule`` is the front matter's, ``sources`` are those that are watched.

    ``findings`` say what is wrong with the sources' fields.
    """

    id: str
    title: str = ""
    schedule: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Position] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def declare(state: State, where: BriefFile) -> Declaration:
    """The declaration of a brief, read again only if its files changed.

    Raises :class:`~briefgen.model.errors.WorkspaceError` for one whose file cannot be read at all.
    """
    kept = state.memo.recall("declared", state.workspace, where, "", lambda workspace: _declared(workspace, where))
    return Declaration(
        kept["id"],
        kept["title"],
        kept["schedule"],
        {key: Position(*place) for key, place in kept["places"].items()},
        tuple(map(to_source, kept["sources"])),
        tuple(map(to_finding, kept["findings"])),
    )


def _declared(workspace: Workspace, where: BriefFile) -> dict[str, Any]:
    from briefgen.sources.declared import declared

    brief = loading.read_front_matter(workspace.read_text(where.file), where, "").value.brief
    watched = declared(loading.load_library(workspace, where, brief).value, folder=where.folder)
    return {
        "id": brief.id,
        "title": brief.title,
        "schedule": dict(brief.schedule),
        "places": {key: from_place(place) for key, place in brief.places.items() if key.startswith("schedule")},
        "sources": [from_source(source) for source in watched.value],
        "findings": [from_finding(finding) for finding in watched.diagnostics],
    }
