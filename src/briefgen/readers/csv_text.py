"""CSV → rows whose cells know where they stand.

The standard library's reader says what a cell holds; where it stands follows from that, because in CSV a cell has only two
spellings: its own characters, or those in quotation marks with each mark inside doubled (RFC 4180 §2).
"""

from __future__ import annotations

import csv
import io

from briefgen.model.diagnostic import Diagnostic, Outcome, error
from briefgen.model.value import dataclass
from briefgen.readers.source import Source, Strand

MOST_CELLS = 20_000
"""A hundred printed pages; a larger file is to be looked at in another program."""
_LONGEST_CELL = csv.field_size_limit()


@dataclass(frozen=True, slots=True)
class CsvCell:
    """A cell's text without the white space around it. ``start`` is where in ``strand`` it begins."""

    text: str
    strand: Strand
    start: int = 0


CsvRow = tuple[CsvCell, ...]


def rows(source: Source, delimiter: str) -> Outcome[tuple[CsvRow, ...]]:
    """The rows of a CSV text, without those in which nothing stands.

    They end, with an error, where it can no longer be read and where it has more than :data:`MOST_CELLS`.
    """
    reader = csv.reader(io.StringIO(source.text), delimiter=delimiter, strict=True)
    found: list[CsvRow] = []
    at = count = 0
    try:
        for values in reader:
            count += len(values)
            if count > MOST_CELLS:
                message = f"a table may have up to {MOST_CELLS:,} cells"
                return Outcome(tuple(found), (error("table-too-large", message, source.position(at), "print a part of it"),))
            cells, at = _placed(source, values, at)
            if any(cell.text for cell in cells):
                found.append(cells)
    except csv.Error as problem:
        return Outcome(tuple(found), (_malformed(str(problem), source, at),))
    return Outcome(tuple(found))


def _placed(source: Source, values: list[str], at: int) -> tuple[CsvRow, int]:
    """The cells of a row that begins at an offset, and the offset of the row after it."""
    cells = []
    for value in values:
        quoted = source.text.startswith('"', at)
        lead = len(value) - len(value.lstrip())
        cells.append(CsvCell(value.strip(), Strand(source, _pieces(value, at, quoted)), lead))
        at += len(value) + (2 + value.count('"') if quoted else 0) + 1
    return tuple(cells), at if values else at + 1


def _pieces(value: str, at: int, quoted: bool) -> list[tuple[int, int]]:
    """A cell's text as pieces of the source: of a doubled quotation mark the second is left out."""
    if not quoted:
        return [(0, at)]
    pieces = [(0, at + 1)]
    marks = (index for index, character in enumerate(value) if character == '"')
    pieces += [(mark + 1, at + 1 + mark + 1 + count) for count, mark in enumerate(marks, 1)]
    return pieces


def _malformed(reason: str, source: Source, at: int) -> Diagnostic:
    place = source.position(min(at, len(source.text)))
    if "unexpected end" in reason:
        return error("malformed-csv", "a quoted cell of this row is not closed", place, "end it with a quotation mark")
    if "expected after" in reason:
        hint = 'double a quotation mark inside a quoted cell ("") or write curly ones'
        return error("malformed-csv", "text follows the end of a quoted cell of this row", place, hint)
    if "field larger" in reason:
        message = f"a cell of this row has over {_LONGEST_CELL:,} characters"
        return error("malformed-csv", message, place, "look for a quotation mark that is not closed")
    return error("malformed-csv", f"this row is not CSV: {reason}", place, "save the table as CSV in UTF-8")
