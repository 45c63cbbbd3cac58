"""The structure tree is layout's tree, less what was not painted."""

from __future__ import annotations

import pikepdf
import pytest
from reading import opened, operators, outline, structure, write

from briefgen.layout.pages import Annotation, Content, Element, Rectangle
from press import INK, Press, report


@pytest.fixture
def press() -> Press:
    made = Press()
    made.page()
    return made


def test_reading_order_is_that_of_the_tree_and_not_of_the_painting(press: Press) -> None:
    first, second = press.root.add("P"), press.root.add("P")
    press.run(second.content(), "painted first")
    press.run(first.content(), "painted last")
    assert ("Document", ("P", 1), ("P", 0)) == structure(write(press.layout()))


def test_pieces_painted_one_after_the_other_share_a_number(press: Press) -> None:
    content = press.root.add("P").content()
    press.run(content, "one ")
    press.run(content, "two")
    assert ("Document", ("P", 0)) == structure(write(press.layout()))


def test_a_piece_after_something_else_has_a_number_of_its_own(press: Press) -> None:
    content = press.root.add("P").content()
    press.run(content, "one ")
    press.add(Rectangle(0, 0, 9, 9, INK))
    press.run(content, "two")
    assert ("Document", ("P", 0, 1)) == structure(write(press.layout()))


def test_a_paragraph_over_two_pages_is_one_paragraph(press: Press) -> None:
    content = press.root.add("P").content()
    press.run(content, "one ")
    press.page()
    press.run(content, "two")
    data = write(press.layout())
    assert ("Document", ("P", 0, "MCR 0")) == structure(data)
    with opened(data) as file:
        paragraph = file.Root.StructTreeRoot.K[0].K
        assert file.pages[1].obj.objgen == paragraph.K[1].Pg.objgen


def test_text_goes_on_in_its_paragraph_after_a_child_element(press: Press) -> None:
    paragraph = press.root.add("P")
    before, link, after = paragraph.content(), paragraph.add("Span"), paragraph.content()
    for content in (before, link.content(), after):
        press.run(content, "text ")
    assert ("Document", ("P", 0, ("Span", 1), 2)) == structure(write(press.layout()))


def test_what_was_not_painted_is_left_out_but_for_cells(press: Press) -> None:
    press.root.add("P").content()
    press.root.add("Sect").add("L").add("LI")
    press.table(press.root, (("a", "b"), ("c", "")))
    head, body = ("TR", ("TH", ("P", 0)), ("TH", ("P", 1))), ("TR", ("TD", ("P", 2)), ("TD",))
    assert ("Document", ("Table", head, body)) == structure(write(press.layout()))


def test_painted_content_that_the_tree_does_not_hold_is_refused(press: Press) -> None:
    press.run(Content(Element("P")), "heard by nobody")
    with pytest.raises(ValueError, match="a P that is not in the structure tree"):
        write(press.layout())


def test_decoration_is_an_artifact_of_its_kind() -> None:
    content = operators(write(report().layout()))
    artifacts = [line for line in content if line.startswith("/Artifact")]
    assert [
        "/Artifact <</Type /Background /BBox [0 0 595.28 841.89]>> BDC",
        "/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC",
        "/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC",
    ] == artifacts


def test_marked_content_never_begins_or_ends_inside_a_text_object() -> None:
    data = write(report().layout())
    for number in (0, 1):
        inside = False
        for line in operators(data, number):
            assert not (inside and line.endswith(("BDC", "EMC"))), line
            inside = line == "BT" or (inside and line != "ET")


def test_a_link_holds_its_text_and_its_annotation(press: Press) -> None:
    press.link(press.root.add("P"), "there", uri="https://example.org/")
    assert ("Document", ("P", ("Link", 0, "OBJR"))) == structure(write(press.layout()))


@pytest.mark.parametrize(
    "uri", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//example.org", "https:", "https://"]
)
def test_a_link_that_may_not_be_followed_is_plain_text(press: Press, uri: str) -> None:
    press.link(press.root.add("P"), "there", uri=uri)
    data = write(press.layout())
    assert ("Document", ("P", ("Span", 0))) == structure(data)
    assert b"/Annot" not in data


def test_a_link_to_a_place_that_does_not_exist_is_plain_text(press: Press) -> None:
    press.link(press.root.add("P"), "there", destination="nowhere")
    assert ("Document", ("P", ("Span", 0))) == structure(write(press.layout()))


def test_an_annotation_outside_the_tree_is_refused(press: Press) -> None:
    press.pages[-1].annotations.append(Annotation((0, 0, 9, 9), "", "https://example.org/"))
    with pytest.raises(ValueError, match="a link that is not in the structure tree"):
        write(press.layout())


def test_a_link_over_two_lines_is_one_link_with_two_areas(press: Press) -> None:
    link = press.root.add("P").add("Link")
    content = link.content()
    for _ in range(2):
        press.run(content, "there")
        annotation = Annotation((56, press.y, 90, press.y + 9), "Leads there", "https://example.org/")
        link.children.append(annotation)
        press.pages[-1].annotations.append(annotation)
        press.feed()
    assert ("Document", ("P", ("Link", 0, "OBJR", "OBJR"))) == structure(write(press.layout()))


def test_what_an_element_states_is_written(press: Press) -> None:
    cell = press.root.add("Table").add("TR").add("TH")
    cell.scope, cell.columns, cell.language, cell.actual_text = "Row", 3, "fa-IR", "actual"
    press.run(cell.content(), "x")
    items = press.root.add("L")
    items.numbering = "Decimal"
    press.run(items.add("LI").add("LBody").content(), "y")
    with opened(write(press.layout())) as file:
        table, listing = file.Root.StructTreeRoot.K[0].K
        head = table.K.K
        assert ("/Table", "/Row", 3) == (str(head.A.O), str(head.A.Scope), int(head.A.ColSpan))
        assert ("fa-IR", "actual") == (str(head.Lang), str(head.ActualText))
        assert ("/List", "/Decimal") == (str(listing.A.O), str(listing.A.ListNumbering))


def test_a_cell_names_its_heads_by_their_identifiers(press: Press) -> None:
    row = press.root.add("Table").add("TR")
    head, cell = row.add("TH"), row.add("TD")
    head.scope, head.identifier, cell.headers = "Column", "heads-1", (head,)
    press.run(head.content(), "x")
    press.run(cell.content(), "y")
    with opened(write(press.layout())) as file:
        head, cell = file.Root.StructTreeRoot.K[0].K.K.K
        assert ("/Table", ["heads-1"]) == (str(cell.A.O), [str(one) for one in cell.A.Headers])
        assert "heads-1" == str(head.ID)
        assert "heads-1" == str(file.Root.StructTreeRoot.IDTree.Names[0])


def test_a_figure_says_what_it_shows_and_where_it_is() -> None:
    with opened(write(report().layout())) as file:
        figure = file.Root.StructTreeRoot.K[0].K.K[-1]
        assert ("Figure", 7) == outline(figure)
        assert "A blue slope" == str(figure.Alt)
        assert [56, 400, 116, 440] == [float(edge) for edge in figure.A.BBox]


def test_every_note_has_an_identifier_that_no_other_has(press: Press) -> None:
    for identifier in ("same", "same", None):
        note = press.root.add("Note")
        note.identifier = identifier
        press.run(note.content(), "x")
    with opened(write(press.layout())) as file:
        tree = file.Root.StructTreeRoot
        assert ["same", "same-2", "note"] == [str(note.ID) for note in tree.K[0].K]
        assert ["note", "same", "same-2"] == [str(key) for key in list(tree.IDTree.Names)[::2]]


def test_quotations_nested_beyond_reason_are_written(press: Press) -> None:
    element = press.root
    for _ in range(3000):
        element = element.add("BlockQuote")
    press.run(element.content(), "deep")
    with opened(write(press.layout())) as file:
        assert 3001 == sum(
            1 for each in file.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem"
        )
