"""The parts of the specimen as text that a person has read. ``BRIEFGEN_ACCEPT=1 pytest …`` writes them anew, to be read again."""

from __future__ import annotations

import os

import pytest
from lxml import etree
from word_reading import MANIFEST, Word

import specimen
from briefgen.writers.docx import write
from houses import shipped_house

PARTS = ["document", "styles", "numbering", "footnotes", "settings", "header1", "footer1"]


@pytest.fixture(scope="module")
def word():
    return Word(write(specimen.specimen(), shipped_house().style, MANIFEST))


@pytest.mark.parametrize("part", PARTS)
def test_the_part_is_the_one_that_was_read_and_accepted(word, part, repository):
    golden = repository / "tests" / "golden" / "docx" / f"{part}.xml"
    made = etree.tostring(word.xml(f"word/{part}.xml"), pretty_print=True, encoding="unicode")
    if os.environ.get("BRIEFGEN_ACCEPT") == "1":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(made, encoding="utf-8")

    assert golden.read_text(encoding="utf-8") == made
