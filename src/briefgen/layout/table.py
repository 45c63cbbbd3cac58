"""Tables: rows as atoms, cells that span several, a head that is repeated on every page."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.layout import figure
from briefgen.layout.cells import Columns, SetCell, align_numbers, set_cell
from briefgen.layout.columns import fit_columns
from briefgen.layout.flow import anchor
from briefgen.layout.galley import Atom, RepeatedHead, absorb, as_decoration
from briefgen.layout.heads import Cell, name_heads
from briefgen.layout.pages import Rectangle, Rule
from briefgen.layout.stack import painted
from briefgen.model import tree
from briefgen.model.contrast import mixed
from briefgen.model.grid import Spot, column_count, spots
from briefgen.model.house import Colour
from briefgen.model.role import Role
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from briefgen.layout.flow import Flow
    from briefgen.layout.pages import Element, Item

_AFTER = 14.0
_TO_SOURCE = 0.0
# Over a head without a caption, which is as black as a heading and must not touch one.
_OVER_HEAD = 7.0
# The least of a table that a page begins with, its head apart.
_LEAST_ROWS = 2
# A head that is higher than this part of a page is not repeated, and is parted like any other row.
_MOST_OF_HEAD = 0.3


@dataclass(slots=True)
class _Row:
    """A row's own cells and its height; ``bound``: a cell reaches from it into the next. ``top`` is its distance from the first
    of those that are bound together; the first knows the height of the ``whole``, whose ground it paints."""

    cells: list[SetCell]
    height: float
    bound: bool = False
    top: float = 0.0
    whole: float = 0.0


def set_table(flow: Flow, block: tree.Table) -> None:
    """Set a table on the whole frame, its caption above it and its source below."""
    element = flow.parent.add("Table")
    start = len(flow.atoms)
    if block.caption:
        flow.add(*figure.set_caption(flow, element.add("Caption"), block))
    _Grid(flow, block, element).set()
    if block.source:
        if len(flow.atoms) > start:
            flow.atoms[-1].keep, flow.atoms[-1].after = True, _TO_SOURCE
        flow.add(*figure.set_source(flow, flow.parent, block))
    anchor(flow.atoms[start:], block.identifier, block.attributes.identifier)
    figure.set_off(flow, block, start)


class _Grid:
    """A table being set."""

    def __init__(self, flow: Flow, block: tree.Table, element: Element) -> None:
        self.flow, self.block, self.element = flow, block, element
        self.style = flow.job.style.table
        self.count = column_count(block)
        self.named: list[Cell] = []
        fitting = fit_columns(block, flow.wide.width, self.style.padding_x.pt, self._width)
        if fitting.too_wide:
            flow.job.report_too_wide(self.count, block.position)
        if fitting.scale < 1.0:
            flow.job.small_tables.add(block)
        flow.job.tables.setdefault(block, tuple(width / flow.wide.width for width in fitting.widths))
        edges = [flow.wide.x + sum(fitting.widths[:number]) for number in range(self.count + 1)]
        alignments = [column.alignment for column in block.columns]
        alignments += [tree.Alignment.DEFAULT] * (self.count - len(alignments))
        shape = fitting.numeric, fitting.padding, fitting.scale
        self.columns = Columns(edges, alignments, *shape, right_to_left=flow.right_to_left, turned=flow.turned)

    def _width(self, word: str, role: Role) -> float:
        return self.flow.job.setting(self.flow.job.role(role), self.flow.manner).word(word).width

    def set(self) -> None:
        """Set the head, then the body."""
        head = self._head()
        body = self.element.add("TBody") if self.block.head and self.block.body else self.element
        first = len(self.flow.atoms)
        rows = self._rows(self.block.body, body, head=False)
        shaded = False
        for number, row in enumerate(rows):
            for atom in self._body_atoms(row, self._below(rows, number), shaded=shaded, head=head):
                self.flow.add(atom)
            shaded = shaded if row.bound else not shaded
        name_heads(self.flow.job, self.named)
        self._keep(self.flow.atoms[first:])
        if len(self.flow.atoms) > first and not self.block.head:
            self.flow.atoms[first].items.append(self._rule(0.0, self.flow.wide.x, self.flow.wide.right))

    def _keep(self, rows: Sequence[Atom]) -> None:
        """No page begins or ends with a single row of a longer table."""
        if rows:
            rows[0].keep = rows[0].keep or len(rows) > 2
            rows[-1].after = _AFTER
            for atom in rows[-_LEAST_ROWS:-1]:
                atom.keep = True

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _rows(self, rows: Sequence[tree.Row], parent: Element, *, head: bool) -> list[_Row]:
        """Rows of the head or the body with their heights; numbers are aligned, and cells that span rows have their room."""
        placed = spots(rows, self.count)
        reached = _reached(placed)
        made: list[_Row] = []
        for number, here in enumerate(placed):
            element = parent.add("TR")
            own = sorted((*here, *self._lacking(number, here, reached)), key=lambda spot: spot.column)
            made.append(_Row([self._cell(spot, element, head=head) for spot in own], self._least))
        cells = [cell for row in made for cell in row.cells]
        if not head:
            align_numbers(self.flow, self.columns, cells)
        self._give_heights(made, cells)
        return self._loosened(made)

    def _lacking(self, row: int, here: Sequence[Spot], reached: Collection[tuple[int, int]]) -> list[Spot]:
        """Empty cells for the columns that a row says nothing about."""
        taken = {column for spot in here for column in range(spot.column, spot.column + spot.columns)}
        missing = [column for column in range(self.count) if column not in taken and (row, column) not in reached]
        return [Spot(tree.Cell(()), row, column) for column in missing]

    @property
    def _least(self) -> float:
        return self.flow.job.role(Role.TABLE_CELL).leading.pt * self.columns.scale + 2 * self.style.padding_y.pt

    def _give_heights(self, rows: list[_Row], cells: list[SetCell]) -> None:
        padding = 2 * self.style.padding_y.pt
        for cell in sorted((cell for cell in cells if cell.atoms), key=lambda cell: cell.spot.rows):
            spot = cell.spot
            over = sum(row.height for row in rows[spot.row : spot.row + spot.rows - 1])
            last = rows[spot.row + spot.rows - 1]
            last.height = max(last.height, cell.stack.height + padding - over)
        for cell in cells:
            for row in rows[cell.spot.row : cell.spot.row + cell.spot.rows - 1]:
                row.bound = True
        for before, row in pairwise(rows):
            row.top = before.top + before.height if before.bound else 0.0
        whole = 0.0
        for row in reversed(rows):
            whole += row.height
            if not row.top:
                row.whole, whole = whole, 0.0

    def _loosened(self, rows: list[_Row]) -> list[_Row]:
        """Rows that a page cannot hold together are not: their cells stand in the first row, however far they reach."""
        most = self._capacity(None)
        if all(row.top + row.height <= most for row in rows if row.top):
            return rows
        padding = 2 * self.style.padding_y.pt
        for row in rows:
            row.bound, row.top, row.whole = False, 0.0, 0.0
            row.height = max([self._least, *(cell.stack.height + padding for cell in row.cells if cell.atoms)])
            row.cells = [replace_rows(cell) for cell in row.cells]
        return rows

    def _cell(self, spot: Spot, row: Element, *, head: bool) -> SetCell:
        names_row = self.block.row_heads and spot.column == 0 and not head
        element = row.add("TH" if head or names_row else "TD")
        element.scope = "Column" if head else "Row" if names_row else None
        element.columns, element.rows = spot.columns, spot.rows
        self.named.append(Cell(spot, element, head))
        return set_cell(self.flow, self.columns, spot, element, head=head)

    # ── the head ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _head(self) -> RepeatedHead | None:
        if not self.block.head:
            return None
        rows = self._rows(self.block.head, self.element.add("THead"), head=True)
        height = sum(row.height for row in rows)
        if height > self._capacity(None) * _MOST_OF_HEAD:
            for row in rows:
                self.flow.add(*self._slices(row, self.style.head_background, head=None))
            return None
        whole = Atom(height, before=0.0 if self.block.caption else _OVER_HEAD, keep=True)
        whole.items.append(Rectangle(self.flow.wide.x, -height, self.flow.wide.width, height, self.style.head_background))
        top = 0.0
        for number, row in enumerate(rows):
            for cell in row.cells:
                room = sum(other.height for other in rows[number : number + cell.spot.rows])
                made = cell.stack
                # Heads of unequal height stand on one line, next to what they name.
                made.into(whole, top + room - self.style.padding_y.pt - made.height)
                if cell.spot.columns > 1 and cell.atoms and number + cell.spot.rows < len(rows):
                    whole.items.append(self._under_heads(cell, -(top + room)))
            top += row.height
        self.flow.add(whole)
        return RepeatedHead(height, [as_decoration(item) for item in whole.items], whole)

    def _under_heads(self, cell: SetCell, y: float) -> Rule:
        """The hairline between a head and those of the columns that it stands over."""
        ground = self.style.head_background
        words = self.flow.job.role(Role.TABLE_HEAD).colour
        return Rule(cell.measure.x, y, cell.measure.right, y, self.style.rule_width.pt, mixed(ground, words, 0.45))

    # ── the body ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _below(self, rows: Sequence[_Row], number: int) -> list[tuple[float, float]]:
        """Where there is a rule under a row: not in the cells that reach into the next."""
        first = number if rows[number].bound else number + 1
        while 0 < first <= number and rows[first - 1].bound:
            first -= 1
        inside = {
            column
            for row in rows[first : number + 1]
            for cell in row.cells
            if cell.spot.row + cell.spot.rows > number + 1
            for column in range(cell.spot.column, cell.spot.column + cell.spot.columns)
        }
        runs = _runs(column for column in range(self.count) if column not in inside)
        return [(where.x, where.right) for where in (self.columns.stretch(*run) for run in runs)]

    def _body_atoms(
        self, row: _Row, ruled: Iterable[tuple[float, float]], *, shaded: bool, head: RepeatedHead | None
    ) -> Iterator[Atom]:
        ground = self.style.band if shaded and not row.top else None
        if row.height > self._capacity(head):
            yield from self._slices(row, ground, head=head)
            return
        atom = Atom(row.height, self._background(row.whole or row.height, ground), head=head, keep=row.bound)
        for cell in row.cells:
            cell.stack.into(atom, self.style.padding_y.pt)
        atom.items += [self._rule(-row.height, left, right) for left, right in ruled]
        yield atom

    def _slices(self, row: _Row, ground: Colour | None, *, head: RepeatedHead | None) -> Iterator[Atom]:
        """A row that is higher than a page, as atoms of one line of each cell."""
        pad, last = self.style.padding_y.pt, max((len(cell.atoms) for cell in row.cells), default=0) - 1
        for number in range(last + 1):
            parts = [cell.atoms[number] for cell in row.cells if number < len(cell.atoms)]
            above = pad if number == 0 else max(part.before for part in parts)
            height = above + max(part.height + (part.after if number < last else 0.0) for part in parts)
            height += pad if number == last else 0.0
            atom = Atom(height, self._background(height, ground), head=head, keep=number == 0)
            for part in parts:
                atom.items += [item for box in part.boxes for item in painted(box, 0.0, -height)]
                absorb(atom, part, above)
            if number == last:
                atom.items.append(self._rule(-height, self.flow.wide.x, self.flow.wide.right))
            yield atom

    def _capacity(self, head: RepeatedHead | None) -> float:
        """How high a row may be before it is parted: what a page holds under the head."""
        page = self.flow.job.style.page
        return (page.height.pt - page.margin_top.pt - page.margin_bottom.pt) * 0.9 - (head.height if head else 0.0)

    def _background(self, height: float, ground: Colour | None) -> list[Item]:
        if ground is None:
            return []
        # The rule over the row was drawn with the row above; the ground leaves it whole.
        edge = self.style.rule_width.pt / 2
        return [Rectangle(self.flow.wide.x, -height, self.flow.wide.width, height - edge, ground)]

    def _rule(self, y: float, left: float, right: float) -> Rule:
        return Rule(left, y, right, y, self.style.rule_width.pt, self.style.rule)


def replace_rows(cell: SetCell) -> SetCell:
    """A cell that takes one row, as far as drawing it goes."""
    return SetCell(cell.spot._replace(rows=1), cell.atoms, cell.measure, cell.align)


def _reached(placed: Iterable[Iterable[Spot]]) -> set[tuple[int, int]]:
    """Rows and columns that a cell of a row above reaches down into."""
    return {
        (row, column)
        for here in placed
        for spot in here
        for row in range(spot.row + 1, spot.row + spot.rows)
        for column in range(spot.column, spot.column + spot.columns)
    }


def _runs(columns: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring columns as one stretch each: the first, and that after the last."""
    start = end = None
    for column in columns:
        if end is not None and start is not None and column != end:
            yield start, end
            start = None
        start, end = column if start is None else start, column + 1
    if start is not None and end is not None:
        yield start, end
