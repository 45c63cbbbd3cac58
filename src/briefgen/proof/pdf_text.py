"""What a PDF says, as assistive technology meets it: in the order of its structure tree, through marked content, ToUnicode and
ActualText (ISO 32000-1 §14.7–14.9)."""

from __future__ import annotations

from dataclasses import field, replace

from briefgen.model.value import dataclass
from briefgen.proof.pdf_file import PdfFile
from briefgen.proof.pdf_structure import Element, Structure
from briefgen.proof.pdf_syntax import text_of
from briefgen.proof.statements import Kind, Running, Says, Statement, cell_statement, code, label, mark, words

_HEADINGS = {f"H{level}": level for level in range(1, 7)}
_TEXT = frozenset(("P", "Caption", "Lbl", "Span", "Link", "Reference", "Quote", "Em", "Strong"))
_CELLS = frozenset(("TH", "TD"))


def read_pdf(data: bytes) -> Says:
    """Read a tagged PDF. Raises :class:`~briefgen.proof.pdf_syntax.DamagedPdf` for one that cannot be read to its end."""
    reading = _Reading(Structure(PdfFile(data)))
    reading.read()
    return reading.says


@dataclass(slots=True)
class _Line:
    """A paragraph's text as it is gathered, and what is said after it: its links and pictures."""

    text: list[str] = field(default_factory=list)
    after: list[Statement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the text one is: the list that statements go to, and how many lists one is in."""

    out: list[Statement]
    depth: int = 0


class _Reading:
    """One file being read."""

    def __init__(self, structure: Structure) -> None:
        self.says = Says(places=dict.fromkeys(structure.destinations(), 0), faults=structure.faults)
        self._structure = structure
        self._marks: list[tuple[str, str]] = []
        self._numbers: dict[str, str] = {}

    def read(self) -> None:
        """Read what runs along the pages, then the tree."""
        for number, page in enumerate(self._structure.pages, 1):
            self.says.pages.append(Running(f"page {number}", words("".join(page.head)), words("".join(page.foot))))
            if stray := words("".join(page.stray)):
                self.says.faults.append(f"shows ‘{stray:.40}’ on page {number}, in no marked content")
        place = _Place(self.says.body)
        for element in self._structure.roots():
            self._block(element, place)
        self._hold_marks()

    def _block(self, element: Element, place: _Place) -> None:
        tag = element.tag
        if tag in _HEADINGS:
            self._say(Kind.HEADING, element, place, str(_HEADINGS[tag]))
        elif tag in _TEXT:
            self._say(Kind.PARAGRAPH, element, place)
        elif tag == "Code":
            place.out.append(Statement(Kind.CODE, code("".join(self._structure.texts(element)))))
        elif tag == "Figure":
            place.out.append(self._figure(element))
        elif tag == "L":
            self._list(element, place)
        elif tag == "Table":
            self._table(element, place)
        elif tag == "TOCI":
            self._entry(element, place)
        elif tag == "Note":
            self._note(element)
        else:
            self._blocks(element, place)

    def _blocks(self, element: Element, place: _Place) -> None:
        """What a part of the document holds, one after the other; text directly in it is a paragraph of its own."""
        for kid in self._structure.kids(element):
            if isinstance(kid, Element):
                self._block(kid, place)
            elif isinstance(kid, str) and words(kid):
                place.out.append(Statement(Kind.PARAGRAPH, words(kid)))

    def _say(self, kind: Kind, element: Element, place: _Place, detail: str = "") -> None:
        line = _Line()
        self._inline(element, line)
        text = words("".join(line.text))
        if text:
            place.out.append(Statement(kind, text, detail))
        place.out.extend(line.after)

    def _figure(self, element: Element) -> Statement:
        return Statement(Kind.FIGURE, words(text_of(element.entries.get("Alt"))))

    # ── inside a paragraph ───────────────────────────────────────────────────────────────────────────────────────────

    def _inline(self, element: Element, line: _Line) -> None:
        stated = element.entries.get("ActualText")
        start = len(line.text)
        for kid in self._structure.kids(element):
            if isinstance(kid, str):
                line.text.append(kid)
            elif isinstance(kid, Element):
                self._inner(kid, line)
        if stated is not None:
            line.text[start:] = [text_of(stated)]

    def _inner(self, element: Element, line: _Line) -> None:
        match element.tag:
            case "Figure":
                line.after.append(self._figure(element))
            case "Link":
                self._link(element, line)
            case "Reference":
                self._mark(element, line)
            case "Note":
                self._note(element)
            case _:
                self._inline(element, line)

    def _link(self, element: Element, line: _Line) -> None:
        inside = _Line()
        self._inline(element, inside)
        line.text += inside.text
        target = self._structure.target(element)
        if target.startswith("#") and target not in self.says.places:
            self.says.faults.append(f"has a link to {target}, which it does not have")
        text = words("".join(inside.text))
        if text or inside.after:
            line.after.append(Statement(Kind.LINK, text, target))
        line.after += inside.after

    def _mark(self, element: Element, line: _Line) -> None:
        text = "".join(self._structure.texts(element))
        number = words(text)
        link = next((kid for kid in self._structure.elements(element) if kid.tag == "Link"), None)
        self._marks.append((number, self._structure.target(link) if link else "nowhere"))
        line.text.append(text.replace(number, mark(number)))  # with the space that a line may end with

    def _note(self, element: Element) -> None:
        kids = list(self._structure.elements(element))
        number = words("".join(self._structure.texts(kids[0]))) if kids and kids[0].tag == "Lbl" else ""
        said = [Statement(Kind.NOTE, "", number)]
        self.says.notes.append(said)
        self._numbers[f"#{text_of(element.entries.get('ID'))}"] = number
        for kid in kids[1:] if number else kids:
            self._block(kid, _Place(said))

    def _hold_marks(self) -> None:
        """Every mark leads to the note whose number it shows."""
        for number, target in self._marks:
            if self._numbers.get(target) != number:
                leads = f"note {self._numbers[target]}" if target in self._numbers else target
                self.says.faults.append(f"has a mark of note {number} that leads to {leads}")

    # ── lists, tables, contents ──────────────────────────────────────────────────────────────────────────────────────

    def _list(self, element: Element, place: _Place) -> None:
        numbering = self._structure.attribute(element, "ListNumbering")
        counted = numbering is not None and numbering != "None"
        inner = replace(place, depth=place.depth + 1) if counted else place
        for kid in self._structure.elements(element):
            if kid.tag == "LI":
                self._item(kid, inner, counted=counted)
            else:
                self._block(kid, inner)

    def _item(self, element: Element, place: _Place, *, counted: bool) -> None:
        for kid in self._structure.elements(element):
            if counted and kid.tag == "Lbl":
                line = _Line()
                self._inline(kid, line)
                place.out.append(Statement(Kind.ITEM, "", f"{label(''.join(line.text))} at {place.depth}"))
            else:
                self._block(kid, place)

    def _table(self, element: Element, place: _Place) -> None:
        rows: list[list[Element]] = []
        for part in self._structure.elements(element):
            if part.tag in {"THead", "TBody", "TFoot"}:
                rows += map(self._cells, self._structure.elements(part))
            elif part.tag == "TR":
                rows.append(self._cells(part))
            else:
                self._block(part, place)
        if not rows:
            return
        at = len(place.out)
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(rows, 1):
            self._row(row, number, taken, place)
        width = max((column for _, column in taken), default=0)
        place.out.insert(at, Statement(Kind.TABLE, "", f"{len(rows)} × {width}"))

    def _row(self, row: list[Element], number: int, taken: set[tuple[int, int]], place: _Place) -> None:
        """A row's cells, each in the first column that none reaches down into from above; ``taken`` is where cells are."""
        column = 1
        for cell in row:
            while (number, column) in taken:
                column += 1
            columns, rows = self._structure.span(cell, "ColSpan"), self._structure.span(cell, "RowSpan")
            scope = self._structure.attribute(cell, "Scope") if cell.tag == "TH" else None
            place.out.append(cell_statement(number, column, str(scope).casefold() if scope else "", columns, rows))
            self._blocks(cell, place)
            taken.update((y, x) for y in range(number, number + rows) for x in range(column, column + columns))

    def _cells(self, row: Element) -> list[Element]:
        return [cell for cell in self._structure.elements(row) if cell.tag in _CELLS]

    def _entry(self, element: Element, place: _Place) -> None:
        """A line of the contents without the page's number, which comes last and is the file's own."""
        line = _Line()
        for kid in self._structure.kids(element):
            if isinstance(kid, Element):
                self._inline(kid, line)
            elif isinstance(kid, str):
                line.text.append(kid)
        links = [each for each in line.after if each.kind is Kind.LINK]
        text = words("".join(line.text))
        text = text.rpartition(" ")[0] if links else text
        if not text:
            return
        place.out.append(Statement(Kind.PARAGRAPH, text))
        place.out.extend(each._replace(text=text) if each.kind is Kind.LINK else each for each in line.after)
