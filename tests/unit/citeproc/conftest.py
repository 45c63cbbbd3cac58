from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.citations import read_library
from briefgen.citeproc import PandocProcessor
from briefgen.model import tree
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


def written(inlines):
    """Formatted text on one line: *emphasis*, <link>, ^raised^, [small capitals]."""

    def one(node):
        match node:
            case tree.Text():
                return node.text
            case tree.Emphasis():
                return f"*{written(node.children)}*"
            case tree.Link():
                shown = written(node.children)
                return f"<{shown}>" if shown == node.target else f"<{shown}|{node.target}>"
            case tree.Superscript():
                return f"^{written(node.children)}^"
            case tree.SmallCaps():
                return f"[{written(node.children)}]"
            case _:
                return f"{type(node).__name__}({written(node.children)})"

    return "".join(map(one, inlines))
