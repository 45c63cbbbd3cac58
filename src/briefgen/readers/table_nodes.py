"""Tokens of a table → its node, whether it is written with pipes or drawn as a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from briefgen.model import tree
from briefgen.readers import attributes, tables
from briefgen.readers.grid_tables import GRID

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token

    from briefgen.model.position import Position
    from briefgen.readers.reading import Reading
    from briefgen.readers.source import Strand

    Inlines = tuple[tree.Inline, ...]


class Tokens(Protocol):
    """What a table needs of whoever goes through the tokens."""

    reading: Reading

    def take(self) -> Token:
        """The next token."""

    def until(self, closing: str) -> tuple[tree.Block, ...]:
        """Blocks up to a closing token, which is passed."""

    def place(self, token: Token) -> Position:
        """Where a token begins."""

    def inline(self, token: Token, start: int = 0, end: int | None = None) -> Inlines:
        """The inline nodes of a token's text, or of a part of it."""

    def value(self, parsed: attributes.Parsed, strand: Strand | None = None) -> Callable[[str], Inlines]:
        """How the value of an attribute is read."""


def table(tokens: Tokens, opening: Token) -> tree.Table:
    """The table that a token opens."""
    place = tokens.place(opening)
    caption, parsed = _caption(tokens, opening.meta.get("caption"))
    given = parsed.attributes if parsed else tree.PLAIN
    tokens.reading.report_all(attributes.unknown_keys(given, tables.KEYS, "a table", place))
    tokens.reading.claim(given.identifier, place)
    if opening.markup == GRID:
        rows, head = _rows(tokens), opening.meta["head"]
        alignments = [tree.Alignment(name) if name else tree.Alignment.DEFAULT for name in opening.meta["alignments"]]
    else:
        rows, alignments = _piped(tokens)
        head = int(any(cell.children for cell in rows[0].cells))
        rows = rows if head else rows[1:]
    shares = tables.widths(given.get("widths"), len(alignments), place, tokens.reading)
    source = tokens.value(parsed, opening.meta["caption"].meta["strand"])("source") if parsed else ()
    return tree.Table(
        tuple(map(tree.Column, alignments, shares)),
        rows[:head],
        rows[head:],
        caption,
        source,
        given.says("row-heads"),
        0,
        given.identifier,
        given,
        position=place,
    )


def _caption(tokens: Tokens, text: Token | None) -> tuple[Inlines, attributes.Parsed | None]:
    if text is None:
        return (), None
    words, parsed = attributes.trailing(text.content)
    return tokens.inline(text, tables.after_label(text.content), len(words)), parsed


def _piped(tokens: Tokens) -> tuple[tuple[tree.Row, ...], list[tree.Alignment]]:
    """The rows up to the end of the table, the header's first, and how the header's cells are aligned."""
    rows: list[tree.Row] = []
    cells: list[tree.Cell] = []
    alignments: list[tree.Alignment] = []
    place = None
    while (token := tokens.take()).type != "table_close":
        if token.type == "tr_open":
            place, cells = tokens.place(token), []
        elif token.type in {"th_open", "td_open"}:
            alignments += [tables.alignment(token)] if token.type == "th_open" else []
            cells.append(_piped_cell(tokens, tokens.take()))
        elif token.type == "tr_close":
            rows.append(tree.Row(tuple(cells), position=place))
    return tuple(rows), alignments


def _piped_cell(tokens: Tokens, text: Token) -> tree.Cell:
    place = text.meta["strand"].position(0)
    children = tokens.inline(text)
    return tree.Cell((tree.Paragraph(children, position=place),) if children else (), position=place)


def _rows(tokens: Tokens) -> tuple[tree.Row, ...]:
    """The rows of a grid, whose cells hold blocks."""
    rows: list[tree.Row] = []
    cells: list[tree.Cell] = []
    place = None
    while (token := tokens.take()).type != "table_close":
        if token.type == "tr_open":
            place, cells = tokens.place(token), []
        elif token.type == "td_open":
            children = tokens.until("td_close")
            cells.append(tree.Cell(children, token.meta["columns"], token.meta["rows"], position=tokens.place(token)))
        elif token.type == "tr_close":
            rows.append(tree.Row(tuple(cells), position=place))
    return tuple(rows)
