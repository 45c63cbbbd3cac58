"""Word's own list of sources, fields over it, and cross-references."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lxml import etree
from word_reading import MANIFEST, Word, faults, light_style, qualified, text_of, value

from briefgen.model import tree
from briefgen.model.citation import CiteItem
from briefgen.model.manifest import Attachment
from briefgen.model.tree import Text
from briefgen.writers.docx import write
from specimen import paragraph

REFERENCES = [
    {
        "id": "smith 2020",
        "type": "article-journal",
        "title": "On <war> & peace",
        "author": [{"family": "Smith", "given": "Ann"}, {"family": "Berg", "given": "Jo", "non-dropping-particle": "van"}],
        "container-title": "Journal",
        "issued": {"date-parts": [[2020, 3]]},
        "DOI": "10.1/x",
    },
    {"id": "smith-2020", "type": "map", "title": "Map", "author": [{"literal": "An Institute"}], "issued": {"raw": "soon"}},
]
ATTACHED = Attachment(
    "references.json", "application/vnd.citationstyles.csl+json", json.dumps(REFERENCES).encode(), "Data", "The cited sources"
)


def noted(*items, children=()):
    return tree.Cite(items, children=(tree.Note(children or (paragraph("Smith, War, 4."),), 1),))


def written(*blocks, live=True):
    manifest = replace(MANIFEST, attachments=(ATTACHED,), live_citations=live)
    return Word(write(tree.Document(tree.Meta("T"), blocks), light_style(), manifest))


def codes(element):
    return [code.text.strip() for code in element.iter(qualified("w:instrText"))]


def sources(word):
    return [{etree.QName(x).localname: "".join(x.itertext()) for x in one} for one in word.xml("customXml/item1.xml")]


@pytest.mark.parametrize("live", [True, False])
def test_what_is_cited_is_always_in_words_list_of_sources(live):
    article, other = sources(written(paragraph("x"), live=live))

    assert ("smith_2020", "JournalArticle", "On <war> & peace", "2020", "3", "Journal", "10.1/x") == tuple(
        article[name] for name in ("Tag", "SourceType", "Title", "Year", "Month", "JournalName", "StandardNumber")
    )
    assert "SmithAnnvan BergJo" == article["Author"]
    assert ("smith_2020_2", "Misc", "An Institute") == (other["Tag"], other["SourceType"], other["Author"])
    assert "Year" not in other


def test_a_document_that_cites_nothing_has_no_list():
    word = Word(write(tree.Document(tree.Meta("T"), (paragraph("x"),)), light_style(), MANIFEST))

    assert [] == [name for name in word.parts if name.startswith("customXml")]


def test_a_citation_is_a_field_in_its_note_that_shows_the_finished_text():
    item = CiteItem("smith 2020", "page", "4–6", 'see "x"', "and passim")
    word = written(tree.Paragraph((Text("Said."), noted(item, CiteItem("smith-2020", suppress_author=True)))))
    (note,) = word.footnotes.values()

    assert ['CITATION smith_2020 \\f "see \'x\'" \\p "4–6" \\s "and passim" \\m smith_2020_2 \\n'] == codes(note)
    assert "\tSmith, War, 4." == text_of(note)
    assert next(note.iter(qualified("w:citation"))) is not None
    assert [] == faults(word)


def test_citations_are_text_unless_fields_are_asked_for():
    word = written(tree.Paragraph((noted(CiteItem("smith 2020")),)), live=False)

    assert [] == [code for note in word.footnotes.values() for code in codes(note)]


@pytest.mark.parametrize(
    "cite",
    [noted(CiteItem("unknown")), noted(CiteItem("smith 2020"), children=(paragraph("One."), paragraph("Two.")))],
    ids=["no such source", "two paragraphs"],
)
def test_what_a_field_cannot_say_stays_text(cite):
    word = written(tree.Paragraph((cite,)))

    assert [] == [code for note in word.footnotes.values() for code in codes(note)]
    assert [] == faults(word)


def test_a_citation_in_the_line_and_the_list_of_references_are_fields():
    cite = tree.Cite((CiteItem("smith 2020"),), children=(Text("(Smith 2020)"),))
    entries = tuple(tree.ReferenceEntry(key, (Text(key),)) for key in ("one", "two"))
    word = written(tree.Paragraph((cite,)), tree.ReferenceList(entries))

    assert ["CITATION smith_2020", "BIBLIOGRAPHY"] == codes(word.body)
    assert ["(Smith 2020)", "one", "two"] == word.texts()
    assert [] == faults(word)


def test_a_link_that_says_what_its_target_says_is_a_cross_reference():
    table = tree.Table((tree.Column(),), (), (), (Text("Drones"),), number=1, identifier="t1", label="Table 1. ")
    heading = tree.Heading(1, (Text("The economy"),), "economy")
    links = [tree.Link((Text(words),), f"#{to}") for words, to in (("Table 1", "t1"), ("The economy", "economy"), ("there", "t1"))]
    noting = tree.Paragraph((tree.Note((paragraph("n"),), 1, "n1"), tree.Link((Text("1"),), "#n1")))
    word = written(tree.Paragraph(tuple(links)), table, heading, noting)

    assert ["REF t1", "REF economy", "SEQ Table \\* ARABIC", "NOTEREF n1"] == codes(word.body)
    assert ["t1", "economy", "t1", "n1"] == [link.get(qualified("w:anchor")) for link in word.body.iter(qualified("w:hyperlink"))]
    assert "Table 1The economythere" == word.texts()[0]
    assert value(word.body, "w:p/w:hyperlink/w:r/w:rPr/w:rStyle") == "Hyperlink"
    assert [] == faults(word)
