"""Tables on paper: cells that span, numbers under one another, boxes in cells, and what page breaks leave together."""

from __future__ import annotations

import pytest

from briefgen.layout.columns import column_widths, numeric_columns
from briefgen.layout.numerals import is_number, whole_part
from briefgen.layout.pages import Element, GlyphRun, Layout, Rectangle, Rule
from briefgen.model import tree
from briefgen.model.role import Role
from pagination import (
    ENGLISH,
    body_lines,
    cell,
    elements,
    end_of,
    heading,
    laid,
    note,
    paragraph,
    saying,
    style,
    table,
    texts,
    words_of,
)

BAND, LINE = style().table.band, style().table.rule


def lines(layout: Layout, page: int = 0) -> dict[str, GlyphRun]:
    """The first run of each line on a page by its words; runs beside each other are apart."""
    return {words_of([run]).strip(): run for line in body_lines(layout.pages[page]) for run in line}


def rules(layout: Layout) -> list[Rule]:
    return [item for layer in layout.pages[0].layers for item in layer.items if isinstance(item, Rule) and item.colour == LINE]


def grouped(*, head: tuple[tree.Row, ...] = ()) -> tree.Table:
    group = tree.Cell((paragraph("Group", role=Role.TABLE_ROW_HEAD),), rows=2)
    body = (
        tree.Row((group, cell("a"), cell("b"))),
        tree.Row((cell("c"), cell("d"))),
        tree.Row((cell("Alone", Role.TABLE_ROW_HEAD), cell("e"), cell("f"))),
    )
    return tree.Table((tree.Column(),) * 3, head, body, row_heads=True)


# ── spans ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_cell_that_spans_rows_takes_their_first_column_in_all_of_them():
    found = lines(laid(grouped()))
    assert found["Group"].y == found["a"].y
    assert found["c"].x == found["a"].x
    assert found["Group"].x == found["Alone"].x


def test_no_rule_goes_through_a_cell_that_spans_rows():
    layout = laid(grouped())
    found = lines(layout)
    between = [rule for rule in rules(layout) if found["c"].y < rule.y0 < found["a"].y]
    assert [True] == [rule.x0 > end_of(found["Group"]) for rule in between]


def test_the_structure_says_what_a_cell_spans_and_what_it_heads():
    head = (tree.Row((tree.Cell((paragraph("Over", role=Role.TABLE_HEAD),), columns=2), cell("Last", Role.TABLE_HEAD))),)
    layout = laid(grouped(head=head))
    said = [(one.tag, one.scope, one.columns, one.rows) for one in elements(layout.root, "TH")]
    assert [("TH", "Column", 2, 1), ("TH", "Column", 1, 1), ("TH", "Row", 1, 2), ("TH", "Row", 1, 1)] == said
    assert ["Group", "a", "b", "c", "d", "Alone", "e", "f"] == saying(layout, "TH", "TD")[2:]


def test_a_cell_under_or_beside_heads_that_span_names_all_of_them():
    head = (
        tree.Row((cell("", Role.TABLE_HEAD), tree.Cell((paragraph("Years", role=Role.TABLE_HEAD),), columns=2))),
        tree.Row((cell("Field", Role.TABLE_HEAD), cell("2021", Role.TABLE_HEAD), cell("2022", Role.TABLE_HEAD))),
    )
    layout = laid(grouped(head=head))
    named = dict(zip((one.identifier for one in elements(layout.root, "TH")), saying(layout, "TH"), strict=True))
    found = zip(saying(layout, "TD"), elements(layout.root, "TD"), strict=True)
    heads = {said: [named[one.identifier] for one in element.headers if named[one.identifier]] for said, element in found}
    assert ["Years", "2021", "Group"] == heads["a"]
    assert ["Years", "2022", "Group"] == heads["d"]
    assert ["Years", "2022", "Alone"] == heads["f"]


def test_the_cells_of_a_plain_table_need_not_name_their_heads():
    layout = laid(table([["a", "b"], ["c", "d"]]))
    assert not any(one.headers for one in elements(layout.root, "TD"))
    assert not any(one.identifier for one in elements(layout.root, "TH"))


def test_a_head_over_several_columns_stands_in_their_middle_over_a_hairline():
    head = (
        tree.Row(
            (
                tree.Cell((paragraph("Good", role=Role.TABLE_HEAD),), rows=2),
                tree.Cell((paragraph("Years", role=Role.TABLE_HEAD),), 2),
            )
        ),
        tree.Row((cell("2021", Role.TABLE_HEAD), cell("2022", Role.TABLE_HEAD))),
    )
    layout = laid(
        tree.Table((tree.Column(width=0.4), tree.Column(width=0.3), tree.Column(width=0.3)), head, (tree.Row((cell("a"),) * 3),))
    )
    found = lines(layout)
    middle = (found["2021"].x - style().table.padding_x.pt + style().page.width.pt - style().page.margin_right.pt) / 2
    assert middle == pytest.approx((found["Years"].x + end_of(found["Years"])) / 2, abs=1.0)
    assert found["Good"].y == pytest.approx(found["2021"].y)


def test_rows_that_a_cell_binds_stay_on_one_page():
    rows = tree.Table(
        (tree.Column(),) * 2,
        (),
        (tree.Row((tree.Cell((paragraph("G"),), rows=12), cell("r0"))), *[tree.Row((cell(f"r{n}"),)) for n in range(1, 12)]),
    )
    layout = laid(*[paragraph(ENGLISH)] * 9, rows)
    at = {
        text: number
        for number, page in enumerate(layout.pages)
        for line in body_lines(page)
        for text in [words_of([line[-1]]).strip()]
    }
    assert 1 == len({at[f"r{n}"] for n in range(12)})


def test_the_ground_of_bound_rows_is_one_piece_under_the_words_of_the_cell_that_binds_them():
    body = (
        tree.Row((cell("x"), cell("y"))),
        tree.Row((tree.Cell((paragraph(ENGLISH[:200], role=Role.TABLE_CELL),), rows=2), cell("a"))),
        tree.Row((cell("b"),)),
    )
    layout = laid(tree.Table((tree.Column(width=0.3), tree.Column(width=0.7)), (), body))
    items = [item for layer in layout.pages[0].layers for item in layer.items]
    bands = [item for item in items if isinstance(item, Rectangle) and item.colour == BAND]
    words = [number for number, item in enumerate(items) if isinstance(item, GlyphRun) and item.content is not None]
    assert 1 == len(bands)
    assert items.index(bands[0]) < max(words)
    found = lines(layout)
    assert bands[0].y < found["b"].y < found["a"].y < bands[0].y + bands[0].height


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_decimal_signs_stand_under_one_another():
    values = ["1,234.5", "7", "12.25", "−0.75"]
    found = lines(laid(table([[f"row {n}", value] for n, value in enumerate(values)])))
    signs = []
    for value in values:
        run, before = found[value], whole_part(value, "en")
        signs.append(run.x + sum(glyph.advance for glyph in run.glyphs[: len(before)]) * run.size / 1000)
    assert signs == pytest.approx([signs[0]] * 4, abs=0.01)


def test_a_note_does_not_move_the_number_it_stands_at():
    rows = [["a", "46"], ["b", "47"]]
    plain = lines(laid(table(rows)))
    marked = table(rows)
    first = tree.Row((cell("a"), tree.Cell((tree.Paragraph((tree.Text("46"), note("Said.")), Role.TABLE_CELL),))))
    found = lines(laid(tree.Table(marked.columns, marked.head, (first, marked.body[1]))))
    assert found["46"].x == pytest.approx(found["47"].x, abs=0.01)
    assert end_of(found["46"]) < end_of(plain["46"])


@pytest.mark.parametrize(
    ("text", "language", "whole"),
    [
        ("1,234.5", "en", "1,234"),
        ("1.234,5", "de", "1.234"),
        ("46", "en", "46"),
        ("$4.5 bn", "en-US", "$4"),
        ("−3,4 %", "ru", "−3"),
    ],
)
def test_a_number_ends_its_whole_part_where_its_language_has_the_sign(text, language, whole):
    assert is_number(text)
    assert whole == whole_part(text, language)


@pytest.mark.parametrize("text", ["12 Oct", "9 August 2022", "2022-10-19", "4–6", "Su-35", "about 4", "x" * 5000, "1" * 5000, ""])
def test_what_is_no_single_number_is_none(text):
    assert not is_number(text)


def test_a_column_is_numeric_where_all_its_cells_are_numbers_or_signs_for_none():
    rows = [["1", "2", "1"], ["2", "—", "x"], ["3", "n/a", "3"], ["4", "4", "4"]]
    assert {0, 1} == numeric_columns(table(rows, head=("a", "b", "c")))
    assert {1} == numeric_columns(table(rows, head=("a", "b", "c"), row_heads=True))


# ── widths ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def measure(word: str, _: Role) -> float:
    return 5.0 * len(word)


def test_a_short_column_keeps_its_text_on_one_line_beside_a_long_one():
    widths = column_widths(table([["19 July 2022", ENGLISH], ["9 August 2022", ENGLISH]]), 400.0, 6.0, measure)
    assert widths[0] >= measure("9 August 2022", Role.TABLE_CELL) + 12
    assert 400.0 == pytest.approx(sum(widths))


def test_a_number_is_never_broken_at_its_spaces():
    widths = column_widths(table([["1 234 567,5 kg", ENGLISH]] * 2), 400.0, 6.0, measure)
    assert widths[0] >= measure("1 234 567,5 kg", Role.TABLE_CELL)


@pytest.mark.parametrize("words", [["a", "b"], [ENGLISH, ENGLISH], ["w" * 90, "b"], ["", ""], [ENGLISH, "w" * 40]])
def test_widths_always_fill_the_table(words):
    assert 300.0 == pytest.approx(sum(column_widths(table([words]), 300.0, 6.0, measure)))


# ── blocks in cells ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_box_in_a_cell_keeps_its_ground_inside_the_cell():
    box = tree.Callout(tree.CalloutKind.CALLOUT, (paragraph("Boxed", role=Role.CALLOUT),), "Label")
    layout = laid(tree.Table((tree.Column(width=0.5),) * 2, (), (tree.Row((cell("left"), tree.Cell((box,)))),)))
    ground = style().boxes["callout"].background
    (made,) = [
        item for layer in layout.pages[0].layers for item in layer.items if isinstance(item, Rectangle) and item.colour == ground
    ]
    found = lines(layout)
    assert made.x < found["Boxed"].x
    assert made.y < found["Boxed"].y < made.y + made.height
    assert made.x > end_of(found["left"])


def test_a_table_in_a_cell_is_a_table_in_the_structure():
    inner = table([["x", "y"]])
    layout = laid(tree.Table((), (), (tree.Row((tree.Cell((inner,)), cell("b"))),)))
    outer, nested = elements(layout.root, "Table")
    assert nested in list(elements(outer))


# ── place ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def placed(place: str) -> Layout:
    kept = tree.Attributes(pairs=(("place", place),)) if place else tree.PLAIN
    captioned = table([["a", ENGLISH * 2]], caption=texts("A caption"), attributes=kept)
    return laid(*[paragraph(ENGLISH)] * 5, captioned, paragraph(ENGLISH), heading(2, "After"))


def pages_with(layout: Layout, words: str) -> list[int]:
    return [number for number, page in enumerate(layout.pages) if words in " ".join(words_of(line) for line in body_lines(page))]


def test_a_table_with_a_page_of_its_own_stands_on_it_alone():
    layout = placed("page")
    (number,) = pages_with(layout, "A caption")
    assert "Two governments that distrust" in words_of(run for line in body_lines(layout.pages[number + 1]) for run in line)
    assert [] == [line for line in body_lines(layout.pages[number])[:1] if "Two governments" in words_of(line)]


def element_names(root: Element) -> list[str]:
    return [one.tag for one in elements(root)]


def test_a_table_that_is_to_stay_never_lets_text_pass_it():
    layout = placed("here")
    order = [words_of(line) for page in layout.pages for line in body_lines(page)]
    caption = next(number for number, words in enumerate(order) if "A caption" in words)
    heads = next(number for number, words in enumerate(order) if words.strip() == "After")
    assert caption < heads
    assert "Table" in element_names(layout.root)
    begins = [number for number, words in enumerate(order) if words.startswith("Two governments that distrust")]
    assert 5 == len([number for number in begins if number < caption])


def test_a_word_that_no_column_holds_does_not_break_the_words_of_the_others():
    widths = column_widths(table([["w" * 90, "considerable", "preparations"]]), 330.0, 6.0, measure)
    assert min(widths[1:]) >= measure("considerable", Role.TABLE_CELL) + 12
