"""What is typed wrong, and where nothing can be said: one line, and the right exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")
PROGRAM = [sys.executable, "-c", "from briefgen.cli import main; main()"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "--too", "pdf"], "no such option --too (did you mean --to?)"),
        (["build", "--xyz"], "no such option --xyz (see briefgen build --help)"),
        (["build", "--foo"], "no such option --foo (see briefgen build --help)"),
        (["editions", "show"], "[BRIEF] N is missing (see briefgen editions show --help)"),
        (["bild"], "no such command bild (did you mean build?)"),
        (["build", "--jobs", "many"], "invalid value for --jobs: 'many' is not a valid integer range (see briefgen build --help)"),
        (["new"], "NAME is missing (see briefgen new --help)"),
    ],
)
def test_a_mistake_on_the_command_line_is_one_line(briefgen, words, said):
    run = briefgen(*words)
    assert (2, "", f"briefgen: {said}\n") == (run.code, run.out, run.err)


def test_nothing_at_all_shows_the_help(briefgen):
    run = briefgen()
    assert 2 == run.code
    assert "Usage: briefgen" in run.out + run.err


def test_help_and_the_version_end_well(briefgen):
    assert (0, 0) == (briefgen("--help").code, briefgen("--version").code)


def test_a_brief_without_a_name_is_refused(brief, briefgen):
    run = briefgen("build", "")
    assert 2 == run.code
    assert run.err.startswith("error[workspace-error]: a brief without a name was asked for")


@pytest.fixture
def paper(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("# A\n\nText.\n", "utf-8")
    Path("bad.md").write_text("# A\n\nText [@x].\n", "utf-8")


def run(*words: str, redirections: str) -> subprocess.CompletedProcess:
    """The program with its streams as a shell redirects them."""
    command = ["bash", "-c", f'exec "$@" {redirections}', "bash", *PROGRAM, *words]
    environment = os.environ | {"PYTHONPATH": ":".join(sys.path)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(
    ("words", "code"), [(["check", "bad.md"], 1), (["check", "a.md"], 0), (["build", "a.md", "--to", "txt"], 0)]
)
@pytest.mark.parametrize("redirections", ["2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_change_nothing_but_what_is_heard(words, code, redirections):
    done = run(*words, redirections=redirections)
    assert (code, "") == (done.returncode, done.stderr)


@pytest.mark.usefixtures("paper")
@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize(
    "words", [["build", "a.md", "--to", "txt"], ["--help"], ["--version"], ["check", "--format", "json", "a.md"]]
)
def test_a_full_disk_behind_standard_output_is_the_machines_fault(words):
    done = run(*words, redirections=f">{FULL}")
    assert 5 == done.returncode, done.stderr
    assert "briefgen: what was to be said could not be written: no space left on device" in done.stderr
    assert 1 == done.stderr.count("\n")


@pytest.mark.usefixtures("paper")
@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")
def test_a_full_disk_behind_standard_error_does_not_matter():
    assert 1 == run("check", "bad.md", redirections=f"2>{FULL}").returncode
