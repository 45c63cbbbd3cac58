"""The logical structure, the links in it, and what every page carries besides its text."""

from __future__ import annotations

import pytest

from briefgen.layout.pages import Annotation, Content, Element, Furniture, Page, Rectangle
from briefgen.model import tree
from briefgen.model.house import Colour
from briefgen.model.role import Role
from briefgen.model.tree import Attributes
from pagination import (
    ENGLISH,
    META,
    annotations,
    body_lines,
    elements,
    end_of,
    heading,
    laid,
    note,
    outcome,
    page_text,
    paragraph,
    runs,
    saying,
    style,
    table,
    tags,
    texts,
    words_of,
)
from specimen import specimen


def test_headings_stand_one_level_under_the_title_and_skip_none():
    layout = laid(paragraph("Title", role=Role.TITLE), heading(1, "A"), heading(3, "B"), heading(2, "C"), heading(6, "D"))
    assert ["H1", "H2", "H3", "H3", "H4"] == tags(layout.root)


def test_without_a_title_the_first_heading_is_the_first_level():
    assert ["H1", "H2", "H1"] == tags(laid(heading(2, "A"), heading(2, "B"), heading(1, "C")).root)


def test_a_section_holds_its_blocks():
    layout = laid(tree.Section("summary", (heading(1, "A"), paragraph("Text."))))
    assert [["H1", "P"]] == [tags(section) for section in elements(layout.root, "Sect")]


def test_a_note_is_read_after_its_mark_and_linked_both_ways():
    layout = laid(paragraph("A claim", note("The source."), " goes on."))
    (claim,) = (child for child in layout.root.children if isinstance(child, Element))
    kinds = [child.tag if isinstance(child, Element) else "text" for child in claim.children]
    assert ["text", "Reference", "Note", "text"] == kinds
    (there,) = annotations(next(elements(layout.root, "Link")))
    (back,) = annotations(list(elements(layout.root, "Link"))[1])
    assert ("note-1", "note-1-mark") == (there.destination, back.destination)
    (element,) = elements(layout.root, "Note")
    assert ("note-1", ["Lbl", "P"]) == (element.identifier, tags(element))
    assert {"note-1", "note-1-mark"} <= set(layout.pages[0].destinations)


def test_notes_have_names_of_their_own_even_where_their_numbers_are_alike():
    layout = laid(paragraph("A", note("One.", number=1), note("Two.", number=1)))
    names = [element.identifier for element in elements(layout.root, "Note")]
    assert len(names) == len(set(names)) == 2


def test_a_link_covers_its_words_on_every_line():
    words = ENGLISH[:120]
    layout = laid(paragraph(ENGLISH[:40], tree.Link(texts(words), "https://example.org/"), "."))
    (link,) = elements(layout.root, "Link")
    areas = annotations(link)
    assert len(areas) == 2
    assert areas == layout.pages[0].annotations
    assert {"https://example.org/"} == {area.uri for area in areas}
    covered = [
        words_of([run])
        for line in body_lines(layout.pages[0])
        for run in line
        if any(a.bounds[0] - 0.1 <= run.x and end_of(run) <= a.bounds[2] + 0.1 and a.bounds[1] < run.y < a.bounds[3] for a in areas)
    ]
    assert words.split() == "".join(covered).split()


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "relative.html", "#nowhere"])
def test_what_may_not_or_cannot_be_linked_to_is_plain_text(target):
    layout = laid(paragraph("See ", tree.Link(texts("this"), target), "."))
    assert [] == list(elements(layout.root, "Link"))
    assert ["See this."] == saying(layout, "P")


def test_a_link_inside_the_document_leads_to_its_heading():
    layout = laid(heading(1, "Economy", "economy"), paragraph("See ", tree.Link(texts("above"), "#economy"), "."))
    (area,) = layout.pages[0].annotations
    assert "economy" == area.destination
    assert layout.pages[0].destinations["economy"] > area.bounds[3]


def test_cells_name_what_they_are_the_head_of():
    rows = [["Wheat", "1"], ["Steel", "2"]]
    layout = laid(table(rows, head=("Good", "Tonnes"), row_heads=True, caption=texts("Trade"), label="Table 2. "))
    (element,) = elements(layout.root, "Table")
    assert ["Caption", "THead", "TBody"] == tags(element)
    assert ["Column", "Column", "Row", "Row"] == [head.scope for head in elements(element, "TH")]
    assert ["Table 2. Trade"] == saying(layout, "Caption")


def test_lists_have_labels_that_hang_beside_their_text():
    item = tree.ListItem((paragraph("First"), tree.BulletList((tree.ListItem((paragraph("Inner"),)),))))
    layout = laid(tree.OrderedList((item, tree.ListItem((paragraph("Second"),))), start=9))
    assert ["Decimal", "Disc"] == [element.numbering for element in elements(layout.root, "L")]
    assert ["9.", "–", "10."] == saying(layout, "Lbl")
    nine, _, ten = body_lines(layout.pages[0])
    assert end_of(nine[0]) == pytest.approx(end_of(ten[0])), "numbers end together"
    assert nine[1].x == pytest.approx(ten[1].x), "texts begin together"
    assert all(run.x >= style().page.text_left.pt - 0.01 for run in (*nine, *ten))


def test_tasks_say_whether_they_are_done():
    tasks = tree.BulletList((tree.ListItem((paragraph("Done"),), True), tree.ListItem((paragraph("Open"),), False)))
    assert ["☑", "☐"] == saying(laid(tasks), "Lbl")


def test_definitions_are_a_list_of_terms():
    definitions = tree.DefinitionList((tree.Definition(texts("Brief"), ((paragraph("A short document."),),)),))
    layout = laid(definitions)
    assert (["Brief"], ["A short document."]) == (saying(layout, "Lbl"), saying(layout, "LBody"))


def judgment(number: int, level: str = "high") -> tree.Judgment:
    chip = tree.Span(texts("High confidence."), Attributes(classes=(f"confidence-{level}",)))
    confidence = paragraph(chip, " Basis: treaty texts.", role=Role.CONFIDENCE)
    return tree.Judgment((paragraph("It will last.", role=Role.JUDGMENT), confidence), number=number, label=str(number or ""))


def test_judgments_are_a_numbered_list_with_large_numerals():
    layout = laid(tree.Panel((heading(2, "Key judgments"), judgment(1), judgment(2))))
    assert ["1", "2"] == saying(layout, "Lbl")
    assert ["It will last.", "High confidence. Basis: treaty texts."] * 2 == saying(layout, "P")
    sizes = {run.size for run in runs(layout.pages[0]) if words_of([run]).strip() in {"1", "2"} and run.content}
    assert {style().roles[Role.JUDGMENT_NUMBER].size.pt} == sizes


def test_a_confidence_is_white_words_on_the_colour_of_its_level():
    layout = laid(judgment(0, "moderate"))
    (chip,) = (run for run in runs(layout.pages[0]) if "High confidence" in words_of([run]))
    ground = next(
        item
        for layer in layout.pages[0].layers
        for item in layer.items
        if isinstance(item, Rectangle) and item.colour == style().confidence["moderate"]
    )
    assert Colour(255, 255, 255) == chip.colour
    assert ground.x < chip.x < end_of(chip) < ground.x + ground.width
    assert ground.y < chip.y < ground.y + ground.height


def test_a_quotation_names_its_speaker_under_it():
    layout = laid(tree.BlockQuote((paragraph("Convenience."),), texts("A scholar"), "— "))
    (quote,) = elements(layout.root, "BlockQuote")
    assert ["P", "P"] == tags(quote)
    assert ["Convenience.", "— A scholar"] == [" ".join(text.split()) for text in saying(layout, "P")]


def test_a_callout_without_a_box_is_a_label_and_its_text():
    layout = laid(tree.Callout(tree.CalloutKind.GAP, (paragraph("The price."),), label="Gap"))
    assert ["Gap", "The price."] == saying(layout, "P")
    assert not any(layer.kind is Furniture.BACKGROUND for layer in layout.pages[0].layers)


def test_the_language_of_a_div_is_that_of_its_text():
    layout = laid(tree.Div((paragraph("Bonjour."),), Attributes(pairs=(("lang", "fr"),))))
    assert ["fr"] == [element.language for element in elements(layout.root, "Div")]
    assert "en-US" == layout.root.language


# ── contents, outline, page map ──────────────────────────────────────────────────────────────────────────────────────


def entry(text: str, level: int = 1) -> tree.ContentsEntry:
    return tree.ContentsEntry(texts(text), level, text.lower())


def test_contents_lead_to_pages_and_say_their_numbers():
    parts = [block for name in ("One", "Two", "Three") for block in (tree.PageBreak(), heading(1, name), paragraph(ENGLISH))]
    layout = laid(tree.Contents((entry("One"), entry("Two"), entry("Three", 2)), heading=texts("Contents")), *parts)
    assert [{"one": "2", "two": "3", "three": "4"}, 4] == [dict(layout.page_map.labels), layout.page_map.pages]
    toc = next(elements(layout.root, "TOC"))
    assert ["TOCI"] * 3 == tags(toc)
    (said,) = saying_all(layout, "TOC")
    assert "One 2 Two 3 Three 4" == said
    assert ["one", "two", "three"] == [area.destination for area in layout.pages[0].annotations]
    right = style().page.width.pt - style().page.margin_right.pt
    assert [pytest.approx(right)] * 3 == [end_of(line[-1]) for line in body_lines(layout.pages[0])[1:]]


def saying_all(layout, tag: str) -> list[str]:
    from pagination import painted, said

    contents = painted(layout)
    return [" ".join(said(element, contents, leave_out=()).split()) for element in elements(layout.root, tag)]


def test_the_outline_holds_the_title_and_the_upper_headings():
    layout = laid(paragraph("The title", role=Role.TITLE), heading(1, "A"), heading(2, "B"), heading(4, "C"))
    assert [("The title", 1), ("A", 1), ("B", 2)] == [(item.title, item.level) for item in layout.outline]
    assert {item.destination for item in layout.outline} <= set(layout.pages[0].destinations)


# ── furniture ────────────────────────────────────────────────────────────────────────────────────────────────────────


def furniture(page: Page, kind: Furniture) -> str:
    return " ".join(page_text(page, kind).split())


def test_every_page_says_what_it_is_a_page_of():
    meta = tree.Meta("The whole title", series="Series 7", running_title="Short title", language="en-US")
    layout = laid(heading(1, "Economy"), *[paragraph(ENGLISH)] * 20, heading(1, "Policy"), paragraph("End."), meta=meta)
    first, last = layout.pages[0], layout.pages[-1]
    total = len(layout.pages)
    assert "Series 7 1 Economy" == furniture(first, Furniture.HEADER)
    assert f"Series 7 {total} Policy" == furniture(last, Furniture.HEADER)
    assert f"Short title Page 1 of {total}" == furniture(first, Furniture.FOOTER)
    assert all(run.content is None for page in layout.pages for run in runs(page, Furniture.HEADER, Furniture.FOOTER))


def test_a_section_runs_on_in_the_head_until_another_begins():
    layout = laid(heading(1, "Economy"), *[paragraph(ENGLISH)] * 20)
    assert len(layout.pages) > 2
    assert all("Economy" in furniture(page, Furniture.HEADER) for page in layout.pages)


def test_a_long_running_title_is_shortened_at_a_word():
    layout = laid(heading(1, "Word " * 60), paragraph("Text."))
    shown = furniture(layout.pages[0], Furniture.HEADER)
    assert "Word…" in shown
    assert shown.count("Word") < 30


@pytest.mark.parametrize("label", ["TLP:RED", "TLP:AMBER+STRICT", "INTERNAL"])
def test_the_marking_stands_at_the_top_and_at_the_bottom_of_every_page_cover_included(label):
    cover = tree.Cover((paragraph("Title", role=Role.COVER_TITLE),))
    layout = laid(cover, paragraph("Text."), meta=tree.Meta("Title", marking=label))
    colour = style().marking.colours.get(label, style().roles[Role.MARKING].colour)
    assert len(layout.pages) == 2
    for page in layout.pages:
        shown = [run for run in runs(page, Furniture.HEADER, Furniture.FOOTER) if words_of([run]) == label]
        assert {colour} == {run.colour for run in shown}
        low, high = sorted(run.y for run in shown)
        assert low < 60
        assert high > page.height - 60
        for run in shown:
            assert abs(page.width - run.x - end_of(run)) < 1.0


# ── the cover ────────────────────────────────────────────────────────────────────────────────────────────────────────


def cover(title: str = "The title", details: int = 2) -> tree.Cover:
    return tree.Cover(
        (
            paragraph("Institute", role=Role.COVER_ORGANISATION),
            paragraph(title, role=Role.COVER_TITLE),
            paragraph("The subtitle", role=Role.COVER_SUBTITLE),
            *[paragraph(f"Detail {n}", role=Role.COVER_DETAIL) for n in range(details)],
            tree.Contents((entry("One"), entry("Deeper", 2))),
        )
    )


def test_the_cover_is_the_first_page_and_bears_no_number():
    layout = laid(cover(), heading(1, "One"), paragraph("Text."))
    assert ["", "2"] == [page.label for page in layout.pages]
    assert {"one": "2"} == {name: label for name, label in layout.page_map.labels.items() if name == "one"}
    ground = next(item for item in layout.pages[0].layers[0].items if isinstance(item, Rectangle))
    page = layout.pages[0]
    assert max(ground.x, ground.y) < 0, "over the edges, which are no whole number of pixels from each other"
    assert page.width < ground.x + ground.width
    assert page.height < ground.y + ground.height
    assert "Page" not in page_text(layout.pages[0])


def test_the_cover_reads_from_its_head_to_its_contents():
    layout = laid(cover(), heading(1, "One"), paragraph("Text."))
    assert ["P", "H1", "P", "P", "P", "TOC", "H2", "P"] == tags(layout.root)
    assert ["One 2"] == saying_all(layout, "TOC"), "only the first level has room"


@pytest.mark.parametrize(
    ("title", "details"), [("A title", 30), ("A very long title that goes on and on " * 12, 3), ("T" * 300, 1)]
)
def test_a_cover_with_too_much_on_it_stays_on_its_page(title, details):
    layout = outcome(cover(title, details), heading(1, "One"), paragraph("Text.")).value
    page = layout.pages[0]
    assert all(0 < run.x and end_of(run) <= page.width for run in runs(page))
    assert max(run.y for run in runs(page)) < page.height
    if details < 20:
        assert min(run.y for run in runs(page)) > 20


def test_a_document_with_nothing_but_a_cover_is_one_page():
    assert 1 == len(laid(tree.Cover((paragraph("Title", role=Role.COVER_TITLE),))).pages)


# ── everything at once ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_specimen_is_laid_out_whole():
    layout = laid(*specimen().blocks, meta=specimen().meta, pictures=dict(specimen().pictures))
    assert len(layout.pages) > 3
    parents: dict[int, int] = {}
    for element in elements(layout.root):
        for child in element.children:
            parents[id(child)] = parents.get(id(child), 0) + 1
            assert not isinstance(child, Content) or child.owner is element
    assert {1} == set(parents.values()), "every child has one parent"
    areas = [area for page in layout.pages for area in page.annotations]
    known = {name for page in layout.pages for name in page.destinations}
    assert all((area.uri is None) != (area.destination is None) for area in areas)
    assert {area.destination for area in areas if area.destination} <= known
    assert all(isinstance(area, Annotation) and id(area) in parents for area in areas)


def test_rows_of_code_are_contents_of_their_own():
    (code,) = elements(laid(tree.CodeBlock("def f(x):\n\n    return x")).root, "Code")
    assert [Content, Content] == [type(child) for child in code.children]


STANDARD = frozenset(
    """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
    Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP
    Figure Formula Form
""".split()
)


def test_every_type_is_one_that_needs_no_explanation():
    layout = laid(*specimen().blocks, meta=specimen().meta, pictures=dict(specimen().pictures))
    assert set() == {element.tag for element in elements(layout.root)} - STANDARD, "ISO 32000-1 §14.8.4"


def test_headings_have_a_bar_in_the_margin():
    layout = laid(heading(1, "Economy"), paragraph("Text."), meta=META)
    page = style().page
    (bar,) = (i for layer in layout.pages[0].layers for i in layer.items if isinstance(i, Rectangle))
    assert (page.margin_left.pt, style().colours["accent"]) == (bar.x, bar.colour)
    assert bar.x + bar.width < page.text_left.pt
