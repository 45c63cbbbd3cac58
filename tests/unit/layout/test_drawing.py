"""The words of drawings are set in the faces of the house, whatever their script."""

from __future__ import annotations

import pytest

from briefgen.layout.drawing import letter_all
from briefgen.layout.mirror import run_width
from briefgen.layout.pages import PlacedPicture
from briefgen.model import tree
from briefgen.model.drawing import Drawing, Group, Label, Shape, TextAnchor
from briefgen.model.house import Colour
from houses import shipped_house

INK = Colour(0, 0, 0)


def lettered(label: Label, language: str = "en"):
    drawing = Drawing(100, 50, (Group((label,)),))
    outcome = letter_all({"d": drawing}, shipped_house().style, language)
    return outcome.value["d"].words[label], outcome.diagnostics


def span(runs) -> tuple[float, float]:
    seen = [run for run in runs if run_width(run)]
    return min(run.x for run in seen), max(run.x + run_width(run) for run in seen)


@pytest.mark.parametrize(("anchor", "part"), [(TextAnchor.START, 0.0), (TextAnchor.MIDDLE, 0.5), (TextAnchor.END, 1.0)])
def test_a_label_stands_at_its_anchor(anchor, part):
    left, right = span(lettered(Label("Tehran", 10, 20, 9, INK, anchor))[0])
    assert pytest.approx(0, abs=0.01) == left + part * (right - left)


def test_a_right_to_left_label_begins_at_its_right():
    left, right = span(lettered(Label("ایران", 10, 20, 9, INK))[0])
    assert pytest.approx(0, abs=0.01) == right
    assert left < -5


def test_a_label_falls_back_to_a_face_that_has_its_letters():
    runs, findings = lettered(Label("Iran ایران", 0, 0, 9, INK))
    assert 2 == len({run.face for run in runs})
    assert () == findings


def test_a_letter_that_no_face_has_is_told():
    _, findings = lettered(Label("伊朗", 0, 0, 9, INK))
    assert {"missing-glyph"} == {finding.code for finding in findings}


def test_the_text_under_the_glyphs_is_the_labels():
    runs, _ = lettered(Label("46 received", 0, 0, 9, INK, bold=True, tracking=0.5))
    assert "46 received" == "".join(glyph.text for run in runs for glyph in run.glyphs).rstrip()


def test_figures_in_labels_are_all_equally_wide():
    glyphs = [glyph for run in lettered(Label("1234567890", 0, 0, 9, INK))[0] for glyph in run.glyphs if glyph.text.isdigit()]
    assert 1 == len({round(glyph.advance, 3) for glyph in glyphs})


def test_a_figure_with_a_drawing_is_placed_as_one_with_a_picture():
    from briefgen.layout import paginate

    square = Shape((("M", (0, 0)), ("L", (200, 0)), ("L", (200, 100)), ("Z", ())), fill=INK)
    figure = tree.Figure("d", "A triangle", (tree.Text("Caption"),))
    document = tree.Document(tree.Meta("T"), (figure,), drawings={"d": Drawing(200, 100, (square,))})
    layout = paginate(document, shipped_house().style).value
    (placed,) = [item for page in layout.pages for layer in page.layers for item in layer.items if isinstance(item, PlacedPicture)]
    assert (200.0, 100.0, "Figure") == (placed.width, placed.height, placed.content.owner.tag)
    assert "A triangle" == placed.content.owner.alternative
    assert placed.content.owner.bounds is not None
