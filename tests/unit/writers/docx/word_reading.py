"""Reading a Word file back with nothing but a zip and an XML parser, and the rules that Word holds a file to."""

from __future__ import annotations

import functools
import io
import zipfile
from dataclasses import replace
from functools import cached_property

from lxml import etree

from briefgen.compose.labels import label_parts
from briefgen.compose.roles import give_roles
from briefgen.model import tree
from briefgen.model.house import HouseStyle
from briefgen.model.manifest import Manifest, PageMap
from briefgen.proof.docx_file import DocxFile
from briefgen.proof.package import lint
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
        self.data = data
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
    return [finding.message for finding in lint(DocxFile(word.data))]
