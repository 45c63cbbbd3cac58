"""A Word file of ours passes its lint; each fault, seeded alone in a good file, is named."""

from __future__ import annotations

import functools
import io
import re
import zipfile

import pytest

from briefgen.proof.docx_file import DamagedDocx, DocxFile
from briefgen.proof.package import ADVICE, RULES, lint
from briefgen.proof.package_index import Package
from proving import built, changed_docx, packed

DOCUMENT, NOTES, LISTS, SETTINGS = "word/document.xml", "word/footnotes.xml", "word/numbering.xml", "word/settings.xml"
STYLES, TYPES, LINKS, CUSTOM = "word/styles.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", "docProps/custom.xml"
CELL = r"<w:tc>(<w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>)(?:(?!</w:tc>|<w:tbl>).)*?</w:tc>"
RUN = r"(<w:p>(?:<w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)?)"
HOME = "/" + "home/"


def said(data: bytes) -> list[str]:
    return [finding.message.removeprefix("in the Word file ") for finding in lint(DocxFile(data))]


@functools.cache
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(built("docx"))) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def test_the_specimen_of_every_node_has_nothing_wrong_with_it():
    assert [] == said(built("docx"))


def test_no_heading_of_the_specimen_skips_a_level_and_no_link_is_called_by_its_address():
    package = Package(DocxFile(built("docx")))

    assert ["tables_have_heads"] == [rule.__name__ for rule in ADVICE if list(rule(package))], "one table of it has none to print"


def seeded(part: str, pattern: str, replacement: str) -> bytes:
    return changed_docx(part, pattern, replacement)


def put(run: str) -> tuple[str, str, str]:
    """Markup at the beginning of the first paragraph of the body that has properties."""
    return (DOCUMENT, r"(</w:pPr>)(?=<w:(?:r|bookmarkStart)\b)", rf"\1{run}")


FAULTS = {
    "a cell without a paragraph": ((DOCUMENT, CELL, r"<w:tc>\1</w:tc>"), "does not end with a paragraph"),
    "a note without a paragraph": (
        (NOTES, r'(<w:footnote w:id="3">).*?</w:footnote>', r"\1</w:footnote>"),
        "the footnote 3 does not end",
    ),
    "a bookmark that does not end": ((DOCUMENT, r"<w:bookmarkEnd [^>]*/>", ""), "does not end"),
    "a bookmark that only ends": (put('<w:bookmarkEnd w:id="9999"/>'), "the bookmark 9999 ends and does not begin"),
    "a bookmark's name twice": (
        put('<w:bookmarkStart w:id="9999" w:name="PROSE"/><w:bookmarkEnd w:id="9999"/>'),
        "two bookmarks are called 'prose'",
    ),
    "a bookmark's name too long": (
        put(f'<w:bookmarkStart w:id="9999" w:name="{"n" * 41}"/><w:bookmarkEnd w:id="9999"/>'),
        "has a name of over 40 characters",
    ),
    "a bookmark's number twice": (
        put('<w:bookmarkStart w:id="1" w:name="again"/><w:bookmarkEnd w:id="1"/>'),
        "two ranges have the number 1",
    ),
    "a revision's number that is a bookmark's": (put('<w:ins w:id="1" w:author="A"/>'), "two ranges have the number 1"),
    "an item of no list": ((DOCUMENT, r'<w:numId w:val="\d+"/>', '<w:numId w:val="777"/>'), "the list 777 is used and not defined"),
    "a list without a definition": (
        (LISTS, r'(<w:num [^>]*><w:abstractNumId w:val=")\d+', r"\g<1>777"),
        "from the definition '777'",
    ),
    "a definition after a list": (
        (LISTS, "</w:numbering>", '<w:abstractNum w:abstractNumId="99"/></w:numbering>'),
        "stands after a list",
    ),
    "a style that is not defined": (
        (DOCUMENT, r'<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Nobody"/>'),
        "the style 'Nobody' is used",
    ),
    "a style's id twice": ((STYLES, r'w:styleId="Quote"', 'w:styleId="Caption"'), "two styles have the id 'Caption'"),
    "a style's name twice": ((STYLES, r'<w:name w:val="Quote"/>', '<w:name w:val="caption"/>'), "two styles are called 'caption'"),
    "a control's number twice": (
        put(2 * '<w:sdt><w:sdtPr><w:id w:val="77"/></w:sdtPr><w:sdtContent><w:r/></w:sdtContent></w:sdt>'),
        "two content controls have the number 77",
    ),
    "an empty control": (put("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>"), "a content control in /word/document.xml is empty"),
    "a field that does not end": (put('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'), "does not end"),
    "a field that only ends": (put('<w:r><w:fldChar w:fldCharType="end"/></w:r>'), "ends before it begins"),
    "a field to be updated": (
        (DOCUMENT, 'w:fldCharType="begin"', 'w:fldCharType="begin" w:dirty="1"'),
        "a field asks to be updated",
    ),
    "fields to be updated": ((SETTINGS, "(<w:zoom [^>]*/>)", r"\1<w:updateFields/>"), "ask for every field to be updated"),
    "fewer columns than cells": ((DOCUMENT, r"(<w:tblGrid>)<w:gridCol [^>]*/>", r"\1"), "columns and rows of"),
    "two tables that are one": (
        (DOCUMENT, r"</w:tbl>(<w:p>(?:(?!</w:p>).)*</w:p>)", r"</w:tbl><w:tbl/>\1"),
        "has no paragraph after it",
    ),
    "a cell that goes on from nothing": (
        (DOCUMENT, r"(<w:tcW [^>]*/>)", r"\1<w:vMerge/>"),
        "goes on from above where no cell began",
    ),
    "a head that is not repeated": ((DOCUMENT, "<w:tblHeader/>", ""), "a head that is none to a screen reader"),
    "a property too long": ((CUSTOM, "(<vt:lpwstr>)", r"\1" + "x" * 256), "characters long; Word reads 255"),
    "a property's number twice": ((CUSTOM, r'pid="3"', 'pid="2"'), "two properties have the number 2"),
    "a property's number too low": ((CUSTOM, r'pid="2"', 'pid="1"'), "they begin with 2"),
    "deleted text that is not": (
        put('<w:del w:id="9999" w:author="A"><w:r><w:t>gone</w:t></w:r></w:del>'),
        "a tracked deletion holds text",
    ),
    "a link to nowhere": ((DOCUMENT, r'w:anchor="prose"', 'w:anchor="nowhere"'), "leads to the bookmark 'nowhere'"),
    "a page of nowhere": ((DOCUMENT, "PAGEREF prose", "PAGEREF nowhere"), "a field names the bookmark 'nowhere'"),
    "a link in a link": (
        put('<w:hyperlink w:anchor="prose"><w:hyperlink w:anchor="prose"><w:r/></w:hyperlink></w:hyperlink>'),
        "a link stands in a link",
    ),
    "an address with a space": ((LINKS, r"https://example\.org/a\?", "https://example.org/a b?"), "no address of the web"),
    "an address of a file": ((LINKS, r"https://example\.org/a\?", "file:///etc/passwd?"), "no address of the web"),
    "data that are not there": (
        put('<w:sdt><w:sdtPr><w:dataBinding w:storeItemID="{77}"/></w:sdtPr><w:sdtContent><w:r/></w:sdtContent></w:sdt>'),
        "a control is bound to {77}",
    ),
    "a note that is missing": ((NOTES, r'<w:footnote w:id="3">.*?</w:footnote>', ""), "a mark leads to the footnote 3"),
    "a note twice": ((NOTES, r'(<w:footnote w:id=")4(")', r"\g<1>3\2"), "the footnote 3 is there twice"),
    "a note without a mark": ((DOCUMENT, r'<w:footnoteReference w:id="3"/>', ""), "the footnote 3 has no mark"),
    "a note with two marks": ((DOCUMENT, r'(<w:footnoteReference w:id=")4(")', r"\g<1>3\2"), "the footnote 3 has two marks"),
    "notes without a rule": ((NOTES, r' w:type="separator"', ' w:type="other"'), "the footnotes have no separator"),
    "a drawing's number twice": (
        (DOCUMENT, r'(<wp:docPr id=")2(")', r"\g<1>1\2"),
        "two drawings in /word/document.xml have the number 1",
    ),
    "a drawing without words": ((DOCUMENT, r'descr="A slope of blue"', 'descr=""'), "has no words"),
    "decoration that is described": ((DOCUMENT, r'descr=""', 'descr="A line"'), "is described and decoration"),
    "no language": ((STYLES, r"<w:lang [^>]*/>", ""), "no language is stated"),
    "no title": (("docProps/core.xml", "<dc:title>.*?</dc:title>", ""), "the properties have no title"),
    "spaces that are lost": (put("<w:r><w:t>word </w:t></w:r>"), "would lose its spaces: 'word '"),
    "a part without a type": ((TYPES, r'<(?:ct:)?Default Extension="png"[^>]*/>', ""), "has no content type"),
    "a part of any type": (
        (TYPES, r'<(?:ct:)?Override PartName="/word/styles.xml"[^>]*/>', ""),
        "no content type but that of any XML",
    ),
    "a type of no part": ((TYPES, r"/word/styles\.xml", "/word/stiles.xml"), "stated for /word/stiles.xml"),
    "a relationship to nothing": ((LINKS, r"(Target=\"[^\"]*)styles\.xml", r"\1stiles.xml"), "stiles.xml, which is not there"),
    "a relationship twice": ((LINKS, r'Id="rId2"', 'Id="rId1"'), "the relationship rId1 stands twice"),
    "a relationship that is not there": ((DOCUMENT, r'r:embed="[^"]*"', 'r:embed="rId777"'), "asks for the relationship rId777"),
    "a prefix of one's own": (
        (
            DOCUMENT,
            "<pic:pic>(.*?)</pic:pic>",
            r'<ns0:pic xmlns:ns0="http://schemas.openxmlformats.org/drawingml/2006/picture">\1</ns0:pic>',
        ),
        "calls http://schemas.openxmlformats.org/drawingml/2006/picture 'ns0'",
    ),
    "a prefix that is not declared": (
        (DOCUMENT, 'mc:Ignorable="', 'mc:Ignorable="w99 '),
        "lets 'w99' be ignored and does not declare it",
    ),
    "an older mode": ((SETTINGS, r'(w:name="compatibilityMode"[^>]*w:val=")15', r"\g<1>14"), "the compatibility mode is 14"),
    "a path of a machine": (
        ("docProps/app.xml", "</ep:Application>", f"</ep:Application><ep:Template>{HOME}analyst/a.dotx</ep:Template>"),
        "say '/home/'",
    ),
    "a path in a relationship": ((LINKS, r'Target="media/', f'Target="{HOME}media/'), "says '/home/'"),
    "a trace of a program": (("docProps/app.xml", "<ep:Application>", "<ep:Application>python-docx "), "say 'python-docx'"),
    "a session's number": (
        (DOCUMENT, "<w:body><w:p>", '<w:body><w:p w:rsidR="00AB12CD">'),
        "tell in which sessions it was written",
    ),
    "somebody's name": (
        ("docProps/core.xml", "</cp:coreProperties>", "<cp:lastModifiedBy>analyst</cp:lastModifiedBy></cp:coreProperties>"),
        "name who changed it last",
    ),
    "text that nobody sees": (
        (STYLES, r'(w:styleId="Heading1">(?:(?!</w:style>).)*?<w:color w:val=")[0-9A-F]{6}', r"\1FFFFFF"),
        "text in the style 'Heading1' has the colour of what is behind it, FFFFFF",
    ),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_named(what):
    (part, pattern, replacement), finding = FAULTS[what]
    found = said(changed_docx(part, pattern, replacement))

    assert any(finding in each for each in found), found


def test_a_member_that_is_there_twice_is_named():
    out = io.BytesIO(built("docx"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/Styles.xml", parts()["word/styles.xml"])

    assert "the member /word/styles.xml is there twice" in said(out.getvalue())


def test_every_rule_has_a_fault_that_it_names():
    silent = {rule.__name__ for rule in RULES}
    seeds = [changed_docx(*seed) for seed, _ in FAULTS.values()]
    for data in seeds:
        package = Package(DocxFile(data))
        silent -= {rule.__name__ for rule in RULES if rule.__name__ in silent and list(rule(package))}

    assert {"members_have_one_name_each"} == silent


def test_a_fault_that_is_everywhere_is_told_three_times():
    text = re.sub(r' xml:space="preserve"', "", parts()[DOCUMENT].decode())
    found = said(packed(parts() | {DOCUMENT: text.encode()}))

    assert 3 == len(found)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not a package"])
def test_what_is_no_package_is_said_to_be_none(data):
    with pytest.raises(DamagedDocx, match="no package"):
        DocxFile(data)
