"""Tables of data: a header that repeats, rows that do not break, widths from the content, a caption over and a source under."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from briefgen.layout.columns import SMALLEST, column_widths
from briefgen.model import tree
from briefgen.model.grid import Spot, spots
from briefgen.model.role import Role
from briefgen.model.script import is_right_to_left
from briefgen.model.walk import plain_text
from briefgen.writers.docx import formatting
from briefgen.writers.docx.captions import caption, source_line
from briefgen.writers.docx.cells import Aligned, aligned
from briefgen.writers.docx.markup import NOTHING, Xml, flag, join, w
from briefgen.writers.docx.paragraphs import paragraph, settle, spacer
from briefgen.writers.docx.story import Kind
from briefgen.writers.docx.stylenames import SMALL_CELLS
from briefgen.writers.docx.tablestyles import TABLE

if TYPE_CHECKING:
    from briefgen.writers.docx.story import Place, Story

# Twips at either side of a cell in a table that hardly fits.
_SMALL_PADDING = 30


def table(story: Story, place: Place, block: tree.Table) -> Xml:
    """A table with what belongs to it. One without any row is only its caption and source."""
    parts = [caption(story, place, block), settle(story)]
    if block.head or block.body:
        parts.append(_grid(story, place, block))
    source = source_line(story, place, block)
    return join((*parts, source or spacer(story, story.draft.house.roles[Role.SOURCE_LINE].space_after.twips)))


class _Cells(NamedTuple):
    """What a table's cells have in common: columns, widths and padding in twips, and whether their type is smaller."""

    aligned: Aligned
    widths: Sequence[int]
    padding: int
    small: bool


def _grid(story: Story, place: Place, block: tree.Table) -> Xml:
    widths, small = _widths(story, block, place.width + place.bleed), _is_small(story, block)
    padding = 2 * (_SMALL_PADDING if small else story.draft.house.table.padding_x.twips)
    cells = _Cells(aligned(story, place, block, SMALLEST if small else 1.0), widths, padding, small)
    head_rows, body_rows = _filled(block.head, len(widths)), _filled(block.body, len(widths))
    kept = _kept(body_rows, sourced=bool(block.source))
    head = [_row(story, place, cells, n, row, Role.TABLE_HEAD) for n, row in enumerate(head_rows)]
    body = [_row(story, place, cells, n, row, Role.TABLE_CELL, keep=n in kept) for n, row in enumerate(body_rows)]
    right_to_left = is_right_to_left(place.language or story.draft.document.meta.language)
    margins = NOTHING
    if small:
        story.draft.sheet.uses_small_cells = True
        margins = w("tblCellMar", w("left", w=_SMALL_PADDING, type="dxa"), w("right", w=_SMALL_PADDING, type="dxa"))
    return w("tbl", _properties(place, block, sum(widths), margins, right_to_left=right_to_left), grid(widths), *head, *body)


def _is_small(story: Story, block: tree.Table) -> bool:
    """Whether a table is set in smaller type to fit; on a page on its side there is room."""
    return block in story.draft.small_tables and story.draft.section.kind is not Kind.TURNED


def grid(widths: Iterable[int]) -> Xml:
    """``w:tblGrid``; widths in twips."""
    return w("tblGrid", *(w("gridCol", w=width) for width in widths))


def _properties(place: Place, block: tree.Table, width: int, margins: Xml, *, right_to_left: bool) -> Xml:
    title = plain_text(block.caption)
    heads = " · ".join(filter(None, (plain_text(cell) for row in block.head for cell in row.cells)))
    description = block.attributes.get("alt") or heads
    return w(
        "tblPr",
        w("tblStyle", val=TABLE),
        *frame(width, place.left - place.bleed, mirrored=right_to_left),
        margins,
        look(first_row=bool(block.head), first_column=block.row_heads, bands=True),
        w("tblCaption", val=title) if title else NOTHING,
        w("tblDescription", val=description) if description else NOTHING,
    )


def frame(width: int, left: int, *, mirrored: bool = False) -> tuple[Xml, ...]:
    """The properties that fix a table's width and where it begins, in twips. ``mirrored``: it begins at the right."""
    turned = flag("bidiVisual") if mirrored else NOTHING
    return (turned, w("tblW", w=width, type="dxa"), w("tblInd", w=left, type="dxa"), w("tblLayout", type="fixed"))


def look(*, first_row: bool = False, first_column: bool = False, bands: bool = False) -> Xml:
    """Which conditional parts of the table's style count (ECMA-376 §17.4.55, §17.4.56)."""
    value = 0x0020 * first_row + 0x0080 * first_column + 0x0200 * (not bands) + 0x0400
    return w(
        "tblLook",
        val=f"{value:04X}",
        firstRow=int(first_row),
        lastRow=0,
        firstColumn=int(first_column),
        lastColumn=0,
        noHBand=int(not bands),
        noVBand=1,
    )


def _filled(rows: Sequence[tree.Row], count: int) -> list[list[Spot]]:
    """Rows with a cell in every column: those that reach down stand in every row they reach into, as Word has it."""
    filled: list[list[Spot]] = [[] for _ in rows]
    for spot in (spot for row in spots(rows, count) for spot in row):
        for row in range(spot.row, spot.row + spot.rows):
            filled[row].append(spot)
    return [list(_whole(sorted(row, key=lambda spot: spot.column), number, count)) for number, row in enumerate(filled)]


def _whole(row: Sequence[Spot], number: int, count: int) -> Iterator[Spot]:
    """A row with empty cells where it is too short."""
    at = 0
    for spot in row:
        yield from (Spot(tree.Cell(()), number, column) for column in range(at, spot.column))
        yield spot
        at = spot.column + spot.columns
    yield from (Spot(tree.Cell(()), number, column) for column in range(at, count))


def _row(story: Story, place: Place, cells: _Cells, number: int, row: Sequence[Spot], role: Role, *, keep: bool = True) -> Xml:
    made = []
    for spot in row:
        width = sum(cells.widths[spot.column : spot.column + spot.columns])
        by_hand = cells.aligned.properties(spot, width - cells.padding, head=role is Role.TABLE_HEAD)
        # What a cell holds stands where it begins; below, Word wants an empty one.
        held = spot.cell.children if spot.row == number else ()
        inner = place.cell(width - cells.padding)
        content = cell_content(story, inner, held, role, by_hand, keep=keep, small=cells.small)
        made.append(w("tc", _cell_properties(width, spot, begins=spot.row == number), content))
    repeated = flag("tblHeader") if role is Role.TABLE_HEAD else NOTHING
    return w("tr", w("trPr", flag("cantSplit"), repeated), *made)


def _kept(rows: Sequence[Sequence[Spot]], *, sourced: bool) -> frozenset[int]:
    """The rows that stay with the next: no page shall begin or end with a single row, split a cell, or begin
    with the source of a table."""
    reaching = {row for spots in rows for spot in spots for row in range(spot.row, spot.row + spot.rows - 1)}
    reaching |= {len(rows) - 1} if sourced else set()
    return frozenset(reaching | ({0, len(rows) - 2} if len(rows) > 1 else set()))


def _cell_properties(width: int, spot: Spot, *, begins: bool) -> Xml:
    return w(
        "tcPr",
        w("tcW", w=width, type="dxa"),
        w("gridSpan", val=spot.columns) if spot.columns > 1 else NOTHING,
        w("vMerge", val="restart" if begins else None) if spot.rows > 1 else NOTHING,
    )


def cell_content(
    story: Story,
    place: Place,
    blocks: Sequence[tree.Block],
    empty: Role = Role.TABLE_CELL,
    by_hand: Mapping[str, Xml] | None = None,
    *,
    keep: bool = False,
    small: bool = False,
) -> Xml:
    """What stands in a cell; ``empty`` is the role of the paragraph in one that holds nothing.

    A cell that does not end with a paragraph makes Word repair the file (ECMA-376 §17.4.65).
    """
    said = dict(by_hand or {}) | ({"w:keepNext": flag("keepNext")} if keep else {})
    story.ends_with_paragraph = False
    parts = [
        paragraph(story, place, block.role, block.children, by_hand=said, style=_small_style(block.role) if small else "")
        if isinstance(block, tree.Paragraph)
        else story.draft.write_blocks(story, place, (block,))
        for block in blocks
    ]
    if not story.ends_with_paragraph:
        parts.append(paragraph(story, place, empty, ()))
    return join(parts)


def _small_style(role: Role) -> str:
    return SMALL_CELLS[role].id if role in SMALL_CELLS else ""


def _widths(story: Story, block: tree.Table, room: int) -> list[int]:
    """Widths in twips that fill the room, in layout's shares where the document was laid out."""
    house = story.draft.house

    def measure(word: str, role: Role) -> float:
        return formatting.width(word, house.roles[role], house)

    known = () if story.draft.section.kind is Kind.TURNED else story.draft.tables.get(block)
    shares = known or column_widths(block, room / 20, house.table.padding_x.pt, measure)
    edges = [round(room * sum(shares[:n]) / sum(shares)) for n in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]
