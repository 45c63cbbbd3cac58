"""Drawings in a PDF are vectors and text in embedded faces, inside their figure."""

from __future__ import annotations

import io
import math

import pypdfium2
import pytest
from PIL import Image
from test_pdf_conformance import flaws

from briefgen import figures
from briefgen.layout import paginate
from briefgen.model import tree
from briefgen.model.drawing import Drawing, Group, Label, Shape
from briefgen.model.house import Colour
from briefgen.model.plot import Area, Spot, Theatre
from briefgen.writers.pdf import write
from briefgen.writers.pdf.raster import DPI, rasters
from houses import shipped_house
from press import manifest

RED = Colour(200, 0, 0)
SQUARE = Shape((("M", (0, 0)), ("L", (60, 0)), ("L", (60, 60)), ("L", (0, 60)), ("Z", ())), fill=RED, opacity=0.5)
WORDS = Label("Тегеран ایران 46", 10, 50, 9, Colour(0, 0, 0), halo=Colour(255, 255, 255))
DRAWING = Drawing(120, 60, (Group((SQUARE,), clip=SQUARE.outline), WORDS))


def laid(drawing: Drawing = DRAWING):
    style = shipped_house().style
    figure = tree.Figure("d", "A square", (tree.Text("Caption"),))
    document = tree.Document(tree.Meta("T", language="en-GB"), (figure,), drawings={"d": drawing})
    return document, paginate(document, style).value


def written(drawing: Drawing = DRAWING) -> bytes:
    document, layout = laid(drawing)
    return write(document, shipped_house().style, manifest(), layout)


def test_a_file_with_a_drawing_conforms():
    assert [] == flaws(written())


def test_a_file_with_a_map_conforms():
    plot = Theatre(region="Ukraine", areas=(Area(name="Ukraine"),), spots=(Spot(name="Kyiv"),))
    assert [] == flaws(written(figures.draw(plot, shipped_house().style, "en", 300).value))


def test_the_words_of_a_drawing_can_be_found_and_copied():
    page = pypdfium2.PdfDocument(written())[0]
    assert "Тегеран" in page.get_textpage().get_text_range()


def test_a_raster_shows_the_drawing_at_print_resolution():
    document, layout = laid()
    del document
    made = Image.open(io.BytesIO(rasters(layout, shipped_house().style, manifest())["d"]))
    assert (math.ceil(120 / 72 * DPI), math.ceil(60 / 72 * DPI)) == made.size
    assert pytest.approx((228, 128, 128), abs=1) == made.getpixel((5, 5))  # half red on white


def test_the_same_drawing_gives_the_same_bytes():
    _, layout = laid()
    style = shipped_house().style
    assert rasters(layout, style, manifest()) == rasters(layout, style, manifest())
    assert written() == written()
