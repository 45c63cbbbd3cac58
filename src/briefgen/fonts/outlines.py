"""What a glyph looks like, as an outline of lines and cubic curves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import uharfbuzz as hb  # type: ignore[import-untyped, unused-ignore]  # it ships no types

if TYPE_CHECKING:
    from briefgen.model.drawing import Step

_Pen = tuple[list["Step"], float]


def glyph_outline(font: hb.Font, glyph_id: int, scale: float) -> tuple[Step, ...]:
    """The outline of a glyph, y upwards from the baseline, in font units times ``scale``; empty for one that shows nothing."""
    steps: list[Step] = []
    font.draw_glyph(glyph_id, _FUNCTIONS, (steps, scale))
    return tuple(steps)


def _move(x: float, y: float, pen: _Pen) -> None:
    pen[0].append(("M", (x * pen[1], y * pen[1])))


def _line(x: float, y: float, pen: _Pen) -> None:
    pen[0].append(("L", (x * pen[1], y * pen[1])))


def _quadratic(x1: float, y1: float, x: float, y: float, pen: _Pen) -> None:
    """As a cubic curve, whose control points stand two thirds of the way to the quadratic's one."""
    steps, scale = pen
    x0, y0 = steps[-1][1][-2:]
    x1, y1, x, y = x1 * scale, y1 * scale, x * scale, y * scale
    steps.append(("C", (x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3, x + (x1 - x) * 2 / 3, y + (y1 - y) * 2 / 3, x, y)))


def _cubic(x1: float, y1: float, x2: float, y2: float, x: float, y: float, pen: _Pen) -> None:
    scale = pen[1]
    pen[0].append(("C", (x1 * scale, y1 * scale, x2 * scale, y2 * scale, x * scale, y * scale)))


def _close(pen: _Pen) -> None:
    pen[0].append(("Z", ()))


def _functions() -> hb.DrawFuncs:
    functions = hb.DrawFuncs()
    functions.set_move_to_func(_move)
    functions.set_line_to_func(_line)
    functions.set_quadratic_to_func(_quadratic)
    functions.set_cubic_to_func(_cubic)
    functions.set_close_path_func(_close)
    return functions


_FUNCTIONS = _functions()
