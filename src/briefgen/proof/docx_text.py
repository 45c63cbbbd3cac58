"""What a Word file says: its body in order, then its notes, with the labels that Word counts out for the items of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.proof.docx_counting import Counting, Label
from briefgen.proof.docx_file import VALUE, DamagedDocx, DocxFile, Style, find, is_on, name, number, value
from briefgen.proof.docx_runs import Line, Place, Runs
from briefgen.proof.statements import Kind, Running, Says, Statement, cell_statement, code, label, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

_P, _TBL, _TR, _TC, _SDT, _SDT_CONTENT = map(name, ("w:p", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent"))
_NAME = name("w:bookmarkStart")
# Tables of these styles are boxes and what stands side by side; a table of data is in none of them.
_PARAGRAPH_PROPERTIES = name("w:pPr")
_LAYOUT_TABLES = ("Brief Box", "Brief Grid")
_NOTE_PARTS = ("footnote", "endnote")


def read_docx(file: DocxFile) -> Says:
    """Read a Word file. Raises :class:`~briefgen.proof.docx_file.DamagedDocx` for one that cannot be read."""
    reading = _Reading(file)
    reading.read()
    return reading.says


class _Reading:
    """One file being read."""

    def __init__(self, file: DocxFile) -> None:
        self.says = Says()
        self._file = file
        self._counting = Counting(file.numberings)
        self._runs = Runs(file, self.says)
        self._sections: list[etree._Element] = []
        self._restarts = any(value(file.settings, f"w:{kind}Pr/w:numRestart") == "eachSect" for kind in _NOTE_PARTS)

    def read(self) -> None:
        """Read the body, the notes in the order of their marks, and what runs along the pages of each section."""
        body = self._file.part(self._file.main).find(name("w:body"))
        if body is None:
            raise DamagedDocx("the document has no body")
        self._blocks(body, Place(self._file.main, self.says.body))
        self._sections += body.findall(name("w:sectPr"))
        self._read_notes()
        self.says.pages = list(self._running())

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _blocks(self, parent: Iterable[etree._Element], place: Place) -> None:
        for child in parent:
            if child.tag == _P:
                self._paragraph(child, place)
            elif child.tag == _TBL:
                self._table(child, place)
            elif child.tag == _SDT:
                content = child.find(_SDT_CONTENT)
                if content is not None:
                    self._blocks(content, place)
            elif child.tag == _NAME:
                self._runs.name_place(child, place)

    def _paragraph(self, paragraph: etree._Element, place: Place, *, custom: bool = False) -> None:
        properties = next(paragraph.iterchildren(_PARAGRAPH_PROPERTIES), None)
        style = self._file.styles.get(value(properties, "w:pStyle") or "", Style(""))
        line = Line()
        self._runs.read(paragraph, line, place)
        if custom:
            line.text = ["".join(line.text).partition("\t")[2]]
        shown = self._label(properties, style)
        level = number(value(properties, "w:outlineLvl"), 9)
        outline = level if level < 9 else style.outline
        text = "".join(line.text)
        if shown is not None and outline is None:
            place.out.append(Statement(Kind.ITEM, "", f"{label(shown.text)} at {shown.level + 1}"))
        elif shown is not None and not shown.is_bullet:
            text = f"{shown.text} {text}"  # a heading's number; its bullet would be decoration
        if line.is_code and text.strip():
            place.out.append(Statement(Kind.CODE, code(text)))
        elif said := words(text):
            kind = Kind.PARAGRAPH if outline is None else Kind.HEADING
            place.out.append(Statement(kind, said, "" if outline is None else str(outline + 1)))
        place.out.extend(line.after)
        section = find(properties, "w:sectPr") if properties is not None else None
        if section is not None:
            self._sections.append(section)
            if self._restarts:
                self._runs.begin_section()

    def _label(self, properties: etree._Element | None, style: Style) -> Label | None:
        """The label that Word counts out for a paragraph; ``None``: it is of no list."""
        own = value(properties, "w:numPr/w:numId")
        list_id = own if own is not None else style.list_id
        if not list_id or list_id == "0":
            return None
        depth = number(value(properties, "w:numPr/w:ilvl"), style.level)
        shown = self._counting.label(list_id, depth)
        if shown is None:
            self.says.faults.append(f"has an item of list {list_id}, level {depth + 1}, which there is not")
        return shown

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _table(self, table: etree._Element, place: Place) -> None:
        style = self._file.styles.get(value(table, "w:tblPr/w:tblStyle") or "", Style(""))
        rows = list(table.iterchildren(_TR))
        if style.name.startswith(_LAYOUT_TABLES):
            for cell in (cell for row in rows for cell in row.iterchildren(_TC)):
                self._blocks(cell, place)
            return
        columns = len(table.findall(f"{name('w:tblGrid')}/{name('w:gridCol')}"))
        place.out.append(Statement(Kind.TABLE, "", f"{len(rows)} × {columns}"))
        names_rows = value(table, "w:tblPr/w:tblLook", "w:firstColumn") in {"1", "true", "on"}
        heights = _heights(rows)
        for at, row in enumerate(rows, 1):
            heads = is_on(row, "w:trPr/w:tblHeader")
            for column, span, cell in _cells(row):
                if _continues(cell):
                    continue
                head = "column" if heads else "row" if names_rows and column == 1 else ""
                place.out.append(cell_statement(at, column, head, span, heights.get((at, column), 1)))
                self._blocks(cell, place)

    # ── notes, and what runs along the pages ─────────────────────────────────────────────────────────────────────────

    def _read_notes(self) -> None:
        # Word puts both parts into every file, the one without notes too.
        paths = [path for kind in _NOTE_PARTS for path in self._file.related(self._file.main, f"{kind}s")]
        elements = {each.get(name("w:id")): (each, path) for path in paths for each in self._file.part(path) if _is_note(each)}
        for identifier, shown, custom in self._runs.references:
            if identifier in elements:
                note, path = elements.pop(identifier)
                self._read_note(note, shown, path, custom=custom)
            elif paths:
                self.says.faults.append(f"has a mark of note {shown} that leads to no note")
        self.says.faults += (f"has a note ({identifier}) without a mark" for identifier in elements)

    def _read_note(self, note: etree._Element, shown: str, path: str, *, custom: bool) -> None:
        place = Place(path, [Statement(Kind.NOTE, "", shown)])
        self.says.notes.append(place.out)
        children = list(note)
        if children and children[0].tag == _P:
            self._paragraph(children.pop(0), place, custom=custom)
        self._blocks(children, place)

    def _running(self) -> Iterator[Running]:
        """Heads and feet of every section and kind of page; a section without one has that of the section before (§17.10.1)."""
        inherited: dict[tuple[str, str], str] = {}
        even = is_on(self._file.settings, "w:evenAndOddHeaders")
        for count, section in enumerate(self._sections, 1):
            for edge in ("header", "footer"):
                for reference in section.iterchildren(name(f"w:{edge}Reference")):
                    relation = self._file.relations(self._file.main).get(reference.get(name("r:id"), ""))
                    if relation is not None:
                        inherited[edge, reference.get(name("w:type"), "default")] = relation.target
            kinds = ["default", *(["first"] if is_on(section, "w:titlePg") else []), *(["even"] if even else [])]
            for kind in kinds:
                head, foot = (self._edge(inherited.get((edge, kind))) for edge in ("header", "footer"))
                yield Running(f"section {count}" + ("" if kind == "default" else f" ({kind} pages)"), head, foot)

    def _edge(self, path: str | None) -> str:
        if path is None:
            return ""
        place = Place(path, [])
        self._blocks(self._file.part(path), place)
        return " ".join(each.text for each in place.out)


def _is_note(element: etree._Element) -> bool:
    """Whether an element of a part of notes is one, not a rule over them."""
    return element.get(name("w:type"), "normal") == "normal"


def _cells(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """A row's cells with their first column, from 1, and how many they take."""
    column = 1
    for cell in row.iterchildren(_TC):
        span = number(value(cell, "w:tcPr/w:gridSpan"), 1)
        yield column, span, cell
        column += span


def _continues(cell: etree._Element) -> bool:
    """Whether a cell only holds the place of one that reaches down into it (§17.4.84)."""
    merge = find(cell, "w:tcPr/w:vMerge")
    return merge is not None and merge.get(VALUE, "continue") == "continue"


def _heights(rows: list[etree._Element]) -> dict[tuple[int, int], int]:
    """How many rows each cell that spans several takes, by its own row and column."""
    heights: dict[tuple[int, int], int] = {}
    open_at: dict[int, int] = {}
    for at, row in enumerate(rows, 1):
        for column, _, cell in _cells(row):
            if _continues(cell) and column in open_at:
                heights[open_at[column], column] = at - open_at[column] + 1
            else:
                open_at[column] = at
    return heights
