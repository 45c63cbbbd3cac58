"""Pipe tables: where their cells stand, their captions, and their nodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.diagnostic import error
from briefgen.model.expressions import expression
from briefgen.readers.source import Strand

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.position import Position
    from briefgen.readers.engine import LocatedBlock
    from briefgen.readers.reading import Reading

_CAPTION = expression(r"(?:[Tt]able)?:(?=\s|$)[ \t]*")
_SIGN = re.compile(r"\\.|\|", re.DOTALL)
KEYS = ("source", "widths", "row-heads", "place", "lang")


# ── where cells stand ────────────────────────────────────────────────────────────────────────────────────────────────


def place_cells(state: LocatedBlock, first: int) -> None:
    """Give the text of every cell of the table that begins at token ``first`` its place."""
    rows: dict[int, list[list[tuple[int, int]]]] = {}
    index = column = width = 0
    for index in range(first, len(state.tokens)):
        token = state.tokens[index]
        if token.type == "tr_open":
            assert token.map is not None
            line, column = token.map[0], 0
            token.meta["at"] = state.first_character(line)
            rows[line] = _cells(state, line)
            width = width or len(rows[line])
            if len(rows[line]) > width and state.src[rows[line][width][0][1] : state.eMarks[line]].strip("| \t"):
                state.diagnostics.append(_too_many_cells(state, rows[line], width))
        elif token.type == "inline":
            assert token.map is not None
            cells = rows[token.map[0]]
            end_of_row = [(0, state.eMarks[token.map[0]])]
            token.meta["strand"] = Strand(state.source, cells[column] if column < len(cells) else end_of_row)
            column += 1


def _too_many_cells(state: LocatedBlock, cells: list[list[tuple[int, int]]], width: int) -> Diagnostic:
    """Nothing prints a cell that has no column: GFM drops it (GitHub Flavored Markdown 0.29, 4.10)."""
    place = state.source.position(cells[width][0][1])
    message = f"the row has {len(cells)} cells, the head has {width}"
    return error("ragged-table", message, place, r"give the head another column; a | inside a cell is written \|")


def _cells(state: LocatedBlock, line: int) -> list[list[tuple[int, int]]]:
    """The cells of a row, each as pieces: its text begins anew after every escaped pipe, whose backslash it has lost."""
    start, end = state.first_character(line), state.eMarks[line]
    start += state.src.startswith("|", start)
    cells, cell = [], [start]
    for sign in _SIGN.finditer(state.src, start, end):
        if sign[0] == "|":
            cells.append(_pieces(state.src, cell, sign.start()))
            cell = [sign.end()]
        elif sign[0] == r"\|":
            cell.append(sign.start() + 1)
    if state.src[cell[0] : end].strip() or len(cell) > 1:
        cells.append(_pieces(state.src, cell, end))
    return cells


def _pieces(text: str, runs: list[int], end: int) -> list[tuple[int, int]]:
    first = runs[0]
    lead = len(text[first:end]) - len(text[first:end].lstrip())
    pieces, at, begin = [], 0, first + lead
    for following in [*runs[1:], end]:
        pieces.append((at, begin))
        at += following - 1 - begin
        begin = following
    return pieces


# ── captions ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def ends_at_caption(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: ARG001 (the parser's signature)
    """Whether a line ends the table before it: a caption is no row. Reads nothing itself."""
    start = state.bMarks[line] + state.tShift[line]
    return silent and state.parentType == "table" and bool(_CAPTION.match(state.src, start, state.eMarks[line]))


def attach_captions(tokens: list[Token]) -> list[Token]:
    """The tokens with each paragraph ``: caption`` or ``Table: caption`` beside a table put into ``meta`` of that table."""
    taken: set[int] = set()
    openings: list[int] = []
    for index, token in enumerate(tokens):
        if token.type == "table_open":
            openings.append(index)
        elif token.type == "table_close":
            opening = openings.pop()
            after, before = index + 1, opening - 3
            for place in (after, before):
                if place not in taken and _is_caption(tokens, place):
                    tokens[opening].meta["caption"] = tokens[place + 1]
                    taken.update(range(place, place + 3))
                    break
    return [token for index, token in enumerate(tokens) if index not in taken] if taken else tokens


def _is_caption(tokens: list[Token], index: int) -> bool:
    return 0 <= index < len(tokens) and tokens[index].type == "paragraph_open" and bool(_CAPTION.match(tokens[index + 1].content))


def after_label(caption: str) -> int:
    """How many characters of a caption are its ``Table:``."""
    match = _CAPTION.match(caption)
    return match.end() if match else 0


# ── columns ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def alignment(cell: Token) -> tree.Alignment:
    """How the column of a header's cell is aligned."""
    style = str(cell.attrs.get("style", ""))
    return tree.Alignment(style.removeprefix("text-align:")) if style else tree.Alignment.DEFAULT


def widths(value: str, count: int, place: Position, reading: Reading) -> list[float | None]:
    """Shares of the table's width from ``widths="2,1,1"``; without a value, or beside an error, ``None`` for each column."""
    if not value:
        return [None] * count
    try:
        parts = [float(part) for part in value.replace("%", "").split(",")]
    except ValueError:
        parts = []
    total = sum(parts)
    if len(parts) != count or min(parts) <= 0 or not total < float("inf"):
        hint = f'write one positive number for each of the {count} columns, such as widths="{",".join("1" * count)}"'
        reading.report(error("bad-widths", f"widths={value!r} does not fit the table", place, hint))
        return [None] * count
    return [part / total for part in parts]
