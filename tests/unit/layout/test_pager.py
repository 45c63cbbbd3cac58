"""What stands on which page: notes with their marks, heads of tables repeated, nothing lost and nothing left alone."""

from __future__ import annotations

import gc
import time
from dataclasses import replace
from itertools import pairwise

import pytest

from briefgen.layout import paginate, standing
from briefgen.layout.columns import SMALLEST
from briefgen.layout.pages import Content, Element, Furniture, Layout, Page, Rectangle, Rule
from briefgen.model import tree
from briefgen.model.house import SettingMode
from briefgen.model.role import Role
from pagination import (
    ENGLISH,
    META,
    body_lines,
    cell,
    elements,
    end_of,
    heading,
    laid,
    note,
    outcome,
    page_text,
    paragraph,
    runs,
    saying,
    style,
    table,
    tags,
    texts,
    words_of,
)


def lines(page: Page) -> list[str]:
    return [words_of(line).strip() for line in body_lines(page)]


def test_an_empty_document_is_one_page():
    layout = laid()
    assert 1 == len(layout.pages) == layout.page_map.pages
    assert [] == layout.root.children


def test_a_note_stands_on_the_page_of_its_mark_under_the_text():
    blocks = [paragraph(ENGLISH, note(f"The source numbered {n}."), ENGLISH) for n in range(1, 16)]
    layout = laid(*blocks)
    assert len(layout.pages) > 3
    for page in layout.pages:
        marks = {name.removesuffix("-mark") for name in page.destinations if name.endswith("-mark")}
        assert marks == {name for name in page.destinations if not name.endswith("-mark")}
        for name in marks:
            assert f"The source numbered {name.removeprefix('note-')}." in page_text(page)
            assert page.destinations[name] < page.destinations[f"{name}-mark"]
    assert [f"The source numbered {n}." for n in range(1, 16)] == [text.split(" ", 1)[1] for text in saying(layout, "Note")]


def test_notes_are_parted_from_the_text_by_a_rule():
    (page,) = laid(paragraph("As reported.", note("A source."))).pages
    body = next(layer for layer in page.layers if layer.kind is Furniture.LAYOUT)
    (rule,) = (item for item in body.items if isinstance(item, Rule))
    assert style().footnote_rule.pt == pytest.approx(rule.x1 - rule.x0)
    assert page.destinations["note-1"] < rule.y0 < page.destinations["note-1-mark"]


def test_the_last_line_of_notes_stands_at_the_bottom_of_the_text():
    (page,) = laid(paragraph("As reported.", note("A source."), note("Another one, which is not so short."))).pages
    lowest = min(run.y for run in runs(page, Furniture.LAYOUT))
    bottom = style().page.margin_bottom.pt
    assert bottom < lowest < bottom + style().roles[Role.NOTE].leading.pt


def test_notes_stand_in_two_columns_the_first_of_them_no_shorter():
    (page,) = laid(paragraph(*(part for _ in range(5) for part in ("Word", note("Ibid."), " ")))).pages
    assert ["1 Ibid. 4 Ibid.", "2 Ibid. 5 Ibid.", "3 Ibid."] == [" ".join(line.split()) for line in lines(page)[-3:]]


def test_notes_stand_one_under_the_other_where_pages_are_to_be_like_those_of_word():
    block = paragraph(*(part for _ in range(3) for part in ("Word", note("Ibid."), " ")))
    style_of_word = replace(style(), mode=SettingMode.MATCH_WORD)
    (page,) = paginate(tree.Document(META, (block,), {}), style_of_word).value.pages
    assert ["1 Ibid.", "2 Ibid.", "3 Ibid."] == [" ".join(line.split()) for line in lines(page)[-3:]]


def test_a_note_longer_than_a_page_goes_on_at_the_foot_of_the_next():
    layout = laid(paragraph(ENGLISH), paragraph("A claim", note(ENGLISH * 30), "."), paragraph(ENGLISH))
    assert len(layout.pages) > 2
    assert 1 == sum("note-1" in page.destinations for page in layout.pages)
    assert "note-1-mark" in layout.pages[0].destinations
    assert ["1 " + " ".join((ENGLISH * 30).split())] == saying(layout, "Note")


def test_ten_thousand_notes_on_a_line_after_line_are_all_set():
    parts = [part for n in range(10_000) for part in ("w", note("Ibid."))]
    before = time.perf_counter()
    layout = laid(paragraph(*parts))
    assert time.perf_counter() - before < 40
    assert 10_000 == sum(name.endswith("-mark") for page in layout.pages for name in page.destinations)


def test_a_heading_may_be_called_what_layout_would_have_called_something_else():
    headings = [heading(1, name, identifier=name) for name in ("fn-1", "title", "note-1", "note-1-mark", "note-1-2-mark")]
    layout = laid(paragraph("A title", note("Its note."), role=Role.TITLE), *headings, paragraph("Text."))
    names = ["fn-1", "note-1", "note-1-2-mark", "note-1-mark", "title"]
    assert dict.fromkeys(names, "1") == layout.page_map.labels
    assert ["A title", "fn-1", "title", "note-1", "note-1-mark", "note-1-2-mark"] == [entry.title for entry in layout.outline]
    assert 6 == len({entry.destination for entry in layout.outline})
    links = [annotation.destination for page in layout.pages for annotation in page.annotations]
    assert ["note-1-2", "note-1-2-mark-2"] == links


def test_a_note_in_a_note_follows_it():
    layout = laid(paragraph("A claim", note("A source", note("its own source"), "."), "."))
    text = page_text(layout.pages[0])
    assert text.index("A source") < text.index("its own source")
    assert {"note-1", "note-2", "note-1-mark", "note-2-mark"} <= set(layout.pages[0].destinations)


def test_endnotes_stand_under_the_last_heading_and_lead_both_ways():
    meta = replace(META, notes=tree.NotePlacement.ENDNOTES)
    text = paragraph("As reported", note("A source", note("its own source"), "."), ", and again", note("Another."), ".")
    layout = laid(paragraph(ENGLISH), text, tree.Section("notes", (heading(1, "Notes"),)), meta=meta)
    *_, section = layout.root.children
    assert isinstance(section, Element)
    assert ("Sect", ["H1", "Note", "Note", "Note"]) == (section.tag, tags(section))
    assert ["1 A source.", "2 Another.", "3 its own source"] == saying(layout, "Note")
    links = [annotation.destination for page in layout.pages for annotation in page.annotations]
    assert links == ["note-1", "note-2", "note-3", "note-1-mark", "note-2-mark", "note-3-mark"]
    assert set(links) <= {name for page in layout.pages for name in page.destinations}
    assert {"notes": "1"} == layout.page_map.labels


def test_endnotes_go_on_over_the_page():
    meta = replace(META, notes=tree.NotePlacement.ENDNOTES)
    blocks = [paragraph(ENGLISH, note(f"{n}. {ENGLISH}")) for n in range(12)]
    layout = laid(*blocks, tree.Section("notes", (heading(1, "Notes"),)), meta=meta)
    assert 12 == len(saying(layout, "Note"))
    last = page_text(layout.pages[-1])
    assert "11. " in last
    rules = [item.x1 - item.x0 for item in layout.pages[0].layers[0].items if isinstance(item, Rule)]
    assert style().footnote_rule.pt not in rules


def test_endnotes_stand_before_the_colophon():
    meta = replace(META, notes=tree.NotePlacement.ENDNOTES)
    last = tree.Section("colophon", (paragraph("Example Institute.", role=Role.COLOPHON),))
    notes = tree.Section("notes", (heading(1, "Notes"),))
    (page,) = laid(paragraph("As reported", note("A source."), "."), last, notes, meta=meta).pages
    assert ["As reported1.", "Notes", "1 A source.", "Example Institute."] == [" ".join(line.split()) for line in lines(page)]
    bottom = style().page.margin_bottom.pt
    assert bottom < min(run.y for run in runs(page, Furniture.LAYOUT)) < bottom + style().roles[Role.COLOPHON].leading.pt


def test_a_note_on_the_cover_is_set_on_the_first_page_after_it():
    cover = tree.Cover((paragraph("A title", note("Not the final title."), role=Role.COVER_TITLE),))
    layout = laid(cover, paragraph("Text."))
    assert "note-1" in layout.pages[1].destinations
    assert "Not the final title." in page_text(layout.pages[1])


def test_neither_one_line_begins_nor_ends_a_paragraph_on_a_page_of_its_own():
    layout = laid(*[paragraph(ENGLISH) for _ in range(40)])
    whole = ENGLISH.split()
    for page in layout.pages[:-1]:
        last = lines(page)[-2:]
        assert not (last[1].startswith(" ".join(whole[:6])) and last[0].endswith("matter."))
    for page in layout.pages[1:]:
        assert not lines(page)[0].endswith("matter.")


def test_no_word_is_divided_between_two_pages():
    layout = laid(*[paragraph(ENGLISH * 2, note("A source.")) for _ in range(40)])
    size = style().roles[Role.BODY].size.pt
    ends = [[line for line in body_lines(page) if line[-1].size == size][-1][-1] for page in layout.pages[:-1]]
    assert len(ends) > 10
    assert not [words_of([run]) for run in ends if run.glyphs[-1].text == "\u00ad"]


def test_a_heading_stays_with_what_follows_it():
    blocks = [block for n in range(30) for block in (heading(2, f"Heading {n}"), paragraph(ENGLISH[: 90 + 37 * n]))]
    for page in laid(*blocks).pages:
        assert not lines(page)[-1].startswith("Heading")


def test_a_section_does_not_begin_with_only_its_heading_and_its_lead_at_the_foot_of_a_page():
    lead = paragraph(ENGLISH[:200], role=Role.LEAD)
    blocks = [block for n in range(30) for block in (heading(1, f"Heading {n}"), lead, paragraph(ENGLISH[: 90 + 37 * n]))]
    for page in laid(*blocks).pages:
        assert max(line[0].size for line in body_lines(page)[-2:]) < style().roles[Role.LEAD].size.pt


def test_text_goes_on_before_a_captioned_table_that_does_not_fit_and_is_read_after_it():
    captioned = table([[f"row {n}", "value"] for n in range(4)], caption=texts("Rows"), label="Table 1. ")
    blocks = [
        *[paragraph(ENGLISH) for _ in range(5)],
        paragraph(ENGLISH[:420]),
        captioned,
        *[paragraph(f"After {n}. {ENGLISH}") for n in range(4)],
    ]
    first, second = laid(*blocks).pages
    assert "After 0." in page_text(first)
    assert lines(second)[0].startswith("Table 1.")
    root = laid(*blocks).root
    assert ["P"] * 6 + ["Table"] + ["P"] * 4 == tags(root)


def test_nothing_floats_past_a_heading_and_no_table_with_notes_floats():
    rows = [[f"row {n}", "value"] for n in range(3)]
    before = [*[paragraph(ENGLISH) for _ in range(5)], paragraph(ENGLISH[:420])]
    headed = laid(*before, table(rows, caption=texts("Rows")), heading(2, "Then"), paragraph("After."))
    assert "Then" not in page_text(headed.pages[0])
    noted = tree.Row((tree.Cell((paragraph("claim", note("Source."), role=Role.TABLE_CELL),)),))
    one = replace(table(rows, caption=texts("Rows")), body=(noted, *table(rows).body))
    assert "After." not in page_text(laid(*before, one, paragraph("After.")).pages[0])


def test_what_stands_under_a_title_floats_past_headings_of_its_section_and_not_past_the_next_title():
    rows = table([[f"row {n}", "value"] for n in range(3)], caption=texts("Rows"))
    before = [heading(1, "Title"), *[paragraph(ENGLISH) for _ in range(5)], paragraph(ENGLISH[:170])]
    first, second = laid(*before, rows, heading(2, "Then"), *[paragraph(ENGLISH)] * 2).pages
    assert "Then" in page_text(first)
    assert "Rows" in page_text(second)
    (first, _) = laid(*before, rows, heading(1, "Then"), *[paragraph(ENGLISH)] * 2).pages
    assert "Then" not in page_text(first)


def test_no_page_begins_with_fewer_than_three_rows_of_a_table():
    for count in range(30, 50):
        layout = laid(table([[f"row {n}", "value"] for n in range(count)]))
        assert len(layout.pages) < 2 or sum(line.startswith("row") for line in lines(layout.pages[-1])) >= 3


def test_the_rule_between_two_rows_is_not_covered_by_a_band():
    (page,) = laid(table([[f"row {n}", "value"] for n in range(4)])).pages
    items = [item for layer in page.layers for item in layer.items]
    band = style().table.band
    bands = [item for item in items if isinstance(item, Rectangle) and item.colour == band]
    rules = [item for item in items if isinstance(item, Rule) and item.width == style().table.rule_width.pt]
    assert 2 == len(bands)
    for rule in rules:
        painted_after = [item for item in bands if items.index(item) > items.index(rule)]
        assert not [item for item in painted_after if item.y < rule.y0 + rule.width / 2 - 0.01 < item.y + item.height - 0.01]


def test_a_page_break_begins_a_page_and_two_of_them_leave_none_blank():
    layout = laid(tree.PageBreak(), paragraph("One."), tree.PageBreak(), tree.PageBreak(), paragraph("Two."), tree.PageBreak())
    assert [["One."], ["Two."]] == [lines(page) for page in layout.pages]


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_head_of_a_table_is_repeated_as_decoration():
    layout = laid(table([[f"row {n}", "value"] for n in range(90)], head=("Name", "Value")))
    assert len(layout.pages) > 2
    assert ["Name", "Value"] == saying(layout, "TH")
    contents = {run.content for run in runs(layout.pages[0]) if words_of([run]).strip() == "Name"}
    assert {None} != contents
    for page in layout.pages[1:]:
        heads = [run for run in runs(page, Furniture.LAYOUT) if words_of([run]).strip() in {"Name", "Value"}]
        assert [None, None] == [run.content for run in heads]
        assert min(run.y for run in heads) > max(run.y for run in runs(page, Furniture.LAYOUT) if run.content is not None)
    assert [f"row {n}" for n in range(90)] == saying(layout, "TD")[::2]


def test_a_row_is_not_parted_unless_it_is_higher_than_a_page():
    layout = laid(table([[f"row {n}", ENGLISH] for n in range(9)]))
    for page in layout.pages:
        texts = lines(page)
        assert sum("Two governments" in text for text in texts) == sum(text.startswith("row") for text in texts)


def test_a_cell_higher_than_a_page_goes_on_on_the_next():
    layout = laid(table([["a", ENGLISH * 40], ["b", "c"]]))
    assert len(layout.pages) > 2
    assert " ".join((ENGLISH * 40).split()) == saying(layout, "TD")[1]
    bottom = style().page.margin_bottom.pt
    assert all(min(run.y for run in runs(page, Furniture.LAYOUT)) > bottom for page in layout.pages)


def test_a_table_of_forty_columns_keeps_to_the_page():
    layout = outcome(table([[f"cell{n}" for n in range(40)]], head=[f"Head {n}" for n in range(40)])).value
    width = layout.pages[0].width
    assert all(0 < run.x < width for run in runs(layout.pages[0]))
    assert [f"cell{n}" for n in range(40)] == saying(layout, "TD")


def test_forty_columns_do_not_lie_over_each_other_and_are_a_finding():
    made = outcome(table([[f"value{n}" for n in range(40)]], head=[f"c{n}" for n in range(40)]))
    assert ["table-too-wide"] == [finding.code for finding in made.diagnostics]
    sizes = {round(run.size / style().roles[Role.TABLE_CELL].size.pt, 1) for run in runs(made.value.pages[0], Furniture.LAYOUT)}
    assert {SMALLEST, 0.7} >= sizes
    for line in body_lines(made.value.pages[0]):
        ordered = sorted(line, key=lambda run: run.x)
        assert all(end_of(one) <= other.x + 0.01 for one, other in pairwise(ordered))


def test_a_table_that_hardly_fits_is_set_smaller_before_its_words_are_broken():
    made = outcome(table([["quadripartite"] * 9], head=["One"] * 9))
    assert () == made.diagnostics
    (size,) = {round(run.size, 2) for run in runs(made.value.pages[0], Furniture.LAYOUT) if "quad" in words_of([run])}
    assert SMALLEST * style().roles[Role.TABLE_CELL].size.pt <= size < style().roles[Role.TABLE_CELL].size.pt
    assert 9 == page_text(made.value.pages[0]).count("quadripartite")
    assert 1 == len(made.value.small_tables)


def test_a_row_with_cells_missing_is_filled_up_so_that_rows_are_alike():
    short = tree.Table(
        (tree.Column(),) * 3,
        (tree.Row((cell("A"), cell("B"), cell("C"))),),
        (tree.Row((cell("1"),)), tree.Row((tree.Cell((paragraph("2"),), 2), cell("3")))),
    )
    layout = laid(short)
    assert ["1", "", "", "2", "3"] == saying(layout, "TD")


def test_a_table_without_anything_is_nothing():
    assert [[]] == [lines(page) for page in laid(tree.Table((), (), ())).pages]


# ── boxes, figures ───────────────────────────────────────────────────────────────────────────────────────────────────


def boxes(page: Page) -> list[Rectangle]:
    return [
        item for layer in page.layers if layer.kind is Furniture.BACKGROUND for item in layer.items if isinstance(item, Rectangle)
    ]


def test_a_box_that_goes_on_on_the_next_page_is_painted_on_both():
    layout = laid(tree.Callout(tree.CalloutKind.CALLOUT, tuple([paragraph(ENGLISH)] * 20), label="Worth knowing"))
    assert len(layout.pages) > 1
    page = style().page
    for leaf in layout.pages:
        ground = boxes(leaf)[0]
        inside = [run.y for run in runs(leaf, Furniture.LAYOUT)]
        assert ground.y < min(inside)
        assert max(inside) < ground.y + ground.height
        assert page.margin_bottom.pt - 0.01 <= ground.y
        assert ground.y + ground.height <= page.height.pt - page.margin_top.pt + 0.01


def test_a_figure_fills_no_more_than_the_frame_and_knows_its_box():
    wide = tree.Figure("a.png", "A slope", (tree.Text("The slope"),), label="Figure 1. ")
    layout = laid(wide, pictures={"a.png": picture(4000, 1000)})
    (figure,) = elements(layout.root, "Figure")
    assert figure.bounds is not None
    x0, y0, x1, y1 = figure.bounds
    page = style().page
    assert (page.margin_left.pt, page.width.pt - page.margin_right.pt) == (pytest.approx(x0), pytest.approx(x1))
    assert (x1 - x0) / (y1 - y0) == pytest.approx(4)
    assert "A slope" == figure.alternative
    assert ["Figure 1. The slope"] == saying(layout, "Caption")


def picture(width: int = 60, height: int = 40) -> tree.Picture:
    return tree.Picture(b"layout looks only at the size", "image/png", width, height)


@pytest.mark.parametrize(
    ("said", "width"), [("50%", 241.64), ("62.5 %", 302.05), ("5cm", 141.73), ("1.5in", 108.0), ("96px", 72.0), ("400%", 483.28)]
)
def test_a_figure_is_as_wide_as_its_author_says(said, width):
    made = outcome(figure_of(said), pictures={"a.png": picture(4000, 1000)})
    (figure,) = elements(made.value.root, "Figure")
    assert figure.bounds is not None
    assert width == pytest.approx(figure.bounds[2] - figure.bounds[0], abs=0.01)
    assert () == made.diagnostics


@pytest.mark.parametrize("said", ["wide", "5", "0%", "-3cm", "5 furlongs"])
def test_a_width_that_is_none_is_a_finding(said):
    (finding,) = outcome(figure_of(said), pictures={"a.png": picture()}).diagnostics
    assert ("unknown-width", "warning") == (finding.code, finding.severity)
    assert said in finding.message


def figure_of(width: str) -> tree.Figure:
    return tree.Figure("a.png", "A slope", attributes=tree.Attributes(pairs=(("width", width),)))


def test_a_high_figure_is_made_to_fit_a_page():
    layout = laid(paragraph(ENGLISH), tree.Figure("a.png", "A tower"), pictures={"a.png": picture(300, 9000)})
    page = style().page
    for leaf in layout.pages:
        assert all(run.y > page.margin_bottom.pt for run in runs(leaf, Furniture.LAYOUT))
    (figure,) = elements(layout.root, "Figure")
    assert figure.bounds is not None
    assert figure.bounds[3] - figure.bounds[1] < page.height.pt - page.margin_top.pt - page.margin_bottom.pt


def test_a_picture_without_words_is_decoration():
    layout = laid(tree.Figure("a.png", ""), pictures={"a.png": picture()})
    assert ["Document"] == [element.tag for element in elements(layout.root)]


def test_a_picture_that_is_missing_leaves_its_words():
    assert ["A slope"] == saying(laid(tree.Figure("none.png", "A slope")), "P")


# ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_ten_times_the_text_takes_about_ten_times_as_long(request):
    def seconds(pages: int) -> float:
        blocks = [paragraph(f"{number} {ENGLISH}", note("A source, p. 4."), ENGLISH) for number in range(3 * pages)]
        standing.forget()
        before = time.process_time()
        laid(*blocks)
        return time.process_time() - before

    seconds(5)
    gc.freeze()  # what the other tests have left is not this one's to go through
    request.addfinalizer(gc.unfreeze)
    assert seconds(100) < 30 * min(seconds(10) for _ in range(3)), "a hundred times as long, were it quadratic"


def test_every_content_of_the_structure_is_painted():
    layout = laid(heading(1, "One"), paragraph("Text", note("A note."), "."), table([["a", "b"]]))
    painted = {run.content for page in layout.pages for run in runs(page)}
    held = {child for element in elements(layout.root) for child in element.children if isinstance(child, Content)}
    assert held == painted - {None}


def test_the_colophon_stands_at_the_foot_of_the_last_page():
    layout = laid(paragraph(ENGLISH), paragraph("Who issued this.", role=Role.COLOPHON), paragraph("When.", role=Role.COLOPHON))
    low = min(run.y for run in runs(layout.pages[0], Furniture.LAYOUT))
    bottom = style().page.margin_bottom.pt
    assert bottom < low < bottom + style().roles[Role.COLOPHON].leading.pt
    assert ["Who issued this.", "When."] == lines(layout.pages[0])[-2:]


# ── the last words ───────────────────────────────────────────────────────────────────────────────────────────────────


def ending(lines_of_text: int) -> Layout:
    text = [paragraph("Word.", tree.LineBreak(), "Word.") for _ in range(lines_of_text)]
    last = [paragraph(words, role=Role.COLOPHON) for words in ("Example Institute.", "Set in Source Serif.")]
    return laid(heading(1, "Section"), *text, *last)


def test_a_colophon_stands_closer_rather_than_alone():
    counts = [len(ending(n).pages) for n in range(14, 24)]
    turn = counts.index(2)
    page = ending(14 + turn - 1).pages[0]
    assert "Set in Source Serif." in page_text(page)
    alone = [layout for n in range(14, 24) if (layout := ending(n)) and "Word." not in page_text(layout.pages[-1])]
    room = style().roles[Role.BODY].leading.pt
    for layout in alone:
        lowest = min(run.y for run in runs(layout.pages[-2], Furniture.LAYOUT))
        assert lowest - style().page.margin_bottom.pt < 14 + 2 * 10.8 + room, "there was no room for it"


def test_a_page_with_only_a_colophon_has_no_running_section():
    last = paragraph("Example Institute.", role=Role.COLOPHON)
    alone = laid(heading(1, "Section"), paragraph(ENGLISH), tree.PageBreak(), last)
    heads = [words_of(runs(page, Furniture.HEADER)) for page in alone.pages]
    assert ["Section" in head for head in heads] == [True] * (len(heads) - 1) + [False]


def test_many_endnotes_stand_in_two_columns_and_are_read_down_each():
    meta = replace(META, notes=tree.NotePlacement.ENDNOTES)
    cited = [paragraph("Text", *(note(f"Source {n:03}.") for n in range(start, start + 10))) for start in range(0, 160, 10)]
    layout = laid(*cited, tree.Section("notes", (heading(1, "Notes"),)), meta=meta)
    pages = [page for page in layout.pages if "Source" in page_text(page)]
    assert 2 == len(pages)
    for page in pages:
        found = [(words_of([run]).strip(), run) for run in runs(page, Furniture.LAYOUT) if words_of([run]).startswith("Source")]
        assert [name for name, _ in found] == sorted(name for name, _ in found)
        half = page.width / 2
        beside = [run.x > half for _, run in found]
        assert beside == sorted(beside)
        assert abs(beside.count(True) - beside.count(False)) <= 1
    assert 160 == len(saying(layout, "Note"))


def test_few_endnotes_follow_the_text_on_its_page():
    meta = replace(META, notes=tree.NotePlacement.ENDNOTES)
    (page,) = laid(paragraph("A", note("One."), note("Two.")), tree.Section("n", (heading(1, "Notes"),)), meta=meta).pages
    assert {"note-1", "note-2", "notes"} <= set(page.destinations)
