"""What the rules find in an example: Markdown under a front matter that may also declare sources and what they say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import yaml

from briefgen import checks, citations, compose
from briefgen.citations import read_library
from briefgen.model.brief import Brief
from briefgen.model.citation import Library
from briefgen.model.diagnostic import Diagnostic
from briefgen.readers import read_front_matter
from briefgen.testing import FakeProcessor
from composing import read
from houses import shipped_house

NOTES = '<style xmlns="http://purl.org/net/xbiblio/csl" class="note"/>'
_FRONT_MATTER = re.compile(r"---\n(?P<yaml>.*?)^---\n", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    """What an example declares in its front matter: a brief, its sources and what they say, each left out at will."""

    brief: Brief
    markdown: str
    library: Library
    snapshots: Mapping[str, str] | None


def case_of(text: str, *, single_file: bool = False) -> Case:
    head = _FRONT_MATTER.match(text)
    said = yaml.safe_load(head["yaml"]) if head else {}
    sources = yaml.safe_dump(said.pop("sources", {}))
    snapshots = said.pop("snapshots", None)
    sections = tuple(said.pop("sections", ()))
    front = f"---\n{yaml.safe_dump({'title': 'Example', **said})}---\n"
    outcome = read_front_matter(front, file="briefs/example/brief.md", id="example", single_file=single_file)
    library = read_library(sources, file="briefs/example/sources.yaml")
    assert ((), ()) == (outcome.diagnostics, library.diagnostics)
    brief = replace(outcome.value.brief, sections=sections)
    return Case(brief, text[head.end() :] if head else text, library.value, snapshots)


def found(text: str, *, single_file: bool = False) -> tuple[Diagnostic, ...]:
    """What all rules find in an example, composed as a brief is; its text is that of each of its sections."""
    case = case_of(text, single_file=single_file)
    brief, house = case.brief, shipped_house()
    sections = [(name, read(case.markdown, f"briefs/example/sections/{name}.md")) for name in brief.sections or ("",)]
    document = compose.assemble(brief, sections, {}, house).value
    request = citations.request(document, case.library, style=NOTES, language="en-US").value
    placed = citations.place(document, FakeProcessor().render(request), case.library, brief.citations.placement)
    finished = compose.finish(placed, brief, house).value
    return checks.run(brief, finished, house, library=case.library, snapshots=case.snapshots)


def codes(text: str, **options: bool) -> list[str]:
    return [finding.code for finding in found(text, **options)]
