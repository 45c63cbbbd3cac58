"""Scripts that the styled face does not have: a house's own family for them, and what is said where it has none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.layout import paginate
from briefgen.layout.pages import Layout
from briefgen.model import tree
from briefgen.model.house import FontFamily, HouseStyle
from briefgen.model.position import Position
from briefgen.writers import pdf
from pagination import META, end_of, outcome, paragraph, runs, saying, style
from postscript_font import postscript_font
from press import manifest

IDEOGRAPHS = "\u4e00\u4e01" * 150


@pytest.fixture
def house() -> HouseStyle:
    """The house with a family for Chinese, of which two characters are enough."""
    shipped = style()
    return replace(
        shipped,
        families={**shipped.families, "han": FontFamily("Han", "han.otf")},
        fallbacks=(*shipped.fallbacks, "han"),
        font_files={**shipped.font_files, "han.otf": postscript_font("\u4e00")},
    )


def set_in(house: HouseStyle, *blocks: tree.Block) -> Layout:
    made = paginate(tree.Document(META, blocks, {}), house)
    assert () == made.diagnostics
    return made.value


def test_ideographs_come_from_the_houses_own_family_and_lines_end_between_them(house):
    layout = set_in(house, paragraph(f"The estimate says {IDEOGRAPHS} and no more."))
    page = house.page
    own = [run for run in runs(layout.pages[0]) if run.face == "han.otf"]
    assert IDEOGRAPHS == "".join(glyph.text for run in own for glyph in run.glyphs if glyph.text.strip())
    assert len({round(run.y) for run in own}) > 3
    assert max(end_of(run) for run in own) <= page.width.pt - page.margin_right.pt + 0.6 * 10
    assert [f"The estimate says {IDEOGRAPHS} and no more."] == saying(layout, "P")


def test_ideographs_are_read_back_from_the_file(house):
    import pypdfium2

    document = tree.Document(META, (paragraph(f"It says {IDEOGRAPHS[:20]}."),), {})
    made = paginate(document, house).value
    data = pdf.write(document, house, manifest(), made)
    file = pypdfium2.PdfDocument(data)
    try:
        assert IDEOGRAPHS[:20] in file[0].get_textpage().get_text_range()
    finally:
        file.close()


def test_a_character_that_no_font_has_is_named_with_its_place():
    place = Position("sections/summary.md", 12, 3)
    (finding,) = outcome(tree.Paragraph((tree.Text("A sign: \u4e00.", position=place),))).diagnostics
    assert "missing-glyph" == finding.code
    assert "U+4E00 CJK UNIFIED IDEOGRAPH-4E00" in finding.message
    assert place == finding.position
