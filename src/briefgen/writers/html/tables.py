"""Tables as HTML: real ones, with their heads named, in a frame that scrolls where the screen is narrower than they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.writers.html.inlines import escaped, identified, inlines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefgen.writers.html.inlines import Page

    Blocks = Callable[[Iterable[tree.Block], Page], str]

_ALIGNED = {tree.Alignment.RIGHT: "right", tree.Alignment.CENTRE: "center"}


def table(block: tree.Table, page: Page, blocks: Blocks) -> str:
    """A table with its caption and the line that says where it is from."""
    look = page.sheet.attributes
    words = f"{escaped(block.label)}{inlines(block.caption, page)}" if block.caption else ""
    caption = f"<caption{look(Role.CAPTION, 'text-align:left')}>{words}</caption>\n" if words else ""
    rows = "".join(_row(row, block, page, blocks, head=True) for row in block.head)
    head = f"<thead>\n{rows}</thead>\n" if rows else ""
    body = "".join(_row(row, block, page, blocks) for row in block.body)
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


def _row(row: tree.Row, block: tree.Table, page: Page, blocks: Blocks, *, head: bool = False) -> str:
    cells, at = [], 0
    for number, cell in enumerate(row.cells):
        alignment = block.columns[at].alignment if at < len(block.columns) else tree.Alignment.DEFAULT
        scope = "col" if head else "row" if block.row_heads and number == 0 else ""
        cells.append(_cell(cell, _ALIGNED.get(alignment, "left"), scope, page, blocks))
        at += cell.columns
    return f"<tr>\n{''.join(cells)}</tr>\n"


def _cell(cell: tree.Cell, align: str, scope: str, page: Page, blocks: Blocks) -> str:
    look = page.sheet.attributes("th" if scope == "col" else "td", f"text-align:{align}")
    span = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    name, said = ("th", f' scope="{scope}"') if scope else ("td", "")
    return f"<{name}{said}{span}{look}>{blocks(cell.children, page)}</{name}>\n"
