from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from briefgen.disk import DiskFiles, LayeredFiles, SystemClock, write_whole
from briefgen.model.errors import EnvironmentFailed, WorkspaceError
from briefgen.testing import MemoryFiles


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "secret.md").write_bytes(b"secret")
    root = tmp_path / "root"
    (root / "sections").mkdir(parents=True)
    (root / "sections" / "summary.md").write_bytes(b"text")
    return root


def refused(files: DiskFiles, path: str) -> str:
    with pytest.raises(WorkspaceError) as caught:
        files.read(path)
    assert not files.exists(path)
    return str(caught.value)


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_inside_is_read(root):
    assert b"text" == DiskFiles(root).read("sections/../sections/summary.md")
    assert DiskFiles(root).exists("sections/summary.md")


@pytest.mark.parametrize("path", ["../secret.md", "sections/../../secret.md", "/etc/hostname"])
def test_a_path_that_leads_out_is_refused(root, path):
    assert f"{path} leads out of root (copy the file into that folder)" == refused(DiskFiles(root), path)


def test_a_symbolic_link_that_leads_out_is_refused(root):
    (root / "link.md").symlink_to(root.parent / "secret.md")

    assert "link.md leads out of root" in refused(DiskFiles(root), "link.md")


def test_a_symbolic_link_that_stays_inside_is_followed(root):
    (root / "link.md").symlink_to("sections/summary.md")

    assert b"text" == DiskFiles(root).read("link.md")


def test_symbolic_links_in_a_circle_are_refused(root):
    (root / "a.md").symlink_to("b.md")
    (root / "b.md").symlink_to("a.md")

    refused(DiskFiles(root), "a.md")


def test_a_missing_file_is_answered_with_the_nearest_name(root):
    assert "there is no file sections/sumary.md (did you mean summary.md?)" == refused(DiskFiles(root), "sections/sumary.md")


def test_a_folder_is_not_read_as_a_file(root):
    assert "sections is a folder (name a file)" == refused(DiskFiles(root), "sections")


def test_a_pipe_is_refused_and_not_waited_for(root):
    os.mkfifo(root / "pipe.md")

    assert "pipe.md is not an ordinary file (name a file)" == refused(DiskFiles(root), "pipe.md")


@pytest.mark.parametrize("path", ["a\0b", "x" * 300 + ".md", "sections/summary.md/more"])
def test_a_path_that_no_disk_can_hold_is_refused(root, path):
    refused(DiskFiles(root), path)


def test_a_file_over_the_limit_is_refused(root):
    (root / "large.md").write_bytes(b"x" * (1024**2 + 1))

    with pytest.raises(WorkspaceError, match=r"larger than 1 MB \(make it smaller, or split it\)"):
        DiskFiles(root, limit=1024**2).read("large.md")


@pytest.mark.parametrize(
    ("number", "said"), [(errno.EACCES, "may not be read (give yourself"), (errno.EIO, "cannot be read: input/output")]
)
def test_a_file_that_the_system_does_not_give_is_the_environments_failure(root, monkeypatch, number, said):
    def refuse(self: Path) -> bytes:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(EnvironmentFailed) as caught:
        DiskFiles(root).read("sections/summary.md")

    assert said in str(caught.value)


def test_an_earlier_layer_hides_a_later_one():
    files = LayeredFiles((MemoryFiles({"a": b"own"}), MemoryFiles({"a": b"shipped", "b": b"shipped"})))

    assert (b"own", b"shipped", False) == (files.read("a"), files.read("b"), files.exists("c"))
    with pytest.raises(WorkspaceError):
        files.read("c")


def test_the_systems_clock_tells_the_time_in_utc():
    assert 0 == SystemClock().now().utcoffset().total_seconds()


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def failure(files: dict[Path, bytes]) -> str:
    with pytest.raises(EnvironmentFailed) as caught:
        write_whole(files)
    return str(caught.value)


def test_files_are_written_with_the_folders_they_need_and_replace_older_ones(tmp_path):
    (tmp_path / "b.pdf").write_bytes(b"old")

    write_whole({tmp_path / "new" / "a.docx": b"A", tmp_path / "b.pdf": b"B"})

    assert {"new/a.docx": b"A", "b.pdf": b"B"} == contents(tmp_path)


def test_a_written_file_may_be_read_by_those_the_user_lets_read(tmp_path):
    write_whole({tmp_path / "a.pdf": b"A"})

    mask = os.umask(0)
    os.umask(mask)
    assert 0o666 & ~mask == (tmp_path / "a.pdf").stat().st_mode & 0o777


def test_when_one_file_cannot_be_written_none_is_and_nothing_temporary_is_left(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"old")
    (tmp_path / "b.pdf").mkdir()

    said = failure({tmp_path / "a.docx": b"new", tmp_path / "b.pdf": b"new"})

    assert "a folder of that name is in the way" in said
    assert {"a.docx": b"old"} == contents(tmp_path)


def test_a_file_in_the_way_of_a_folder_is_named(tmp_path):
    (tmp_path / "dist").write_bytes(b"a file")

    assert f"a file is in the way where {tmp_path / 'dist'} should be a folder" in failure({tmp_path / "dist" / "a.pdf": b""})


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "free some space, or pass --out"),
        (errno.EROFS, "close it if another program has it open, or pass --out"),
        (errno.EACCES, "close it if another program has it open, or pass --out"),
        (errno.EIO, "pass --out with another folder, or try again"),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_whatever_the_disk_refuses_the_old_files_stay_and_a_remedy_is_given(tmp_path, monkeypatch, number, remedy, step):
    (tmp_path / "a.pdf").write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(*((os, "fsync", refuse) if step == "fsync" else (Path, "replace", refuse)))
    said = failure({tmp_path / "a.pdf": b"new"})

    assert f"a.pdf cannot be written: {os.strerror(number).lower()}" in said
    assert remedy in said
    assert {"a.pdf": b"old"} == contents(tmp_path)


KILLED_BEFORE_THE_RENAME = """
    import os, sys
    from pathlib import Path
    from briefgen.disk import write_whole

    os.fsync = lambda descriptor: os.kill(os.getpid(), int(sys.argv[2]))
    write_whole({Path(sys.argv[1]): b"new" * 100_000})
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_process_ended_between_writing_and_renaming_leaves_the_old_file_whole(tmp_path, number):
    (tmp_path / "a.pdf").write_bytes(b"old")
    program = [sys.executable, "-c", textwrap.dedent(KILLED_BEFORE_THE_RENAME), str(tmp_path / "a.pdf"), str(int(number))]

    ended = subprocess.run(program, capture_output=True, env={**os.environ, "PYTHONPATH": "src"}, check=False)

    assert -number == ended.returncode
    assert b"old" == (tmp_path / "a.pdf").read_bytes()
    if number == signal.SIGINT:
        assert {"a.pdf": b"old"} == contents(tmp_path)


def test_the_names_of_what_was_written_and_of_new_folders_are_brought_to_the_disk(tmp_path, monkeypatch):
    synced, real = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (synced.append(os.fstat(descriptor).st_ino), real(descriptor)))
    write_whole({tmp_path / "dist/ed01/a.pdf": b"new"})

    assert {folder.stat().st_ino for folder in (tmp_path, tmp_path / "dist", tmp_path / "dist/ed01")} <= set(synced)


def test_a_disk_that_knows_no_folders_is_taken_as_it_is(tmp_path, monkeypatch):
    def refuse_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "invalid argument")

    monkeypatch.setattr(os, "fsync", refuse_folders)
    write_whole({tmp_path / "a.pdf": b"new"})

    assert {"a.pdf": b"new"} == contents(tmp_path)
