"""Characters that a document cannot hold."""

from __future__ import annotations

import sys
from xml.etree import ElementTree as ET

import pytest

from briefgen.model.characters import find_unprintable, one_line, printable


def test_ordinary_text_stays_as_it_is():
    assert "a\tb\nc\r éж中😀\u200d\u00a0" == printable("a\tb\nc\r éж中😀\u200d\u00a0")


@pytest.mark.parametrize(
    ("character", "expected"),
    [("\x0b", " "), ("\x0c", " "), ("\x85", " "), ("\ufeff", "\u2060"), ("\0", "\ufffd"), ("\x7f", "\ufffd"), ("\ud800", "\ufffd")],
)
def test_what_a_document_cannot_hold_is_replaced_one_for_one(character, expected):
    assert f"a{expected}b" == printable(f"a{character}b")


def test_whatever_is_printable_can_stand_in_xml():
    every = printable("".join(map(chr, range(sys.maxunicode + 1)))).replace("\r", "")
    written = every.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert every == ET.fromstring(f"<a>{written}</a>").text


def test_a_property_is_one_line():
    assert "a b c" == one_line(" a\n\tb\x0bc ")


def test_the_first_bad_character_is_found():
    assert [-1, 1] == [find_unprintable("abc"), find_unprintable("a\0\0")]
