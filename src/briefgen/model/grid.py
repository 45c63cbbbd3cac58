"""Where the cells of a table stand, when some of them span columns and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.model.tree import Cell, Row, Table


class Spot(NamedTuple):
    """A cell, its first row and column from 0, and how many of each it takes: at least one, and never more than there are."""

    cell: Cell
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def spots(rows: Sequence[Row], count: int | None = None) -> list[list[Spot]]:
    """The cells of a table's head, or of its body, row by row; ``count`` is the number of columns, left out: as many as it takes.

    A cell stands in the first column of its row that none above it reaches down into (HTML, §4.9.12.1). What has no column left
    is not there.
    """
    placed: list[list[Spot]] = []
    reaching: dict[int, int] = {}
    for number, row in enumerate(rows):
        if not reaching and all(cell.columns <= 1 and cell.rows <= 1 for cell in row.cells):
            placed.append([Spot(cell, number, at) for at, cell in enumerate(row.cells[:count])])
            continue
        here: list[Spot] = []
        column = 0
        for cell in row.cells:
            while reaching.get(column, 0):
                column += 1
            if count is not None and column >= count:
                break
            spot = Spot(cell, number, column, min(max(cell.rows, 1), len(rows) - number), _free(cell, column, count, reaching))
            here.append(spot)
            column += spot.columns
        placed.append(here)
        reaching = _below(reaching, here)
    return placed


def _free(cell: Cell, column: int, count: int | None, reaching: dict[int, int]) -> int:
    """How many of the columns that a cell asks for are free."""
    wanted = max(cell.columns, 1) if count is None else min(max(cell.columns, 1), count - column)
    return next((n for n in range(1, wanted) if reaching.get(column + n, 0)), wanted)


def _below(reaching: dict[int, int], here: Iterable[Spot]) -> dict[int, int]:
    """How far cells reach into the rows below, by column."""
    left = {column: down - 1 for column, down in reaching.items() if down > 1}
    for spot in here:
        if spot.rows > 1:
            left |= dict.fromkeys(range(spot.column, spot.column + spot.columns), spot.rows - 1)
    return left


def column_count(table: Table) -> int:
    """How many columns a table has, at least one: rows may be of unequal length."""
    ends = [spot.column + spot.columns for part in (table.head, table.body) for row in spots(part) for spot in row]
    return max([len(table.columns), *ends, 1])
