"""Whatever the strip, its pages hold all of it once, in order, and nothing lies over anything else."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.layout.footnotes import FOOT_GAP
from briefgen.layout.galley import Anchor, AnchorKind, Atom, Box, Footnote, Frame, Placed, RepeatedHead
from briefgen.layout.pager import Column, PageFill, cut
from briefgen.model.house import BoxStyle, Colour, Length

PAGE = Column(500.0, 100.0, (Frame(0.0, 90.0), Frame(110.0, 90.0)))
WHITE = Colour(255, 255, 255)
NONE = Length(0)


def note(name: str, lines: int, height: float = 10.0) -> Footnote:
    made = [Atom(height) for _ in range(lines)]
    made[0].anchors.append(Anchor(name, kind=AnchorKind.NOTE))
    return Footnote(name, made)


def text(lines: int, *, height: float = 14.0, after: float = 7.0) -> list[Atom]:
    """A paragraph whose first two and last two lines stay together."""
    atoms = [Atom(height, keep=n in {0, lines - 2}) for n in range(lines)]
    atoms[-1].keep, atoms[-1].after = False, after
    return atoms


def heading(*, level: int = 2) -> Atom:
    return Atom(16.0, keep=True, opens=True, before=12.0, after=3.0, title="T" if level == 1 else "")


def figure(height: float) -> list[Atom]:
    """A caption, a picture and a source that may float."""
    atoms = [Atom(12.0, keep=True, before=10.0, wide=True), Atom(height, keep=True, wide=True), Atom(10.0, after=12.0, wide=True)]
    atoms[0].floats = 3
    return atoms


def grid(rows: int, height: float = 18.0) -> list[Atom]:
    """A table with a head that is repeated."""
    first = Atom(20.0, keep=True, wide=True)
    head = RepeatedHead(20.0, [], first)
    return [first, *(Atom(height, head=head, wide=True, keep=n in {0, rows - 3, rows - 2}) for n in range(rows))]


def boxed(atoms: list[Atom]) -> list[Atom]:
    pad = Length.from_pt(8.0)
    box = Box(Frame(0.0, 200.0), BoxStyle(WHITE, WHITE, NONE, NONE, pad, pad, pad))
    for atom in atoms:
        atom.boxes = (box, *atom.boxes)
    return atoms


def pages(atoms: list[Atom], column: Column = PAGE) -> list[PageFill]:
    return list(cut(iter(atoms), column))


def numbered(atoms: list[Atom]) -> dict[int, int]:
    return {id(atom): number for number, atom in enumerate(atoms)}


def in_text(page: PageFill) -> list[Placed]:
    beside = {id(part) for placed in page.atoms for part in placed.atom.side}
    return [placed for placed in page.atoms if id(placed.atom) not in beside]


@st.composite
def paragraphs(draw: st.DrawFn) -> list[Atom]:
    atoms = text(draw(st.integers(1, 9)))
    for atom in atoms:
        for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
            atom.notes.append(note(f"n{id(atom)}-{len(atom.notes)}", draw(st.sampled_from([1, 1, 1, 2, 3, 5]))))
    if draw(st.integers(0, 9)) == 0:
        atoms[0].side.append(Atom(draw(st.floats(10.0, 90.0))))
    return atoms


@st.composite
def strips(draw: st.DrawFn) -> list[Atom]:
    """Headings, paragraphs with notes, boxes, tables, floats and forced breaks in any order."""
    made: list[Atom] = []
    for _ in range(draw(st.integers(0, 14))):
        kind = draw(st.sampled_from("ppppphhbtfgx"))
        if kind == "p":
            made += draw(paragraphs())
        elif kind == "h":
            made.append(heading(level=draw(st.integers(1, 2))))
        elif kind == "b":
            made += boxed(draw(paragraphs()))
        elif kind == "t":
            made += grid(draw(st.integers(1, 30)))
        elif kind == "g":
            table = grid(draw(st.integers(3, 8)))
            table[1].notes.append(note(f"g{id(table)}", 1))
            table[0].floats = len(table)
            made += table
        elif kind == "f":
            made += figure(draw(st.floats(20.0, 250.0)))
        else:
            made.append(Atom(0.0, new_page=True))
    return made


@settings(max_examples=300, deadline=None)
@given(strips())
def test_every_atom_stands_once_and_in_order_but_for_what_floats(atoms):
    number = numbered(atoms)
    placed = [number[id(p.atom)] for page in pages(atoms) for p in in_text(page)]
    assert [n for n, atom in enumerate(atoms) if not atom.new_page] == sorted(placed)
    floating = {n for start, atom in enumerate(atoms) for n in range(start, start + atom.floats)}
    assert [n for n in placed if n not in floating] == sorted(set(placed) - floating)
    assert [n for n in placed if n in floating] == sorted(floating)


@settings(max_examples=300, deadline=None)
@given(strips())
def test_nothing_lies_over_anything_and_no_page_is_overfull(atoms):
    for page in pages(atoms):
        for above, below in pairwise(in_text(page)):
            assert below.top <= above.top - above.atom.height + 0.01
        lowest = page.foot_top + FOOT_GAP - 0.01 if page.foot else PAGE.bottom - 0.01
        for atom, top in page.atoms:
            assert top <= PAGE.top + 0.01
            assert top - atom.height >= lowest


@settings(max_examples=300, deadline=None)
@given(strips())
def test_notes_stand_once_in_order_and_begin_on_the_page_of_their_mark(atoms):
    made = pages(atoms)
    wanted = [id(line) for atom in atoms for mark in atom.notes for line in mark.lines]
    assert wanted == [id(line.atom) for page in made for line in page.foot]
    for page in made:
        here = {id(line.atom) for line in page.foot}
        assert all(id(mark.lines[0]) in here for placed in page.atoms for mark in placed.atom.notes)


@settings(max_examples=200, deadline=None)
@given(strips())
def test_nothing_floats_past_a_heading_or_out_of_its_part(atoms):
    number = numbered(atoms)
    order = [number[id(p.atom)] for page in pages(atoms) for p in in_text(page)]
    at = {n: place for place, n in enumerate(order)}
    for n, atom in enumerate(atoms):
        if atom.opens:
            assert all((at[other] < at[n]) == (other < n) for other in at)


@settings(max_examples=200, deadline=None)
@given(strips())
def test_no_page_ends_with_a_heading_nor_with_one_line_under_it(atoms):
    number = numbered(atoms)
    for page in pages(atoms)[:-1]:
        last = [number[id(p.atom)] for p in in_text(page)][-2:]
        if last and last[-1] + 1 < len(atoms) and not atoms[last[-1] + 1].new_page:
            assert not atoms[last[-1]].opens
            if len(last) == 2 and atoms[last[0]].opens and last[1] == last[0] + 1:
                assert atoms[last[1]].height > 20.0 or atoms[last[1] + 1].opens


# ── columns of notes ─────────────────────────────────────────────────────────────────────────────────────────────────


def columns(*lines: int) -> tuple[int, int]:
    """How many lines stand in either column, of notes with so many lines."""
    made = Atom(14.0, notes=[note(f"n{number}", count) for number, count in enumerate(lines)])
    (page,) = pages([made])
    right = sum(line.shift > 0 for line in page.foot)
    return len(page.foot) - right, right


def test_columns_are_about_equally_long_the_first_no_shorter():
    assert (3, 2) == columns(1, 1, 1, 1, 1)
    assert (4, 4) == columns(3, 1, 2, 2)


def test_a_column_ends_between_two_notes_unless_that_costs_many_lines():
    assert (6, 0) == columns(6)
    assert (5, 2) == columns(5, 2)
    assert (10, 11) == columns(1, 20) or (11, 10) == columns(1, 20)


def test_a_note_that_is_parted_leaves_two_lines_in_either_column():
    for lines in range(10, 40):
        left, right = columns(lines, 1)
        assert (left, right) == (lines, 1) or min(left, right - 1) >= 2


# ── what must end ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_ten_thousand_notes_of_one_line_stand_on_the_pages_that_follow():
    atom = Atom(14.0, notes=[note(f"n{n}", 1) for n in range(10_000)])
    before = time.perf_counter()
    made = pages([atom, *text(5)])
    assert time.perf_counter() - before < 10
    assert 10_000 == sum(len(page.foot) for page in made)
    assert 130 < len(made) < 145


def test_a_note_of_fifty_pages_is_parted_and_text_stands_over_it():
    lines = text(6)
    lines[3].notes.append(note("long", 50 * 70))
    made = pages([*lines, *text(100)])
    assert 3500 == sum(len(page.foot) for page in made)
    assert all(page.atoms for page in made[:10])
    assert len(made) < 75


def test_lines_kept_together_that_no_page_holds_are_parted_where_it_is_full():
    chain = [Atom(14.0, keep=True) for _ in range(200)]
    made = pages(chain)
    assert [28] * 7 + [4] == [len(page.atoms) for page in made]


def test_a_page_lower_than_a_line_holds_one():
    assert [1] * 5 == [len(page.atoms) for page in pages(text(5), PAGE._replace(top=104.0))]
    assert [1] * 5 == [len(page.atoms) for page in pages(text(5), PAGE._replace(top=50.0))]


def test_an_atom_higher_than_a_page_has_one_of_its_own():
    assert [3, 1, 3] == [len(page.atoms) for page in pages([*text(3), Atom(900.0), *text(3)])]


def test_a_box_higher_than_a_page_goes_on_with_its_padding_on_both():
    made = pages(boxed(text(60)))
    assert 3 == len(made)
    for page in made:
        assert PAGE.top - 8.0 == page.atoms[0].top
        assert PAGE.bottom + 8.0 <= page.atoms[-1].top - 14.0


def test_the_head_of_a_table_stands_on_each_of_its_pages():
    made = pages(grid(60))
    assert [0, 1, 1] == [len(page.heads) for page in made]
    assert all(page.heads[0].top == PAGE.top for page in made[1:])


@pytest.mark.parametrize("atoms", [[], [Atom(0.0, new_page=True)] * 3])
def test_nothing_is_one_page(atoms):
    (page,) = pages(atoms)
    assert [] == page.atoms


def test_time_grows_with_the_number_of_pages():
    def seconds(count: int) -> float:
        atoms = [atom for _ in range(count) for atom in [heading(), *text(9), *figure(90.0), *text(7), *grid(5), *boxed(text(4))]]
        before = time.process_time()
        assert len(pages(atoms)) > count
        return time.process_time() - before

    seconds(5)
    assert seconds(200) < 30 * min(seconds(20) for _ in range(3)), "a hundred times as long, were it quadratic"


def test_no_more_than_a_few_pages_are_fetched_before_the_first_is_handed_out():
    fetched = 0

    def coming():
        nonlocal fetched
        for atom in text(3000):
            fetched += 1
            yield atom

    next(cut(coming(), PAGE))
    assert fetched < 28 * 12


# ── what is chosen ───────────────────────────────────────────────────────────────────────────────────────────────────


def free(page: PageFill) -> float:
    """How far the text of a page is from its notes, or from the bottom of the text."""
    low = min(top - atom.height for atom, top in page.atoms)
    return low - (page.foot_top + FOOT_GAP if page.foot else PAGE.bottom)


def test_a_figure_with_a_note_lets_text_without_notes_pass():
    shown = figure(150.0)
    shown[0].notes.append(note("in the caption", 1))
    after = text(30)
    after[12].notes.append(note("in the text", 1))
    first, second, *_ = pages([*text(20), *shown, *after])
    assert 20 + 8 == len(first.atoms)
    assert shown[0] is second.atoms[0].atom
    assert ["in the caption", "in the text"] == [line.atom.anchors[0].identifier for line in second.foot]


def test_no_mark_passes_a_figure_with_a_note():
    shown = figure(150.0)
    shown[0].notes.append(note("in the caption", 1))
    after = text(30)
    after[0].notes.append(note("in the text", 1))
    first, second, *_ = pages([*text(20), *shown, *after])
    assert 20 == len(first.atoms)
    assert shown[0] is second.atoms[0].atom


def test_two_figures_that_follow_each_other_are_both_put_off():
    one, other = figure(120.0), figure(120.0)
    first, second, *_ = pages([*text(22), *one, *other, *text(30)])
    assert 28 == len(first.atoms)
    assert [one[0], other[0]] == [second.atoms[0].atom, second.atoms[3].atom]


def test_a_foot_is_brought_down_by_the_spaces_over_headings():
    parts = [part for _ in range(8) for part in (heading(), *text(6))]
    first, *_ = pages(parts)
    assert abs(free(first)) < 0.01 or free(first) > 15.0


def test_a_rigid_strip_keeps_its_spaces():
    parts = [part for _ in range(8) for part in (heading(), *text(6))]
    for page in pages(parts, PAGE._replace(rigid=True)):
        gaps = {round(above.top - above.atom.height - below.top, 2) for above, below in pairwise(page.atoms)}
        assert {0.0, 3.0, 12.0} >= gaps


def test_a_note_is_parted_only_where_it_must_with_two_lines_on_either_page():
    lines = text(40)
    lines[20].notes.append(note("long", 40))
    first, second = pages(lines)[:2]
    assert len(first.foot) >= 2
    assert not second.foot or len(second.foot) >= 2


def test_a_hole_before_a_box_is_spread_over_the_pages_before_it():
    atoms = [part for _ in range(12) for part in text(5)] + boxed(text(10)) + text(20)
    for atom in atoms[60:69]:
        atom.keep = True
    made = pages(atoms)
    assert max(free(page) for page in made[:-1]) < 100.0


# ── beside the text ──────────────────────────────────────────────────────────────────────────────────────────────────


def beside(page: PageFill) -> list[Placed]:
    parts = {id(part) for placed in page.atoms for part in placed.atom.side}
    return [placed for placed in page.atoms if id(placed.atom) in parts]


def test_what_stands_in_the_margin_begins_with_its_line_and_below_what_is_there():
    lines = text(12)
    lines[2].side, lines[4].side = [Atom(60.0)], [Atom(30.0)]
    (page,) = pages(lines)
    one, other = beside(page)
    assert page.atoms[2].top == one.top
    assert one.top - 60.0 > other.top > one.top - 60.0 - 20.0


def test_what_would_end_under_the_text_stands_higher():
    lines = text(28)
    lines[27].side = [Atom(90.0)]
    (page,) = pages(lines)
    (only,) = beside(page)
    assert pytest.approx(PAGE.bottom) == only.top - 90.0


def test_what_is_wide_begins_below_the_margin():
    lines = text(2)
    lines[0].side = [Atom(100.0)]
    (page,) = pages([*lines, *grid(4)])
    (only,) = beside(page)
    head = page.atoms[2]
    assert head.atom.wide
    assert head.top < only.top - 100.0


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 8), st.floats(0.0, 120.0), st.booleans()), max_size=12))
def test_nothing_in_the_margin_lies_over_anything(parts):
    atoms: list[Atom] = []
    for lines, side, wide in parts:
        made = text(lines)
        if side:
            made[0].side = [Atom(side)]
        atoms += [*made, *(grid(3) if wide else [])]
    for page in pages(atoms):
        spans = [(p.top, p.top - p.atom.height) for p in page.atoms if p.atom.wide or p in beside(page)]
        for (_, low), (high, _) in pairwise(sorted(spans, reverse=True)):
            assert high <= low + 3.0, "spaces that shrink may take a little of the gap"
