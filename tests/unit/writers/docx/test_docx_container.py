from __future__ import annotations

import io
import zipfile

import docx
from hypothesis import given
from hypothesis import strategies as st
from word_reading import MANIFEST, Word, faults, light_style

import specimen
from briefgen.writers.docx import write
from briefgen.writers.docx.container import deflate, from_kept, to_kept, zipped
from briefgen.writers.docx.opened import opened
from briefgen.writers.docx.package import Package, Part, Relations, Relationship


@given(st.dictionaries(st.text("abc/é.", min_size=1, max_size=9), st.binary(max_size=300), max_size=6))
def test_whatever_goes_in_comes_out(contents):
    data = zipped((name, deflate(content)) for name, content in contents.items())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert contents == {name: archive.read(name) for name in archive.namelist()}


def test_a_kept_member_is_the_member():
    member = deflate(b"font " * 50)

    assert member == from_kept(to_kept(member))


def test_relations_are_added_above_those_that_a_part_has():
    relations = Relations(
        {"rId7": Relationship("http://example.org/type", "/word/theme/theme1.xml"), "own": Relationship("t", "/x")}
    )

    assert ["rId8", "rId9", "rId8"] == [relations.to_part("image", f"/word/media/{name}.png") for name in "aba"]
    assert b'Id="rId7"' in relations.to_bytes("/word")
    assert b'Target="theme/theme1.xml"' in relations.to_bytes("/word")


def test_a_package_begins_from_the_parts_of_another():
    begun = {
        "/word/theme/theme1.xml": Part("application/theme", b"<theirs/>"),
        "/word/styles.xml": Part("application/s", b"<old/>"),
    }
    package = Package(begun)
    package.add("/word/styles.xml", "styles", b"<new/>")
    package.relate("http://example.org/document", "/word/styles.xml")
    with zipfile.ZipFile(io.BytesIO(package.to_bytes())) as archive:
        assert (b"<theirs/>", b"<new/>") == (archive.read("word/theme/theme1.xml"), archive.read("word/styles.xml"))
        assert b'Target="word/styles.xml"' in archive.read("_rels/.rels")


def written():
    return write(specimen.specimen(), light_style(), MANIFEST)


def test_a_package_that_was_opened_is_the_package_and_goes_on_from_there():
    word = Word(written())
    package = opened(written())
    again = Word(package.to_bytes())
    assert word.parts.keys() == again.parts.keys()
    assert word.relationships("word/document.xml").keys() == again.relationships("word/document.xml").keys()
    assert [] == faults(again)

    package.add("/word/settings.xml", "settings", b"<new/>")
    assert b"<new/>" == Word(package.to_bytes()).parts["word/settings.xml"]


def test_python_docx_reads_what_was_written():
    document = docx.Document(io.BytesIO(written()))

    assert "Specimen of the house" == document.core_properties.title
    assert {"heading 1", "caption", "footnote text"} <= {style.name.lower() for style in document.styles}
    assert 1 == sum(paragraph.style.name == "Heading 1" and paragraph.text == "Prose" for paragraph in document.paragraphs)
