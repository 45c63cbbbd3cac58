"""What a brief is made of, read from its workspace: its front matter, house, sections, sources and citation style.

What is missing or cannot be read as text is a finding at the place that asks for it, so that one run names everything that
must be mended.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import field, replace
from functools import partial
from typing import TYPE_CHECKING

from briefgen import citations, compose, readers
from briefgen import house as houses
from briefgen.model import tree
from briefgen.model.brief import group_text, section_file
from briefgen.model.diagnostic import Diagnostic, Outcome, Severity, error, warning
from briefgen.model.encoding import decode
from briefgen.model.errors import BrokenHouse, CheckFailed, MalformedFile, WorkspaceError
from briefgen.model.nearest import did_you_mean
from briefgen.model.position import Position
from briefgen.model.value import dataclass
from briefgen.recollection import RecordedFiles

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from briefgen.compose import SectionBlocks
    from briefgen.model.brief import Brief
    from briefgen.model.citation import Library
    from briefgen.model.house import House
    from briefgen.model.ports import Files
    from briefgen.readers import FrontMatter
    from briefgen.readers.data_book import DataBook
    from briefgen.workspace import BriefFile, Workspace

SOURCES = ("sources.yaml", "sources.yml", "sources.json", "sources.bib")
"""Libraries that are read where the front matter names none."""


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of a brief as read. ``taken_in`` are the texts of the files that they include and make tables of, by path."""

    blocks: tuple[SectionBlocks, ...]
    taken_in: Mapping[str, str] = field(default_factory=dict)


def read_brief(workspace: Workspace, where: BriefFile) -> str:
    """The text of a brief's own file; raises :class:`~briefgen.model.errors.CheckFailed` where it is not text."""
    try:
        return workspace.read_text(where.file)
    except MalformedFile as problem:
        raise CheckFailed((error("malformed-file", problem.message, problem.position, problem.hint),)) from problem


def read_whole_front_matter(text: str, where: BriefFile, house: str) -> Outcome[FrontMatter]:
    """As :func:`read_front_matter`, but raises :class:`~briefgen.model.errors.CheckFailed` where it cannot be read as a whole.

    Whatever else would be found then (a section that is not listed, a source that is not known) follows from that.
    """
    outcome = read_front_matter(text, where, house)
    if any(finding.code in readers.UNREADABLE for finding in outcome.diagnostics):
        raise CheckFailed(outcome.diagnostics)
    return outcome


def read_front_matter(text: str, where: BriefFile, house: str) -> Outcome[FrontMatter]:
    """The front matter of a brief; ``house`` takes the place of the brief's own where it is not empty."""
    outcome = readers.read_front_matter(text, file=where.file, id=where.name, single_file=where.single_file)
    if not house:
        return outcome
    places = {key: place for key, place in outcome.value.brief.places.items() if key != "house"}
    brief = replace(outcome.value.brief, house=house, places=places)
    return Outcome(replace(outcome.value, brief=brief), outcome.diagnostics)


def load_house(workspace: Workspace, brief: Brief) -> Outcome[House]:
    """The house template the brief asks for.

    Raises :class:`~briefgen.model.errors.UnknownHouse` where there is none and :class:`~briefgen.model.errors.BrokenHouse`, with
    all that is wrong with it, for one that cannot be used.
    """
    workspace.check_house(brief.house, brief.places.get("house"))
    read = partial(houses.load_house, brief.house)
    outcome = workspace.recollection.recall_from(("house", brief.house), workspace.templates, read)
    if outcome.has_errors:
        raise BrokenHouse(outcome.diagnostics)
    # What is only worth knowing of a house is for its owner, who asks with "briefgen house check".
    return Outcome(outcome.value, tuple(finding for finding in outcome.diagnostics if finding.severity is not Severity.INFO))


# ── sections ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def section_paths(workspace: Workspace, where: BriefFile, brief: Brief) -> Outcome[Mapping[str, str]]:
    """The file of every section to be printed, by name, in printing order; none for a brief whose text is in its own file.

    A section without a file is an error with the nearest name, and so is one that is listed twice.
    """
    there = workspace.sections(where) if brief.sections else ()
    paths: dict[str, str] = {}
    findings: list[Diagnostic] = [*_listed_twice(brief)]
    for name in brief.sections:
        if name not in there:
            findings.append(_missing(name, where, there, brief.places.get("sections")))
            continue
        for wanted in (*_unlisted_group_texts(name, brief, there), name):
            paths.setdefault(wanted, where.beside(section_file(wanted)))
    return Outcome(paths, tuple(findings))


def _listed_twice(brief: Brief) -> Iterator[Diagnostic]:
    for name in dict.fromkeys(brief.sections):
        if brief.sections.count(name) > 1:
            message = f"the section {name} is listed twice; it would be printed once"
            yield error("repeated-section", message, brief.places.get("sections"), "take one of the two out")


def _unlisted_group_texts(name: str, brief: Brief, there: tuple[str, ...]) -> Iterator[str]:
    """The texts of a section's groups, which are printed before the first section of a group without being listed."""
    groups = name.split("/")[:-1]
    for depth in range(len(groups)):
        text = group_text("/".join(groups[: depth + 1]))
        if text in there and text not in brief.sections:
            yield text


def _missing(name: str, where: BriefFile, there: tuple[str, ...], asked_at: Position | None) -> Diagnostic:
    file = where.beside(section_file(name))
    return error("missing-section", f"there is no section file {file}", asked_at, did_you_mean(name, there) or "write it")


def _unprinted(workspace: Workspace, where: BriefFile, brief: Brief, printed: Collection[str]) -> Iterator[Diagnostic]:
    """A warning for each section file that is neither listed nor included; a brief whose text is in its own file has none."""
    for name in workspace.sections(where) if brief.sections else ():
        file = where.beside(section_file(name))
        if file not in printed and not name.rpartition("/")[2].startswith("_"):
            message = f"{file} is not printed"
            hint = "list it under sections, or begin its name with _ if other files include it"
            yield warning("unlisted-section", message, brief.places.get("sections"), hint)


def load_texts(workspace: Workspace, paths: Mapping[str, str]) -> Outcome[Mapping[str, str]]:
    """The text of every section file that can be read, by the section's name."""
    findings: list[Diagnostic] = []
    texts = {name: read_or_report(workspace, path, Position(path), findings) for name, path in paths.items()}
    return Outcome({name: text for name, text in texts.items() if text is not None}, tuple(findings))


def read_sections(
    workspace: Workspace,
    where: BriefFile,
    front: FrontMatter,
    paths: Mapping[str, str],
    texts: Mapping[str, str],
    labels: Mapping[str, str],
) -> Outcome[Sections]:
    """The blocks of every section; what stands below the front matter comes first, as a section with an empty name.

    ``labels`` are the house's, which say how it prints a date from the brief's data.

    A section file that is neither listed nor included is a warning, and so is a single file with nothing in it.
    """
    parts = {name: (text, paths[name], 1) for name, text in texts.items()}
    if front.body.strip() or not paths:
        parts = {"": (front.body, front.brief.file, front.first_line)} | parts
    recorded = RecordedFiles(workspace.files)
    data = _open_data(front.brief, where, recorded, labels)
    read = {
        name: readers.read_markdown(text, file=file, first_line=line, files=recorded, book=data.value)
        if data.value
        else _read_section(workspace, recorded, text, file, line)
        for name, (text, file, line) in parts.items()
    }
    findings = [*data.diagnostics, *(finding for outcome in read.values() for finding in outcome.diagnostics)]
    blocks = tuple((name, outcome.value) for name, outcome in read.items())
    findings += _unprinted(workspace, where, front.brief, {*paths.values(), *recorded.contents})
    if where.single_file and not any(found for _, found in blocks) and not findings:
        findings.append(warning("empty-document", "there is nothing to print", Position(where.file), "write something in it"))
    return Outcome(Sections(blocks, dict(_as_texts(recorded.contents))), tuple(findings))


def _read_section(
    workspace: Workspace, recorded: RecordedFiles, text: str, file: str, line: int
) -> Outcome[tuple[tree.Block, ...]]:
    """The blocks of a section that prints no data; what it includes goes into ``recorded``."""

    def read(files: Files) -> tuple[Outcome[tuple[tree.Block, ...]], Mapping[str, bytes]]:
        taken_in = RecordedFiles(files)
        return readers.read_markdown(text, file=file, first_line=line, files=taken_in), taken_in.contents

    outcome, contents = workspace.recollection.recall_from(("section", text, file, line), workspace.files, read, len(text))
    recorded.answers.update(contents)
    return outcome


def _open_data(brief: Brief, where: BriefFile, files: Files, labels: Mapping[str, str]) -> Outcome[DataBook | None]:
    """The data of a brief; ``None`` for one that names none."""
    if not brief.data:
        return Outcome(None)
    place = brief.places.get("data")
    date = partial(compose.printed_date, labels=labels)
    opened = readers.open_book(brief.data, where.folder, files, place, brief.language, date)
    return Outcome(opened.value, opened.diagnostics)


def _as_texts(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for path, data in files.items():
        with suppress(MalformedFile):  # which the reader has reported
            yield path, decode(data, path)


def source_files(where: BriefFile, text: str, texts: Mapping[str, str], taken_in: Mapping[str, str]) -> Mapping[str, str]:
    """What a brief is written in: its own file, its sections in printing order, and what these include or make tables of.

    By path beside the brief; a file that is elsewhere by its path from the workspace's root.
    """
    folder = where.beside("")
    own = {where.file.removeprefix(folder): text} | {section_file(name): text for name, text in texts.items()}
    return own | {name: text for path, text in taken_in.items() if (name := path.removeprefix(folder)) not in own}


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
            read = partial(citations.read_library, text, file=file)
            outcome = workspace.recollection.recall(("library", text, file), read, len(text))
            libraries.append(outcome.value)
            findings += outcome.diagnostics
    merged = citations.merge_libraries(libraries)
    return Outcome(merged.value, (*findings, *merged.diagnostics))


def load_style(workspace: Workspace, where: BriefFile, brief: Brief, house: House) -> Outcome[str]:
    """The XML of the citation style: a file of the brief's, or a name in the house; beside an error, the house's own."""
    wanted, asked_at = brief.citations.style, style_place(brief)
    houses_own = houses.read_style(house.citation_style, house, workspace.templates) or ""
    findings: list[Diagnostic] = []
    if not wanted:
        style: str | None = houses_own
    elif wanted.endswith(".csl"):
        style = read_or_report(workspace, where.beside(wanted), asked_at, findings)
    else:
        style = houses.read_style(wanted, house, workspace.templates)
        if style is None:
            there = did_you_mean(wanted, workspace.citation_styles(house.folders))
            remedy = f"put {wanted}.csl into the csl folder of the house {brief.house}, or give the path of a .csl file"
            hint = f"{there}; {remedy}" if there else remedy
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
