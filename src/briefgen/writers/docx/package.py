"""The package: parts, their relationships and content types, and a zip whose bytes depend on nothing else.

Parts, part names and relationships are python-docx's (``docx.opc``). Its document, styles and tables are not used: they begin
from a template with another house's styles, and they look things up by going through the whole document each time. Its zip
writer stamps the time of day, so the container is written here.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from briefgen.writers.docx import markup

if TYPE_CHECKING:
    from collections.abc import Iterable

# The first instant that a zip can name: 1 January 1980 (APPNOTE.TXT 4.4.6). A fixed one keeps the bytes the same.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE_BY_ALL = 0o644 << 16

_DEFAULT_TYPES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Relations:
    """The relationships of one part: ids by target, so that a link used twice is one relationship."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str, bool], str] = {}

    def to_part(self, kind: str, name: str) -> str:
        """The id of the relationship to another part; ``kind`` is the last step of the relationship's type."""
        return self._id(f"{OFFICE}/{kind}", name, external=False)

    def to_address(self, address: str) -> str:
        """The id of the relationship to a hyperlink's target, already percent-encoded."""
        return self._id(RELATIONSHIP_TYPE.HYPERLINK, address, external=True)

    def _id(self, kind: str, target: str, *, external: bool) -> str:
        return self._ids.setdefault((kind, target, external), f"rId{len(self._ids) + 1}")

    def load_into(self, part: Part, parts: dict[str, Part]) -> None:
        """Give a part its relationships, all at once and with the ids already written into it."""
        for (kind, target, external), number in self._ids.items():
            part.load_rel(kind, target if external else parts[target], number, is_external=external)


class Package:
    """The parts of a document, in the order in which they are to be written."""

    def __init__(self) -> None:
        self._opc = OpcPackage()
        self._parts: dict[str, Part] = {}
        self._relations: list[tuple[Part, Relations]] = []

    def add(self, name: str, content_type: str, data: bytes, relations: Relations | None = None) -> None:
        """Add a part. ``name`` begins with ``/``; ``content_type`` may be the last step of WordprocessingML's own types."""
        full_type = content_type if "/" in content_type else f"{_WORD}.{content_type}+xml"
        part = Part(PackURI(name), full_type, data, None)
        self._parts[name] = part
        if relations is not None:
            self._relations.append((part, relations))

    def has(self, name: str) -> bool:
        """Whether there is such a part already."""
        return name in self._parts

    def relate(self, kind: str, name: str) -> None:
        """Relate the package itself to a part; ``kind`` is a relationship type."""
        self._opc.load_rel(kind, self._parts[name], f"rId{len(self._opc.rels) + 1}")

    def to_bytes(self) -> bytes:
        """The container: content types first (ECMA-376 Part 2 leaves the order open; every reader finds them there)."""
        for part, relations in self._relations:
            relations.load_into(part, self._parts)
        members = [("[Content_Types].xml", _content_types(self._parts.values())), ("_rels/.rels", _bytes(self._opc.rels.xml))]
        for part in self._parts.values():
            members.append((part.partname.membername, part.blob))
            if part.rels:
                members.append((part.partname.rels_uri.membername, _bytes(part.rels.xml)))
        return _zipped(members)


def _bytes(xml: str | bytes) -> bytes:
    return xml.encode() if isinstance(xml, str) else xml


def _content_types(parts: Iterable[Part]) -> bytes:
    parts = list(parts)
    used = {"rels", "xml"} | {part.partname.ext for part in parts}
    defaults = [
        markup.element("Default", {"Extension": extension, "ContentType": kind})
        for extension, kind in _DEFAULT_TYPES.items()
        if extension in used
    ]
    overrides = [
        markup.element("Override", {"PartName": part.partname, "ContentType": part.content_type})
        for part in parts
        if _DEFAULT_TYPES.get(part.partname.ext) != part.content_type
    ]
    return markup.part("Types", "", *defaults, *overrides, xmlns=markup.NAMESPACES["ct"])


def _zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _READABLE_BY_ALL
            entry.create_system = 3
            archive.writestr(entry, data)
    return stream.getvalue()
