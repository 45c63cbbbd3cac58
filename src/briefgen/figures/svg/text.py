"""Text of an SVG file as labels, set later in the faces of the house (SVG 1.1 §10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.figures.svg import style as styles
from briefgen.figures.svg.paint import Painting
from briefgen.figures.svg.transform import NUMBER
from briefgen.model.characters import printable
from briefgen.model.drawing import Group, Label, TextAnchor
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from briefgen.figures.svg.reader import SvgReader
    from briefgen.model.drawing import Item
    from briefgen.model.measure import Colour

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_AVERAGE, _SPACE = 0.52, 0.25
"""Of the size: about how wide a letter is, to know where text without a place of its own goes on; and a space."""
_RAISED = {"middle": 0.35, "central": 0.35, "hanging": 0.75, "text-before-edge": 0.8}
_MOST = 100_000


@dataclass(slots=True)
class _Pen:
    """Where text goes on. ``spaced``: a space at the beginning of what follows is not printed."""

    x: float = 0.0
    y: float = 0.0
    spaced: bool = True
    written: int = 0


def read_text(reader: SvgReader, element: _Element, properties: Mapping[str, str]) -> Iterator[Item]:
    """The labels of a ``text`` element."""
    yield from _stretch(reader, element, properties, _Pen())


def _stretch(reader: SvgReader, element: _Element, properties: Mapping[str, str], pen: _Pen) -> Iterator[Item]:
    _go(element, properties, pen)
    if element.get("rotate"):
        reader.leave_out("the turning of single letters", element)
    yield from _words(Painting(reader, element, properties), element.text or "", pen)
    for child in element:
        name = str(child.tag).rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name in {"tspan", "a"}:
            inner = styles.computed(name, child, reader.sheet, properties)
            if inner.get("display") != "none":
                yield from _stretch(reader, child, inner, pen)
        elif name not in {"", "title", "desc"}:
            reader.leave_out("text on a path" if name == "textPath" else f"<{name}> in text", child)
        yield from _words(Painting(reader, element, properties), child.tail or "", pen)


def _go(element: _Element, properties: Mapping[str, str], pen: _Pen) -> None:
    """Where the text of an element begins: of a list of places, one for each letter, the first."""
    size = styles.length(properties.get("font-size"), default=16.0)
    x, y, dx, dy = ((element.get(name) or "").replace(",", " ").split()[:1] for name in ("x", "y", "dx", "dy"))
    if x or y:
        pen.spaced = True
    pen.x = (styles.length(x[0], em=size) if x else pen.x) + (styles.length(dx[0], em=size) if dx else 0.0)
    pen.y = (styles.length(y[0], em=size) if y else pen.y) + (styles.length(dy[0], em=size) if dy else 0.0)


def _words(painting: Painting, text: str, pen: _Pen) -> Iterator[Item]:
    said, properties = printable(" ".join(text.split())), painting.properties
    size = styles.length(properties.get("font-size"), default=16.0)
    if text[:1].isspace() and not pen.spaced:
        pen.x += _SPACE * size
    pen.spaced = text[-1:].isspace() if text else pen.spaced
    if not said:
        return
    pen.written += len(said)
    paint = painting.paint("fill", "black")
    if paint and size > 0 and pen.written <= _MOST and properties.get("visibility", "visible") == "visible":
        label = _label(said, pen, size, paint.colour, painting)
        yield Group((label,), opacity=paint.opacity) if paint.opacity < 1 else label
    if properties.get("text-anchor", "start") == "start":
        pen.x += (len(said) * _AVERAGE + pen.spaced * _SPACE) * size


def _label(words: str, pen: _Pen, size: float, colour: Colour, painting: Painting) -> Label:
    properties, element = painting.properties, painting.element
    anchor = properties.get("text-anchor", "start")
    weight = properties.get("font-weight", "normal")
    family = properties.get("font-family", "").lower()
    return Label(
        words,
        pen.x,
        pen.y + size * _RAISED.get(properties.get("dominant-baseline", ""), 0.0),
        size,
        colour,
        TextAnchor(anchor) if anchor in set(TextAnchor) else TextAnchor.START,
        bold=weight in {"bold", "bolder"} or (bool(NUMBER.fullmatch(weight)) and float(weight) >= 600),
        italic=properties.get("font-style") in {"italic", "oblique"},
        family="mono" if "mono" in family or "courier" in family else _serif(family),
        tracking=styles.length(properties.get("letter-spacing"), em=size),
        language=element.get(LANGUAGE) or element.get("lang") or "",
    )


def _serif(family: str) -> str:
    last = family.rpartition(",")[2].strip().strip("'\"")
    return "serif" if last == "serif" or "times" in last or "georgia" in last else ""
