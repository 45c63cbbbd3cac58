from __future__ import annotations

from dataclasses import replace

from word_reading import MANIFEST, Word, qualified

from briefgen.model import tree
from briefgen.writers.docx import write
from houses import shipped_house

DOCUMENT = tree.Document(tree.Meta("A brief"), (tree.Paragraph((tree.Text("Text."),)),))


def embedded(**changes: object) -> set[str]:
    """The names of the families that a Word file has the faces of."""
    style = shipped_house().style
    families = {key: replace(family, **changes) for key, family in style.families.items()}
    word = Word(write(DOCUMENT, replace(style, families=families), MANIFEST))
    table = word.xml("word/fontTable.xml")
    return {font.get(qualified("w:name"), "") for font in table if any("embed" in str(part.tag) for part in font)}


def test_a_font_that_stands_in_for_another_is_not_embedded_under_its_name():
    assert "Source Serif 4" in embedded()
    assert set() == embedded(stand_in=True)
