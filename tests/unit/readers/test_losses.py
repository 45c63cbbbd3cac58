"""What an author wrote is printed, or a finding says that it is not: the corners where something could get lost."""

from __future__ import annotations

import pytest

from briefgen.model import tree
from briefgen.model.walk import plain_text, walk
from briefgen.readers import includes, read_markdown
from briefgen.testing import MemoryFiles


def read(text, files=None):
    return read_markdown(text, file="a.md", files=MemoryFiles({name: body.encode() for name, body in (files or {}).items()}))


def said(text, files=None):
    return [str(finding) for finding in read(text, files).diagnostics]


def codes(text, files=None):
    return [finding.code for finding in read(text, files).diagnostics]


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_cell_beyond_the_head_is_an_error_where_it_stands():
    (finding,) = read("| a | b |\n|---|---|\n| 1 | 2 | LOST |\n").diagnostics
    assert "error[ragged-table]" in str(finding)
    assert "the row has 3 cells, the head has 2" == finding.message
    assert (3, 11) == (finding.position.line, finding.position.column)


@pytest.mark.parametrize("row", ["| 1 | 2 |", "1 | 2", "| 1", r"| 1 | 2\|3 |", "| 1 | 2 | |", "| 1 | 2 || "])
def test_a_row_that_loses_nothing_is_no_finding(row):
    assert [] == codes(f"| a | b |\n|---|---|\n{row}\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a | b | c\n---|---\n1 | 2\n", "another number of cells than the head"),
        ("| a | b |\n| 1 | 2 |\n", "tables without a row of hyphens"),
        ("| Line one\n| Line two\n", "line blocks"),
        ("  Right  Left\n-------  ------\n  12     x\n", "simple tables"),
        ("Let $E = mc^2$ be.\n", "formulas"),
        (r"This is \textbf{bold} text." + "\n", "write **bold**"),
        (r"As said \cite{isw}." + "\n", "write [@key]"),
    ],
)
def test_what_pandoc_knows_and_this_does_not_is_a_warning(text, words):
    (finding,) = said(text)
    assert "warning[unsupported-markdown]" in finding
    assert words in finding


@pytest.mark.parametrize(
    "text", ["It costs $5 and $6.\n", "From $5_000 to $6_000.\n", "`$x^2$`\n", r"C:\Users\me" + "\n", "- - -\n", "***\n"]
)
def test_what_only_looks_like_it_is_none(text):
    assert [] == codes(text)


# ── Pandoc's spellings that are read ─────────────────────────────────────────────────────────────────────────────────


def test_a_backslash_before_a_space_is_a_space_that_holds_the_words_together():
    assert "10\u00a0km" == plain_text(read("10\\ km\n").value)


def links(text):
    return {plain_text(node): node.target for node in walk(read(text).value) if isinstance(node, tree.Link)}


def test_the_words_of_a_heading_in_brackets_lead_to_it():
    text = "# The *first* part\n\n# Second {#two}\n\nSee [the *first* part], [Second][] and [it][second], not [Third].\n"
    assert {"the first part": "#the-first-part", "Second": "#two", "it": "#two"} == links(text)


def test_a_definition_of_the_same_words_goes_before_a_heading():
    assert {"One": "https://example.org"} == links("# One\n\n[One]\n\n[one]: https://example.org\n")


# ── identifiers and notes ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["# Scope\n\n# Other {#scope}\n", "# Other {#scope}\n\n# Scope\n"])
def test_an_identifier_made_from_words_yields_to_one_that_is_given(text):
    assert [] == codes(text)


def test_one_that_is_given_twice_is_still_an_error():
    assert ["duplicate-identifier"] == codes("# Scope\n\n# A {#scope}\n\n# B {#scope}\n")


@pytest.mark.parametrize("text", ["x^[a ^[b] c] y\n", "x^[a [^b] c] y\n\n[^b]: z\n", "x[^b]\n\n[^b]: a ^[c] d\n"])
def test_a_note_in_a_note_is_the_same_error_however_it_is_written(text):
    assert "note-in-note" in codes(text)


def test_a_note_after_a_note_is_none():
    assert [] == codes("x^[a] y^[b] z[^c]\n\n[^c]: d\n")


# ── includes and pictures ────────────────────────────────────────────────────────────────────────────────────────────


def test_an_include_of_nothing_is_an_error():
    (finding,) = said("!include\n")
    assert "error[include-failed]: there is no file after !include" in finding


def test_files_that_multiply_end_in_one_error():
    files = {f"b{n}.md": f"!include b{n - 1}.md\n\n" * 9 for n in range(1, 12)} | {"b0.md": "x\n"}
    outcome = read("!include b11.md\n", files)
    assert ["included-too-much"] == [finding.code for finding in outcome.diagnostics]
    assert len(plain_text(outcome.value)) < includes.LONGEST


def test_a_picture_without_a_file_is_one_finding():
    assert ["missing-picture"] == codes("![]()\n")
