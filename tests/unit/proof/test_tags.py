"""The tag check passes a good file and names what is broken in a bad one: one thing at a time is broken in a file we wrote."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Name, Pdf, String

from briefgen.proof.tags import check_tags
from briefgen.writers import pdf as writer
from press import document, manifest, report, style
from specimen import picture


@functools.cache
def good() -> bytes:
    return writer.write(document(picture()), style(), manifest(), report().layout())


def elements(pdf: Pdf, tag: str) -> list[pikepdf.Object]:
    found = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == Name.StructElem]
    return [element for element in found if element.S == Name(f"/{tag}")]


def edit_page(pdf: Pdf, number: int, pattern: bytes, replacement: bytes) -> None:
    contents = pdf.pages[number].Contents
    contents.write(re.sub(pattern, replacement, contents.read_bytes(), count=1, flags=re.DOTALL))


def broken(break_one_thing: Callable[[Pdf], None]) -> tuple[str, ...]:
    with pikepdf.open(io.BytesIO(good())) as pdf:
        break_one_thing(pdf)
        out = io.BytesIO()
        pdf.save(out, fix_metadata_version=False)
    return tuple(finding.message for finding in check_tags(out.getvalue()))


def test_a_good_file_has_no_findings() -> None:
    assert () == check_tags(good())


def test_saving_it_again_elsewhere_changes_nothing_about_that() -> None:
    assert () == broken(lambda pdf: None)


def no_structure_tree(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def no_parent_tree(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot["/ParentTree"]


def an_empty_parent_tree(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array([])


def a_page_without_struct_parents(pdf: Pdf) -> None:
    del pdf.pages[1].obj["/StructParents"]


def two_entries_exchanged(pdf: Pdf) -> None:
    entries = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    entries[0], entries[3] = entries[3], entries[0]


def one_entry_missing(pdf: Pdf) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    numbers[1] = Array(list(numbers[1])[:-1])


def a_number_used_twice(pdf: Pdf) -> None:
    edit_page(pdf, 0, rb"/MCID 3>>", b"/MCID 2>>")


def content_without_a_tag(pdf: Pdf) -> None:
    edit_page(pdf, 0, rb"/P <</MCID 1>> BDC(.*?)EMC", rb"/Artifact BMC\1EMC")


def content_that_no_element_owns(pdf: Pdf) -> None:
    edit_page(pdf, 0, rb"\Z", b"\n/P <</MCID 99>> BDC EMC")


def a_sequence_never_closed(pdf: Pdf) -> None:
    edit_page(pdf, 0, rb"EMC\s*\Z", b"")


def a_sequence_with_two_owners(pdf: Pdf) -> None:
    elements(pdf, "H1")[0].K = Array([0, 1])


def an_element_with_another_parent(pdf: Pdf) -> None:
    elements(pdf, "H1")[0].P = elements(pdf, "Table")[0]


def an_element_in_two_places(pdf: Pdf) -> None:
    section = elements(pdf, "Sect")[0]
    section.K = Array([*section.K, section.K[0]])


def an_empty_paragraph(pdf: Pdf) -> None:
    del elements(pdf, "H2")[0]["/K"]


def a_link_without_its_annotation(pdf: Pdf) -> None:
    link = elements(pdf, "Link")[0]
    link.K = link.K[0]


def a_link_on_another_page(pdf: Pdf) -> None:
    elements(pdf, "Link")[0].K[1].Pg = pdf.pages[1].obj


def an_annotation_that_leads_nowhere_back(pdf: Pdf) -> None:
    del pdf.pages[0].Annots[0]["/StructParent"]


def an_annotation_that_leads_to_another_link(pdf: Pdf) -> None:
    first, second = pdf.pages[0].Annots
    first.StructParent, second.StructParent = second.StructParent, first.StructParent


def an_annotation_without_contents(pdf: Pdf) -> None:
    del pdf.pages[0].Annots[0]["/Contents"]


def a_note_without_identifier(pdf: Pdf) -> None:
    del elements(pdf, "Note")[0]["/ID"]


def an_identifier_used_twice(pdf: Pdf) -> None:
    elements(pdf, "P")[0]["/ID"] = elements(pdf, "Note")[0].ID


def an_identifier_outside_the_index(pdf: Pdf) -> None:
    elements(pdf, "Note")[0]["/ID"] = String("other")


def a_head_without_scope(pdf: Pdf) -> None:
    del elements(pdf, "TH")[0]["/A"]


def a_short_row(pdf: Pdf) -> None:
    row = elements(pdf, "TR")[1]
    row.K = row.K[0]


def a_heading_level_skipped(pdf: Pdf) -> None:
    elements(pdf, "H2")[0].S = Name.H4


def a_figure_without_text(pdf: Pdf) -> None:
    del elements(pdf, "Figure")[0]["/Alt"]


def a_figure_with_empty_text(pdf: Pdf) -> None:
    elements(pdf, "Figure")[0]["/Alt"] = String(" ")


def another_title_in_the_information_dictionary(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = String("Another")


def another_date_in_the_information_dictionary(pdf: Pdf) -> None:
    pdf.docinfo["/ModDate"] = String("D:20221021060000+02'00'")


def no_metadata(pdf: Pdf) -> None:
    del pdf.Root.Metadata


@pytest.mark.parametrize(
    ("break_one_thing", "finding"),
    [
        (no_structure_tree, "the document has no structure tree"),
        (no_parent_tree, "the structure tree has no parent tree"),
        (an_empty_parent_tree, "page 1: the parent tree has no entry for it"),
        (a_page_without_struct_parents, "page 2: no StructParents, so nothing leads from its content to the tree"),
        (two_entries_exchanged, "page 1, marked content 0: the parent tree names another element"),
        (one_entry_missing, "page 1, marked content .*: the parent tree names another element"),
        (a_number_used_twice, "page 1, marked content 2: its number is used twice"),
        (content_without_a_tag, "page 1, marked content 1: in the tree, not on the page"),
        (content_that_no_element_owns, "page 1, marked content 99: no element owns it"),
        (a_sequence_never_closed, "page 1: marked content is not balanced"),
        (a_sequence_with_two_owners, "page 1, marked content 1: two elements own it"),
        (an_element_with_another_parent, "the H1 in object .* does not name its parent"),
        (an_element_in_two_places, "the H1 in object .* stands in the tree twice"),
        (an_empty_paragraph, "the H2 in object .* is empty"),
        (a_link_without_its_annotation, "page 1, annotation 1: no element refers to it"),
        (a_link_on_another_page, "the Link in object .* refers to an annotation that is not on its page"),
        (an_annotation_that_leads_nowhere_back, "page 1, annotation 1: no StructParent, so nothing leads from it to the tree"),
        (an_annotation_that_leads_to_another_link, "page 1, annotation 2: the parent tree names another element"),
        (an_annotation_without_contents, "page 1, annotation 1: no Contents to say where it leads"),
        (a_note_without_identifier, "the Note in object .* has no identifier"),
        (an_identifier_used_twice, "the identifier note-1 is used twice"),
        (an_identifier_outside_the_index, "the identifier other is not in the index"),
        (a_head_without_scope, "the TH in object .* does not say whether it heads a row or a column"),
        (a_short_row, "the Table in object .* has rows of 1 and 2 columns"),
        (a_heading_level_skipped, "the H4 in object .* follows H1: a level is skipped"),
        (a_figure_without_text, "the Figure in object .* has no text in its place"),
        (a_figure_with_empty_text, "the Figure in object .* has no text in its place"),
        (another_title_in_the_information_dictionary, "Title is 'Another' in the information dictionary and 'A report .*' in XMP"),
        (another_date_in_the_information_dictionary, "ModDate is .* in the information dictionary and '2022-10-20T.*' in XMP"),
        (no_metadata, "the document has no XMP metadata"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_is_broken_is_named(break_one_thing: Callable[[Pdf], None], finding: str) -> None:
    findings = broken(break_one_thing)
    assert any(re.match(finding, each) for each in findings), findings


@pytest.mark.parametrize("data", [b"", b"not a PDF", good()[: len(good()) // 2]], ids=["empty", "text", "half"])
def test_a_damaged_file_is_a_finding_and_no_exception(data: bytes) -> None:
    assert check_tags(data)


@pytest.mark.parametrize("at", range(400, len(good()), 997))
def test_a_file_with_a_hole_never_raises(at: int) -> None:
    damaged = good()[:at] + b"\0" * 40 + good()[at + 40 :]
    assert isinstance(check_tags(damaged), tuple)
