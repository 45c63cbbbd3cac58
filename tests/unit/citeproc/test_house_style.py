"""What the house's CSL style prints, read line by line by a person before it was accepted here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reading_aloud import written

from briefgen.citations import place, request
from briefgen.model import tree, walk
from briefgen.model.brief import Placement
from briefgen.model.citation import CitationRequest, CiteItem, Cluster
from briefgen.readers import read_markdown

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def brief(library, house_style, processor):
    read = read_markdown((DATA / "brief.md").read_text("utf-8"), file="brief.md")
    document = tree.Document(tree.Meta("A brief"), read.value)
    asked = request(document, library, style=house_style, language="en-US")
    assert () == (*read.diagnostics, *asked.diagnostics)
    return asked.value, place(document, processor.render(asked.value), library, Placement.FOOTNOTES)


def printed(inlines):
    flat = []
    for node in inlines:
        flat.extend(node.children if isinstance(node, tree.Cite) else (node,))
    return written(tuple(flat))


def notes(document):
    found = (node for node in walk.walk(document.blocks) if isinstance(node, tree.Note))
    return [printed(note.children[0].children) for note in found]


def test_a_brief_of_48_citations_has_the_notes_that_were_read_and_accepted(brief):
    asked, document = brief

    assert 48 == len(asked.clusters)
    assert (DATA / "brief-notes.txt").read_text("utf-8").splitlines() == notes(document)


def test_every_note_ends_with_one_full_stop_and_begins_with_a_capital(brief):
    endings = [note for note in notes(brief[1]) if not note.rstrip("”’*").endswith(".") or note.endswith("..")]

    assert [] == endings
    assert [] == [note for note in notes(brief[1]) if note.lstrip("“*")[0].islower()]


def test_the_running_text_reads_as_if_nothing_had_been_taken_out(brief):
    paragraphs = [block for block in brief[1].blocks if isinstance(block, tree.Paragraph)]

    assert (DATA / "brief-text.txt").read_text("utf-8").splitlines() == [walk.plain_text(p) for p in paragraphs]


def test_each_type_of_source_has_the_full_form_that_was_read_and_accepted(library, house_style, processor):
    clusters = tuple(Cluster((CiteItem(key),), number=number) for number, key in enumerate(library, 1))
    asked = CitationRequest(clusters, tuple(reference.csl for reference in library.values()), house_style)

    result = processor.render(asked)
    british = processor.render(replace(asked, language="en-GB"))

    lines = ["# notes", *(written(cluster.children) for cluster in result.clusters)]
    lines += ["# references", *(written(entry.children) for entry in result.bibliography)]
    assert (DATA / "house-notes.txt").read_text("utf-8").splitlines() == lines
    assert "‘Grain ships leave the port again’, *The Daily" in written(british.clusters[2].children)


def test_the_author_date_style_has_the_forms_that_were_read_and_accepted(library, repository, processor):
    style = (repository / "templates/house/csl/house-author-date.csl").read_text("utf-8")
    items = [
        CiteItem("drones", "page", "4"),
        CiteItem("newspaper"),
        CiteItem("webpage"),
        CiteItem("legislation"),
        CiteItem("manuscript"),
    ]
    clusters = tuple(Cluster((item,)) for item in items)
    asked = CitationRequest(clusters, tuple(library[item.key].csl for item in items), style)

    result = processor.render(asked)

    assert [
        "(Example Institute 2022, p. 4)",
        "(de Souza and Lindqvist 2022)",
        "(Ship Registry n.d.)",
        "(*Sanctions Act* 2017)",
        "(Commission c. 1998)",
    ] == [written(cluster.children) for cluster in result.clusters]
    assert "Commission (c. 1998), *Minutes of the commission*, series 4, State Archive." == written(result.bibliography[0].children)
    assert written(result.bibliography[1].children).startswith(
        "de Souza, Ana, and Per Lindqvist (2022), “Grain ships leave the port again,” *The Daily Example*, 17 October, <https://"
    )
    assert not result.note_style


@pytest.mark.parametrize("language", ["fa", "zh-Hans", "xx", ""])
def test_any_language_is_answered(library, house_style, processor, language):
    asked = CitationRequest((Cluster((CiteItem("treaty"),)),), (library["treaty"].csl,), house_style, language)

    assert "*Treaty on Friendship*" in written(processor.render(asked).clusters[0].children)
