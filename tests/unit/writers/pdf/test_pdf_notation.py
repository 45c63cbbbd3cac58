"""Values come out in PDF's notation and are read back as what they were."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.writers.pdf.notation import name, name_tree, number, render, text_string


def read(notation: str) -> pikepdf.Object:
    return pikepdf.Object.parse(notation.encode("ascii"))


def no_objects(value: object) -> str:
    raise AssertionError(value)


def test_a_slash_in_a_name_does_not_make_two_names_of_it() -> None:
    assert name("text/markdown") == "/text#2Fmarkdown"


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_a_name_is_read_back_as_it_was(text: str) -> None:
    assert f"/{text}" == str(read(name(text)))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    assert text == str(read(text_string(text)))


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert "a?b" == str(read(text_string("a\ud800b")))


def test_a_text_too_long_for_an_archive_ends_in_an_ellipsis() -> None:
    written = str(read(text_string("ж" * 40_000)))
    assert (16_000, "ж…") == (len(written), written[-2:])


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.0, "0"), (-0.001, "0"), (1.0, "1"), (0.5, "0.5"), (12.345678, "12.35"), (-3.1, "-3.1"), (100.0, "100"), (1e7, "10000000")],
)
def test_a_number_has_no_more_digits_than_it_needs(value: float, expected: str) -> None:
    assert expected == number(value)


def test_what_is_none_leaves_its_key_out() -> None:
    assert "<</A 1 /C [true 2.5]>>" == render({"A": 1, "B": None, "C": ["true", 2.5]}, no_objects)


def test_what_is_no_value_is_referred_to() -> None:
    assert "[7 0 R]" == render([object()], lambda _: "7 0 R")


def test_a_name_tree_is_sorted_by_the_bytes_of_its_keys() -> None:
    tree = name_tree([("b", 1), ("(", 2), ("a", 3), ("é", 4), ("Z", 5)])
    keys = [bytes(read(key)) for key in tree["Names"][::2]]
    assert sorted(keys) == keys
    assert [2, 5, 3, 1, 4] == tree["Names"][1::2]


def test_of_two_equal_keys_the_first_stays() -> None:
    assert {"Names": ["(a)", 1]} == name_tree([("a", 1), ("a", 2)])
