"""Nothing leaves its frame, whatever an author puts into a block."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.layout import paginate
from briefgen.layout.pages import Element, GlyphRun, Layout, Rule
from briefgen.model import tree
from briefgen.model.house import Length
from briefgen.model.role import Role
from pagination import ENGLISH, META, cell, elements, heading, paragraph, style, table, texts

ENDLESS = "w" * 500
HANGS = 6.0
"""Points by which punctuation may hang over the edge of its measure."""


def outside(layout: Layout) -> list[str]:
    """What is painted beyond the frame between the margins, by more than hanging punctuation is, or beyond the page."""
    page = style().page
    left, right = page.margin_left.pt - HANGS, layout.pages[0].width - page.margin_right.pt + HANGS
    found = []
    for number, made in enumerate(layout.pages):
        for item in (item for layer in made.layers if layer.kind == "layout" for item in layer.items):
            if isinstance(item, GlyphRun):
                glyphs = item.glyphs[:-1] if item.glyphs and item.glyphs[-1].text.isspace() else item.glyphs
                x0, x1, y = item.x, item.x + sum(glyph.advance for glyph in glyphs) * item.size / 1000, item.y
                said = "".join(glyph.text for glyph in item.glyphs)
            elif isinstance(item, Rule):
                x0, x1, y, said = min(item.x0, item.x1), max(item.x0, item.x1), item.y0, "a rule"
            else:
                x0, x1, y, said = item.x, item.x + item.width, item.y, type(item).__name__
            if x0 < left or x1 > right or not 30 < y < made.height - 20:
                found.append(f"page {number + 1}: {said[:30]!r} from {x0:.0f} to {x1:.0f} at {y:.0f}")
    return found


def laid(*blocks: tree.Block) -> Layout:
    return paginate(tree.Document(META, (heading(1, "One"), *blocks, paragraph("The end."))), style()).value


def nested(depth: int, *, ordered: bool) -> tree.Block:
    kind = tree.OrderedList if ordered else tree.BulletList
    made: tree.Block = paragraph(ENGLISH[:120])
    for _ in range(depth):
        made = kind((tree.ListItem((paragraph("Level"), made)),))
    return made


def quoted(depth: int) -> tree.Block:
    made: tree.Block = paragraph(ENDLESS)
    for _ in range(depth):
        made = tree.BlockQuote((made,))
    return made


ABSURD = {
    "a word of 500 letters in a cell": table([[ENDLESS, "b"]]),
    "a word of 500 letters in a head": table([["a", "b"]], head=(ENDLESS, "Two")),
    "forty columns": table([[f"{n}.5" for n in range(40)]] * 3, head=[f"Head {n}" for n in range(40)]),
    "forty columns of words": table([["considerable"] * 40] * 3, head=["Consideration"] * 40),
    "a cell higher than a page": table([[ENGLISH * 40, "b"]]),
    "a head higher than a page": table([["a", "b"]], head=(ENGLISH * 40, "Two")),
    "lists 30 levels deep": nested(30, ordered=True),
    "bullets 30 levels deep": nested(30, ordered=False),
    "a list that begins at a billion": tree.OrderedList((tree.ListItem((paragraph(ENGLISH),)),) * 2, start=999_999_998),
    "quotations 30 levels deep": quoted(30),
    "code without a space": tree.CodeBlock("x" * 700 + "\n\tindented " + "y " * 300),
    "code in a cell": tree.Table((), (), (tree.Row((tree.Cell((tree.CodeBlock("z" * 300),)), cell("b"))),)),
    "a box in a box in a cell": tree.Table(
        (),
        (),
        (
            tree.Row(
                (
                    tree.Cell(
                        (tree.Callout(tree.CalloutKind.NOTE, (tree.Callout(tree.CalloutKind.NOTE, (paragraph(ENDLESS),)),)),)
                    ),
                    *[cell("b")] * 9,
                )
            ),
        ),
    ),
    "a table in a cell of a table": tree.Table((), (), (tree.Row((tree.Cell((table([[ENGLISH, "2"]]),)), cell(ENGLISH))),)),
    "a term of 500 letters": tree.DefinitionList((tree.Definition(texts(ENDLESS), ((paragraph(ENDLESS),),)),)),
    "a heading of 500 letters": heading(1, ENDLESS, "endless"),
    "a call-out in the margin": tree.Callout(tree.CalloutKind.MARGIN, (paragraph(ENDLESS, role=Role.MARGIN_NOTE),), ENDLESS),
    "a judgment numbered 100000": tree.Judgment((paragraph(ENGLISH, role=Role.JUDGMENT),), number=100_000, label="100000"),
}


@pytest.mark.parametrize("name", ABSURD)
def test_nothing_leaves_the_frame(name):
    assert [] == outside(laid(paragraph(ENGLISH), ABSURD[name], paragraph(ENGLISH)))


def test_a_table_of_a_hundred_columns_is_a_finding_and_stays_inside():
    wide = table([["considerable"] * 100] * 2, head=["Head"] * 100)
    outcome = paginate(tree.Document(META, (wide,)), style())
    assert "table-too-wide" in [finding.code for finding in outcome.diagnostics]
    assert [] == outside(outcome.value)


def spanning(rows: int, text: str) -> tree.Table:
    first = tree.Row((tree.Cell((paragraph("Group", role=Role.TABLE_CELL),), rows=rows), cell(text)))
    return tree.Table((), (), (first, *[tree.Row((cell(text),))] * (rows - 1)))


@pytest.mark.parametrize(("rows", "text"), [(3, "short"), (40, ENGLISH), (200, "short")])
def test_rows_that_a_cell_binds_stay_inside_even_where_no_page_holds_them(rows, text):
    assert [] == outside(laid(spanning(rows, text)))


LETTER = replace(style().page, width=Length.from_pt(612), height=Length.from_pt(792))


@pytest.mark.parametrize("page", [style().page, LETTER], ids=["a4", "letter"])
@pytest.mark.parametrize("language", ["en-US", "fa"])
@pytest.mark.parametrize(
    ("title", "subtitle", "details", "entries"),
    [
        ("A title", "", 1, 0),
        ("A title " * 60, "A subtitle " * 80, 3, 9),
        (ENDLESS, ENDLESS, 40, 12),
        ("A title", "Sub", 2, 60),
        ("", "", 0, 1),
    ],
)
def test_nothing_on_a_cover_leaves_it_or_lies_over_anything(page, language, title, subtitle, details, entries):
    listed = tuple(tree.ContentsEntry(texts(f"Heading {n}"), 1, f"h{n}") for n in range(entries))
    roles = ((title, Role.COVER_TITLE), (subtitle, Role.COVER_SUBTITLE), ("An Institute", Role.COVER_ORGANISATION))
    parts = [paragraph(text, role=role) for text, role in roles if text]
    parts += [paragraph(f"Detail {n}", role=Role.COVER_DETAIL) for n in range(details)]
    blocks = (tree.Cover((*parts, tree.Contents(listed, depth=1))), *(heading(1, f"Heading {n}", f"h{n}") for n in range(entries)))
    layout = paginate(tree.Document(replace(META, language=language), blocks), replace(style(), page=page)).value
    lines = sorted(
        {
            (round(item.y, 1), item.size, item.x > page.width.pt / 2)
            for layer in layout.pages[0].layers
            for item in layer.items
            if isinstance(item, GlyphRun) and layer.kind == "layout" and item.glyphs
        }
    )
    assert all(40 < y < page.height.pt - 40 for y, _, _ in lines)
    for side in (False, True):
        heights = [(y, size) for y, size, is_right in lines if is_right is side]
        for (low, _), (high, size) in pairwise(heights):
            assert high - low > 0.6 * size or high == low


def test_contents_that_would_fill_a_cover_stand_on_the_page_after_it():
    listed = tuple(tree.ContentsEntry(texts(f"Heading {n}"), 1, f"h{n}") for n in range(60))
    blocks = (
        tree.Cover((paragraph("T", role=Role.COVER_TITLE), tree.Contents(listed, depth=1))),
        *(heading(1, f"Heading {n}", f"h{n}") for n in range(60)),
    )
    layout = paginate(tree.Document(META, blocks), style()).value
    assert [] == layout.pages[0].annotations
    assert 60 == len(layout.pages[1].annotations) + len(layout.pages[2].annotations)


SPANS = st.tuples(st.integers(1, 4), st.integers(1, 4), st.sampled_from(["", "word", "1,234.5", ENGLISH[:90], "w" * 60]))


@settings(max_examples=25)
@given(st.lists(st.lists(SPANS, max_size=6), max_size=7), st.integers(0, 2))
def test_cells_that_span_anything_make_a_regular_table_inside_its_frame(rows, heads):
    made = tuple(tree.Row(tuple(tree.Cell(cell(text).children, columns, down) for columns, down, text in row)) for row in rows)
    layout = laid(tree.Table((), made[:heads], made[heads:], row_heads=True))
    assert [] == outside(layout)
    for part in ("THead", "TBody", "Table"):
        for element in (one for one in elements(layout.root, part) if any(child.tag == "TR" for child in element_children(one))):
            assert 1 == len(set(widths_of(element)))


def element_children(element: Element) -> list[Element]:
    return [child for child in element.children if isinstance(child, Element)]


def widths_of(part: Element) -> list[int]:
    """How many columns each row takes, those included that cells above reach down into."""
    found, reaching = [], list[tuple[int, int]]()
    for row in (child for child in element_children(part) if child.tag == "TR"):
        here = [*reaching, *((one.columns, one.rows) for one in element_children(row))]
        found.append(sum(columns for columns, _ in here))
        reaching = [(columns, down - 1) for columns, down in here if down > 1]
    return found
