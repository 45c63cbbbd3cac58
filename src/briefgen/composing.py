"""From the files of a brief to the document as it is printed: a page of calls, in the order of the picture in README.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, TypeVar

from briefgen import checks, citations, compose, framing, loading
from briefgen import house as houses
from briefgen.illustrating import illustrate
from briefgen.imprint import Origins
from briefgen.model import tree
from briefgen.model.brief import Status
from briefgen.model.citation import CitationResult, FormattedCluster
from briefgen.model.diagnostic import Diagnostic, Outcome, Severity, error, in_order
from briefgen.model.errors import BrokenHouse, CheckFailed, MalformedFile
from briefgen.model.ports import Beside, Keep, in_turn, made_anew
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.citeproc import LockedProcessor
    from briefgen.compose import SectionBlocks
    from briefgen.model.brief import Brief
    from briefgen.model.citation import CitationRequest, Library
    from briefgen.model.edition import Earlier
    from briefgen.model.house import House
    from briefgen.model.position import Position
    from briefgen.model.tree import Document
    from briefgen.workspace import BriefFile, Workspace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Options:
    """How a run differs from the usual one.

    ``house``: another house than the brief's own; empty: its own. ``strict``: warnings count as errors. ``stage`` hears what
    is being done, each time something begins. ``snapshots`` are the texts of the brief's sources as they were last seen, by
    citation key; ``None``: nobody has looked. ``keep`` may keep what takes long to make, ``beside`` may make a Word file while a
    PDF is made. ``live_citations``: in Word, citations are fields over its own list of sources. ``proof``: the files are read
    back and held against the document. ``releasing``: a person is about to release it, so that it is looked at as an approved one.
    """

    house: str = ""
    strict: bool = False
    stage: Callable[[str], None] = lambda _: None
    snapshots: Mapping[str, str] | None = None
    keep: Keep = made_anew
    beside: Beside = in_turn
    live_citations: bool = False
    proof: bool = True
    releasing: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """What a document is issued as.

    ``number`` is the edition's, 0 for a working copy, and ``since`` that of the edition before it, 0 for none. ``tell`` makes the
    blocks that say what changed since, from the author's sections and the house's words; none: nothing is told. ``earlier`` are the
    editions before it, the newest first.
    """

    number: int = 0
    since: int = 0
    tell: Callable[[Sequence[SectionBlocks], Mapping[str, str]], tuple[tree.Block, ...]] = lambda *_: ()
    earlier: tuple[Earlier, ...] = ()


@dataclass(slots=True)
class Findings:
    """What was found on the way. ``strict``: warnings become errors as they are noted."""

    strict: bool
    found: list[Diagnostic] = field(default_factory=list)

    def note(self, findings: Iterable[Diagnostic]) -> None:
        """Keep findings."""
        self.found += (replace(f, severity=Severity.ERROR) if self._is_fatal(f) else f for f in findings)

    def take(self, outcome: Outcome[T]) -> T:
        """The value; what was noticed is noted."""
        self.note(outcome.diagnostics)
        return outcome.value

    def all(self) -> tuple[Diagnostic, ...]:
        """Every finding once, as a reader meets them."""
        return in_order(self.found)

    @property
    def has_errors(self) -> bool:
        """Whether any finding keeps the document from being written."""
        return any(finding.severity is Severity.ERROR for finding in self.found)

    def refuse_errors(self) -> None:
        """Raise :class:`~briefgen.model.errors.CheckFailed` where there are errors."""
        if self.has_errors:
            raise CheckFailed(self.all())

    def refuse(self, code: str) -> None:
        """Raise :class:`~briefgen.model.errors.CheckFailed` where there is a finding that others would only follow from."""
        if any(finding.code == code for finding in self.found):
            raise CheckFailed(self.all())

    def _is_fatal(self, finding: Diagnostic) -> bool:
        return self.strict and finding.severity is Severity.WARNING


@dataclass(frozen=True, slots=True)
class Composed:
    """A document and what it was made from.

    ``sections`` are the author's, as read. ``lock`` is the new text of ``citations.lock``; ``None``: it stays as it is.
    """

    document: Document
    house: House
    origins: Origins
    sections: tuple[SectionBlocks, ...]
    library: Library
    lock: str | None
    findings: Findings


def compose_brief(workspace: Workspace, where: BriefFile, options: Options, issue: Issue = Issue()) -> Composed:
    """The document as it would be printed, and all that was found on the way to it.

    Raises a :class:`~briefgen.model.errors.BriefgenError` where something keeps it from being looked at at all.
    """
    found = Findings(options.strict)
    options.stage("reading")
    text = loading.read_brief(workspace, where)
    front = found.take(loading.read_whole_front_matter(text, where, options.house))
    brief = front.brief
    house = found.take(loading.load_house(workspace, brief))
    paths = found.take(loading.section_paths(workspace, where, brief))
    texts = found.take(loading.load_texts(workspace, paths))
    all_read = texts.keys() >= set(brief.sections)
    written = found.take(loading.read_sections(workspace, where, front, paths, texts, house.style.labels))
    found.refuse("bad-template")
    sections = written.blocks
    library = loading.load_library(workspace, where, brief)
    found.note(library.diagnostics)
    style = found.take(loading.load_style(workspace, where, brief, house))
    kept = (workspace.recollection, options.keep)
    around = framing.load_fragments(brief, house, sections, library.value, issue.number, issue.earlier, *kept)
    fragments = found.take(around)
    context = compose.running_context(brief, house, issue.number)
    running, letter = houses.render_running(house, context), compose.letter_values(house, context)
    assembled = found.take(compose.assemble(brief, _with_changes(sections, issue, house), fragments, house, running, letter))
    request = found.take(_request(assembled, library, style, brief, all_read=all_read))
    options.stage("formatting citations")
    processor = workspace.citation_processor(where)
    answer = _unformatted(request) if found.has_errors else found.take(_format(processor, request, loading.style_place(brief)))
    heading = house.style.labels["references"]
    placed = citations.place(assembled, answer, library.value, brief.citations.placement, heading=heading)
    finished = found.take(compose.finish(placed, brief, house))
    document = found.take(illustrate(workspace, finished, house.style))
    said = replace(brief, status=Status.APPROVED) if options.releasing else brief
    found.note(checks.run(said, document, house, library=library.value, snapshots=options.snapshots))
    origins = Origins(brief, loading.source_files(where, text, texts, written.taken_in), request, workspace.epoch)
    return Composed(document, house, origins, sections, library.value, processor.lock_text, found)


def _with_changes(sections: tuple[SectionBlocks, ...], issue: Issue, house: House) -> tuple[SectionBlocks, ...]:
    """What changed is told right after the first section, which says what matters most."""
    labels = house.style.labels
    prefix = "changes."
    told = issue.tell(sections, {name.removeprefix(prefix): words for name, words in labels.items() if name.startswith(prefix)})
    if not told:
        return sections
    words = labels.get("changes", "Changes since edition {number}").replace("{number}", str(issue.since))
    heading = tree.Heading(1, (tree.Text(words),), "changes-since")
    return (*sections[:1], ("changes", (heading, *told)), *sections[1:])


def _request(
    document: Document, library: Outcome[Library], style: str, brief: Brief, *, all_read: bool
) -> Outcome[CitationRequest]:
    """What a processor is asked.

    Where a library could not be read whole, that its sources are unknown is no finding; where not ``all_read``, because a section
    is missing, that a source is not cited is none.
    """
    outcome = citations.request(document, library.value, style=style, language=brief.language)
    follows = {"unknown-citation"} if library.has_errors else set()
    follows |= set() if all_read else {"unused-source"}
    return Outcome(outcome.value, tuple(finding for finding in outcome.diagnostics if finding.code not in follows))


def _format(processor: LockedProcessor, request: CitationRequest, asked_at: Position | None) -> Outcome[CitationResult]:
    try:
        return Outcome(processor.render(request), processor.diagnostics)
    except MalformedFile as problem:
        finding = error("unusable-citation-style", problem.message, problem.position or asked_at, problem.hint)
        if asked_at is None:  # it is the house's own style
            raise BrokenHouse((finding,)) from problem
        return Outcome(_unformatted(request), (finding,))


def _unformatted(request: CitationRequest) -> CitationResult:
    """Nothing in the place of every citation: for a document that will not be printed and is looked at all the same."""
    return CitationResult(tuple(FormattedCluster(()) for _ in request.clusters))
