"""Whatever a document holds, it is laid out, in time, and nothing leaves the page."""

from __future__ import annotations

import functools

import pytest

from briefgen.layout.pages import Rectangle
from briefgen.model import tree
from briefgen.model.role import Role
from pagination import ENGLISH, end_of, heading, note, outcome, paragraph, runs, table, texts


def nested_lists(depth: int) -> tree.Block:
    block: tree.Block = paragraph("The deepest words of all")
    for level in range(depth):
        block = tree.BulletList((tree.ListItem((paragraph(f"Level {level}"), block)),))
    return block


def wrapped(depth: int, wrap) -> tree.Block:
    return functools.reduce(lambda block, _: wrap(block), range(depth), paragraph("Inside"))


HOSTILE: dict[str, tuple[tree.Block, ...]] = {
    "sixty lists in one another": (nested_lists(60),),
    "fifty quotations in one another": (wrapped(50, lambda block: tree.BlockQuote((block,))),),
    "twenty boxes in one another": (wrapped(20, lambda block: tree.Callout(tree.CalloutKind.CALLOUT, (block,), "Box")),),
    "nothing but headings": tuple(heading(1 + n % 6, f"Heading {n}", f"h{n}") for n in range(300)),
    "a table of two thousand rows": (table([[f"row {n}", "value"] for n in range(2000)]),),
    "twenty thousand words without a full stop": (paragraph("lorem ipsum representative of " * 5000),),
    "the same, ragged": (paragraph("lorem ipsum representative of " * 5000, role=Role.LEAD),),
    "a megabyte of spaces": (paragraph(" " * 1_000_000 + "a"),),
    "a thousand notes and no space": (paragraph(*[note("a") for _ in range(1000)]),),
    "notes in notes in notes": (paragraph("a", note("b", note("c", note("d", note("e"))))),),
    "Persian without a space": (paragraph("ایران" * 3000),),
    "ideographs that no font has": (paragraph("中文字符很长的一行" * 100),),
    "marks of direction and joiners": (paragraph("👩‍👩‍👧 \u202e reversed \u2066 iso \u2069 \u200f\u200e\u200d\u200c 🇮🇷 \ufeff"),),
    "combining marks without a letter": (paragraph("\u0301" * 500 + " a" + "\u0301" * 500),),
    "code of long rows": (tree.CodeBlock("\n".join("y" * (n % 300) for n in range(300))),),
    "judgments over many pages": (
        tree.Panel(tuple(tree.Judgment((paragraph(ENGLISH * 5),), number=n, label=str(n)) for n in range(1, 30))),
    ),
    "line breaks and nothing else": (tree.Paragraph((tree.LineBreak(),) * 300),),
    "blocks without anything in them": (
        tree.Paragraph(()),
        tree.Heading(1, ()),
        tree.BulletList(()),
        tree.BulletList((tree.ListItem(()),)),
        tree.DefinitionList((tree.Definition((), ((),)),)),
        tree.BlockQuote(()),
        tree.CodeBlock(""),
        tree.Table((), (), (tree.Row(()),)),
        tree.Judgment((), number=1),
        tree.Callout(tree.CalloutKind.CALLOUT, ()),
        tree.Callout(tree.CalloutKind.CALLOUT, (), "Label"),
        tree.Panel(()),
        tree.Contents(()),
        tree.ReferenceList(()),
        tree.Section("a", ()),
        tree.Paragraph((tree.Note(()), tree.Span(()), tree.Link((), "https://example.org"), tree.Cite(()))),
    ),
    "an empty cover": (tree.Cover(()),),
    "a cover with everything": (
        tree.Cover((table([["a", "b"]]), tree.BulletList((tree.ListItem((paragraph("c"),)),)), heading(1, "T"))),
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_leaves_the_page(name):
    layout = outcome(*HOSTILE[name]).value
    assert layout.pages
    for page in layout.pages:
        for run in runs(page):
            assert 0 <= run.x, name
            assert end_of(run) <= page.width
            assert 0 < run.y < page.height


def test_furniture_that_is_too_long_is_made_to_fit():
    meta = tree.Meta("T" * 3000, marking="M" * 300, series="S" * 400, running_title="word " * 900)
    (page,) = outcome(paragraph("Text."), meta=meta).value.pages
    for run in runs(page):
        assert 0 <= run.x < end_of(run) <= page.width
    for layer in page.layers:
        assert all(0 <= item.x and item.x + item.width <= page.width for item in layer.items if isinstance(item, Rectangle))


def test_inlines_in_one_another_are_set():
    inlines = functools.reduce(lambda inner, _: (tree.Emphasis(inner),), range(150), texts("Deep"))
    assert outcome(tree.Paragraph(inlines)).value.pages
