"""What is printed is what the tree says, in its order, for those who read the file by its structure."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.layout import direction, paginate
from briefgen.layout.pages import GlyphRun
from briefgen.model import tree
from briefgen.model.house import Length
from briefgen.model.role import Role
from briefgen.model.walk import plain_text
from pagination import (
    ENGLISH,
    META,
    body_lines,
    elements,
    end_of,
    heading,
    laid,
    note,
    outcome,
    painted,
    paragraph,
    said,
    saying,
    style,
    texts,
    words_of,
)

LETTERS = "abcdefghijklmnopqrstuvwxyzABCßéжЖщєавгсуκλάΩيسلامکیهران0123456789.,;:-–—/()“”’«»%$"
WORDS = st.text(st.sampled_from(LETTERS), min_size=1, max_size=14)
PLAIN = st.lists(WORDS, min_size=1, max_size=30).map(lambda words: tree.Text(" ".join(words)))


def wrapped(children: st.SearchStrategy[tuple[tree.Inline, ...]]) -> st.SearchStrategy[tree.Inline]:
    return st.one_of(
        children.map(tree.Emphasis),
        children.map(tree.Strong),
        children.map(tree.Strikeout),
        children.map(tree.SmallCaps),
        children.map(tree.Superscript),
        children.map(lambda inner: tree.Link(inner, "https://example.org/a/b?c=d")),
        children.map(lambda inner: tree.Span(inner, tree.Attributes(pairs=(("lang", "fa"),)))),
        children.map(lambda inner: tree.Cite((), children=inner)),
        WORDS.map(tree.Code),
    )


INLINE = st.recursive(
    PLAIN | st.just(tree.SoftBreak()), lambda inner: wrapped(st.lists(inner, min_size=1, max_size=3).map(tuple)), max_leaves=6
)
INLINES = st.lists(INLINE, min_size=1, max_size=5).map(lambda inlines: (tree.Text("x "), *inlines))


@settings(max_examples=60, deadline=None)
@given(st.lists(INLINES, min_size=1, max_size=4), st.sampled_from([Role.BODY, Role.LEAD, Role.CALLOUT_LABEL, Role.QUOTE]))
def test_the_structure_says_what_the_tree_says(paragraphs, role):
    layout = outcome(*(tree.Paragraph(inlines, role) for inlines in paragraphs)).value
    assert [" ".join(plain_text(inlines).split()) for inlines in paragraphs] == saying(layout, "P")


def test_persian_and_cyrillic_say_exactly_what_was_written():
    said_by = "Москва называет это «стратегическим партнёрством», а в Тегеране говорят "
    layout = laid(
        paragraph(said_by, tree.Span(texts("همکاری راهبردی اسلامی"), tree.Attributes(pairs=(("lang", "fa"),))), " (2022).")
    )
    assert [f"{said_by}همکاری راهبردی اسلامی (2022)."] == saying(layout, "P")
    (span,) = elements(layout.root, "Span")
    assert ("fa", "همکاری راهبردی اسلامی") == (span.language, span.actual_text)


def test_a_bracket_after_a_persian_name_stays_where_an_english_reader_expects_it():
    layout = laid(paragraph("Tehran says همکاری (2022), and so on."))
    (line,) = body_lines(layout.pages[0])
    assert "Tehran says یراکمه (2022), and so on. " == words_of(line)


def test_two_persian_words_stand_from_right_to_left():
    layout = laid(paragraph("Both ایران و روسیه say so."))
    (line,) = body_lines(layout.pages[0])
    assert "Both هیسور و ناریا say so. " == words_of(line)


def test_a_persian_paragraph_begins_at_the_right():
    layout = laid(paragraph("این یک بند کامل است."))
    (line,) = body_lines(layout.pages[0])
    page = style().page
    assert abs(page.width.pt - page.margin_right.pt - end_of(line[-1], spaces=True)) < 0.01


def test_capitals_of_a_label_stand_over_the_words_as_written():
    layout = laid(paragraph("Straße der Neutralität", role=Role.CALLOUT_LABEL))
    (line,) = body_lines(layout.pages[0])
    assert "Straße der Neutralität " == words_of(line)
    assert len(line[0].glyphs) > len("Straße der Neutralität "), "two capitals stand for the ß"


def test_every_line_ends_with_a_space_or_with_a_hyphen():
    lines = [words_of(line) for page in laid(*[paragraph(ENGLISH)] * 3).pages for line in body_lines(page)]
    assert len(lines) > 20
    assert [] == [line for line in lines if not line.endswith((" ", "\u00ad"))]
    assert " ".join((ENGLISH * 3).split()) == " ".join("".join(lines).replace("\u00ad", "").split())


def test_a_ligature_stands_for_its_letters():
    layout = laid(paragraph("The office finds efficient affiliates."))
    assert "ffi" in {glyph.text for page in layout.pages for line in body_lines(page) for run in line for glyph in run.glyphs}
    assert ["The office finds efficient affiliates."] == saying(layout, "P")


def test_hard_spaces_and_the_indents_of_code_are_kept():
    layout = laid(tree.CodeBlock("def f():\n    return 1"), paragraph("10\u00a0km"))
    assert ["def f():\u00a0\u00a0\u00a0\u00a0return 1"] == [
        said(e, painted(layout)).replace(" \u00a0", "\u00a0").strip() for e in elements(layout.root, "Code")
    ]
    assert "10\u00a0km" in said(layout.root, painted(layout))


def test_an_authors_soft_hyphen_is_drawn_only_where_a_line_ends():
    word = "con\u00adsti\u00adtu\u00adtion\u00adal\u00adly"
    layout = laid(paragraph(" ".join([word, "or"] * 40)), meta=tree.Meta("A brief", language="tlh"))
    text = "".join(words_of(line) for line in body_lines(layout.pages[0]))
    assert 0 < text.count("\u00ad") < 20
    assert ["constitutionally", "or"] * 40 == text.replace("\u00ad", "").split()


def test_a_character_that_no_font_has_is_named_once_and_still_extracts():
    made = outcome(tree.Paragraph((tree.Text("Signs \U00013000\U00013000 and \U00013000."),)))
    (finding,) = made.diagnostics
    assert "missing-glyph" == finding.code
    assert "U+13000 EGYPTIAN HIEROGLYPH A001" in finding.message
    assert ["Signs \U00013000\U00013000 and \U00013000."] == saying(made.value, "P")


def test_a_control_character_is_reported_and_never_reaches_the_page():
    made = outcome(paragraph("A\x07B"))
    assert ["U+0007" in finding.message for finding in made.diagnostics] == [True]
    assert ["A\ufffdB"] == saying(made.value, "P")


def test_fonts_that_lack_a_character_borrow_it_from_the_fallbacks():
    layout = laid(paragraph("A name: ایران."))
    faces = {run.face for run in body_lines(layout.pages[0])[0]}
    assert {"SourceSerif4-Regular.ttf", "Vazirmatn-Regular.ttf"} == faces
    assert faces <= set(layout.fonts)


def test_superiors_are_the_fonts_own_glyphs_at_full_size():
    layout = laid(paragraph("As reported.", note("A source.")))
    mark = next(run for run in body_lines(layout.pages[0])[0] if words_of([run]).strip() == "1")
    plain = laid(paragraph("1"))
    usual = body_lines(plain.pages[0])[0][0]
    assert mark.size == usual.size
    assert mark.glyphs[0].id != usual.glyphs[0].id


def test_a_word_set_larger_than_its_measure_is_broken_and_stays_whole_in_the_text():
    word = "Donaudampfschifffahrtsgesellschaftskapitän" * 5
    layout = laid(heading(1, word, "long"))
    assert [word] == saying(layout, "H1")


def test_the_same_document_is_laid_out_the_same():
    def picture(layout):
        return [
            (item.face, item.size, item.x, item.y, item.glyphs)
            for page in layout.pages
            for layer in page.layers
            for item in layer.items
            if isinstance(item, GlyphRun)
        ]

    blocks = (heading(1, "One"), *[paragraph(ENGLISH, note("A note."), "More.")] * 9)
    assert picture(laid(*blocks, meta=META)) == picture(laid(*blocks, meta=META))


def test_a_sentence_that_begins_in_latin_letters_runs_from_the_left_however_much_persian_is_in_it():
    assert 0 == direction.base_level("Tehran says همکاری راهبردی و اقتصادی (2022), and ایران و روسیه", "en-US")
    assert 1 == direction.base_level("Tehran همکاری راهبردی", "fa"), "a paragraph of a Persian text"


def test_joined_letters_are_never_set_apart():
    close = replace(style().roles[Role.PANEL_HEADING], tracking=Length(0))
    for word, joined in (("جدول‌ها", True), ("words", False)):
        document = tree.Document(META, (paragraph(word, role=Role.PANEL_HEADING),))
        houses = (style(), replace(style(), roles={**style().roles, Role.PANEL_HEADING: close}))
        lines = [body_lines(paginate(document, house).value.pages[0])[0] for house in houses]
        advances = [[glyph.advance for run in line for glyph in run.glyphs if not glyph.text.isspace()] for line in lines]
        assert joined == (advances[0] == advances[1])
