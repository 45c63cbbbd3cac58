"""What a brief says now, what is wrong with it, and which of its sentences rest on sources that changed."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

from briefgen.composing import Options, compose_brief
from briefgen.editions import Texts, content_of, impacts
from briefgen.model.brief import Notify, Status
from briefgen.model.edition import Content
from briefgen.model.errors import EnvironmentFailed
from briefgen.model.value import dataclass
from briefgen.refreshing.kept import from_finding, from_impact, to_finding, to_impact
from briefgen.refreshing.posting import list_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.composing import Composed
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.edition import Impact
    from briefgen.state import State
    from briefgen.workspace import BriefFile, Workspace

Changed = dict[str, tuple[str, str]]
"""The digests of a source's text before and now, by citation key."""

MOST = 200
"""Findings that are kept of one brief."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A brief looked at. ``cited`` are the keys that it cites; ``impacts`` are by key, for each source that changed."""

    content: Content
    status: Status
    auto_release: bool
    notify_always: bool
    needs_approval: bool
    cited: frozenset[str]
    impacts: Mapping[str, tuple[Impact, ...]]
    findings: tuple[Diagnostic, ...]


def assess(state: State, where: BriefFile, changed: Changed, seen: Mapping[str, str], houses: str) -> Assessment:
    """Look at a brief, anew only if its files did change, or what its sources say, or a house.

    ``seen`` are the digests of the texts that its sources have now, by citation key; ``houses`` is a digest of all house templates.
    Raises a :class:`~briefgen.model.errors.BriefgenError` where it cannot be looked at.
    """
    key = json.dumps([houses, sorted(changed.items()), sorted(seen.items())])

    def make(workspace: Workspace) -> dict[str, Any]:
        return _assessed(state, workspace, where, changed, seen)

    kept = state.memo.recall("assessed", state.workspace, where, key, make)
    return Assessment(
        Content(kept["text"], kept["data"]),
        Status(kept["status"]),
        kept["auto_release"],
        kept["notify_always"],
        kept["needs_approval"],
        frozenset(kept["cited"]),
        {key: tuple(map(to_impact, found)) for key, found in kept["impacts"].items()},
        tuple(map(to_finding, kept["findings"])),
    )


def _assessed(state: State, workspace: Workspace, where: BriefFile, changed: Changed, seen: Mapping[str, str]) -> dict[str, Any]:
    composed = compose_brief(workspace, where, Options(snapshots=texts_of(state, seen)))
    brief, content = composed.origins.brief, said(composed)
    blocks = tuple(block for _, section in composed.sections for block in section)
    texts = {key: _texts(state, *digests) for key, digests in changed.items()}
    to = list_of(workspace, brief)
    composed.findings.note(to.diagnostics)
    found = impacts(brief.id, blocks, texts, composed.library)
    return {
        "text": content.text,
        "data": content.data,
        "status": brief.status,
        "auto_release": brief.auto_release is not None,
        "notify_always": brief.notify is Notify.ALWAYS,
        "needs_approval": to.has_errors or (to.value is not None and to.value.needs_approval),
        "cited": sorted(str(item["id"]) for item in composed.origins.request.references),
        "impacts": {key: [from_impact(one) for one in those] for key, those in found.items()},
        "findings": [from_finding(finding) for finding in composed.findings.all()[:MOST]],
    }


def said(composed: Composed) -> Content:
    """What a composed document says."""
    origins = composed.origins
    return content_of(origins.brief, composed.sections, origins.request.references)


def texts_of(state: State, seen: Mapping[str, str]) -> Mapping[str, str]:
    """The texts under digests, by the same keys; one that is lost is left out, as if the source had not been captured."""
    texts = {}
    for key, digest in seen.items():
        with contextlib.suppress(EnvironmentFailed):
            texts[key] = state.objects.get(digest).decode()
    return texts


def _texts(state: State, old: str, new: str) -> Texts:
    """What a source said and says; where the old text is lost, nothing counts as quoted from it and so nothing as borne out."""
    try:
        before = state.objects.get(old).decode()
    except EnvironmentFailed:
        before = ""
    return Texts(before, state.objects.get(new).decode())
