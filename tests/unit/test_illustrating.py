"""What a document shows is read and drawn, and who cannot see it is told."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

from briefgen.illustrating import illustrate
from briefgen.model import tree
from briefgen.model.plot import Chart, ChartKind, Series
from briefgen.testing import MemoryFiles
from houses import shipped_house

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><title>A ship</title><rect width="9" height="9"/></svg>'
PLOT = Chart(kind=ChartKind.BAR, categories=("One",), series=(Series("n", (46.0,)),))
META = tree.Meta("T", language="en")


def illustrated(*blocks: tree.Block, files: dict[str, bytes] | None = None, style=None):
    workspace = SimpleNamespace(files=MemoryFiles(files or {}))
    return illustrate(workspace, tree.Document(META, blocks), style or shipped_house().style)


def test_an_svg_file_is_a_drawing_and_its_title_says_what_it_shows():
    outcome = illustrated(tree.Figure("d.svg", ""), files={"d.svg": DRAWING})
    assert () == outcome.diagnostics
    assert {"d.svg"} == set(outcome.value.drawings)
    assert "A ship" == outcome.value.blocks[0].alternative


def test_what_the_author_says_of_it_stays():
    outcome = illustrated(tree.Figure("d.svg", "Our ship"), files={"d.svg": DRAWING})
    assert "Our ship" == outcome.value.blocks[0].alternative


def test_a_decoration_stays_silent():
    decorative = tree.Figure("d.svg", "", attributes=tree.Attributes(classes=("decorative",)))
    assert "" == illustrated(decorative, files={"d.svg": DRAWING}).value.blocks[0].alternative


def test_a_plot_is_drawn_as_wide_as_it_asks_and_told_in_words():
    figure = tree.Figure("chart-1", "", attributes=tree.Attributes(pairs=(("width", "50%"),)), plot=PLOT)
    document = illustrated(figure).value
    page = shipped_house().style.page
    assert (page.width.pt - page.margin_left.pt - page.margin_right.pt) / 2 == document.drawings["chart-1"].width
    assert "Bar chart. One 46." == document.blocks[0].alternative


def test_a_file_that_is_not_there_is_an_error_where_it_is_shown():
    assert ["missing-picture"] == [finding.code for finding in illustrated(tree.Figure("d.svg", "x")).diagnostics]


def test_a_cover_has_a_map_where_the_house_has_one_and_the_brief_names_countries():
    cover = tree.Cover((), ("Iran",))
    style = shipped_house().style
    plain = dataclasses.replace(style, cover=dataclasses.replace(style.cover, ornament="none"))
    assert tree.COVER_MAP in illustrated(cover).value.drawings
    assert tree.COVER_FADE in illustrated(cover).value.pictures
    assert {} == illustrated(tree.Cover(())).value.drawings
    assert {} == illustrated(cover, style=plain).value.drawings
