"""The example brief, as far as pip alone can look at its files."""

from __future__ import annotations

import zipfile

import page
import pikepdf
import pytest

from reading_back import letters, notes, paragraphs


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_pdf_conforms(example, profile):
    report = page.validate_pdf(example.file(".pdf"), profile=profile)

    assert [] == [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    assert report.is_compliant


def test_the_pdf_carries_its_markdown_and_its_references(example):
    with pikepdf.open(example.file(".pdf")) as pdf:
        held = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}

    sections = example.folder / "briefs" / "russia-iran" / "sections"
    assert sections.joinpath("summary.md").read_bytes() == held["sections-summary.md"]
    assert b'"id"' in held["references.json"]


def test_the_text_has_every_paragraph_and_every_note(example):
    text = letters(example.file(".txt").read_text("utf-8"))

    assert [] == [paragraph for paragraph in paragraphs(example.document) if letters(paragraph) not in text]
    assert [] == [note for note in notes(example.document) if letters(note) not in text]


def test_the_word_document_is_a_whole_archive_with_its_members_dated_alike(example):
    with zipfile.ZipFile(example.file(".docx")) as archive:
        assert archive.testzip() is None
        assert "[Content_Types].xml" == archive.namelist()[0]
        assert 1 == len({member.date_time for member in archive.infolist()})


def test_the_committed_lock_of_citations_is_the_one_this_version_would_write(example, repository):
    committed = repository / "briefs" / "russia-iran" / "citations.lock"

    assert committed.read_bytes() == (example.folder / "briefs" / "russia-iran" / "citations.lock").read_bytes()
