"""Values of the model to rows of the database and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from briefgen.ledger.records import Approval, BriefState, Event, Held, Pause, Transition, WatchedSource
from briefgen.model.delivery import Delivery, State
from briefgen.model.edition import Artifact, Content, Edition, Hold, Impact, Loss
from briefgen.model.position import Position
from briefgen.model.source import CaptureState, Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.ledger.database import Row


_SNAPSHOT = "source raw text extractor extractor_version captured_at media_type title etag last_modified".split()
"""Columns of ``snapshot`` that are named as the fields of the value."""


def to_json(value: object) -> str:
    """JSON in one spelling: the same value is the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def mapping(text: str) -> Mapping[str, Any]:
    """The mapping in a column of JSON."""
    return dict(json.loads(text))


# ── sources ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def snapshot(row: Row) -> Snapshot:
    """A row of ``snapshot``."""
    return Snapshot(**{name: row[name] for name in _SNAPSHOT})


def snapshot_columns(value: Snapshot) -> dict[str, str]:
    """A snapshot as columns, its number and its meaning left out."""
    return {name: getattr(value, name) for name in _SNAPSHOT}


def watched(row: Row, standing: Snapshot | None) -> WatchedSource:
    """A row of ``source`` with the snapshot that stands."""
    return WatchedSource(
        row["identity"],
        row["kind"],
        row["location"],
        CaptureState(row["state"]),
        standing,
        row["reason"],
        row["etag"],
        row["last_modified"],
        row["checked_at"],
        row["changed_at"],
        row["next_check"],
        row["failures"],
        row["changes_in_a_row"],
        bool(row["restless"]),
    )


# ── editions ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def content(row: Row) -> Content:
    """The two digests in a row of ``edition`` or ``hold``."""
    return Content(row["text_digest"], row["data_digest"])


def edition(row: Row, artifacts: Iterable[Row], verified: str) -> Edition:
    """A row of ``edition`` with its artifacts."""
    made = tuple(Artifact(one["format"], one["name"], one["digest"], one["size"]) for one in artifacts)
    return Edition(
        row["brief"],
        row["number"],
        content(row),
        mapping(row["sources"]),
        row["published_at"],
        row["reason"],
        made,
        row["outline"],
        verified,
    )


def brief_state(row: Row) -> BriefState:
    """A row of ``brief``."""
    return BriefState(row["id"], row["next_due"], row["settle_since"], row["decision"], row["reason"], row["decided_at"])


# ── a person's word ──────────────────────────────────────────────────────────────────────────────────────────────────


def held(row: Row) -> Held:
    """A row of ``hold``."""
    impacts = tuple(_impact(row["brief"], one) for one in json.loads(row["impacts"]))
    return Held(row["brief"], row["since"], Hold(tuple(json.loads(row["reasons"])), impacts), content(row))


def impacts_json(impacts: Iterable[Impact]) -> str:
    """Impacts as JSON, places included."""
    return to_json([_impact_json(one) for one in impacts])


def _impact_json(impact: Impact) -> dict[str, object]:
    place = impact.position
    return {
        "source": impact.source,
        "loss": str(impact.loss),
        "sentence": impact.sentence,
        "span": impact.span,
        "judgments": list(impact.judgments),
        "position": [place.file, place.line, place.column] if place else None,
    }


def _impact(brief: str, one: Mapping[str, Any]) -> Impact:
    place = Position(*one["position"]) if one["position"] else None
    return Impact(brief, one["source"], Loss(one["loss"]), one["sentence"], one["span"], place, tuple(one["judgments"]))


def approval(row: Row) -> Approval:
    """A row of ``approval``."""
    return Approval(row["brief"], row["content"], row["who"], row["at"], mapping(row["sources"]))


def event(row: Row) -> Event:
    """A row of ``event``."""
    return Event(row["at"], row["what"], row["who"], row["subject"], mapping(row["details"]))


# ── deliveries ───────────────────────────────────────────────────────────────────────────────────────────────────────


def delivery(row: Row) -> Delivery:
    """A row of ``delivery``."""
    return Delivery(
        row["brief"],
        row["number"],
        row["channel"],
        row["recipient"],
        row["message_id"],
        row["message"],
        State(row["state"]),
        row["tries"],
        row["next_try"],
        row["reply"],
        row["reason"],
        row["epoch"],
        row["list"],
        row["marking"],
        row["status"],
        row["since"],
        bool(row["leased"]),
    )


def transition(row: Row) -> Transition:
    """A row of ``delivery_log``."""
    return Transition(row["at"], row["was"], row["state"], row["epoch"], row["who"], row["reply"], row["reason"])


def pause(row: Row) -> Pause:
    """The row of ``pause``."""
    return Pause(row["since"], row["who"], row["reason"])
