"""Lines that say where something is from."""

from __future__ import annotations

import pytest

from briefgen.citations.credit import credited, short_name
from briefgen.model import tree
from briefgen.model.citation import CiteItem, Reference
from briefgen.model.walk import plain_text

LIBRARY = {
    "jwc": Reference("jwc", {"author": [{"literal": "Joint War Committee"}], "title": "War risk in the Gulf"}),
    "paper": Reference("paper", {"type": "article-newspaper", "author": [{"family": "Doe"}], "container-title": "The Paper"}),
}


def marked(key: str) -> tree.Cite:
    return tree.Cite((CiteItem(key),), children=(tree.Note((tree.Paragraph((tree.Text("A note."),)),)),))


def said(*children: tree.Inline) -> str:
    return "".join("^" if isinstance(node, tree.Cite) else plain_text(node) for node in credited(children, LIBRARY))


def test_a_line_of_nothing_but_marks_says_who_is_cited():
    comma = tree.Superscript((tree.Text(","),))
    assert "Joint War Committee^" == said(marked("jwc"))
    assert "Joint War Committee; The Paper^,^" == said(marked("jwc"), comma, marked("paper"))
    assert "Joint War Committee^,^" == said(marked("jwc"), comma, marked("jwc"))


def test_a_line_with_words_keeps_them_and_no_comma_before_its_mark():
    assert "Jane Doe^" == said(tree.Text("Jane Doe,"), marked("jwc"))
    assert "UN data, 2022^" == said(tree.Text("UN data, 2022"), marked("jwc"))
    assert "Data^ and more" == said(tree.Text("Data"), marked("jwc"), tree.Text(" and more"))


def test_a_citation_in_parentheses_needs_no_comma_before_it():
    bracketed = tree.Cite((CiteItem("jwc"),), children=(tree.Text("(Committee 2022)"),))
    made = credited((tree.Text("Jane Doe, "), bracketed), LIBRARY)
    assert "Jane Doe (Committee 2022)" == plain_text(made)


def test_a_source_that_the_library_does_not_have_gives_no_name():
    assert "^" == said(marked("lost"))


@pytest.mark.parametrize(
    ("csl", "name"),
    [
        ({"author": [{"family": "Berg", "non-dropping-particle": "van der"}]}, "van der Berg"),
        ({"author": [{"family": "One"}, {"family": "Two"}]}, "One, Two"),
        ({"author": [{"family": "One"}, {"family": "Two"}, {"family": "Three"}]}, "One et al."),
        ({"editor": [{"family": "Ed"}], "title": "Collected"}, "Ed"),
        ({"type": "article-journal", "author": [{"family": "Doe"}], "container-title": "Journal"}, "Doe"),
        ({"container-title": "Journal of Straits", "container-title-short": "J. Str."}, "J. Str."),
        ({"publisher": "The Press", "title": "A long title"}, "The Press"),
        ({"title": "A long title", "title-short": "Long"}, "Long"),
        ({}, ""),
    ],
)
def test_a_source_is_called_by_the_shortest_name_that_says_who_it_is(csl: dict[str, object], name: str):
    assert name == short_name(csl)
