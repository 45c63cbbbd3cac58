"""What a look at a source leaves in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.ledger import rows
from briefgen.model.source import Capture, CaptureState, Snapshot

if TYPE_CHECKING:
    from briefgen.ledger.database import Database, Row

_SEEN = (CaptureState.BASELINE, CaptureState.UNCHANGED, CaptureState.CHANGED)
"""Looks that saw the source; after any other the last snapshot stands."""


def record(database: Database, capture: Capture, now: str, next_check: str, *, restless: bool) -> None:
    """Write one look down, inside a transaction. What is already there is not written twice, whoever saw it first.

    Another process may have looked at the source meanwhile: a first look that finds another text standing saw a change, and one
    that compared with a text that stands no more has nothing to say.
    """
    source = capture.source
    identity = source.identity
    database.run("add_source", identity=identity, kind=source.kind, location=source.location, state=capture.state, checked_at=now)
    before = database.row("source", identity=identity)
    assert before is not None
    standing = _standing(database, before)
    seen = capture.snapshot if capture.state in _SEEN else None
    if capture.state is CaptureState.UNCHANGED and seen and standing and _is_of_before(database, standing, seen):
        return
    is_new = seen is not None and not _same(standing, seen)
    changed = is_new and standing is not None and seen is not None and _says_otherwise(capture.state, standing, seen)
    number = _add(database, seen, before, changed=changed) if is_new and seen else before["standing"]
    database.run(
        "source_looked_at",
        identity=identity,
        state=CaptureState.CHANGED if changed else capture.state,
        reason=capture.reason,
        standing=number,
        etag=seen.etag if seen else before["etag"],
        last_modified=seen.last_modified if seen else before["last_modified"],
        checked_at=now,
        changed_at=now if changed else before["changed_at"],
        next_check=next_check,
        failures=0 if capture.state in _SEEN else before["failures"] + 1,
        changes_in_a_row=_in_a_row(before, capture.state, changed=changed),
        restless=int(restless),
    )


def _standing(database: Database, before: Row) -> Snapshot | None:
    row = database.row("snapshot", source=before["identity"], number=before["standing"]) if before["standing"] else None
    return rows.snapshot(row) if row else None


def _same(standing: Snapshot | None, seen: Snapshot) -> bool:
    """Whether a snapshot is the one that stands; the instant and the validators of a later look at it are not its words."""
    if standing is None:
        return False
    return (standing.text, standing.extractor, standing.extractor_version) == (seen.text, seen.extractor, seen.extractor_version)


def _is_of_before(database: Database, standing: Snapshot, seen: Snapshot) -> bool:
    """Whether a look found that nothing changed since a snapshot that has been replaced. Another extractor's text may be new."""
    if standing.text == seen.text:
        return False
    if (standing.extractor, standing.extractor_version) == (seen.extractor, seen.extractor_version):
        return True
    known = database.row("counterpart", source=seen.source, text=seen.text)
    return known is not None and known["text"] != standing.text


def _says_otherwise(state: CaptureState, standing: Snapshot, seen: Snapshot) -> bool:
    return state is CaptureState.CHANGED or (state is CaptureState.BASELINE and standing.text != seen.text)


def _add(database: Database, seen: Snapshot, before: Row, *, changed: bool) -> int:
    """A new row, which stands from now on. Unless the source changed, it means what the one before it meant."""
    newest = database.row("newest_snapshot_number", source=before["identity"])
    assert newest is not None
    number = int(newest["number"]) + 1
    last = database.row("snapshot", source=before["identity"], number=before["standing"]) if before["standing"] else None
    meaning = number if changed or last is None else last["meaning"]
    columns = rows.snapshot_columns(seen) | {"source": before["identity"]}
    database.run("add_snapshot", number=number, meaning=meaning, **columns)
    return number


def _in_a_row(before: Row, state: CaptureState, *, changed: bool) -> int:
    if changed:
        return int(before["changes_in_a_row"]) + 1
    return 0 if state is CaptureState.UNCHANGED else int(before["changes_in_a_row"])
