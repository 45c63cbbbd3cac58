from __future__ import annotations

import pytest

from briefgen.model.tree import Attributes
from briefgen.readers.attributes import parse, trailing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", Attributes()),
        ("{#a.b .c .d e=f}", Attributes("a.b", ("c", "d"), (("e", "f"),))),
        ('{key=\'a "b"\' other="it\'s"}', Attributes("", (), (("key", 'a "b"'), ("other", "it's")))),
        (r'{k="a \"b\" {c}"}', Attributes("", (), (("k", 'a "b" {c}'),))),
        ('{k="a\nb"}', Attributes("", (), (("k", "a b"),))),
        ("{-}", Attributes("", ("unnumbered",))),
        ("{id=x class='a b'}", Attributes("x", ("a", "b"))),
        ("{.python .numberLines startFrom=3}", Attributes("", ("python", "numberLines"), (("startFrom", "3"),))),
    ],
)
def test_attributes_are_read_as_pandoc_writes_them(text, expected):
    parsed = parse(text)
    assert (expected, len(text)) == (parsed.attributes, parsed.end)


@pytest.mark.parametrize("text", ["{a}", "{a b}", "{#a", '{k="v}', "{ # }", "x{.a}", "{{.a}}"])
def test_other_braces_are_no_attributes(text):
    assert parse(text) is None


def test_the_place_of_a_value_is_kept():
    text = '{.a k="v w"}'
    assert {"k": text.index("v w")} == dict(parse(text).places)


def test_attributes_at_the_end_are_taken_off_unless_escaped():
    assert ("Title", Attributes("a")) == (trailing("Title {#a}")[0], trailing("Title {#a}")[1].attributes)
    assert (r"Title \{#a}", None) == trailing(r"Title \{#a}")
