"""Where the world enters: finding a workspace, its briefs and its houses, and making the real ports for them."""

from __future__ import annotations

import os
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.citeproc import LockedProcessor, PandocProcessor
from briefgen.citeproc.lock import read_lock
from briefgen.disk import DiskFiles, LayeredFiles, SystemClock, write_whole
from briefgen.model.brief import SECTIONS
from briefgen.model.encoding import decode
from briefgen.model.errors import EnvironmentFailed, UnknownBrief, UnknownHouse, WorkspaceError
from briefgen.model.nearest import did_you_mean
from briefgen.model.value import dataclass, replace
from briefgen.recollection import MOST, Recollection

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.model.citation import CitationResult
    from briefgen.model.ports import CitationProcessor, Clock, Fetcher, Files
    from briefgen.model.position import Position

STATE = ".briefgen"
"""The folder in a workspace's root that holds what is remembered between runs."""

LAST_SECOND = 253402300799
"""31 December 9999 in seconds since 1970, the last day that a date in a file can name."""

MARKDOWN = (".md", ".markdown", ".mdown", ".txt", ".qmd")


@dataclass(frozen=True, slots=True)
class BriefFile:
    """Where a brief is: the path of the Markdown file that begins with its front matter, relative to the workspace's root.

    ``name`` is what it is called unless it says otherwise: its folder's name, or its file's without the suffix.
    ``single_file``: an ordinary Markdown file rather than a folder of a workspace.
    """

    file: str
    name: str
    single_file: bool = False

    @property
    def folder(self) -> str:
        """The folder that the brief's own paths start from; empty: the root."""
        return self.file.rpartition("/")[0]

    @property
    def lock(self) -> str:
        """The file that keeps formatted citations."""
        return self.beside("citations.lock")

    def beside(self, path: str) -> str:
        """A path as the brief writes it, relative to the root."""
        return f"{self.folder}/{path}" if self.folder else path


@dataclass(frozen=True, slots=True)
class Workspace:
    """A root folder and everything outside that a build may touch.

    ``templates`` holds the houses: the workspace's own, then those that came with the program. ``processor`` formats the
    citations that ``citations.lock`` does not have. ``fetcher`` goes to the network; ``None``: the guarded one, made when it is
    needed. ``epoch`` is ``SOURCE_DATE_EPOCH``, in seconds; ``None``: not set. ``recollection`` keeps what was read from one build
    to the next; as made, nothing (:meth:`staying`).
    """

    root: Path
    files: Files
    templates: Files
    clock: Clock = field(default_factory=SystemClock)
    processor: CitationProcessor = field(default_factory=PandocProcessor)
    fetcher: Fetcher | None = None
    epoch: int | None = None
    recollection: Recollection = field(default_factory=Recollection, compare=False, repr=False)

    @classmethod
    def open(cls, path: Path) -> Workspace:
        """The workspace that ``path`` stands in: the nearest folder, it or one above it, that holds ``briefs/``.

        A Markdown file outside ``briefs/`` needs none: the folder it is in is the root. Raises :class:`WorkspaceError` where
        there is no workspace.
        """
        place = path.resolve()
        around = _workspace_around(place)
        root = around or (place if (place / "brief.md").is_file() else None)
        if place.is_file() and not (around and place.is_relative_to(around / "briefs")):
            root = place.parent
        if root is None:
            hint = "go to the folder that holds briefs/, name a Markdown file, or start with: briefgen new NAME"
            raise WorkspaceError(f"there is no folder briefs/ in {place} or above it", hint=hint)
        return cls._rooted(root, around or root)

    @classmethod
    def around_or_at(cls, folder: Path) -> Workspace:
        """The workspace around a folder, or a new one in it."""
        place = folder.resolve()
        root = _workspace_around(place) or place
        return cls._rooted(root, root)

    @classmethod
    def _rooted(cls, root: Path, around: Path) -> Workspace:
        houses = dict.fromkeys((root / "templates", around / "templates", shipped_templates()))
        return cls(
            root, DiskFiles(root), LayeredFiles(tuple(DiskFiles(house, still={}) for house in houses)), epoch=_source_date_epoch()
        )

    def staying(self) -> Workspace:
        """The same for a process that builds again and again: what did not change is not read, parsed and checked anew."""
        return replace(self, recollection=Recollection(MOST))

    def all_briefs(self) -> tuple[BriefFile, ...]:
        """Every brief under ``briefs/``, by name."""
        return tuple(self._brief_in(file.parent) for file in sorted((self.root / "briefs").glob("*/brief.md")))

    def brief(self, name: str) -> BriefFile:
        """The brief of that name under ``briefs/``; raises :class:`UnknownBrief`."""
        briefs = {brief.name: brief for brief in self.all_briefs()}
        if name not in briefs:
            hint = did_you_mean(name.rstrip("/").rpartition("/")[2], briefs)
            raise UnknownBrief(f"there is no brief {name}", hint=hint)
        return briefs[name]

    def brief_at(self, path: Path) -> BriefFile:
        """The brief that a path on the disk names: its folder, its ``brief.md``, or any Markdown file.

        Raises :class:`UnknownBrief` for a folder that holds no ``brief.md``.
        """
        place = path.resolve()
        if place.is_dir():
            if not (place / "brief.md").is_file():
                hint = "name a brief's folder, or nothing at all to take every brief" if place.name == "briefs" else ""
                raise UnknownBrief(f"there is no brief.md in {path}", hint=hint or f"start one with: briefgen new {place.name}")
            return self._brief_in(place)
        if place.name == "brief.md" and place.parent.parent == self.root / "briefs":
            return self._brief_in(place.parent)
        return BriefFile(place.relative_to(self.root).as_posix(), place.stem, single_file=True)

    def _brief_in(self, folder: Path) -> BriefFile:
        return BriefFile((folder / "brief.md").relative_to(self.root).as_posix(), folder.name)

    def read_text(self, path: str) -> str:
        """A UTF-8 file's text; raises what :class:`~briefgen.model.ports.Files` and :mod:`~briefgen.model.encoding` raise."""
        return decode(self.files.read(path), path)

    def sections(self, brief: BriefFile) -> tuple[str, ...]:
        """Names of the section files that a brief's folder holds, whether or not the brief prints them."""
        folder = self.root / brief.beside(SECTIONS)
        return tuple(sorted(file.relative_to(folder).with_suffix("").as_posix() for file in folder.rglob("*.md")))

    def house_names(self) -> tuple[str, ...]:
        """Every house that a brief of this workspace may name."""
        layers = self.templates.layers if isinstance(self.templates, LayeredFiles) else ()
        folders = (layer.root for layer in layers if isinstance(layer, DiskFiles))
        return tuple(sorted({file.parent.name for folder in folders for file in folder.glob("*/house.toml")}))

    def citation_styles(self, houses: Iterable[str]) -> tuple[str, ...]:
        """The citation styles that any of these houses has, as a brief names them."""
        layers = self.templates.layers if isinstance(self.templates, LayeredFiles) else ()
        folders = [layer.root / house / "csl" for layer in layers if isinstance(layer, DiskFiles) for house in houses]
        return tuple(sorted({file.stem for folder in folders for file in folder.glob("*.csl")}))

    def check_house(self, name: str, asked_at: Position | None) -> None:
        """Raise :class:`UnknownHouse`, with the nearest name, for a house that is nowhere."""
        if name not in self.house_names():
            raise UnknownHouse(
                f"there is no house template {name!r}", position=asked_at, hint=did_you_mean(name, self.house_names())
            )

    def citation_processor(self, brief: BriefFile) -> LockedProcessor:
        """The processor for a brief, which asks :attr:`processor` only for what the brief's lock does not answer."""
        kept = not brief.single_file and self.files.exists(brief.lock)
        text = self.files.read(brief.lock).decode("utf-8", "replace") if kept else None
        read = partial(self._read_lock, brief.lock)
        return LockedProcessor(self.processor, text, file=brief.lock, read=read)

    def _read_lock(self, file: str, text: str) -> tuple[str, CitationResult]:
        return self.recollection.recall(("lock", file, text), lambda: read_lock(text), len(text))

    def write(self, files: Mapping[Path, bytes]) -> None:
        """Write all of the files or none; see :func:`briefgen.disk.write_whole`."""
        write_whole(files)


def find(target: str, start: Path) -> tuple[Workspace, BriefFile]:
    """The brief that a user names, and its workspace.

    ``target`` is a path to a folder or a Markdown file, relative to ``start``, or a name under ``briefs/``. Raises
    :class:`UnknownBrief` with the nearest name there is.
    """
    path = start / target
    if path.is_file() or (path / "brief.md").is_file():
        workspace = Workspace.open(path)
        return workspace, workspace.brief_at(path)
    if path.suffix in MARKDOWN:
        near = did_you_mean(path.name, (item.name for item in path.parent.glob(f"*{path.suffix}")))
        raise UnknownBrief(f"there is no file {target}", hint=near)
    workspace = Workspace.open(start)
    return workspace, workspace.brief_at(path) if path.is_dir() else workspace.brief(target)


def shipped_templates() -> Path:
    """The houses that come with the program: beside the package where it is installed, in the repository where it is edited."""
    package = Path(__file__).resolve().parent
    installed = package / "_templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


def _source_date_epoch() -> int | None:
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    if stated and not (stated.isdecimal() and int(stated) <= LAST_SECOND):
        raise EnvironmentFailed(f"SOURCE_DATE_EPOCH is {stated!r}", hint="set it to whole seconds since 1970, or unset it")
    return int(stated) if stated else None


def _workspace_around(place: Path) -> Path | None:
    try:
        return next((folder for folder in (place, *place.parents) if (folder / "briefs").is_dir()), None)
    except PermissionError as problem:
        raise EnvironmentFailed(f"{place} may not be read", hint="give yourself permission to read it") from problem
