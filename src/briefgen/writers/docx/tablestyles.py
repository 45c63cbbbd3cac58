"""Table styles: the house's table, its boxes, and a plain grid for what stands side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.writers.docx import formatting
from briefgen.writers.docx.markup import NOTHING, Xml, join, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.house import BoxStyle, HouseStyle, Length, TableStyle

TABLE = "BriefTable"
GRID = "BriefGrid"


def box_style(name: str) -> str:
    """The id of the table style of a box."""
    return f"BriefBox{name.title()}"


def styles(house: HouseStyle) -> Iterator[Xml]:
    """Every table style of the house."""
    yield _table(house.table)
    yield _style(GRID, "Brief Grid", _cell_margins())
    for name, box in house.boxes.items():
        yield _box(box_style(name), f"Brief Box {name.title()}", box)


def _table(table: TableStyle) -> Xml:
    line = (table.rule_width, 0, table.rule)
    margins = _cell_margins(table.padding_y, table.padding_x, table.padding_y, table.padding_x)
    ruled = formatting.borders("tblBorders", top=line, bottom=line, insideH=line)
    head = w("tblStylePr", w("tcPr", formatting.shading(table.head_background)), type="firstRow")
    band = w("tblStylePr", w("tcPr", formatting.shading(table.band)), type="band2Horz") if table.band else NOTHING
    rest = join((w("tcPr", w("vAlign", val="top")), head, band))
    return _style(TABLE, "Brief Table", w("tblStyleRowBandSize", val=1), ruled, margins, rest=rest)


def _box(identifier: str, shown: str, box: BoxStyle) -> Xml:
    edge = formatting.borders("tblBorders", left=(box.edge_width, 0, box.edge)) if box.edge_width else NOTHING
    margins = _cell_margins(box.padding_y, box.padding_x, box.padding_y, box.padding_x)
    return _style(identifier, shown, edge, margins, rest=w("tcPr", formatting.shading(box.background)))


def _cell_margins(top: Length | int = 0, left: Length | int = 0, bottom: Length | int = 0, right: Length | int = 0) -> Xml:
    sides = {"top": top, "left": left, "bottom": bottom, "right": right}
    return w("tblCellMar", *(w(side, w=round(length / 635), type="dxa") for side, length in sides.items()))


def _style(identifier: str, shown: str, *properties: Xml, rest: Xml = NOTHING) -> Xml:
    return w(
        "style",
        w("name", val=shown),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=59),
        w("tblPr", *properties),
        rest,
        type="table",
        customStyle=1,
        styleId=identifier,
    )
