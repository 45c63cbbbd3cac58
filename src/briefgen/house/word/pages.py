"""The page of a Word file: its size and margins, and the lines at its head and foot (ECMA-376 Part 1 §17.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefgen.house.word.package import R, W
from briefgen.house.word.stories import TAG, Piece, as_template, pieces
from briefgen.house.word.styles import inherit, own_properties, points
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

    from briefgen.house.word.package import WordFile
    from briefgen.house.word.styles import StyleSheet

_OFF = frozenset({"0", "false", "off"})
_LETTER = {"w": 612.0, "h": 792.0}
_INCH = {"top": 72.0, "bottom": 72.0, "left": 72.0, "right": 72.0, "header": 36.0, "footer": 36.0, "gutter": 0.0}


@dataclass(frozen=True, slots=True)
class Head:
    """A header or footer: its lines as text of a fragment, the fields nothing answers, and whether it holds pictures or boxes."""

    lines: tuple[str, ...] = ()
    unknown_fields: tuple[str, ...] = ()
    drawn: bool = False

    @property
    def template(self) -> str:
        """The text of the fragment, a line for each line."""
        return "\n".join(self.lines)


class Section:
    """The section of the document that the body of a brief is put into."""

    def __init__(self, word: WordFile, sheet: StyleSheet) -> None:
        self._word, self._sheet = word, sheet
        self.element = _section(word.document())

    def size(self) -> tuple[float, float]:
        """Width and height in points, as the page is turned."""
        return self._measure("pgSz", "w", _LETTER["w"]), self._measure("pgSz", "h", _LETTER["h"])

    def margin(self, side: str) -> float:
        """A margin or the distance of ``header`` and ``footer`` from the edge, in points; the gutter is part of the left."""
        found = abs(self._measure("pgMar", side, _INCH[side]))
        return found + self._measure("pgMar", "gutter", 0.0) if side == "left" else found

    def _measure(self, name: str, attribute: str, default: float) -> float:
        item = None if self.element is None else self.element.find(f"{W}{name}")
        found = None if item is None else points(item.get(f"{W}{attribute}", ""))
        return default if found is None else found

    def columns(self) -> int:
        """How many columns of text there are."""
        item = None if self.element is None else self.element.find(f"{W}cols")
        number = "1" if item is None else item.get(f"{W}num", "1")
        return int(number) if number.isdecimal() else 1

    def first_page_differs(self) -> bool:
        """Whether the first page has a header and footer of its own."""
        item = None if self.element is None else self.element.find(f"{W}titlePg")
        return item is not None and item.get(f"{W}val", "1").casefold() not in _OFF

    def head(self, kind: str, use: str = "default") -> Head | None:
        """The header or footer of a use (``default``, ``first``, ``even``); ``None``: the section has none of its own, nor those
        before it."""
        root = self.story(kind, use)
        return None if root is None else self._read(root)

    def story(self, kind: str, use: str = "default") -> _Element | None:
        """The root of that part."""
        for section in _up_to(self._word.document(), self.element):
            for reference in section.iterfind(f"{W}{kind}Reference"):
                if reference.get(f"{W}type", "default") == use:
                    relation = self._word.relations(self._word.main).get(reference.get(f"{R}id", ""))
                    return self._word.tree(relation.target) if relation else None
        return None

    def is_pushed(self, side: str) -> bool:
        """Whether the text makes way for a header or footer: a margin that is less than 0 says that it does not (§17.6.11)."""
        return self._measure("pgMar", side, 0.0) >= 0.0

    def _read(self, root: _Element) -> Head:
        found = [self._line(paragraph) for paragraph in _lines(root)]
        unknown = [piece.unknown for _, parts in found for piece in parts if piece.unknown]
        drawn = any(True for _ in root.iter(f"{W}drawing", f"{W}pict", f"{W}object"))
        return Head(tuple(line for line, _ in found if line.strip()), tuple(dict.fromkeys(unknown)), drawn)

    def _line(self, line: tuple[_Element, ...]) -> tuple[str, list[Piece]]:
        """A line of the fragment, its parts divided by tabs; the cells of a table's row are parts of one line."""
        if len(line) > 1:
            cells = [[piece for piece in pieces(paragraph) if piece.text != "\t"] for paragraph in line]
            parts = [as_template(cell).replace("\t", " ") for cell in (cells if len(cells) > 2 else [cells[0], [], cells[-1]])]
            return "\t".join((parts[0], " ".join(parts[1:-1]), parts[-1])).rstrip("\t"), [p for cell in cells for p in cell]
        found = pieces(line[0])
        return self._placed(line[0], as_template(found)), found

    def _placed(self, paragraph: _Element, text: str) -> str:
        """Tabs lead to the stops of the paragraph; one that is centred or at the right as a whole goes there."""
        look_of = own_properties(paragraph)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        identifier = "" if style is None else style.get(f"{W}val", "")
        properties = dict(self._sheet.look(identifier or self._sheet.default()).properties)
        inherit(properties, look_of)
        parts = [part.strip() for part in text.split("\t")]
        if len(parts) == 1:
            before = {"center": "\t", "right": "\t\t", "end": "\t\t"}.get(properties.get("jc", ""), "")
            return before + parts[0]
        if len(parts) == 2:
            stops = self._stops(paragraph, identifier)
            return "\t".join((parts[0], parts[1])) if stops[:1] == ["center"] else "\t".join((parts[0], "", parts[1]))
        return "\t".join((parts[0], " ".join(filter(None, parts[1:-1])), parts[-1]))

    def _stops(self, paragraph: _Element, identifier: str) -> list[str]:
        """What the tab stops do, from left to right; a position that a paragraph clears is none."""
        stops: dict[float, str] = {}
        holders = [*reversed(self._sheet.chain(identifier)), paragraph]
        for holder in holders:
            for tab in holder.iterfind(f"{W}pPr/{W}tabs/{W}tab"):
                stops[points(tab.get(f"{W}pos", "")) or 0.0] = tab.get(f"{W}val", "left")
        return [kind for _, kind in sorted(stops.items()) if kind != "clear"]


def _lines(root: _Element) -> Iterator[tuple[_Element, ...]]:
    """The lines of a header: paragraphs, and the rows of tables as the first paragraphs of their cells."""
    for item in root:
        if item.tag == f"{W}tbl":
            for row in item.iter(f"{W}tr"):
                cells = [cell.find(f".//{W}p") for cell in row.iter(f"{W}tc")]
                yield tuple(paragraph for paragraph in cells if paragraph is not None)
        elif item.tag == f"{W}p":
            yield (item,)
        elif item.tag == f"{W}sdt":
            content = item.find(f"{W}sdtContent")
            yield from () if content is None else _lines(content)


def _section(document: _Element) -> _Element | None:
    """The properties of the section that the control ``bg:body`` is in, else of the last one."""
    sections = list(document.iter(f"{W}sectPr"))
    body = next((tag for tag in document.iter(f"{W}tag") if tag.get(f"{W}val") == f"{TAG}body"), None)
    if body is not None:
        order: Mapping[_Element, int] = {item: number for number, item in enumerate(document.iter())}
        after = [section for section in sections if order[section] > order[body]]
        return after[0] if after else None
    return sections[-1] if sections else None


def _up_to(document: _Element, section: _Element | None) -> list[_Element]:
    """A section and those before it, nearest first: a header that a section has not is that of the one before."""
    sections = list(document.iter(f"{W}sectPr"))
    return sections[: sections.index(section) + 1][::-1] if section is not None and section in sections else []
