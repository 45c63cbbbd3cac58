"""One thing at a time is broken in a good PDF: our tag check and the public validator together catch every one, and our own check
those that the validator does not see."""

from __future__ import annotations

import re

import page
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from briefgen.proof.tags import check_tags
from proving import built, changed_pdf, elements, shows

BODY = 2


def own_findings(data: bytes) -> list[str]:
    return [finding.message for finding in check_tags(data)]


def public_findings(data: bytes) -> list[str]:
    return [
        f"{profile} {failure.rule_id}"
        for profile in ("ua1", "3a")
        for failure in page.validate_pdf_bytes(data, profile=profile).failures
    ]


def first(pdf: Pdf, tag: str) -> pikepdf.Object:
    return elements(pdf, tag)[0]


def showing(pdf: Pdf, tag: str, text: str) -> pikepdf.Object:
    return next(element for element in elements(pdf, tag) if shows(pdf, element, text))


def edit(pdf: Pdf, pattern: bytes, replacement: bytes, *, number: int = BODY) -> None:
    """Change the content of a page; what is to be changed must be there."""
    contents = pdf.pages[number].Contents
    data, count = re.subn(pattern, replacement, contents.read_bytes(), count=1, flags=re.DOTALL)
    assert 1 == count
    contents.write(data)


def annotation(pdf: Pdf) -> pikepdf.Object:
    return next(link for page in pdf.pages for link in page.obj.get("/Annots", ()))


def a_font(pdf: Pdf) -> pikepdf.Object:
    return next(iter(pdf.pages[BODY].Resources.Font.values()))


def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def no_mark_info(pdf: Pdf) -> None:
    del pdf.Root.MarkInfo


def no_title_in_the_window(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences


def a_page_without_struct_parents(pdf: Pdf) -> None:
    del pdf.pages[BODY].obj["/StructParents"]


def an_empty_parent_tree(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array([])


def no_parent_tree(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot["/ParentTree"]


def two_entries_of_the_parent_tree_exchanged(pdf: Pdf) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    entries = next(numbers[at + 1] for at in range(0, len(numbers), 2) if int(numbers[at]) == BODY)
    other = next(at for at in range(1, len(entries)) if entries[at].objgen != entries[0].objgen)
    entries[0], entries[other] = entries[other], entries[0]


def a_figure_without_words(pdf: Pdf) -> None:
    del first(pdf, "Figure")["/Alt"]


def a_figure_with_empty_words(pdf: Pdf) -> None:
    first(pdf, "Figure").Alt = String("")


def a_link_without_contents(pdf: Pdf) -> None:
    del annotation(pdf)["/Contents"]


def a_link_without_struct_parent(pdf: Pdf) -> None:
    del annotation(pdf)["/StructParent"]


def a_link_element_without_its_annotation(pdf: Pdf) -> None:
    link = next(each for each in elements(pdf, "Link") if isinstance(each.K, Array))
    link.K = link.K[0]


def no_tab_order(pdf: Pdf) -> None:
    number = next(n for n, page in enumerate(pdf.pages) if "/Annots" in page.obj)
    del pdf.pages[number].obj["/Tabs"]


def a_note_without_identifier(pdf: Pdf) -> None:
    del first(pdf, "Note")["/ID"]


def two_notes_of_one_identifier(pdf: Pdf) -> None:
    one, other, *_ = elements(pdf, "Note")
    other.ID = one.ID


def a_head_without_scope(pdf: Pdf) -> None:
    del first(pdf, "TH")["/A"]


def a_short_row(pdf: Pdf) -> None:
    row = showing(pdf, "P", "Steel").P.P
    row.K = Array(list(row.K)[:-1])


def a_heading_level_skipped(pdf: Pdf) -> None:
    first(pdf, "H3").S = Name.H5


def a_type_that_is_none(pdf: Pdf) -> None:
    first(pdf, "P").S = Name.Foo


def content_without_a_tag(pdf: Pdf) -> None:
    edit(pdf, rb"/P <</MCID \d+>> BDC(.*?)EMC", rb"\1")


def decoration_inside_content(pdf: Pdf) -> None:
    edit(pdf, rb"(/P <</MCID \d+>> BDC)", rb"\1 /Artifact BMC 0 0 1 1 re f EMC")


def content_inside_decoration(pdf: Pdf) -> None:
    edit(pdf, rb"(/P <</MCID \d+>> BDC.*?EMC)", rb"/Artifact BMC \1 EMC")


def a_number_used_twice(pdf: Pdf) -> None:
    edit(pdf, rb"/MCID 3>>", rb"/MCID 2>>")


def no_map_to_unicode(pdf: Pdf) -> None:
    del a_font(pdf)["/ToUnicode"]


def a_font_that_is_not_embedded(pdf: Pdf) -> None:
    del a_font(pdf).DescendantFonts[0].FontDescriptor["/FontFile2"]


def a_wrong_width(pdf: Pdf) -> None:
    for font in pdf.pages[BODY].Resources.Font.values():
        widths = font.DescendantFonts[0].W[1]
        for at in range(len(widths)):
            widths[at] = int(widths[at]) + 80


def no_metadata(pdf: Pdf) -> None:
    del pdf.Root.Metadata


def metadata_without_a_title(pdf: Pdf) -> None:
    pdf.Root.Metadata.write(re.sub(rb"<dc:title>.*?</dc:title>", b"", pdf.Root.Metadata.read_bytes(), flags=re.DOTALL))


def two_titles(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = String("Another")


def no_output_intent(pdf: Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def a_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def an_attachment_without_relationship(pdf: Pdf) -> None:
    del pdf.Root.AF[0]["/AFRelationship"]


def an_attachment_that_the_document_does_not_own(pdf: Pdf) -> None:
    del pdf.Root["/AF"]


def a_link_that_is_not_printed(pdf: Pdf) -> None:
    annotation(pdf).F = 0


def colours_of_the_press(pdf: Pdf) -> None:
    edit(pdf, rb"\Z", b"\n/Artifact BMC 0 1 0 0 k 0 0 5 5 re f EMC")


def a_language_that_is_none(pdf: Pdf) -> None:
    pdf.Root.Lang = String("english please")


def suspects(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


MUTATIONS = (
    no_language,
    no_mark_info,
    no_title_in_the_window,
    a_page_without_struct_parents,
    an_empty_parent_tree,
    no_parent_tree,
    two_entries_of_the_parent_tree_exchanged,
    a_figure_without_words,
    a_figure_with_empty_words,
    a_link_without_contents,
    a_link_without_struct_parent,
    a_link_element_without_its_annotation,
    no_tab_order,
    a_note_without_identifier,
    two_notes_of_one_identifier,
    a_head_without_scope,
    a_short_row,
    a_heading_level_skipped,
    a_type_that_is_none,
    content_without_a_tag,
    decoration_inside_content,
    content_inside_decoration,
    a_number_used_twice,
    no_map_to_unicode,
    a_font_that_is_not_embedded,
    a_wrong_width,
    no_metadata,
    metadata_without_a_title,
    two_titles,
    no_output_intent,
    a_script,
    an_attachment_without_relationship,
    an_attachment_that_the_document_does_not_own,
    a_link_that_is_not_printed,
    colours_of_the_press,
    a_language_that_is_none,
    suspects,
)

OURS_ALONE = (
    a_page_without_struct_parents,
    two_entries_of_the_parent_tree_exchanged,
    a_link_element_without_its_annotation,
    a_head_without_scope,
    a_number_used_twice,
    two_titles,
)
"""What the public validator passes."""


def test_the_good_file_passes_both():
    assert [] == own_findings(built("pdf")) + public_findings(built("pdf"))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_what_is_broken_is_caught(mutation):
    data = changed_pdf(mutation)

    assert own_findings(data) + public_findings(data)


@pytest.mark.parametrize("mutation", OURS_ALONE, ids=lambda mutation: mutation.__name__)
def test_what_the_validator_passes_our_own_check_does_not(mutation):
    data = changed_pdf(mutation)

    assert own_findings(data)


STRUCTURE = (
    no_language, no_mark_info, an_empty_parent_tree, no_parent_tree, a_figure_without_words, a_figure_with_empty_words,
    a_link_without_contents, a_link_without_struct_parent, no_tab_order, a_note_without_identifier, two_notes_of_one_identifier,
    a_short_row, a_heading_level_skipped, a_type_that_is_none, content_without_a_tag, decoration_inside_content,
    content_inside_decoration, no_metadata, metadata_without_a_title, a_language_that_is_none, suspects, no_title_in_the_window,
)  # fmt: skip
"""What is said of the structure itself: our own check sees it without the validator, which is no part of the program."""


@pytest.mark.parametrize("mutation", STRUCTURE, ids=lambda mutation: mutation.__name__)
def test_what_is_broken_in_the_structure_our_own_check_sees_by_itself(mutation):
    assert own_findings(changed_pdf(mutation))
