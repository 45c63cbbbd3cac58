"""Editions: what a brief said when it was given to readers, and what is to be done now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from briefgen.model.position import Position
from briefgen.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """What a brief says, as digests of :func:`briefgen.model.digest.digest`.

    ``text`` covers the author's words and the sources as printed in citations, ``data`` the values printed from data files.
    Neither covers the house's look, its fragments, the recipients or briefgen's version: a restyle is no edition.
    """

    text: str
    data: str = ""

    @property
    def whole(self) -> str:
        """The one digest that an approval and an edition bind to."""
        return f"{self.text[:32]}{self.data[:32]}"


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of an edition: its format (``pdf``), its name, the SHA-256 of its bytes and their number."""

    format: str
    name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Edition:
    """A row of the ledger.

    ``sources`` maps citation keys to the text digest of the snapshot each rested on; ``verified`` is the instant at which they
    were last found to bear it out still, empty: only at publication. Instants are ISO 8601 in UTC. ``outline`` is the text by
    section that ``editions diff`` compares, a key of the object store.
    """

    brief: str
    number: int
    content: Content
    sources: Mapping[str, str]
    published_at: str
    reason: str
    artifacts: tuple[Artifact, ...] = ()
    outline: str = ""
    verified: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a later edition tells of an earlier one: its number, its day (ISO 8601) and why it was made."""

    number: int
    published: str
    changed: str


class Loss(StrEnum):
    """What became of the ground under a sentence when its source changed."""

    SPAN_GONE = "span-gone"
    """Words that the sentence names as its evidence are no longer in the source."""
    QUOTATION_GONE = "quotation-gone"
    """A quotation that cites the source is no longer in it."""
    NO_SPAN = "no-span"
    """The sentence names no evidence, so that nobody can tell whether the change touches it."""


@dataclass(frozen=True, slots=True)
class Impact:
    """A sentence whose ground has moved. ``judgments`` are identifiers of the judgments that rest on the same source."""

    brief: str
    source: str
    loss: Loss
    sentence: str
    span: str = ""
    position: Position | None = field(default=None, compare=False)
    judgments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skip:
    """Nothing that the brief rests on has changed."""

    reason: str = "nothing it rests on has changed"


@dataclass(frozen=True, slots=True)
class Publish:
    """Edition ``number`` is to be made. ``approval_inherited``: only data changed, under the approval of the last edition."""

    number: int
    reasons: tuple[str, ...]
    approval_inherited: bool = False


@dataclass(frozen=True, slots=True)
class Reverify:
    """Sources changed and everything the brief rests on is still in them: to be recorded, and sent to nobody."""

    sources: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hold:
    """A person must look before readers get anything. ``impacts`` are the sentences whose ground has moved."""

    reasons: tuple[str, ...]
    impacts: tuple[Impact, ...] = ()


@dataclass(frozen=True, slots=True)
class Wait:
    """An edition is due and something says not yet: the settle window, or the cap on editions per hour. ``until`` is UTC."""

    until: str
    reason: str


Decision = Skip | Publish | Reverify | Hold | Wait
