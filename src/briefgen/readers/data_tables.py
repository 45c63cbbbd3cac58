"""Tables whose cells stand in a CSV file: ``::: {.table file="../data/trade.csv"}``.

What such a table prints are data values and not the author's words, so its node has the class ``data`` and the file's path.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, error
from briefgen.model.encoding import decode
from briefgen.model.errors import BriefgenError
from briefgen.model.nearest import did_you_mean
from briefgen.model.value import dataclass
from briefgen.readers import csv_text, tables
from briefgen.readers.inlines import InlineReader
from briefgen.readers.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.model.position import Position
    from briefgen.readers.reading import Reading

KEYS = ("file", "columns", "caption", "source", "widths", "align", "row-heads", "delimiter", "place", "lang")
DATA = "data"
"""The class of a table whose cells are data values."""
MOST_BYTES = 2_000_000

_ALIGNMENTS = {name: alignment for alignment in tree.Alignment for name in (str(alignment), str(alignment)[0])}
_DELIMITERS = {",": ",", ";": ";", "|": "|", "tab": "\t", "\t": "\t"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A table as its div asks for it."""

    attributes: tree.Attributes
    place: Position
    reading: Reading

    def report(self, code: str, message: str, hint: str, place: Position | None = None) -> None:
        self.reading.report(error(code, message, place or self.place, hint))


def is_asked(given: tree.Attributes, children: tuple[tree.Block, ...]) -> bool:
    """Whether a div of class ``table`` is such a table; one that holds a table of its own is an ordinary div."""
    return bool(given.get("file")) or not any(isinstance(child, tree.Table) for child in children)


def blocks(
    children: tuple[tree.Block, ...],
    given: tree.Attributes,
    place: Position,
    reading: Reading,
    value: Callable[[str], tuple[tree.Inline, ...]],
) -> tuple[tree.Block, ...]:
    """The table, captioned with the paragraph in the div; where it cannot be read, an empty div that keeps its identifier."""
    asked = _Asked(given, place, reading)
    caption = _caption(children, asked) or value("caption")
    source = _open(asked)
    rows = _columns_wanted(_rows(source, asked), asked) if source else ()
    if not source or not rows:
        return (tree.Div((), given, position=place),)
    columns = _columns(len(rows[0]), asked)
    head, *body = _nodes(rows, source, reading)
    kept = tuple(name for name in given.classes if name not in {"table", DATA})
    pairs = tuple((key, source.file if key == "file" else said) for key, said in given.pairs)
    marked = tree.Attributes(given.identifier, (DATA, *kept), pairs)
    row_heads = given.says("row-heads")
    printed = value("source")
    return (tree.Table(columns, (head,), tuple(body), caption, printed, row_heads, 0, given.identifier, marked, position=place),)


def _caption(children: tuple[tree.Block, ...], asked: _Asked) -> tuple[tree.Inline, ...]:
    if not children:
        return ()
    first = children[0]
    if len(children) > 1 or not isinstance(first, tree.Paragraph):
        hint = "leave only the caption, one paragraph, between the fences"
        asked.report("bad-table", "a table from a file holds more than its caption", hint, children[-1].position)
    return first.children if isinstance(first, tree.Paragraph) else ()


# ── the file ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _open(asked: _Asked) -> Source | None:
    """The text of the file; ``None``, and a finding, where there is none."""
    target, reading = asked.attributes.get("file"), asked.reading
    path = posixpath.normpath(posixpath.join(posixpath.dirname(asked.place.file), target))
    hint = f"the path is relative to the folder of {asked.place.file}"
    if not target:
        asked.report("bad-table", "the table names no file", 'write {.table file="../data/name.csv"}')
    elif path.startswith(("/", "../")) or path == "..":
        asked.report("table-outside", f"{target} is outside the workspace", "keep the file inside the workspace")
    elif reading.files is None:
        asked.report("table-not-read", "there are no files to read a table from", "write it as a pipe table")
    else:
        try:
            data = reading.files.read(path)
            if len(data) <= MOST_BYTES:
                return _source(decode(data, path), path, reading)
            asked.report("table-too-large", f"{target} has over {MOST_BYTES:,} bytes", "print a part of it")
        except BriefgenError as failure:
            message = f"the table {target} cannot be read: {failure.message}"
            asked.report("table-not-read", message, failure.hint or hint, failure.position)
    return None


def _source(text: str, path: str, reading: Reading) -> Source:
    source = Source(text, path)
    reading.report(*source.diagnostics)
    return source


def _rows(source: Source, asked: _Asked) -> tuple[csv_text.CsvRow, ...]:
    """The rows, each as long as the first; none, and a finding, where they are no table."""
    outcome = csv_text.rows(source, _delimiter(source.file, asked))
    asked.reading.report(*outcome.diagnostics)
    rows = outcome.value
    if outcome.has_errors:
        return ()
    if len(rows) < 2:
        message = "the table has no rows under its head" if rows else "the table is empty"
        asked.report("empty-table", f"{message}: {source.file}", "add them, or take the table out", source.position(0))
        return ()
    asked.reading.report_all(_oddities(rows))
    width = len(rows[0])
    return tuple((*row[:width], *[csv_text.CsvCell("", row[-1].strand)] * (width - len(row))) for row in rows)


def _delimiter(path: str, asked: _Asked) -> str:
    given = asked.attributes.get("delimiter")
    if given and given not in _DELIMITERS:
        asked.report("bad-table", f"cells cannot be parted by {given!r}", 'write delimiter="," or ";" or "|" or "tab"')
    return _DELIMITERS.get(given, "\t" if path.lower().endswith(".tsv") else ",")


def _oddities(rows: tuple[csv_text.CsvRow, ...]) -> list[Diagnostic]:
    """Rows of another length than the head, and a head that another sign parts."""
    width, found = len(rows[0]), []
    for row in rows:
        if len(row) != width:
            message = f"the row has {len(row)} {'cell' if len(row) == 1 else 'cells'}, the head has {width}"
            hint = "put a cell that holds a comma in quotation marks"
            found.append(error("ragged-table", message, row[0].strand.position(0), hint))
    only = rows[0][0]
    sign = next((name for name, sign in _DELIMITERS.items() if sign in only.text and name != "|"), "")
    if width == 1 and sign:
        hint = f'write delimiter="{sign}"' if sign != "\t" else 'write delimiter="tab"'
        found.append(error("bad-table", "the head is a single cell", only.strand.position(0), hint))
    return found


# ── columns and nodes ────────────────────────────────────────────────────────────────────────────────────────────────


def _columns_wanted(rows: tuple[csv_text.CsvRow, ...], asked: _Asked) -> tuple[csv_text.CsvRow, ...]:
    """The rows with the columns that ``columns`` names, in its order."""
    wanted = [name.strip() for name in asked.attributes.get("columns").split(",") if name.strip()]
    if not rows or not wanted:
        return rows
    names = [cell.text for cell in rows[0]]
    for name in wanted:
        if name not in names:
            asked.report("unknown-column", f"the table has no column {name!r}", did_you_mean(name, names) or "name one of its head")
    chosen = [names.index(name) for name in wanted if name in names]
    return tuple(tuple(row[index] for index in chosen) for row in rows) if chosen else rows


def _columns(count: int, asked: _Asked) -> tuple[tree.Column, ...]:
    shares = tables.widths(asked.attributes.get("widths"), count, asked.place, asked.reading)
    return tuple(map(tree.Column, _alignments(asked.attributes.get("align"), count, asked), shares))


def _alignments(value: str, count: int, asked: _Asked) -> list[tree.Alignment]:
    """Alignments from ``align="l,r,c"``; the full words do as well."""
    if not value:
        return [tree.Alignment.DEFAULT] * count
    found = [_ALIGNMENTS.get(name.strip().lower().replace("centre", "center")) for name in value.split(",")]
    known = [alignment for alignment in found if alignment]
    if len(found) == len(known) == count:
        return known
    hint = f'write l, c, r or d for each of the {count} columns, such as align="{",".join("l" * count)}"'
    asked.report("bad-align", f"align={value!r} does not fit the table", hint)
    return [tree.Alignment.DEFAULT] * count


def _nodes(rows: tuple[csv_text.CsvRow, ...], source: Source, reading: Reading) -> list[tree.Row]:
    """The rows as nodes; a footnote's text cannot stand in such a file, an inline note can."""

    def no_note(label: str, place: Position) -> None:
        hint = "write the note where it stands: ^[text]"
        reading.report(error("unknown-footnote", f"there is no footnote [^{label}] in {source.file}", place, hint))

    inlines = InlineReader(reading, {}, source.file, no_note)
    return [tree.Row(tuple(_cell(cell, inlines) for cell in row), position=row[0].strand.position(0)) for row in rows]


def _cell(cell: csv_text.CsvCell, inlines: InlineReader) -> tree.Cell:
    place = cell.strand.position(cell.start if cell.text else 0)
    children = inlines.read(cell.text, cell.strand, cell.start) if cell.text else ()
    return tree.Cell((tree.Paragraph(children, position=place),) if children else (), position=place)
