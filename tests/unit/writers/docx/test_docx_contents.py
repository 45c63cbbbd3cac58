from __future__ import annotations

import pytest
from word_reading import MANIFEST, Word, faults, qualified, style_of, text_of, value, written

import specimen
from briefgen.layout import paginate
from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.tree import Text
from briefgen.writers.docx import write
from houses import shipped_house
from specimen import paragraph

ENTRIES = (
    tree.ContentsEntry((Text("Summary"),), 1, "summary"),
    tree.ContentsEntry((Text("Deeper"),), 2, "a-second-level", "1.1", "1.1\u2002"),
    tree.ContentsEntry((Text("Gone"),), 1, "gone"),
)
HEADINGS = (tree.Heading(1, (Text("Summary"),), "summary"), tree.Heading(2, (Text("Deeper"),), "a-second-level"))


def contents(word):
    return next(word.body.iter(qualified("w:sdtContent")))


def test_the_contents_are_filled_and_ask_for_nothing():
    word = written(tree.Contents(ENTRIES, heading=(Text("Contents"),)), *HEADINGS)

    assert ["Contents", "Summary\t2", "1.1\u2002Deeper\t2", "Gone"] == [text_of(p) for p in contents(word)]
    assert ["TOCHeading", "TOC1", "TOC2", "TOC1"] == [style_of(p) for p in contents(word)]
    assert {} == word.footnotes
    assert [] == faults(word)


def test_word_can_renew_the_contents():
    word = written(tree.Contents(ENTRIES, depth=3), *HEADINGS)
    code = next(contents(word).iter(qualified("w:instrText"))).text

    assert ' TOC \\o "1-3" \\h \\z \\u ' == code
    gallery = value(next(word.body.iter(qualified("w:sdt"))), "w:sdtPr/w:docPartObj/w:docPartGallery")
    assert "Table of Contents" == gallery


def test_an_entry_leads_to_its_heading():
    word = written(tree.Contents(ENTRIES), *HEADINGS)
    anchors = [link.get(qualified("w:anchor")) for link in contents(word).iter(qualified("w:hyperlink"))]

    assert ["summary", "a_second_level"] == anchors


def test_contents_without_entries_are_their_heading_alone():
    word = written(tree.Contents((), heading=(Text("Contents"),)))

    assert ["Contents"] == word.texts()
    assert b"TOC " not in word.parts["word/document.xml"]


@pytest.fixture(scope="module")
def covered():
    return Word(write(specimen.specimen(), shipped_house().style, MANIFEST))


def test_a_cover_is_a_section_of_its_own(covered):
    sections = list(covered.body.iter(qualified("w:sectPr")))

    assert [qualified("w:pPr"), qualified("w:body")] == [section.getparent().tag for section in sections]
    first, second = ([e.get(qualified("r:id")) for e in s if e.tag.endswith("Reference")] for s in sections)
    assert set(first).isdisjoint(second)


def test_a_page_break_after_a_cover_does_not_make_an_empty_page():
    cover = tree.Cover((paragraph("Title", role=Role.COVER_TITLE),))
    word = written(cover, tree.PageBreak(), paragraph("x"))

    assert [] == list(word.body.iter(qualified("w:pageBreakBefore")))


def test_a_covers_text_is_in_reading_order_and_its_contents_are_the_first_level(covered):
    texts = covered.texts()

    assert [
        "Example Institute",
        "Specimen series 7",
        "Specimen of the house",
        "Every node, once",
        "Eurasia desk\nInformation as of 19 October 2022",
        "Summary\t2",
        "Prose\t2",
        "Lists & definitions\t3",
    ] == texts[:8]


def test_roles_given_by_the_covers_divisions_count():
    division = tree.Div((paragraph("Title"),), tree.Attributes(classes=("cover-title",)))
    word = written(tree.Cover((division,)))

    assert "BriefCoverTitle" == style_of(word.paragraph("Title"))


def test_the_heading_of_a_list_of_tables_is_no_text_for_a_dark_cover(covered):
    colours = [value(covered.styles[name], "w:rPr/w:color") for name in ("TOCHeading", "TOC1")]

    assert ["A63D2F", "FFFFFF"] == colours


def test_contents_on_paper_are_legible_where_a_cover_lists_the_chapters_too():
    cover = tree.Cover((paragraph("Title", role=Role.COVER_TITLE), tree.Contents(ENTRIES)))
    word = written(cover, tree.Contents(ENTRIES, heading=(Text("Contents"),)), *HEADINGS)
    listed = [style_of(p) for p in word.body.iter(qualified("w:p")) if text_of(p).startswith("Summary\t")]

    assert ["BriefCoverContents", "TOC1"] == listed
    assert "FFFFFF" != value(word.styles["TOC1"], "w:rPr/w:color")
    assert 1 == word.parts["word/document.xml"].count(b" TOC ")


def test_a_covers_colour_is_decoration_behind_the_text(covered):
    anchor = next(covered.body.iter(qualified("wp:anchor")))

    assert ("1", "0") == (anchor.get("behindDoc"), anchor.get("layoutInCell"))
    assert "0B2545" == next(anchor.iter(qualified("a:srgbClr"))).get("val")
    assert None is not next(anchor.iter(qualified("adec:decorative")), None)


def test_the_ornament_that_layout_drew_is_on_the_cover_too():
    document, style = specimen.specimen(), shipped_house().style
    word = Word(write(document, style, MANIFEST, paginate(document, style).value))
    drawings = list(word.body.iter(qualified("wp:anchor")))

    assert 3 == len(drawings)
    assert len(list(drawings[1].iter(qualified("a:lnTo")))) > 20
    assert [] == faults(word)


def test_a_long_title_moves_the_cover_up_and_not_onto_a_second_page():
    def bar(title):
        cover = tree.Cover((paragraph(title, role=Role.COVER_TITLE), tree.Contents(ENTRIES)))
        style = next(p for p in written(cover).body.iter(qualified("w:p")) if style_of(p) == "BriefCoverBar")
        return int(value(style, "w:pPr/w:spacing", "w:before"))

    assert bar("Short") > bar("A title of very many words " * 8) >= 240


def test_what_follows_a_cover_begins_at_the_very_top():
    cover = tree.Cover((paragraph("Title", role=Role.COVER_TITLE),))
    word = written(cover, *HEADINGS, HEADINGS[0])
    spaces = [
        value(p, "w:pPr/w:spacing", "w:before") for p in word.body.iter(qualified("w:p")) if text_of(p) in ("Summary", "Deeper")
    ]

    assert ["0", None, None] == spaces
