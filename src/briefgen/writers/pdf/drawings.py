"""Drawings as form objects (ISO 32000-1 §8.10): vectors, and words that are text in embedded faces.

A form is painted in a unit square, as an image is, so that a page shows both alike; it stands inside the marked content of its
figure, whose alternative text tells what the drawing shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.drawing import IDENTITY, Group, Label, Shape
from briefgen.writers.lettering import HALO, letters, placed
from briefgen.writers.pdf.notation import number
from briefgen.writers.pdf.objects import Stream
from briefgen.writers.pdf.showing import shown_strings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.layout.pages import GlyphRun, Layout, LetteredDrawing
    from briefgen.model.drawing import Item, Matrix, Step, Stroke
    from briefgen.model.measure import Colour
    from briefgen.writers.pdf.fontobjects import FontTable

_OPERATORS = {"M": "m", "L": "l", "C": "c"}


class DrawingTable:
    """The drawings of one document, each one object however often it is shown. ``fonts`` is the file's dictionary of fonts."""

    def __init__(self, layout: Layout, faces: FontTable, fonts: object) -> None:
        self._drawings, self._files = layout.drawings, layout.fonts
        self._faces, self._fonts = faces, fonts
        self._made: dict[str, tuple[str, Stream]] = {}

    def __contains__(self, target: str) -> bool:
        return target in self._drawings

    def use(self, target: str) -> tuple[str, Stream]:
        """Resource name and form object of a drawing."""
        if target not in self._made:
            self._made[target] = (f"Dr{len(self._made) + 1}", self._form(self._drawings[target]))
        return self._made[target]

    def _form(self, lettered: LetteredDrawing) -> Stream:
        painter = Painter(lettered, self._faces, self._files)
        drawing = lettered.drawing
        width, height = drawing.width, drawing.height
        content = "\n".join(("1 0 0 -1 0 " + number(height) + " cm", *painter.items(drawing.items, 1.0)))
        states = {name: {"Type": "/ExtGState", "ca": float(part), "CA": float(part)} for part, name in painter.states.items()}
        entries: dict[str, object] = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": [0, 0, float(width), float(height)],
            "Matrix": f"[{1 / width:.9f} 0 0 {1 / height:.9f} 0 0]",
            "Resources": {"Font": self._fonts, "ExtGState": states or None},
        }
        return Stream(content.encode("ascii"), entries)


class Painter:
    """Paints the items of one drawing. ``states`` are the names of the opacities that it asked for."""

    def __init__(self, lettered: LetteredDrawing, faces: FontTable, files: Mapping[str, bytes]) -> None:
        self._words = lettered.words
        self._faces, self._files = faces, files
        self.states: dict[str, str] = {}

    def items(self, items: Sequence[Item], opacity: float) -> Iterator[str]:
        """The operators that paint items one over the other."""
        for item in items:
            match item:
                case Shape():
                    yield from self._shape(item, opacity * item.opacity)
                case Label():
                    yield from self._label(item, opacity)
                case Group():
                    yield from self._group(item, opacity * item.opacity)

    def _group(self, group: Group, opacity: float) -> Iterator[str]:
        yield "q"
        if group.matrix != IDENTITY:
            yield f"{_matrix(group.matrix)} cm"
        if group.clip:
            yield f"{outline(group.clip)} W n"
        yield from self.items(group.items, opacity)
        yield "Q"

    def _shape(self, shape: Shape, opacity: float) -> Iterator[str]:
        if not shape.outline or (shape.fill is None and shape.stroke is None) or opacity <= 0:
            return
        yield from self._begin(opacity)
        if shape.fill is not None:
            yield f"{_colour(shape.fill)} rg"
        if shape.stroke is not None:
            yield _pen(shape.stroke)
        painted = "S" if shape.fill is None else "B" if shape.stroke else "f"
        rule = "*" if shape.even_odd and shape.fill else ""
        yield f"{outline(shape.outline)} {painted}{rule}"
        yield "Q"

    def _begin(self, opacity: float) -> Iterator[str]:
        yield "q"
        if opacity < 1:
            said = number(opacity)
            yield f"/{self.states.setdefault(said, f'Op{len(self.states) + 1}')} gs"

    def _label(self, label: Label, opacity: float) -> Iterator[str]:
        runs = self._words.get(label, ())
        if not runs:
            return
        yield from self._begin(opacity)
        if label.halo is not None:
            yield f"{_colour(label.halo)} RG {number(2 * HALO * label.size)} w 1 J 1 j"
            yield from (f"{part} S" for part in map(outline, letters(label, runs, self._files)))
        for run in runs:
            yield from self._run(label, run)
        yield "Q"

    def _run(self, label: Label, run: GlyphRun) -> Iterator[str]:
        face = self._faces.face(run.face)
        codes = [face.code(glyph) for glyph in run.glyphs]
        yield f"BT {_colour(run.colour)} rg {_matrix(placed(label, run))} Tm"
        for font, rise, shown in shown_strings(run.glyphs, codes, 0.0):
            yield f"/{font} {number(run.size)} Tf"
            yield f"{number(rise * run.size / 1000)} Ts {shown} 0 Ts" if rise else shown
        yield "ET"


def outline(steps: Sequence[Step]) -> str:
    """An outline as path operators."""
    return " ".join("h" if kind == "Z" else f"{' '.join(map(number, at))} {_OPERATORS[kind]}" for kind, at in steps)


def _pen(stroke: Stroke) -> str:
    ends = "1 J 1 j" if stroke.round else "0 J 0 j"
    return f"{_colour(stroke.colour)} RG {number(stroke.width)} w {ends} [{' '.join(map(number, stroke.dash))}] 0 d"


def _matrix(matrix: Matrix) -> str:
    return " ".join(f"{value:.5f}".rstrip("0").rstrip(".") for value in matrix)


def _colour(colour: Colour) -> str:
    return " ".join(f"{part / 255:.3f}".rstrip("0").rstrip(".") for part in colour)
