from __future__ import annotations

from dataclasses import replace

import pytest

import specimen
from briefgen import laying, layout
from briefgen.model import tree
from briefgen.model.drawing import Drawing, Label, Shape, Stroke
from briefgen.model.manifest import Manifest
from briefgen.writers.docx import write
from houses import shipped_house
from specimen import paragraph

STYLE = shipped_house().style


class Kept:
    """Keeps in a dictionary."""

    def __init__(self) -> None:
        self.values: dict[str, bytes] = {}

    def __call__(self, name, make):
        if name not in self.values:
            self.values[name] = make()
        return self.values[name]


@pytest.fixture(scope="module")
def document():
    """The specimen, with a drawing."""
    line = Shape((("M", (0, 0)), ("L", (100, 50))), stroke=Stroke(STYLE.colours["ink"]))
    drawing = Drawing(100, 50, (line, Label("Peak", 10, 20, 8, STYLE.colours["accent"])), "A line")
    made = specimen.specimen()
    figure = tree.Figure("d.svg", "A line")
    return replace(made, blocks=(*made.blocks, figure), drawings={**made.drawings, "d.svg": drawing})


@pytest.fixture
def laid_out(monkeypatch):
    """How often something was laid out."""
    calls = []
    paginate = layout.paginate
    monkeypatch.setattr(layout, "paginate", lambda *given: calls.append(1) or paginate(*given))
    return calls


def test_word_gets_the_same_file_from_what_was_kept(document, laid_out):
    keep = Kept()
    files = []
    for _ in range(2):
        outcome, drawings = laying.lay_out(document, STYLE, "origin", keep, painted=False, shown=True)
        rasters = {target: one.raster for target, one in drawings.items()}
        outlines = {target: one.outlines for target, one in drawings.items()}
        manifest = Manifest("x", "2022-10-20", "d", "briefgen", outcome.value.page_map, rasters=rasters, outlines=outlines)
        files.append((outcome.diagnostics, write(document, STYLE, manifest, outcome.value)))

    assert files[0] == files[1]
    assert 1 == len(laid_out)


@pytest.mark.parametrize(
    ("origin", "style"),
    [
        ("another", STYLE),
        ("origin", replace(STYLE, list_indent=type(STYLE.list_indent)(STYLE.list_indent + 1))),
        ("origin", replace(STYLE, font_files={name: data + b"\0" for name, data in STYLE.font_files.items()})),
    ],
    ids=["text", "house", "fonts"],
)
def test_whatever_goes_into_a_layout_makes_another(laid_out, origin, style):
    document, keep = tree.Document(tree.Meta("T"), (paragraph("text"),)), Kept()
    laying.lay_out(document, STYLE, "origin", keep, painted=False, shown=True)
    laying.lay_out(document, style, origin, keep, painted=False, shown=True)

    assert 2 == len(laid_out)


def test_pages_that_are_to_be_painted_are_always_laid_out(laid_out):
    document, keep = tree.Document(tree.Meta("T"), (paragraph("text"),)), Kept()

    assert [1, 1] == [
        len(laying.lay_out(document, STYLE, "o", keep, painted=True, shown=False).outcome.value.pages) for _ in range(2)
    ]
    assert 2 == len(laid_out)


def test_a_drawing_is_made_once_whatever_the_text_says():
    shape = Shape((("M", (0, 0)), ("L", (10, 5))), stroke=Stroke(STYLE.colours["ink"]))
    drawings, keep = {"d.svg": Drawing(10, 5, (shape,))}, Kept()
    for words in ("one", "two"):
        document = tree.Document(tree.Meta("T"), (paragraph(words), tree.Figure("d.svg", "x")), {}, drawings)
        shown = laying.lay_out(document, STYLE, words, keep, painted=True, shown=True).drawings["d.svg"]

    assert 1 == len([name for name in keep.values if name.startswith("drawing-")])
    assert shown.raster.startswith(b"\x89PNG")
    assert shown.outlines.startswith(b"<?xml")
