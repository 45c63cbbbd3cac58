"""The YAML that most front matter is written in, without a reader for all of it, which takes longer to start than a page to set.

Plain are keys with a text, a date, true, false or nothing, or with a list of texts, each on a line of its own; anything else is for
:mod:`briefgen.readers.yaml_values` to have read by PyYAML, of whose nodes these are the image.
"""

from __future__ import annotations

import re
from typing import Any

from briefgen.model.named import NamedTuple

_TAG = "tag:yaml.org,2002:"
_LINES = 500
_ODD = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
_VALUE = rf"""(?P<value>
    (?P<text>[^\W\d_][^{_ODD}:\#]*)
  | (?P<date>\d{{4}}-\d\d-\d\d)
  | "(?P<double>[^"\\{_ODD}]*)"
  | '(?P<single>[^'{_ODD}]*)'
)?\ *"""
_KEY = re.compile(rf"(?P<key>[A-Za-z][A-Za-z0-9_-]*):(?:\ +{_VALUE})?", re.VERBOSE)
_ITEM = re.compile(rf"(?P<indent>\ *)-\ +{_VALUE}", re.VERBOSE)
_WORDS = frozenset(("yes", "no", "true", "false", "on", "off", "null", "y", "n"))


class Mark(NamedTuple):
    """A place: line and column, both from 0."""

    line: int
    column: int


class PlainNode(NamedTuple):
    """What a node of PyYAML's says, by the same names. ``id``: ``scalar``, ``sequence`` or ``mapping``, of which ``value`` is the
    text, the nodes in it, or pairs of nodes."""

    id: str
    tag: str
    value: Any
    start_mark: Mark
    style: str | None = None


def compose(text: str) -> PlainNode | None:
    """The mapping that a text is; ``None``: it is not plain."""
    lines = text.split("\n")
    pairs: list[tuple[PlainNode, PlainNode]] = []
    items: list[PlainNode] | None = None
    indent = ""
    if len(lines) > _LINES:
        return None
    for number, line in enumerate(lines):
        if not line.strip(" "):
            continue
        key = _KEY.fullmatch(line)
        if key is not None:
            value = _scalar(key, number)
            if value is None:
                return None
            items = [] if value.tag == f"{_TAG}null" else None
            pairs.append((PlainNode("scalar", f"{_TAG}str", key["key"], Mark(number, 0)), value))
            continue
        item = _ITEM.fullmatch(line)
        value = _scalar(item, number) if item is not None else None
        if item is None or value is None or items is None or not item["value"] or (items and item["indent"] != indent):
            return None
        if not items:
            pairs[-1] = (pairs[-1][0], PlainNode("sequence", f"{_TAG}seq", items, Mark(number, len(item["indent"]))))
        indent = item["indent"]
        items.append(value)
    return PlainNode("mapping", f"{_TAG}map", pairs, Mark(0, 0)) if pairs else None


def _scalar(match: re.Match[str], line: int) -> PlainNode | None:
    """The value in a line; ``None``: it takes knowing all of YAML to say what it is."""
    if match["value"] is None:
        return PlainNode("scalar", f"{_TAG}null", "", Mark(line, match.end()))
    at = Mark(line, match.start("value"))
    if match["double"] is not None:
        return PlainNode("scalar", f"{_TAG}str", match["double"], at, '"')
    if match["single"] is not None:
        return PlainNode("scalar", f"{_TAG}str", match["single"], at, "'")
    if match["date"] is not None:
        return PlainNode("scalar", f"{_TAG}timestamp", match["date"], at)
    text = match["text"].rstrip(" ")
    if text in {"true", "false"}:
        return PlainNode("scalar", f"{_TAG}bool", text, at)
    return None if text.lower() in _WORDS else PlainNode("scalar", f"{_TAG}str", text, at)
