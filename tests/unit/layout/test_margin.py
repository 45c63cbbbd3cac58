"""What stands in the margin column, and what keeps clear of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from briefgen.layout import paginate
from briefgen.layout.pages import GlyphRun, Layout, Rectangle, Rule
from briefgen.model import tree
from briefgen.model.role import Role
from pagination import ENGLISH, META, body_lines, elements, heading, laid, note, paragraph, saying, style, table, texts, words_of

LEFT, TEXT = style().page.margin_left.pt, style().page.text_left.pt


def pull(words: str = "A partnership of convenience.", speaker: str = "A scholar") -> tree.BlockQuote:
    quoted = (paragraph(words, role=Role.PULL_QUOTE),)
    return tree.BlockQuote(quoted, texts(speaker), attributes=tree.Attributes(classes=("quote", "pull")))


def aside(words: str = "An aside.", *more: tree.Inline) -> tree.Callout:
    return tree.Callout(tree.CalloutKind.MARGIN, (paragraph(words, *more, role=Role.MARGIN_NOTE),))


def lowest_and_highest(layout: Layout, words: str) -> tuple[float, float, float]:
    """The left edge, lowest and highest baseline of the runs of the first page whose text is part of some words."""
    found = [
        run for line in body_lines(layout.pages[0]) for run in line if words_of([run]).strip() and words_of([run]).strip() in words
    ]
    return min(run.x for run in found), min(run.y for run in found), max(run.y for run in found)


def notes_of(layout: Layout) -> list[str]:
    """What stands in the foot of the first page, column by column."""
    foot = [run for line in body_lines(layout.pages[0]) for run in line if run.size < 8.0 and words_of([run]).strip()]
    half = style().page.width.pt / 2
    ordered = sorted(foot, key=lambda run: (run.x > half, -round(run.y), run.x))
    joined = " ".join(words_of([run]).strip() for run in ordered)
    return [part for part in joined.replace(" 2", "|2").replace(" 3", "|3").split("|") if part[:1].isdigit()]


def test_a_pull_quote_stands_in_the_margin_beside_the_paragraph_after_it():
    layout = laid(pull(), paragraph(ENGLISH))
    x, _, high = lowest_and_highest(layout, "A partnership of convenience.")
    first = next(line for line in body_lines(layout.pages[0]) if "Two governments" in words_of(line))
    assert LEFT - 6 < x < LEFT + 1
    assert 0 <= first[-1].y - high + 12 < 24
    assert first[-1].x >= TEXT - 6


def test_what_is_last_stands_beside_the_paragraph_before_it():
    layout = laid(paragraph(ENGLISH), aside())
    x, _, high = lowest_and_highest(layout, "An aside.")
    assert x < TEXT - 15
    assert high > min(run.y for line in body_lines(layout.pages[0]) for run in line)


def test_in_the_structure_it_stands_where_the_author_wrote_it():
    layout = laid(paragraph("Before."), pull(), paragraph("After."))
    assert ["Before.", "A partnership of convenience.", "A scholar", "After."] == saying(layout, "P")
    assert ["BlockQuote"] == [one.tag for one in elements(layout.root, "BlockQuote")]


def test_a_table_begins_below_what_stands_in_the_margin_over_it():
    words = "A call-out that is much higher than the single line beside it. " * 3
    layout = laid(aside(words), paragraph("One line."), table([["a", "b"]]))
    margin = [
        run for line in body_lines(layout.pages[0]) for run in line if run.x < TEXT - 15 and words_of([run]).strip() not in "Oneab"
    ]
    head = next(run for line in body_lines(layout.pages[0]) for run in line if words_of([run]).strip() == "One")
    assert min(run.y for run in margin) > head.y


def test_two_asides_never_lie_over_each_other():
    layout = laid(
        aside("The first aside, of several lines, as it is long enough."),
        paragraph("Short."),
        aside("The second aside."),
        paragraph(ENGLISH),
    )
    heights = sorted({round(run.y, 1) for line in body_lines(layout.pages[0]) for run in line if run.x < TEXT - 15})
    assert all(high - low > 9 for low, high in pairwise(heights))


def test_notes_in_the_margin_are_counted_where_they_stand_in_the_text():
    layout = laid(
        paragraph("One", note("first", number=1)),
        aside("Aside", note("second", number=2)),
        paragraph("Two", note("third", number=3)),
    )
    assert ["1 first", "2 second", "3 third"] == [" ".join(said.split()) for said in notes_of(layout)]


def test_a_house_without_a_margin_column_sets_it_in_the_text():
    narrow = replace(style(), page=replace(style().page, text_left=style().page.margin_left))
    layout = paginate(tree.Document(META, (pull(), paragraph(ENGLISH))), narrow).value
    lines = [words_of(line).strip() for line in body_lines(layout.pages[0])]
    assert (
        lines.index("A partnership of convenience.")
        < lines.index("A scholar")
        < next(n for n, line in enumerate(lines) if "Two" in line)
    )


def test_in_a_list_or_a_box_it_is_set_where_it_stands():
    box = tree.Callout(tree.CalloutKind.CALLOUT, (paragraph("Boxed.", role=Role.CALLOUT), aside()))
    for holder in (box, tree.BulletList((tree.ListItem((paragraph("Item"), aside())),))):
        layout = laid(holder)
        run = next(run for line in body_lines(layout.pages[0]) for run in line if words_of([run]).strip() == "An aside.")
        assert isinstance(run, GlyphRun)
        assert run.x > LEFT + 5


def test_what_is_too_high_for_the_margin_is_set_in_the_text_and_loses_nothing():
    layout = laid(aside(ENGLISH * 3), paragraph("Beside."))
    assert 3 == sum(text.count("Two governments") for text in saying(layout, "P"))
    assert len(layout.pages[0].layers) > 0


def test_what_stands_in_the_margin_between_a_box_and_a_title_touches_neither():
    boxed = tree.Callout(tree.CalloutKind.DISSENT, (paragraph("A view that differs.", role=Role.CALLOUT),), "Dissent")
    layout = laid(boxed, aside("An aside of several lines. " * 6), paragraph("One line."), heading(1, "Lists"), paragraph("Text."))
    layers = [item for layer in layout.pages[0].layers for item in layer.items]
    grounds = [item for item in layers if isinstance(item, Rectangle) and item.x < LEFT + 1 and item.y > 100]
    _, low, high = lowest_and_highest(layout, "An aside of several lines. " * 6)
    assert 3 <= len(grounds)
    assert not any(ground.y - 8.0 < y < ground.y + ground.height + 3.0 for ground in grounds for y in (low, high))
    (rule,) = (item for item in layers if isinstance(item, Rule) and item.x0 < LEFT + 1 and item.width == 0.75)
    assert not any(ground.y < rule.y0 < ground.y + ground.height for ground in grounds)
