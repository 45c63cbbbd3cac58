"""Lint, form, types and import directions, as part of the tests so that one command says whether all is well."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

COMMANDS = {
    "ruff check": ["-m", "ruff", "check", "--output-format=concise", "src", "tests", ".ci"],
    "ruff format": ["-m", "ruff", "format", "--check", "src", "tests", ".ci"],
    "mypy": ["-m", "mypy"],
    "import-linter": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_tool_has_nothing_to_say(repository, name):
    environment = {**os.environ, "PYTHONPATH": "src", "NO_COLOR": "1"}
    run = subprocess.run(
        [sys.executable, *COMMANDS[name]], cwd=repository, env=environment, capture_output=True, text=True, check=False
    )

    assert 0 == run.returncode, run.stdout + run.stderr
