"""Datasets: CSV and JSON in one form each, so that only a changed value is a change."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from briefgen.sources.extraction import Extraction, Unreadable
from briefgen.sources.textfile import decoded

if TYPE_CHECKING:
    from briefgen.model.fetching import Fetched

VERSION = "1"


def extract(fetched: Fetched) -> Extraction:
    """A dataset, a line for each row or value. Raises :class:`Unreadable` for what is neither CSV nor JSON.

    Line ends, quoting, space round a cell, the order of JSON keys and its indentation say nothing; the order of rows does.
    """
    text = decoded(fetched)
    as_json = fetched.media_type.endswith("json") or fetched.url.partition("?")[0].lower().endswith(".json")
    lines = _json_lines(text) if as_json or text.lstrip()[:1] in ("{", "[") else _csv_lines(text)
    return Extraction(lines, "", "dataset", VERSION)


def _json_lines(text: str) -> str:
    try:
        value = json.loads(text)
        return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)
    except ValueError as problem:
        raise Unreadable("it is not JSON") from problem
    except RecursionError as problem:
        raise Unreadable("its JSON is nested too deeply") from problem


def _csv_lines(text: str) -> str:
    if text.lstrip()[:1] == "<":
        raise Unreadable("it is a page, not a dataset")
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    try:
        rows = csv.reader(io.StringIO(text, newline=""), _dialect(text), strict=True)
        writer.writerows(row for row in ([cell.strip() for cell in row] for row in rows) if any(row))
    except csv.Error as problem:
        raise Unreadable(f"it is not CSV: {problem}") from problem
    return made.getvalue().rstrip("\n")


def _dialect(text: str) -> type[csv.Dialect]:
    """Comma, semicolon or tab: whichever the first line has most of."""
    head = text.partition("\n")[0]

    class Found(csv.excel):
        delimiter = max(",;\t", key=head.count)

    return Found
