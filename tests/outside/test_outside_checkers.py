"""The built example brief before the programs of others: they find nothing wrong, and read everything that was written."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from reading_back import Pages, afloat, letters, notes, paragraphs, sentences

pytestmark = pytest.mark.outside

VALIDATORS = (Path(__file__).parents[2] / ".ci" / "node_modules" / ".bin" / "ooxml-validator", "ooxml-validator")


def ran(*command: str | Path) -> str:
    """What a program says on standard output; it must be there and end well."""
    run = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, timeout=300)
    assert 0 == run.returncode, run.stdout + run.stderr
    return run.stdout


def test_qpdf_finds_nothing_wrong(example):
    assert "No syntax or stream encoding errors found" in ran("qpdf", "--check", example.file(".pdf"))


def test_every_font_is_embedded_subset_and_has_a_map_to_unicode(example):
    rows = ran("pdffonts", example.file(".pdf")).splitlines()[2:]
    flags = {re.search(r"(yes|no) +(yes|no) +(yes|no) +\d+ +\d+$", row)[0].split()[:3] == ["yes"] * 3 for row in rows}

    assert {True} == flags
    assert len(rows) > 3


def test_poppler_reads_every_sentence_in_reading_order(example):
    text = ran("pdftotext", "-raw", example.file(".pdf"), "-")
    floating, running = afloat(example.document), Pages(text)
    standing = [sentence for sentence in sentences(example.document) if sentence not in floating]
    passed = Pages(text)
    moved = [sentence for sentence in sentences(example.document) if sentence in floating]

    assert floating
    assert [] == [sentence for sentence in standing if not running.has_next(sentence)]
    assert [] == [sentence for sentence in moved if not passed.has_next(sentence)]


def test_poppler_reads_every_sentence_where_it_orders_the_page_by_itself(example):
    pages = Pages(ran("pdftotext", example.file(".pdf"), "-"))

    assert [] == [sentence for sentence in sentences(example.document) if not pages.has(sentence)]


def test_poppler_reads_every_note(example):
    pages = Pages(ran("pdftotext", example.file(".pdf"), "-"))

    assert [] == [note for note in notes(example.document) if not pages.has(note)]


def test_poppler_reads_the_words_in_other_scripts(example):
    text = letters(ran("pdftotext", example.file(".pdf"), "-"))
    foreign = {
        word
        for part in (*sentences(example.document), *notes(example.document))
        for word in part.split()
        if re.search("[Ѐ-ӿ؀-ۿ]", word)
    }

    assert foreign
    assert [] == [word for word in foreign if letters(word) not in text]


def test_libreoffice_reads_every_paragraph(example, tmp_path):
    environment = {**os.environ, "HOME": str(tmp_path)}
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(example.file(".docx"))],
        env=environment,
        capture_output=True,
        check=True,
        timeout=300,
    )
    text = letters((tmp_path / "russia-iran.txt").read_text("utf-8"))

    assert [] == [paragraph for paragraph in paragraphs(example.document) if letters(paragraph) not in text]


def test_pandoc_reads_back_every_paragraph_and_every_note(example):
    from briefgen.citeproc import find_pandoc

    text = letters(ran(find_pandoc(), "--from=docx", "--to=plain", "--wrap=none", example.file(".docx")))

    assert [] == [paragraph for paragraph in paragraphs(example.document) if letters(paragraph) not in text]
    assert [] == [note for note in notes(example.document) if letters(note) not in text]


@pytest.mark.parametrize("version", ["Office2019", "Microsoft365"])
def test_the_open_xml_sdk_finds_nothing_wrong(example, version):
    validator = next((found for name in VALIDATORS if (found := shutil.which(str(name)))), None)
    assert validator, "install it with .ci/run, or put ooxml-validator on PATH"
    said = json.loads(ran(validator, example.file(".docx"), "--officeVersion", version))

    assert (True, []) == (said["ok"], said["errors"])
