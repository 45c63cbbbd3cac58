"""Starting: help, version, and that nothing heavy is loaded before it is needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from briefgen import __version__

HEAVY = {
    "reportlab",
    "docx",
    "lxml",
    "PIL",
    "markdown_it",
    "jinja2",
    "uharfbuzz",
    "bibtexparser",
    "pyphen",
    "bidi",
    "rich.console",
    "pydantic",
}
LOADED = """
import json, sys
from briefgen.cli import main
try:
    main()
except SystemExit:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def loaded(repository, *words: str) -> set[str]:
    environment = {**os.environ, "PYTHONPATH": str(repository / "src")}
    run = subprocess.run(
        [sys.executable, "-c", LOADED, *words], env=environment, capture_output=True, text=True, check=True, cwd=repository
    )
    return set(json.loads(run.stderr.splitlines()[-1]))


def test_the_version_is_that_of_the_package(briefgen):
    run = briefgen("--version")

    assert (0, f"briefgen {__version__}\n", "") == (run.code, run.out, run.err)


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["build", "--help"]])
def test_help_and_version_load_nothing_heavy(repository, words):
    assert set() == HEAVY & loaded(repository, *words)


def test_a_check_loads_no_writer(repository):
    assert set() == {"reportlab", "docx", "rich.console", "pydantic"} & loaded(repository, "check", "briefs/russia-iran")


@pytest.mark.parametrize("words", [["check", "briefs/russia-iran"], ["build", "briefs/russia-iran", "--to", "txt", "--out", "{}"]])
def test_building_and_checking_know_nothing_of_sources_ledger_and_engine(repository, tmp_path, words):
    modules = loaded(repository, *(word.format(tmp_path) for word in words))
    rooms = ("briefgen.sources", "briefgen.ledger", "briefgen.engine", "briefgen.refreshing", "briefgen.state", "briefgen.objects")

    assert set() == {"sqlite3", "urllib3", "trafilatura", "pypdfium2", "cronsim"} & modules
    assert [] == [name for name in sorted(modules) if name.startswith(rooms)]


def test_no_words_at_all_print_the_help(briefgen):
    run = briefgen()

    assert all(command in run.out + run.err for command in ("build", "check", "new"))


PROGRAM = [sys.executable, "-c", "from briefgen.cli import program; program()"]


def test_a_build_loads_neither_other_commands_nor_what_other_formats_and_libraries_need(repository, tmp_path):
    others = {
        "docx",
        "lxml",
        "bibtexparser",
        "pylatexenc",
        "rich.console",
        "pydantic",
        "sqlite3",
        "briefgen.cli.run",
        "briefgen.state",
    }

    assert set() == others & loaded(repository, "build", "briefs/russia-iran", "--to", "pdf", "-q", "--out", str(tmp_path))


def test_what_a_quick_exit_leaves_behind_is_whole(repository, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(repository / "src")}
    command = [*PROGRAM, "build", "briefs/russia-iran", "--to", "txt", "--out", str(tmp_path)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=repository)

    assert (0, ["russia-iran.txt"]) == (run.returncode, [file.name for file in tmp_path.iterdir()])
    assert run.stdout.startswith(str(tmp_path / "russia-iran.txt"))


def test_a_quick_exit_keeps_the_exit_code(repository):
    environment = {**os.environ, "PYTHONPATH": str(repository / "src")}
    run = subprocess.run([*PROGRAM, "build", "nowhere.md"], env=environment, capture_output=True, text=True, check=False)

    assert (2, "") == (run.returncode, run.stdout)
    assert "nowhere.md" in run.stderr
