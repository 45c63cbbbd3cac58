"""No text makes the reader raise, hang or swallow words without a finding."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.model.walk import plain_text, walk
from briefgen.readers import read_front_matter, read_markdown

MARKS = r"""* ** _ ` ``` ~~~ [ ] ( ) ![ { } # > - + 1. : ::: | |-|-| \ < > & @a [@a -@b ; p. " ' -- ... ^ ~ ~~ ^[ [^1] [^1]: != ===
    --- {.a} {#b} {key="v"} ::: {.note} :::
    {.judgment confidence=low} <!-- --> <b> </b> !include x https://a.b \newpage Table: x"""
BLANKS = ["\n", "\n\n", "\n    ", "\n  ", "\t", " ", "\0", "\ud800", "\u2028", "\xa0", "\x0b", "\ufeff", "\r"]
PIECES = st.sampled_from([*MARKS.split(), *BLANKS, "word", "é", "𝔘", "{}", "{#}", "{="])
YAML = st.sampled_from("a: title: authors: - [ ] { } & * ! | > ' \" # , ? \n --- ...".split(" "))
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=40).map(" ".join))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("[^1]: [^1]\n\n[^1]")
@example("- \n  :::\n::: a\n- x\n:::")
@example("| a |\n|-|\n: x\n")
def test_any_text_becomes_a_tree_that_can_be_written(text):
    outcome = read_markdown(text, file="a.md")
    for node in walk(outcome.value):
        assert node.position is not None
        assert node.position.line >= 1
        assert node.position.column >= 1
    words = plain_text(outcome.value, notes=True)
    words.encode("utf-8")
    assert not set(words) & set(map(chr, [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]))


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(YAML, max_size=40).map("".join),
    )
)
def test_any_front_matter_is_read_or_refused(text):
    for single_file in (True, False):
        outcome = read_front_matter(f"---\n{text}\n---\nbody\n", file="b.md", id="b", single_file=single_file)
        assert outcome.value.brief.file == "b.md"


MANY = 100_000
HOSTILE = {
    "quotes in quotes": ">" * MANY,
    "spaced quotes in quotes": "> " * (MANY // 2),
    "brackets": "[" * MANY,
    "closed brackets": "[" * (MANY // 2) + "]" * (MANY // 2),
    "images": "![" * (MANY // 4),
    "inline notes": "^[" * (MANY // 2),
    "note marks": "[^" * (MANY // 2),
    "a megabyte of stars": ("*" * 199_999 + "\n") * 5,
    "one line of a megabyte": "*" * 1_000_000,
    "a line of ten megabytes": "word " * 2_000_000,
    "keys": "@a " * (MANY // 4),
    "open clusters": "[@a " * (MANY // 10),
    "emphasis in emphasis": "*a " * 20_000 + "b* " * 20_000,
    "spans": "[a]{" * (MANY // 4),
    "divs": "::: a\n" * 5_000,
    "headings of one name": "# a\n" * 5_000,
    "lists in lists": "\n".join(" " * (2 * depth) + "- x" for depth in range(500)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read_in_seconds(text):
    start = time.process_time()
    outcome = read_markdown(text, file="a.md")
    assert time.process_time() - start < 15
    assert outcome.value or outcome.diagnostics


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("> " * 500 + "x", "nested-too-deep"),
        ("x\n\n" + "y" * 300_000, "line-too-long"),
        ("word\n" * 2_000_000, "file-too-long"),
    ],
)
def test_what_is_beyond_a_limit_is_one_error(text, code):
    outcome = read_markdown(text, file="a.md")
    assert [code] == [finding.code for finding in outcome.diagnostics]
    assert outcome.has_errors


def test_a_line_that_is_left_out_moves_nothing_after_it():
    outcome = read_markdown("y" * 300_000 + "\n\n*z*", file="a.md")
    assert ["a.md:1:1"] == [str(finding.position) for finding in outcome.diagnostics]
    assert ["a.md:3:1"] == [str(block.position) for block in outcome.value]


def test_a_control_character_is_replaced_and_reported_where_it_stands():
    outcome = read_markdown("a\n\nb\x07c\ud800", file="a.md")
    assert "b\ufffdc\ufffd" == plain_text(outcome.value[1])
    assert ["a.md:3:2"] == [str(finding.position) for finding in outcome.diagnostics]


def test_half_a_megabyte_is_read_well_under_two_seconds():
    chapter = (
        '## Heading *{0}*\n\nText with "quotes", **strong** `code`, [a link](https://example.org) and [see @isw, pp. 4-6; @nyt]\n'
        "in a line of a paragraph that goes on.[^{0}]\n\n[^{0}]: A note, [@stern, p. 3].\n\n- one\n- *two*\n\n"
        "| a | b |\n|---|---|\n| 1 | [@isw] |\n\n"
    )
    text = "".join(chapter.format(number) for number in range(1_900))
    assert 454_000 < len(text)
    start = time.process_time()
    outcome = read_markdown(text, file="a.md")
    assert not outcome.diagnostics
    # Alone it takes about one second; the bound leaves room for a busy machine.
    assert time.process_time() - start < 4
