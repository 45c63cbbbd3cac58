"""Check and build: each a page of calls to the rooms, in the order of the picture in README.md beside this file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import TYPE_CHECKING, TypeVar

from briefgen import checks, citations, compose, loading
from briefgen.imprint import Origins, make_manifest
from briefgen.model.citation import CitationResult, FormattedCluster
from briefgen.model.diagnostic import Diagnostic, Outcome, Severity, error, in_order, warning
from briefgen.model.errors import CheckFailed, EnvironmentFailed, MalformedFile, WorkspaceError
from briefgen.model.manifest import PageMap
from briefgen.model.nearest import did_you_mean
from briefgen.writers import WRITERS, Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from briefgen.citeproc import LockedProcessor
    from briefgen.layout.pages import Layout
    from briefgen.model.brief import Brief
    from briefgen.model.citation import CitationRequest, Library
    from briefgen.model.house import House
    from briefgen.model.position import Position
    from briefgen.model.tree import Document
    from briefgen.workspace import BriefFile, Workspace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Options:
    """How a run differs from the usual one.

    ``house``: another house than the brief's own; empty: its own. ``strict``: warnings count as errors. ``stage`` hears what
    is being done, each time something begins.
    """

    house: str = ""
    strict: bool = False
    stage: Callable[[str], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: its ``size`` in bytes and its ``pages``; 0 for a format that has none."""

    path: Path
    size: int
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Built:
    """What a build leaves behind. Its findings are warnings and remarks, for an error leaves nothing."""

    written: tuple[Written, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def check(workspace: Workspace, where: BriefFile, options: Options = Options()) -> Outcome[Document]:
    """The document as it would be printed, and all that was found on the way to it.

    Raises a :class:`~briefgen.model.errors.BriefgenError` where something keeps it from being looked at at all.
    """
    composed = _compose(workspace, where, options)
    return Outcome(composed.document, composed.findings.all())


def build(
    workspace: Workspace, where: BriefFile, formats: Sequence[str], out: Path | None = None, options: Options = Options()
) -> Built:
    """Write the brief in each of ``formats`` into the folder ``out``; ``None``: ``dist/`` in the workspace.

    Raises :class:`~briefgen.model.errors.CheckFailed`, having written nothing, for a brief with findings of severity error, and
    another :class:`~briefgen.model.errors.BriefgenError` where it cannot be read or its files cannot be written.
    """
    wanted = known_formats(formats)
    composed = _compose(workspace, where, options)
    composed.findings.refuse_errors()
    layout = _lay_out(composed, wanted.values(), options)
    composed.findings.refuse_errors()
    made = _write_formats(composed, wanted, layout, options)
    options.stage("writing files")
    folder = out or workspace.root / "dist"
    files = {folder / f"{composed.origins.brief.id}{wanted[name].suffix}": data for name, data in made.items()}
    workspace.write(files)
    _keep_lock(workspace, where, composed)
    pages = {
        path: layout.page_map.pages if layout and wanted[name].needs_layout else 0 for path, name in zip(files, made, strict=True)
    }
    return Built(tuple(Written(path, len(data), pages[path]) for path, data in files.items()), composed.findings.all())


# ── from files to the printed document ───────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Findings:
    strict: bool
    found: list[Diagnostic] = field(default_factory=list)

    def note(self, findings: Iterable[Diagnostic]) -> None:
        self.found += (replace(f, severity=Severity.ERROR) if self._is_fatal(f) else f for f in findings)

    def take(self, outcome: Outcome[T]) -> T:
        """The value; what was noticed is noted."""
        self.note(outcome.diagnostics)
        return outcome.value

    def all(self) -> tuple[Diagnostic, ...]:
        return in_order(self.found)

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.found)

    def refuse_errors(self) -> None:
        if self.has_errors:
            raise CheckFailed(self.all())

    def _is_fatal(self, finding: Diagnostic) -> bool:
        return self.strict and finding.severity is Severity.WARNING


@dataclass(frozen=True, slots=True)
class _Composed:
    """``lock`` is the new text of ``citations.lock``; ``None``: it stays as it is."""

    document: Document
    house: House
    origins: Origins
    lock: str | None
    findings: _Findings


def _compose(workspace: Workspace, where: BriefFile, options: Options) -> _Composed:
    found = _Findings(options.strict)
    options.stage("reading")
    text = workspace.read_text(where.file)
    front = found.take(loading.read_front_matter(text, where, options.house))
    brief = front.brief
    house = found.take(loading.load_house(workspace, brief))
    paths = found.take(loading.section_paths(workspace, where, brief))
    texts = found.take(loading.load_texts(workspace, paths))
    sections = found.take(loading.read_sections(workspace, front, paths, texts))
    library = loading.load_library(workspace, where, brief)
    found.note(library.diagnostics)
    style = found.take(loading.load_style(workspace, where, brief, house))
    fragments = found.take(loading.load_fragments(brief, house, sections, library.value))
    assembled = found.take(compose.assemble(brief, sections, fragments, house))
    request = found.take(_request(assembled, library, style, brief))
    options.stage("formatting citations")
    processor = workspace.citation_processor(where)
    answer = _unformatted(request) if found.has_errors else found.take(_format(processor, request, loading.style_place(brief)))
    heading = house.style.labels["references"]
    placed = citations.place(assembled, answer, library.value, brief.citations.placement, heading=heading)
    finished = found.take(compose.finish(placed, brief, house))
    document = replace(finished, pictures=found.take(loading.load_pictures(workspace, finished.blocks)))
    found.note(checks.run(brief, document, house))
    origins = Origins(brief, loading.source_files(where, text, texts), request, workspace.epoch)
    return _Composed(document, house, origins, processor.lock_text, found)


def _request(document: Document, library: Outcome[Library], style: str, brief: Brief) -> Outcome[CitationRequest]:
    """What a processor is asked. Where a library could not be read whole, that its sources are unknown is no finding."""
    outcome = citations.request(document, library.value, style=style, language=brief.language)
    is_news = [not library.has_errors or finding.code != "unknown-citation" for finding in outcome.diagnostics]
    return Outcome(outcome.value, tuple(compress(outcome.diagnostics, is_news)))


def _format(processor: LockedProcessor, request: CitationRequest, asked_at: Position | None) -> Outcome[CitationResult]:
    try:
        return Outcome(processor.render(request), processor.diagnostics)
    except MalformedFile as problem:
        finding = error("unusable-citation-style", problem.message, problem.position or asked_at, problem.hint)
        return Outcome(_unformatted(request), (finding,))


def _unformatted(request: CitationRequest) -> CitationResult:
    """Nothing in the place of every citation: for a document that will not be printed and is looked at all the same."""
    return CitationResult(tuple(FormattedCluster(()) for _ in request.clusters))


# ── from the printed document to files ───────────────────────────────────────────────────────────────────────────────


def known_formats(names: Sequence[str]) -> Mapping[str, Format]:
    """The formats of those names; raises :class:`~briefgen.model.errors.WorkspaceError`, with the nearest, for one there is not."""
    for name in names:
        if name not in WRITERS:
            raise WorkspaceError(f"there is no format {name!r}", hint=did_you_mean(name, WRITERS))
    return {name: WRITERS[name] for name in names}


def _lay_out(composed: _Composed, formats: Iterable[Format], options: Options) -> Layout | None:
    """The pages, once for all formats; ``None`` where no format needs them."""
    if not any(form.needs_layout for form in formats):
        return None
    from briefgen.layout import paginate

    options.stage("laying out pages")
    return composed.findings.take(paginate(composed.document, composed.house.style))


def _write_formats(
    composed: _Composed, formats: Mapping[str, Format], layout: Layout | None, options: Options
) -> Mapping[str, bytes]:
    manifest = make_manifest(composed.document, composed.origins, layout.page_map if layout else PageMap())
    made: dict[str, bytes] = {}
    for name, form in formats.items():
        options.stage(f"making {form.description}")
        made[name] = form.write(composed.document, composed.house.style, manifest, layout)
    return made


def _keep_lock(workspace: Workspace, where: BriefFile, composed: _Composed) -> None:
    """Keep the formatted citations for the next build, which is a convenience: the documents are there without it."""
    if composed.lock is None or where.single_file:
        return
    try:
        workspace.write({workspace.root / where.lock: composed.lock.encode()})
    except EnvironmentFailed as problem:
        composed.findings.note([warning("lock-not-kept", problem.message, hint="the next build formats the citations again")])
