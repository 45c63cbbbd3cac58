"""A paragraph alone says how it is set."""

from __future__ import annotations

import pytest

from briefgen import compose
from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.walk import plain_text, walk
from composing import BRIEF, assembled, finished
from houses import shipped_house


def roles(document: tree.Document) -> list[tuple[Role, str]]:
    return [(node.role, plain_text(node)) for node in walk(document.blocks) if isinstance(node, tree.Paragraph)]


def divs(document: tree.Document) -> list[tree.Div]:
    return [node for node in walk(document.blocks) if isinstance(node, tree.Div)]


def test_a_div_that_names_a_role_gives_it_to_its_paragraphs_and_is_gone():
    document = finished("::: {.lead}\nOne.\n\nTwo.\n:::\n\nThree.")

    assert [(Role.LEAD, "One."), (Role.LEAD, "Two."), (Role.BODY, "Three.")] == roles(document)
    assert [] == divs(document)


def test_a_div_that_says_more_than_a_role_stays():
    document = finished('::: {.lead lang="fa"}\nمتن\n:::')

    (div,) = divs(document)
    assert ((), "fa") == (div.attributes.classes, div.attributes.get("lang"))
    assert [(Role.LEAD, "متن")] == roles(document)


@pytest.mark.parametrize("name", ["heading-1", "link", "note-mark", "code"])
def test_a_class_makes_neither_a_heading_nor_a_run_out_of_a_paragraph(name):
    assert [(Role.BODY, "Loud.")] == roles(finished(f"::: {{.{name}}}\nLoud.\n:::"))


def test_items_of_lists_have_the_role_of_what_the_list_stands_in():
    document = finished("::: {.abstract}\n- One\n\n  1. Two\n:::\n\n> - Three\n")

    assert [(Role.ABSTRACT, "One"), (Role.ABSTRACT, "Two"), (Role.QUOTE, "Three")] == roles(document)


def test_the_innermost_of_several_surroundings_wins():
    document = finished("::: {.lead}\nText.^[A note.]\n\n> Said.\n\n| a |\n|---|\n| b |\n:::\n\n> ::: {.lead}\n> Inner.\n> :::\n")

    assert {
        *((Role.LEAD, "Text."), (Role.NOTE, "A note."), (Role.QUOTE, "Said.")),
        *((Role.TABLE_HEAD, "a"), (Role.TABLE_CELL, "b"), (Role.LEAD, "Inner.")),
    } == set(roles(document))


def test_plain_paragraphs_of_a_cover_are_its_details():
    document = assembled(("summary", "Text."), cover="::: {.cover-title}\nA title\n:::\n\n- 20 October 2022\n")
    document = compose.finish(document, BRIEF, shipped_house()).value

    assert [(Role.COVER_TITLE, "A title"), (Role.COVER_DETAIL, "20\u00a0October 2022"), (Role.BODY, "Text.")] == roles(document)
