"""CSL-JSON: a list of items, as Zotero and Better BibTeX export it."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from briefgen.citations.entry import Entry, read_entries
from briefgen.model.diagnostic import Diagnostic, Outcome, error
from briefgen.model.position import Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.citation import Library

_BLANK = re.compile(r"[ \t\r\n]*")


class _NotAList(ValueError):
    """The text is JSON at best, but no list of items; ``index`` is where that shows."""

    def __init__(self, reason: str, index: int) -> None:
        super().__init__(reason)
        self.index = index


def read_csl_json(text: str, file: str) -> Outcome[Library]:
    """Read a list of CSL-JSON items. The items before a syntax error are still read."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def at(index: int) -> Position:
        line = bisect_right(starts, index)
        return Position(file, line, index - starts[line - 1] + 1)

    entries: list[Entry] = []
    found: list[Diagnostic] = []
    try:
        for index, item in _items(text):
            made = _entry(item, at(index))
            found.extend(made.diagnostics)
            entries.extend(made.value)
    except json.JSONDecodeError as failure:
        found.append(error("malformed-file", f"not JSON: {failure.msg[:1].lower()}{failure.msg[1:]}", at(failure.pos)))
    except _NotAList as failure:
        found.append(error("malformed-file", str(failure), at(failure.index), "a CSL-JSON library is a list: [{…}, {…}]"))
    except RecursionError:
        found.append(error("malformed-file", "nested too deeply", at(0)))
    library = read_entries(entries)
    return Outcome(library.value, (*found, *library.diagnostics))


def _entry(item: object, position: Position) -> Outcome[tuple[Entry, ...]]:
    if not isinstance(item, dict):
        return Outcome((), (error("malformed-file", "an item must be an object", position),))
    key = item.get("id")
    if not isinstance(key, str | int) or isinstance(key, bool) or not str(key):
        return Outcome((), (error("missing-source-key", "the item has no id", position, 'add "id": "…"'),))
    return Outcome((Entry(str(key), item, position),))


def _items(text: str) -> Iterator[tuple[int, Any]]:
    """Every element of the outer list with its offset; one by one, because the standard decoder keeps no positions."""
    decoder = json.JSONDecoder()
    index = _skip_blank(text, 1 if text.startswith("\ufeff") else 0)
    if text[index : index + 1] != "[":
        raise _NotAList("expected a list of items", index)
    index = _skip_blank(text, index + 1)
    if text[index : index + 1] == "]":
        return
    while True:
        item, end = decoder.raw_decode(text, index)
        yield index, item
        end = _skip_blank(text, end)
        if text[end : end + 1] == "]":
            return
        if text[end : end + 1] != ",":
            raise _NotAList("expected a comma or the end of the list", end)
        index = _skip_blank(text, end + 1)


def _skip_blank(text: str, index: int) -> int:
    found = _BLANK.match(text, index)
    assert found is not None
    return found.end()
