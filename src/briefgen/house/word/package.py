"""A Word file opened with care: its parts, found by relationship and content type (ECMA-376 Part 2, Open Packaging Conventions)."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.model.errors import MalformedFile
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_PARTS, MOST_BYTES, MOST_OF_A_PART = 4_000, 96_000_000, 24_000_000
"""What a letterhead may hold, unpacked: a hundred times what a designer's file does."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
"""Namespaces of ECMA-376 Part 1 (strict) and the transitional ones that the rest of this room knows."""

_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_SAVE = "open it in Word and save it as .docx, without a password and without macros"


@dataclass(frozen=True, slots=True)
class Relation:
    """One of a part's relationships: the last word of its type (``styles``, ``header``) and the name of the part it leads to."""

    kind: str
    target: str


@dataclass(slots=True)
class WordFile:
    """The parts of a Word file by name, without the leading slash. ``main`` is the document, ``shown`` the file in messages."""

    parts: Mapping[str, bytes] = field(repr=False)
    main: str
    shown: str
    _parsed: dict[str, _Element | None] = field(default_factory=dict, repr=False)

    def document(self) -> _Element:
        """The root of the main part; raises :class:`MalformedFile` where it is not XML."""
        root = self.tree(self.main)
        if root is None:
            raise MalformedFile(f"{self.shown} has no readable document in it", hint=_SAVE)
        return root

    def tree(self, name: str) -> _Element | None:
        """The root element of a part; ``None``: there is no such part, or it is not XML that may be read."""
        if name not in self._parsed:
            self._parsed[name] = _parse(self.parts[name]) if name in self.parts else None
        return self._parsed[name]

    def relations(self, name: str) -> Mapping[str, Relation]:
        """A part's relationships by identifier, those to the outside left out."""
        folder, _, leaf = name.rpartition("/")
        root = self.tree(f"{folder}/_rels/{leaf}.rels".lstrip("/"))
        return {} if root is None else dict(_relations(root, folder))

    def related(self, kind: str) -> _Element | None:
        """The root of the main part's relation of a kind, ``styles`` for one; ``None``: it has none that can be read."""
        for relation in self.relations(self.main).values():
            if relation.kind == kind:
                return self.tree(relation.target)
        return None


def _relations(root: _Element, folder: str) -> Iterator[tuple[str, Relation]]:
    for item in root:
        target = item.get("Target", "")
        if item.get("TargetMode") == "External" or not target:
            continue
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        yield item.get("Id", ""), Relation(item.get("Type", "").rpartition("/")[2], path)


def open_word(data: bytes, shown: str) -> WordFile:
    """Open the bytes of a ``.docx`` or ``.dotx``.

    Raises :class:`MalformedFile` for anything else, for a file with macros or a password, for one that is torn, and for one that
    unpacks to more than a letterhead can be.
    """
    if data[:4] == _OLD_FORMAT:
        raise MalformedFile(f"{shown} is an old or encrypted Word file", hint=_SAVE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _unpacked(archive, shown)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError) as problem:
        raise MalformedFile(f"{shown} is not a whole Word file: {_said(problem)}", hint=_SAVE) from None
    return WordFile(parts, _main_part(parts, shown), shown)


def _said(problem: Exception) -> str:
    return str(problem).strip().rstrip(".").lower() or type(problem).__name__


def _unpacked(archive: zipfile.ZipFile, shown: str) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    room = MOST_BYTES
    members = [info for info in archive.infolist() if not info.is_dir()]
    if len(members) > MOST_PARTS:
        raise MalformedFile(f"{shown} has {len(members)} parts; a letterhead has at most {MOST_PARTS}")
    for info in members:
        most = min(room, MOST_OF_A_PART)
        with archive.open(info) as part:
            content = part.read(most + 1)
        if len(content) > most:
            raise MalformedFile(f"{shown} unpacks to more than {MOST_BYTES // 1_000_000} MB; that is no letterhead")
        room -= len(content)
        parts[info.filename.replace("\\", "/").lstrip("/")] = content
    return parts


def _main_part(parts: Mapping[str, bytes], shown: str) -> str:
    root = _parse(parts.get("_rels/.rels", b""))
    relations = {} if root is None else dict(_relations(root, ""))
    main = next((relation.target for relation in relations.values() if relation.kind == "officeDocument"), "")
    kind = _content_type(parts, main)
    if "macroEnabled" in kind or any(name.rpartition("/")[2].casefold() == "vbaproject.bin" for name in parts):
        raise MalformedFile(f"{shown} has macros in it", hint=_SAVE)
    if main not in parts or "wordprocessingml" not in kind:
        raise MalformedFile(f"{shown} is not a Word file", hint=_SAVE)
    return main


def _content_type(parts: Mapping[str, bytes], name: str) -> str:
    root = _parse(parts.get("[Content_Types].xml", b""))
    if root is None:
        return ""
    stated = {item.get("PartName", "").lstrip("/"): item.get("ContentType", "") for item in root.iter(f"{_TYPES}Override")}
    usual = {item.get("Extension", "").casefold(): item.get("ContentType", "") for item in root.iter(f"{_TYPES}Default")}
    return stated.get(name) or usual.get(name.rpartition(".")[2].casefold(), "")


def _parse(data: bytes) -> _Element | None:
    """The root of a part, in the transitional namespaces; ``None`` for what is not XML or has a DTD, which OPC forbids."""
    from lxml import etree

    for strict, transitional in _STRICT.items():
        data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None if any("<!DOCTYPE".encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be")) else root
