"""What the tree says, as each kind of file is to say it: what a file is held against.

The two formats differ in a few things that their standards make them differ in; :class:`Manner` names every one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from operator import attrgetter
from typing import TYPE_CHECKING, assert_never

from briefgen.model import tree
from briefgen.model.characters import printable
from briefgen.model.grid import Spot, column_count, spots
from briefgen.model.role import Role
from briefgen.model.value import dataclass
from briefgen.model.walk import plain_text, walk
from briefgen.proof.statements import BULLET, Kind, Says, cell_statement, code, words
from briefgen.proof.tree_inlines import Inlines, Line, Manner, Place, Told, identifiers_of

if TYPE_CHECKING:
    from briefgen.model.position import Position

_TITLES = frozenset({Role.TITLE, Role.COVER_TITLE})
_NAMELESS = frozenset((tree.Text, tree.Code, tree.Emphasis, tree.Strong, tree.SoftBreak, tree.LineBreak, tree.Link, tree.Cite))
"""What no link can lead to, of which most of a document is made."""
_BOXES = {True: "☑", False: "☐"}


@dataclass(slots=True)
class Expected:
    """What a file is to say, with the place in the author's text of each statement; ``None``: it has none."""

    says: Says = field(default_factory=Says)
    positions: list[Position | None] = field(default_factory=list)


def say_tree(document: tree.Document, manner: Manner) -> Expected:
    """What a file of this document is to say in that manner."""
    telling = _Telling(document, manner)
    telling.blocks(document.blocks, Place(telling.body))
    body, notes = telling.body, telling.notes
    says = Says([each for each, _ in body], [[each for each, _ in note] for note in notes], places=telling.places)
    return Expected(says, [position for part in (body, *notes) for _, position in part])


class _Telling:
    """One document being told."""

    def __init__(self, document: tree.Document, manner: Manner) -> None:
        self.body: Told = []
        self.notes: list[Told] = []
        self.places: dict[str, int] = {}
        self._shown = document.pictures.keys() | document.drawings.keys()
        self._manner = manner
        self._level = 0
        nodes = [node for node in walk(document.blocks) if node.__class__ not in _NAMELESS]
        self._known = {identifier for node in nodes for identifier in identifiers_of(node)}
        self._offset = int(manner.titled and any(map(_is_title, nodes)))
        self._inlines = Inlines(manner, self._shown, self._known, self._name_place, self._tell_note)

    def blocks(self, blocks: Iterable[tree.Block], place: Place) -> None:
        """Tell blocks one after the other."""
        for block in blocks:
            self._block(block, place.at(block))

    def _block(self, block: tree.Block, place: Place) -> None:
        self._name_place(block, place)
        match block:
            case tree.Paragraph():
                self._paragraph(block, place)
            case tree.Heading():
                self._heading(block, place)
            case tree.BulletList() | tree.OrderedList():
                self._list(block, place)
            case tree.DefinitionList():
                self._definitions(block, place)
            case tree.BlockQuote():
                self.blocks(block.children, place)
                self._line(place, block.attribution, block.attribution_label if block.attribution else "")
            case tree.CodeBlock():
                if said := code(printable(block.text)):
                    place.say(Kind.CODE, said)
            case tree.Table():
                self._table(block, place)
            case tree.Figure():
                self._figure(block, place)
            case tree.Judgment():
                self._judgment(block, place)
            case tree.Callout():
                inner = replace(place, depth=0) if block.kind.value in self._manner.restarts else place
                self._line(inner, (), block.label)
                self.blocks(block.children, inner)
            case tree.Cover():
                self._cover(block, place)
            case tree.Contents():
                self._contents(block, place)
            case tree.ReferenceList():
                for entry in block.entries:
                    label = (*entry.label, tree.Text(" ")) if entry.label else ()
                    self._line(place.at(entry), (*label, *entry.children))
            case tree.Section() | tree.Chronology() | tree.Div() | tree.Panel():
                self.blocks(block.children, place)
            case tree.ThematicBreak() | tree.PageBreak():
                pass
            case _:
                assert_never(block)

    def _line(
        self, place: Place, inlines: Sequence[tree.Inline], before: str = "", kind: Kind = Kind.PARAGRAPH, detail: str = ""
    ) -> None:
        """A paragraph, unless it is silent; ``before`` is its label."""
        line = Line(place, [before] if before else [])
        self._inlines.read(inlines, line)
        if text := words("".join(line.text)):
            place.say(kind, text, detail)
        for each in line.after:
            place.say(*each)

    def _name_place(self, node: tree.Node, place: Place) -> None:
        for identifier in identifiers_of(node):
            self.places.setdefault(f"#{identifier}", len(self.body) if place.out is self.body else -1)

    def _tell_note(self, note: tree.Note, number: str, place: Place) -> None:
        self._name_place(note, place)
        told: Told = []
        self.notes.append(told)
        inside = Place(told, position=note.position or place.position, in_note=True)
        inside.say(Kind.NOTE, "", number)
        self.blocks(note.children, inside)

    def _paragraph(self, block: tree.Paragraph, place: Place) -> None:
        if self._manner.titled and block.role in _TITLES:
            self._level = max(self._level, 1)
            self._line(place, block.children, kind=Kind.HEADING, detail="1")
        else:
            self._line(place, block.children)

    def _heading(self, block: tree.Heading, place: Place) -> None:
        if not self._manner.titled:
            level = min(max(block.level, 1), 6)
        elif place.on_cover:
            level = 1
        else:
            level = min(block.level + self._offset, self._level + 1, 6)
        if place.on_cover or block.label or plain_text(block.children, notes=True).strip():
            self._level = max(self._level, 1) if place.on_cover else level
        self._line(place, block.children, block.label, Kind.HEADING, str(level))

    def _list(self, block: tree.BulletList | tree.OrderedList, place: Place) -> None:
        inner = replace(place, depth=place.depth + 1)
        for number, item in enumerate(block.items):
            if isinstance(block, tree.OrderedList):
                label = f"{block.start + number}{block.delimiter}"
            else:
                label = BULLET if item.checked is None else _BOXES[item.checked]
            here = inner.at(item)
            here.say(Kind.ITEM, "", f"{label} at {min(inner.depth, self._manner.deepest)}")
            self.blocks(item.children, here)

    def _definitions(self, block: tree.DefinitionList, place: Place) -> None:
        for item in block.items:
            self._line(place.at(item), item.term)
            for definition in item.definitions:
                self.blocks(definition, place)

    def _table(self, block: tree.Table, place: Place) -> None:
        self._line(place, block.caption, block.label if block.caption else "")
        rows = len(block.head) + len(block.body)
        width = column_count(block)
        if rows:
            place.say(Kind.TABLE, "", f"{rows} × {width}")
        self._rows(block, block.head, 1, width, place)
        self._rows(block, block.body, len(block.head) + 1, width, place)
        self._line(place, block.source, block.source_label if block.source else "")

    def _rows(self, block: tree.Table, rows: Sequence[tree.Row], first: int, width: int, place: Place) -> None:
        """The cells of the head or of the body; where a row has none for a column, an empty one stands."""
        placed = spots(rows, width)
        taken = {
            (y, x)
            for row in placed
            for at in row
            for y in range(at.row, at.row + at.rows)
            for x in range(at.column, at.column + at.columns)
        }
        for number, row in enumerate(placed):
            lacking = (Spot(tree.Cell(()), number, column) for column in range(width) if (number, column) not in taken)
            for spot in sorted((*row, *lacking), key=attrgetter("column")):
                head = "column" if rows is block.head else "row" if block.row_heads and spot.column == 0 else ""
                here = replace(place.at(spot.cell), depth=self._depth_in_cell(place))
                here.say(*cell_statement(first + number, spot.column + 1, head, spot.columns, spot.rows))
                self.blocks(spot.cell.children, here)

    def _depth_in_cell(self, place: Place) -> int:
        return place.depth if self._manner.listed else 0

    def _figure(self, block: tree.Figure, place: Place) -> None:
        self._line(place, block.caption, block.label if block.caption else "")
        if block.target not in self._shown:
            self._line(place, (), block.alternative)
        elif alternative := words(printable(block.alternative or plain_text(block.caption))):
            place.say(Kind.FIGURE, alternative)
        elif self._manner.decorated:
            place.say(Kind.FIGURE, "")
        self._line(place, block.source, block.source_label if block.source else "")

    def _judgment(self, block: tree.Judgment, place: Place) -> None:
        if block.label and self._manner.listed:
            inner = replace(place, depth=place.depth + 1)
            inner.say(Kind.ITEM, "", f"{words(block.label)} at {inner.depth}")
        else:
            inner = replace(place, depth=self._depth_in_cell(place))
            self._line(inner, (), block.label)
        self.blocks(block.children, inner)

    # ── the cover and the contents ───────────────────────────────────────────────────────────────────────────────────

    def _cover(self, block: tree.Cover, place: Place) -> None:
        children = list(_flat(block.children))
        if self._manner.sorted_cover:
            children.sort(key=_cover_order)
        self.blocks(children, replace(place, on_cover=True))

    def _contents(self, block: tree.Contents, place: Place) -> None:
        """Entries without their page numbers, which are each file's own; on a cover the first level alone, without a heading."""
        depth = 1 if place.on_cover else max(block.depth, 1)
        if not place.on_cover:
            self._line(place, block.heading)
        for entry in block.entries:
            if entry.level <= depth:
                here = place.at(entry)
                text = words(printable(entry.label + plain_text(entry.children)))
                if not text:
                    continue
                here.say(Kind.PARAGRAPH, text)
                if entry.identifier in self._known:
                    here.say(Kind.LINK, text, f"#{entry.identifier}")


def _is_title(node: tree.Node) -> bool:
    return isinstance(node, tree.Paragraph) and node.role in _TITLES


def _flat(blocks: Iterable[tree.Block]) -> Iterable[tree.Block]:
    for block in blocks:
        if isinstance(block, tree.Div | tree.Section | tree.Panel):
            yield from _flat(block.children)
        else:
            yield block


def _cover_order(block: tree.Block) -> int:
    """Over the title to the left and to the right, the title, and below it details and contents."""
    if isinstance(block, tree.Contents):
        return 4
    role = block.role if isinstance(block, tree.Paragraph) else None
    order = {Role.COVER_ORGANISATION: 0, Role.COVER_SERIES: 1, Role.COVER_TITLE: 2, Role.COVER_SUBTITLE: 2}
    return order.get(role, 3) if role else 3
