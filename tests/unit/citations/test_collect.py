from __future__ import annotations

from briefgen.citations import read_library, request
from briefgen.model import tree
from briefgen.model.citation import CiteItem, CiteMode
from briefgen.model.position import Position

LIBRARY = read_library(
    "\n".join(f"{key}: {{type: book, title: {key}}}" for key in ("isw-2022", "isw-2023", "times", "iaea", "spare")),
    file="sources.yaml",
).value
NOTES = '<style class="note"/>'
IN_TEXT = '<style class="in-text"/>'


def cite(*keys, mode=CiteMode.NORMAL):
    return tree.Cite(tuple(CiteItem(key, position=Position("a.md", 3, 8)) for key in keys), mode, position=Position("a.md", 3, 7))


def paragraph(*inlines):
    return tree.Paragraph(tuple(tree.Text(i) if isinstance(i, str) else i for i in inlines))


def note(*inlines):
    return tree.Note((paragraph(*inlines),))


def document(*blocks):
    return tree.Document(tree.Meta("T"), blocks)


def asked(*blocks, style=NOTES):
    return request(document(*blocks), LIBRARY, style=style, language="en-US")


def shape(outcome):
    return [(*(item.key for item in cluster.items), cluster.note, cluster.number) for cluster in outcome.value.clusters]


def test_clusters_come_in_the_order_in_which_notes_are_printed():
    outcome = asked(
        paragraph("a", cite("times"), note("see ", cite("iaea"), " and ", cite("times")), "b", cite("isw-2022")),
        tree.BulletList((tree.ListItem((paragraph(cite("times")),)),)),
    )

    assert [("times", None, 1), ("iaea", 1, 2), ("times", 1, 2), ("isw-2022", None, 3), ("times", None, 4)] == shape(outcome)


def test_a_footnote_without_a_citation_counts_as_a_note():
    assert [("times", None, 1), ("times", None, 3)] == shape(asked(paragraph(cite("times"), note("A remark."), cite("times"))))


def test_an_in_text_style_has_no_note_numbers():
    assert [("times", None, 0), ("times", 1, 0)] == shape(asked(paragraph(cite("times"), note(cite("times"))), style=IN_TEXT))


def test_citations_in_headings_tables_and_captions_are_collected():
    cell = tree.Cell((paragraph(cite("iaea")),))
    table = tree.Table((tree.Column(),), (), (tree.Row((cell,)),), caption=(cite("isw-2022"),), source=(cite("isw-2023"),))

    keys = {cluster[0] for cluster in shape(asked(tree.Heading(1, (cite("times"),)), table))}

    assert {"times", "iaea", "isw-2022", "isw-2023"} == keys


def test_references_come_in_order_of_first_citation():
    outcome = asked(paragraph(cite("times", "iaea"), cite("isw-2022"), cite("iaea")))

    assert ["times", "iaea", "isw-2022"] == [item["id"] for item in outcome.value.references]


def test_an_unknown_key_is_an_error_at_its_item_with_the_nearest_keys():
    (finding, *_) = asked(paragraph(cite("isw-22"))).diagnostics

    assert "a.md:3:8: error[unknown-citation]: there is no source 'isw-22' (did you mean isw-2022 or isw-2023?)" == str(
        finding
    ).replace("isw-2023 or isw-2022", "isw-2022 or isw-2023")


def test_a_key_like_no_other_says_where_to_declare_it():
    (finding, *_) = asked(paragraph(cite("zzz"))).diagnostics

    assert "declare it in the brief's sources" == finding.hint


def test_the_request_is_made_without_unknown_items_so_that_the_rest_is_still_looked_at():
    outcome = asked(paragraph(cite("nope", "times"), cite("nope"), cite("iaea")))

    assert [("times", None, 1), ("iaea", None, 2)] == shape(outcome)
    assert 2 == sum(d.code == "unknown-citation" for d in outcome.diagnostics)


def test_a_source_that_nothing_cites_is_a_warning_at_its_line():
    outcome = asked(paragraph(cite("times", "iaea", "isw-2022", "isw-2023")))

    assert ["sources.yaml:5:1: warning[unused-source]: the source 'spare' is not cited (cite it, or remove it)"] == [
        str(d) for d in outcome.diagnostics
    ]
