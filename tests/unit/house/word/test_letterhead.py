from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.house import load_house
from briefgen.model.diagnostic import Outcome
from briefgen.model.house import FIRST_FOOT, FIRST_HEAD, RUNNING_FOOT, RUNNING_HEAD, House, SettingMode
from briefgen.model.letterhead import Placeholder
from briefgen.model.role import Role
from briefgen.testing import MemoryFiles
from houses import TEMPLATES, ShippedFiles, shipped_house
from letterheads import (
    body_control,
    control,
    field,
    paragraph,
    part,
    reference,
    run,
    section,
    settings,
    small,
    style,
)

PUBLIC = Path(__file__).parents[5] / "shared" / "bench" / "house.docx"
PLACE = "templates/letter/house.toml:2:1"


class Files(ShippedFiles):
    """The shipped houses, and one with a letterhead."""

    def __init__(self, data: bytes, more: str = "") -> None:
        self.own = MemoryFiles(
            {"letter/house.toml": f'extends = "house"\nletterhead = "l.docx"\n{more}'.encode(), "letter/l.docx": data}
        )

    def read(self, path: str) -> bytes:
        return self.own.read(path) if self.own.exists(path) else super().read(path)

    def exists(self, path: str) -> bool:
        return self.own.exists(path) or super().exists(path)


def loaded(data: bytes, more: str = "") -> Outcome[House]:
    return load_house("letter", Files(data, more))


def house(*styles: str, more: str = "", **parts: str) -> House:
    return loaded(small(styles=part("styles", style("Normal") + "".join(styles)), **parts), more).value


def said(data: bytes) -> list[str]:
    return [f"{finding.severity} {finding.code}: {finding.message}" for finding in loaded(data).diagnostics]


def headed(header: str, footer: str = "", styles: str = "") -> House:
    references = reference("header", "header1") + (reference("footer", "footer1") if footer else "")
    body = paragraph("Normal", run("Text")) + section(references=references)
    parts = {"header1": part("hdr", header)} | ({"footer1": part("ftr", footer)} if footer else {})
    return loaded(small(body, styles=part("styles", style("Normal") + styles), **parts)).value


# ── styles and page ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_role_is_set_as_the_style_of_its_name():
    look = house(style("heading 1", r='<w:sz w:val="36"/><w:color w:val="003366"/>', p="<w:keepNext/>")).style.roles[Role.HEADING_1]

    assert (18.0, "003366", True) == (look.size.pt, look.colour.hex, look.keep_with_next)


def test_a_style_of_our_own_name_goes_before_words():
    both = style("Body Text", r='<w:sz w:val="20"/>') + style("Brief Body", r='<w:sz w:val="24"/>')

    assert 12.0 == house(both).style.roles[Role.BODY].size.pt


def test_a_role_without_a_style_keeps_its_proportion_to_the_body():
    look, usual = (found.style.roles for found in (house(style("Body Text", r='<w:sz w:val="30"/>')), shipped_house()))

    assert 1.5 == pytest.approx(look[Role.JUDGMENT].size.pt / usual[Role.JUDGMENT].size.pt, abs=0.01)
    assert look[Role.BODY].family == look[Role.JUDGMENT].family


def test_the_page_is_that_of_the_section_the_body_stands_in():
    turned = f"<w:p><w:pPr>{section(16838, 11906)}</w:pPr></w:p>"
    upright = section(12240, 15840, margins=(1440, 1080, 1300, 1800, 700, 700))

    page = loaded(small(turned + body_control() + upright)).value.style.page

    assert (612.0, 792.0, 90.0, 90.0, 54.0) == tuple(
        length.pt for length in (page.width, page.height, page.text_left, page.margin_left, page.margin_right)
    )


def test_a_tall_header_pushes_the_text_down():
    lines = paragraph("Normal", run("One")) * 8
    references = reference("header", "header1")
    body = section(margins=(720, 1440, 1440, 1440, 500, 720), references=references)

    page = loaded(small(paragraph("Normal", run("Text")) + body, header1=part("hdr", lines))).value.style.page

    assert page.margin_top.pt > 25 + 8 * 11


def test_the_house_has_the_last_word():
    assert (
        22.0
        == house(style("Title", r='<w:sz w:val="60"/>'), more="[roles]\ntitle = { size = 22 }\n").style.roles[Role.TITLE].size.pt
    )


def test_a_house_with_a_letterhead_breaks_lines_as_word_does_unless_it_says_otherwise():
    assert SettingMode.MATCH_WORD is house().style.mode
    assert SettingMode.FINE is house(more='mode = "fine"\n').style.mode
    assert SettingMode.FINE is shipped_house().style.mode


def test_the_table_style_gives_rules_shading_and_padding():
    rules = '<w:tblBorders><w:insideH w:val="single" w:sz="8" w:color="AABBCC"/></w:tblBorders>'
    margins = '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="120" w:type="dxa"/></w:tblCellMar>'
    shade = '<w:tcPr><w:shd w:val="clear" w:fill="112233"/></w:tcPr>'
    head = f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>{shade}</w:tblStylePr>'
    table = style("House Table", kind="table", more=f"<w:tblPr>{rules}{margins}</w:tblPr>{head}")

    found = house(table).style

    look = found.table
    assert ("112233", "AABBCC", 1.0, 6.0, 2.0, None) == (
        look.head_background.hex,
        look.rule.hex,
        look.rule_width.pt,
        look.padding_x.pt,
        look.padding_y.pt,
        look.band,
    )
    assert (True, False) == (found.roles[Role.TABLE_HEAD].bold, found.roles[Role.TABLE_CELL].bold)


# ── fonts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("font", "file"),
    [
        ("Calibri", "Carlito-Regular.ttf"),
        ("Cambria", "Caladea-Regular.ttf"),
        ("Times New Roman", "LiberationSerif-Regular.ttf"),
        ("Arial", "LiberationSans-Regular.ttf"),
        ("Source Serif 4", "SourceSerif4-Regular.ttf"),
    ],
)
def test_a_font_is_the_houses_own_or_one_of_the_same_widths(font, file):
    found = house(style("Body Text", r=f'<w:rFonts w:ascii="{font}"/>')).style
    family = found.families[found.roles[Role.BODY].family]

    assert (font, file, font != "Source Serif 4") == (family.name, family.regular, family.stand_in)
    assert file in found.font_files


def test_a_font_nobody_has_is_printed_in_the_nearest_and_said():
    data = small(styles=part("styles", style("Normal", r='<w:rFonts w:ascii="Aptos"/>')))

    message = "templates/letter/l.docx asks for the font Aptos, which this house has not; it is printed in Source Sans 3"
    assert f"warning font-substituted: {message}" in said(data)
    assert [PLACE] == [str(f.position) for f in loaded(data).diagnostics if f.code == "font-substituted"]


# ── running lines ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_fields_of_a_header_become_names_of_a_fragment():
    head = paragraph(
        "Normal", run("Office\t\t"), field('STYLEREF "heading 1" \\* MERGEFORMAT', "Section"), run(", "), field("PAGE", "3")
    )
    foot = paragraph("Normal", field("DOCPROPERTY Company", "x"), run("\t"), control("title", "Title"), run("\t{{ pages }}"))

    fragments = headed(head, foot).fragments

    assert "Office\t\t{{ section }}, {{ page }}" == fragments[RUNNING_HEAD]
    assert "{{ organisation }}\t{{ title }}\t{{ pages }}" == fragments[RUNNING_FOOT]


def test_a_placeholder_is_read_across_runs():
    assert "{{ title }}!" == headed(paragraph("Normal", run("{{ ti", "<w:b/>"), run("tle }}"), run("!"))).fragments[RUNNING_HEAD]


def test_a_tab_leads_where_the_style_stops_it():
    right = '<w:tabs><w:tab w:val="right" w:pos="9000"/></w:tabs>'
    middle = '<w:tabs><w:tab w:val="center" w:pos="4500"/><w:tab w:val="right" w:pos="9000"/></w:tabs>'
    line = paragraph("Header", run("A\tB"))

    assert "A\t\tB" == headed(line, styles=style("header", identifier="Header", p=right)).fragments[RUNNING_HEAD]
    assert "A\tB" == headed(line, styles=style("header", identifier="Header", p=middle)).fragments[RUNNING_HEAD]


def test_a_line_that_is_centred_or_at_the_right_stands_there():
    lines = paragraph("Normal", run("C"), properties='<w:jc w:val="center"/>') + paragraph(
        "Normal", run("R"), properties='<w:jc w:val="right"/>'
    )

    assert "\tC\n\t\tR" == headed(lines).fragments[RUNNING_HEAD]


def test_the_cells_of_a_row_are_the_parts_of_a_line():
    cells = "".join(f"<w:tc>{paragraph('Normal', run(text))}</w:tc>" for text in ("Left", "Right"))

    assert "Left\t\tRight" == headed(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>").fragments[RUNNING_HEAD]


def test_the_first_page_has_the_header_that_is_its_own():
    references = reference("header", "header1") + reference("header", "header2", "first")
    body = paragraph("Normal", run("Text")) + section(references=references, more="<w:titlePg/>")
    parts = {"header1": part("hdr", paragraph("Normal", run("Others"))), "header2": part("hdr", paragraph("Normal", run("First")))}

    fragments = loaded(small(body, **parts)).value.fragments

    assert ("Others", "First", "") == tuple(fragments[name] for name in (RUNNING_HEAD, FIRST_HEAD, FIRST_FOOT))
    assert FIRST_HEAD not in headed(paragraph("Normal", run("One"))).fragments


def test_words_of_a_header_are_never_a_template():
    assert '{{ "{% for x in y %} {{" }}' == headed(paragraph("Normal", run("{% for x in y %} {{"))).fragments[RUNNING_HEAD]


# ── findings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_placeholder_that_nothing_fills_is_an_error_with_the_nearest():
    (found,) = [
        f for f in loaded(small(paragraph("Normal", control("titel", "Title")))).diagnostics if f.code == "unknown-placeholder"
    ]

    message = "templates/letter/l.docx, document: nothing fills bg:titel in “Title”"
    assert f"{PLACE}: error[unknown-placeholder]: {message} (did you mean title?)" == str(found)


def test_a_placeholder_that_is_near_none_has_a_remedy_all_the_same():
    (found,) = [f for f in loaded(small(paragraph("Normal", run("{{ xqz }}")))).diagnostics if f.code == "unknown-placeholder"]

    assert found.hint.startswith("templates/README.md lists what is filled")


@pytest.mark.parametrize("text", ["{% if title %}", "{{ two words }}", "{{ title", "}}"])
def test_braces_that_are_no_placeholder_are_an_error(text):
    assert f"error unfinished-placeholder: templates/letter/l.docx, document: braces that are no placeholder in “{text}”" in said(
        small(paragraph("Normal", run(text)))
    )


def test_every_place_to_be_filled_is_listed():
    body = paragraph("Normal", run("For {{ authors }}")) + body_control() + section()

    found = loaded(small(body)).value.letterhead

    assert {
        Placeholder("body", "document", True, "Text of the brief"),
        Placeholder("authors", "document", False, "For {{ authors }}"),
    } == set(found.placeholders)


@pytest.mark.parametrize(
    ("more", "feature"),
    [
        ('<w:cols w:num="2"/>', "2 columns of text"),
        ("<w:pgBorders/>", "a border around the page"),
    ],
)
def test_what_the_pdf_does_not_show_is_named(more, feature):
    data = small(paragraph("Normal", run("Text")) + section(more=more))

    assert f"info letterhead-feature: templates/letter/l.docx has {feature}, which the PDF does not show" in said(data)


def test_missing_styles_and_an_old_mode_are_named():
    found = said(small(settings=settings(mode=12)))

    assert "info compatibility-mode: templates/letter/l.docx is in Word's compatibility mode 12" in found
    assert any(line.startswith("info missing-style: templates/letter/l.docx lacks the styles Title, heading 1") for line in found)


def test_a_letterhead_without_a_language_is_named():
    tongue = part("styles", style("Normal", r='<w:lang w:val="fr-FR"/>'))

    assert "info no-language: templates/letter/l.docx does not say what language it is in" in said(small())
    assert not [line for line in said(small(styles=tongue)) if "language" in line]


def test_a_file_that_cannot_be_used_is_an_error_at_the_line_that_names_it():
    (found,) = loaded(b"no Word file").diagnostics

    assert (PLACE, "unusable-letterhead") == (str(found.position), found.code)


def test_a_letterhead_that_is_not_there_is_an_error_at_its_line():
    files = MemoryFiles({"letter/house.toml": b'extends = "house"\nletterhead = "../l.docx"\n'})
    merged = Files(b"")
    merged.own = files

    assert ["missing-file"] == [finding.code for finding in load_house("letter", merged).diagnostics]


# ── whole files ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_ministrys_letterhead_is_read_whole():
    outcome = load_house("ministry", ShippedFiles())
    found = outcome.value

    assert {"font-twin", "letterhead-feature"} == {finding.code for finding in outcome.diagnostics}
    assert "Ministry of External Affairs\t\t{{ section }}" == found.fragments[RUNNING_HEAD]
    assert {"body", "title", "subtitle", "series", "authors", "published", "information_cutoff"} == {
        placeholder.key for placeholder in found.letterhead.placeholders
    }
    assert ("Ministry Table", "heading 1") == (found.letterhead.table_style, found.letterhead.styles[Role.HEADING_1])
    assert (TEMPLATES / "ministry" / "letterhead.docx").read_bytes() == found.letterhead.data


def test_every_public_file_at_hand_is_read():
    files = [PUBLIC] if PUBLIC.is_file() else []
    if not files:
        pytest.skip("the shared benchmark is not beside the repository")
    for file in files:
        assert not [str(f) for f in loaded(file.read_bytes()).diagnostics if f.severity == "error"]
