from __future__ import annotations

from word_reading import faults, qualified, style_of, text_of, value, written

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.tree import Text
from specimen import cell, note, paragraph


def test_notes_are_native_and_in_the_order_of_their_marks():
    word = written(paragraph("One", note(1, "First."), " two", note(2, "Second."), "."))

    assert ["1", "2"] == [mark.get(qualified("w:id")) for mark in word.body.iter(qualified("w:footnoteReference"))]
    assert ["\tFirst.", "\tSecond."] == [text_of(n) for n in word.footnotes.values()]
    assert {"FootnoteText"} == {style_of(p) for n in word.footnotes.values() for p in n}


def test_a_number_that_is_not_the_next_is_written_out():
    """Word counts by itself; the tree's number wins, and the notes after it are counted on."""
    word = written(paragraph("a", note(1, "x"), note(7, "y"), note(2, "z")))
    custom = [m.get(qualified("w:customMarkFollows")) for m in word.body.iter(qualified("w:footnoteReference"))]

    assert [None, "1", None] == custom
    assert ["a7"] == word.texts()
    assert ["\tx", "7\ty", "\tz"] == [text_of(n) for n in word.footnotes.values()]


def test_a_note_can_stand_in_a_list_a_table_a_caption_and_a_heading():
    item = tree.BulletList((tree.ListItem((paragraph("item", note(2, "in a list")),)),))
    row = (tree.Row((cell("cell", note(4, "in a cell")),)),)
    table = tree.Table((tree.Column(),), (), row, caption=(Text("Caption"), note(3, "in a caption")), number=1)
    word = written(tree.Heading(1, (Text("Heading"), note(1, "in a heading"))), item, table)

    assert [f"\tin a {place}" for place in ("heading", "list", "caption", "cell")] == [text_of(n) for n in word.footnotes.values()]
    assert [] == faults(word)


def test_a_link_in_a_note_belongs_to_the_notes_part():
    word = written(paragraph("a", note(1, "see ", tree.Link((Text("here"),), "https://example.org/note"))))
    targets = {r.get("Target") for r in word.relationships("word/footnotes.xml").values()}

    assert {"https://example.org/note"} == targets
    assert [] == faults(word)


def test_a_note_of_several_blocks_numbers_only_the_first():
    code = tree.Note((paragraph("One.", role=Role.NOTE), paragraph("Two.", role=Role.NOTE), tree.CodeBlock("x = 1")), 1)
    inside = next(iter(written(paragraph("a", code)).footnotes.values()))

    assert ["\tOne.", "Two.", "x = 1"] == [text_of(p) for p in inside]
    assert 1 == len(list(inside.iter(qualified("w:footnoteRef"))))
    assert [None, "0"] == [value(p, "w:pPr/w:ind", "w:firstLine") for p in inside][:2]


def test_a_note_that_begins_with_a_list_still_has_its_number_first():
    listed = tree.Note((tree.BulletList((tree.ListItem((paragraph("item"),)),)),), 1)
    word = written(paragraph("a", listed))
    inside = next(iter(word.footnotes.values()))

    assert ["\t", "item"] == [text_of(p) for p in inside]
    assert [] == faults(word)


def test_a_note_inside_a_note_is_said_in_its_place():
    word = written(paragraph("a", note(1, "outer", note(2, "inner"), ".")))

    assert ["\touter (inner)."] == [text_of(n) for n in word.footnotes.values()]
    assert [] == faults(word)


def test_separators_are_there_and_settings_know_them():
    word = written()
    ids = [n.get(qualified("w:id")) for n in word.xml("word/footnotes.xml")]

    assert ["-1", "0"] == ids
    assert ids == [n.get(qualified("w:id")) for n in word.xml("word/settings.xml").find(qualified("w:footnotePr"))]


def test_endnotes_are_words_own_numbered_like_footnotes():
    link = tree.Link((Text("a page"),), "https://example.org")
    heading = tree.Section("notes", (tree.Heading(1, (Text("Notes"),), "notes"),))
    word = written(paragraph("a", note(1, "First, ", link, ".")), heading, notes=tree.NotePlacement.ENDNOTES)
    endnotes = word.xml("word/endnotes.xml")

    assert "word/footnotes.xml" not in word.parts
    assert ["", "", "\tFirst, a page."] == [text_of(n) for n in endnotes]
    assert ["EndnoteText"] == [style_of(p) for p in endnotes[2]]
    assert 1 == len(word.relationships("word/endnotes.xml"))
    mark = next(word.body.iter(qualified("w:endnoteReference")))
    assert ("1", "EndnoteReference") == (mark.get(qualified("w:id")), value(mark.getparent(), "w:rPr/w:rStyle"))
    assert {"EndnoteText", "EndnoteReference"} <= set(word.styles)
    settings = word.xml("word/settings.xml")
    assert ("decimal", "decimal") == (value(settings, "w:endnotePr/w:numFmt"), value(word.body, "w:sectPr/w:endnotePr/w:numFmt"))
    assert [] == faults(word)
