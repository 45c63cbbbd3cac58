"""Whatever kills a tick, the next one leaves one edition for each change, with its files, and a ledger that is whole."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen import disk
from briefgen.model.errors import EnvironmentFailed
from crash.scene import prepare, tick, wrong
from desk import Desk

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")


def told_by(repository: Path, program: str, *words: str) -> dict:
    environment = {**os.environ, "PYTHONPATH": f"{repository / 'src'}{os.pathsep}{repository / 'tests'}"}
    command = [sys.executable, str(repository / "tests" / "crash" / program), *words]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert 0 == run.returncode, run.stderr
    return json.loads(run.stdout)


def test_a_tick_killed_at_any_step_is_made_good_by_the_next(repository, tmp_path):
    told = told_by(repository, "kill_at_each_step.py", str(tmp_path))

    assert len(set(told["steps"])) >= 15, told["steps"]
    assert {} == told["wrong"]


@pytest.mark.slow
def test_so_is_one_killed_at_every_single_step(repository, tmp_path):
    assert {} == told_by(repository, "kill_at_each_step.py", str(tmp_path), "every")["wrong"]


def test_three_ticks_that_race_without_a_lock_make_each_edition_once(repository, tmp_path):
    assert [] == told_by(repository, "race.py", str(tmp_path), "0", "1")["wrong"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_two_hundred_random_kills_and_stops_leave_one_edition_for_each_change(repository, tmp_path, seed):
    told = told_by(repository, "race.py", str(tmp_path), "200", str(seed))

    assert told["kills"] >= 200
    assert [] == told["wrong"]


def test_a_disk_that_is_full_at_any_file_is_reported_and_made_good_when_there_is_space(tmp_path, monkeypatch):
    write = disk._write_through
    for number in range(1, 40):
        root = tmp_path / str(number)
        prepare(root)
        left = [number]

        def full(place: Path, data: bytes, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                write(place, data)
                return
            if left[0] == 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            write(place, data)

        monkeypatch.setattr(disk, "_write_through", full)
        try:
            code = tick(root)
        except EnvironmentFailed as failure:
            code = failure.exit_code
        monkeypatch.setattr(disk, "_write_through", write)
        if left[0] > 0:
            break
        assert code in (4, 5)
        tick(root)
        assert [] == wrong(root), f"file {number}"
    assert number > 10


def test_a_state_folder_that_cannot_be_made_is_said_in_a_line(tmp_path):
    desk = Desk(tmp_path)
    desk.file(".briefgen", "in the way")

    with pytest.raises(EnvironmentFailed, match=r"\.briefgen cannot be made"):
        desk.refresh()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_state_that_may_only_be_read_is_said_in_a_line(tmp_path):
    desk = Desk(tmp_path)
    desk.refresh()
    for place in ((tmp_path / ".briefgen"), *(tmp_path / ".briefgen").rglob("*")):
        place.chmod(0o500 if place.is_dir() else 0o400)

    with pytest.raises(EnvironmentFailed, match=r"may not be written|cannot be written"):
        desk.refresh()
