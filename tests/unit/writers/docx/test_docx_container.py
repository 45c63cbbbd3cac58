from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from briefgen.writers.docx.container import deflate, from_kept, to_kept, zipped
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
