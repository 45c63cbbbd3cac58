from __future__ import annotations

from dataclasses import fields

import pytest

from briefgen.model import tree
from briefgen.model.walk import children, node_fields, plain_text, rewrite, rewrite_all, walk
from specimen import specimen


def text(words: str) -> tree.Text:
    return tree.Text(words)


def paragraph(*inlines: tree.Inline) -> tree.Paragraph:
    return tree.Paragraph(inlines)


NOTE = tree.Note((paragraph(text("In the note.")),))
TABLE = tree.Table(
    columns=(tree.Column(),),
    head=(tree.Row((tree.Cell((paragraph(text("head")),)),)),),
    body=(tree.Row((tree.Cell((paragraph(text("body")),)),)),),
    caption=(text("caption"),),
)


def words(nodes: tree.Node | tuple[tree.Node, ...]) -> list[str]:
    return [node.text for node in walk(nodes) if isinstance(node, tree.Text)]


def test_walking_meets_parents_before_children_and_a_note_where_its_mark_stands():
    block = paragraph(text("Before"), NOTE, text("after."))

    kinds = [type(node).__name__ for node in walk(block)]

    assert ["Paragraph", "Text", "Note", "Paragraph", "Text", "Text"] == kinds
    assert ["Before", "In the note.", "after."] == words(block)


def test_a_caption_is_met_before_its_table_because_it_is_printed_over_it():
    assert ["caption", "head", "body"] == words(TABLE)


def test_the_definitions_of_a_term_which_are_runs_of_runs_are_met_in_order():
    listed = tree.DefinitionList((tree.Definition((text("term"),), ((paragraph(text("one")),), (paragraph(text("two")),))),))

    assert ["term", "one", "two"] == words(listed)


def test_children_are_only_the_nodes_directly_inside():
    assert [text("a"), tree.Emphasis((text("b"),))] == list(children(paragraph(text("a"), tree.Emphasis((text("b"),)))))


def test_every_kind_of_node_that_can_hold_others_is_walked():
    document = specimen()
    held = {type(node) for node in walk(document.blocks)}
    can_hold = {kind for kind in held if any(str(f.type).startswith("tuple[") and "str" not in str(f.type) for f in fields(kind))}

    reached = {type(parent) for parent in walk(document.blocks) if any(True for _ in children(parent))}

    assert can_hold - {tree.Cite} <= reached | {tree.Contents}


def test_rewriting_changes_children_before_parents_and_keeps_the_original():
    block = paragraph(tree.Strong((text("loud"),)))
    seen: list[str] = []

    def shout(node: tree.Node) -> tree.Node:
        seen.append(type(node).__name__)
        return tree.Text(node.text.upper()) if isinstance(node, tree.Text) else node

    assert paragraph(tree.Strong((text("LOUD"),))) == rewrite(block, shout)
    assert ["Text", "Strong"] == seen
    assert paragraph(tree.Strong((text("loud"),))) == block


def test_rewriting_to_nothing_removes_and_to_several_puts_all_in_place():
    def double_or_drop(node: tree.Node) -> tree.Node | tuple[tree.Node, ...]:
        if isinstance(node, tree.LineBreak):
            return ()
        return (node, node) if isinstance(node, tree.Text) else node

    assert paragraph(text("a"), text("a")) == rewrite(paragraph(text("a"), tree.LineBreak()), double_or_drop)


def test_what_does_not_change_is_shared_and_not_copied():
    document = specimen()

    assert document.blocks is rewrite_all(document.blocks, lambda node: node)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (paragraph(text("a"), tree.SoftBreak(), text("b")), "a b"),
        (paragraph(text("a"), tree.LineBreak(), text("b")), "a\nb"),
        (paragraph(text("see"), NOTE), "see"),
        (paragraph(tree.Image("a map", "map.png")), "a map"),
        (tree.CodeBlock("x = 1"), "x = 1"),
        (tree.Span((text("متن"),), tree.Attributes(pairs=(("lang", "fa"),))), "متن"),
    ],
)
def test_plain_text_is_what_a_reader_sees(node, expected):
    assert expected == plain_text(node)


def test_plain_text_has_the_notes_when_asked():
    assert "seeIn the note." == plain_text(paragraph(text("see"), NOTE), notes=True)


def test_plain_text_parts_blocks_by_a_line_end():
    assert "one\ntwo" == plain_text((paragraph(text("one")), paragraph(text("two"))))


# ── where nodes stand in nodes ───────────────────────────────────────────────────────────────────────────────────────

FIELDS = {
    "BlockQuote": ("children", "attribution"),
    "BulletList": ("items",),
    "Callout": ("children", "particulars"),
    "Cell": ("children",),
    "Chronology": ("children",),
    "Cite": ("children",),
    "Code": (),
    "CodeBlock": (),
    "Contents": ("heading", "entries"),
    "ContentsEntry": ("children",),
    "Cover": ("children",),
    "Definition": ("term", "definitions"),
    "DefinitionList": ("items",),
    "Div": ("children",),
    "Emphasis": ("children",),
    "Figure": ("caption", "source"),
    "Heading": ("children",),
    "Image": (),
    "Judgment": ("children",),
    "LineBreak": (),
    "Link": ("children",),
    "ListItem": ("children",),
    "Note": ("children",),
    "OrderedList": ("items",),
    "PageBreak": (),
    "Panel": ("children",),
    "Paragraph": ("children",),
    "Particular": ("children",),
    "ReferenceEntry": ("label", "children"),
    "ReferenceList": ("entries",),
    "Row": ("cells",),
    "Section": ("children",),
    "SmallCaps": ("children",),
    "SoftBreak": (),
    "Span": ("children",),
    "Strikeout": ("children",),
    "Strong": ("children",),
    "Subscript": ("children",),
    "Superscript": ("children",),
    "Table": ("caption", "head", "body", "source"),
    "Text": (),
    "ThematicBreak": (),
}


def test_the_fields_of_every_node_that_hold_nodes_are_known():
    kinds = [kind for kind in vars(tree).values() if isinstance(kind, type) and issubclass(kind, tree.Node)]

    assert FIELDS == {kind.__name__: node_fields(kind) for kind in kinds if kind is not tree.Node}
