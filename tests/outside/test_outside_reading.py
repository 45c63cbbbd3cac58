"""The specimen of every node before poppler: what our own reader of PDF finds in a file, poppler finds."""

from __future__ import annotations

import re
import subprocess

import pytest

from briefgen.proof.pdf_text import read_pdf
from briefgen.proof.statements import Kind
from proving import built
from reading_back import Pages

pytestmark = pytest.mark.outside


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    file = tmp_path_factory.mktemp("pdf") / "specimen.pdf"
    file.write_bytes(built("pdf"))
    run = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, text=True, check=True, timeout=60)
    return run.stdout


def spoken(statements) -> list[str]:
    """Texts of paragraphs and headings, notes' marks left out."""
    said = (Kind.PARAGRAPH, Kind.HEADING)
    return [text for each in statements if each.kind in said and len(text := re.sub(r"\[\d+\]", "", each.text)) > 1]


def test_every_heading_and_paragraph_is_there(pages):
    at = Pages(pages)
    wanted = spoken(read_pdf(built("pdf")).body)

    assert len(wanted) > 60
    assert [] == [text for text in wanted if not at.has(text)]


def test_every_note_is_there(pages):
    at = Pages(pages)

    assert [] == [text for note in read_pdf(built("pdf")).notes for text in spoken(note) if not at.has(text)]
