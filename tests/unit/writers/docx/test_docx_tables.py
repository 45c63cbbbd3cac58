from __future__ import annotations

from dataclasses import replace

import pytest
from word_reading import MANIFEST, Word, faults, qualified, style_of, text_of, value, written

import specimen
from briefgen.layout import paginate
from briefgen.layout.pages import PlacedPicture
from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.tree import Attributes, Text
from briefgen.writers.docx import write
from houses import shipped_house
from specimen import cell, paragraph

HEAD = (tree.Row((cell("Good", role=Role.TABLE_HEAD), cell("Tonnes", role=Role.TABLE_HEAD))),)
BODY = tuple(tree.Row((cell(f"Row {n}"), cell(str(n)))) for n in range(4))
COLUMNS = (tree.Column(), tree.Column(tree.Alignment.RIGHT))


def table(**changes):
    fields = {"columns": COLUMNS, "head": HEAD, "body": BODY, "caption": (Text("Trade"),), "number": 2, "identifier": "trade"}
    return tree.Table(**(fields | changes))


def grid(word):
    return next(word.body.iter(qualified("w:tbl")))


def grid_widths(word):
    return [int(column.get(qualified("w:w"))) for column in grid(word).find(qualified("w:tblGrid"))]


def has(row, name):
    return row.find(f"{qualified('w:trPr')}/{qualified(name)}") is not None


def test_the_header_repeats_and_no_row_breaks():
    rows = grid(written(table())).findall(qualified("w:tr"))

    assert [True, False, False, False, False] == [has(row, "w:tblHeader") for row in rows]
    assert {True} == {has(row, "w:cantSplit") for row in rows}


def test_no_page_begins_or_ends_with_a_single_row():
    rows = grid(written(table())).findall(qualified("w:tr"))
    kept = [row.find(f".//{qualified('w:keepNext')}") is not None for row in rows]

    assert [True, True, False, True, False] == kept


def test_the_caption_stands_over_the_table_with_its_number_in_a_field():
    word = written(table())
    caption = word.paragraph("Table 2. Trade")

    assert "Caption" == style_of(caption)
    assert "SEQ Table \\* ARABIC" == "".join(e.text for e in caption.iter(qualified("w:instrText"))).strip()
    assert caption.getnext() is grid(word)


def test_a_cross_reference_to_a_table_gets_its_label_and_number():
    caption = written(table()).paragraph("Table 2. Trade")
    start = next(caption.iter(qualified("w:bookmarkStart")))
    between = []
    for node in start.itersiblings():
        if node.tag == qualified("w:bookmarkEnd"):
            break
        between.append(text_of(node))

    assert "Table 2" == "".join(between)


def test_a_table_without_number_has_no_label():
    assert ["Trade", "Good"] == written(table(number=0)).texts()[:2]


def test_what_the_table_is_about_is_said_for_those_who_do_not_see_it():
    properties = grid(written(table())).find(qualified("w:tblPr"))

    assert ("Trade", "Good · Tonnes") == (value(properties, "w:tblCaption"), value(properties, "w:tblDescription"))


def test_cells_have_the_role_of_their_place():
    rows = tuple(tree.Row((tree.Cell((paragraph(name),)), tree.Cell((paragraph(value),)))) for name, value in [("Row 1", "1")])
    word = written(table(row_heads=True, body=rows))

    assert ["BriefTableHead", "BriefTableRowHead", "BriefTableCell"] == [
        style_of(word.paragraph(text)) for text in ("Good", "Row 1", "1")
    ]


def test_columns_are_aligned_and_the_default_is_left_to_the_style():
    word = written(table())

    assert ["right", None] == [value(word.paragraph(text), "w:pPr/w:jc") for text in ("1", "Row 1")]


def numbers(*values, **changes):
    rows = tuple(tree.Row((cell(f"Row {n}"), cell(value))) for n, value in enumerate(values))
    return table(head=(tree.Row((cell("Name"), cell("Sum"))),), body=rows, columns=(tree.Column(), tree.Column()), **changes)


def test_whole_numbers_and_the_head_over_them_end_at_the_right():
    word = written(numbers("1,204", "77", "n/a"))

    assert ["right"] * 4 == [value(word.paragraph(text), "w:pPr/w:jc") for text in ("Sum", "1,204", "77", "n/a")]


def test_numbers_with_parts_of_different_length_have_their_decimal_signs_under_one_another():
    word = written(numbers("12.5", "14.25", "19"))
    stops = {tuple(word.paragraph(text).find(f"{qualified('w:pPr')}/{qualified('w:tabs')}")[0].values()) for text in ("12.5", "19")}

    assert 1 == len(stops)
    assert "decimal" in stops.pop()
    assert ["right", "left"] == [value(word.paragraph(text), "w:pPr/w:jc") for text in ("Sum", "14.25")]


def test_numbers_that_the_author_wants_at_the_left_stay_there():
    word = written(replace(numbers("12.5", "14.25"), columns=(tree.Column(), tree.Column(tree.Alignment.LEFT))))

    assert "left" == value(word.paragraph("12.5"), "w:pPr/w:jc")
    assert [] == list(word.body.iter(qualified("w:tabs")))


def test_a_head_over_several_columns_stands_in_their_middle():
    over = tree.Row((cell("Name"), replace(cell("Both"), columns=2)))
    word = written(table(head=(over,), body=(tree.Row((cell("a"), cell("b"), cell("c"))),), columns=(tree.Column(),) * 3))

    assert "center" == value(word.paragraph("Both"), "w:pPr/w:jc")


def test_a_tables_last_row_stays_with_its_source():
    sourced, alone = (written(numbers("1", "2", source=source)).paragraph("2") for source in ((Text("A register"),), ()))

    assert [True, False] == [each.find(f"{qualified('w:pPr')}/{qualified('w:keepNext')}") is not None for each in (sourced, alone)]


def test_a_table_fills_the_frame():
    word = written(table())
    widths = [int(column.get(qualified("w:w"))) for column in grid(word).find(qualified("w:tblGrid"))]
    page = next(word.body.iter(qualified("w:pgMar")))
    reach = int(value(grid(word), "w:tblPr/w:tblInd", "w:w"))

    assert 11906 - 2 * 1120 == sum(widths)
    assert 1120 == int(page.get(qualified("w:left"))) + reach


@pytest.mark.parametrize("shares", [(0.2, 0.8), (0.5, None), (3.0, 1.0)])
def test_widths_given_by_the_author_are_kept_in_proportion(shares):
    widths = grid_widths(written(table(columns=tuple(tree.Column(width=share) for share in shares))))
    other = shares[1] or 1 - shares[0]

    assert [pytest.approx(sum(widths) * part / (shares[0] + other), abs=1) for part in (shares[0], other)] == widths


def test_a_column_with_more_to_say_is_wider_and_every_column_has_room_for_its_longest_word():
    rows = (tree.Row((cell("x"), cell("many words that go on and on for quite a while"), cell("Unabhängigkeitserklärung"))),)
    narrow, wide, one_word = grid_widths(written(tree.Table((tree.Column(),) * 3, (), rows)))

    assert narrow < one_word < wide
    assert one_word > 2000


def test_columns_are_as_wide_as_in_the_layout():
    rows = (tree.Row((cell("x"), cell("many words that go on and on for quite a while"), cell("Unabhängigkeitserklärung"))),)
    document = tree.Document(tree.Meta("T"), (tree.Table((tree.Column(),) * 3, (), rows),))
    style = shipped_house().style
    layout = paginate(document, style).value
    widths = grid_widths(Word(write(document, style, MANIFEST, layout)))

    (shares,) = layout.tables.values()
    assert [pytest.approx(sum(widths) * share, abs=1) for share in shares] == widths


@pytest.mark.parametrize("said", ["62.5%", "5cm", "300px", "", "narrow"])
def test_a_figure_is_as_large_as_in_the_layout(said):
    pictures = {"a.png": tree.Picture(b"any", "image/png", 600, 400)}
    figure = tree.Figure("a.png", "A slope", attributes=Attributes(pairs=(("width", said),)))
    (shown,) = paginate(tree.Document(tree.Meta("T"), (figure,), pictures), shipped_house().style).value.pages[0].layers[0].items
    extent = next(written(figure, pictures=pictures).body.iter(qualified("wp:extent")))

    assert isinstance(shown, PlacedPicture)
    assert [pytest.approx(shown.width * 12700, rel=1e-3), pytest.approx(shown.height * 12700, rel=1e-3)] == [
        int(extent.get(side)) for side in ("cx", "cy")
    ]


def test_rows_of_unequal_length_are_filled_up():
    rows = (tree.Row((cell("a"),)), tree.Row((cell("b"), cell("c", columns=3))), tree.Row(()))

    assert [] == faults(written(table(body=rows)))


def test_a_table_without_rows_is_its_caption_and_source():
    word = written(table(head=(), body=(), source=(Text("Customs"),)))

    assert ["Table 2. Trade", "Source: Customs"] == word.texts()
    assert [] == list(word.body.iter(qualified("w:tbl")))


def test_two_tables_do_not_grow_together():
    word = written(table(), table(identifier="other"))

    assert 2 == len(list(word.body.iter(qualified("w:tbl"))))
    assert [] == faults(word)


def test_a_cell_can_hold_lists_code_and_another_table():
    inner = tree.Table((tree.Column(),), (), (tree.Row((cell("inner"),)),))
    blocks = (paragraph("text"), tree.CodeBlock("x"), inner)
    word = written(table(body=(tree.Row((tree.Cell(blocks), tree.Cell(()))),)))

    assert [] == faults(word)
    assert {"text", "x", "inner"} < set(word.texts())


def test_the_source_stands_under_what_it_is_the_source_of():
    word = written(table(source=(Text("Customs service"),)))

    assert "BriefSourceLine" == style_of(word.paragraph("Source: Customs service"))
    assert word.texts()[-1] == "Source: Customs service"


def figure(**changes):
    fields = {"target": "map.png", "alternative": "A slope", "caption": (Text("The slope"),), "number": 1, "identifier": "slope"}
    return written(tree.Figure(**(fields | changes)), pictures={"map.png": specimen.picture()})


def test_a_figure_has_its_caption_over_it_and_says_what_it_shows():
    word = figure(source=(Text("Institute"),))

    assert ["Figure 1. The slope", "Source: Institute"] == word.texts()
    assert "BriefFigureCaption" == style_of(word.paragraph("Figure 1. The slope"))
    assert "Caption" == value(word.styles["BriefFigureCaption"], "w:basedOn")
    assert ["A slope"] == [d.get("descr") for d in word.body.iter(qualified("wp:docPr"))]


def test_a_figure_without_alternative_is_described_by_its_caption():
    assert ["The slope"] == [d.get("descr") for d in figure(alternative="").body.iter(qualified("wp:docPr"))]


@pytest.mark.parametrize(
    ("pixels", "width", "shown"),
    [
        ((60, 40), "", 60 * 914400 // 96),
        ((60, 40), "50%", 9666 * 635 // 2),
        ((6000, 4000), "", 9666 * 635),
        ((60, 40), "wide", 60 * 9525),
    ],
)
def test_a_picture_is_its_own_size_or_the_share_asked_for_and_never_wider_than_the_frame(pixels, width, shown):
    block = tree.Figure("map.png", "x", attributes=Attributes(pairs=(("width", width),) if width else ()))
    word = written(block, pictures={"map.png": tree.Picture(specimen.picture().data, "image/png", *pixels)})
    extent = next(word.body.iter(qualified("wp:extent")))

    assert pytest.approx(shown, abs=700) == int(extent.get("cx"))
    assert pytest.approx(pixels[0] / pixels[1], rel=1e-3) == int(extent.get("cx")) / int(extent.get("cy"))


def test_a_high_picture_fits_on_a_page():
    word = written(tree.Figure("m", "x"), pictures={"m": tree.Picture(specimen.picture().data, "image/png", 100, 4000)})

    assert int(next(word.body.iter(qualified("wp:extent"))).get("cy")) < (842 - 160) * 12700


def test_a_table_that_layout_set_smaller_is_smaller_in_word_too():
    wide = tree.Table((), (), (tree.Row(tuple(cell(f"value{n}") for n in range(40))),))
    document = tree.Document(tree.Meta("Title"), (wide,))
    style = shipped_house().style
    word = Word(write(document, style, MANIFEST, paginate(document, style).value))

    assert "BriefSmallTableCell" == style_of(word.paragraph("value7"))
    assert "12" == value(word.styles["BriefSmallTableCell"], "w:rPr/w:sz")
    assert "BriefSmallTableCell" not in written(wide).styles
    assert [] == faults(word)


def test_a_link_in_a_cell_says_its_colour_by_hand():
    link = tree.Link((Text("there"),), "https://example.org/")
    in_cell = tree.Paragraph((link,), Role.TABLE_CELL)
    word = written(paragraph(link), tree.Table((), (), (tree.Row((tree.Cell((in_cell,)),)),)))
    colours = [value(run, "w:rPr/w:color") for run in word.body.iter(qualified("w:r")) if text_of(run) == "there"]

    assert [None, shipped_house().style.roles[Role.LINK].colour.hex] == colours
