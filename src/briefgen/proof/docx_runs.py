"""What the runs of a paragraph of a Word file say: text, notes' marks, links, pictures, and of a field its result alone.

Text that is hidden or struck from the document by a tracked change is not read. Clauses are of ECMA-376-1.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.model.named import NamedTuple
from briefgen.model.value import dataclass
from briefgen.proof.docx_file import DocxFile, is_on, name
from briefgen.proof.statements import Kind, Says, Statement, mark, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_R, _T, _SDT, _SDT_CONTENT, _LINK = map(name, ("w:r", "w:t", "w:sdt", "w:sdtContent", "w:hyperlink"))
_FIELD_MARK, _FIELD_CODE, _SIMPLE_FIELD = map(name, ("w:fldChar", "w:instrText", "w:fldSimple"))
_NAME, _DRAWING, _ALTERNATE = map(name, ("w:bookmarkStart", "w:drawing", "mc:AlternateContent"))
_RUN_PROPERTIES = name("w:rPr")
_PROPERTIES = frozenset(map(name, ("w:rPr", "w:pPr")))
_REFERENCES = frozenset(map(name, ("w:footnoteReference", "w:endnoteReference")))
_GONE = frozenset(map(name, ("w:del", "w:moveFrom")))
_CHARACTERS = {
    name(f"w:{tag}"): text
    for tag, text in {"tab": "\t", "br": "\n", "cr": "\n", "softHyphen": "\u00ad", "noBreakHyphen": "\u2011"}.items()
}
# Results of these are the numbers of pages, which are no part of what a document says.
_PAGES = frozenset(("PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES"))


class Reference(NamedTuple):
    """A note's mark: the note's id, the number it shows, and whether that was written rather than counted."""

    identifier: str
    shown: str
    custom: bool


@dataclass(slots=True)
class Line:
    """A paragraph as it is gathered."""

    text: list[str] = field(default_factory=list)
    after: list[Statement] = field(default_factory=list)
    is_code: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """The part that is read and the list that statements go to."""

    part: str
    out: list[Statement]


@dataclass(slots=True)
class _Field:
    """A field that is open: its code, and whether its result has begun."""

    code: str = ""
    result: bool = False

    @property
    def is_silent(self) -> bool:
        words_of_code = self.code.split()
        return not self.result or bool(words_of_code and words_of_code[0].upper() in _PAGES)


class Runs:
    """Reads runs and keeps in mind what goes on from one paragraph to the next: fields, and the count of notes."""

    def __init__(self, file: DocxFile, says: Says) -> None:
        self._file = file
        self._says = says
        self._fields: list[_Field] = []
        self._counted = 0
        self.references: list[Reference] = []

    def begin_section(self) -> None:
        """Notes are counted from one again."""
        self._counted = 0

    def read(self, parent: etree._Element, line: Line, place: Place) -> None:
        """Read the runs in a paragraph or in anything that is in one."""
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, line)
            elif tag == _LINK:
                self._link(child, line, place)
            elif tag == _NAME:
                self.name_place(child, place)
            elif tag == _SDT:
                content = child.find(_SDT_CONTENT)
                if content is not None:
                    self.read(content, line, place)
            elif tag == _SIMPLE_FIELD:
                self._fields.append(_Field(child.get(name("w:instr"), ""), result=True))
                self.read(child, line, place)
                self._fields.pop()
            elif tag not in _GONE and tag not in _PROPERTIES and isinstance(tag, str):
                self.read(child, line, place)

    def _run(self, run: etree._Element, line: Line) -> None:
        properties = next(run.iterchildren(_RUN_PROPERTIES), None)
        if properties is not None and is_on(properties, "w:vanish"):
            return
        silent = bool(self._fields) and any(each.is_silent for each in self._fields)
        before = len(line.text)
        for child in run:
            tag = child.tag
            if tag == _T:
                if not silent:
                    line.text.append(child.text or "")
            elif tag in _CHARACTERS:
                if not silent:
                    line.text.append(_CHARACTERS[tag])
            elif tag == _FIELD_MARK:
                self._field_mark(child)
                silent = any(each.is_silent for each in self._fields)
            elif tag == _FIELD_CODE:
                if self._fields:
                    self._fields[-1].code += child.text or ""
            elif tag in _REFERENCES:
                self._reference(child, run, line)
                return
            elif tag in (_DRAWING, _ALTERNATE):
                line.after.extend(_drawings(child))
        if len(line.text) > before and (properties is None or not is_on(properties, "w:noProof")):
            line.is_code = False

    def _field_mark(self, mark_element: etree._Element) -> None:
        kind = mark_element.get(name("w:fldCharType"))
        if kind == "begin":
            self._fields.append(_Field())
        elif not self._fields:
            self._says.faults.append("has a field that ends before it begins")
        elif kind == "separate":
            self._fields[-1].result = True
        elif kind == "end":
            self._fields.pop()

    def _reference(self, reference: etree._Element, run: etree._Element, line: Line) -> None:
        custom = reference.get(name("w:customMarkFollows")) in {"1", "true", "on"}
        if custom:
            shown = words("".join(text.text or "" for text in run.iterchildren(_T)))
        else:
            self._counted += 1
            shown = str(self._counted)
        self.references.append(Reference(reference.get(name("w:id"), ""), shown, custom))
        line.text.append(mark(shown))
        line.is_code = False

    def _link(self, link: etree._Element, line: Line, place: Place) -> None:
        inside = Line()
        self.read(link, inside, place)
        line.text += inside.text
        line.is_code = line.is_code and inside.is_code
        anchor, relation = link.get(name("w:anchor")), link.get(name("r:id"))
        if relation is not None:
            known = self._file.relations(place.part).get(relation)
            target = known.target if known else "nowhere"
        else:
            target = f"#{anchor}" if anchor else "nowhere"
        text = words("".join(inside.text))
        if text or inside.after:
            line.after.append(Statement(Kind.LINK, text, target))
        line.after += inside.after

    def name_place(self, start: etree._Element, place: Place) -> None:
        """Note where a bookmark is: a link may lead there."""
        there = len(place.out) if place.out is self._says.body else -1
        self._says.places.setdefault(f"#{start.get(name('w:name'), '')}", there)


def _drawings(element: etree._Element) -> Iterator[Statement]:
    """What stands for the pictures in a run. What is painted behind the text and says nothing is no content."""
    choice = element.find(name("mc:Choice")) if element.tag == _ALTERNATE else element
    if choice is None:
        return
    for described in choice.iter(name("wp:docPr")):
        said = words(described.get("descr", ""))
        decorative = any(each.get("val", "1") in {"1", "true"} for each in described.iter(name("adec:decorative")))
        holder = described.getparent()
        if said or not (decorative and holder is not None and holder.tag == name("wp:anchor")):
            yield Statement(Kind.FIGURE, "" if decorative else said)
