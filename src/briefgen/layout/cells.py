"""Cells of a table: each set as a stack of atoms, and numbers in columns brought under one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout.galley import Frame, shifted
from briefgen.layout.numerals import is_nothing, is_number, text_in, whole_part
from briefgen.layout.pages import GlyphRun
from briefgen.layout.stack import Stack, stack
from briefgen.model import tree
from briefgen.model.house import Align
from briefgen.model.named import NamedTuple
from briefgen.model.role import Role
from briefgen.model.value import dataclass, replace

if TYPE_CHECKING:
    from briefgen.layout.flow import Flow
    from briefgen.layout.galley import Atom
    from briefgen.layout.pages import Element
    from briefgen.model.grid import Spot

_ALIGN = {
    tree.Alignment.DEFAULT: None,
    tree.Alignment.LEFT: Align.LEFT,
    tree.Alignment.CENTRE: Align.CENTRE,
    tree.Alignment.RIGHT: Align.RIGHT,
}
# A padding takes at most this part of a narrow column.
_MOST_PADDING = 0.25


@dataclass(slots=True)
class SetCell:
    """A cell as atoms; ``spot`` is where it stands."""

    spot: Spot
    atoms: list[Atom]
    measure: Frame
    align: Align | None

    @property
    def stack(self) -> Stack:
        """The atoms one under the other."""
        return stack(self.atoms)


class Columns(NamedTuple):
    """The columns of a table: where each begins and the last ends, how they are aligned, and which hold numbers.

    ``right_to_left``: they are read so. ``turned``: the first stands at the right of the edges.
    """

    edges: list[float]
    alignments: list[tree.Alignment]
    numeric: frozenset[int]
    padding: float
    scale: float
    right_to_left: bool = False
    turned: bool = False

    def stretch(self, first: int, end: int) -> Frame:
        """From the beginning of a column to that of another, or to the end of the last."""
        left, right = self.edges[first], self.edges[end]
        if self.turned:
            left, right = (self.edges[0] + self.edges[-1] - edge for edge in (right, left))
        return Frame(left, right - left)

    def frame(self, spot: Spot) -> Frame:
        """The measure of a cell's text."""
        left, width = self.stretch(spot.column, spot.column + spot.columns)
        pad = min(self.padding, width * _MOST_PADDING)
        return Frame(left + pad, width - 2 * pad)

    def align(self, spot: Spot, *, head: bool) -> Align | None:
        """How a cell is aligned: a head over several columns in their middle, numbers at the right unless the author says.

        ``LEFT`` is where lines begin, and so the right of what is read from there.
        """
        if head and spot.columns > 1:
            return Align.CENTRE
        alignment = self.alignments[spot.column]
        if alignment is tree.Alignment.DEFAULT and spot.column in self.numeric and spot.columns == 1:
            return Align.LEFT if self.right_to_left else Align.RIGHT
        return _ALIGN[alignment]


def set_cell(flow: Flow, columns: Columns, spot: Spot, element: Element, *, head: bool) -> SetCell:
    """Set a cell's blocks on its measure."""
    measure, align = columns.frame(spot), columns.align(spot, head=head)
    tabular = spot.column in columns.numeric and not head
    inner = replace(flow.apart(element, measure), align=align, scale=columns.scale, tabular=tabular)
    flow.set_blocks(inner, spot.cell.children)
    return SetCell(spot, inner.atoms, measure, align)


def align_numbers(flow: Flow, columns: Columns, cells: list[SetCell]) -> None:
    """Bring the decimal signs of each column of numbers under one another; notes and units stand to the right of them.

    Numbers that the author wants at the left stay there; those in the middle keep their block in the middle. Where lines begin at
    the right, so do numbers.
    """
    for column in columns.numeric:
        here = [cell for cell in cells if cell.spot.column == column and cell.spot.columns == 1 and len(cell.atoms) == 1]
        aligned = [cell for cell in here if columns.right_to_left or cell.align in (Align.RIGHT, Align.CENTRE)]
        ends = {id(cell): _around_sign(flow, columns, cell) for cell in aligned}
        known = [end for end in ends.values() if end is not None]
        if not known:
            continue
        before, after = max(end.before for end in known), max(end.after for end in known)
        for cell in aligned:
            end = ends[id(cell)]
            spare = cell.measure.width - before - after
            if end is None or spare < 0:
                continue
            over = spare * _share(flow, columns, cell.align)
            shifted(cell.atoms[0], cell.measure.x + over + before - end.before - end.left)


def _share(flow: Flow, columns: Columns, align: Align | None) -> float:
    """How much of the room that a column has to spare is to the left of its numbers."""
    if align is Align.CENTRE:
        return 0.5
    at_the_right = (align is Align.RIGHT) != columns.right_to_left
    return float(at_the_right != flow.job.mirrored)


class _Around(NamedTuple):
    """Where a number is, and how wide it is before its decimal sign and from there on; in a mirror, the other way round."""

    left: float
    before: float
    after: float


def _around_sign(flow: Flow, columns: Columns, cell: SetCell) -> _Around | None:
    text = " ".join(text_in(cell.spot.cell).split())
    runs = [item for item in cell.atoms[0].items if isinstance(item, GlyphRun) and item.glyphs]
    if not runs or not (is_number(text) or is_nothing(text)):
        return None
    role = next((block.role for block in cell.spot.cell.children if isinstance(block, tree.Paragraph)), Role.TABLE_CELL)
    inner = replace(flow, scale=columns.scale, tabular=True)
    before = flow.job.setting(inner.style_of(role), flow.manner).word(whole_part(text, flow.language or flow.job.language)).width
    left = min(run.x for run in runs)
    after = max(map(_end, runs)) - left - before
    return _Around(left, after, before) if flow.job.mirrored else _Around(left, before, after)


def _end(run: GlyphRun) -> float:
    """Where a run's last glyph that is no space ends."""
    glyphs = run.glyphs[:-1] if run.glyphs[-1].text.isspace() else run.glyphs
    return run.x + sum(glyph.advance for glyph in glyphs) * run.size / 1000
