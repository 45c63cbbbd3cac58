"""Identifiers of places in a document."""

from __future__ import annotations

import pytest

from briefgen.model.identifiers import Identifiers, slug


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Outlook to April 2023", "outlook-to-april-2023"),
        ("1. Scope, and terms!", "scope-and-terms"),
        ("Über  alles", "über-alles"),
        ("a_b-c.d", "a_b-c.d"),
        ("2022", "section"),
        ("", "section"),
    ],
)
def test_words_become_an_identifier_as_in_pandoc(words, expected):
    assert expected == slug(words)


def test_no_two_identifiers_are_alike():
    names = Identifiers({"taken"})

    assert ["scope", "scope-1", "taken-1", "scope-2"] == [names.take(name) for name in ("scope", "scope", "taken", "scope")]


def test_a_number_that_an_author_used_is_passed_over():
    names = Identifiers({"scope-1"})

    assert ["scope", "scope-2"] == [names.take("scope"), names.take("scope")]


def test_many_alike_are_made_without_trying_every_number_again():
    names = Identifiers()

    assert "a-49999" == [names.take("a") for _ in range(50_000)][-1]
