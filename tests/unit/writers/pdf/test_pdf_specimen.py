"""The specimen, laid out in the shipped house: a file with every node conforms and says what the document says."""

from __future__ import annotations

import functools
import re

import pypdfium2
from test_pdf_conformance import flaws

from briefgen.layout import paginate
from briefgen.model import tree
from briefgen.model.walk import plain_text, walk
from briefgen.writers import pdf
from houses import shipped_house
from press import manifest
from specimen import specimen


@functools.cache
def written() -> bytes:
    style = shipped_house().style
    return pdf.write(specimen(), style, manifest(), paginate(specimen(), style).value)


@functools.cache
def text() -> str:
    """All the file's text in painting order, hyphens of line ends taken out again, spaces alike."""
    file = pypdfium2.PdfDocument(written())
    pages = [file[number].get_textpage().get_text_range() for number in range(len(file))]
    file.close()
    return re.sub(r"\s+", " ", " ".join(pages).replace("\ufffe", ""))


def test_it_conforms() -> None:
    assert [] == flaws(written())


def test_it_is_the_same_file_when_laid_out_again() -> None:
    style = shipped_house().style
    assert written() == pdf.write(specimen(), style, manifest(), paginate(specimen(), style).value)


def test_every_heading_and_cell_is_in_it() -> None:
    wanted = [plain_text(node).strip() for node in walk(specimen().blocks) if isinstance(node, tree.Heading | tree.Cell)]
    assert [] == [each for each in wanted if re.sub(r"\s+", " ", each) not in text()]


def test_every_note_is_in_it() -> None:
    notes = [plain_text(node.children).split("\n")[0] for node in walk(specimen().blocks) if isinstance(node, tree.Note)]
    assert len(notes) > 3
    assert [] == [note for note in notes if re.sub(r"\s+", " ", note) not in text()]


def test_bookmarks_are_the_headings() -> None:
    file = pypdfium2.PdfDocument(written())
    marks = [mark.get_title() for mark in file.get_toc()]
    file.close()
    headings = [plain_text(node) for node in walk(specimen().blocks) if isinstance(node, tree.Heading)]
    assert ["Specimen of the house", *headings[:3]] == marks[:4]
