from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import tree
from briefgen.model.digest import digest
from briefgen.model.position import Position

PROGRAM = """
from briefgen.model.digest import digest
print(digest({"b": ("x", b"y"), "a": (1, 2.5, None, True, "ключ")}))
"""


def paragraph(text: str, line: int = 1) -> tree.Paragraph:
    return tree.Paragraph((tree.Text(text, position=Position("a.md", line)),), position=Position("a.md", line))


def test_the_same_words_at_another_line_have_the_same_digest():
    assert digest(paragraph("Same.", 1)) == digest(paragraph("Same.", 99))


def test_other_words_have_another_digest():
    assert digest(paragraph("Same.")) != digest(paragraph("Same!"))


def test_a_field_that_holds_its_default_does_not_count_so_that_new_fields_may_be_added():
    @dataclass(frozen=True)
    class Value:
        name: str

    old = digest(Value("a"))

    @dataclass(frozen=True)
    class Value:  # the next release's
        name: str
        count: int = 2
        ticked: bool = True
        language: str = "en-US"
        places: dict = field(default_factory=dict)
        nothing: str | None = None

    assert old == digest(Value("a"))
    others = [Value("a", 0), Value("a", ticked=False), Value("a", language=""), Value("a", places={"b": 1}), Value("a", nothing="")]
    assert len(others) == len({digest(other) for other in others} - {old})


def test_an_empty_field_that_must_be_given_counts():
    assert digest(tree.Text("")) != digest(tree.LineBreak())
    assert digest(tree.BulletList(())) != digest(tree.BulletList((), tight=False))


def test_an_unticked_box_is_not_the_same_as_no_box():
    assert digest(tree.ListItem((), checked=False)) != digest(tree.ListItem(()))


def test_a_value_moved_to_a_neighbouring_field_is_another_value():
    assert digest(tree.Heading(1, (), identifier="a")) != digest(tree.Heading(1, (), number="a"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("a",), "a"),
        (1, "1"),
        (1, True),
        (None, ""),
        ((), ((),)),
        ({"a": "b"}, ("a", "b")),
        (b"a", "a"),
    ],
)
def test_values_that_would_read_alike_when_run_together_are_told_apart(one, other):
    assert digest(one) != digest(other)


def test_the_order_of_a_mapping_does_not_count():
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner).map(tuple)))
def test_the_digest_of_any_value_is_a_sha_256_and_does_not_change(value):
    first = digest(value)

    assert (64, first) == (len(first), digest(value))


def test_a_type_without_a_stable_form_is_refused_by_name():
    with pytest.raises(TypeError, match="no stable form for set"):
        digest({1, 2})


def test_the_digest_is_the_same_in_another_process_with_another_hash_seed():
    seen = set()
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "src"}
        run = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True)
        seen.add(run.stdout)

    assert len(seen) == 1


def test_the_digest_of_a_known_value_is_what_it_was_in_the_first_release():
    assert digest(("a", 1)) == "80f98491a7805f918410cd863f864780a56e78b784759157b6d62628349ea743"
