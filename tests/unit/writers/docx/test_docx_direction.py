"""A document that reads from right to left says so of its paragraphs, its sections and its tables."""

from __future__ import annotations

from word_reading import faults, qualified, value, written

from briefgen.model import tree
from specimen import cell, paragraph

TABLE = tree.Table((), (), (tree.Row((cell("الف"), cell("ب"))),))
JUDGMENT = tree.Judgment((paragraph("داوری"),), 1)
CALLOUT = tree.Callout(tree.CalloutKind.CALLOUT, (paragraph("یادداشت"),))


def has(element, path):
    return element.find("/".join(qualified(name) for name in path.split("/"))) is not None


def test_every_paragraph_and_the_section_read_from_right_to_left():
    word = written(paragraph("متن"), language="fa")

    assert has(word.styles["Normal"], "w:pPr/w:bidi")
    assert has(word.body, "w:sectPr/w:bidi")
    assert not has(written(paragraph("text"), language="en").body, "w:sectPr/w:bidi")


def test_the_margin_column_is_at_the_right():
    words = [written(language=tag) for tag in ("en", "fa")]
    margins = [[value(word.body, "w:sectPr/w:pgMar", f"w:{side}") for side in ("left", "right")] for word in words]

    assert [["3360", "1120"], ["1120", "3360"]] == margins


def test_tables_and_boxes_begin_at_the_right_and_keep_to_the_text():
    word = written(TABLE, tree.Panel((JUDGMENT,)), CALLOUT, language="fa")
    tables = [table.find(qualified("w:tblPr")) for table in word.body.iter(qualified("w:tbl"))]

    assert [True] * 3 == [has(table, "w:bidiVisual") for table in tables]
    assert ["0"] * 3 == [value(table, "w:tblInd", "w:w") for table in tables]
    assert [] == faults(word)
