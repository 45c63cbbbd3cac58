"""Citations in CSL's words: what an author cites, what there is to cite, and what a processor is asked and answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from briefgen.model.position import Position
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from briefgen.model import tree


class CiteMode(StrEnum):
    """How the author is shown; Pandoc's three modes."""

    NORMAL = "normal"
    AUTHOR_IN_TEXT = "author-in-text"
    SUPPRESS_AUTHOR = "suppress-author"


@dataclass(frozen=True, slots=True)
class CiteItem:
    """One source in a cluster: ``see @key, pp. 4-6, and passim``.

    ``label`` is CSL's locator term (``page``, ``chapter``); empty: no locator. ``evidence`` is the quoted locator, the words
    of the source that the sentence rests on: kept for checking, not printed. ``prefix`` and ``suffix`` are plain text.
    """

    key: str
    label: str = ""
    locator: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    evidence: str = ""
    position: Position | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as declared in a library.

    ``csl`` is one CSL-JSON item, ``id`` included. ``fields`` are briefgen's own (``foreign_domain``, ``translation``,
    ``independence_group`` …), documented in ``briefs/README.md``.
    """

    key: str
    csl: Mapping[str, Any]
    fields: Mapping[str, Any] = field(default_factory=dict)
    position: Position | None = field(default=None, compare=False, repr=False)


Library = Mapping[str, Reference]
"""References by key, in the order in which the files declare them."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A citation cluster in note order. ``note`` is the ordinal of the author's footnote it stands in; ``None``: the text.

    ``number`` is that of the note it is printed in where the style is a note style, else 0: back references ("see n. 3") print
    it, and *ibid.* is right only where the note before cites one source and nothing else.
    """

    items: tuple[CiteItem, ...]
    mode: CiteMode = CiteMode.NORMAL
    note: int | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class CitationRequest:
    """All that a processor may look at: the same request has the same answer.

    ``references`` are the CSL-JSON items that are cited, in order of first citation. ``style`` is the CSL style's XML.
    """

    clusters: tuple[Cluster, ...]
    references: tuple[Mapping[str, Any], ...]
    style: str = field(repr=False)
    language: str = "en-US"


@dataclass(frozen=True, slots=True)
class FormattedCluster:
    """What is printed for one cluster.

    In a note style ``children`` is the content of the note and ``in_text`` what stands in the sentence before the mark (an
    author's name); in other styles ``children`` is the whole citation and ``in_text`` is empty.
    """

    children: tuple[tree.Inline, ...]
    in_text: tuple[tree.Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class FormattedEntry:
    """One entry of the reference list, in the style's order."""

    key: str
    children: tuple[tree.Inline, ...]
    label: tuple[tree.Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class CitationResult:
    """A processor's answer: one formatted cluster for each asked for. ``note_style``: clusters belong in notes."""

    clusters: tuple[FormattedCluster, ...]
    bibliography: tuple[FormattedEntry, ...] = ()
    note_style: bool = False
    processor: str = ""
