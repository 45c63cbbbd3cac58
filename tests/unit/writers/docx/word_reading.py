"""Reading a Word file back with nothing but a zip and an XML parser, and the rules that Word holds a file to."""

from __future__ import annotations

import functools
import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from lxml import etree

from briefgen.compose.labels import label_parts
from briefgen.compose.roles import give_roles
from briefgen.model import tree
from briefgen.model.house import HouseStyle
from briefgen.model.manifest import Manifest, PageMap
from briefgen.writers.docx import write
from briefgen.writers.docx.markup import NAMESPACES
from houses import shipped_house

PAGES = {"summary": "2", "prose": "2", "a-second-level": "2", "lists": "3", "tables": "3", "scripts": "4", "references": "5"}
MANIFEST = Manifest("specimen", "2022-10-20T06:00:00+02:00", "ab" * 32, "briefgen 0.0.1", PageMap(PAGES, 5))
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

_CHARACTERS = {"tab": "\t", "br": "\n", "softHyphen": "\u00ad", "noBreakHyphen": "\u2011"}


def qualified(name: str) -> str:
    """``w:p`` as lxml spells it."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


class Word:
    """A Word file that was read."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.infos = archive.infolist()
            self.parts = {info.filename: archive.read(info) for info in self.infos}

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    @cached_property
    def body(self) -> etree._Element:
        return self.xml("word/document.xml").find(qualified("w:body"))

    @cached_property
    def footnotes(self) -> dict[str, etree._Element]:
        """Footnotes or endnotes by id, the separators left out."""
        notes = self.xml("word/footnotes.xml" if "word/footnotes.xml" in self.parts else "word/endnotes.xml")
        return {note.get(qualified("w:id")): note for note in notes if note.get(qualified("w:type")) is None}

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        return {style.get(qualified("w:styleId")): style for style in self.xml("word/styles.xml").iter(qualified("w:style"))}

    def relationships(self, part: str) -> dict[str, etree._Element]:
        folder, _, name = part.rpartition("/")
        path = f"{folder}/_rels/{name}.rels"
        return {item.get("Id"): item for item in self.xml(path)} if path in self.parts else {}

    def paragraph(self, text: str) -> etree._Element:
        """The paragraph of the body with exactly this text."""
        return next(p for p in self.body.iter(qualified("w:p")) if text_of(p) == text)

    def texts(self) -> list[str]:
        """What the paragraphs of the body say, the silent ones left out."""
        return [text for p in self.body.iter(qualified("w:p")) if (text := text_of(p))]


@functools.cache
def light_style() -> HouseStyle:
    """The shipped house without its font files, which would be nearly all of the time and of the bytes."""
    return replace(shipped_house().style, font_files={})


def written(*blocks: tree.Block, pictures: dict[str, tree.Picture] | None = None, **meta: object) -> Word:
    """A document of these blocks, given their roles and labels, written without its fonts and read."""
    finished = label_parts(give_roles(blocks), light_style().labels)
    document = tree.Document(tree.Meta("Title", **meta), finished, pictures or {})
    return Word(write(document, light_style(), MANIFEST))


def text_of(element: etree._Element) -> str:
    """What an element shows: its text, tabs and line ends; not the code of its fields."""
    parts = []
    for node in element.iter():
        if not isinstance(node.tag, str):
            continue
        name = etree.QName(node)
        if name.namespace == NAMESPACES["w"]:
            is_stop = name.localname == "tab" and node.getparent().tag == qualified("w:tabs")
            parts.append((node.text or "") if name.localname == "t" else "" if is_stop else _CHARACTERS.get(name.localname, ""))
    return "".join(parts)


def value(element: etree._Element, path: str, attribute: str = "w:val") -> str | None:
    """An attribute at the end of a path of prefixed names."""
    found = element.find("/".join(qualified(step) for step in path.split("/")))
    return None if found is None else found.get(qualified(attribute))


def bookmarks(word: Word) -> list[str]:
    """The names of the bookmarks that links lead to, in order; those of blocks are hidden."""
    names = [start.get(qualified("w:name")) for start in word.body.iter(qualified("w:bookmarkStart"))]
    return [name for name in names if not name.startswith("_bg_")]


def style_of(paragraph: etree._Element) -> str:
    return value(paragraph, "w:pPr/w:pStyle") or "Normal"


def faults(word: Word) -> list[str]:
    """What Word would repair, complain about or refuse; validators of the schema see only about half of it."""
    return [fault for find in (_ranges, _references, _fields, _cells, _numbers, _relations) for fault in find(word)]


def _stories(word: Word) -> Iterator[etree._Element]:
    for name in word.parts:
        if name.startswith("word/") and name.endswith(".xml"):
            yield word.xml(name)


def _all(word: Word, name: str) -> Iterator[etree._Element]:
    for story in _stories(word):
        yield from story.iter(qualified(name))


def _twice(values: Iterator[str | None]) -> list[str | None]:
    return [item for item, count in Counter(values).items() if count > 1]


def _ranges(word: Word) -> Iterator[str]:
    starts = list(_all(word, "w:bookmarkStart"))
    names = [start.get(qualified("w:name")) for start in starts]
    ends = Counter(end.get(qualified("w:id")) for end in _all(word, "w:bookmarkEnd"))
    yield from (f"bookmark id twice: {n}" for n in _twice(start.get(qualified("w:id")) for start in starts))
    yield from (f"bookmark name twice: {n}" for n in _twice(name.casefold() for name in names))
    yield from (f"bookmark name too long: {n}" for n in names if len(n) > 40)
    yield from (f"bookmark without end: {s.get(qualified('w:name'))}" for s in starts if ends[s.get(qualified("w:id"))] != 1)
    anchors = {link.get(qualified("w:anchor")) for link in _all(word, "w:hyperlink")} - {None}
    yield from (f"link to nowhere: {anchor}" for anchor in anchors - set(names))
    codes = "".join(code.text for code in _all(word, "w:instrText")).split()
    pages = {after for before, after in pairwise(codes) if before == "PAGEREF"}
    yield from (f"page of nowhere: {anchor}" for anchor in pages - set(names))


def _references(word: Word) -> Iterator[str]:
    used = {
        e.get(qualified("w:val")) for tag in ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next") for e in _all(word, tag)
    }
    yield from (f"no such style: {name}" for name in used - set(word.styles))
    numbering = word.xml("word/numbering.xml")
    defined = {num.get(qualified("w:numId")) for num in numbering.iter(qualified("w:num"))}
    numbers = {e.get(qualified("w:val")) for e in _all(word, "w:numId")}
    yield from (f"no such list: {number}" for number in numbers - defined - {"0"})
    abstract = {a.get(qualified("w:abstractNumId")) for a in numbering.findall(qualified("w:abstractNum"))}
    wanted = {e.get(qualified("w:val")) for e in numbering.iter(qualified("w:abstractNumId"))}
    yield from (f"no such list definition: {number}" for number in wanted - abstract)
    kinds = (qualified("w:footnoteReference"), qualified("w:endnoteReference"))
    marks = [mark.get(qualified("w:id")) for mark in word.body.iter(*kinds)]
    if marks != list(word.footnotes):
        yield f"notes and marks differ: {marks} {list(word.footnotes)}"


def _fields(word: Word) -> Iterator[str]:
    for story in _stories(word):
        depth = 0
        for mark in story.iter(qualified("w:fldChar")):
            depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(qualified("w:fldCharType"))]
            if depth < 0:
                yield "field ends before it begins"
            if mark.get(qualified("w:dirty")):
                yield "field asks to be updated"
        if depth:
            yield "field without end"
    if b"updateFields" in word.parts["word/settings.xml"]:
        yield "the document asks for its fields to be updated"


def _cells(word: Word) -> Iterator[str]:
    for cell in _all(word, "w:tc"):
        if cell[-1].tag != qualified("w:p"):
            yield "cell without a paragraph at its end"
    for note in word.footnotes.values():
        if note[-1].tag != qualified("w:p"):
            yield "note without a paragraph at its end"
    for table in _all(word, "w:tbl"):
        columns = len(table.find(qualified("w:tblGrid")))
        rows = table.findall(qualified("w:tr"))
        spans = {sum(int(value(c, "w:tcPr/w:gridSpan") or 1) for c in row.findall(qualified("w:tc"))) for row in rows}
        if spans != {columns}:
            yield f"{columns} columns, rows of {spans}"
        following = table.getnext()
        if following is None or following.tag != qualified("w:p"):
            yield "table without a paragraph after it"


def _numbers(word: Word) -> Iterator[str]:
    yield from (f"drawing id twice: {n}" for n in _twice(e.get("id") for e in _all(word, "wp:docPr")))
    controls = (value(control, "w:sdtPr/w:id") for control in _all(word, "w:sdt"))
    yield from (f"content control id twice: {n}" for n in _twice(controls))


def _relations(word: Word) -> Iterator[str]:
    names = {f"/{name}" for name in word.parts}
    for part in [name for name in word.parts if name.endswith(".xml")]:
        known = word.relationships(part)
        for element in word.xml(part).iter():
            for attribute, identifier in element.attrib.items():
                if attribute.startswith(f"{{{NAMESPACES['r']}}}") and identifier not in known:
                    yield f"{part}: no relationship {identifier}"
        folder = part.rpartition("/")[0]
        for item in known.values():
            if item.get("TargetMode") != "External" and posixpath.normpath(f"/{folder}/{item.get('Target')}") not in names:
                yield f"{part}: no part {item.get('Target')}"
