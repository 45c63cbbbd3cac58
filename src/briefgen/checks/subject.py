"""What a rule looks at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from briefgen.model import tree
from briefgen.model.brief import Brief, Status
from briefgen.model.position import Position
from briefgen.model.value import dataclass
from briefgen.model.walk import children, walk

if TYPE_CHECKING:
    from briefgen.model.citation import CiteItem, Library, Reference
    from briefgen.model.house import House
    from briefgen.model.sentences import Sentence

_QUOTED = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»")
_IN_REVIEW = frozenset({Status.REVIEW, Status.APPROVED, Status.RELEASED})
_FINAL = frozenset({Status.APPROVED, Status.RELEASED})


@dataclass(frozen=True)
class Subject:
    """A brief as it would be printed, and what it rests on.

    ``document`` is finished. ``snapshots`` maps citation keys to the normalised text of the snapshot that stands; ``None``: nobody
    has looked for snapshots, so that none may be missed. What is worked out from these is worked out once for all rules.
    """

    brief: Brief
    document: tree.Document
    house: House
    library: Library = field(default_factory=dict)
    snapshots: Mapping[str, str] | None = None

    @property
    def in_review(self) -> bool:
        """Whether the brief is no draft any more, so that what is missing is missed. An ordinary Markdown file is always one."""
        return self.brief.status in _IN_REVIEW and not self.brief.single_file

    @property
    def is_final(self) -> bool:
        """Whether the brief says that it may go to readers, or has gone."""
        return self.brief.status in _FINAL and not self.brief.single_file

    def place(self, key: str) -> Position:
        """Where the front matter says ``key``; the head of the file where it does not."""
        return self.brief.places.get(key, Position(self.brief.file))

    @cached_property
    def nodes(self) -> tuple[tree.Node, ...]:
        """Every node of the document, parents before children, in reading order."""
        return tuple(walk(self.document.blocks))

    @cached_property
    def texts(self) -> tuple[tree.Text, ...]:
        """Every run of characters that authors wrote, in reading order; what citations and reference lists print is not theirs."""
        return tuple(_texts(self.document.blocks))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that authors wrote, with what each cites and quotes."""
        from briefgen.model.sentences import sentences

        return sentences(self.document.blocks)

    @cached_property
    def judgments(self) -> tuple[tree.Judgment, ...]:
        """Every judgment, in reading order."""
        return tuple(node for node in self.nodes if isinstance(node, tree.Judgment))

    @cached_property
    def cited(self) -> tuple[CiteItem, ...]:
        """Every source in every citation, in reading order."""
        return tuple(chain.from_iterable(node.items for node in self.nodes if isinstance(node, tree.Cite)))

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The sources that are cited or that a judgment rests on, in the order of the library."""
        keys = {item.key for item in self.cited} | {key for judgment in self.judgments for key in judgment.rests_on}
        return tuple(reference for key, reference in self.library.items() if key in keys)

    def ground(self, judgment: tree.Judgment) -> tuple[Reference, ...]:
        """The known sources that a judgment names or cites."""
        cited = (item.key for node in walk(judgment) if isinstance(node, tree.Cite) for item in node.items)
        keys = dict.fromkeys((*judgment.rests_on, *cited))
        return tuple(self.library[key] for key in keys if key in self.library)


def _texts(nodes: Iterable[tree.Node]) -> Iterator[tree.Text]:
    for node in nodes:
        if isinstance(node, tree.Text):
            yield node
        elif not isinstance(node, tree.Cite | tree.ReferenceList):
            yield from _texts(children(node))


def unquoted(text: str) -> str:
    """A text without what stands in quotation marks, which is somebody else's; an ellipsis stands for each."""
    return _QUOTED.sub("…", text)


def iso_day(text: str) -> date | None:
    """The day that an ISO 8601 date names; ``None`` for any other text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def first_day(value: Any) -> date | None:
    """The earliest day that a CSL date variable may mean; ``None`` where it names no year of our calendar or is approximate."""
    return _day(value, 0, (1, 1))


def last_day(value: Any) -> date | None:
    """The latest day that a CSL date variable may mean, to within the days that every month has; ``None`` as above."""
    return _day(value, -1, (12, 28))


def _day(value: Any, index: int, missing: tuple[int, int]) -> date | None:
    if not isinstance(value, Mapping) or value.get("circa") or not value.get("date-parts"):
        return None
    parts = list(value["date-parts"][index])
    try:
        return date(*(*parts, *missing[len(parts) - 1 :])[:3])
    except (TypeError, ValueError):
        return None
