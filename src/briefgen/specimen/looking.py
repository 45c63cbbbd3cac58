"""Looking a house over: what is wrong with it, what people could not read, and whether the specimen prints in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen import compose, loading
from briefgen.composing import Options
from briefgen.house import colour_places, legibility, load_house, unknown_names
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import Diagnostic, in_order
from briefgen.model.errors import BriefgenError, CheckFailed
from briefgen.model.house import FIRST_FOOT, FIRST_HEAD, RUNNING_FOOT, RUNNING_HEAD
from briefgen.model.position import Position
from briefgen.model.running import PageField
from briefgen.specimen.printing import compose_specimen

if TYPE_CHECKING:
    from briefgen.model.house import House
    from briefgen.workspace import Workspace

_LANGUAGE = re.compile(r"\blang=[\"']?([A-Za-z]{2,3})")
_MAIL = {"as_of": "", "rolling": False, "corrects": 0, "test": False, "attached": True}


def look_over(workspace: Workspace, name: str) -> tuple[Diagnostic, ...]:
    """Every finding about a house, in the order of its files.

    Raises :class:`~briefgen.model.errors.UnknownHouse` where there is none of that name, and
    :class:`~briefgen.model.errors.MalformedFile` for a ``house.toml`` that is no TOML.
    """
    workspace.check_house(name, asked_at=None)
    outcome = load_house(name, workspace.templates)
    house = outcome.value
    found = [*outcome.diagnostics, *_fragment_names(house)]
    place = Position(f"templates/{name}/house.toml")
    unread = legibility.findings(
        house.style, languages_of(workspace, name), has_cover=house.cover, places=colour_places(name, workspace.templates)
    )
    found += (replace(finding, position=finding.position or place) for finding in unread)
    if not any(finding.severity == "error" for finding in found):
        found += _printed(workspace, name)
    return in_order(found)


def _fragment_names(house: House) -> Iterator[Diagnostic]:
    brief = Brief(id="specimen", title="Specimen", file="brief.md")
    usual = compose.fragment_context(brief, house)
    running = {**compose.running_context(brief, house), **dict.fromkeys(map(str, (field.value for field in PageField)), "")}
    for name in house.fragments:
        others = {**usual, "mail": _MAIL} if name.startswith("mail/") else usual
        yield from unknown_names(house, name, running if name in {RUNNING_HEAD, RUNNING_FOOT, FIRST_HEAD, FIRST_FOOT} else others)


def _printed(workspace: Workspace, name: str) -> Iterator[Diagnostic]:
    """What is found when the specimen is composed in the house, other than about the specimen's own text."""
    try:
        findings = compose_specimen(workspace, name, Options()).findings.all()
    except CheckFailed as failure:
        findings = failure.diagnostics
    return (finding for finding in findings if finding.position and not finding.position.file.startswith(("brief.md", "sections/")))


def languages_of(workspace: Workspace, name: str) -> frozenset[str]:
    """The languages of the workspace's briefs that ask for a house: their own, and those of spans and divs in their sections."""
    found: set[str] = set()
    for where in workspace.all_briefs():
        with suppress(BriefgenError):
            text = workspace.read_text(where.file)
            brief = loading.read_front_matter(text, where, "").value.brief
            if brief.house == name:
                files = [where.file, *(where.beside(f"sections/{section}.md") for section in workspace.sections(where))]
                found |= {brief.language, *(tag for file in files for tag in _LANGUAGE.findall(workspace.read_text(file)))}
    return frozenset(found)
