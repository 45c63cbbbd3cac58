"""The literate cases in ``tests/cases``: Markdown, the tree it becomes, and what is found in it.

Each case is a heading and three fenced blocks: ``markdown``, ``tree`` and, where something is found, ``findings``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sketch import sketch

from briefgen.readers import read_markdown
from briefgen.testing import MemoryFiles

FOLDER = Path(__file__).parents[2] / "cases"
CASE = re.compile(
    r"^## (?P<name>[^\n]+)\n(?:(?!^##).)*?^````markdown\n(?P<markdown>.*?)^````\n\s*^````tree\n(?P<tree>.*?)^````\n"
    r"(?:\s*^````findings\n(?P<findings>.*?)^````\n)?",
    re.MULTILINE | re.DOTALL,
)
INCLUDED = {
    "briefs/parts/one.md": b"From *another* file.[^1]\n\n[^1]: Its own note.\n",
    "briefs/parts/loop.md": b"!include loop.md\n",
    "briefs/parts/nested.md": b"!include one.md\n",
    "briefs/parts/latin.md": b"caf\xe9\n",
}


def cases():
    for file in sorted(FOLDER.glob("*.md")):
        for case in CASE.finditer(file.read_text(encoding="utf-8")):
            yield pytest.param(case["markdown"], case["tree"], case["findings"] or "", id=f"{file.stem}: {case['name']}")


def read(markdown: str):
    return read_markdown(markdown, file="briefs/case.md", files=MemoryFiles(INCLUDED))


@pytest.mark.parametrize(("markdown", "expected", "findings"), tuple(cases()))
def test_a_case_becomes_its_tree(markdown, expected, findings):
    outcome = read(markdown)
    assert expected.rstrip("\n") == sketch(outcome.value)
    assert findings.rstrip("\n") == "\n".join(map(str, outcome.diagnostics))


def test_every_heading_of_a_case_file_is_a_case():
    for file in FOLDER.glob("*.md"):
        text = file.read_text(encoding="utf-8")
        outside = re.sub(r"^````.*?^````$", "", text, flags=re.MULTILINE | re.DOTALL)
        assert len(re.findall(r"^## ", outside, re.MULTILINE)) == len(list(CASE.finditer(text))), file.name
