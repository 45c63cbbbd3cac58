"""Tables: widths of columns from their content, rows as atoms, a head that is repeated on every page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefgen.layout import figure
from briefgen.layout.flow import anchor
from briefgen.layout.galley import Atom, Frame, RepeatedHead, absorb, as_decoration, spaced, stacked
from briefgen.layout.pages import Rectangle, Rule
from briefgen.model import tree
from briefgen.model.house import Align
from briefgen.model.role import Role
from briefgen.model.walk import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


class _Grid:
    """A table being set."""

    def __init__(self, flow: Flow, block: tree.Table, element: Element) -> None:
        self.flow, self.block, self.element = flow, block, element
        self.style = flow.job.style.table
        self.count = max([len(block.columns), *(_span(row) for row in (*block.head, *block.body)), 1])
        columns = [*block.columns, *[tree.Column()] * (self.count - len(block.columns))]
        self.columns = columns
        self.widths = column_widths(flow, block, columns, flow.wide.width)
        self.left = [flow.wide.x + sum(self.widths[:number]) for number in range(self.count + 1)]

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
            if len(rows) > 2:
                rows[-2].keep = True
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
        least = self.flow.job.role(Role.TABLE_CELL).leading.pt
        return _Row(cells, max(lines, least) + 2 * self.style.padding_y.pt)

    def _cell(self, cell: tree.Cell, row: Element, at: int, span: int, *, head: bool) -> list[Atom]:
        names_row = self.block.row_heads and at == 0 and not head
        element = row.add("TH" if head or names_row else "TD")
        element.scope = "Column" if head else "Row" if names_row else None
        element.columns = span
        frame = Frame(self.left[at], self.left[at + span] - self.left[at])
        pad = min(self.style.padding_x.pt, frame.width / 4)
        inner = replace(self.flow.apart(element, frame.inset(pad, pad)), align=_ALIGN[self.columns[at].alignment])
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
        return [Rectangle(self.flow.wide.x, -height, self.flow.wide.width, height, self.style.band)]

    def _rule(self, y: float) -> Rule:
        return Rule(self.flow.wide.x, y, self.flow.wide.right, y, self.style.rule_width.pt, self.style.rule)


def _span(row: tree.Row) -> int:
    return sum(max(cell.columns, 1) for cell in row.cells)


def column_widths(flow: Flow, block: tree.Table, columns: Sequence[tree.Column], total: float) -> list[float]:
    """Widths that fill the frame: as given, else between a column's widest word and its longest text."""
    given = [max(column.width or 0.0, 0.0) for column in columns]
    if all(given) or sum(given) >= 1.0:
        whole = sum(given) or 1.0
        even = [share or whole / len(given) / 10 for share in given]
        return [total * share / sum(even) for share in even]
    free = total * (1 - sum(given))
    least, most = _natural_widths(flow, block, len(columns))
    open_ = [number for number, share in enumerate(given) if not share]
    widths = [total * share for share in given]
    for number, width in zip(open_, _shared([least[n] for n in open_], [most[n] for n in open_], free), strict=True):
        widths[number] = width
    return widths


def _shared(least: list[float], most: list[float], free: float) -> list[float]:
    if sum(least) >= free:
        return [free * width / sum(least) for width in least]
    if sum(most) <= free:
        return [width + (free - sum(most)) * width / sum(most) for width in most]
    wish = [max(high - low, 0.01) ** 0.7 for low, high in zip(least, most, strict=True)]
    return [low + (free - sum(least)) * share / sum(wish) for low, share in zip(least, wish, strict=True)]


def _natural_widths(flow: Flow, block: tree.Table, count: int) -> tuple[list[float], list[float]]:
    """For each column the width of its widest word and of its longest text, padding included."""
    pad = 2 * flow.job.style.table.padding_x.pt + 1.0
    least, most = [pad + 12.0] * count, [pad + 12.0] * count
    for row in (*block.head, *block.body):
        at = 0
        for cell in row.cells:
            if cell.columns == 1 and at < count:
                low, high = _text_widths(flow, cell)
                least[at], most[at] = max(least[at], low + pad), max(most[at], high + pad)
            at += max(cell.columns, 1)
    return least, most


def _text_widths(flow: Flow, cell: tree.Cell) -> tuple[float, float]:
    role = next((block.role for block in cell.children if isinstance(block, tree.Paragraph)), Role.TABLE_CELL)
    setting = flow.job.setting(flow.job.role(role), flow.manner)
    widest = longest = 0.0
    for line in plain_text(cell.children).split("\n"):
        widths = [setting.word(word).width if len(word) < 60 else 240.0 for word in line.split()]
        widest = max([widest, *widths])
        longest = max(longest, sum(widths) + setting.space_width * max(len(widths) - 1, 0))
    return widest, longest
