from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.house.word import package
from briefgen.house.word.package import W, open_word
from briefgen.model.errors import MalformedFile
from letterheads import MAIN, part, small, word_file, zipped


def refusal(data: bytes) -> str:
    with pytest.raises(MalformedFile) as caught:
        open_word(data, "letterhead.docx")
    return caught.value.message


def test_parts_are_found_by_relation():
    word = open_word(small(), "letterhead.docx")

    assert "word/document.xml" == word.main
    assert f"{W}styles" == word.related("styles").tag
    assert word.related("numbering") is None


def test_a_template_of_word_is_as_good_as_a_document():
    parts = {"document.xml": part("document", "<w:body/>")}

    assert "word/document.xml" == open_word(word_file(parts, main=MAIN.replace("document.main", "template.main")), "x.dotx").main


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "letterhead.docx is not a whole Word file: file is not a zip file"),
        (b"\xd0\xcf\x11\xe0 and more", "letterhead.docx is an old or encrypted Word file"),
        (small()[:-200], "letterhead.docx is not a whole Word file: file is not a zip file"),
        (zipped({"a.txt": "text"}), "letterhead.docx is not a Word file"),
        (
            word_file({"document.xml": "<a/>"}, main="application/vnd.ms-word.document.macroEnabled.main+xml"),
            "letterhead.docx has macros in it",
        ),
        (word_file({"document.xml": "<a/>", "vbaProject.bin": b"x"}), "letterhead.docx has macros in it"),
    ],
)
def test_what_is_no_plain_word_file_is_refused(data, said):
    assert said == refusal(data)


def test_a_file_that_unpacks_to_too_much_is_refused_without_unpacking_it(monkeypatch):
    monkeypatch.setattr(package, "MOST_OF_A_PART", 1_000_000)

    assert "that is no letterhead" in refusal(small(media__bomb="0" * 1_000_001))


def test_a_file_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(package, "MOST_PARTS", 5)

    assert refusal(small()).startswith("letterhead.docx has 6 parts")


def test_entities_are_never_resolved():
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>'
    word = open_word(small(numbering=bomb), "letterhead.docx")

    assert word.related("numbering") is None


def test_strict_namespaces_are_those_of_transitional_files():
    strict = small().replace(b"", b"")
    with zipfile.ZipFile(BytesIO(strict)) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    names = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    relations = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    changed = {
        name: data.replace(names, b"http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
            relations, b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, data in files.items()
    }

    assert f"{W}document" == open_word(zipped(changed), "strict.docx").document().tag


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused(at, damage):
    data = bytearray(small())
    at %= len(data)
    data[at : at + len(damage)] = damage
    try:
        word = open_word(bytes(data), "letterhead.docx")
        word.related("styles")
        word.document()
    except MalformedFile:
        pass
