"""A chart as a drawing: the way to each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.figures import bars, dots, lines, slope
from briefgen.figures.frame import Frame
from briefgen.figures.sketch import faced, turned
from briefgen.model.drawing import Drawing
from briefgen.model.plot import ChartKind

if TYPE_CHECKING:
    from briefgen.figures.look import Look
    from briefgen.model.plot import Chart

_KINDS = {
    ChartKind.BAR: bars.draw,
    ChartKind.STACKED: bars.draw,
    ChartKind.LINE: lines.draw,
    ChartKind.DOT: dots.draw,
    ChartKind.SLOPE: slope.draw,
}
_FOOT = 2.0


def draw_chart(chart: Chart, look: Look, width: float) -> Drawing:
    """The drawing of a chart, as wide as it is told to be and as high as it needs, turned round for right-to-left readers."""
    items, height = _KINDS[chart.kind](Frame(chart, look, width))
    drawing = Drawing(width, height + _FOOT, tuple(items))
    return turned(drawing) if look.right_to_left else faced(drawing)
