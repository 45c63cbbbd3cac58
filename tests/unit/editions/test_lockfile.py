from __future__ import annotations

import pytest

from briefgen.editions import EditionsLock, lock_of, read_lock, write_lock
from briefgen.model.edition import Content, Edition
from briefgen.model.errors import MalformedFile

LOCK = EditionsLock(3, "ab" * 32, "2022-10-20T06:00:00Z", {"page": "cd" * 32})
TEXT = """{
  "content": "%s",
  "number": 3,
  "published_at": "2022-10-20T06:00:00Z",
  "sources": {
    "page": "%s"
  },
  "version": 1
}
"""


def test_a_lock_has_one_spelling():
    assert TEXT % ("ab" * 32, "cd" * 32) == write_lock(LOCK)


def test_what_is_written_is_read():
    assert LOCK == read_lock(write_lock(LOCK))


def test_no_file_is_no_lock():
    assert read_lock(None) is None


def test_a_lock_without_a_ground_is_one_of_before():
    before = EditionsLock(3, "ab" * 32, "2022-10-20T06:00:00Z")

    assert before == read_lock(write_lock(before))
    assert before.sources is None


def test_the_lock_of_an_edition_names_all_that_it_says():
    content = Content("a" * 64, "b" * 64)

    assert EditionsLock(2, content.whole, "2022-10-20", {}) == lock_of(Edition("small", 2, content, {}, "2022-10-20", ""))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "<" * 7 + " HEAD\n" + TEXT,
        TEXT.replace("3,", "0,"),
        TEXT.replace("3,", "true,"),
        TEXT.replace("3,", '"3",'),
        TEXT.replace("1\n", "2\n"),
        TEXT.replace('"%s"\n', "7\n"),
        "[" * 100_000,
    ],
)
def test_a_lock_that_cannot_be_read_is_never_guessed(text):
    with pytest.raises(MalformedFile) as raised:
        read_lock(text, file="briefs/small/editions.lock")

    assert "briefs/small/editions.lock:1" in str(raised.value)
    assert "higher number" in raised.value.hint
