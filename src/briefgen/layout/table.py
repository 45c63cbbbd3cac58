"""Tables: widths of columns from their content, rows as atoms, a head that is repeated on every page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefgen.layout import figure
from briefgen.layout.columns import column_count, fit_columns
from briefgen.layout.flow import anchor
from briefgen.layout.galley import Atom, Frame, RepeatedHead, absorb, as_decoration, spaced, stacked
from briefgen.layout.pages import Rectangle, Rule
from briefgen.model import tree
from briefgen.model.house import Align
from briefgen.model.role import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.layout.flow import Flow
    from briefgen.layout.pages import Element, Item

_ALIGN = {
    tree.Alignment.DEFAULT: None,
    tree.Alignment.LEFT: Align.LEFT,
    tree.Alignment.CENTRE: Align.CENTRE,
    tree.Alignment.RIGHT: Align.RIGHT,
}
_AFTER = 14.0
_TO_SOURCE = 0.0
# The least of a table that a page begins with, its head apart.
_LEAST_ROWS = 3


@dataclass(slots=True)
class _Row:
    """A row's cells, each as atoms of its own, and the height they need with the padding."""

    cells: list[list[Atom]]
    height: float


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
    if block.caption:
        flow.let_float(start)


class _Grid:
    """A table being set."""

    def __init__(self, flow: Flow, block: tree.Table, element: Element) -> None:
        self.flow, self.block, self.element = flow, block, element
        self.style = flow.job.style.table
        self.count = column_count(block)
        self.columns = [*block.columns, *[tree.Column()] * (self.count - len(block.columns))]
        fitting = fit_columns(block, flow.wide.width, self.style.padding_x.pt, self._width)
        widths, self.padding, self.scale = fitting.widths, fitting.padding, fitting.scale
        if fitting.too_wide:
            flow.job.report_too_wide(self.count, block.position)
        if fitting.scale < 1.0:
            flow.job.small_tables.add(block)
        flow.job.tables.setdefault(block, tuple(width / flow.wide.width for width in widths))
        self.left = [flow.wide.x + sum(widths[:number]) for number in range(self.count + 1)]

    def _width(self, word: str, role: Role) -> float:
        return self.flow.job.setting(self.flow.job.role(role), self.flow.manner).word(word).width

    def set(self) -> None:
        """Set the head, then the body."""
        head = self._head()
        body = self.element.add("TBody") if head and self.block.body else self.element
        first = len(self.flow.atoms)
        for number, row in enumerate(self.block.body):
            made = self._row(row, body.add("TR"), head=False)
            for atom in self._body_atoms(made, shaded=bool(number % 2), head=head):
                self.flow.add(atom)
        rows = self.flow.atoms[first:]
        if rows:
            rows[0].keep = rows[0].keep or len(rows) > 2
            rows[-1].after = _AFTER
            for atom in rows[-_LEAST_ROWS:-1]:
                atom.keep = True
            if head is None:
                rows[0].items.append(self._rule(0.0))

    def _head(self) -> RepeatedHead | None:
        if not self.block.head:
            return None
        element = self.element.add("THead")
        whole = Atom(0.0, keep=True)
        for row in self.block.head:
            made = self._row(row, element.add("TR"), head=True)
            for cell in made.cells:
                for y, atom in spaced(cell):
                    absorb(whole, atom, whole.height + self.style.padding_y.pt + y)
            whole.height += made.height
        fill = Rectangle(self.flow.wide.x, -whole.height, self.flow.wide.width, whole.height, self.style.head_background)
        whole.items.insert(0, fill)
        self.flow.add(whole)
        return RepeatedHead(whole.height, [as_decoration(item) for item in whole.items], whole)

    def _row(self, row: tree.Row, element: Element, *, head: bool) -> _Row:
        cells, at = [], 0
        for cell in row.cells:
            span = min(max(cell.columns, 1), self.count - at) if at < self.count else 0
            if span == 0:
                break
            cells.append(self._cell(cell, element, at, span, head=head))
            at += span
        for missing in range(at, self.count):
            self._cell(tree.Cell(()), element, missing, 1, head=head)
        lines = max((stacked(cell) for cell in cells if cell), default=0.0)
        least = self.flow.job.role(Role.TABLE_CELL).leading.pt * self.scale
        return _Row(cells, max(lines, least) + 2 * self.style.padding_y.pt)

    def _cell(self, cell: tree.Cell, row: Element, at: int, span: int, *, head: bool) -> list[Atom]:
        names_row = self.block.row_heads and at == 0 and not head
        element = row.add("TH" if head or names_row else "TD")
        element.scope = "Column" if head else "Row" if names_row else None
        element.columns = span
        frame = Frame(self.left[at], self.left[at + span] - self.left[at])
        pad = min(self.padding, frame.width / 4)
        measure = Frame(frame.x + pad, frame.width - 2 * pad)
        inner = replace(self.flow.apart(element, measure), align=_ALIGN[self.columns[at].alignment], scale=self.scale)
        self.flow.set_blocks(inner, cell.children)
        return inner.atoms

    def _body_atoms(self, row: _Row, *, shaded: bool, head: RepeatedHead | None) -> Iterator[Atom]:
        if row.height <= self._capacity(head):
            atom = Atom(row.height, self._background(row.height, shaded=shaded), head=head)
            for cell in row.cells:
                for y, part in spaced(cell):
                    absorb(atom, part, self.style.padding_y.pt + y)
            atom.items.append(self._rule(-row.height))
            yield atom
            return
        yield from self._slices(row, shaded=shaded, head=head)

    def _slices(self, row: _Row, *, shaded: bool, head: RepeatedHead | None) -> Iterator[Atom]:
        """A row that is higher than a page, as atoms of one line of each cell."""
        pad, last = self.style.padding_y.pt, max(len(cell) for cell in row.cells) - 1
        for number in range(last + 1):
            parts = [cell[number] for cell in row.cells if number < len(cell)]
            above = pad if number == 0 else max(part.before for part in parts)
            height = above + max(part.height + (part.after if number < last else 0.0) for part in parts)
            height += pad if number == last else 0.0
            atom = Atom(height, self._background(height, shaded=shaded), head=head, keep=number == 0)
            for part in parts:
                absorb(atom, part, above)
            if number == last:
                atom.items.append(self._rule(-height))
            yield atom

    def _capacity(self, head: RepeatedHead | None) -> float:
        """How high a row may be before it is parted: what a page holds under the head."""
        page = self.flow.job.style.page
        return (page.height.pt - page.margin_top.pt - page.margin_bottom.pt) * 0.9 - (head.height if head else 0.0)

    def _background(self, height: float, *, shaded: bool) -> list[Item]:
        if not shaded or self.style.band is None:
            return []
        # The rule over the row was drawn with the row above; the band leaves it whole.
        edge = self.style.rule_width.pt / 2
        return [Rectangle(self.flow.wide.x, -height, self.flow.wide.width, height - edge, self.style.band)]

    def _rule(self, y: float) -> Rule:
        return Rule(self.flow.wide.x, y, self.flow.wide.right, y, self.style.rule_width.pt, self.style.rule)
