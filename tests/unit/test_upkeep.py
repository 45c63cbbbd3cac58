from __future__ import annotations

import os
import shutil

import pytest

from briefgen.ledger import Ledger, LedgerDamaged
from briefgen.model.edition import Hold, Skip
from briefgen.model.errors import EnvironmentFailed
from briefgen.objects import DiskObjects
from briefgen.upkeep import back_up, problems, prune, restore, sweep
from desk import SAID, SUMMARY, Desk


@pytest.fixture
def desk(tmp_path) -> Desk:
    desk = Desk(tmp_path / "ws")
    desk.refresh()
    return desk


def backed_up(desk: Desk) -> int:
    with desk.state() as state:
        return back_up(state, desk.root / "backup")


def found(desk: Desk) -> tuple[str, ...]:
    with desk.state() as state:
        return problems(state)


def test_a_state_that_is_whole_has_no_problems(desk):
    assert () == found(desk)


def test_a_damaged_object_and_an_altered_file_are_named(desk):
    (file,) = (desk.root / "dist/drones/ed01").iterdir()
    file.write_text("altered", "utf-8")
    with desk.state() as state:
        (artifact,) = state.ledger.latest_edition("drones").artifacts
    (desk.root / ".briefgen/objects" / artifact.digest[:2] / artifact.digest).write_bytes(b"torn")

    said = found(desk)
    assert any("drones.txt" in one and "edition 1" in one for one in said)
    assert any("dist/drones/ed01/drones.txt is not what was published" in one for one in said)


def test_a_second_backup_copies_only_what_is_new(desk):
    assert backed_up(desk) > 0
    assert 0 == backed_up(desk)


def test_a_lost_state_comes_back_from_its_backup(desk):
    backed_up(desk)
    shutil.rmtree(desk.root / ".briefgen")
    shutil.rmtree(desk.root / "dist")
    restore(desk.workspace, desk.root / "backup")

    assert () == found(desk)
    assert Skip() == desk.refresh().decision
    assert "Iran delivers drones" in desk.printed(1)


def test_a_backup_made_while_others_publish_names_nothing_that_it_does_not_hold(desk, monkeypatch):
    real = Ledger.backup

    def meanwhile(ledger, target):
        desk.write(text=SUMMARY + f"\nMore in {target.parent.name}.\n")
        desk.refresh()
        real(ledger, target)

    with desk.state() as state:
        monkeypatch.setattr(Ledger, "backup", meanwhile)
        back_up(state, desk.root / "backup")
    with Ledger.open(desk.root / "backup/ledger.sqlite") as ledger:
        assert () == ledger.check(DiskObjects(desk.root / "backup/objects"))
        assert 2 == ledger.latest_edition("drones").number


def test_messages_that_share_a_body_share_it_in_the_backup_and_after_it(desk):
    publish_to_two(desk)
    stored = size_of(desk.root / ".briefgen/objects")
    backed_up(desk)
    assert stored >= size_of(desk.root / "backup/objects")

    shutil.rmtree(desk.root / ".briefgen")
    restore(desk.workspace, desk.root / "backup")
    assert size_of(desk.root / "backup/objects") == size_of(desk.root / ".briefgen/objects")
    assert () == found(desk)


def size_of(folder) -> int:
    return sum(file.stat().st_size for file in folder.glob("??/*"))


def publish_to_two(desk: Desk) -> None:
    desk.write(distribution="{list: weekly, formats: [txt]}", text=SUMMARY + "\nNew.\n")
    desk.file(
        "briefs/lists/weekly.toml",
        'sender = "briefs@example.org"\nowner = "editor@example.org"\ndomains = ["example.org"]\nmarkings = [""]\n'
        'needs_approval = false\nrecipients = [{address = "desk@example.org"}, {address = "office@example.org"}]\n',
    )
    desk.refresh()


def test_an_edition_made_after_the_backup_is_not_made_again(desk):
    backed_up(desk)
    desk.write(text=SUMMARY.replace("delivers", "sends"))
    desk.refresh()
    restore(desk.workspace, desk.root / "backup")

    held = desk.refresh().decision
    assert isinstance(held, Hold)
    assert "editions adopt" in held.reasons[0]


@pytest.mark.parametrize("damage", [b"", b"no database at all, but long enough to be one perhaps" * 50])
def test_what_is_no_backup_changes_nothing(desk, damage):
    folder = desk.root / "backup"
    with pytest.raises(EnvironmentFailed, match="there is no backup"):
        restore(desk.workspace, folder)
    folder.mkdir()
    (folder / "ledger.sqlite").write_bytes(damage)
    with pytest.raises(LedgerDamaged):
        restore(desk.workspace, folder)

    assert () == found(desk)
    assert Skip() == desk.refresh().decision


def test_pruning_keeps_what_editions_rest_on_and_lets_go_of_the_rest(desk):
    for number in ("60", "70", "80"):
        desk.say(SAID.replace("46", number))
        desk.refresh()
    desk.say(SAID)
    desk.refresh()
    objects = [file for file in (desk.root / ".briefgen/objects").glob("??/*") if file.is_file()]
    for file in objects:
        os.utime(file, (0, 0))
    desk.clock.pass_by(days=400)

    with desk.state() as state:
        count, freed = prune(state, 365)
    assert 0 < count < len(objects)
    assert freed > 0
    assert () == found(desk)
    assert Skip() == desk.refresh().decision


def test_pruning_keeps_the_messages_that_are_still_to_be_sent_and_the_body_that_they_share(desk):
    publish_to_two(desk)
    for file in (desk.root / ".briefgen/objects").glob("??/*"):
        os.utime(file, (0, 0))

    with desk.state() as state:
        prune(state, 0)
        one, other = (state.objects.get(delivery.message) for delivery in state.ledger.deliveries("drones", 2))
    assert one.partition(b"MIME-Version")[2] == other.partition(b"MIME-Version")[2] != b""
    assert () == found(desk)


def test_an_object_of_an_edition_that_is_being_made_is_not_pruned(desk):
    with desk.state() as state:
        digest = state.objects.put(b"of an edition to come")
        desk.clock.instant = desk.clock.instant.replace(year=2020)
        prune(state, 0)
        assert state.objects.has(digest)


def test_what_a_killed_process_left_half_written_is_swept_when_it_is_old(desk):
    folder = desk.root / "dist/drones/ed01"
    old, young, other = (
        folder / ".drones.pdf.0a1b2c3d.tmp",
        desk.root / "briefs/drones/.sources.lock.0a1b2c3d.tmp",
        folder / ".x.tmp",
    )
    for file in (old, young, other):
        file.write_text("half", "utf-8")
        os.utime(file, (0, 0) if file is not young else (desk.clock.now().timestamp(),) * 2)

    assert 1 == sweep(desk.workspace)
    assert [False, True, True] == [file.exists() for file in (old, young, other)]
