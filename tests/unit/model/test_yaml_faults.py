"""What a parser complains of, in words for who wrote the file."""

from __future__ import annotations

import pytest
import yaml

from briefgen.model.yaml_faults import told

CHART = """\
type: bars
data:
  - label: August
    value: 46
   note: reported
"""


def fault(text: str) -> tuple[str, str]:
    """Where and what, and what to do."""
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        yaml.compose(text, Loader=yaml.SafeLoader)
    found = told(caught.value, text)
    return f"{found.line + 1}:{found.column + 1}: {found.what}", found.hint


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        (CHART, "5:4: the line is indented by 3 spaces, which fits none above it", "begin it after 2 or 4 spaces"),
        (
            "title: A\n  lang: b",
            "2:3: the line is indented by 2 spaces, under one that has a value already",
            "begin it at the margin",
        ),
        ("title: Drones: a primer", "1:14: a value holds a colon", "put the value in quotation marks"),
        ("title:Drones\nlang: en", "1:1: the line is no key with a value: title:Drones", "put a space after its colon"),
        ("lang: en\ntitle\nid: x", "2:1: the line is no key with a value: title", "write key: value"),
        ("a: 1\n\tb: 2", "2:1: a tab stands where spaces must", "indent with spaces"),
        ("a: @isw", "1:4: a value begins with @", "put it in quotation marks"),
        ("a: *isw", "1:4: a value begins with *", "put it in quotation marks"),
        ("a: [1, 2\nb: 3", "1:4: [ is never closed", "end it with ]"),
        ("a: {x: 1\nb: 3", "1:4: { is never closed", "end it with }"),
        ("a: [x: b: c]", "1:9: a colon stands between [ and ]", "put the value that holds it in quotation marks"),
        ('a: "x\nb: 1', "1:4: a quotation mark is never closed", "close it at the value's end"),
        ("a: 1\n- b", "2:1: keys and items of a list stand at one level", "indent what belongs to the line above"),
        ("a: - b", "1:4: a list begins on the line of its key", "begin each item on a line of its own"),
        ('a: "b" c', "1:8: words follow a value that is in quotation marks", "put the whole value in quotation marks"),
        ('a: "C:\\q"', '1:7: \\q means nothing in a value in "…"', "put it in '…'"),
        ("a: {b: 1}}", "1:10: '}' closes nothing", "take it out"),
        ("---\na: 1\n---\nb: 2", "3:1: a second document begins", "take out the line of ---"),
    ],
)
def test_a_fault_is_told_where_it_is_with_what_to_do(text, what, remedy):
    found = fault(text)

    assert (what, remedy) == (found[0], found[1][: len(remedy)])


@pytest.mark.parametrize("text", ["a: |3 x", "a: !<x", "%YAML 9\n---\na: 1", "a: &"])
def test_what_is_not_known_is_said_as_the_parser_says_it(text):
    assert all(fault(text))
