"""Where a drawing's letters stand: one answer for every writer that paints them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from briefgen.fonts import open_face

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.layout.pages import GlyphRun
    from briefgen.model.drawing import Label, Matrix, Step

HALO = 0.13
"""Of a label's size: how far a halo reaches out from the letters."""


def placed(label: Label, run: GlyphRun) -> Matrix:
    """From a run's own space, y upwards from its beginning, to the drawing's."""
    turn = math.radians(label.rotation)
    cos, sin = math.cos(turn), math.sin(turn)
    return (cos, sin, sin, -cos, label.x + run.x * cos + run.y * sin, label.y + run.x * sin - run.y * cos)


def letters(label: Label, runs: Sequence[GlyphRun], fonts: Mapping[str, bytes]) -> Iterator[tuple[Step, ...]]:
    """The outline of each letter of a label, in the drawing's space. ``fonts`` are font files by face."""
    for run in runs:
        face, matrix, at = open_face(fonts[run.face]), placed(label, run), 0.0
        for glyph in run.glyphs:
            steps = face.outline(glyph.id)
            if steps:
                yield tuple(_mapped(steps, matrix, run.size / 1000, at + glyph.dx, glyph.dy))
            at += glyph.advance


def _mapped(steps: Sequence[Step], matrix: Matrix, scale: float, dx: float, dy: float) -> Iterator[Step]:
    a, b, c, d, e, f = matrix
    for kind, at in steps:
        moved: list[float] = []
        for x, y in zip(at[::2], at[1::2], strict=True):
            u, v = (x + dx) * scale, (y + dy) * scale
            moved += (a * u + c * v + e, b * u + d * v + f)
        yield kind, tuple(moved)
