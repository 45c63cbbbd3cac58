from __future__ import annotations

from dataclasses import replace

from word_reading import Word, faults, light_style, qualified, style_of, value

from briefgen.model import tree
from briefgen.model.manifest import Manifest
from briefgen.model.tree import Text
from briefgen.writers.docx import write
from specimen import paragraph

NUMBERED = replace(light_style(), number_headings=True)


def heading(level, words, number="", **said):
    return tree.Heading(level, (Text(words),), words.lower(), number, label=f"{number}\u2002" if number else "", **said)


def written(*blocks, style=NUMBERED):
    return Word(write(tree.Document(tree.Meta("T"), blocks), style, Manifest("x", "", "", "")))


def heading_list(word, level=0):
    definition = next(d for d in word.xml("word/numbering.xml") if d.get(qualified("w:abstractNumId")) == "6")
    return definition.findall(qualified("w:lvl"))[level]


def test_the_bar_of_a_title_hangs_in_the_margin_and_is_no_shape():
    word = written(heading(1, "One"), heading(2, "Two"), style=light_style())

    assert "bullet" == value(heading_list(word), "w:numFmt")
    assert "6" == value(word.styles["Heading1"], "w:pPr/w:numPr/w:numId")
    assert int(value(word.styles["Heading1"], "w:pPr/w:ind", "w:hanging")) > 2240
    assert "0" == value(word.styles["Heading2"], "w:pPr/w:numPr/w:numId")
    assert ["One", "Two"] == word.texts()
    assert [] == list(word.body.iter(qualified("w:drawing")))


def test_a_title_in_a_list_has_no_bar():
    word = written(tree.BulletList((tree.ListItem((paragraph("x"), heading(1, "One"))),)), style=light_style())

    assert "0" == value(word.paragraph("One"), "w:pPr/w:numPr/w:numId")


def test_numbers_of_headings_are_words_own():
    word = written(heading(1, "One", "1"), heading(2, "Two", "1.1"), heading(1, "Three", "2"))

    assert ["One", "Two", "Three"] == word.texts()
    assert ["%1\u2002", "%1.%2\u2002"] == [value(heading_list(word, level), "w:lvlText") for level in (0, 1)]
    assert ["Heading1", "Heading2"] == [value(heading_list(word, level), "w:pStyle") for level in (0, 1)]
    assert ("1", "6") == tuple(value(word.styles["Heading2"], f"w:pPr/w:numPr/w:{name}") for name in ("ilvl", "numId"))


def test_a_number_that_word_would_not_give_is_text_and_a_heading_without_one_has_none():
    word = written(heading(1, "One", "1"), heading(1, "Odd", "7"), heading(1, "Bare"), heading(1, "Two", "2"))

    assert ["One", "7\u2002Odd", "Bare", "Two"] == word.texts()
    numbers = [value(word.paragraph(text), "w:pPr/w:numPr/w:numId") for text in word.texts()]
    assert [None, "0", "0", None] == numbers


def test_the_heading_of_a_panel_is_counted_with_the_others():
    panel = tree.Panel((heading(1, "Key", "1"), tree.Judgment((paragraph("J"),), number=1, label="1")))
    word = written(panel, heading(1, "Next", "2"))

    assert ("0", "6") == tuple(value(word.paragraph("Key"), f"w:pPr/w:numPr/w:{name}") for name in ("ilvl", "numId"))
    assert "Heading1" == style_of(word.paragraph("Next"))
    assert [] == faults(word)


def test_notes_that_are_numbered_by_section_begin_anew_in_sections_of_words():
    def section(name, first):
        notes = tuple(tree.Note((paragraph(f"{name}{n}"),), n) for n in (first, first + 1))
        return tree.Section(name, (heading(1, name), tree.Paragraph((Text("x"), *notes))))

    meta = tree.Meta("T", note_numbering=tree.NoteNumbering.SECTION)
    document = tree.Document(meta, (section("a", 1), section("b", 1)))
    word = Word(write(document, light_style(), Manifest("x", "", "", "")))
    sections = list(word.body.iter(qualified("w:sectPr")))

    assert ["eachSect", "eachSect"] == [value(one, "w:footnotePr/w:numRestart") for one in sections]
    assert ["nextPage", "continuous"] == [value(one, "w:type") for one in sections]
    assert [] == [mark for mark in word.body.iter(qualified("w:footnoteReference")) if mark.get(qualified("w:customMarkFollows"))]
    assert [] == faults(word)


def test_every_paragraph_is_found_again_by_its_section_and_number():
    row = tree.Row((tree.Cell((paragraph("cell"),)),))
    blocks = (
        tree.Section("military/ukraine", (heading(1, "One"), paragraph("two"), tree.Table((tree.Column(),), (row,), (row,)))),
        tree.Section("military_ukraine", (paragraph("other"),)),
        paragraph("none"),
        paragraph("note", tree.Note((paragraph("in a note"),), 1)),
    )
    word = written(*blocks, style=light_style())
    names = [start.get(qualified("w:name")) for start in word.body.iter(qualified("w:bookmarkStart"))]

    hidden = [name for name in names if name.startswith("_bg_")]
    assert [f"_bg_military_ukraine_{n}" for n in (1, 2, 3, 4)] == hidden[:4]
    assert hidden[4] not in hidden[:4]
    assert ["_bg_1", "_bg_2"] == hidden[5:]
    assert [] == faults(word)
