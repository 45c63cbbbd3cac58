"""Marks of notes that stand side by side."""

from __future__ import annotations

from briefgen.compose.marks import part_marks
from briefgen.model import tree

COMMA = tree.Superscript((tree.Text(","),))
NOTE = tree.Note((tree.Paragraph((tree.Text("A note."),)),))
CITE = tree.Cite((), children=(NOTE,))


def parted(*children: tree.Inline) -> tuple[tree.Inline, ...]:
    (made,) = part_marks((tree.Paragraph(children),))
    assert isinstance(made, tree.Paragraph)
    return made.children


def test_a_raised_comma_parts_two_marks_that_would_read_as_one_number():
    assert (CITE, COMMA, NOTE, COMMA, CITE) == parted(CITE, NOTE, CITE)


def test_marks_with_words_between_them_stay_as_they_are():
    words = tree.Text(" and then ")
    assert (tree.Text("Said."), CITE, words, NOTE) == parted(tree.Text("Said."), CITE, words, NOTE)


def test_citations_in_the_text_get_no_comma():
    inline = tree.Cite((), children=(tree.Text("(Author 2022)"),))
    assert (inline, inline) == parted(inline, inline)
