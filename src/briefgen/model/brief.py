"""A brief as its front matter declares it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from briefgen.model.position import Position
from briefgen.model.tree import NoteNumbering
from briefgen.model.value import dataclass

SECTIONS = "sections"
"""The folder beside a brief that holds the files of its sections."""

_GROUP_TEXT = "index"


def section_file(name: str) -> str:
    """The file of the section ``name``, as a path beside the brief."""
    return f"{SECTIONS}/{name}.md"


def group_text(group: str) -> str:
    """The section that is the text of a group: the heading of ``military`` and what stands under it is ``military/index``."""
    return f"{group}/{_GROUP_TEXT}"


def section_depth(name: str) -> int:
    """How many levels the headings of a section are lowered when it is printed: once for each group that it stands in."""
    return name.count("/") - is_group_text(name)


def is_group_text(name: str) -> bool:
    """Whether a section is the text of a group rather than one of its members."""
    return name.endswith(f"/{_GROUP_TEXT}")


class Status(StrEnum):
    """How far a brief has come."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    RELEASED = "released"


class AutoRelease(StrEnum):
    """What may make an edition under the approval of the last one."""

    DATA = "data"


class Notify(StrEnum):
    """When readers are told: of what changed, or also that sources changed and the brief still stands."""

    CHANGED = "changed"
    ALWAYS = "always"


class Placement(StrEnum):
    """Where citations are printed."""

    FOOTNOTES = "footnotes"
    ENDNOTES = "endnotes"
    INLINE = "inline"


@dataclass(frozen=True, slots=True)
class Person:
    """An author or a contact. In the project's own examples ``name`` is a role ("Eurasia desk"), never an invented person."""

    name: str
    role: str = ""
    organisation: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Marking:
    """A handling label such as ``TLP:CLEAR``, on every page."""

    label: str = ""


@dataclass(frozen=True, slots=True)
class CitationChoice:
    """``style`` is a CSL style's name in the house, or a path ending in ``.csl``; empty: the house's own."""

    style: str = ""
    placement: Placement = Placement.FOOTNOTES


@dataclass(frozen=True, slots=True)
class Brief:
    """The front matter, whole and typed. Dates are ISO 8601; an empty string means that the author did not say.

    ``bibliography`` are paths beside the brief. ``sections`` are names of section files in printing order; empty: the text
    is in the brief's own file. ``contents``: whether a table of contents is printed; ``None``: as the house has it.
    ``contents_depth`` 0 and ``note_numbering`` ``None``: the house's.
    ``corrects`` is the edition that the one right after it corrects; 0: none.
    ``data`` are names and paths of data files, the paths beside the brief; none: the text is not filled.
    ``auto_release`` ``None``: every edition needs an approval of its own. ``single_file``: an ordinary Markdown file rather
    than a brief of the workspace. ``places`` gives the position of each key.
    """

    id: str
    title: str
    file: str
    subtitle: str = ""
    house: str = "house"
    language: str = "en-US"
    authors: tuple[Person, ...] = ()
    contact: Person | None = None
    organisation: str = ""
    series: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    abstract: str = ""
    published: str = ""
    information_cutoff: str = ""
    outlook_horizon: str = ""
    marking: Marking = Marking()
    estimative_profile: str = "icd203"
    sections: tuple[str, ...] = ()
    bibliography: tuple[str, ...] = ()
    citations: CitationChoice = CitationChoice()
    status: Status = Status.DRAFT
    auto_release: AutoRelease | None = None
    notify: Notify = Notify.CHANGED
    corrects: int = 0
    data: tuple[tuple[str, str], ...] = ()
    contents: bool | None = None
    cover: bool | None = None
    contents_depth: int = 0
    audience: str = ""
    list_of_figures: bool = False
    list_of_tables: bool = False
    note_numbering: NoteNumbering | None = None
    cover_map: tuple[str, ...] = ()
    schedule: Mapping[str, str] = field(default_factory=dict)
    distribution: Mapping[str, object] = field(default_factory=dict)
    single_file: bool = False
    places: Mapping[str, Position] = field(default_factory=dict, compare=False, repr=False)
