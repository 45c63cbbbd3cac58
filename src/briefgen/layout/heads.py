"""Which heads a cell stands under, said where columns and rows alone do not say it (ISO 32000-1 §14.8.5.7, ``Headers``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
    for cell in cells:
        if cell.element.tag == "TD":
            over = [head.element for head in _said(heads) if _overlap(head.spot, cell.spot, 1)]
            cell.element.headers = (*over, *(head.element for head in _said(beside) if _overlap(head.spot, cell.spot, 0)))


def _said(heads: Iterable[Cell]) -> list[Cell]:
    """Heads that say something."""
    return [head for head in heads if head.spot.cell.children]


def _overlap(one: Spot, other: Spot, axis: int) -> bool:
    """Whether two cells have a column in common, or a row (``axis`` 0)."""
    if axis:
        return one.column < other.column + other.columns and other.column < one.column + one.columns
    return one.row < other.row + other.rows and other.row < one.row + one.rows
