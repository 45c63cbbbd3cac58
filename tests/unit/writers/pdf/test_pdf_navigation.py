"""Page labels, bookmarks and destinations lead where they say."""

from __future__ import annotations

import pypdfium2
import pytest
from reading import opened, write

from briefgen.layout.pages import OutlineEntry
from briefgen.writers.pdf.navigation import page_labels
from press import Press, report


@pytest.mark.parametrize(
    "labels",
    [["", "1", "2", "3"], ["", "i", "ii", "1", "2"], ["7", "8", "A-1", "A-2"], ["1", "", "3"]],
)
def test_a_viewer_shows_the_labels_that_are_printed(labels: list[str]) -> None:
    press = Press()
    for label in labels:
        press.page(label)
    file = pypdfium2.PdfDocument(write(press.layout()))
    shown = [file.get_page_label(number) for number in range(len(labels))]
    file.close()
    assert [label or ("" if number else "Cover") for number, label in enumerate(labels)] == shown


def test_numbers_that_run_on_are_one_range() -> None:
    assert [0, 1, 500] == page_labels(["", *map(str, range(1, 500)), "A"], "Cover")["Nums"][::2]


def table_of_contents(press: Press) -> list[tuple[int, str, int]]:
    file = pypdfium2.PdfDocument(write(press.layout()))
    found = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in file.get_toc()]
    file.close()
    return found


def test_bookmarks_follow_the_headings() -> None:
    assert [(0, "Summary of the finding", 0), (1, "The economy", 1)] == table_of_contents(report())


def test_a_document_with_bookmarks_opens_with_them() -> None:
    with opened(write(report().layout())) as file:
        assert "/UseOutlines" == str(file.Root.PageMode)


def test_bookmarks_that_skip_a_level_or_share_a_place_are_all_there() -> None:
    press = report()
    press.outline[:] = [
        OutlineEntry("Deep", 3, "summary"),
        OutlineEntry("Same place", 1, "summary"),
        OutlineEntry("Глубже", 4, "economy"),
        OutlineEntry("Nowhere", 1, "nowhere"),
    ]
    assert [(0, "Deep", 0), (0, "Same place", 0), (1, "Глубже", 1)] == table_of_contents(press)


def test_places_can_be_linked_to_from_outside_by_their_names() -> None:
    with opened(write(report().layout())) as file:
        names = list(file.Root.Names.Dests.Names)
        assert ["economy", "summary"] == [str(name) for name in names[::2]]
        assert file.pages[1].obj.objgen == names[1][0].objgen
        assert 792 == float(names[3][3])


def test_a_link_inside_the_document_leads_to_its_place() -> None:
    with opened(write(report().layout())) as file:
        outside, inside = file.pages[0].Annots
        assert "https://example.org/a?b=c#d" == str(outside.A.URI)
        assert "economy" == str(inside.Dest)
        assert (4, [0, 0, 0], "Leads to economy") == (int(inside.F), [int(n) for n in inside.Border], str(inside.Contents))


def test_an_address_is_written_in_ascii() -> None:
    press = Press()
    press.page()
    press.link(press.root.add("P"), "there", uri="https://пример.рф/а b")
    with opened(write(press.layout())) as file:
        assert "https://xn--e1afmkfd.xn--p1ai/%D0%B0%20b" == str(file.pages[0].Annots[0].A.URI)


def test_an_address_longer_than_any_browser_takes_is_not_written() -> None:
    press = Press()
    press.page()
    press.link(press.root.add("P"), "there", uri="https://example.org/" + "a" * 9000)
    assert b"/URI" not in write(press.layout())
