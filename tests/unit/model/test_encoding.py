from __future__ import annotations

import pytest

from briefgen.model.encoding import decode
from briefgen.model.errors import MalformedFile
from briefgen.model.nearest import did_you_mean, nearest


@pytest.mark.parametrize("data", ["naïve\n".encode(), "naïve\n".encode("utf-8-sig"), "naïve\r\n".encode(), "naïve\r".encode()])
def test_utf_8_is_read_with_or_without_a_byte_order_mark_and_with_any_line_ends(data):
    assert "naïve\n" == decode(data, "a.md")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("one\ntwo naïve".encode("latin-1"), "a.md:2:7: byte 10 (0xEF) is not UTF-8 (save the file as UTF-8)"),
        ("ключ: naïve ".encode() + b"\xff", "a.md:1:13: byte 17 (0xFF) is not UTF-8 (save the file as UTF-8)"),
        ("title".encode("utf-16"), "a.md:1:1: this is UTF-16 (save the file as UTF-8)"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.md:1:1: this is a binary file, not text (name a text file)"),
        (b"plain\0text", "a.md:1:6: this is a binary file, not text (name a text file)"),
    ],
)
def test_anything_else_is_refused_at_its_first_bad_byte(data, said):
    with pytest.raises(MalformedFile) as caught:
        decode(data, "a.md")

    assert said == str(caught.value)


def test_the_nearest_name_is_found_whatever_its_capitals():
    assert ("URL",) == nearest("url", ["DOI", "URL", "ISBN"])


@pytest.mark.parametrize(
    ("word", "known", "said"),
    [
        ("titel", ["title", "lang", "subtitle"], "did you mean title?"),
        ("zzz", ["title", "lang"], "known: title, lang"),
        ("zzz", [f"name-{n}" for n in range(40)], ""),
        ("zzz", [], ""),
    ],
)
def test_the_hint_names_what_is_near_or_what_there_is(word, known, said):
    assert said == did_you_mean(word, known)
