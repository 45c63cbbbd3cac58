"""What every test may ask for, and which tests run: those marked slow or outside only with BRIEFGEN_TESTS=all."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from briefgen.model.tree import Document

ROOT = Path(__file__).parents[1]


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


@dataclass(frozen=True)
class Example:
    """The example brief, built: the document that was printed, and the folder of a copy of the workspace with ``dist/`` in it."""

    document: Document
    folder: Path

    def file(self, suffix: str) -> Path:
        """The built file."""
        return self.folder / "dist" / f"russia-iran{suffix}"


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    """Built once for each process of the tests, in a copy, so that nothing is written into the repository."""
    from briefgen import pipeline
    from briefgen.workspace import find

    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(ROOT / "briefs", folder / "briefs")
    workspace, brief = find("russia-iran", folder)
    document = pipeline.check(workspace, brief).value
    pipeline.build(workspace, brief, ("docx", "pdf", "txt"))
    return Example(document, folder)
