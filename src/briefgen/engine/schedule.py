"""When a brief is due: cron's five fields in a time zone, right through both changes of the clocks; the only place with cronsim."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from cronsim import CronSim, CronSimError

from briefgen.model.errors import WorkspaceError
from briefgen.model.nearest import did_you_mean
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.model.position import Position

FIELDS = 5
"""Minute, hour, day of the month, month, day of the week (crontab(5))."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """``cron`` in the local time of ``zone``. Make one with :func:`read_schedule`, which refuses what cannot be read.

    A time that the clocks skip in spring is run when they have been set forward; one that they show twice in autumn is run once,
    unless the fields begin with ``*`` and so mean every hour that passes (the rule of Debian's cron).
    """

    cron: str
    zone: str = "UTC"

    def next_after(self, instant: datetime) -> datetime:
        """The first run later than ``instant``, in UTC."""
        # Within the hour that comes twice cronsim may begin with a run that is over.
        runs = (run.astimezone(UTC) for run in CronSim(self.cron, instant.astimezone(ZoneInfo(self.zone))))
        return next(run for run in runs if run > instant)

    def slot(self, due: datetime) -> str:
        """What the run at ``due`` is called in the ledger: by local time and schedule, so that no clock makes it twice."""
        local = due.astimezone(ZoneInfo(self.zone))
        offset = local.strftime("%z") if self._counts_hours() else ""
        return f"{local:%Y-%m-%dT%H:%M}{offset} {' '.join(self.cron.split())} {self.zone}"

    def _counts_hours(self) -> bool:
        """Whether the schedule follows the hours that pass, and not what the clock on the wall shows."""
        minute, hour, *_ = self.cron.split()
        return minute.startswith("*") or hour.startswith("*")


def read_schedule(declared: Mapping[str, str], places: Mapping[str, Position] | None = None) -> Schedule | None:
    """The schedule of a brief's front matter; ``None``: it declares none.

    Raises :class:`~briefgen.model.errors.WorkspaceError` for fields that are not cron's and for an unknown time zone.
    """
    cron, zone = declared.get("cron", ""), declared.get("timezone", "UTC")
    if not cron:
        return None
    known = places or {}
    _check_cron(cron, known.get("schedule.cron") or known.get("schedule"))
    _check_zone(zone, known.get("schedule.timezone") or known.get("schedule"))
    return Schedule(cron, zone)


def _check_cron(cron: str, place: Position | None) -> None:
    hint = "write minute, hour, day of the month, month and day of the week, such as 0 6 * * 1-5"
    if len(cron.split()) != FIELDS:
        raise WorkspaceError(f"the schedule {cron!r} does not have five fields", position=place, hint=hint)
    try:
        next(CronSim(cron, datetime(2000, 1, 1, tzinfo=UTC)))
    except CronSimError as problem:
        raise WorkspaceError(
            f"the schedule {cron!r} cannot be read: {str(problem).lower()}", position=place, hint=hint
        ) from problem
    except StopIteration:
        raise WorkspaceError(f"the schedule {cron!r} is never due", position=place, hint=hint) from None


@cache
def _check_zone(zone: str, place: Position | None) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = did_you_mean(zone, available_timezones()) or "write an IANA name such as Europe/Berlin"
        raise WorkspaceError(f"there is no time zone {zone!r}", position=place, hint=hint) from None
