"""How the cells of a table are aligned: as layout aligns them, numbers with their decimal signs under one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.layout.columns import numeric_columns
from briefgen.layout.numerals import is_number, text_in, whole_part
from briefgen.model import tree
from briefgen.model.grid import spots
from briefgen.model.role import Role
from briefgen.model.walk import walk
from briefgen.writers.docx import formatting
from briefgen.writers.docx.markup import Xml, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.model.grid import Spot
    from briefgen.writers.docx.story import Place, Story

_JUSTIFICATION = {tree.Alignment.CENTRE: "center", tree.Alignment.RIGHT: "right", tree.Alignment.LEFT: "left"}
_AT_THE_RIGHT = (tree.Alignment.DEFAULT, tree.Alignment.RIGHT)
# Twips: what is narrower than this from the decimal sign on is as wide as another.
_ALIKE = 12
# A note's mark, as a share of the size of the text.
_MARK = 0.4


class Aligned(NamedTuple):
    """How the columns of a table are aligned. ``numeric`` are those of numbers; ``signs`` says of those whose numbers do not
    all end alike how far from the right the decimal sign stands, in twips."""

    columns: Sequence[tree.Column]
    numeric: frozenset[int]
    signs: Mapping[int, int]

    def properties(self, spot: Spot, width: int, *, head: bool) -> dict[str, Xml]:
        """The paragraph properties of a cell whose text has so much ``width``, in twips; none: as its style has it.

        A decimal tab counts in a cell without a tab in the text (ECMA-376 §17.18.84).
        """
        if head and spot.columns > 1:
            return {"w:jc": w("jc", val="center")}
        alignment = self._of(spot)
        if spot.columns == 1 and not head and alignment is not tree.Alignment.CENTRE and 0 < self.signs.get(spot.column, 0) < width:
            stop = w("tab", val="decimal", pos=width - self.signs[spot.column])
            return {"w:tabs": w("tabs", stop), "w:jc": w("jc", val="left")}
        return {"w:jc": w("jc", val=_JUSTIFICATION[alignment])} if alignment in _JUSTIFICATION else {}

    def _of(self, spot: Spot) -> tree.Alignment:
        alignment = self.columns[spot.column].alignment if spot.column < len(self.columns) else tree.Alignment.DEFAULT
        is_numeric = spot.columns == 1 and spot.column in self.numeric
        return tree.Alignment.RIGHT if is_numeric and alignment is tree.Alignment.DEFAULT else alignment


def aligned(story: Story, place: Place, block: tree.Table, scale: float) -> Aligned:
    """How a table's columns are aligned, its type set at ``scale``."""
    numeric = numeric_columns(block)
    language = place.language or story.draft.document.meta.language
    cells: dict[int, list[tree.Cell]] = {}
    for spot in (spot for row in spots(block.body) for spot in row):
        if spot.columns == 1 and spot.column in numeric and not story.draft.mirrored:
            cells.setdefault(spot.column, []).append(spot.cell)
    signs = {
        column: _from_the_right(story, here, language, scale) for column, here in cells.items() if _at_the_right(block, column)
    }
    return Aligned(block.columns, numeric, signs)


def _at_the_right(block: tree.Table, column: int) -> bool:
    return column >= len(block.columns) or block.columns[column].alignment in _AT_THE_RIGHT


def _from_the_right(story: Story, cells: Iterable[tree.Cell], language: str, scale: float) -> int:
    """How wide the widest of a column's numbers is from its decimal sign on; 0 where all are alike and need no sign."""
    widths = [_after_sign(story, cell, language) * scale * 20 for cell in cells if is_number(_said(cell))]
    return round(max(widths)) if widths and max(widths) - min(widths) > _ALIKE else 0


def _after_sign(story: Story, cell: tree.Cell, language: str) -> float:
    """The width in points of what stands from a number's decimal sign on, its notes included."""
    house, said = story.draft.house, _said(cell)
    role = next((block.role for block in cell.children if isinstance(block, tree.Paragraph)), Role.TABLE_CELL)
    after = said[len(whole_part(said, language)) :]
    marks = sum(len(str(node.number)) for node in walk(cell.children) if isinstance(node, tree.Note))
    text = house.roles[role]
    return formatting.width(after, text, house) + marks * text.size.pt * _MARK


def _said(cell: tree.Cell) -> str:
    return " ".join(text_in(cell).split())
