"""Tables as HTML: real ones, with their heads named, in a frame that scrolls where the screen is narrower than they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout.columns import numeric_columns
from briefgen.model import tree
from briefgen.model.grid import spots
from briefgen.model.role import Role
from briefgen.writers.html.inlines import escaped, identified, inlines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefgen.model.grid import Spot
    from briefgen.writers.html.inlines import Page

    Blocks = Callable[[Iterable[tree.Block], Page], str]

_ALIGNED = {tree.Alignment.RIGHT: "right", tree.Alignment.CENTRE: "center"}


def table(block: tree.Table, page: Page, blocks: Blocks) -> str:
    """A table with its caption and the line that says where it is from."""
    look = page.sheet.attributes
    words = f"{escaped(block.label)}{inlines(block.caption, page)}" if block.caption else ""
    caption = f"<caption{look(Role.CAPTION, 'text-align:left')}>{words}</caption>\n" if words else ""
    rows = "".join(_row(row, block, page, blocks, head=True) for row in spots(block.head))
    head = f"<thead>\n{rows}</thead>\n" if rows else ""
    body = "".join(_row(row, block, page, blocks) for row in spots(block.body))
    source = f"{escaped(block.source_label)}{inlines(block.source, page)}" if block.source else ""
    line = f"<p{look(Role.SOURCE_LINE)}>{source}</p>\n" if source else ""
    drawn = (
        f"<table{identified(block.identifier)}{look('table')}>\n{caption}{_columns(block)}{head}<tbody>\n{body}</tbody>\n</table>"
    )
    return f"<div{look('scroll')}>\n{drawn}\n{line}</div>\n"


def _columns(block: tree.Table) -> str:
    if not any(column.width for column in block.columns):
        return ""
    widths = (f' style="width:{column.width:.1%}"' if column.width else "" for column in block.columns)
    return "<colgroup>" + "".join(f"<col{width}>" for width in widths) + "</colgroup>\n"


def _row(row: Iterable[Spot], block: tree.Table, page: Page, blocks: Blocks, *, head: bool = False) -> str:
    numeric = numeric_columns(block)
    cells = []
    for spot in row:
        alignment = block.columns[spot.column].alignment if spot.column < len(block.columns) else tree.Alignment.DEFAULT
        number = spot.column in numeric and spot.columns == 1
        at_the_end = number and alignment is tree.Alignment.DEFAULT and not page.sheet.turned
        align = _ALIGNED.get(alignment, "right" if at_the_end else "left")
        scope = "col" if head else "row" if block.row_heads and spot.column == 0 else ""
        figures = ";font-variant-numeric:tabular-nums" if number and not head else ""
        cells.append(_cell(spot, f"text-align:{'center' if head and spot.columns > 1 else align}{figures}", scope, page, blocks))
    return f"<tr>\n{''.join(cells)}</tr>\n"


def _cell(spot: Spot, how: str, scope: str, page: Page, blocks: Blocks) -> str:
    look = page.sheet.attributes("th" if scope == "col" else "td", how)
    span = f' colspan="{spot.columns}"' if spot.columns > 1 else ""
    span += f' rowspan="{spot.rows}"' if spot.rows > 1 else ""
    name, said = ("th", f' scope="{scope}"') if scope else ("td", "")
    return f"<{name}{said}{span}{look}>{blocks(spot.cell.children, page)}</{name}>\n"
