"""The schedule cannot be kept: its fields are not cron's, or there is no such time zone.

Nobody notices a brief that is never looked at again. ``cron`` has the five fields of crontab(5), in the local time of
``timezone``, an IANA name.

```markdown bad
---
title: Never due
schedule: {cron: "0 25 * *", timezone: Mars/Olympus}
---

Text.
```

```markdown good
---
title: Every morning of a working day
schedule: {cron: "0 6 * * 1-5", timezone: Europe/Berlin}
---

Text.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.diagnostic import Diagnostic, error
from briefgen.model.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject
    from briefgen.model.position import Position

_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_DAYS = "SUN MON TUE WED THU FRI SAT".split()
_FIELDS: dict[str, tuple[int, int, dict[str, int]]] = {
    "minute": (0, 59, {}),
    "hour": (0, 23, {}),
    "day of the month": (1, 31, {}),
    "month": (1, 12, {name: number for number, name in enumerate(_MONTHS, 1)}),
    "day of the week": (0, 7, {name: number for number, name in enumerate(_DAYS)}),
}
_PART = re.compile(r"(?:\*|(?P<first>\w+)(?:-(?P<last>\w+))?)(?:/(?P<step>\d{1,4}))?")
_LAST = {"day of the month": re.compile(r"L|LW"), "day of the week": re.compile(r"(?:[0-7]|[A-Z]{3})(?:L|#[1-5])")}
_HINT = 'write minute, hour, day of the month, month and day of the week, such as cron: "0 6 * * 1-5"'


def check(subject: Subject) -> Iterator[Diagnostic]:
    """A finding for the fields and one for the time zone; a brief without a schedule passes."""
    schedule = subject.brief.schedule
    cron, zone = schedule.get("cron", ""), schedule.get("timezone", "")
    problem = cron_problem(cron) if cron else ""
    if problem:
        yield error("schedule-invalid", f"the schedule {cron!r} cannot be kept: {problem}", _place(subject, "cron"), _HINT)
    if zone:
        from zoneinfo import available_timezones  # most briefs have no schedule

        if zone not in available_timezones():
            hint = did_you_mean(zone, sorted(available_timezones())) or "write an IANA name such as Europe/Berlin"
            yield error("schedule-invalid", f"there is no time zone {zone!r}", _place(subject, "timezone"), hint)


def _place(subject: Subject, key: str) -> Position:
    places = subject.brief.places
    return places.get(f"schedule.{key}") or subject.place("schedule")


def cron_problem(cron: str) -> str:
    """What keeps a text from being cron's five fields (crontab(5)); empty: nothing."""
    fields = cron.split()
    if len(fields) != len(_FIELDS):
        return f"it has {len(fields)} field{'s' if len(fields) != 1 else ''} and not five"
    wrong = (f"{field!r} is no {name}" for name, field in zip(_FIELDS, fields, strict=True) if not _is_field(name, field.upper()))
    return next(wrong, "")


def _is_field(name: str, field: str) -> bool:
    return all(_is_part(name, part) for part in field.split(","))


def _is_part(name: str, part: str) -> bool:
    special = _LAST.get(name)
    if special and special.fullmatch(part):
        return True
    found = _PART.fullmatch(part)
    if not found or (found["step"] and int(found["step"]) < 1):
        return False
    least, most, names = _FIELDS[name]
    ends = [names.get(end, int(end) if end.isdecimal() else -1) for end in (found["first"], found["last"]) if end]
    return all(least <= end <= most for end in ends) and ends == sorted(ends)
