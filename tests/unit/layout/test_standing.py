"""Lines that were set once, and are put down again."""

from __future__ import annotations

from briefgen.layout import standing
from briefgen.layout.pages import GlyphRun, Layout
from briefgen.model import tree
from briefgen.model.role import Role
from pagination import ENGLISH, laid, note, paragraph


def placed(layout: Layout) -> list[object]:
    """What stands on the pages, and what it belongs to."""
    items = [item for page in layout.pages for layer in page.layers for item in layer.items]
    return [
        (item.face, item.size, item.x, item.y, tuple(item.glyphs), item.content and item.content.owner.tag)
        if isinstance(item, GlyphRun)
        else repr(item)
        for item in items
    ]


def said(*more: tree.Inline | str) -> Layout:
    link = tree.Link((tree.Text("the estimate"),), "https://example.org/a")
    struck = tree.Strikeout((tree.Text("withdrawn"),))
    return laid(paragraph(ENGLISH, link, ", ", struck, note("A source, p. 4."), *more), paragraph(ENGLISH))


def test_lines_that_are_put_down_again_stand_as_they_did():
    standing.forget()
    first, again = said(), said()
    assert placed(first) == placed(again)
    assert [page.destinations for page in first.pages] == [page.destinations for page in again.pages]
    assert [[a.bounds for a in page.annotations] for page in first.pages] == [
        [a.bounds for a in page.annotations] for page in again.pages
    ]


def test_each_document_has_its_own_contents_and_links():
    first, again = said(), said()
    owners = [
        {id(item.content) for page in layout.pages for layer in page.layers for item in layer.items if isinstance(item, GlyphRun)}
        for layout in (first, again)
    ]
    assert {id(None)} >= owners[0] & owners[1]
    notes = [[a for page in layout.pages for a in page.annotations] for layout in (first, again)]
    assert len(notes[0]) == len(notes[1]) > 0
    assert not {id(a) for a in notes[0]} & {id(a) for a in notes[1]}


def test_the_same_words_in_another_form_are_set_anew():
    standing.forget()
    one = laid(paragraph(ENGLISH))
    other = laid(paragraph(ENGLISH, role=Role.LEAD))
    standing.forget()
    assert placed(laid(paragraph(ENGLISH, role=Role.LEAD))) == placed(other) != placed(one)


def test_where_a_link_begins_makes_a_difference():
    plain, linked = tree.Text("the estimate"), tree.Link((tree.Text("the estimate"),), "https://example.org/a")
    standing.forget()
    laid(paragraph(ENGLISH, plain, ENGLISH))
    after = laid(paragraph(ENGLISH, linked, ENGLISH))
    standing.forget()
    assert placed(laid(paragraph(ENGLISH, linked, ENGLISH))) == placed(after)
    assert 1 == len({a.uri for page in after.pages for a in page.annotations})


def test_no_more_is_kept_than_so_many(monkeypatch):
    monkeypatch.setattr(standing, "_MOST_KEPT", 3)
    standing.forget()
    for number in range(9):
        laid(paragraph(f"{number} {ENGLISH}"))
    assert len(standing._kept) <= 3


def test_of_a_document_of_more_paragraphs_than_are_kept_nothing_stands_afterwards(monkeypatch):
    monkeypatch.setattr(standing, "_MOST_KEPT", 3)
    standing.forget()
    laid(*(paragraph(f"{number} {ENGLISH}") for number in range(3)))
    assert 3 == len(standing._kept)
    laid(*(paragraph(f"{number} {ENGLISH}") for number in range(9)))
    assert not standing._kept
