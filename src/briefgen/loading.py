"""What a brief is made of, read from its workspace: its front matter, house, sections, sources and citation style.

What is missing or cannot be read as text is a finding at the place that asks for it, so that one run names everything that
must be mended.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen import citations, compose, readers
from briefgen import house as houses
from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, Outcome, error, warning
from briefgen.model.errors import WorkspaceError
from briefgen.model.nearest import did_you_mean
from briefgen.model.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefgen.compose import SectionBlocks
    from briefgen.model.brief import Brief
    from briefgen.model.citation import Library
    from briefgen.model.house import House
    from briefgen.model.position import Position
    from briefgen.readers import FrontMatter
    from briefgen.workspace import BriefFile, Workspace

SOURCES = ("sources.yaml", "sources.yml", "sources.json", "sources.bib")
"""Libraries that are read where the front matter names none."""

GROUP_TEXT = "index"
"""``military/index`` is printed before the first section of ``military`` without being listed."""


def read_front_matter(text: str, where: BriefFile, house: str) -> Outcome[FrontMatter]:
    """The front matter of a brief; ``house`` takes the place of the brief's own where it is not empty."""
    outcome = readers.read_front_matter(text, file=where.file, id=where.name, single_file=where.single_file)
    if not house:
        return outcome
    places = {key: place for key, place in outcome.value.brief.places.items() if key != "house"}
    brief = replace(outcome.value.brief, house=house, places=places)
    return Outcome(replace(outcome.value, brief=brief), outcome.diagnostics)


def load_house(workspace: Workspace, brief: Brief) -> Outcome[House]:
    """The house template the brief asks for; raises :class:`~briefgen.model.errors.UnknownHouse` where there is none."""
    workspace.check_house(brief.house, brief.places.get("house"))
    return houses.load_house(brief.house, workspace.templates)


# ── sections ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def section_paths(workspace: Workspace, where: BriefFile, brief: Brief) -> Outcome[Mapping[str, str]]:
    """The file of every section to be printed, by name, in printing order; none for a brief whose text is in its own file.

    A section without a file is an error with the nearest name; a file that no section names is a warning.
    """
    there = workspace.sections(where) if brief.sections else ()
    paths: dict[str, str] = {}
    findings: list[Diagnostic] = []
    for name in brief.sections:
        if name not in there:
            findings.append(_missing(name, where, there, brief.places.get("sections")))
            continue
        for wanted in (*_unlisted_group_texts(name, brief, there), name):
            paths.setdefault(wanted, where.beside(f"sections/{wanted}.md"))
    return Outcome(paths, (*findings, *_unprinted(there, paths, where, brief)))


def _unlisted_group_texts(name: str, brief: Brief, there: tuple[str, ...]) -> Iterator[str]:
    groups = name.split("/")[:-1]
    for depth in range(len(groups)):
        text = "/".join((*groups[: depth + 1], GROUP_TEXT))
        if text in there and text not in brief.sections:
            yield text


def _missing(name: str, where: BriefFile, there: tuple[str, ...], asked_at: Position | None) -> Diagnostic:
    file = where.beside(f"sections/{name}.md")
    return error("missing-section", f"there is no section file {file}", asked_at, did_you_mean(name, there) or "write it")


def _unprinted(there: tuple[str, ...], printed: Mapping[str, str], where: BriefFile, brief: Brief) -> Iterator[Diagnostic]:
    for name in there:
        if name not in printed and not name.rpartition("/")[2].startswith("_"):
            message = f"{where.beside(f'sections/{name}.md')} is not printed"
            hint = "list it under sections, or begin its name with _ if other files include it"
            yield warning("unlisted-section", message, brief.places.get("sections"), hint)


def load_texts(workspace: Workspace, paths: Mapping[str, str]) -> Outcome[Mapping[str, str]]:
    """The text of every section file that can be read, by the section's name."""
    findings: list[Diagnostic] = []
    texts = {name: read_or_report(workspace, path, None, findings) for name, path in paths.items()}
    return Outcome({name: text for name, text in texts.items() if text is not None}, tuple(findings))


def read_sections(
    workspace: Workspace, front: FrontMatter, paths: Mapping[str, str], texts: Mapping[str, str]
) -> Outcome[tuple[SectionBlocks, ...]]:
    """The blocks of every section; what stands below the front matter comes first, as a section with an empty name."""
    parts = {name: (text, paths[name], 1) for name, text in texts.items()}
    if front.body.strip() or not paths:
        parts = {"": (front.body, front.brief.file, front.first_line)} | parts
    read = {
        name: readers.read_markdown(text, file=file, first_line=line, files=workspace.files)
        for name, (text, file, line) in parts.items()
    }
    findings = (finding for outcome in read.values() for finding in outcome.diagnostics)
    return Outcome(tuple((name, outcome.value) for name, outcome in read.items()), tuple(findings))


def source_files(where: BriefFile, text: str, texts: Mapping[str, str]) -> Mapping[str, str]:
    """The Markdown that a brief is written in, by path beside it, in printing order."""
    return {where.file.rpartition("/")[2]: text} | {f"sections/{name}.md": text for name, text in texts.items()}


def load_fragments(
    brief: Brief, house: House, sections: tuple[SectionBlocks, ...], library: Library, edition: int = 0
) -> Outcome[Mapping[str, tuple[tree.Block, ...]]]:
    """What the house prints around the sections, by fragment; ``edition`` is its number, 0 for a working copy."""
    written = tree.Document(tree.Meta(brief.title), tuple(block for _, blocks in sections for block in blocks))
    wanted = compose.wanted_fragments(brief, house, sections, citations.needs_notice(written, library))
    context = compose.fragment_context(brief, house, edition)
    read = {
        name: readers.read_markdown(houses.render_fragment(house, name, context), file=house.fragment_files.get(name, name))
        for name in wanted
    }
    findings = (finding for outcome in read.values() for finding in outcome.diagnostics)
    return Outcome({name: outcome.value for name, outcome in read.items()}, tuple(findings))


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def load_pictures(workspace: Workspace, blocks: Iterable[tree.Block]) -> Outcome[Mapping[str, tree.Picture]]:
    """The picture at every target; one that cannot be had is an error where it is shown, and is not in the value."""
    shown = {node.target: node for node in walk(blocks) if isinstance(node, tree.Figure | tree.Image) and _is_inside(node.target)}
    pictures: dict[str, tree.Picture] = {}
    findings: list[Diagnostic] = []
    for target, node in shown.items():
        try:
            data = workspace.files.read(target)
        except WorkspaceError as problem:
            hint = problem.hint or "the path of a picture starts at the folder of the file that shows it"
            findings.append(error("missing-picture", problem.message, node.position, hint))
            continue
        outcome = readers.read_picture(data, target, node.position)
        findings += outcome.diagnostics
        if outcome.value:
            pictures[target] = outcome.value
    return Outcome(pictures, tuple(findings))


def _is_inside(target: str) -> bool:
    """Whether a target is a path in the workspace; of any other the reader has said already that it is an error."""
    return not (target.startswith(("/", "../", "data:")) or "://" in target)


# ── sources ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def load_library(workspace: Workspace, where: BriefFile, brief: Brief) -> Outcome[Library]:
    """Every source that the brief's libraries declare; empty where it has none."""
    files = [where.beside(name) for name in brief.bibliography or SOURCES]
    if not brief.bibliography:
        files = [file for file in files if workspace.files.exists(file)]
    libraries: list[Library] = []
    findings: list[Diagnostic] = []
    for file in files:
        text = read_or_report(workspace, file, brief.places.get("bibliography"), findings)
        if text is not None:
            outcome = citations.read_library(text, file=file)
            libraries.append(outcome.value)
            findings += outcome.diagnostics
    merged = citations.merge_libraries(libraries)
    return Outcome(merged.value, (*findings, *merged.diagnostics))


def load_style(workspace: Workspace, where: BriefFile, brief: Brief, house: House) -> Outcome[str]:
    """The XML of the citation style: a file of the brief's, or a name in the house; beside an error, the house's own."""
    wanted, asked_at = brief.citations.style, style_place(brief)
    houses_own = house.csl.get(house.citation_style, "")
    findings: list[Diagnostic] = []
    if not wanted:
        style: str | None = houses_own
    elif wanted.endswith(".csl"):
        style = read_or_report(workspace, where.beside(wanted), asked_at, findings)
    else:
        style = house.csl.get(wanted) or houses.read_style(wanted, brief.house, workspace.templates)
        if style is None:
            hint = f"put {wanted}.csl into the csl folder of the house {brief.house}, or give the path of a .csl file"
            findings.append(error("unknown-citation-style", f"there is no citation style '{wanted}'", asked_at, hint))
    return Outcome(houses_own if style is None else style, tuple(findings))


def style_place(brief: Brief) -> Position | None:
    """Where a brief names its citation style; ``None``: nowhere."""
    named = ("citations.style", "citations", "csl")
    return next((brief.places[key] for key in named if key in brief.places), None)


def read_or_report(workspace: Workspace, file: str, asked_at: Position | None, findings: list[Diagnostic]) -> str | None:
    """A file's text; ``None``, and a finding, for one that is missing or not text."""
    try:
        return workspace.read_text(file)
    except WorkspaceError as problem:
        code = "missing-file" if problem.position is None else "malformed-file"
        findings.append(error(code, problem.message, problem.position or asked_at, problem.hint))
        return None
