"""The reference writer: plain UTF-8 text, one paragraph a line, notes at the end.

It is the shortest account of what each node means. A new writer can begin as a copy of its two ``match`` statements.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, assert_never

from briefgen.model import tree
from briefgen.model.grid import column_count, spots
from briefgen.model.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.layout.pages import Layout
    from briefgen.model.grid import Spot
    from briefgen.model.house import HouseStyle
    from briefgen.model.manifest import Manifest

    Lines = list[str]

_UNDERLINES = {1: "=", 2: "-"}
_TICKS = {True: "[x] ", False: "[ ] ", None: ""}


def write(document: tree.Document, style: HouseStyle, manifest: Manifest, layout: Layout | None = None) -> bytes:
    """The document as text; ``style``, ``manifest`` and ``layout`` hold nothing that text could show."""
    del style, manifest, layout
    marking = [document.meta.marking] if document.meta.marking else []
    parts = [marking, _blocks(document.blocks), _notes(document), marking]
    return ("\n".join(_apart(parts)) + "\n").encode()


def _blocks(blocks: Iterable[tree.Block], *, tight: bool = False) -> Lines:
    written = [_block(block) for block in blocks]
    return [line for lines in written for line in lines] if tight else _apart(written)


def _block(block: tree.Block) -> Lines:
    match block:
        case tree.Paragraph():
            return _text(block.children).split("\n")
        case tree.Heading():
            return _heading(block)
        case tree.Section() | tree.Chronology() | tree.Div() | tree.Panel() | tree.Cover():
            return _blocks(block.children)
        case tree.BulletList():
            return _list(block, ["- "] * len(block.items))
        case tree.OrderedList():
            return _list(block, [f"{block.start + n}{block.delimiter} " for n in range(len(block.items))])
        case tree.DefinitionList():
            return _apart(_definition(item) for item in block.items)
        case tree.BlockQuote():
            speaker = [block.attribution_label + _text(block.attribution)] if block.attribution else []
            return [f"> {line}".rstrip() for line in (*_blocks(block.children), *speaker)]
        case tree.CodeBlock():
            return _indented(block.text.split("\n"), "    ")
        case tree.Table():
            return _apart([_caption(block), _table(block), _source(block)])
        case tree.Figure():
            picture = [f"[{block.alternative}]"] if block.alternative else []
            return _apart([_caption(block), picture, _source(block)])
        case tree.Judgment():
            return _indented(_blocks(block.children), f"{block.label}. " if block.label else "")
        case tree.Callout():
            lines = _blocks(block.children)
            return [block.label, *_indented(lines, "  ")] if block.label else lines
        case tree.Contents():
            entries = [_entry(entry) for entry in block.entries]
            return _apart([[_text(block.heading)] if block.heading else [], entries])
        case tree.ReferenceList():
            return _apart([" ".join(filter(None, (_text(entry.label), _text(entry.children))))] for entry in block.entries)
        case tree.ThematicBreak():
            return ["* * *"]
        case tree.PageBreak():
            return []
        case _:
            assert_never(block)


def _text(inlines: Iterable[tree.Inline]) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: tree.Inline) -> str:
    match inline:
        case tree.Text() | tree.Code():
            return inline.text
        case tree.Emphasis() | tree.Strong() | tree.Strikeout() | tree.SmallCaps() | tree.Superscript() | tree.Subscript():
            return _text(inline.children)
        case tree.Span() | tree.Cite():
            return _text(inline.children)
        case tree.Link():
            return _link(inline)
        case tree.Image():
            return f"[{inline.alternative}]" if inline.alternative else ""
        case tree.Note():
            return f"[{inline.number}]"
        case tree.SoftBreak():
            return " "
        case tree.LineBreak():
            return "\n"
        case _:
            assert_never(inline)


def _heading(heading: tree.Heading) -> Lines:
    text = heading.label + _text(heading.children).replace("\n", " ")
    return [text, _UNDERLINES.get(heading.level, "~") * _width(text)]


def _link(link: tree.Link) -> str:
    text = _text(link.children)
    shown = link.target.removeprefix("mailto:")
    return text if link.target.startswith("#") or shown == text else f"{text} <{shown}>"


def _list(block: tree.BulletList | tree.OrderedList, marks: Sequence[str]) -> Lines:
    items = [
        _indented(_blocks(item.children, tight=block.tight), mark + _TICKS[item.checked])
        for item, mark in zip(block.items, marks, strict=True)
    ]
    return [line for lines in items for line in lines] if block.tight else _apart(items)


def _definition(item: tree.Definition) -> Lines:
    return [_text(item.term), *_apart(_indented(_blocks(blocks), "    ") for blocks in item.definitions)]


def _entry(entry: tree.ContentsEntry) -> str:
    return "  " * entry.level + entry.label + _text(entry.children)


def _caption(block: tree.Table | tree.Figure) -> Lines:
    return [block.label + _text(block.caption)] if block.caption else []


def _source(block: tree.Table | tree.Figure) -> Lines:
    return [block.source_label + _text(block.source)] if block.source else []


def _table(table: tree.Table) -> Lines:
    count = column_count(table)
    rows = [_cells(row, count) for part in (table.head, table.body) for row in spots(part, count)]
    widths = _column_widths(rows, count)
    lines = [_row(row, widths, table.columns) for row in rows]
    rule = ["  ".join("-" * width for width in widths)] if table.head else []
    return lines[: len(table.head)] + rule + lines[len(table.head) :]


def _cells(row: Iterable[Spot], count: int) -> list[tuple[str, int]]:
    """The texts of a row and how many columns each takes; nothing stands where a cell reaches down from above."""
    cells, at = list[tuple[str, int]](), 0
    for spot in row:
        cells += [("", 1)] * (spot.column - at)
        cells.append((_cell(spot.cell), spot.columns))
        at = spot.column + spot.columns
    return cells + [("", 1)] * (count - at)


def _cell(cell: tree.Cell) -> str:
    return " ".join(_blocks(cell.children, tight=True))


def _column_widths(rows: Iterable[Sequence[tuple[str, int]]], count: int) -> list[int]:
    """The width of each column's longest text, cells that span columns aside."""
    widths = [1] * count
    for row in rows:
        at = 0
        for text, columns in row:
            if columns == 1 and at < count:
                widths[at] = max(widths[at], _width(text))
            at += columns
    return widths


def _row(row: Iterable[tuple[str, int]], widths: Sequence[int], columns: Sequence[tree.Column]) -> str:
    cells, at = [], 0
    for text, span in row:
        room = sum(widths[at : at + span]) + 2 * (span - 1)
        cells.append(_aligned(text, room, columns[at].alignment if at < len(columns) else tree.Alignment.DEFAULT))
        at += span
    return "  ".join(cells).rstrip()


def _aligned(text: str, room: int, alignment: tree.Alignment) -> str:
    free = max(room - _width(text), 0)
    before = {tree.Alignment.RIGHT: free, tree.Alignment.CENTRE: free // 2}.get(alignment, 0)
    return " " * before + text + " " * (free - before)


def _notes(document: tree.Document) -> Lines:
    notes = [node for node in walk(document.blocks) if isinstance(node, tree.Note)]
    return _apart(_indented(_blocks(note.children, tight=True), f"[{note.number}] ") for note in notes)


def _apart(parts: Iterable[Lines]) -> Lines:
    """Runs of lines with a blank line between them; empty ones leave no trace."""
    lines: Lines = []
    for part in parts:
        lines += ["", *part] if lines and part else part
    return lines


def _indented(lines: Lines, mark: str) -> Lines:
    """Lines behind a mark, all but the first behind as much space."""
    space = " " * len(mark)
    return [(mark if n == 0 else space if line else "") + line for n, line in enumerate(lines)]


def _width(text: str) -> int:
    """Cells of a terminal: marks that stand over letters take none, wide letters two (Unicode Standard Annex 11)."""
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)
