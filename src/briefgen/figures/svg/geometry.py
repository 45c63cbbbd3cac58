"""Basic shapes of an SVG file as outlines (SVG 1.1 §9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.figures.svg import path as paths
from briefgen.figures.svg.style import length
from briefgen.figures.svg.transform import NUMBER

if TYPE_CHECKING:
    from lxml.etree import _Element

    from briefgen.model.drawing import Step

Viewport = tuple[float, float]


def coordinate(element: _Element, name: str, viewport: Viewport, default: float = 0.0) -> float:
    """A coordinate or length among an element's attributes; a share is one of the viewport's width or height."""
    down = name in {"y", "y1", "y2", "cy", "ry", "dy", "height"}
    return length(element.get(name), viewport[down], default=default)


def shape(name: str, element: _Element, viewport: Viewport) -> tuple[Step, ...]:
    """The outline of a basic shape; empty for one of no extent and for any other element."""

    def at(key: str) -> float:
        return coordinate(element, key, viewport)

    match name:
        case "rect":
            width, height = at("width"), at("height")
            corners = (at("rx") or at("ry"), at("ry") or at("rx"))
            return paths.rectangle(at("x"), at("y"), width, height, *corners) if width > 0 and height > 0 else ()
        case "circle":
            return paths.ellipse(at("cx"), at("cy"), at("r"), at("r")) if at("r") > 0 else ()
        case "ellipse":
            return paths.ellipse(at("cx"), at("cy"), at("rx"), at("ry")) if at("rx") > 0 and at("ry") > 0 else ()
        case "line":
            return paths.polygon([(at("x1"), at("y1")), (at("x2"), at("y2"))], closed=False)
        case "polyline" | "polygon":
            found = [float(value) for value in NUMBER.findall(element.get("points") or "")]
            points = list(zip(found[::2], found[1::2], strict=False))
            return paths.polygon(points, closed=name == "polygon")
        case _:
            return ()
