"""Grid tables, Pandoc's way of drawing cells that span columns and rows and that hold blocks.

The drawing is read as characters in lines and columns (a wide letter takes two); a cell is a rectangle of it whose corners are
``+``, and its content is Markdown of its own, each token of which knows where it stands in the file.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.model.diagnostic import error
from briefgen.model.named import NamedTuple
from briefgen.model.value import replace
from briefgen.readers.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    from briefgen.model.position import Position
    from briefgen.readers.engine import LocatedBlock

_BORDER = re.compile(r"\+(?:[-=:]+\+)+[ \t]*$")
_LINE = re.compile(r"[+|].*[+|][ \t]*$")
_ACROSS, _DOWN = frozenset("-=:"), frozenset("|")
GRID = "grid"
"""The markup of the token that opens such a table."""


class Rectangle(NamedTuple):
    """A cell in the drawing: the lines and columns of its borders."""

    top: int
    left: int
    bottom: int
    right: int


class GridCell(NamedTuple):
    """A cell's place in the table, what it spans, and its content as lines, each with its offset in the source."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[tuple[str, int], ...]


class Grid(NamedTuple):
    """A grid table: its cells row by row, how many rows are its head, and the alignment of its columns as in ``text-align``."""

    cells: tuple[tuple[GridCell, ...], ...]
    head: int
    alignments: tuple[str, ...]


class Drawn:
    """The lines of a drawing by columns: ``cells[line][column]`` is a character and its marks, ``offsets`` where it stands."""

    def __init__(self, lines: Sequence[tuple[str, int]]) -> None:
        self.cells: list[list[str]] = []
        self.offsets: list[list[int]] = []
        for text, start in lines:
            cells, offsets = list[str](), list[int]()
            for at, char in enumerate(text.rstrip()):
                if cells and unicodedata.combining(char):
                    cells[-1] += char
                    continue
                cells += [char, ""][: 1 + (unicodedata.east_asian_width(char) in "WF")]
                offsets += [start + at] * (len(cells) - len(offsets))
            self.cells.append(cells)
            self.offsets.append(offsets)
        self.width = max(map(len, self.cells), default=0)
        for row in self.cells:
            row.extend([" "] * (self.width - len(row)))

    def rectangle(self, top: int, left: int) -> Rectangle | None:
        """The smallest cell whose upper left corner stands here."""
        for right in range(left + 1, self.width):
            sign = self.cells[top][right]
            if sign == "+" and (bottom := self._bottom(top, left, right)):
                return Rectangle(top, left, bottom, right)
            if sign != "+" and sign not in _ACROSS:
                break
        return None

    def _bottom(self, top: int, left: int, right: int) -> int | None:
        for bottom in range(top + 1, len(self.cells)):
            sign = self.cells[bottom][right]
            if sign == "+" and self._closes(top, left, bottom, right):
                return bottom
            if sign not in {"+", "|"}:
                break
        return None

    def _closes(self, top: int, left: int, bottom: int, right: int) -> bool:
        edge = self.cells[bottom][left + 1 : right]
        side = (self.cells[line][left] for line in range(top + 1, bottom))
        return self.cells[bottom][left] == "+" and set(edge) <= _ACROSS | {"+"} and set(side) <= _DOWN | {"+"}

    def content(self, cell: Rectangle) -> tuple[tuple[str, int], ...]:
        """What stands in a cell; the space between it and the border at its left is the drawing's."""
        lines = ["".join(row[cell.left + 1 : cell.right]) for row in self.cells[cell.top + 1 : cell.bottom]]
        lead = int(all(not line.strip() or line.startswith(" ") for line in lines))
        starts = [self._offset(line, cell.left + 1 + lead) for line in range(cell.top + 1, cell.bottom)]
        return tuple((text[lead:].rstrip(), start) for text, start in zip(lines, starts, strict=True))

    def _offset(self, line: int, column: int) -> int:
        offsets = self.offsets[line]
        return offsets[min(column, len(offsets) - 1)] if offsets else 0


def drawn(lines: Sequence[tuple[str, int]]) -> Grid | None:
    """The table that is drawn in lines of text, each with its offset in the source; ``None`` where borders do not meet."""
    drawing = Drawn(lines)
    found = _rectangles(drawing) if len(lines) > 1 else []
    tops = sorted({cell.top for cell in found} | {cell.bottom for cell in found})
    lefts = sorted({cell.left for cell in found} | {cell.right for cell in found})
    area = sum((cell.bottom - cell.top) * (cell.right - cell.left) for cell in found)
    if not found or area != (len(lines) - 1) * (drawing.width - 1):
        return None
    rows: list[list[GridCell]] = [[] for _ in tops[:-1]]
    for cell in sorted(found):
        row, column = tops.index(cell.top), lefts.index(cell.left)
        spans = tops.index(cell.bottom) - row, lefts.index(cell.right) - column
        rows[row].append(GridCell(row, column, *spans, drawing.content(cell)))
    ends = [tops.index(top) for top in tops[1:-1] if "=" in drawing.cells[top]]
    ruled = drawing.cells[tops[ends[0]] if ends else 0]
    alignments = tuple(_alignment(ruled[left + 1 : right]) for left, right in pairwise(lefts))
    return Grid(tuple(map(tuple, rows)), ends[0] if ends else 0, alignments)


def _rectangles(drawing: Drawn) -> list[Rectangle]:
    found: list[Rectangle] = []
    corners, seen = [(0, 0)], set[tuple[int, int]]()
    while corners:
        corner = corners.pop()
        cell = None if corner in seen else drawing.rectangle(*corner)
        seen.add(corner)
        if cell is not None:
            found.append(cell)
            corners += [(cell.top, cell.right), (cell.bottom, cell.left), (cell.bottom, cell.right)]
    return found


def _alignment(edge: Sequence[str]) -> str:
    ends = edge[0] == ":", edge[-1] == ":"
    return {(True, True): "center", (True, False): "left", (False, True): "right"}.get(ends, "")


# ── the block rule ───────────────────────────────────────────────────────────────────────────────────────────────────


def rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a grid table; one whose borders do not meet is a finding, and prints as it is written."""
    if state.is_code_block(line) or not _BORDER.match(_text(state, line)):
        return False
    last = line
    while last + 1 < end and state.sCount[last + 1] >= state.blkIndent and _LINE.match(_text(state, last + 1)):
        last += 1
    while last > line and not _BORDER.match(_text(state, last)):
        last -= 1
    if silent or line + 1 == end or not _text(state, line + 1).startswith("|"):
        return silent and last > line
    located = _located(state)
    grid = drawn([(_text(state, number), located.first_character(number)) for number in range(line, last + 1)])
    if grid is None:
        place = located.source.position(located.first_character(line))
        hint = "let every + stand right over the next, and every line be as long as the first"
        located.diagnostics.append(error("bad-grid-table", "the borders of this grid table do not meet", place, hint))
        return False
    _push(located, grid, line, last + 1)
    state.line = last + 1
    return True


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _located(state: StateBlock) -> LocatedBlock:
    from briefgen.readers.engine import LocatedBlock

    assert isinstance(state, LocatedBlock)
    return state


def _push(state: LocatedBlock, grid: Grid, line: int, end: int) -> None:
    opening = state.push("table_open", "table", 1)
    opening.markup, opening.map = GRID, [line, end]
    opening.meta.update(head=grid.head, alignments=grid.alignments)
    for row in grid.cells:
        state.push("tr_open", "tr", 1).meta["at"] = row[0].lines[0][1] if row and row[0].lines else state.first_character(line)
        for cell in row:
            token = state.push("td_open", "td", 1)
            token.meta.update(columns=cell.columns, rows=cell.rows, at=cell.lines[0][1] if cell.lines else 0)
            _push_content(state, cell)
            state.push("td_close", "td", -1)
        state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)


class CellSource(Source):
    """A cell's text as a source whose characters stand in the file that the table is drawn in."""

    def __init__(self, lines: Sequence[tuple[str, int]], outer: Source) -> None:
        super().__init__("\n".join(text for text, _ in lines), outer.file, outer.first_line)
        self.outer = outer
        self._starts = [start for _, start in lines]

    def outside(self, offset: int) -> int:
        """Where a character of the cell stands in the source of the table."""
        local = super().position(offset)
        number = local.line - self.first_line
        return self._starts[min(number, len(self._starts) - 1)] + local.column - 1

    def position(self, offset: int) -> Position:
        """The place of a character."""
        return self.outer.position(self.outside(offset))


def _push_content(state: LocatedBlock, cell: GridCell) -> None:
    """Read what a cell holds, and let its tokens say where they stand in the table's source."""
    from briefgen.readers.engine import LocatedBlock

    inside = CellSource(cell.lines, state.source)
    if not inside.text.strip():
        return
    tokens: list[Token] = []
    inner = LocatedBlock(inside, state.md, state.env, tokens)
    inner.level = state.level
    state.md.block.tokenize(inner, 0, inner.lineMax)
    for token in tokens:
        _move(token, inside)
    state.tokens += tokens
    state.diagnostics += inner.diagnostics


def _move(token: Token, source: CellSource) -> None:
    for notes in (token.meta, token.attrs):
        if isinstance(notes.get("at"), int):
            notes["at"] = source.outside(int(notes["at"]))
    parsed = token.meta.get("attributes")
    if parsed is not None:
        token.meta["attributes"] = replace(parsed, places={key: source.outside(at) for key, at in parsed.places.items()})
    if token.map is not None:
        start = source.outside(source.line_starts[min(token.map[0], len(source.line_starts) - 1)])
        line = bisect_right(source.outer.line_starts, start) - 1
        token.map = [line, line + token.map[1] - token.map[0]]
