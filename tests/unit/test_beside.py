from __future__ import annotations

import errno
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.beside import beside

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="needs a second process and a processor for it"
)


def has_children() -> bool:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def came_of(work: Callable[[], bytes]) -> bytes | None:
    with beside(work) as wait:
        assert wait is not None
        return wait()


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def test_work_is_done_by_another_process():
    assert came_of(lambda: str(os.getpid()).encode()) not in {None, str(os.getpid()).encode()}


@pytest.mark.parametrize("size", [0, 1, 5_000_000])
def test_bytes_come_back_whole_and_no_process_or_file_is_left(size):
    before = open_files()
    assert bytes(size) == came_of(lambda: bytes(size))
    assert not has_children()
    assert before == open_files()


@pytest.mark.parametrize("problem", [ValueError("no"), MemoryError(), KeyboardInterrupt(), SystemExit(0)])
def test_of_work_that_raises_nothing_is_told(problem, capfd):
    def work() -> bytes:
        raise problem

    assert came_of(work) is None
    assert not has_children()
    assert ("", "") == tuple(capfd.readouterr())


def test_of_work_whose_process_is_killed_nothing_is_told():
    def work() -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b"never"

    assert came_of(work) is None
    assert not has_children()


def test_a_block_that_is_left_early_ends_the_work(tmp_path):
    done = tmp_path / "done"

    def work() -> bytes:
        time.sleep(30)
        done.touch()
        return b""

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), beside(work):
        raise KeyboardInterrupt
    assert not has_children()
    assert time.monotonic() - began < 10
    assert not done.exists()


def test_a_process_whose_parent_was_killed_ends_too():
    heard, into = os.pipe()
    parent = os.fork()
    if parent == 0:
        with beside(lambda: bytes(5_000_000)):
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(parent, 0)
    os.close(into)
    # The other end is held by the child alone: there is an end to what can be read once it is gone.
    assert [heard] == select.select([heard], [], [], 10)[0]
    assert b"" == os.read(heard, 1)
    os.close(heard)


def test_what_the_parent_has_not_flushed_is_not_written_twice(tmp_path):
    file = tmp_path / "log"
    with file.open("w") as log:
        log.write("once")
        assert b"done" == came_of(lambda: b"done")
    assert "once" == file.read_text()


def test_nothing_is_begun_where_there_is_one_processor(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    with beside(lambda: b"") as wait:
        assert wait is None


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_nothing_is_begun_where_a_process_cannot_be_copied_safely(platform, monkeypatch):
    monkeypatch.setattr(sys, "platform", platform)
    with beside(lambda: b"") as wait:
        assert wait is None


def test_nothing_is_begun_where_the_machine_gives_no_process(monkeypatch):
    def refuse() -> int:
        raise OSError(errno.EAGAIN, "no more processes")

    before = open_files()
    monkeypatch.setattr(os, "fork", refuse)
    with beside(lambda: b"") as wait:
        assert wait is None
    assert before == open_files()


def test_the_thread_of_a_progress_line_stands_still_while_a_process_begins():
    from briefgen.cli.progress import Progress

    progress = Progress()
    with beside(lambda: b"done", progress.still) as wait:
        assert wait is not None
        assert b"done" == wait()
    with progress.still():
        assert not progress._turning.acquire(blocking=False)
