from __future__ import annotations

import pytest

from briefgen.citations.fields import FIELDS, NotThatShape, Shape, is_foreign, read_field


def test_every_field_says_what_it_is_for_in_one_sentence():
    assert [] == [field.name for field in FIELDS.values() if not field.purpose.endswith(".") or "\n" in field.purpose]


def test_choices_are_named_where_and_only_where_there_are_some():
    assert [] == [field.name for field in FIELDS.values() if (field.shape is Shape.CHOICE) != bool(field.choices)]


@pytest.mark.parametrize(
    ("name", "written", "expected"),
    [
        ("foreign_domain", True, True),
        ("state_control", "full", "full"),
        ("credibility", 2, "2"),
        ("evidence", "received 46 drones", ("received 46 drones",)),
        ("evidence", ["one", "two"], ("one", "two")),
        ("max_age_days", 45, 45),
        ("archived", "2022-08-11", "2022-08-11"),
        ("archive_url", "https://example.org/a", "https://example.org/a"),
    ],
)
def test_a_field_is_read_in_its_shape(name, written, expected):
    assert expected == read_field(FIELDS[name], written)


@pytest.mark.parametrize(
    ("name", "written", "expected"),
    [
        ("foreign_domain", "yes", "true or false"),
        ("state_control", "state", "none | partial | full"),
        ("reliability", "G", "A | B | C | D | E | F"),
        ("credibility", True, "1 | 2 | 3"),
        ("max_age_days", 0, "a whole number"),
        ("evidence", [], "text, or a list of texts"),
        ("evidence", ["one", 2], "text, or a list of texts"),
        ("archived", "August", "a date such as 2022-08-11"),
        ("archive_url", "javascript:alert(1)", "http"),
        ("descriptor", "  ", "text"),
    ],
)
def test_a_value_of_another_shape_is_refused_with_what_the_field_takes(name, written, expected):
    with pytest.raises(NotThatShape) as refused:
        read_field(FIELDS[name], written)
    assert expected in str(refused.value)


def test_a_foreign_domain_and_a_controlled_outlet_are_both_marked():
    assert [True, True, False, False] == [
        is_foreign({"foreign_domain": True}),
        is_foreign({"state_control": "partial"}),
        is_foreign({"state_control": "none", "foreign_domain": False}),
        is_foreign({}),
    ]
