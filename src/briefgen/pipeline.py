"""Check and build: each a page of calls to the rooms, in the order of the picture in README.md beside this file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.composing import Composed, Options, compose_brief
from briefgen.imprint import make_manifest
from briefgen.model.diagnostic import Diagnostic, Outcome, warning
from briefgen.model.errors import EnvironmentFailed, WorkspaceError
from briefgen.model.manifest import PageMap
from briefgen.model.nearest import did_you_mean
from briefgen.writers import WRITERS, Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from briefgen.layout.pages import Layout
    from briefgen.model.tree import Document
    from briefgen.workspace import BriefFile, Workspace

__all__ = ["Built", "Options", "Written", "build", "check", "known_formats"]


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
    composed = compose_brief(workspace, where, options)
    return Outcome(composed.document, composed.findings.all())


def build(
    workspace: Workspace, where: BriefFile, formats: Sequence[str], out: Path | None = None, options: Options = Options()
) -> Built:
    """Write the brief in each of ``formats`` into the folder ``out``; ``None``: ``dist/`` in the workspace.

    Raises :class:`~briefgen.model.errors.CheckFailed`, having written nothing, for a brief with findings of severity error, and
    another :class:`~briefgen.model.errors.BriefgenError` where it cannot be read or its files cannot be written.
    """
    wanted = known_formats(formats)
    composed = compose_brief(workspace, where, options)
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


# ── from the printed document to files ───────────────────────────────────────────────────────────────────────────────


def known_formats(names: Sequence[str]) -> Mapping[str, Format]:
    """The formats of those names; raises :class:`~briefgen.model.errors.WorkspaceError`, with the nearest, for one there is not."""
    for name in names:
        if name not in WRITERS:
            raise WorkspaceError(f"there is no format {name!r}", hint=did_you_mean(name, WRITERS))
    return {name: WRITERS[name] for name in names}


def _lay_out(composed: Composed, formats: Iterable[Format], options: Options) -> Layout | None:
    """The pages, once for all formats; ``None`` where no format needs them."""
    if not any(form.needs_layout for form in formats):
        return None
    from briefgen.layout import paginate

    options.stage("laying out pages")
    return composed.findings.take(paginate(composed.document, composed.house.style))


def _write_formats(
    composed: Composed, formats: Mapping[str, Format], layout: Layout | None, options: Options
) -> Mapping[str, bytes]:
    manifest = make_manifest(composed.document, composed.origins, layout.page_map if layout else PageMap())
    made: dict[str, bytes] = {}
    for name, form in formats.items():
        options.stage(f"making {form.description}")
        made[name] = form.write(composed.document, composed.house.style, manifest, layout)
    return made


def _keep_lock(workspace: Workspace, where: BriefFile, composed: Composed) -> None:
    """Keep the formatted citations for the next build, which is a convenience: the documents are there without it."""
    if composed.lock is None or where.single_file:
        return
    try:
        workspace.write({workspace.root / where.lock: composed.lock.encode()})
    except EnvironmentFailed as problem:
        composed.findings.note([warning("lock-not-kept", problem.message, hint="the next build formats the citations again")])
