"""Check and build: each a page of calls to the rooms, in the order of the picture in README.md beside this file."""

from __future__ import annotations

import contextlib
import gc
from dataclasses import field, replace
from functools import partial
from typing import TYPE_CHECKING

from briefgen.composing import Composed, Options, compose_brief
from briefgen.imprint import document_digest, make_manifest, packed, texts_digest
from briefgen.layout.pages import Element, Layout
from briefgen.model.diagnostic import Diagnostic, Outcome, warning
from briefgen.model.digest import digest
from briefgen.model.errors import EnvironmentFailed, NotAsWritten, WorkspaceError
from briefgen.model.manifest import Manifest, PageMap
from briefgen.model.nearest import did_you_mean
from briefgen.model.value import dataclass
from briefgen.proof import PROVED, prove
from briefgen.writers import WRITERS, Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from briefgen.laying import Laid
    from briefgen.model.tree import Document
    from briefgen.workspace import BriefFile, Workspace

__all__ = ["Built", "Options", "Rendered", "Written", "build", "check", "keep_lock", "known_formats", "render"]


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: its ``size`` in bytes and its ``pages``; 0 for a format that has none."""

    path: Path
    size: int
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document in one format: the format's name, its files' ``suffix``, the bytes, and the ``pages``; 0 for one that has none."""

    format: str
    suffix: str
    data: bytes = field(repr=False)
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
    composed = compose_brief(workspace, where, options)
    return Outcome(composed.document, composed.findings.all())


def build(
    workspace: Workspace, where: BriefFile, formats: Sequence[str], out: Path | None = None, options: Options = Options()
) -> Built:
    """Write the brief in each of ``formats`` into the folder ``out``; ``None``: ``dist/`` in the workspace.

    Raises :class:`~briefgen.model.errors.CheckFailed`, having written nothing, for a brief with findings of severity error, and
    another :class:`~briefgen.model.errors.BriefgenError` where it cannot be read or its files cannot be written.
    """
    with _uninterrupted():
        return _build(workspace, where, known_formats(formats), out, options)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """No search for cycles while a brief is built: a million small objects, few of them in cycles, would be gone through again and
    again, a third of the time. What was put off is looked for afterwards, when most of them are gone."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def _build(workspace: Workspace, where: BriefFile, wanted: Mapping[str, Format], out: Path | None, options: Options) -> Built:
    # What was read is in the document by now; a long brief's sections and sources would take memory that its pages need.
    composed = compose_brief(workspace, where, options)
    composed = replace(composed, sections=(), library={}, origins=packed(composed.origins))
    made = render(composed, wanted, options)
    options.stage("writing files")
    folder = out or workspace.root / "dist"
    files = {folder / f"{composed.origins.brief.id}{one.suffix}": one.data for one in made}
    workspace.write(files)
    keep_lock(workspace, where, composed)
    written = tuple(Written(path, len(one.data), one.pages) for path, one in zip(files, made, strict=True))
    return Built(written, composed.findings.all())


# ── from the printed document to files ───────────────────────────────────────────────────────────────────────────────


def known_formats(names: Sequence[str]) -> Mapping[str, Format]:
    """The formats of those names; raises :class:`~briefgen.model.errors.WorkspaceError`, with the nearest, for one there is not."""
    for name in names:
        if name not in WRITERS:
            raise WorkspaceError(f"there is no format {name!r}", hint=did_you_mean(name, WRITERS))
    return {name: WRITERS[name] for name in names}


def render(
    composed: Composed, formats: Mapping[str, Format], options: Options = Options(), edition: int = 0
) -> tuple[Rendered, ...]:
    """The bytes in each of ``formats``.

    Raises :class:`~briefgen.model.errors.CheckFailed` where there are errors, and its kind
    :class:`~briefgen.model.errors.NotAsWritten` where a file, read back, does not say what the document says.
    """
    composed.findings.refuse_errors()
    said = document_digest(composed.document)
    laid = _lay_out(composed, formats.values(), options, said)
    composed.findings.refuse_errors()
    layout = laid.outcome.value if laid else None
    page_map = layout.page_map if layout else PageMap()
    manifest = replace(
        make_manifest(composed.document, composed.origins, page_map, edition, said),
        rasters={target: one.raster for target, one in laid.drawings.items()} if laid else {},
        outlines={target: one.outlines for target, one in laid.drawings.items()} if laid else {},
        live_citations=options.live_citations,
        keep=options.keep,
    )
    data = _Making(composed, formats, options, manifest, layout).all()
    return tuple(
        Rendered(name, form.suffix, data[name], page_map.pages if form.needs_layout else 0) for name, form in formats.items()
    )


@dataclass(frozen=True, slots=True)
class _Making:
    """One document being made into files, and what they are all made from."""

    composed: Composed
    formats: Mapping[str, Format]
    options: Options
    manifest: Manifest
    layout: Layout | None

    def all(self) -> dict[str, bytes]:
        """The bytes in each format, read back; nothing is left of the pages they were made from. See :func:`render`."""
        apart = _apart(self.formats)
        with self.options.beside(partial(self._sound, apart)) if apart else contextlib.nullcontext() as wait:
            made = {name: self._written(name) for name in self.formats if wait is None or name != apart}
            if self.layout:
                _take_apart(self.layout.root)
            findings = self._prove(made)
            if wait:
                self._say(apart)
                data = wait()
                made[apart] = self._written(apart) if data is None else data
                findings |= self._prove({apart: made[apart]}) if data is None else {}
        if any(findings.values()):
            raise NotAsWritten((*(f for name in self.formats for f in findings.get(name, ())), *self.composed.findings.all()))
        return made

    def _sound(self, name: str) -> bytes:
        """The bytes in a format that nobody need read back any more; raises where there is anything to be found in them."""
        data = self._written(name, told=False)
        if any(self._prove({name: data}, told=False).values()):
            raise NotAsWritten(())
        return data

    def _written(self, name: str, *, told: bool = True) -> bytes:
        if told:
            self._say(name)
        return self.formats[name].write(self.composed.document, self.composed.house.style, self.manifest, self.layout)

    def _say(self, name: str) -> None:
        self.options.stage(f"making {self.formats[name].description}")

    def _prove(self, made: Mapping[str, bytes], *, told: bool = True) -> dict[str, tuple[Diagnostic, ...]]:
        """What is wrong with files, read back, by format."""
        if not self.options.proof:
            return {}
        if told and PROVED.intersection(made):
            self.options.stage("reading back what was made")
        return {name: prove(name, data, self.composed.document, self.composed.house.style) for name, data in made.items()}


def _apart(formats: Mapping[str, Format]) -> str:
    """The format that can be made and proved while another is painted and proved; empty: there are no two of that kind."""
    if not any(form.paints for form in formats.values()):
        return ""
    return next((name for name, form in formats.items() if name in PROVED and not form.paints), "")


def _take_apart(root: Element) -> None:
    """Let go of a structure tree, whose elements and content know one another and would stay until cycles are looked for."""
    elements = [root]
    while elements:
        inside = elements.pop().children
        elements += (each for each in inside if isinstance(each, Element))
        inside.clear()


def _lay_out(composed: Composed, formats: Iterable[Format], options: Options, said: str) -> Laid | None:
    """The pages, once for all formats; ``None`` where no format needs them."""
    formats = [form for form in formats if form.needs_layout]
    if not formats:
        return None
    from briefgen.laying import lay_out

    options.stage("laying out pages")
    origin = digest((said, texts_digest(composed.origins)))
    painted, shown = any(form.paints for form in formats), any(form.needs_rasters for form in formats)
    painter = next((form.painter(composed.document) for form in formats if form.paints), None)
    laid = lay_out(composed.document, composed.house.style, origin, options.keep, painted=painted, shown=shown, painter=painter)
    told = {finding.code for finding in composed.findings.found}
    # What has no glyph is found without a layout, by script; a layout tells it by character.
    composed.findings.note(f for f in laid.outcome.diagnostics if f.code != "missing-glyph" or f.code not in told)
    return laid


def keep_lock(workspace: Workspace, where: BriefFile, composed: Composed) -> None:
    """Keep the formatted citations for the next build, which is a convenience: the documents are there without it."""
    if composed.lock is None or where.single_file:
        return
    try:
        workspace.write({workspace.root / where.lock: composed.lock.encode()})
    except EnvironmentFailed as problem:
        composed.findings.note([warning("lock-not-kept", problem.message, hint="the next build formats the citations again")])
