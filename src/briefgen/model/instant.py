"""Instants as text: ISO 8601 in UTC to the second, ``2022-10-20T06:00:00Z``, so that their order is that of their letters."""

from __future__ import annotations

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """The text of an instant. Fractions of a second are dropped; a moment without a time zone is in UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime:
    """The instant that any ISO 8601 text with a date means, in UTC. Raises :class:`ValueError` for another text."""
    read = datetime.fromisoformat(text)
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)


def canonical(text: str) -> str:
    """An instant in any ISO 8601 form as this module writes it; empty stays empty. Raises :class:`ValueError` for another text."""
    return stamp(moment(text)) if text else ""
