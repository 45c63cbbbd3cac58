from __future__ import annotations

from word_reading import Word, faults, qualified, style_of, value, written

from briefgen.model import tree
from briefgen.model.tree import Text
from specimen import paragraph


def item(*blocks, checked=None):
    return tree.ListItem(blocks, checked)


def number_of(paragraph):
    return value(paragraph, "w:pPr/w:numPr/w:numId"), value(paragraph, "w:pPr/w:numPr/w:ilvl")


def starts(word: Word):
    """Where each numbered list of the document begins: instance → (level, start)."""
    found = {}
    for num in word.xml("word/numbering.xml").iter(qualified("w:num")):
        for override in num.iter(qualified("w:lvlOverride")):
            found[num.get(qualified("w:numId"))] = (override.get(qualified("w:ilvl")), value(override, "w:startOverride"))
    return found


def test_each_numbered_list_begins_where_its_author_began_it():
    word = written(
        tree.OrderedList((item(paragraph("a")), item(paragraph("b")))),
        tree.OrderedList((item(paragraph("c")),), start=4, delimiter=")"),
    )
    a, b, c = (number_of(word.paragraph(text)) for text in "abc")

    assert a == b != c
    assert [("0", "1"), ("0", "4")] == [starts(word)[a[0]], starts(word)[c[0]]]


def test_bullets_are_a_style_and_nothing_by_hand():
    word = written(tree.BulletList((item(paragraph("a"), tree.BulletList((item(paragraph("b")),))), item(paragraph("c")))))

    assert ["ListBullet", "ListBullet2"] == [style_of(word.paragraph(text)) for text in "ab"]
    assert ["pStyle"] == [child.tag.rpartition("}")[2] for child in word.paragraph("a").find(qualified("w:pPr"))]


def test_the_styles_of_lists_and_their_definitions_name_each_other():
    word = written()
    for level in word.xml("word/numbering.xml").iter(qualified("w:lvl")):
        style = value(level, "w:pStyle")
        if style:
            said = word.styles[style]
            definition = level.getparent().get(qualified("w:abstractNumId"))
            assert (definition, level.get(qualified("w:ilvl"))) == (
                value(said, "w:pPr/w:numPr/w:numId"),
                value(said, "w:pPr/w:numPr/w:ilvl") or "0",
            )


def test_the_last_item_has_the_space_of_a_paragraph_after_it():
    inner = tree.BulletList((item(paragraph("c")), item(paragraph("d"))))
    word = written(tree.BulletList((item(paragraph("a")), item(paragraph("b"), inner))), paragraph("after"))
    spaces = {text: value(word.paragraph(text), "w:pPr/w:spacing", "w:after") for text in "abcd"}

    assert {"a": None, "b": None, "c": None, "d": "140"} == spaces


def test_items_of_a_loose_list_stand_apart():
    word = written(tree.BulletList((item(paragraph("a"), paragraph("b")), item(paragraph("c"))), tight=False))

    assert ["140"] * 3 == [value(word.paragraph(text), "w:pPr/w:spacing", "w:after") for text in "abc"]
    assert "ListContinue" == style_of(word.paragraph("b"))


def test_a_task_has_a_box():
    word = written(tree.BulletList((item(paragraph("done"), checked=True), item(paragraph("open"), checked=False))))
    marks = {}
    numbering = word.xml("word/numbering.xml")
    for text in ("done", "open"):
        number = number_of(word.paragraph(text))[0]
        instance = next(n for n in numbering.iter(qualified("w:num")) if n.get(qualified("w:numId")) == number)
        wanted = value(instance, "w:abstractNumId")
        definition = next(a for a in numbering if a.get(qualified("w:abstractNumId")) == wanted)
        marks[text] = value(definition, "w:lvl/w:lvlText")

    assert {"done": "☑", "open": "☐"} == marks


def test_a_list_in_a_cell_keeps_the_look_of_the_cell():
    listed = tree.BulletList((item(paragraph("x")),))
    word = written(tree.Table((tree.Column(),), (), (tree.Row((tree.Cell((listed,)),)),)))

    assert "BriefTableCell" == style_of(word.paragraph("x"))
    assert ("1", "0") == number_of(word.paragraph("x"))


def test_a_list_inside_a_quotation_is_indented_with_it():
    word = written(tree.BlockQuote((tree.BulletList((item(paragraph("x")),)),)))

    assert str(360 + 360) == value(word.paragraph("x"), "w:pPr/w:ind", "w:left")


def test_an_item_without_text_of_its_own_still_has_its_mark():
    word = written(tree.BulletList((item(tree.CodeBlock("x")), item())))
    first, *_ = word.body.iter(qualified("w:p"))

    assert "ListBullet" == style_of(first)
    assert ["x"] == word.texts()


def test_lists_nine_and_more_deep_stay_within_words_levels():
    block = tree.BulletList((item(paragraph("deepest")),))
    for _ in range(11):
        block = tree.OrderedList((item(paragraph("x"), block),))
    word = written(block)

    assert "8" == number_of(word.paragraph("deepest"))[1]
    assert [] == faults(word)


def test_terms_and_definitions_have_styles_of_their_own():
    definition = tree.Definition((Text("Term"),), ((paragraph("Meaning."), tree.CodeBlock("x")), (paragraph("Another."),)))
    word = written(tree.DefinitionList((definition,)))

    assert ["Term", "Meaning.", "x", "Another."] == word.texts()
    assert ["BriefDefinitionTerm", "BriefDefinition", "BriefCodeBlock", "BriefDefinition"] == [
        style_of(p) for p in word.body.iter(qualified("w:p"))
    ]
