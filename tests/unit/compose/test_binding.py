"""Days with their months, numbers with their per cent signs."""

from __future__ import annotations

import pytest

from briefgen.compose.binding import bind
from briefgen.model import tree

MONTHS = {"months": "January February March April May June July August September October November December"}


def bound(text: str, labels: dict[str, str] = MONTHS) -> str:
    (made,) = bind((tree.Paragraph((tree.Text(text),)),), labels)
    assert isinstance(made, tree.Paragraph)
    (child,) = made.children
    assert isinstance(child, tree.Text)
    return child.text.replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 17 October 2022", "on 17~October 2022"),
        ("(2 January 2015)", "(2~January 2015)"),
        ("May 5, 2022 and May 2022", "May~5, 2022 and May 2022"),
        ("20–45 % or 3 %.", "20–45~% or 3~%."),
        ("in 2022 October came", "in 2022 October came"),
        ("7 Mayors, dismay 5", "7 Mayors, dismay 5"),
    ],
)
def test_a_day_is_held_to_its_month_and_a_number_to_its_sign(text: str, expected: str):
    assert expected == bound(text)


def test_the_months_are_those_of_the_house():
    assert "am 3.~März und 12.~Mai" == bound("am 3. März und 12. Mai", {"months": "Januar Februar März April Mai"})


def test_a_house_without_names_of_months_binds_signs_alone():
    assert "3 May, 4~%" == bound("3 May, 4 %", {})


def test_code_stays_as_it_was_typed():
    blocks = (tree.Paragraph((tree.Code("3 %"),)), tree.CodeBlock("17 October"))
    assert blocks == bind(blocks, MONTHS)
