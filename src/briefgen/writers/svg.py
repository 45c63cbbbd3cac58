"""A drawing as SVG 1.1, the same text for the same drawing, for every writer that shows vectors.

With glyphs its words are outlines, which look right on a machine without the house's fonts; without, they are text, which can be
selected and read out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from briefgen.model.characters import printable
from briefgen.model.drawing import IDENTITY, Group, Label, Shape
from briefgen.model.named import NamedTuple
from briefgen.model.script import is_right_to_left
from briefgen.writers.lettering import HALO, letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from briefgen.layout.pages import LetteredDrawing
    from briefgen.model.drawing import Drawing, Item, Step, Stroke
    from briefgen.model.measure import Colour

# In pixels; on a telephone words in less than this could not be read.
_LEAST = "240px"
_NAMESPACE = "http://www.w3.org/2000/svg"


def with_outlines(lettered: LetteredDrawing, fonts: Mapping[str, bytes]) -> str:
    """A drawing as an SVG document of its own, its words as outlines. ``fonts`` are font files by face, as layout has them."""
    drawing = lettered.drawing

    def words(label: Label) -> Iterator[str]:
        steps = [step for letter in letters(label, lettered.words.get(label, ()), fonts) for step in letter]
        if steps and label.halo is not None:
            pen = f' stroke="{_colour(label.halo)}" stroke-width="{_number(2 * HALO * label.size)}" stroke-linejoin="round"'
            yield f'<path fill="none"{pen} d="{_path(steps)}"/>'
        if steps:
            yield f'<path fill="{_colour(label.colour)}" d="{_path(steps)}"/>'

    size = f' width="{_number(drawing.width)}pt" height="{_number(drawing.height)}pt"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_whole(drawing, size, _Drawn(words))}\n'


class Lettering(NamedTuple):
    """How a label is set as text: its font family and weight as declarations of CSS; and its width in that font, which it is set
    at in whatever font stands in for it, ``None`` where that is not known."""

    font: Callable[[Label], str]
    width: Callable[[Label], float | None]


def with_text(drawing: Drawing, alternative: str, lettering: Lettering, name: str, language: str = "", *, wide: str = "") -> str:
    """A drawing as an ``svg`` element for HTML, its words as text, as wide as there is room, and on white by night too.

    ``name`` is an identifier that nothing else on the page begins with. Who cannot see it hears ``alternative``; empty: nothing.
    ``wide`` is a width in CSS that takes the place of the drawing's own.
    """

    def words(label: Label) -> Iterator[str]:
        yield _text(label, lettering, language)

    own = f"width:100%;max-width:{_number(drawing.width * 4 / 3)}px"
    width = f"width:{wide};min-width:min(100%,{_LEAST});max-width:100%" if wide else own
    look = f' style="display:block;{width};height:auto;overflow:visible;background:#FFFFFF"'
    said = f' role="img" aria-label={quoteattr(printable(alternative))}' if alternative else ' aria-hidden="true"'
    return _whole(drawing, look + said, _Drawn(words, name))


class _Drawn:
    """Items as elements; ``words`` makes those of a label."""

    def __init__(self, words: Callable[[Label], Iterator[str]], name: str = "clip") -> None:
        self._words = words
        self._name = name
        self._clips = 0

    def items(self, items: Iterable[Item]) -> Iterator[str]:
        for item in items:
            match item:
                case Shape():
                    yield _shape(item)
                case Label():
                    yield from self._words(item)
                case Group():
                    yield from self._group(item)

    def _group(self, group: Group) -> Iterator[str]:
        said = ""
        if group.matrix != IDENTITY:
            said += f' transform="matrix({" ".join(f"{value:.5f}".rstrip("0").rstrip(".") for value in group.matrix)})"'
        said += _opacity(group.opacity)
        yield f"<g{said}>"
        if group.clip:
            self._clips += 1
            name = f"{self._name}-{self._clips}"
            yield f'<clipPath id="{name}"><path d="{_path(group.clip)}"/></clipPath><g clip-path="url(#{name})">'
        yield from self.items(group.items)
        yield "</g></g>" if group.clip else "</g>"


def _whole(drawing: Drawing, attributes: str, drawn: _Drawn) -> str:
    box = f'viewBox="0 0 {_number(drawing.width)} {_number(drawing.height)}"'
    return f'<svg xmlns="{_NAMESPACE}" {box}{attributes}>{"".join(drawn.items(drawing.items))}</svg>'


def _shape(shape: Shape) -> str:
    if not shape.outline:
        return ""
    said = f' fill="{_colour(shape.fill) if shape.fill else "none"}"'
    said += ' fill-rule="evenodd"' if shape.even_odd and shape.fill else ""
    said += _pen(shape.stroke) if shape.stroke else ""
    return f'<path{said}{_opacity(shape.opacity)} d="{_path(shape.outline)}"/>'


def _pen(stroke: Stroke) -> str:
    said = f' stroke="{_colour(stroke.colour)}" stroke-width="{_number(stroke.width)}"'
    said += f' stroke-dasharray="{" ".join(map(_number, stroke.dash))}"' if stroke.dash else ""
    return said + (' stroke-linecap="round" stroke-linejoin="round"' if stroke.round else "")


def _opacity(opacity: float) -> str:
    return f' opacity="{_number(opacity)}"' if opacity < 1 else ""


def _text(label: Label, lettering: Lettering, language: str) -> str:
    spoken = label.language or language
    said = f' x="{_number(label.x)}" y="{_number(label.y)}" font-size="{_number(label.size)}" fill="{_colour(label.colour)}"'
    width = lettering.width(label)
    said += f' textLength="{_number(width)}" lengthAdjust="spacingAndGlyphs"' if width else ""
    said += f" style={quoteattr(lettering.font(label))}" + ("" if label.anchor == "start" else f' text-anchor="{label.anchor}"')
    said += ' font-style="italic"' if label.italic else ""
    said += f' letter-spacing="{_number(label.tracking)}"' if label.tracking else ""
    said += f' lang="{escape(label.language)}"' if label.language else ""
    said += ' direction="rtl"' if is_right_to_left(spoken) else ""
    said += f' transform="rotate({_number(label.rotation)} {_number(label.x)} {_number(label.y)})"' if label.rotation else ""
    if label.halo is not None:
        said += f' stroke="{_colour(label.halo)}" stroke-width="{_number(2 * HALO * label.size)}" paint-order="stroke"'
    return f"<text{said}>{escape(printable(label.text))}</text>"


def _path(steps: Sequence[Step]) -> str:
    return "".join(kind + " ".join(map(_number, at)) for kind, at in steps)


def _colour(colour: Colour) -> str:
    return f"#{colour.hex}"


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
