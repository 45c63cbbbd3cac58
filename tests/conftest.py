"""What every test may ask for, and which tests run: those marked slow or outside only with BRIEFGEN_TESTS=all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("BRIEFGEN_TESTS") == "all":
        return
    for item in items:
        for mark in ("slow", "outside"):
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=f"{mark}: runs with BRIEFGEN_TESTS=all"))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The repository's root."""
    return ROOT
