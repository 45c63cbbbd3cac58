"""Running lines: the fragments for the head and foot of every page, with the places left open that differ from page to page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefgen.house.fragments import render_fragment
from briefgen.model.house import FIRST_FOOT, FIRST_HEAD, RUNNING_FOOT, RUNNING_HEAD
from briefgen.model.running import PageField, Running, RunningLine, RunningText
from briefgen.templating import Ready

if TYPE_CHECKING:
    from briefgen.model.house import House

_SIGNS = {"\ufdea": PageField.PAGE, "\ufdeb": PageField.PAGES, "\ufdec": PageField.SECTION}
"""Stand for the fields while a fragment is filled: code points that no text can have (Unicode 15, D14)."""

_PARTED = re.compile(f"([{''.join(_SIGNS)}])")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")
_PARTS = 3


def render_running(house: House, context: Mapping[str, object]) -> Running:
    """The running lines of a house, filled from ``context`` and with the fields ``page``, ``pages`` and ``section`` besides.

    A line of the fragment is a line of the page, its parts divided by tabs: left, middle, right. These fragments are plain text. A
    fragment that the house lacks leaves that line to the writers; one that prints nothing takes it away. Raises
    :class:`~briefgen.model.errors.MalformedFile` at the fragment's line.
    """
    values = {name: _plain(value) for name, value in context.items()}
    values |= {str(field.value): Ready(sign) for sign, field in _SIGNS.items()}
    return Running(*(_lines(house, name, values) for name in (RUNNING_HEAD, RUNNING_FOOT, FIRST_HEAD, FIRST_FOOT)))


def _lines(house: House, name: str, values: Mapping[str, object]) -> tuple[RunningLine, ...] | None:
    if name not in house.fragments:
        return None
    lines = render_fragment(house, name, values).splitlines()
    return tuple(_line(line) for line in lines if line.strip())


def _line(text: str) -> RunningLine:
    parts = [part.strip() for part in text.split("\t")]
    if len(parts) > _PARTS:
        parts = [parts[0], " ".join(filter(None, parts[1:-1])), parts[-1]]
    left, centre, right = (_text(part) for part in (*parts, "", "")[:_PARTS])
    return RunningLine(left, centre, right)


def _text(part: str) -> RunningText:
    return tuple(_SIGNS.get(piece, piece) for piece in _PARTED.split(part) if piece)


def _plain(value: object) -> object:
    """A value whose texts are printed as they are, on one line: a running line is not Markdown."""
    match value:
        case str():
            return Ready(_SPACE.sub(" ", _PARTED.sub("", value)).strip())
        case Mapping():
            return {key: _plain(part) for key, part in value.items()}
        case tuple() | list():
            return tuple(_plain(part) for part in value)
        case _:
            return value
