"""Whatever the tree says is in the file, in the same order, and the file is one that Word opens."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_reading import MANIFEST, Word, faults, text_of, written

import specimen
from briefgen.model import tree
from briefgen.model.characters import printable
from briefgen.model.role import Role
from briefgen.model.tree import Attributes, Text
from briefgen.model.walk import plain_text, walk
from briefgen.writers.docx import write
from houses import shipped_house

letters = st.text(
    st.one_of(st.characters(codec="utf-8", exclude_categories=["Cs"]), st.sampled_from("abc \u00ad\u2011<&>\"'\tایرانЁ\u200c")),
    min_size=1,
    max_size=12,
).filter(lambda text: printable(text) and "\r" not in text)
names = st.text("ab-7é", min_size=1, max_size=50)
attributes = st.builds(Attributes, st.just("") | names, st.just(()), st.sampled_from([(), (("lang", "fa"),), (("lang", "ru"),)]))


def plain_inlines(children: st.SearchStrategy) -> st.SearchStrategy:
    inside = st.lists(children, max_size=3).map(tuple)
    wraps = [tree.Emphasis, tree.Strong, tree.Strikeout, tree.Superscript, tree.Subscript, tree.SmallCaps]
    targets = st.sampled_from(["https://example.org/ä b?c=1", "mailto:a@example.org", "javascript:x", "http://[", "#nowhere"])
    return st.one_of(
        *(inside.map(wrap) for wrap in wraps),
        st.builds(tree.Link, inside, targets | names.map("#{}".format), st.just("") | letters),
        st.builds(tree.Span, inside, attributes),
    )


leaves = st.builds(Text, letters) | st.builds(tree.Code, letters) | st.just(tree.SoftBreak()) | st.just(tree.LineBreak())
words = st.recursive(leaves, plain_inlines, max_leaves=5)
notes = st.builds(
    lambda children: tree.Note((tree.Paragraph(tuple(children), Role.NOTE),)), st.lists(words, min_size=1, max_size=2)
)
inlines = st.lists(words | notes, max_size=4).map(tuple)
paragraphs = st.builds(tree.Paragraph, inlines, st.sampled_from([Role.BODY, Role.LEAD, Role.CALLOUT, Role.QUOTE]))


def containers(children: st.SearchStrategy) -> st.SearchStrategy:
    inside = st.lists(children, max_size=3).map(tuple)
    items = st.lists(st.builds(tree.ListItem, inside, st.sampled_from([None, None, True, False])), min_size=1, max_size=3).map(
        tuple
    )
    cells = st.builds(tree.Cell, inside, st.integers(1, 2))
    rows = st.lists(st.builds(tree.Row, st.lists(cells, max_size=3).map(tuple)), max_size=2).map(tuple)
    kinds = st.sampled_from(list(tree.CalloutKind))
    return st.one_of(
        st.builds(tree.BulletList, items, st.booleans()),
        st.builds(tree.OrderedList, items, st.integers(0, 9), st.sampled_from(".)"), st.booleans()),
        st.builds(tree.BlockQuote, inside),
        st.builds(tree.Div, inside, attributes),
        st.builds(tree.Callout, kinds, inside, st.just("Label"), names),
        st.builds(tree.Judgment, inside, number=st.integers(0, 3), identifier=names),
        st.builds(tree.Panel, inside),
        st.builds(
            tree.Table, st.lists(st.builds(tree.Column), max_size=3).map(tuple), rows, rows, inlines, row_heads=st.booleans()
        ),
    )


simple = st.one_of(
    paragraphs,
    st.builds(tree.Heading, st.integers(1, 8), inlines, names, st.just("") | st.just("4.2")),
    st.builds(tree.CodeBlock, letters),
    st.just(tree.ThematicBreak()),
    st.just(tree.PageBreak()),
)
blocks = st.lists(st.recursive(simple, containers, max_leaves=6), max_size=5).map(tuple)


def said(nodes: tuple[tree.Node, ...]) -> str:
    """What is printed, notes left out, with the labels that the writer prints of its own accord."""
    parts = []
    for node in nodes:
        match node:
            case tree.Callout():
                parts.append(f"{node.label}{said(node.children)}")
            case tree.Judgment():
                numbered = str(node.number) if node.number else ""
                parts.append(f"{numbered}{said(node.children)}")
            case tree.Heading():
                number = f"{node.number}\u2002" if node.number else ""
                parts.append(number + plain_text(node))
            case tree.Table():
                rows = [cell for row in (*node.head, *node.body) for cell in row.cells]
                parts.append(plain_text(node.caption) + said(tuple(rows)))
            case tree.BulletList() | tree.OrderedList():
                parts.append(said(node.items))
            case tree.Paragraph() | tree.CodeBlock():
                parts.append(plain_text(node))
            case tree.BlockQuote() | tree.Div() | tree.Panel() | tree.ListItem() | tree.Cell():
                parts.append(said(node.children))
    return "".join(parts)


def squeezed(text: str) -> str:
    """Without line ends: a paragraph's edge and a forced line are told apart elsewhere."""
    return printable(text).replace("\n", "")


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(blocks)
def test_every_word_is_in_the_file_in_the_order_of_the_tree(generated):
    word = written(*generated)

    assert [] == faults(word)
    assert squeezed(said(generated)) == squeezed("".join(word.texts()))
    found = [node for node in walk(generated) if isinstance(node, tree.Note)]
    shown = ["".join(text_of(part) for part in note).removeprefix("\t") for note in word.footnotes.values()]
    assert [squeezed(plain_text(note.children)) for note in found] == list(map(squeezed, shown))


def test_the_specimen_is_without_fault():
    assert [] == faults(Word(write(specimen.specimen(), shipped_house().style, MANIFEST)))


def test_a_forced_new_line_stays_in_its_paragraph():
    word = written(tree.Paragraph((Text("one"), tree.LineBreak(), Text("two"))))

    assert ["one\ntwo"] == word.texts()


def test_what_no_document_can_hold_is_replaced_and_nothing_else():
    word = written(tree.Paragraph((Text("a\x00b\x0bc\ufffe\ud800d\u200c\u202e e"),)))

    assert ["a\ufffdb c\ufffd\ufffdd\u200c\u202e e"] == word.texts()


def test_an_empty_document_is_still_a_document():
    word = written()

    assert ["p", "sectPr"] == [child.tag.rpartition("}")[2] for child in word.body]
    assert [] == faults(word)
