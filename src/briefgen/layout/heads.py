"""Which heads a cell stands under, said where columns and rows alone do not say it (ISO 32000-1 §14.8.5.7, ``Headers``)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.layout.job import Job
    from briefgen.layout.pages import Element
    from briefgen.model.grid import Spot


class Cell(NamedTuple):
    """A cell where it stands; ``head``: in the table's head."""

    spot: Spot
    element: Element
    head: bool


def name_heads(job: Job, cells: Sequence[Cell]) -> None:
    """Let every cell of a body name its heads, if some of them stand over several columns, beside several rows or in several rows.

    In any other table a head's scope is enough.
    """
    heads = [cell for cell in cells if cell.head]
    beside = [cell for cell in cells if not cell.head and cell.element.tag == "TH"]
    if not any(cell.spot.columns > 1 or cell.spot.row for cell in heads) and not any(cell.spot.rows > 1 for cell in beside):
        return
    name = job.own_name("heads")
    for number, cell in enumerate((*heads, *beside), 1):
        cell.element.identifier = job.own_name(f"{name}-{number}")
    over: dict[int, list[Element]] = {}
    for head in _said(heads):
        for column in range(head.spot.column, head.spot.column + head.spot.columns):
            over.setdefault(column, []).append(head.element)
    left: dict[int, list[Element]] = {}
    for head in _said(beside):
        for row in range(head.spot.row, head.spot.row + head.spot.rows):
            left.setdefault(row, []).append(head.element)
    for cell in cells:
        if cell.element.tag == "TD":
            columns = range(cell.spot.column, cell.spot.column + cell.spot.columns)
            rows = range(cell.spot.row, cell.spot.row + cell.spot.rows)
            named = [*(over.get(column, ()) for column in columns), *(left.get(row, ()) for row in rows)]
            cell.element.headers = tuple(dict.fromkeys(chain.from_iterable(named)))


def _said(heads: Iterable[Cell]) -> list[Cell]:
    """Heads that say something."""
    return [head for head in heads if head.spot.cell.children]
