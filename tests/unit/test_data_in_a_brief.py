"""The example brief's numbers: one file to edit, and what follows from an edit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefgen.composing import Options, compose_brief
from briefgen.editions.content import content_of
from briefgen.model.sentences import is_data
from briefgen.model.walk import plain_text, walk
from briefgen.workspace import find

ROOT = Path(__file__).parents[2]


@pytest.fixture
def numbers(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "briefs" / "russia-iran", tmp_path / "briefs" / "russia-iran")
    return tmp_path / "briefs" / "russia-iran" / "data" / "uav-numbers.csv"


def composed(numbers: Path):
    return compose_brief(*find("russia-iran", numbers.parents[3]), Options())


def content(numbers: Path):
    brief = composed(numbers)
    cited = [reference.csl for reference in brief.library.values()]
    return content_of(brief.origins.brief, brief.sections, cited)


def test_the_example_brief_prints_the_file_with_its_citations(numbers):
    brief = composed(numbers)
    (table,) = [node for node in walk(brief.document.blocks) if is_data(node)]

    assert () == brief.findings.all()
    assert ["As of", "5\u00a0August 2022", "11\u00a0August 2022", "17\u00a0October 2022"] == [
        plain_text(row.cells[0]) for row in (*table.head, *table.body)
    ]
    assert "briefs/russia-iran/data/uav-numbers.csv" == table.attributes.get("file")


def test_an_edited_value_changes_the_data_and_not_the_words(numbers):
    before = content(numbers)
    numbers.write_text(numbers.read_text("utf-8").replace("46 received", "64 received"), "utf-8")
    after = content(numbers)

    assert before.text == after.text
    assert before.data != after.data


def test_a_file_that_is_broken_stops_the_brief_at_its_line(numbers):
    numbers.write_text(numbers.read_text("utf-8") + "18 October 2022,none\n", "utf-8")

    (finding,) = composed(numbers).findings.all()
    assert ("ragged-table", 5) == (finding.code, finding.position.line)


def test_every_judgment_of_the_example_names_the_sources_it_rests_on(numbers):
    brief = composed(numbers)
    judgments = [node for node in walk(brief.document.blocks) if hasattr(node, "rests_on")]

    assert 8 == len(judgments)
    assert all(judgment.rests_on for judgment in judgments)
    assert {key for judgment in judgments for key in judgment.rests_on} <= brief.library.keys()
