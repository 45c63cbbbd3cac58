from __future__ import annotations

import os
from dataclasses import replace

import pytest

from briefgen.memo import Memo
from briefgen.model.errors import WorkspaceError
from desk import Desk


class Counting:
    """Something made of a brief's files, and how often it was."""

    def __init__(self, desk: Desk, path: str = "briefs/drones/brief.md") -> None:
        self.desk, self.path, self.made = desk, path, 0

    def __call__(self, workspace):
        self.made += 1
        return {"text": workspace.read_text(self.path), "other": workspace.files.exists("briefs/drones/other.md")}

    def recall(self, key: str = "", memo: Memo | None = None) -> dict:
        return (memo or Memo(self.desk.root / "cache")).recall("it", self.desk.workspace, self.desk.brief(), key, self)


@pytest.fixture
def made(tmp_path) -> Counting:
    return Counting(Desk(tmp_path))


def test_it_is_made_once_while_its_files_are_the_same(made):
    assert made.recall() == made.recall()
    assert 1 == made.made


def test_a_file_that_changed_without_a_change_of_size_or_time_is_noticed(made):
    made.recall()
    file = made.desk.root / "briefs/drones/brief.md"
    before = file.stat()
    file.write_text(file.read_text("utf-8").replace("Drones", "Dronez"), "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert "Dronez" in made.recall()["text"]


def test_a_file_that_appears_or_a_new_section_is_noticed(made):
    made.recall()
    made.desk.file("briefs/drones/other.md", "x")
    assert made.recall()["other"]
    made.desk.file("briefs/drones/sections/another.md", "x")
    made.recall()

    assert 3 == made.made


def test_another_key_is_another_value(made):
    made.recall("a")
    made.recall("b")

    assert 2 == made.made


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"tag": 1}', b"\xff"])
def test_a_damaged_one_is_made_anew(made, damage):
    value = made.recall()
    for kept in (made.desk.root / "cache").iterdir():
        kept.write_bytes(damage)

    assert value == made.recall()
    assert 2 == made.made


def test_a_failure_is_not_kept(made):
    made.path = "briefs/drones/missing.md"
    for _ in range(2):
        with pytest.raises(WorkspaceError):
            made.recall()

    assert 2 == made.made


def test_without_a_folder_nothing_is_kept(made):
    made.recall(memo=Memo(None))

    assert not (made.desk.root / "cache").exists()


def test_another_epoch_is_another_value(made):
    made.recall()
    Memo(made.desk.root / "cache").recall("it", replace(made.desk.workspace, epoch=1), made.desk.brief(), "", made)

    assert 2 == made.made


def test_what_was_kept_is_not_made_again_and_torn_bytes_are(tmp_path):
    memo, made = Memo(tmp_path), []

    def make() -> bytes:
        made.append(1)
        return b"a font made ready"

    assert [b"a font made ready"] * 2 == [memo.keep("font-1", make), memo.keep("font-1", make)]
    assert 1 == len(made)
    place = tmp_path / "parts" / "font-1"
    place.write_bytes(place.read_bytes()[:-3])
    assert b"a font made ready" == memo.keep("font-1", make)
    assert 2 == len(made)


def test_without_a_folder_everything_is_made_anew():
    assert [b"1", b"2"] == [Memo(None).keep("x", lambda: b"1"), Memo(None).keep("x", lambda: b"2")]


def test_the_oldest_of_very_many_are_forgotten(tmp_path):
    memo = Memo(tmp_path)
    for number in range(305):
        memo.keep(f"n-{number}", lambda: b"x")

    assert 300 == len(list((tmp_path / "parts").iterdir()))
