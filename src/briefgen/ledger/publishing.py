"""Editions in the ledger: their rows, what they rest on, and the number that only one run can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.ledger import rows
from briefgen.ledger.trouble import NumberTaken
from briefgen.model.instant import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.ledger.database import Database, Row
    from briefgen.model.edition import Edition


def edition(database: Database, row: Row) -> Edition:
    """An edition, its artifacts and its latest verification."""
    key = {"brief": row["brief"], "number": row["number"]}
    verified = database.row("latest_verification", **key)
    return rows.edition(row, database.rows("artifacts", **key), verified["at"] if verified else "")


def add(database: Database, made: Edition) -> None:
    """Add an edition and its artifacts, inside a transaction; raises :class:`NumberTaken` unless it is later than all others."""
    key = {"brief": made.brief, "number": made.number}
    columns = {
        "text_digest": made.content.text,
        "data_digest": made.content.data,
        "sources": rows.to_json(dict(made.sources)),
        "published_at": canonical(made.published_at),
        "reason": made.reason,
        "outline": made.outline,
    }
    if made.number <= latest_number(database, made.brief) or database.run("add_edition", **key, **columns) != 1:
        raise NumberTaken(f"{made.brief} has edition {made.number} already", hint="look again, and decide anew")
    for one in made.artifacts:
        database.run("add_artifact", **key, format=one.format, name=one.name, digest=one.digest, size=one.size)


def latest_number(database: Database, brief: str) -> int:
    """The number of the latest edition; 0: there is none."""
    row = database.row("latest_number", brief=brief)
    return int(row["number"]) if row else 0


def finish_slot(database: Database, brief: str, due: str, now: str) -> None:
    """Mark a run of the schedule as made, inside a transaction; raises :class:`NumberTaken` where it has been."""
    database.run("begin_slot", brief=brief, due=due, at=now)
    if database.run("finish_slot", brief=brief, due=due, at=now) != 1:
        raise NumberTaken(f"{brief} has been run for {due} already", hint="look again, and decide anew")


def ground(database: Database, brief: str) -> Mapping[str, str]:
    """What the latest edition rests on, as published and as verified since; empty where there is none."""
    latest = database.row("latest_edition", brief=brief)
    if latest is None:
        return {}
    verified = database.row("latest_verification", brief=brief, number=latest["number"])
    return {**rows.mapping(latest["sources"]), **(rows.mapping(verified["sources"]) if verified else {})}
