from __future__ import annotations

import pytest

from briefgen.readers.typography import Fragment, smart, smarten


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('"a" and "b"', "“a” and “b”"),
        ("'a' and 'b'", "‘a’ and ‘b’"),
        ("it's the '90s", "it’s the ’90s"),
        ("the analysts' view and the '60s'", "the analysts’ view and the ‘60s’"),
        ("'tis so", "’tis so"),
        ("\"'a,' she said\"", "“‘a,’ she said”"),
        ('("a")', "(“a”)"),
        ("2019--2022 --- so...", "2019–2022 — so…"),
        ("---- and ....", "---- and ...."),
        ('a "b', "a “b"),
        ('5" wide', "5” wide"),
        ("well-known", "well-known"),
        ('«"x"»', "«“x”»"),
    ],
)
def test_typed_signs_become_typographic_ones(typed, set_):
    assert set_ == smart(typed)


def test_a_quotation_runs_over_fragments_that_are_not_changed():
    fragments = [Fragment('say "'), Fragment('x="y"', literal=True), Fragment('" now')]
    smarten(fragments)
    assert ["say “", 'x="y"', "” now"] == [fragment.text for fragment in fragments]
