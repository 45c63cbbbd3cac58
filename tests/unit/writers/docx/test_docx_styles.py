from __future__ import annotations

from dataclasses import replace

import pytest
from word_reading import MANIFEST, Word, light_style, qualified, style_of, value, written

import specimen
from briefgen.model import tree
from briefgen.model.house import Colour, Length
from briefgen.model.role import CHARACTER_ROLES, PARENT, Role
from briefgen.model.tree import Text
from briefgen.writers.docx import write
from briefgen.writers.docx.stylenames import NAMES, RUN_ROLES
from houses import shipped_house


@pytest.fixture(scope="module")
def word():
    return Word(write(specimen.specimen(), shipped_house().style, MANIFEST))


@pytest.mark.parametrize("role", Role)
def test_every_role_is_a_style_under_its_own_name(word, role):
    assert NAMES[role].shown == value(word.styles[NAMES[role].id], "w:name")


@pytest.mark.parametrize("role", [role for role in Role if role not in RUN_ROLES and role is not Role.BODY])
def test_a_style_is_based_on_the_style_of_its_parent(word, role):
    assert NAMES[PARENT[role]].id == value(word.styles[NAMES[role].id], "w:basedOn")


def test_headings_are_words_own_with_their_outline_levels(word):
    headings = [word.styles[f"Heading{n}"] for n in range(1, 7)]

    assert [f"heading {n}" for n in range(1, 7)] == [value(style, "w:name") for style in headings]
    assert [str(n) for n in range(6)] == [value(style, "w:pPr/w:outlineLvl") for style in headings]


def test_a_child_says_only_what_its_parent_does_not(word):
    """heading-3 differs from heading-2 in size, leading, spaces and colour, and from nothing else."""
    style = word.styles["Heading3"]

    assert {"sz", "szCs", "color"} == {child.tag.rpartition("}")[2] for child in style.find(qualified("w:rPr"))}
    assert {"spacing", "outlineLvl"} == {child.tag.rpartition("}")[2] for child in style.find(qualified("w:pPr"))}


def test_a_house_of_other_colours_gives_other_styles_and_the_same_body():
    house = shipped_house().style
    green = replace(house.roles[Role.HEADING_1], colour=Colour(0, 128, 0))
    other = replace(house, roles={**house.roles, Role.HEADING_1: green})
    before, after = (Word(write(specimen.specimen(), style, MANIFEST)) for style in (house, other))

    assert "008000" == value(after.styles["Heading1"], "w:rPr/w:color")
    assert before.parts["word/document.xml"] == after.parts["word/document.xml"]


def test_only_a_leading_tighter_than_the_face_is_exact(word):
    """Exact leading cuts off pictures, so running text has room to grow; a heading set tight has none."""
    rules = {name: value(word.styles[name], "w:pPr/w:spacing", "w:lineRule") for name in ("Normal", "Heading1", "BriefCoverTitle")}

    assert {"Normal": "atLeast", "Heading1": "exact", "BriefCoverTitle": "exact"} == rules


def test_a_picture_in_a_tightly_set_line_is_not_cut_off():
    image = tree.Image("a map", "map.png")
    blocks = (tree.Heading(1, (Text("With "), image)), tree.Heading(1, (Text("Without"),)))
    document = tree.Document(tree.Meta("Title"), blocks, {"map.png": specimen.picture()})
    word = Word(write(document, shipped_house().style, MANIFEST))
    rules = [value(p, "w:pPr/w:spacing", "w:lineRule") for p in word.body.iter(qualified("w:p"))]

    assert ["atLeast", None] == rules


def test_running_text_begins_at_the_text_edge_and_captions_at_the_margin(word):
    page = shipped_house().style.page
    column = page.text_left.twips - page.margin_left.twips
    margins = [m.get(qualified("w:left")) for m in word.body.iter(qualified("w:pgMar"))]

    assert [str(page.margin_left.twips), str(page.text_left.twips)] == margins
    assert str(-column) == value(word.styles["Caption"], "w:pPr/w:ind", "w:left")
    assert None is value(word.styles["Normal"], "w:pPr/w:ind", "w:left")


def test_a_house_without_margin_column_has_no_bar_and_no_outdent():
    house = light_style()
    page = replace(house.page, text_left=house.page.margin_left)
    word = Word(write(specimen.specimen(), replace(house, page=page), MANIFEST))

    assert None is word.styles["Heading1"].find(f"{qualified('w:pPr')}/{qualified('w:pBdr')}")
    assert None is value(word.styles["Caption"], "w:pPr/w:ind", "w:left")
    assert {"0"} == {e.get(qualified("w:w")) for e in word.body.iter(qualified("w:tblInd"))}


def test_the_documents_language_is_its_default(word):
    defaults = "w:docDefaults/w:rPrDefault/w:rPr/w:lang"

    assert "en-US" == value(word.xml("word/styles.xml"), defaults)


def test_hyphenation_is_on_for_the_document_and_off_where_the_house_says_so(word):
    settings = word.xml("word/settings.xml")

    assert None is not settings.find(qualified("w:autoHyphenation"))
    assert None is word.styles["Normal"].find(f"{qualified('w:pPr')}/{qualified('w:suppressAutoHyphens')}")
    assert None is not word.styles["Heading1"].find(f"{qualified('w:pPr')}/{qualified('w:suppressAutoHyphens')}")


def test_old_style_and_tabular_figures_are_words_number_forms(word):
    form = value(word.xml("word/styles.xml"), "w:docDefaults/w:rPrDefault/w:rPr/w14:numForm", "w14:val")

    assert "oldStyle" == form
    assert "tabular" == value(word.styles["TOC1"], "w:rPr/w14:numSpacing", "w14:val")


def test_character_roles_change_only_what_the_house_changes(word):
    link = word.styles["Hyperlink"].find(qualified("w:rPr"))

    assert {"Hyperlink", "FootnoteReference", "BriefCode", "BriefConfidenceChip"} == {NAMES[role].id for role in CHARACTER_ROLES}
    assert ["color"] == [child.tag.rpartition("}")[2] for child in link]


def test_a_marking_has_its_own_colour_on_black():
    word = written(marking="TLP:RED")
    style, ground = word.styles["BriefMarkingLabel"], word.xml("word/header1.xml")[0]

    assert ("FF2B2B", "000000") == (value(style, "w:rPr/w:color"), value(ground, "w:pPr/w:shd", "w:fill"))
    assert int(value(word.styles["BriefMarking"], "w:rPr/w:sz")) >= 24


def test_plain_paragraphs_carry_no_formatting_by_hand():
    roles = [Role.BODY, Role.LEAD, Role.AUTHOR, Role.COLOPHON, Role.SOURCE_LINE, Role.SUBTITLE]
    word = written(*(tree.Paragraph((Text("Text"),), role) for role in roles))
    paragraphs = list(word.body.iter(qualified("w:p")))

    assert [NAMES[role].id for role in roles] == [style_of(p) for p in paragraphs]
    said = [[child.tag.rpartition("}")[2] for p in paragraphs for child in p.findall(f"{qualified('w:pPr')}/*")]]
    assert [["pStyle"] * 5] == said


def test_lengths_are_those_of_the_house(word):
    text = shipped_house().style.roles[Role.HEADING_1]

    assert str(text.space_before.twips) == value(word.styles["Heading1"], "w:pPr/w:spacing", "w:before")
    assert str(round(text.size.pt * 2)) == value(word.styles["Heading1"], "w:rPr/w:sz")
    assert Length.from_pt(21) == text.size
