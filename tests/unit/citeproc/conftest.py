from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.citations import read_library
from briefgen.citeproc import PandocProcessor
from briefgen.model.errors import ProcessorMissing

SOURCES = Path(__file__).parents[1] / "citations" / "data" / "every-type.yaml"


@pytest.fixture(scope="session")
def processor():
    made = PandocProcessor()
    try:
        assert made.executable
    except ProcessorMissing as missing:
        pytest.skip(str(missing))
    return made


@pytest.fixture(scope="session")
def library():
    return read_library(SOURCES.read_text("utf-8"), file="every-type.yaml").value


@pytest.fixture(scope="session")
def house_style(repository):
    return (repository / "templates/house/csl/house-notes.csl").read_text("utf-8")
