from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest

from briefgen.instance import WorkspaceBusy, _take, alone, holder
from briefgen.model.errors import EnvironmentFailed
from desk import NOON

HOLDER = """
import sys, time
from datetime import datetime, UTC
from pathlib import Path
from briefgen.instance import alone
with alone(Path(sys.argv[1]), "briefgen run", datetime(2022, 10, 20, tzinfo=UTC)):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other(tmp_path, repository):
    """Another process that has the lock."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "lock")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env={"PYTHONPATH": str(repository / "src")})
    assert b"held\n" == process.stdout.readline()
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_process_is_told_who_has_it_and_since_when(tmp_path, other):
    said = rf"briefgen run \(process {other.pid}\) since 2022-10-20T00:00:00Z"

    with pytest.raises(WorkspaceBusy, match=said) as caught, alone(tmp_path / "lock", "briefgen refresh", NOON):
        pass
    assert 5 == caught.value.exit_code
    assert other.pid == holder(tmp_path / "lock")["pid"]


def test_a_killed_process_lets_it_go(tmp_path, other):
    other.kill()
    other.wait()

    assert {} == holder(tmp_path / "lock")
    began = time.monotonic()
    with alone(tmp_path / "lock", "briefgen refresh", NOON):
        assert time.monotonic() - began < 1


def test_it_may_be_taken_again(tmp_path):
    for _ in range(2):
        with alone(tmp_path / "lock", "briefgen refresh", NOON):
            pass
    assert {} == holder(tmp_path / "lock")


def test_a_lock_whose_words_are_torn_is_held_all_the_same(tmp_path, other):
    (tmp_path / "lock").write_bytes(b"{")

    with pytest.raises(WorkspaceBusy, match="another process"), alone(tmp_path / "lock", "briefgen refresh", NOON):
        pass


def test_a_folder_that_cannot_be_written_is_the_machines_failure(tmp_path):
    (tmp_path / "file").write_text("x")

    with pytest.raises(EnvironmentFailed, match="cannot be written"), alone(tmp_path / "file" / "lock", "x", NOON):
        pass


def test_one_who_only_looks_is_waited_for(tmp_path):
    path = tmp_path / "lock"
    path.write_bytes(b"")
    stream = path.open("r+b")
    assert _take(stream)
    threading.Timer(0.05, stream.close).start()

    with alone(path, "briefgen refresh", NOON):
        assert stream.closed
