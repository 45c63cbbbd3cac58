from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.ledger import Ledger
from briefgen.testing import FixedClock

ROOT = Path(__file__).parents[3]


@pytest.fixture
def ledger():
    """In memory, on 20 October 2022."""
    with Ledger.open(":memory:", clock=FixedClock()) as opened:
        yield opened


@pytest.fixture
def place(tmp_path):
    """Where a ledger may be."""
    return tmp_path / "state" / "ledger.sqlite"


@pytest.fixture
def process():
    """Starts a Python program in another process; all of them are ended with the test."""
    started = []

    def start(program, *arguments):
        paths = os.pathsep.join(map(str, (ROOT / "src", ROOT / "tests")))
        command = [sys.executable, "-c", program, *map(str, arguments)]
        started.append(
            subprocess.Popen(
                command, env={**os.environ, "PYTHONPATH": paths}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        )
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.communicate()
