from __future__ import annotations

import pytest

from briefgen.citations import needs_notice, place, read_library, request
from briefgen.model import tree, walk
from briefgen.model.brief import Placement
from briefgen.model.citation import CitationResult, CiteItem, CiteMode, FormattedCluster, FormattedEntry
from briefgen.testing import FakeProcessor

LIBRARY = read_library(
    """
isw: {type: report, title: "Iran's drones", URL: https://example.org/isw}
tass: {type: webpage, title: "Deal 'signed'", title-short: Deal, URL: https://example.ru/1, briefgen: {foreign_domain: true}}
irna: {type: webpage, title: Talks, DOI: 10.1/x, briefgen: {state_control: full}}
""",
    file="sources.yaml",
).value
ADDRESS = {"isw": "https://example.org/isw", "tass": "https://example.ru/1", "irna": "https://doi.org/10.1/x"}


def cite(*keys, mode=CiteMode.NORMAL):
    return tree.Cite(tuple(map(CiteItem, keys)), mode)


def paragraph(*inlines):
    return tree.Paragraph(tuple(tree.Text(i) if isinstance(i, str) else i for i in inlines))


def document(*blocks):
    return tree.Document(tree.Meta("T"), blocks)


def answered(*clusters, note_style=True, bibliography=()):
    made = tuple(c if isinstance(c, FormattedCluster) else FormattedCluster((tree.Text(c),)) for c in clusters)
    return CitationResult(made, bibliography, note_style)


def linked(key, *, before="Author, ", after="."):
    return FormattedCluster((tree.Text(before), tree.Link((tree.Text(ADDRESS[key]),), ADDRESS[key]), tree.Text(after)))


def printed(document):
    """The text with ``{…}`` round each note, so that a test reads like a page."""

    def one(node):
        match node:
            case tree.Text():
                return node.text
            case tree.SoftBreak():
                return " "
            case tree.Note():
                return "{" + "".join(map(one, node.children)) + "}"
            case _:
                return "".join(map(one, walk.children(node)))

    return "|".join(map(one, document.blocks))


def put(doc, result, placement=Placement.FOOTNOTES):
    return printed(place(doc, result, LIBRARY, placement))


def test_a_note_style_prints_a_note_after_the_punctuation():
    made = place(
        document(paragraph("Drones came ", cite("isw"), ".")), answered("Institute, Drones."), LIBRARY, Placement.FOOTNOTES
    )

    (block,) = made.blocks
    text, printed_cite = block.children
    assert tree.Text("Drones came.") == text
    assert (tree.Note((paragraph("Institute, Drones."),)),) == printed_cite.children
    assert cite("isw").items == printed_cite.items


def test_endnotes_are_the_same_tree_as_footnotes():
    doc = document(paragraph("Drones came ", cite("isw"), "."))

    assert place(doc, answered("A."), LIBRARY, Placement.ENDNOTES) == place(doc, answered("A."), LIBRARY, Placement.FOOTNOTES)


@pytest.mark.parametrize(
    ("formatted", "printed_note"),
    [
        ("Institute, Drones", "Institute, Drones."),
        ("Institute, “Why?”", "Institute, “Why?”"),
        ("“Drones.”", "“Drones.”"),
        ("Ibid.", "Ibid."),
    ],
)
def test_a_note_ends_with_one_full_stop(formatted, printed_note):
    assert f"Came.{{{printed_note}}}" == put(document(paragraph("Came ", cite("isw"), ".")), answered(formatted))


def test_the_author_stands_in_the_sentence_and_the_note_after_the_name():
    cluster = FormattedCluster((tree.Text("Drones."),), (tree.Text("Institute"),))
    doc = document(paragraph(cite("isw", mode=CiteMode.AUTHOR_IN_TEXT), "’s count is higher ", cite("isw"), "."))

    assert "Institute’s{Drones.} count is higher.{Ibid.}" == put(doc, answered(cluster, "Ibid."))


def test_a_citation_in_an_author_s_footnote_continues_its_sentence():
    note = tree.Note((paragraph("See ", cite("isw"), ", and compare ", cite("irna"), "."),))

    assert "Text{See Institute, Drones, and compare ibid., p. 4.}" == put(
        document(paragraph("Text", note)), answered("Institute, Drones", "ibid., p. 4.")
    )


def test_an_abbreviation_keeps_its_stop_inside_an_author_s_footnote_and_has_only_one():
    note = tree.Note((paragraph("See ", cite("isw"), " and ", cite("isw"), "."),))

    assert "Text{See ibid. and ibid.}" == put(document(paragraph("Text", note)), answered("ibid", "ibid"))


@pytest.mark.parametrize(("language", "end"), [("en-US", "again,” and “Drones again.”"), ("en-GB", "again”, and “Drones again”.")])
def test_a_stop_after_a_quoted_title_in_an_author_s_footnote_follows_the_language(language, end):
    note = tree.Note((paragraph("See ", cite("isw"), ", and ", cite("isw"), "."),))
    doc = tree.Document(tree.Meta("T", language=language), (paragraph("Text", note),))

    assert f"Text{{See “Drones {end}}}" == put(doc, answered("“Drones again”", "“Drones again”"))


def test_a_footnote_that_is_nothing_but_a_citation_looks_like_the_other_notes():
    assert "Text{See ibid., p. 4.}" == put(
        document(paragraph("Text", tree.Note((paragraph(cite("isw")),)))), answered("see ibid., p. 4")
    )


def test_placed_inline_a_note_style_stands_in_parentheses():
    doc = document(paragraph("Drones came ", cite("isw"), ". More (", cite("isw"), ")."))

    assert "Drones came (Institute, Drones). More (Ibid.)." == put(doc, answered("Institute, Drones.", "Ibid."), Placement.INLINE)


def test_an_in_text_style_is_printed_where_it_stands():
    doc = document(paragraph("Drones came ", cite("isw"), "."))

    assert "Drones came (Institute 2022)." == put(doc, answered("(Institute 2022)", note_style=False))


ENTRIES = (
    FormattedEntry("isw", (tree.Text("Institute. Drones."),)),
    FormattedEntry("tass", (tree.Text("Agency. Deal."),), (tree.Text("[2]"),)),
)


def test_an_in_text_style_gets_a_reference_list_when_the_author_made_none():
    made = place(
        document(paragraph(cite("isw"))), answered("[1]", note_style=False, bibliography=ENTRIES[:1]), LIBRARY, Placement.FOOTNOTES
    )

    entries = tree.ReferenceList((tree.ReferenceEntry("isw", (tree.Text("Institute. Drones."),)),))
    heading = tree.Heading(1, (tree.Text("References"),), identifier="references")
    assert tree.Section("references", (heading, entries)) == made.blocks[-1]


def test_the_colophon_stays_last():
    last = tree.Div((paragraph("Set in type."),), tree.Attributes(classes=("colophon",)))
    doc = document(paragraph(cite("isw")), last)
    made = place(doc, answered("[1]", note_style=False, bibliography=ENTRIES[:1]), LIBRARY, Placement.FOOTNOTES)

    assert [tree.Paragraph, tree.Section, tree.Div] == [type(block) for block in made.blocks]


def test_a_reference_list_is_filled_where_the_author_put_it_in_every_style():
    for note_style in (True, False):
        doc = document(tree.ReferenceList(), paragraph(cite("isw")))
        made = place(doc, answered("A", note_style=note_style, bibliography=ENTRIES), LIBRARY, Placement.FOOTNOTES)

        assert ["isw", "tass"] == [entry.key for entry in made.blocks[0].entries]
        assert (tree.Text("[2]"),) == made.blocks[0].entries[1].label
        assert 2 == len(made.blocks)


def test_a_note_style_without_a_list_gets_none():
    assert 1 == len(
        place(document(paragraph(cite("isw"))), answered("A", bibliography=ENTRIES), LIBRARY, Placement.FOOTNOTES).blocks
    )


@pytest.mark.parametrize(
    ("key", "formatted", "expected"),
    [
        ("tass", linked("tass"), "Author, *https://example.ru/1."),
        ("irna", linked("irna"), "Author, *https://doi.org/10.1/x."),
        ("isw", linked("isw"), "Author, https://example.org/isw."),
        ("tass", "Agency, “Deal ‘signed’,” p. 4.", "Agency, “Deal ‘signed*’,” p. 4."),
        ("tass", "Agency, “Deal,” p. 4.", "Agency, “Deal*,” p. 4."),
        ("tass", "Agency, “Deal ‘signed,’” p. 4.", "Agency, “Deal ‘signed*,’” p. 4."),
        ("tass", "Ibid.", "Ibid."),
    ],
)
def test_a_foreign_source_is_marked_before_its_link_or_after_its_title(key, formatted, expected):
    assert f"Text{{{expected}}}" == put(document(paragraph("Text", cite(key))), answered(formatted))


def test_the_asterisk_stands_at_the_foreign_source_of_a_cluster_alone():
    both = FormattedCluster((*linked("isw", after="; ").children, *linked("tass").children))

    assert "Text{Author, https://example.org/isw; Author, *https://example.ru/1.}" == put(
        document(paragraph("Text", cite("isw", "tass"))), answered(both)
    )


def test_the_notice_is_needed_only_where_a_marked_source_is_cited():
    assert needs_notice(document(paragraph(cite("isw"), tree.Note((paragraph(cite("irna")),)))).blocks, LIBRARY)
    assert not needs_notice(document(paragraph(cite("isw"))).blocks, LIBRARY)


def test_citations_everywhere_are_filled_in_the_order_of_the_request():
    cell = tree.Cell((paragraph("In a cell ", cite("irna"), "."),))
    doc = document(
        tree.Heading(1, (tree.Text("Title "), cite("isw"))),
        tree.Table((tree.Column(),), (), (tree.Row((cell,)),), caption=(tree.Text("Caption "), cite("tass"))),
        tree.BlockQuote((paragraph("Quoted ", cite("isw"), "."),), attribution=(tree.Text("speaker "), cite("tass"))),
    )
    asked = request(doc, LIBRARY, style='<style class="note"/>', language="en").value

    made = place(doc, FakeProcessor().render(asked), LIBRARY, Placement.FOOTNOTES)

    order = [node.children[0].children[0].children[0].text for node in walk.walk(made.blocks) if isinstance(node, tree.Cite)]
    assert [f"{cluster.items[0].key}." for cluster in asked.clusters] == order
    assert 5 == len(order)


def test_a_citation_of_nothing_known_prints_nothing_and_shifts_nothing():
    doc = document(paragraph("One ", cite("nope"), " two ", cite("isw"), "."))

    assert "One  two.{A.}" == put(doc, answered("A."))


@pytest.mark.parametrize("answers", [("A.",), ("A.", "B.", "C.")])
def test_an_answer_to_another_document_is_refused(answers):
    with pytest.raises(ValueError, match="zip"):
        place(document(paragraph(cite("isw"), cite("isw"))), answered(*answers), LIBRARY, Placement.FOOTNOTES)


def test_a_document_without_citations_is_left_as_it_is():
    doc = document(paragraph("Nothing cited.", tree.Note((paragraph("a note"),))))

    assert doc == place(doc, answered(), LIBRARY, Placement.FOOTNOTES)
