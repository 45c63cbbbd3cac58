"""Where lines end, in numbers and on the page."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.layout import hyphenation
from briefgen.layout.firstfit import first_fit
from briefgen.layout.linebreak import Breaks, Measure, break_lines, total_fit, without_hyphens
from briefgen.layout.pages import Layout
from briefgen.model import tree
from briefgen.model.house import Align
from briefgen.model.role import Role
from pagination import ENGLISH, META, body_lines, cell, end_of, heading, laid, note, paragraph, saying, style, table, words_of


def text_of(*widths: float, space: float = 2.5) -> Breaks:
    """Breaks of words of some widths with spaces between them."""
    breaks = Breaks()
    breaks.add(width=0, glue=0)
    width = glue = 0.0
    for number, word in enumerate(widths):
        width += word
        breaks.add(width=width, glue=glue)
        if number < len(widths) - 1:
            width, glue = width + space, glue + space
            breaks.starts[-1], breaks.glue_starts[-1] = width, glue
    return breaks


def test_total_fit_gives_up_a_full_line_for_a_better_paragraph():
    words = text_of(30, 30, 30, 8, 30, 30, 30, 30, 30, 30)
    greedy = first_fit(words, Measure(100, justified=True))
    fitted = total_fit(words, Measure(100, justified=True), 1e6)

    def worst(ends: list[int]) -> float:
        lines = zip([0, *ends], ends[:-1], strict=False)
        return max(100 - (words.ends[end] - words.starts[start]) for start, end in lines)

    assert fitted is not None
    assert worst(fitted) <= worst(greedy)


@given(st.lists(st.floats(1, 60), min_size=1, max_size=60), st.booleans())
def test_no_line_is_longer_than_its_measure(widths, justified):
    words = text_of(*widths)
    ends = break_lines(words, Measure(70, 6, justified))
    assert len(words) - 1 == ends[-1]
    assert sorted(set(ends)) == ends
    for start, end in zip([0, *ends], ends, strict=False):
        natural = words.ends[end] - words.starts[start]
        glue = words.glue_ends[end] - words.glue_starts[start]
        assert natural - 0.34 * glue * justified <= (64 if start == 0 else 70) + 0.02


def test_hyphenation_is_asked_for_only_when_a_paragraph_needs_it():
    assert [2] == without_hyphens(text_of(20, 20), Measure(100, justified=True))
    assert without_hyphens(text_of(60, 90, 60), Measure(100, justified=True)) is None


def test_words_are_parted_as_the_dictionary_of_their_language_has_it():
    assert ["in", "inter", "interna"] == ["international"[: at.offset] for at in hyphenation.hyphens("international", "en-US")]
    assert [3, 6] == [at.offset for at in hyphenation.hyphens("(regierung)", "de")]
    assert () == hyphenation.hyphens("international", "tlh")
    assert () == hyphenation.hyphens("UNESCO", "en-US")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("well-known", ["well-", "known"]),
        ("Su-35", ["Su-35"]),
        ("2022–23", ["2022–23"]),
        ("and/or", ["and/", "or"]),
        ("https://example.org/a/long-name?x=1", ["https://example.org/", "a/", "long-", "name?", "x=1"]),
        ("中文，文字", ["中", "文，", "文", "字"]),
    ],
)
def test_words_are_parted_without_a_dictionary_where_a_reader_would(word, parts):
    ends = [0, *(at.offset for at in hyphenation.opportunities(word)), len(word)]
    assert parts == [word[start:end] for start, end in pairwise(ends)]


# ── on the page ──────────────────────────────────────────────────────────────────────────────────────────────────────


def measure() -> tuple[float, float]:
    page = style().page
    return page.text_left.pt, page.width.pt - page.margin_right.pt


def outside(layout: Layout, left: float, right: float, hang: float = 7.0) -> list[str]:
    """The lines that stand out of a measure by more than punctuation hangs."""
    return [
        words_of(line)
        for page in layout.pages
        for line in body_lines(page)
        if line[0].x < left - hang or max(end_of(run) for run in line) > right + hang
    ]


def test_justified_lines_fill_the_measure():
    left, right = measure()
    lines = [line for page in laid(paragraph(ENGLISH)).pages for line in body_lines(page)]
    assert len(lines) > 6
    for line in lines[:-1]:
        assert abs(line[0].x - left) < 0.01
        assert -0.1 < max(end_of(run) for run in line) - right < 4.0, words_of(line)


def test_most_lines_of_english_are_set_with_even_spaces():
    assert Align.JUSTIFY is style().roles[Role.BODY].align
    lines = [line for page in laid(*[paragraph(ENGLISH[n * 40 :]) for n in range(8)]).pages for line in body_lines(page)]
    usual = laid(paragraph("a b", role=Role.LEAD))
    normal = next(g.advance for run in body_lines(usual.pages[0])[0] for g in run.glyphs if g.text == " ")
    widest = [max((g.advance for run in line for g in run.glyphs[:-1] if g.text == " "), default=0) / normal for line in lines]
    assert sum(space > 1.5 for space in widest) < 0.1 * len(widest)
    assert max(widest) < 2.7


def test_no_more_than_two_lines_in_a_row_end_with_a_hyphen():
    long = "internationally representative organisations understandably characterise telecommunication "
    lines = [words_of(line) for page in laid(*[paragraph(long * 9)] * 3).pages for line in body_lines(page)]
    hyphens = "".join("h" if line.endswith("\u00ad") else "." for line in lines)
    assert "h" in hyphens
    assert "hhh" not in hyphens


def test_titles_are_set_in_lines_of_about_equal_length():
    lines = body_lines(laid(paragraph("Russia and Iran after the invasion of Ukraine", role=Role.TITLE)).pages[0])
    lengths = [end_of(line[-1]) - line[0].x for line in lines]
    assert len(lengths) == 2
    assert min(lengths) > 0.6 * max(lengths)


def test_no_line_of_a_title_ends_in_a_small_word():
    title = "Russia–Iran alignment after the invasion of Ukraine"
    lines = body_lines(laid(tree.Cover((paragraph(title, role=Role.COVER_TITLE),))).pages[0])
    assert ["Russia–Iran alignment", "after the invasion", "of Ukraine"] == [words_of(line).strip() for line in lines]


def test_an_address_breaks_cheaply_only_after_a_slash_or_a_hyphen_that_leaves_enough_on_either_line():
    word = "https://example.org/reports/state-of-things.html"
    cheap = [word[: at.offset] for at in hyphenation.opportunities(word) if at.penalty == hyphenation.ADDRESS]
    assert ["https://example.org/reports/", "https://example.org/reports/state-", "https://example.org/reports/state-of-"] == cheap


def test_a_short_paragraph_does_not_end_in_a_single_word_that_the_line_before_can_keep_company():
    breaks = text_of(20, 20, 20, 20, 10)
    assert [4, 5] == total_fit(breaks, Measure(88), 1.6)
    assert [3, 5] == break_lines(breaks, Measure(88))


def test_addresses_break_within_the_measure():
    left, right = measure()
    address = "https://example.org/" + "/".join(f"section-{n}" for n in range(40)) + "?" + "x" * 400
    layout = laid(tree.Paragraph((tree.Link((tree.Text(address),), address),)))
    assert [] == outside(layout, left, right)
    assert [address] == saying(layout, "P")


def test_an_endless_word_is_set_within_the_measure_and_in_time():
    left, right = measure()
    word = "x" * 200_000
    before = time.perf_counter()
    layout = laid(paragraph(f"A word: {word} and more."))
    assert time.perf_counter() - before < 20
    assert len(layout.pages) > 20
    assert [] == outside(layout, left, right)
    assert [f"A word: {word} and more."] == saying(layout, "P")


def test_a_narrow_cell_holds_a_wide_word():
    wide = tree.Table(
        (tree.Column(width=0.05), tree.Column(width=0.95)), (), (tree.Row((cell("Wirtschaftswissenschaften"), cell("b"))),)
    )
    page = style().page
    first = page.margin_left.pt + 0.05 * (page.width.pt - page.margin_left.pt - page.margin_right.pt)
    layout = laid(wide)
    narrow = [run for line in body_lines(layout.pages[0]) for run in line if run.x < first]
    assert len(narrow) == 10
    assert max(end_of(run) for run in narrow) <= first
    assert ["Wirtschaftswissenschaften", "b"] == saying(layout, "TD")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_whatever_a_paragraph_holds_it_stays_within_the_measure(text):
    from pagination import outcome

    left, right = measure()
    layout = outcome(paragraph(text), meta=META).value
    assert [] == outside(layout, left, right)


def test_a_paragraph_does_not_end_in_a_heading_that_is_left_alone():
    layout = laid(*[paragraph(ENGLISH)] * 5, heading(2, "A heading"), *[paragraph(ENGLISH)] * 4, table([["a", "b"]]))
    for page in layout.pages:
        assert "A heading" != words_of(body_lines(page)[-1]).strip()


@pytest.mark.parametrize("number", ["17 October", "US$40 billion", "8.5 million"])
def test_hardly_any_line_ends_with_a_short_number(number):
    texts = [paragraph("so it is said " * words + f"on {number} or later. " + ENGLISH) for words in range(1, 40)]
    lines = [words_of(line) for text in texts for page in laid(text).pages for line in body_lines(page)]
    assert 1 >= sum(line.rstrip().endswith(f" {number.split()[0]}") for line in lines)


def test_an_address_wider_than_its_measure_is_not_broken_in_the_name_of_its_host():
    address = "https://www.upstreamonline.com/politics/oil-and-gas-deals-worth-a-potential-40-billion/2-1-1263083"
    for words in range(1, 12):
        layout = laid(paragraph("A note", note("some words " * words + address)))
        text = [words_of(line) for line in body_lines(layout.pages[0])]
        assert not any("upstream" in line and "upstreamonline.com" not in line for line in text)


def test_two_abbreviations_with_a_slash_are_parted_only_where_nothing_else_helps():
    penalties = {word: [place.penalty for place in hyphenation.opportunities(word)] for word in ("ISW/CTP", "and/or")}
    assert {"ISW/CTP": [hyphenation.TIGHT], "and/or": [hyphenation.DASH]} == penalties


def test_no_line_ends_inside_a_range_of_figures():
    assert () == hyphenation.opportunities("20–45")
    assert () == hyphenation.opportunities("(5–20")
