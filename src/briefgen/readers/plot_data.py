"""The data of a block that is drawn: rows from a CSV file or from the block itself, as series of values or as events."""

from __future__ import annotations

import math
import posixpath
import re
from datetime import date
from typing import TYPE_CHECKING

from briefgen.model.diagnostic import error
from briefgen.model.encoding import decode
from briefgen.model.errors import BriefgenError
from briefgen.model.nearest import did_you_mean
from briefgen.model.plot import Event, Series
from briefgen.model.value import dataclass
from briefgen.readers import csv_text
from briefgen.readers.data_tables import MOST_BYTES
from briefgen.readers.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.readers.csv_text import CsvCell, CsvRow
    from briefgen.readers.plots import PlotReader

MOST_SERIES, MOST_CATEGORIES, MOST_BARS = 12, 2_000, 60
_MISSING = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "none", "null", "nan", ".", ".."})
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f'’]")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d+)?")
_NOUGHTS = re.compile(r"\.(\d*0)\s*%?\s*$")
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_YES = frozenset({"true", "yes", "x", "1"})


def number(text: str) -> float | None:
    """The number that a text says: thousands may be parted, a percent sign follows; ``None`` for what is none."""
    plain = _SPACES.sub("", text).replace("−", "-").removesuffix("%")
    if not plain or not any(map(str.isdigit, plain)) or not _NUMBER.fullmatch(plain):
        return None
    value = float(plain.replace(",", ""))
    return value if math.isfinite(value) else None


def _written(text: str) -> int:
    """How many decimals a number was written with that ends in a nought, which its value no longer tells."""
    found = _NOUGHTS.search(text)
    return len(found[1]) if found else 0


def is_day(text: str) -> bool:
    """Whether a text is a date to the year, month or day, and one that there is."""
    plain = text.strip()
    if not _DAY.fullmatch(plain):
        return False
    try:
        date.fromisoformat(f"{plain}-01-01"[:10])
    except ValueError:
        return False
    return True


def as_times(categories: tuple[str, ...], series: tuple[Series, ...]) -> tuple[tuple[str, ...], tuple[Series, ...]]:
    """Data of two times as categories: where two columns are the times and each row is something that changed, rows are series."""
    if len(series) != 2 or len(categories) < 3 or len(categories) > MOST_SERIES or all(map(is_day, categories)):
        return categories, series
    columns = zip(*(one.values for one in series), strict=True)
    written = [tuple(counts) for counts in zip(*(one.written or (0,) * len(categories) for one in series), strict=True)]
    rows = (
        Series(name, values, counts if any(counts) else ())
        for name, values, counts in zip(categories, columns, written, strict=True)
    )
    return tuple(one.name for one in series), tuple(rows)


def open_rows(reader: PlotReader) -> Rows | None:
    """The rows that a block names or holds; ``None``, and an error, where there are none."""
    source = _source(reader)
    if source is None:
        return None
    sign = reader.values.get("delimiter", "\t" if source.file.lower().endswith(".tsv") else ",")
    outcome = csv_text.rows(source, "\t" if sign == "tab" else sign)
    reader.reading.report(*outcome.diagnostics)
    if outcome.has_errors:
        return None
    rows = outcome.value
    if len(rows) < 2:
        message = f"there are no rows under the head of the data of the {reader.fence.kind}"
        reader.reading.report(error("empty-data", message, source.position(0), "add them, or take the block out"))
        return None
    file = source.file if "data" in reader.values else ""
    return Rows(reader, rows, file)


def _source(reader: PlotReader) -> Source | None:
    values = reader.values
    if "data" in values and "rows" in values:
        reader.report("bad-plot", "both data and rows are given", "rows", "take one of the two out")
    if "data" in values:
        return _file(reader, str(values["data"]))
    if "rows" in values:
        return _own_rows(reader)
    hint = "name a CSV file with data:, or write rows: | and the rows under it"
    reader.report(f"bad-{reader.fence.kind}", f"the {reader.fence.kind} has no data", "", hint)
    return None


def _own_rows(reader: PlotReader) -> Source:
    """The rows that stand in the block, indented as they are there, so that findings about them are at their columns.

    They begin on the line after the sign of a block of text.
    """
    first = reader.places["rows"].line + 1
    line = reader.source.line(min(first - reader.source.first_line, len(reader.source.line_starts) - 1))
    indent = " " * (len(line) - len(line.lstrip()))
    rows = (indent + row for row in str(reader.values["rows"]).split("\n"))
    return Source("\n".join(rows), reader.fence.place.file, first)


def _file(reader: PlotReader, target: str) -> Source | None:
    file, files = reader.fence.place.file, reader.reading.files
    path = posixpath.normpath(posixpath.join(posixpath.dirname(file), target))
    if path.startswith(("/", "../")) or path == "..":
        reader.report("data-outside", f"{target} is outside the workspace", "data", "keep the file inside the workspace")
    elif files is None:
        reader.report("data-not-read", "there are no files to read data from", "data", "write the rows in the block: rows: |")
    else:
        try:
            data = files.read(path)
            if len(data) <= MOST_BYTES:
                source = Source(decode(data, path), path)
                reader.reading.report(*source.diagnostics)
                return source
            reader.report("data-too-large", f"{target} has over {MOST_BYTES:,} bytes", "data", "draw a part of it")
        except BriefgenError as failure:
            hint = failure.hint or f"the path is relative to the folder of {file}"
            place = failure.position or reader.place("data")
            reader.reading.report(error("data-not-read", f"the data {target} cannot be read: {failure.message}", place, hint))
    return None


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of data, the first of them their names. ``file`` is empty where they stand in the block."""

    reader: PlotReader
    rows: tuple[CsvRow, ...]
    file: str

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return [cell.text for cell in self.rows[0]]

    def series(self, x: str, ys: Sequence[str], by: str) -> tuple[tuple[str, ...], tuple[Series, ...]]:
        """Categories and series. ``x`` empty: the first column; ``ys`` empty: all others; ``by`` names a column of series."""
        at = self._column(x, "x") if x else 0
        group = self._column(by, "series") if by else None
        if at is None or (by and group is None):
            return (), ()
        others = [number for number in range(len(self.names)) if number not in {at, group}]
        wanted = [self._column(name, f"y[{n}]" if f"y[{n}]" in self.reader.places else "y") for n, name in enumerate(ys)]
        columns = [number for number in wanted if number is not None] if ys else others
        if not columns:
            return (), ()
        made = self._grouped(at, group, columns[0]) if group is not None else self._wide(at, columns)
        return made if self._fits(*made) else ((), ())

    def _wide(self, at: int, columns: Sequence[int]) -> tuple[tuple[str, ...], tuple[Series, ...]]:
        body = self.rows[1:]
        categories = tuple(self._cell(row, at).text for row in body)
        return categories, tuple(self._series(self.names[one], [self._cell(row, one) for row in body]) for one in columns)

    def _grouped(self, at: int, group: int, column: int) -> tuple[tuple[str, ...], tuple[Series, ...]]:
        found: dict[str, dict[str, CsvCell]] = {}
        categories: dict[str, None] = {}
        for row in self.rows[1:]:
            category, name = self._cell(row, at).text, self._cell(row, group).text
            categories.setdefault(category)
            found.setdefault(name, {})[category] = self._cell(row, column)
        return tuple(categories), tuple(self._series(name, list(map(cells.get, categories))) for name, cells in found.items())

    def _series(self, name: str, cells: Sequence[CsvCell | None]) -> Series:
        written = tuple(_written(cell.text) if cell else 0 for cell in cells)
        return Series(name, tuple(self._value(cell) for cell in cells), written if any(written) else ())

    def _fits(self, categories: tuple[str, ...], series: tuple[Series, ...]) -> bool:
        kind = self.reader.values.get("type", "bar")
        most = MOST_CATEGORIES if kind == "line" else MOST_BARS
        if len(series) > MOST_SERIES:
            self.reader.report("bad-chart", f"{len(series)} series cannot be told apart", "y", f"draw up to {MOST_SERIES}")
        elif len(categories) > most:
            self.reader.report("bad-chart", f"{len(categories)} categories are too many to be read", "data", f"draw up to {most}")
        elif not any(value is not None for one in series for value in one.values):
            self.reader.report("bad-chart", "the chart has no values", "y" if "y" in self.reader.values else "data")
        else:
            return True
        return False

    def events(self) -> list[Event]:
        """The events in columns ``date``, ``label`` (or ``event``) and, where they are, ``end``, ``lane`` and ``highlight``."""
        names = [name.casefold() for name in self.names]
        label = "label" if "label" in names or "event" not in names else "event"
        date_at, label_at = self._column("date", "data", names), self._column(label, "data", names)
        if date_at is None or label_at is None:
            return []
        found = []
        for row in self.rows[1:]:
            cells = {name: self._cell(row, at).text for at, name in enumerate(names)}
            dates = {key: self._day(row, names, key) for key in ("date", "end") if cells.get(key)}
            if dates.get("date") and cells[label]:
                loud = cells.get("highlight", "").casefold() in _YES
                end, lane = dates.get("end", ""), cells.get("lane", "")
                found.append(Event(date=dates["date"], label=cells[label], end=end, lane=lane, highlight=loud))
        return found

    def _day(self, row: CsvRow, names: list[str], key: str) -> str:
        cell = self._cell(row, names.index(key))
        if is_day(cell.text):
            return cell.text
        hint = "write it as 2022-08-09, 2022-08 or 2022"
        place = cell.strand.position(cell.start)
        self.reader.reading.report(error("bad-value", f"{cell.text!r} is not a date", place, hint))
        return ""

    def _column(self, name: str, path: str, names: list[str] | None = None) -> int | None:
        known = names or self.names
        if name in known:
            return known.index(name)
        hint = did_you_mean(name, known) or f"its columns are {', '.join(self.names[:8])}"
        self.reader.report("unknown-column", f"the data has no column {name!r}", path, hint)
        return None

    def _cell(self, row: CsvRow, at: int) -> CsvCell:
        return row[at] if at < len(row) else csv_text.CsvCell("", row[-1].strand)

    def _value(self, cell: CsvCell | None) -> float | None:
        if cell is None or cell.text.casefold() in _MISSING:
            return None
        value = number(cell.text)
        if value is None:
            hint = "leave the cell empty where there is no value"
            place = cell.strand.position(cell.start)
            self.reader.reading.report(error("bad-value", f"{cell.text!r} is not a number", place, hint))
        return value
