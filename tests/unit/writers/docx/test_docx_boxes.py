from __future__ import annotations

import pytest
from word_reading import faults, qualified, style_of, text_of, value, written

import specimen
from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.tree import CalloutKind, Text
from specimen import paragraph


def judgment(number, text, **fields):
    return tree.Judgment((paragraph(text, role=Role.JUDGMENT),), number=number, identifier=f"kj-{number}", **fields)


def panel(*blocks):
    return tree.Panel((tree.Heading(2, (Text("Key judgments"),), "key-judgments"), *blocks))


def headed(text):
    return tree.Heading(2, (Text(text),))


def tables(word):
    return [value(t, "w:tblPr/w:tblStyle") for t in word.body.iter(qualified("w:tbl"))]


def test_a_panel_is_one_box_of_numerals_and_texts_under_its_heading():
    word = written(panel(judgment(1, "One."), judgment(2, "Two.")))
    rows = [[text_of(cell) for cell in row.iter(qualified("w:tc"))] for row in word.body.iter(qualified("w:tr"))]

    assert ["BriefBoxPanel"] == tables(word)
    assert [["Key judgments"], ["1", "One."], ["2", "Two."]] == rows
    assert ["BriefJudgmentNumber", "BriefJudgment"] == [style_of(word.paragraph(text)) for text in ("1", "One.")]


def test_a_panels_heading_stands_in_its_box_and_counts_as_the_heading_that_it_is():
    heading = written(panel(judgment(1, "One."))).paragraph("Key judgments")

    assert "BriefPanelHeading" == style_of(heading)
    assert "1" == value(heading, "w:pPr/w:outlineLvl")
    assert "2" == value(heading.getparent(), "w:tcPr/w:gridSpan")


def test_what_a_panel_holds_besides_judgments_keeps_its_place():
    loose = tree.Panel((headed("A"), paragraph("Text."), headed("B"), judgment(1, "One."), headed("C")))
    assert ["A", "Text.", "B", "1", "One.", "C"] == written(loose).texts()


def test_a_chip_has_padding_and_a_line_of_its_own():
    chip = tree.Span((Text("High confidence."),), tree.Attributes(classes=("confidence-high",)))
    word = written(tree.Judgment((tree.Paragraph((chip, Text(" Basis: reports.")), Role.CONFIDENCE),), 1))

    assert "\u00a0High confidence.\u00a0\nBasis: reports." in word.texts()


def test_a_judgment_outside_a_panel_has_no_box_and_without_number_no_numeral():
    word = written(judgment(0, "Alone."), judgment(3, "Numbered."))

    assert ["BriefGrid", "BriefGrid"] == tables(word)
    assert ["Alone.", "3", "Numbered."] == word.texts()


def test_a_link_leads_to_a_judgment():
    word = written(paragraph(tree.Link((Text("it"),), "#kj-1")), panel(judgment(1, "One.")))

    assert ["kj_1"] == [link.get(qualified("w:anchor")) for link in word.body.iter(qualified("w:hyperlink"))]
    assert [] == faults(word)


def test_the_confidence_chip_of_each_level_has_the_colour_of_the_house():
    word = written()
    fills = {level: value(word.styles[f"BriefConfidence{level}"], "w:rPr/w:shd", "w:fill") for level in ("High", "Moderate", "Low")}

    assert {"High": "1B6B75", "Moderate": "0B2545", "Low": "5B6670"} == fills


@pytest.mark.parametrize("kind", CalloutKind)
def test_a_callout_has_a_box_where_the_house_has_one_and_a_label_always(kind):
    block = tree.Callout(kind, (tree.Paragraph((Text("Text."),)),), "Label", "it")
    word = written(block)
    boxed = kind in (CalloutKind.CALLOUT, CalloutKind.NOTE, CalloutKind.DISSENT)

    assert ["Label", "Text."] == word.texts()
    assert ([f"BriefBox{kind.value.title()}"] if boxed else []) == tables(word)
    assert "BriefCalloutLabel" == style_of(word.paragraph("Label"))
    styles = {CalloutKind.BLUF: "BriefBluf", CalloutKind.MARGIN: "BriefMarginNote"}
    assert styles.get(kind, "BriefCallout") == style_of(word.paragraph("Text."))


def test_a_callout_without_label_begins_with_its_text():
    assert ["Text."] == written(tree.Callout(CalloutKind.NOTE, (paragraph("Text."),))).texts()


def test_a_box_of_nothing_is_not_a_broken_cell():
    assert [] == faults(written(tree.Callout(CalloutKind.NOTE, ()), tree.Panel((tree.Judgment((), number=1),))))


def test_a_quotation_has_its_speaker_under_it():
    word = written(tree.BlockQuote((tree.Paragraph((Text("Said."),)),), (Text("A scholar"),)))

    assert ["Said.", "— A scholar"] == word.texts()
    assert ["Quote", "BriefAttribution"] == [style_of(p) for p in word.body.iter(qualified("w:p"))]


def test_code_is_one_paragraph_whose_lines_and_spaces_are_kept():
    word = written(tree.CodeBlock("a:\n\n  b\tc  # <x>"))

    assert ["a:\n\n  b\tc  # <x>"] == word.texts()


def test_a_page_break_goes_into_the_paragraph_that_follows():
    word = written(paragraph("a"), tree.PageBreak(), paragraph("b"))
    breaks = [
        p.find(f"{qualified('w:pPr')}/{qualified('w:pageBreakBefore')}") is not None for p in word.body.iter(qualified("w:p"))
    ]

    assert [False, True] == breaks


def test_a_page_break_before_a_table_is_not_lost():
    word = written(tree.PageBreak(), tree.Table((tree.Column(),), (), (tree.Row((specimen.cell("x"),)),)))

    assert 1 == len(list(word.body.iter(qualified("w:pageBreakBefore"))))
    assert qualified("w:p") == word.body[0].tag


def test_a_thematic_break_is_a_rule_and_says_nothing():
    word = written(paragraph("a"), tree.ThematicBreak(), paragraph("b"))

    assert ["Normal", "BriefRule", "Normal"] == [style_of(p) for p in word.body.iter(qualified("w:p"))]
    assert ["a", "b"] == word.texts()


def test_a_division_named_after_a_role_gives_it_to_its_paragraphs():
    word = written(tree.Div((tree.Paragraph((Text("x"),)),), tree.Attributes(classes=("odd", "colophon"))))

    assert "BriefColophon" == style_of(word.paragraph("x"))


def test_an_entry_of_a_reference_list_has_its_label_and_a_tab():
    entries = (tree.ReferenceEntry("a", (Text("First."),), (Text("[1]"),)), tree.ReferenceEntry("b", (Text("Second."),)))
    word = written(tree.ReferenceList(entries))

    assert ["[1]\tFirst.", "Second."] == word.texts()
    assert {"Bibliography"} == {style_of(p) for p in word.body.iter(qualified("w:p"))}
