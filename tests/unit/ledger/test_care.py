from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from briefgen.ledger import Ledger, LedgerDamaged
from briefgen.model.edition import Artifact
from briefgen.model.errors import EnvironmentFailed
from briefgen.objects import DiskObjects
from entries import ISW, NYT, SAID, capture, edition

OLD, RECENT = "2021-01-01T00:00:00Z", "2022-10-19T00:00:00Z"


@pytest.fixture
def used(place):
    """A ledger in a file, with an edition in it."""
    with Ledger.open(place) as opened:
        opened.record_edition(edition())
        yield opened


# ── check ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_sound_ledger_has_no_problems(used):
    assert () == used.check()


def test_a_file_of_an_edition_that_is_missing_or_altered_is_named(ledger, tmp_path):
    objects = DiskObjects(tmp_path)
    digests = [objects.put(data) for data in (b"kept", b"altered")]
    names = ("kept.pdf", "altered.docx")
    made = [Artifact("pdf", name, digest, 6) for name, digest in zip(names, digests, strict=True)]
    ledger.record_edition(replace(edition(), artifacts=(*made, Artifact("txt", "lost.txt", "0" * 64, 1))))
    next(tmp_path.rglob(digests[1])).write_bytes(b"ALTERED")

    found = ledger.check(objects)
    assert 2 == len(found)
    assert ["altered.docx of small, edition 1", "lost.txt of small, edition 1"] == sorted(line.partition(":")[0] for line in found)


def test_a_snapshot_that_is_missing_is_told(ledger, tmp_path):
    ledger.record_capture(capture("baseline", "a" * 64))

    assert 2 == len(ledger.check(DiskObjects(tmp_path)))


# ── backup and restore ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_backup_is_one_file_with_everything_up_to_now(used, tmp_path):
    target = tmp_path / "backups" / "today.sqlite"
    used.backup(target)
    used.record_edition(edition(2))

    assert [target] == list(target.parent.iterdir())
    with Ledger.open(target) as copy:
        assert (edition(),) == copy.editions("small")


def test_a_restored_ledger_is_the_backup_under_a_new_generation(used, place, tmp_path):
    used.backup(tmp_path / "backup.sqlite")
    used.record_edition(edition(2))
    Ledger.restore(place, tmp_path / "backup.sqlite")

    assert (edition(),) == used.editions("small")
    assert 2 == used.generation
    assert "restored" == used.events()[0].what


def test_each_restore_of_one_backup_is_another_generation(used, place, tmp_path):
    used.backup(tmp_path / "backup.sqlite")
    before = (tmp_path / "backup.sqlite").read_bytes()
    for _ in range(3):
        Ledger.restore(place, tmp_path / "backup.sqlite")

    assert 4 == used.generation
    assert before == (tmp_path / "backup.sqlite").read_bytes()
    assert {"ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"} == {file.name for file in place.parent.iterdir()}


def test_a_lost_ledger_is_restored(used, place, tmp_path):
    used.backup(tmp_path / "backup.sqlite")
    Ledger.restore(tmp_path / "elsewhere" / "ledger.sqlite", tmp_path / "backup.sqlite")

    with Ledger.open(tmp_path / "elsewhere" / "ledger.sqlite") as restored:
        assert (edition(),) == restored.editions("small")


def test_a_damaged_ledger_is_moved_aside_and_replaced(used, place, tmp_path):
    used.backup(tmp_path / "backup.sqlite")
    used.close()
    place.write_bytes(b"not a ledger at all" * 100)
    Ledger.restore(place, tmp_path / "backup.sqlite")

    assert place.with_name("ledger.sqlite.damaged").read_bytes().startswith(b"not a ledger")
    with Ledger.open(place) as restored:
        assert (edition(),) == restored.editions("small")


@pytest.mark.parametrize("content", [b"", b"not a ledger at all" * 100])
def test_a_backup_that_is_none_changes_nothing(used, place, tmp_path, content):
    (tmp_path / "backup.sqlite").write_bytes(content)
    with pytest.raises(LedgerDamaged, match=r"backup\.sqlite"):
        Ledger.restore(place, tmp_path / "backup.sqlite")

    assert (1, (edition(),)) == (used.generation, used.editions("small"))


def test_a_backup_that_is_not_there_is_named(place, tmp_path):
    with pytest.raises(EnvironmentFailed, match=r"backup\.sqlite"):
        Ledger.restore(place, tmp_path / "backup.sqlite")


# ── prune ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def texts(ledger):
    return [one.text for one in ledger.history(ISW.identity)]


def seen(ledger, *found):
    """Old snapshots of one source, each another text."""
    for number, text in enumerate(found):
        ledger.record_capture(capture("changed" if number else "baseline", text, at=OLD))


def test_old_snapshots_that_nothing_needs_are_let_go(ledger):
    seen(ledger, "t1", "t2", "t3")

    assert {"t1", "raw-t1", "t2", "raw-t2"} == ledger.prune(RECENT)
    assert ["t3"] == texts(ledger)
    assert {"t3", "raw-t3"} == ledger.objects()


def test_the_newest_of_each_source_are_kept(ledger):
    seen(ledger, "t1", "t2", "t3")
    ledger.record_capture(capture("baseline", "n1", NYT, at=OLD))
    ledger.prune(RECENT, keep=2)

    assert ["t2", "t3"] == texts(ledger)
    assert 1 == len(ledger.history(NYT.identity))


def test_the_snapshot_that_stands_is_kept_whatever_its_age(ledger):
    seen(ledger, "t1", "t2")
    ledger.prune(RECENT, keep=0)

    assert ["t2"] == texts(ledger)


def test_recent_snapshots_are_kept(ledger):
    seen(ledger, "t1", "t2")

    assert frozenset() == ledger.prune("2020-01-01T00:00:00Z")
    assert ["t1", "t2"] == texts(ledger)


@pytest.mark.parametrize("ground", ["edition", "verification", "approval"])
def test_what_an_edition_or_an_approval_rests_on_is_kept(ledger, ground):
    seen(ledger, "t1", "t2", "t3")
    ledger.record_edition(edition(sources={"isw": "t1"} if ground == "edition" else {}))
    if ground == "verification":
        ledger.record_verification("small", 1, {"isw": "t1"}, OLD)
    if ground == "approval":
        ledger.approve("small", SAID, "editor", {"isw": "t1"})
    ledger.prune(RECENT)

    assert ["t1", "t3"] == texts(ledger)


def test_the_newest_reading_of_what_an_edition_rests_on_is_kept(ledger):
    looks = (("baseline", "t1", "1"), ("unchanged", "t1-b", "2"), ("unchanged", "t1-c", "3"), ("changed", "t2", "3"))
    for state, text, version in looks:
        ledger.record_capture(capture(state, text, at=OLD, version=version))
    ledger.record_edition(edition(sources={"isw": "t1"}))
    ledger.prune(RECENT)

    assert ["t1", "t1-c", "t2"] == texts(ledger)
    assert "t1-c" == ledger.counterpart(ISW.identity, "t1")


def test_bytes_that_another_row_needs_are_kept(ledger):
    seen(ledger, "t1", "t2", "t1")

    assert {"t2", "raw-t2"} == ledger.prune(RECENT)


def test_editions_are_kept_whatever_their_age(ledger):
    ledger.record_edition(edition(published_at=OLD, outline="o1"))

    assert frozenset() == ledger.prune("2030-01-01")
    assert 1 == len(ledger.editions("small"))
    assert {"o1", edition().artifacts[0].digest} == ledger.objects()


def test_old_events_and_finished_runs_are_let_go_and_open_runs_are_not(ledger):
    ledger.finish_slot("small", "done")
    ledger.claim_slot("small", "open")
    ledger.note("started")
    ledger.prune("2030-01-01")

    assert () == ledger.events()
    assert ["open"] == [row["due"] for row in ledger._database.execute("select due from slot")]


# ── trouble ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_that_is_no_ledger_is_refused_with_a_remedy(place):
    place.parent.mkdir()
    place.write_bytes(b"not a ledger at all" * 100)
    with pytest.raises(LedgerDamaged) as raised:
        Ledger.open(place)

    assert str(place) in raised.value.message
    assert "briefgen state restore" in raised.value.hint


def test_a_torn_page_is_found(used, place):
    used.close()
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    data = bytearray(place.read_bytes())
    data[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    place.write_bytes(data)

    assert any("damaged" in line for line in found_wrong(place))


def found_wrong(place):
    """What is wrong with a ledger, be it so much that it cannot be opened."""
    try:
        with Ledger.open(place) as opened:
            return opened.check()
    except LedgerDamaged as trouble:
        return (trouble.message,)


def test_a_full_disk_is_told_and_loses_nothing(used):
    used._database.execute("pragma max_page_count = 1")
    with pytest.raises(EnvironmentFailed) as raised:
        record_many(used)

    assert ("the disk is full", 5) == (raised.value.message.rpartition(": ")[2], raised.value.exit_code)
    used._database.execute("pragma max_page_count = 100000")
    written = [one.number for one in used.editions("small")]
    assert list(range(1, len(written) + 1)) == written
    assert () == used.check()


def record_many(ledger):
    for number in range(2, 500):
        ledger.record_edition(edition(number, reason="x" * 2000))


def test_a_ledger_that_may_not_be_written_says_so(used):
    used._database.execute("pragma query_only = on")
    with pytest.raises(EnvironmentFailed, match="may not be written"):
        used.note("started")


def test_a_folder_that_cannot_be_made_says_so(tmp_path):
    (tmp_path / "state").write_text("a file")
    with pytest.raises(EnvironmentFailed, match="ledger"):
        Ledger.open(tmp_path / "state" / "ledger.sqlite")


def test_a_folder_in_the_place_of_the_ledger_says_so(tmp_path):
    with pytest.raises(EnvironmentFailed, match="cannot be opened"):
        Ledger.open(tmp_path)


def test_a_ledger_that_stays_locked_says_so(used, place):
    used._database.execute("pragma busy_timeout = 50")
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(EnvironmentFailed, match="another process keeps it locked"):
            used.note("started")
