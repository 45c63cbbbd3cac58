"""A file that says what the tree says passes; one thing said otherwise, left out or added is found, in both formats."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Name, Pdf, String

from briefgen.model import tree
from briefgen.model.position import Position
from briefgen.proof.parity import prove_docx
from proving import build, built, changed_docx, changed_pdf, elements, marked_texts, own_texts, said_of, shows, style
from specimen import paragraph, specimen

DOCUMENT, NOTES = "word/document.xml", "word/footnotes.xml"


@pytest.mark.parametrize("file_format", ["pdf", "docx"])
def test_the_specimen_of_every_node_is_said_as_written(file_format):
    assert [] == said_of(built(file_format), file_format)


def test_formats_that_are_not_read_back_have_nothing_wrong_with_them():
    assert [] == said_of(b"", "html")


@pytest.mark.parametrize("file_format", ["pdf", "docx"])
@pytest.mark.parametrize("data", [b"", b"not a file of that kind", "half"], ids=["empty", "text", "half"])
def test_a_file_that_cannot_be_read_is_a_finding_and_no_exception(file_format, data):
    whole = built(file_format)
    (said,) = said_of(whole[: len(whole) // 2] if data == "half" else data, file_format)

    assert "cannot be read back" in said


# ── Word: one thing changed in the file ──────────────────────────────────────────────────────────────────────────────

PARAGRAPH = r"<w:p>(?:(?!</w:p>).)*?{}(?:(?!</w:p>).)*?</w:p>"

WORD = {
    "a paragraph dropped": (
        DOCUMENT,
        PARAGRAPH.format("We do not know the price"),
        "",
        "lacks the paragraph ‘We do not know the price.’",
    ),
    "a word changed": (DOCUMENT, "two states need", "four states need", "has ‘The four states need each other more’"),
    "a paragraph added": (
        DOCUMENT,
        "<w:p>(?=(?:(?!</w:p>).)*Two)",
        "<w:p><w:r><w:t>Not in the text.</w:t></w:r></w:p><w:p>",
        "has the paragraph ‘Not in the text.’, which the text does not have",
    ),
    "a hidden word": (
        DOCUMENT,
        r"<w:r>(<w:t>The two states need)",
        r"<w:r><w:rPr><w:vanish/></w:rPr>\1",
        "lacks the paragraph ‘The two states need",
    ),
    "a heading level": (DOCUMENT, 'w:val="Heading2"', 'w:val="Heading3"', "has the heading (3) ‘A second level’"),
    "a heading that is text": (DOCUMENT, '<w:pStyle w:val="Heading3"/>', "", "has the paragraph ‘A third level’"),
    "a cell lost": (
        DOCUMENT,
        r"<w:tc>(?:(?!</w:tc>).)*?Steel(?:(?!</w:tc>).)*?</w:tc>",
        "<w:tc><w:p/></w:tc>",
        "lacks the paragraph ‘Steel’",
    ),
    "a cell changed": (DOCUMENT, ">2,000, as", ">3,000, as", "has ‘3,000, as far as is known’"),
    "a row that heads no column": (DOCUMENT, "<w:tblHeader/>", "", "has the cell (row 1, column 1"),
    "a wider cell": (DOCUMENT, r'<w:gridSpan w:val="2"/></w:tcPr>(?=(?:(?!</w:tc>).)*2,000)', "</w:tcPr>", "has the cell"),
    "a note's text swapped": (NOTES, "A note from a box", "A note from a list", "has ‘a list.’ where the text has ‘a box.’"),
    "a note dropped": (NOTES, r'<w:footnote w:id="4">.*?</w:footnote>', "", "has a mark of note 4 that leads to no note"),
    "a note's mark dropped": (DOCUMENT, r'<w:r>(?:(?!</w:r>).)*?<w:footnoteReference w:id="4"/></w:r>', "", "without a mark"),
    "a link's target": ("word/_rels/document.xml.rels", r"example\.org/a\?b=1", "example.com/a?b=1", "https://example.com/a?b=1"),
    "a link inside": (
        DOCUMENT,
        '<w:hyperlink w:anchor="lists"(?! w:history="1"><w:r><w:t>Lists)',
        '<w:hyperlink w:anchor="tables"',
        "has the link (st",
    ),
    "a link lost": (DOCUMENT, r'<w:hyperlink r:id="rId\d+"[^>]*>(.*?)</w:hyperlink>', r"\1", "example.org/a?b=1&c=2) ‘a link’"),
    "a figure lost": (
        DOCUMENT,
        r"<w:r><w:drawing>(?:(?!</w:drawing>).)*A slope of blue.*?</w:drawing></w:r>",
        "",
        "lacks the figure ‘A slope of blue’",
    ),
    "what stands for a figure": (
        DOCUMENT,
        'descr="A slope of blue"',
        'descr="A slope"',
        "has ‘slope’ where the text has ‘slope of blue’",
    ),
    "a list that starts elsewhere": (
        "word/numbering.xml",
        '<w:startOverride w:val="3"/>',
        '<w:startOverride w:val="1"/>',
        "has the item (1. at 2)",
    ),
    "an item at another depth": (DOCUMENT, 'w:val="ListBullet"', 'w:val="ListBullet2"', "has the item (• at 2)"),
    "an item that is none": (DOCUMENT, '<w:pStyle w:val="ListBullet"/>', "", "lacks the item (• at 1)"),
    "a marking lost": ("word/header1.xml", "TLP:CLEAR", "", "lacks the marking ‘TLP:CLEAR’ at the head of section 2"),
    "a longer marking": (
        "word/footer2.xml",
        "TLP:CLEAR",
        "TLP:CLEAR+STRICT",
        "lacks the marking ‘TLP:CLEAR’ at the foot of section 1",
    ),
    "a section without its foot": (
        DOCUMENT,
        r"<w:footerReference [^>]*/>",
        "",
        "lacks the marking ‘TLP:CLEAR’ at the foot of section 1",
    ),
}


@pytest.mark.parametrize("what", WORD)
def test_a_difference_in_the_word_file_is_found(what):
    part, pattern, replacement, finding = WORD[what]
    found = said_of(changed_docx(part, pattern, replacement), "docx")

    assert any(finding in each for each in found), found


def test_what_a_letterhead_says_around_the_document_is_no_difference():
    before, after = "<w:p><w:r><w:t>The ministry</w:t></w:r></w:p>", "<w:p><w:r><w:t>Yours faithfully</w:t></w:r></w:p>"
    data = changed_docx(DOCUMENT, "<w:body>", f"<w:body>{before}")
    data = changed_docx(DOCUMENT, "<w:sectPr>(?!.*<w:sectPr>)", f"{after}<w:sectPr>", data)

    assert () == prove_docx(data, specimen(), frozenset(style().boxes), frame=data)
    assert () != prove_docx(data, specimen(), frozenset(style().boxes))


# ── PDF: one thing changed in the file ───────────────────────────────────────────────────────────────────────────────


def showing(pdf: Pdf, tag: str, text: str) -> pikepdf.Object:
    return next(element for element in elements(pdf, tag) if shows(pdf, element, text))


def without(pdf: Pdf, gone: pikepdf.Object) -> None:
    parent = gone.P
    kids = parent.K if isinstance(parent.K, Array) else Array([parent.K])
    kept = [kid for kid in kids if not isinstance(kid, pikepdf.Dictionary) or kid.objgen != gone.objgen]
    parent.K = Array(kept)


def a_paragraph_dropped(pdf: Pdf) -> None:
    without(pdf, showing(pdf, "P", "We do not know the price"))


def two_paragraphs_exchanged(pdf: Pdf) -> None:
    one = showing(pdf, "P", "A short document.")
    other = showing(pdf, "P", "Where a river begins.")
    one.K, other.K = other.K, one.K
    one.Pg, other.Pg = other.Pg, one.Pg


def a_glyph_that_stands_for_another(pdf: Pdf) -> None:
    font = next(iter(showing(pdf, "H2", "Summary").Pg.Resources.Font.values()))
    for page in pdf.pages:
        for font in page.obj.Resources.Font.values():
            cmap = font.ToUnicode.read_bytes()
            font.ToUnicode.write(cmap.replace(b"<0079>", b"<007A>"))


def a_heading_of_another_level(pdf: Pdf) -> None:
    showing(pdf, "H3", "A second level").S = Name.H4


def a_cell_lost(pdf: Pdf) -> None:
    without(pdf, showing(pdf, "P", "Steel"))


def a_cell_that_spans_no_more(pdf: Pdf) -> None:
    cell = showing(pdf, "P", "2,000, as far").P
    del cell["/A"]


def a_head_that_heads_rows(pdf: Pdf) -> None:
    showing(pdf, "P", "Tonnes").P.A.Scope = Name.Row


def notes_exchanged(pdf: Pdf) -> None:
    first, second = elements(pdf, "Note")[3:5]
    first.K, second.K = second.K, first.K


def a_mark_that_leads_to_another_note(pdf: Pdf) -> None:
    marks = [link for reference in elements(pdf, "Reference") for link in [reference.K] if isinstance(link, pikepdf.Dictionary)]
    notes = [link for link in marks if link.get("/S") == Name.Link and link.P.P.S not in {Name.TOCI, Name.TOC}]
    first, second = (next(kid.Obj for kid in link.K if isinstance(kid, pikepdf.Dictionary)) for link in notes[2:4])
    first.Dest, second.Dest = second.Dest, first.Dest


def a_note_dropped(pdf: Pdf) -> None:
    without(pdf, elements(pdf, "Note")[3])


def another_address(pdf: Pdf) -> None:
    for page in pdf.pages:
        for link in page.obj.get("/Annots", ()):
            if "/A" in link and "example.org/a" in str(link.A.URI):
                link.A.URI = String("https://example.com/a")


def another_place(pdf: Pdf) -> None:
    link = next(e for e in elements(pdf, "Link") if shows(pdf, e, "a place here"))
    next(kid.Obj for kid in link.K if isinstance(kid, pikepdf.Dictionary)).Dest = String("tables")


def a_link_that_is_text(pdf: Pdf) -> None:
    next(e for e in elements(pdf, "Link") if shows(pdf, e, "a link")).S = Name.Span


def a_figure_lost(pdf: Pdf) -> None:
    without(pdf, next(e for e in elements(pdf, "Figure") if str(e.Alt) == "A slope of blue"))


def another_alternative(pdf: Pdf) -> None:
    next(e for e in elements(pdf, "Figure") if str(e.Alt) == "A slope of blue").Alt = String("A slope")


def an_item_of_another_number(pdf: Pdf) -> None:
    third, fourth = (e for e in elements(pdf, "Lbl") if "".join(own_texts(pdf, e)).strip() in {"3.", "4."})
    third.K, fourth.K = fourth.K, third.K


def a_list_one_deeper(pdf: Pdf) -> None:
    deepest = showing(pdf, "P", "Deepest")
    inner = deepest.P.P.P
    inner.S = Name.Div


def page_content(pdf: Pdf, number: int, old: bytes, new: bytes) -> None:
    contents = pdf.pages[number].Contents
    data = contents.read_bytes()
    assert old in data
    contents.write(data.replace(old, new))


def a_marking_lost(pdf: Pdf) -> None:
    page_content(pdf, 2, b"/Subtype /Footer", b"/Subtype /Watermark")


def text_in_no_content(pdf: Pdf) -> None:
    contents = pdf.pages[2].Contents
    data = contents.read_bytes()
    show = data[data.index(b"BT") : data.index(b"ET") + 2]
    contents.write(data + b"\n" + show)


PDF = {
    a_paragraph_dropped: "lacks the paragraph ‘We do not know the price.’",
    two_paragraphs_exchanged: "has ‘Where a river begins.’ where the text has ‘A short document.’",
    a_glyph_that_stands_for_another: "z",
    a_heading_of_another_level: "has the heading (4) ‘A second level’ where the text has the heading (3)",
    a_cell_lost: "lacks the paragraph ‘Steel’",
    a_cell_that_spans_no_more: "has the cell (row 4, column 2) where the text has the cell (row 4, column 2, 2 columns wide)",
    a_head_that_heads_rows: "head of its row) where the text has the cell (row 1, column 2, head of its column)",
    notes_exchanged: "has the note (5), which the text does not have",
    a_mark_that_leads_to_another_note: "has a mark of note",
    a_note_dropped: "lacks the note (4)",
    another_address: "has the link (https://example.com/a) ‘a link’",
    another_place: "has the link (#tables) ‘a place here’ where the text has the link (#lists)",
    a_link_that_is_text: "lacks the link (https://example.org/a?b=1&c=2) ‘a link’",
    a_figure_lost: "lacks the figure ‘A slope of blue’",
    another_alternative: "has ‘slope’ where the text has ‘slope of blue’, in a figure",
    an_item_of_another_number: "has the item (4. at 2), which the text does not have",
    a_list_one_deeper: "the item (• at 3)",
    a_marking_lost: "lacks the marking ‘TLP:CLEAR’ at the foot of page 3",
    text_in_no_content: "on page 3, in no marked content",
}


@pytest.mark.parametrize("change", PDF, ids=lambda change: change.__name__)
def test_a_difference_in_the_pdf_is_found(change):
    found = said_of(changed_pdf(change), "pdf")

    assert any(PDF[change] in each for each in found), found


def test_saving_the_pdf_elsewhere_changes_nothing_that_it_says():
    assert [] == said_of(changed_pdf(lambda pdf: None), "pdf")


def test_a_pdf_with_packed_objects_is_read_as_well():
    with pikepdf.open(io.BytesIO(built("pdf"))) as pdf:
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, fix_metadata_version=False)

    assert [] == said_of(out.getvalue(), "pdf")


# ── what a finding says ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("file_format", ["pdf", "docx"])
def test_a_finding_names_the_place_in_the_authors_text(file_format):
    from briefgen.proof import prove

    at = Position("brief.md", 7, 1)
    document = tree.Document(tree.Meta("Title"), (replace(paragraph("As it was written."), position=at),))
    other = replace(document, blocks=(paragraph("As it was not written."),))
    (finding,) = prove(file_format, build(other, file_format), document, style())

    assert at == finding.position
    assert "has ‘was not written.’ where the text has ‘was written.’, in a paragraph" in finding.message


def test_a_book_that_is_all_different_is_told_in_a_dozen_findings():
    document = replace(specimen(), blocks=tuple(paragraph(f"Number {n} as written.") for n in range(2000)))
    other = replace(document, blocks=tuple(paragraph(f"Number {n} rewritten.") for n in range(2000)))

    assert 12 == len(said_of(build(other, "docx"), "docx", document))


def test_the_marked_text_of_a_page_is_what_a_library_for_all_of_pdf_reads():
    from briefgen.proof.pdf_content import read_content
    from briefgen.proof.pdf_fonts import FontText

    with pikepdf.open(io.BytesIO(built("pdf"))) as pdf:
        for page in pdf.pages:
            fonts = {name[1:]: FontText(font.ToUnicode.read_bytes()) for name, font in page.obj.Resources.Font.items()}
            assert marked_texts(page.obj) == read_content(page.Contents.read_bytes(), fonts).marked


@pytest.mark.slow
def test_reading_back_takes_no_more_than_two_fifths_of_the_time_of_a_build(repository, tmp_path):
    program = "from briefgen.cli import main; main()"
    build_it = [sys.executable, "-c", program, "build", "russia-iran", "--quiet", "--out", str(tmp_path)]

    def fastest(*more: str) -> float:
        times = []
        for _ in range(4):
            began = time.perf_counter()
            subprocess.run(
                [*build_it, *more], cwd=repository, check=True, env={**os.environ, "PYTHONPATH": str(repository / "src")}
            )
            times.append(time.perf_counter() - began)
        return min(times)

    whole = fastest()

    assert whole - fastest("--no-proof") < 0.4 * whole
