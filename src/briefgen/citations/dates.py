"""Dates as people write them in a library, brought to CSL-JSON's ``date-parts``.

Taken: ISO 8601 (``2022``, ``2022-08``, ``2022-08-11``), what EDTF level 1 adds to it (``2022~`` and ``2022?`` about 2022,
``2022-21`` spring 2022, ``2022-08-11/2022-08-14`` a range, ``2022/..`` open), whole numbers, and CSL-JSON's own forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from briefgen.model.expressions import expression

_ISO = expression(r"(?P<year>-?\d{4})(-(?P<month>\d{1,2})(-(?P<day>\d{1,2}))?)?(T[\d:.Z+-]*)?(?P<doubt>[~?%])?")
_OPEN_END = ("", "..")
_FIRST_SEASON = 21


class NotADate(ValueError):
    """The value is no date; the text says why."""


def read_date(value: object) -> dict[str, Any]:
    """A CSL-JSON date variable. Raises :class:`NotADate`, with a reason that completes "is not a date: …"."""
    match value:
        case bool():
            raise NotADate("a truth value")
        case int():
            return _from_text(f"{value:04d}")
        case str():
            return _from_text(value.strip())
        case list():
            return {"date-parts": [_parts(value)]}
        case Mapping():
            return _from_mapping(value)
        case _:
            raise NotADate("expected text such as 2022-08-11")


def _from_text(text: str) -> dict[str, Any]:
    start, slash, end = text.partition("/")
    first, circa, season = _single(start)
    made: dict[str, Any] = {"date-parts": [first]}
    if slash:
        last, late_circa, _ = ([0], False, 0) if end in _OPEN_END else _single(end)
        made["date-parts"] = [first, last]
        circa = circa or late_circa
    if season:
        made["season"] = season
    if circa:
        made["circa"] = True
    return made


def _single(text: str) -> tuple[list[int], bool, int]:
    """One date: its parts, whether it is approximate, and its season from 1 (spring) to 4, 0 for none."""
    found = _ISO.fullmatch(text)
    if found is None:
        raise NotADate(f"{text!r}; write 2022-08-11, 2022-08 or 2022")
    parts = [int(found[name]) for name in ("year", "month", "day") if found[name]]
    circa = found["doubt"] is not None
    season = parts[1] - _FIRST_SEASON + 1 if len(parts) == 2 else 0
    if season in (1, 2, 3, 4):
        return parts[:1], circa, season
    return _parts(parts), circa, 0


def _parts(values: list[Any]) -> list[int]:
    """One group of date-parts, proved to be a day of the calendar."""
    if len(values) == 1 and isinstance(values[0], list):
        values = values[0]
    try:
        parts = [int(value) for value in values]
    except (TypeError, ValueError):
        raise NotADate(f"{values!r} are not a year, month and day") from None
    if not 1 <= len(parts) <= 3:
        raise NotADate("expected a year, or a year and month, or a year, month and day")
    if parts == [0]:
        return parts
    year, month, day = (*parts, 1, 1)[:3]
    try:
        # Only the year's place in the leap cycle matters, so that years before Christ are proved as well.
        date(year % 400 + 400, month, day)
    except ValueError:
        raise NotADate(f"{'-'.join(map(str, parts))} is not in the calendar") from None
    return parts


def _from_mapping(value: Mapping[str, Any]) -> dict[str, Any]:
    if "year" in value:
        return {"date-parts": [_parts([value[name] for name in ("year", "month", "day") if name in value])]}
    if isinstance(value.get("raw"), str):
        return _from_text(value["raw"].strip())
    made: dict[str, Any] = {}
    if isinstance(value.get("literal"), str):
        made["literal"] = value["literal"]
    if "date-parts" in value:
        made["date-parts"] = _groups(value["date-parts"])
    if value.get("season"):
        made["season"] = _season(value["season"])
    if value.get("circa"):
        made["circa"] = True
    if not made.keys() & {"literal", "date-parts"}:
        raise NotADate("expected date-parts, literal or raw")
    return made


def _groups(value: object) -> list[list[int]]:
    if not isinstance(value, list) or not 1 <= len(value) <= 2 or not all(isinstance(group, list) for group in value):
        raise NotADate("date-parts is a list of one date, or of two for a range")
    return [_parts(group) for group in value]


def _season(value: object) -> int:
    if str(value) not in ("1", "2", "3", "4"):
        raise NotADate("a season is 1 (spring) to 4 (winter)")
    return int(str(value))
