"""The letterhead's own package: its parts as they are, and as element trees where something in them is to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefgen.house.word.package import R, W, open_word
from briefgen.model.value import replace
from briefgen.writers.docx.markup import NAMESPACES
from briefgen.writers.docx.opened import opened
from briefgen.writers.docx.package import Package, Part, Relations, Relationship

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from briefgen.house.word.package import WordFile
    from briefgen.model.letterhead import Letterhead

TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": NAMESPACES["r"].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/officeDocument/customXml": b"http://schemas.openxmlformats.org/officeDocument/2006/customXml",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}
"""Names of the strict form of the standard (ECMA-376 Part 1, Annex A) that a letterhead may use, and those of the usual one."""

_KEPT = frozenset((
    "styles", "settings", "numbering", "theme", "fontTable", "webSettings", "header", "footer", "footnotes", "endnotes", "image",
    "hyperlink", "chart", "chartUserShapes", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing",
    "oleObject", "package", "font", "hdphoto", "customXml", "customXmlProps", "themeOverride", "chartStyle", "chartColorStyle",
))  # fmt: skip
"""What a letterhead may bring: what is printed and what says how. Comments, people, printers and templates are its makers'."""

_LINKS = ("http://", "https://", "mailto:")
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MC = NAMESPACES["mc"]
_IGNORABLE = f"{{{_MC}}}Ignorable"


class Stationery:
    """A letterhead's package. Parts are named with a leading slash; ``main`` is the document."""

    def __init__(self, letterhead: Letterhead) -> None:
        self.word: WordFile = open_word(letterhead.data, letterhead.file)
        self.main = f"/{self.word.main}"
        self._data = {f"/{name}": _transitional(data) for name, data in self.word.parts.items()}
        self._package = opened(letterhead.data).parts()
        self._relations: dict[str, Relations] = {}
        self._trees: dict[str, etree._Element] = {}
        self._added: dict[str, Part] = {}

    def relations(self, name: str) -> Relations:
        """The relationships of a part, those that are not kept left out."""
        found = self._relations.get(name)
        if found is None:
            part = self._package.get(name)
            found = self._relations[name] = Relations(dict(_kept(part.relations if part else None)))
        return found

    def leads(self, name: str, kind: str) -> Iterator[tuple[str, str]]:
        """The relationships of a part of one kind inside the package: their ids and the parts they lead to."""
        for number, relation in self.relations(name).items():
            if not relation.external and relation.kind.rpartition("/")[2] == kind:
                yield number, relation.target

    def tree(self, name: str) -> etree._Element:
        """The root of a part, which is then written from it. Raises :class:`ValueError` where it is not XML."""
        found = self._trees.get(name)
        if found is None:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
            found = self._trees[name] = etree.fromstring(self._content(name), parser)
        return found

    def related(self, kind: str) -> tuple[str, etree._Element] | None:
        """The main part's part of a kind, ``styles`` for one, with its root; ``None``: it has none that can be read."""
        for _, target in self.leads(self.main, kind):
            try:
                return target, self.tree(target)
            except (ValueError, etree.XMLSyntaxError):
                continue
        return None

    def stories(self) -> Iterator[tuple[str, etree._Element]]:
        """The document, its headers, footers and notes, with the names of their parts."""
        yield self.main, self.tree(self.main)
        for kind in ("header", "footer", "footnotes", "endnotes"):
            for target in dict.fromkeys(target for _, target in self.leads(self.main, kind)):
                yield target, self.tree(target)

    def keep_only(self, name: str, kind: str, targets: Container[str]) -> None:
        """Of a part's relationships of one kind, keep those to ``targets``."""
        kept = {
            number: relation
            for number, relation in self.relations(name).items()
            if relation.kind.rpartition("/")[2] != kind or relation.target in targets
        }
        self._relations[name] = Relations(kept)

    def replace_tree(self, name: str, root: etree._Element) -> None:
        """Let a part be written from another root."""
        self._trees[name] = root

    def add(self, name: str, part: Part) -> str:
        """Take in a part, under a name that nothing else has."""
        self._added[free := self.free_name(name)] = part
        return free

    def free_name(self, name: str) -> str:
        """The name, or one like it where that is taken (ECMA-376 Part 2 §7.3: in any case of letters)."""
        taken = {one.casefold() for one in (*self._data, *self._added)}
        stem, dot, suffix = name.rpartition(".")
        number, free = 1, name
        while free.casefold() in taken:
            number += 1
            free = f"{stem}-{number}{dot}{suffix}"
        return free

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._data or name in self._added

    def packaged(self) -> Package:
        """Everything that the document leads to, from part to part."""
        reached: dict[str, Part] = {}
        waiting = [self.main]
        while waiting:
            name = waiting.pop(0)
            if name in reached:
                continue
            part = self._part(name)
            if part is None:
                continue
            reached[name] = part
            leads = part.relations.items() if part.relations else ()
            waiting += [relation.target for _, relation in leads if not relation.external]
        return Package(reached)

    def _content(self, name: str) -> bytes:
        added = self._added.get(name)
        if added is None:
            return self._data[name]
        return added.content if isinstance(added.content, bytes) else b""

    def _part(self, name: str) -> Part | None:
        added = self._added.get(name)
        if added is None and name not in self._data:
            return None
        part = added or Part(_MAIN if name == self.main else self._type(name), self._data[name], self.relations(name))
        if name not in self._trees:
            return part
        content = etree.tostring(self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)
        return replace(part, content=content)

    def _type(self, name: str) -> str:
        part = self._package.get(name)
        return part.content_type if part else "application/octet-stream"


def with_namespaces(root: etree._Element, others: Iterable[etree._Element]) -> etree._Element:
    """A root that declares the prefixes of ``others`` too, and what of them an older Word may ignore (ECMA-376 Part 3 §10)."""
    names = dict(root.nsmap)
    ignored = root.get(_IGNORABLE, "").split()
    for other in others:
        for prefix, name in other.nsmap.items():
            if prefix and names.setdefault(prefix, name) == name and prefix in other.get(_IGNORABLE, "").split():
                ignored += [prefix] if prefix not in ignored else []
    if ignored:
        names.setdefault("mc", _MC)
    wide = etree.Element(root.tag, nsmap=names)  # type: ignore[arg-type]  # a default namespace has no prefix
    wide.attrib.update(root.attrib)
    if ignored:
        wide.set(_IGNORABLE, " ".join(prefix for prefix in ignored if prefix in names))
    wide.extend(list(root))
    return wide


def reference_names(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The attributes of an element that name a relationship, and the ids they name."""
    for name, value in element.attrib.items():
        if str(name).startswith(R):
            yield str(name), str(value)


def _transitional(data: bytes) -> bytes:
    if b"purl.oclc.org/ooxml" in data[:4096]:
        for strict, usual in TRANSITIONAL.items():
            data = data.replace(strict, usual)
    return data


def _kept(relations: Relations | None) -> Iterator[tuple[str, Relationship]]:
    for number, relation in relations.items() if relations else ():
        kind = _transitional(relation.kind.encode()).decode()
        if kind.rpartition("/")[2] in _KEPT and (not relation.external or relation.target.casefold().startswith(_LINKS)):
            yield number, relation._replace(kind=kind)


def local(element: etree._Element) -> str:
    """An element's name in WordprocessingML; empty for one of another vocabulary."""
    return str(element.tag).removeprefix(W) if str(element.tag).startswith(W) else ""
