from __future__ import annotations

from dataclasses import replace

from briefgen.layout.pages import Furniture, GlyphRun, Layout, Rule
from briefgen.model import tree
from briefgen.model.running import PageField, Running, RunningLine
from pagination import META, end_of, heading, laid, paragraph, runs, style, words_of

LINE = RunningLine(("Office",), (PageField.SECTION,), (PageField.PAGE, " of ", PageField.PAGES))


def set_with(running: Running) -> Layout:
    blocks: list[tree.Block] = []
    for name in ("One", "Two"):
        blocks += [heading(1, name), paragraph("Text."), tree.PageBreak()]
    return laid(*blocks[:-1], meta=replace(META, running=running))


def lines(layout: Layout, page: int, kind: Furniture) -> list[GlyphRun]:
    return runs(layout.pages[page], kind)


def words(layout: Layout, page: int, kind: Furniture = Furniture.HEADER) -> list[str]:
    return [words_of([run]) for run in lines(layout, page, kind)]


def test_a_line_stands_at_the_left_in_the_middle_and_at_the_right():
    layout = set_with(Running((LINE,)))
    left, middle, right = sorted(lines(layout, 0, Furniture.HEADER), key=lambda run: run.x)

    page = style().page
    frame = page.margin_left.pt, page.width.pt - page.margin_right.pt
    assert ["Office", "One", "1 of 2"] == [words_of([run]) for run in (left, middle, right)]
    assert frame[0] == left.x
    assert abs(end_of(right) - frame[1]) < 1
    assert abs((middle.x + end_of(middle)) / 2 - sum(frame) / 2) < 1


def test_each_page_has_its_own_number_and_section():
    layout = set_with(Running((LINE,)))

    assert {"Office", "Two", "2 of 2"} == set(words(layout, 1))


def test_no_lines_leave_the_head_empty():
    layout = set_with(Running((), ()))

    assert [] == words(layout, 0) + words(layout, 0, Furniture.FOOTER)
    assert [] == [item for layer in layout.pages[0].layers for item in layer.items if isinstance(item, Rule)]


def test_the_first_page_may_have_lines_of_its_own():
    layout = set_with(Running((LINE,), first_head=(RunningLine(("Letter",)),)))

    assert (["Letter"], {"Office", "Two", "2 of 2"}) == (words(layout, 0), set(words(layout, 1)))


def test_lines_follow_each_other_at_the_distance_of_the_role():
    layout = set_with(Running(foot=(RunningLine(("Above",)), RunningLine(("Below",)))))
    above, below = lines(layout, 0, Furniture.FOOTER)

    assert ["Above", "Below"] == words(layout, 0, Furniture.FOOTER)
    assert above.y > below.y


def test_a_long_line_is_cut_before_it_meets_the_next():
    layout = set_with(Running((RunningLine(("A name that does not end " * 20,), (), ("9",)),)))
    left, right = sorted(lines(layout, 0, Furniture.HEADER), key=lambda run: run.x)

    assert end_of(left) < right.x
