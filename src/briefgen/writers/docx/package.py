"""The package: parts, their relationships and content types (ECMA-376 Part 2).

Written here rather than with python-docx: importing that takes as long as writing a short brief, its document begins from a
template with another house's styles, and its zip writer stamps the time of day.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from briefgen.model.value import dataclass
from briefgen.writers.docx import markup
from briefgen.writers.docx.container import Member, deflate, zipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
_DEFAULT_TYPES = {
    "rels": _RELATIONSHIPS,
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "svg": "image/svg+xml",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NUMBERED = re.compile(r"rId(\d+)\Z")


class Relationship(NamedTuple):
    """Where a part leads: ``target`` is a part's name beginning with ``/``, or an address outside the package."""

    kind: str
    target: str
    external: bool = False


class Relations:
    """The relationships of one part: ids by target, so that a link used twice is one relationship.

    ``known`` are those that the part has already, by id; new ones are numbered above them.
    """

    def __init__(self, known: Mapping[str, Relationship] | None = None) -> None:
        self._known = dict(known or {})
        self._ids = {relationship: number for number, relationship in self._known.items()}
        self._last = max((int(match[1]) for number in self._known if (match := _NUMBERED.match(number))), default=0)

    def __bool__(self) -> bool:
        return bool(self._known)

    def items(self) -> Iterable[tuple[str, Relationship]]:
        """Every relationship with its id."""
        return self._known.items()

    def to_part(self, kind: str, name: str) -> str:
        """The id of the relationship to another part; ``kind`` is a relationship type, or the last step of one of Office's."""
        return self._id(Relationship(kind if "/" in kind else f"{OFFICE}/{kind}", name))

    def to_address(self, address: str) -> str:
        """The id of the relationship to a hyperlink's target, already percent-encoded."""
        return self._id(Relationship(f"{OFFICE}/hyperlink", address, external=True))

    def _id(self, wanted: Relationship) -> str:
        number = self._ids.get(wanted)
        if number is None:
            self._last += 1
            number = self._ids[wanted] = f"rId{self._last}"
            self._known[number] = wanted
        return number

    def to_bytes(self, folder: str) -> bytes:
        """The part that says them all; ``folder`` is where the part they belong to stands."""
        items = [_relationship(number, item, folder) for number, item in self._known.items()]
        return markup.part("Relationships", "", *items, xmlns=markup.NAMESPACES["rel"])


def _relationship(number: str, item: Relationship, folder: str) -> markup.Xml:
    target = item.target if item.external else posixpath.relpath(item.target, folder)
    mode = "External" if item.external else None
    return markup.element("Relationship", {"Id": number, "Type": item.kind, "Target": target, "TargetMode": mode})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the package; ``content`` may be deflated already."""

    content_type: str
    content: bytes | Member
    relations: Relations | None = None

    @property
    def member(self) -> Member:
        """The part as it goes into the container."""
        return deflate(self.content) if isinstance(self.content, bytes) else self.content


class Package:
    """The parts of a document by name, in the order in which they are to be written.

    ``parts`` and ``relations`` are those of a package to begin from; a part added under a name that is taken replaces it.
    """

    def __init__(self, parts: Mapping[str, Part] | None = None, relations: Relations | None = None) -> None:
        self._parts = dict(parts or {})
        self._relations = relations or Relations()

    def add(self, name: str, content_type: str, content: bytes | Member, relations: Relations | None = None) -> None:
        """Add a part. ``name`` begins with ``/``; ``content_type`` may be the last step of WordprocessingML's own types."""
        full_type = content_type if "/" in content_type else f"{_WORD}.{content_type}+xml"
        self._parts[name] = Part(full_type, content, relations)

    def parts(self) -> Mapping[str, Part]:
        """The parts by name."""
        return self._parts

    def has(self, name: str) -> bool:
        """Whether there is such a part already."""
        return name in self._parts

    def relate(self, kind: str, name: str) -> None:
        """Relate the package itself to a part; ``kind`` is a relationship type."""
        self._relations.to_part(kind, name)

    def related(self) -> Iterable[Relationship]:
        """The package's own relationships."""
        return [relation for _, relation in self._relations.items()]

    def to_bytes(self) -> bytes:
        """The container: content types first (ECMA-376 Part 2 leaves the order open; every reader finds them there)."""
        members = [
            ("[Content_Types].xml", deflate(_content_types(self._parts))),
            ("_rels/.rels", deflate(self._relations.to_bytes("/"))),
        ]
        for name, part in self._parts.items():
            members.append((name[1:], part.member))
            if part.relations:
                folder, base = posixpath.split(name)
                members.append((f"{folder}/_rels/{base}.rels"[1:], deflate(part.relations.to_bytes(folder))))
        return zipped(members)


def _content_types(parts: Mapping[str, Part]) -> bytes:
    used = {"rels", "xml"} | {_extension(name) for name in parts}
    defaults = [
        markup.element("Default", {"Extension": extension, "ContentType": kind})
        for extension, kind in _DEFAULT_TYPES.items()
        if extension in used
    ]
    return markup.part("Types", "", *defaults, *_overrides(parts), xmlns=markup.NAMESPACES["ct"])


def _overrides(parts: Mapping[str, Part]) -> Iterable[markup.Xml]:
    for name, part in parts.items():
        if _DEFAULT_TYPES.get(_extension(name)) != part.content_type:
            yield markup.element("Override", {"PartName": name, "ContentType": part.content_type})


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower()
