"""Documents that read from right to left: everything begins at the right edge, and the margin column stands there too."""

from __future__ import annotations

import pytest

from briefgen.layout.mirror import reflect
from briefgen.layout.pages import Furniture, GlyphRun, Page, PlacedPicture, Rectangle, Rule
from briefgen.model import tree
from briefgen.model.house import Colour
from pagination import (
    annotations,
    body_lines,
    elements,
    end_of,
    heading,
    laid,
    note,
    outcome,
    paragraph,
    runs,
    style,
    table,
    texts,
    words_of,
)

PERSIAN = "این متن فارسی است و از راست به چپ خوانده می‌شود."
META = tree.Meta("گزارش روابط ایران و روسیه", series="گزارش", language="fa")
BLACK = Colour(0, 0, 0)


def right_edge() -> float:
    return style().page.width.pt - style().page.text_left.pt


def run_of(page: Page, text: str, *kinds: Furniture) -> GlyphRun:
    """The run of a word; its letters may stand in either order."""
    return next(run for run in runs(page, *kinds) if sorted(words_of([run]).strip()) == sorted(text))


def test_text_begins_at_the_right_and_leaves_the_margin_column_free_there():
    (page,) = laid(paragraph(PERSIAN), meta=META).pages
    (line,) = body_lines(page)
    assert abs(right_edge() - end_of(line[-1])) < 0.01


def test_the_words_of_a_line_stand_as_they_would_anywhere():
    words = paragraph(PERSIAN, " with ", tree.Emphasis(texts("English")), " ۱۲۳")
    here, there = (body_lines(laid(words, meta=meta).pages[0])[0] for meta in (META, tree.Meta("x", language="en")))
    assert [words_of([run]) for run in there] == [words_of([run]) for run in here]
    shifts = {round(a.x - b.x, 2) for a, b in zip(here, there, strict=True)}
    assert 1 == len(shifts)


def test_bullets_numbers_and_the_numbers_of_notes_stand_to_the_right_of_their_text():
    item = tree.ListItem((paragraph("یک"),))
    noted = paragraph("الف", note("یادداشت"))
    (page,) = laid(tree.BulletList((item,)), tree.OrderedList((item,)), noted, meta=META).pages
    assert run_of(page, "•", Furniture.LAYOUT).x > end_of(run_of(page, "یک"))
    note_run = run_of(page, "یادداشت")
    (number,) = [run for run in runs(page, Furniture.LAYOUT) if abs(run.y - note_run.y) < 0.1 and words_of([run]).strip() == "1"]
    assert number.x > end_of(note_run)
    assert abs(end_of(number) - (style().page.width.pt - style().page.margin_left.pt)) < 0.01


def test_the_first_column_of_a_table_stands_at_the_right_in_head_and_body():
    (page,) = laid(table([["الف", "ب"]], head=("نام", "عدد")), meta=META).pages
    assert run_of(page, "نام").x > run_of(page, "عدد").x
    assert abs(end_of(run_of(page, "نام")) - end_of(run_of(page, "الف"))) < 0.5
    assert abs(end_of(run_of(page, "عدد")) - end_of(run_of(page, "ب"))) < 0.5


def test_an_english_division_begins_at_the_left():
    division = tree.Div((paragraph("Short."),), tree.Attributes(pairs=(("lang", "en"),)))
    (page,) = laid(paragraph(PERSIAN), division, meta=META).pages
    assert abs(run_of(page, "Short.").x - style().page.margin_right.pt) < 1.0


def test_links_lie_over_their_words():
    link = tree.Link(texts("پیوند"), "https://example.org/")
    layout = laid(paragraph("این ", link, " است."), meta=META)
    (area,) = annotations(next(elements(layout.root, "Link")))
    run = run_of(layout.pages[0], "پیوند")
    assert abs(area.bounds[0] - run.x) < 0.5
    assert abs(area.bounds[2] - end_of(run)) < 0.5


def test_running_lines_are_turned_round_and_read_as_they_are_written():
    (page,) = laid(heading(1, "مقدمه"), paragraph(PERSIAN), meta=META).pages
    number, series = run_of(page, "1", Furniture.HEADER), run_of(page, "گزارش", Furniture.HEADER)
    assert number.x < 100 < series.x
    foot = [run for run in runs(page, Furniture.FOOTER) if "ن" in words_of([run])]
    assert foot
    assert end_of(foot[0]) > style().page.width.pt / 2


def test_a_running_title_with_a_persian_name_in_it_is_not_printed_backwards():
    (page,) = laid(paragraph("Text."), meta=tree.Meta("Sepah (سپاه پاسداران) today", language="en")).pages
    by_place = sorted((run for run in runs(page, Furniture.FOOTER) if run.x < 300), key=lambda run: run.x)
    glyphs = [glyph.text for run in by_place for glyph in run.glyphs]
    assert "".join(glyphs).startswith("Sepah (")
    assert glyphs.index("س") > glyphs.index("ن"), "the first letter stands at the right"


def test_what_a_running_line_lacks_a_glyph_for_is_a_finding():
    found = outcome(paragraph("Text."), meta=tree.Meta("Title", series="\U00013000", language="en")).diagnostics
    assert ["missing-glyph"] == [finding.code for finding in found]


def test_what_is_reflected_twice_is_where_it_was():
    items = [Rule(1.0, 2, 5.0, 2, 1, BLACK), Rectangle(1.0, 0, 4, 1, BLACK), PlacedPicture("p", 3.0, 0, 4, 1)]
    before = [repr(item) for item in items]
    for item in (*items, *items):
        reflect(item, 0.0, 100.0)
    assert before == [repr(item) for item in items]


# ── a part that reads from right to left, in a document that does not ────────────────────────────────────────────────


def turned(*blocks: tree.Block, language: str = "fa") -> tree.Div:
    return tree.Div(blocks, tree.Attributes(pairs=(("lang", language),)))


def from_the_right(page: Page, edge: float) -> dict[str, float]:
    """How far from an edge each run of the text ends, by its letters."""
    found = [run for line in body_lines(page) for run in line if words_of([run]).strip()]
    return {"".join(sorted(words_of([run]).strip())): round(edge - end_of(run), 1) for run in found}


def test_lists_in_a_persian_part_are_set_as_in_a_persian_document():
    inner = tree.BulletList((tree.ListItem((paragraph("درون"),)),))
    lists = (tree.OrderedList((tree.ListItem((paragraph("یک"), inner)),)), tree.BulletList((tree.ListItem((paragraph("دو"),)),)))
    own = style().page.width.pt - style().page.margin_right.pt
    here, there = laid(turned(*lists)).pages[0], laid(*lists, meta=META).pages[0]
    assert from_the_right(there, right_edge()) == pytest.approx(from_the_right(here, own), abs=0.11)


def test_tables_in_a_persian_part_are_set_as_in_a_persian_document():
    grid = table([["الف", "۱۲", "one"], ["ب", "۱۴۵٫۵", "two"]], head=("نام", "عدد", "word"))
    page = style().page
    here, there = laid(turned(grid)).pages[0], laid(grid, meta=META).pages[0]
    edges = page.width.pt - page.margin_left.pt, page.width.pt - page.margin_right.pt
    assert from_the_right(there, edges[0]) == pytest.approx(from_the_right(here, edges[1]), abs=0.11)


def test_numbers_and_their_head_stand_at_the_right_of_a_persian_table():
    for meta in (META, tree.Meta("x", language="en")):
        (page,) = laid(turned(table([["الف", "۱۲"], ["ب", "۱۴۵"]], head=("نام", "عدد"))), meta=meta).pages
        ends = [round(end_of(run_of(page, words)), 1) for words in ("عدد", "۱۲", "۱۴۵")]
        assert ends[0] == ends[1] == ends[2]


def test_the_number_of_a_persian_note_stands_to_the_right_of_it_and_that_of_an_english_one_to_the_left():
    (page,) = laid(turned(paragraph("متن", note("یادداشت", number=1), " و", note("A book.", number=2)))).pages
    for digit, words, after in (("1", "یادداشت", True), ("2", "A book.", False)):
        run = next(run for run in runs(page) if sorted(words_of([run]).strip()) == sorted(words))
        (number,) = [one for one in runs(page) if abs(one.y - run.y) < 0.1 and words_of([one]).strip() == digit]
        assert after == (number.x > end_of(run))


def test_code_reads_from_left_to_right_everywhere():
    (page,) = laid(tree.CodeBlock("x = 1"), meta=META).pages
    assert run_of(page, "x = 1").x < style().page.width.pt / 2
    (page,) = laid(turned(tree.CodeBlock("x = 1"))).pages
    assert run_of(page, "x = 1").x < style().page.width.pt / 2
