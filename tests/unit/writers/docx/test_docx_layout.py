"""What stands elsewhere than in the column of text: turned pages, the margin, cells over several rows, drawings, running lines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from word_reading import MANIFEST, Word, faults, light_style, qualified, text_of, value, written

from briefgen.layout import paginate
from briefgen.model import tree
from briefgen.model.drawing import Drawing, Label, Shape
from briefgen.model.role import Role
from briefgen.model.running import PageField, Running, RunningLine
from briefgen.model.tree import Attributes, Text
from briefgen.writers.docx import formatting, write
from houses import shipped_house
from specimen import paragraph, picture

TURNED = Attributes(classes=("landscape",))


def cell(words="", **spans):
    return tree.Cell((paragraph(words),), **spans)


def table(*rows, **said):
    return tree.Table((tree.Column(),) * 3, (), tuple(tree.Row(row) for row in rows), **said)


ROW = (cell("a"), cell("b"), cell("c"))
LONG = "What stands in the margin has this beside it. " * 12


def framed(word):
    """Where the frame begins that each paragraph stands in."""
    return {text_of(p): value(p, "w:pPr/w:framePr", "w:x") for p in word.body.iter(qualified("w:p"))}


def sections(word):
    return list(word.body.iter(qualified("w:sectPr")))


def parts_of(word, section, kind):
    known = word.relationships("word/document.xml")
    return [known[r.get(qualified("r:id"))].get("Target") for r in section.iter(qualified(f"w:{kind}Reference"))]


def test_what_asks_for_it_stands_on_pages_on_their_side_and_the_rest_does_not():
    word = written(paragraph("before"), table(ROW, attributes=TURNED), paragraph("after"), marking="TLP:RED")
    sizes = [(size.get(qualified("w:w")), size.get(qualified("w:orient"))) for size in word.body.iter(qualified("w:pgSz"))]

    assert [("11906", None), ("16838", "landscape"), ("11906", None)] == sizes
    assert ["nextPage"] * 3 == [value(one, "w:type") for one in sections(word)]
    assert 16838 - 2 * 1120 == int(value(word.body, "w:tbl/w:tblPr/w:tblW", "w:w"))
    heads = [parts_of(word, one, "header") for one in sections(word)]
    assert [["header1.xml"], ["header3.xml"], ["header1.xml"]] == heads
    for name in ("header1", "header3", "footer1", "footer3"):
        assert "TLP:RED" in [text_of(p) for p in word.xml(f"word/{name}.xml")]
    assert [] == faults(word)


def test_what_is_turned_together_shares_its_pages_and_may_end_the_document():
    word = written(paragraph("x"), table(ROW, attributes=TURNED), tree.Section("s", (table(ROW, attributes=TURNED),)))

    assert [None, "landscape"] == [size.get(qualified("w:orient")) for size in word.body.iter(qualified("w:pgSz"))]
    assert [] == faults(word)


@pytest.mark.parametrize(
    "block",
    [
        tree.BulletList((tree.ListItem((paragraph("x"), table(ROW, attributes=TURNED))),)),
        tree.Callout(tree.CalloutKind.NOTE, (table(ROW, attributes=TURNED),)),
    ],
    ids=["list", "box"],
)
def test_no_page_is_turned_inside_something(block):
    assert 1 == len(sections(written(block)))


def test_a_call_out_in_the_margin_is_a_frame_of_paragraphs():
    margin = tree.Callout(tree.CalloutKind.MARGIN, (paragraph("One."), paragraph("Two.")), "In brief")
    pulled = tree.BlockQuote((paragraph("Said."),), (Text("A scholar"),), "— ", Attributes(classes=("pull",)))
    word = written(margin, paragraph(LONG), pulled, paragraph("more " * 90))
    frames = framed(word)

    assert ["In brief", "One.", "Two.", "Said.", "— A scholar"] == [text for text, left in frames.items() if left == "1120"]
    assert None is frames[LONG]
    assert [] == faults(word)


@pytest.mark.parametrize(
    "after",
    [
        (),
        (paragraph("A line."), table(ROW)),
        (paragraph("A line."), tree.Heading(1, (Text("Next"),), "next")),
        (tree.Callout(tree.CalloutKind.NOTE, (paragraph(LONG),)),),
        (paragraph("A line.", tree.Note((paragraph(LONG, role=Role.NOTE),), 1)), table(ROW)),
    ],
    ids=["nothing", "table", "chapter", "box", "note"],
)
def test_what_would_reach_beside_something_wide_stands_in_the_text(after):
    margin = tree.Callout(tree.CalloutKind.MARGIN, (paragraph("One."), paragraph("Two.")), "In brief")

    assert {None} == set(framed(written(margin, *after)).values())


def test_what_bears_a_note_stands_in_the_text():
    noted = paragraph("Said.", tree.Note((paragraph("A source.", role=Role.NOTE),), 1))

    assert {None} == set(framed(written(tree.Callout(tree.CalloutKind.MARGIN, (noted,)), paragraph(LONG))).values())


def test_there_is_no_margin_in_a_list():
    margin = tree.Callout(tree.CalloutKind.MARGIN, (paragraph("One."),))
    word = written(tree.BulletList((tree.ListItem((paragraph("x"), margin)),)))

    assert [] == list(word.body.iter(qualified("w:framePr")))


def test_a_cell_that_spans_rows_stands_in_each_of_them():
    word = written(table((cell("tall", rows=2), cell("b"), cell("c")), (cell("wide", columns=2),), ROW))
    rows = word.body.find(qualified("w:tbl")).findall(qualified("w:tr"))
    merged = [
        [
            value(c, "w:tcPr/w:vMerge") or bool(c.find(f".//{qualified('w:vMerge')}") is not None)
            for c in row.iter(qualified("w:tc"))
        ]
        for row in rows
    ]

    assert [["restart", False, False], [True, False], [False, False, False]] == merged
    assert ["tall", "b", "c", "", "wide", "a", "b", "c"] == [text_of(c) for c in word.body.iter(qualified("w:tc"))]
    assert [] == faults(word)


def test_a_short_row_is_filled():
    word = written(table((cell("a"),), ROW))

    assert [] == faults(word)


DRAWN = Drawing(
    100, 50, (Shape((("M", (0, 0)), ("L", (100, 50)))), Label("Peak", 10, 20, 8, light_style().colours["ink"])), "A line"
)


def test_a_drawing_is_pixels_with_outlines_for_those_who_can_show_them():
    document = tree.Document(tree.Meta("T"), (tree.Figure("d.svg", "A line"),), {}, {"d.svg": DRAWN})
    style = shipped_house().style
    manifest = replace(MANIFEST, rasters={"d.svg": picture().data}, outlines={"d.svg": b"<?xml ?><svg/>"})
    word = Word(write(document, style, manifest, paginate(document, style).value))
    targets = {r.get("Target") for r in word.relationships("word/document.xml").values()}

    assert {"media/image1.png", "media/image2.svg"} < targets
    assert word.parts["word/media/image2.svg"].startswith(b"<?xml")
    assert b"svgBlip" in word.parts["word/document.xml"]
    assert 100 * 12700 == int(next(word.body.iter(qualified("wp:extent"))).get("cx"))
    assert b'Extension="svg"' in word.parts["[Content_Types].xml"]


def test_a_drawing_without_pixels_is_its_words():
    document = tree.Document(tree.Meta("T"), (tree.Figure("d.svg", "A line"),), {}, {"d.svg": DRAWN})

    assert ["A line"] == Word(write(document, light_style(), MANIFEST)).texts()


def test_a_markings_ground_has_room_for_its_words_in_a_wider_font():
    word, page = written(paragraph("x"), marking="TLP:AMBER"), light_style().page
    sides = word.xml("word/header1.xml").find(f".//{qualified('w:ind')}").attrib
    ground = page.width.twips - page.margin_left.twips - page.margin_right.twips - 2 * int(sides[qualified("w:right")])
    words = formatting.width("TLP:AMBER", light_style().roles[Role.MARKING], light_style()) * 20

    assert 1.35 < ground / words < 1.6


def test_running_lines_are_worded_by_the_house_where_it_words_them():
    line = RunningLine(("Desk note",), (PageField.SECTION,), ("p. ", PageField.PAGE, "/", PageField.PAGES))
    word = written(paragraph("x"), running=Running((line, RunningLine(("second",))), ()), running_title="Title")
    head = word.xml("word/header1.xml")

    assert ["Desk note\tTitle\tp. 1/5", "second"] == [text_of(p) for p in head]
    assert ["STYLEREF 1", "PAGE", "NUMPAGES"] == [code.text.strip() for code in head.iter(qualified("w:instrText"))]
    assert "" == "".join(text_of(p) for p in word.xml("word/footer1.xml"))


def test_lists_of_figures_are_fields_over_captions():
    def entry(name):
        return tree.ContentsEntry((Text(name),), 1, name, "1", "Figure 1. ")

    lists = [tree.Contents((entry("f"),), 1, (Text("Figures"),), kind) for kind in (tree.Listing.FIGURES, tree.Listing.TABLES)]
    figure = tree.Figure("x.png", "x", (Text("f"),), number=1, identifier="f")
    word = written(*lists, figure)
    codes = [code.text.strip() for code in word.body.iter(qualified("w:instrText"))]

    assert ['TOC \\h \\z \\c "Figure"', 'TOC \\h \\z \\c "Table"'] == [code for code in codes if code.startswith("TOC")]
    assert "SEQ Figure \\* ARABIC" in codes
    assert ["TableofFigures"] * 1 == [value(p, "w:pPr/w:pStyle") for p in word.body.iter(qualified("w:p")) if "f\t" in text_of(p)][
        :1
    ]
    assert [] == faults(word)
