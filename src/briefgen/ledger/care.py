"""Looking after a ledger: is it whole, keeping a copy, bringing one back, letting go of what nobody needs."""

from __future__ import annotations

import secrets
import shutil
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.ledger import rows
from briefgen.ledger.database import MEMORY, Database
from briefgen.ledger.schema import current, prepare, version_of
from briefgen.ledger.trouble import LedgerDamaged, in_words
from briefgen.model.errors import EnvironmentFailed
from briefgen.model.instant import moment, stamp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.ports import Objects

_COMPANIONS = ("", "-wal", "-shm")
"""What a ledger's file has beside it while it is in use; they belong together."""


def problems(database: Database, objects: Objects | None) -> Iterator[str]:
    """What is wrong: with the file, with rows that name what is not there, and with bytes that no longer match their digest."""
    for row in database.execute("pragma integrity_check(20)"):
        if row["integrity_check"] != "ok":
            yield f"the ledger is damaged: {row['integrity_check']}"
    for row in database.execute("pragma foreign_key_check"):
        yield f"the ledger is damaged: a row of {row['table']} names one of {row['parent']} that is not there"
    if objects is None:
        return
    needed = {row["digest"]: f"{row['name']} of {row['brief']}, edition {row['number']}" for row in database.rows("all_artifacts")}
    for row in database.rows("objects"):
        try:
            objects.get(row["digest"])
        except EnvironmentFailed as trouble:
            yield f"{needed.get(row['digest'], 'a snapshot or an outline')}: {trouble.message}"


def room(database: Database) -> int | None:
    """Bytes that are free where the ledger is; ``None``: it is in memory."""
    if database.place == MEMORY:
        return None
    with in_words(database.called):
        return shutil.disk_usage(Path(database.place).parent).free


# ── copies ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def back_up(database: Database, target: Path) -> None:
    """A whole copy of the ledger as of now, one file, put in its place when it is complete."""
    with _made_beside(target) as temporary:
        with closing(Database(temporary, called=str(target))) as copy:
            database.copy_to(copy)
            copy.execute("pragma journal_mode = delete")  # one file, whole in itself
        with in_words(str(target)):
            temporary.replace(target)


def restore(place: Path, backup: Path) -> None:
    """Put a backup in the ledger's place, under a new generation, in one step.

    Raises :class:`~briefgen.ledger.trouble.LedgerDamaged` for a backup that is none and
    :class:`~briefgen.ledger.trouble.LedgerTooNew` for one of a later release; then nothing has changed. A ledger that cannot be
    read is moved aside, to ``ledger.sqlite.damaged``.
    """
    if not backup.is_file():
        raise EnvironmentFailed(f"there is no backup {backup}", hint="name the file that briefgen state backup wrote")
    with _made_beside(place) as temporary:
        with in_words(str(backup)):
            shutil.copyfile(backup, temporary)
        with closing(Database(temporary, called=str(backup))) as restored, closing(_live(place)) as live:
            _refuse_damaged(restored)
            prepare(restored, current())
            restored.run("set_generation", generation=max(generation(live), generation(restored)) + 1)
            values = {"at": stamp(datetime.fromtimestamp(restored.now(), UTC)), "what": "restored", "who": "", "subject": ""}
            restored.run("note", **values, details=rows.to_json({"backup": backup.name}))
            restored.copy_to(live)


@contextmanager
def _made_beside(target: Path) -> Iterator[Path]:
    """A file that is not there yet, in the folder of ``target``; whatever is left of it is removed."""
    with in_words(str(target)):
        target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        yield temporary
    finally:
        for suffix in _COMPANIONS:
            with suppress(OSError):
                temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)


def _refuse_damaged(backup: Database) -> None:
    reason = next(problems(backup, None), "" if version_of(backup, current()) else "it is empty")
    if reason:
        raise LedgerDamaged(f"{backup.called}: {reason}", hint="take an older backup")


def _live(place: Path) -> Database:
    """The ledger that is to be replaced, or a new file where there is none that can be read: such a one is moved aside."""
    try:
        return _readable(place)
    except LedgerDamaged:
        with in_words(str(place)):
            for suffix in _COMPANIONS:
                part = place.with_name(place.name + suffix)
                if part.exists():
                    part.replace(place.with_name(f"{place.name}.damaged{suffix}"))
        return _readable(place)


def _readable(place: Path) -> Database:
    live = Database(place)
    try:
        version_of(live, current())
        generation(live)
    except BaseException:
        live.close()
        raise
    return live


def generation(database: Database) -> int:
    """One more than the number of times that a ledger was restored; 0: the file is empty."""
    row = database.row("version") if version_of(database, current()) else None
    return int(row["generation"]) if row else 0


# ── letting go ───────────────────────────────────────────────────────────────────────────────────────────────────────


def prune(database: Database, before: datetime, keep: int) -> frozenset[str]:
    """Drop what is older than ``before`` and needed by nothing, inside a transaction; the digests that no row names any more."""
    named = objects(database)
    for source, number in _unneeded(database, before, keep):
        database.run("drop_snapshot", source=source, number=number)
    database.run("drop_events", before=stamp(before))
    database.run("drop_slots", before=stamp(before))
    return named - objects(database)


def objects(database: Database) -> frozenset[str]:
    """The digests of all bytes that some row needs."""
    return frozenset(row["digest"] for row in database.rows("objects"))


def _unneeded(database: Database, before: datetime, keep: int) -> list[tuple[str, int]]:
    """Old snapshots that do not stand, are not among a source's newest ``keep``, and are no edition's or approval's ground.

    The newest text of a meaning stays with the texts that an edition rested on: later ones are compared with it.
    """
    grounds = {text for row in database.rows("grounds") for text in rows.mapping(row["sources"]).values()}
    found = database.rows("all_snapshots")
    numbers: dict[str, list[int]] = {}
    meanings: dict[tuple[str, int], int] = {}
    needed: set[tuple[str, int]] = set()
    for row in found:
        numbers.setdefault(row["source"], []).append(row["number"])
        meanings[row["source"], row["meaning"]] = row["number"]
        if row["text"] in grounds:
            needed.add((row["source"], row["meaning"]))
    spared = {(source, number) for source, all_ in numbers.items() for number in all_[-keep:]} if keep else set()
    spared |= {(source, meanings[source, meaning]) for source, meaning in needed}
    return [
        (row["source"], row["number"])
        for row in found
        if row["number"] != row["standing"]
        and (row["source"], row["number"]) not in spared
        and row["text"] not in grounds
        and moment(row["captured_at"]) < before
    ]
