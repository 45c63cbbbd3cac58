from __future__ import annotations

import pytest

from briefgen.citations.style import NotAStyle, is_note_style, style_facts

NOTE = '<?xml version="1.0" encoding="utf-16"?><style xmlns="http://purl.org/net/xbiblio/csl" class="note"><info/></style>'
POINTER = '<style class="in-text"><info><link rel="self" href="a"/><link rel="independent-parent" href="http://example.org/apa"/></info></style>'


def test_a_note_style_is_known_by_its_class_whatever_encoding_it_names():
    assert is_note_style(NOTE)
    assert not is_note_style(NOTE.replace('"note"', '"in-text"'))


def test_a_style_that_only_points_to_another_says_to_which():
    assert "http://example.org/apa" == style_facts(POINTER).parent


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<style", "line 1"),
        ("", "no element found"),
        ("<locale/>", "its root is <locale>"),
        ('<!DOCTYPE style [<!ENTITY a "b">]><style class="note">&a;</style>', "document type"),
    ],
)
def test_what_is_no_style_is_refused(text, reason):
    with pytest.raises(NotAStyle, match=reason):
        style_facts(text)
    assert not is_note_style(text)
