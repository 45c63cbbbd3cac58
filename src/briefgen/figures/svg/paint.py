"""Fills, strokes and gradients of an element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.figures.svg import style as styles
from briefgen.figures.svg.colours import Paint
from briefgen.figures.svg.transform import NUMBER
from briefgen.model.drawing import Shape, Stroke
from briefgen.model.measure import Colour
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from briefgen.figures.svg.reader import SvgReader
    from briefgen.model.drawing import Step

_BLACK = Paint(Colour(0, 0, 0))
_GRADIENTS = ("linearGradient", "radialGradient")
_MOST_REFERENCES = 8
_SHORTEST_DASHES = 0.05
"""Pixels in all: shorter ones are a solid line to every eye, and the work of hours to a viewer."""


@dataclass(frozen=True, slots=True)
class Painting:
    """How one element is painted."""

    reader: SvgReader
    element: _Element
    properties: Mapping[str, str]

    def shapes(self, steps: tuple[Step, ...]) -> Iterator[Shape]:
        """The element's outline, filled and stroked: two shapes where one is more opaque than the other."""
        fill, pen = self.paint("fill", "black"), self._pen()
        even_odd = self.properties.get("fill-rule") == "evenodd"
        if fill and pen and abs(fill.opacity - pen[1]) < 0.005:
            yield Shape(steps, fill.colour, pen[0], even_odd, fill.opacity)
            return
        if fill and fill.opacity:
            yield Shape(steps, fill.colour, None, even_odd, fill.opacity)
        if pen and pen[1]:
            yield Shape(steps, None, pen[0], opacity=pen[1])

    def paint(self, name: str, usual: str) -> Paint | None:
        """The colour of ``fill`` or ``stroke``; ``None``: none."""
        said = self.properties.get(name, usual).strip()
        opacity = styles.share(self.properties.get(f"{name}-opacity"))
        if said.startswith("url("):
            found = self._referred(said)
        elif said == "none":
            found = None
        else:
            found = styles.colour_of(said, self.properties) or (_BLACK if name == "fill" else None)
        return Paint(found.colour, found.opacity * opacity) if found else None

    def _pen(self) -> tuple[Stroke, float] | None:
        paint = self.paint("stroke", "none")
        width = styles.length(self.properties.get("stroke-width"), 1.0, default=1.0)
        if paint is None or width <= 0:
            return None
        said = self.properties.get("stroke-dasharray", "none")
        dash = [] if said == "none" else [abs(float(value)) for value in NUMBER.findall(said)]
        dash = dash if sum(dash) >= _SHORTEST_DASHES else []
        dash = dash * 2 if len(dash) % 2 else dash
        rounded = "round" in {self.properties.get("stroke-linecap"), self.properties.get("stroke-linejoin")}
        return Stroke(paint.colour, width, tuple(dash), rounded), paint.opacity

    def _referred(self, said: str) -> Paint | None:
        """A gradient as one colour, or the colour after ``url(…)`` where what it names is none."""
        inside, _, after = said.partition(")")
        wanted = inside.removeprefix("url(").strip().strip("'\"").removeprefix("#")
        target = self.reader.by_identifier(wanted)
        name = str(target.tag).rpartition("}")[2] if target is not None else ""
        if target is not None and name in _GRADIENTS:
            self.reader.leave_out("the shading of a gradient", self.element)
            return self._middle(target)
        if name == "pattern":
            self.reader.leave_out("a pattern", self.element)
        return styles.colour_of(after, self.properties) if after.strip() not in {"", "none"} else None

    def _middle(self, gradient: _Element) -> Paint | None:
        """The mean of a gradient's stops; they may stand in another gradient that it names."""
        for _ in range(_MOST_REFERENCES):
            stops = [stop for stop in gradient if isinstance(stop.tag, str) and stop.tag.endswith("stop")]
            wanted = next((value for key, value in gradient.attrib.items() if str(key).endswith("href")), "")
            following = self.reader.by_identifier(str(wanted).removeprefix("#"))
            if stops or following is None:
                break
            gradient = following
        found = [paint for stop in stops if (paint := self._stop(stop))]
        if not found:
            return None
        parts = [round(sum(part) / len(found)) for part in zip(*(paint.colour for paint in found), strict=True)]
        return Paint(Colour(*parts), sum(paint.opacity for paint in found) / len(found))

    def _stop(self, stop: _Element) -> Paint | None:
        own = styles.computed("stop", stop, self.reader.sheet, self.properties)
        found = styles.colour_of(own.get("stop-color", "black"), own)
        return Paint(found.colour, found.opacity * styles.share(own.get("stop-opacity"))) if found else None
