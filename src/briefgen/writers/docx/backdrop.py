"""What is painted behind a cover: the house's colour and, where the document was laid out, the ornament that layout drew."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from briefgen.layout.pages import Furniture, Rectangle, Rule
from briefgen.model.house import Length
from briefgen.writers.docx.markup import Xml, element, join
from briefgen.writers.docx.pictures import Pictures, Stroke

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.layout.pages import Layout
    from briefgen.model.house import HouseStyle

# Units of a drawing's own coordinates: hundredths of a point are finer than any printer.
_PER_POINT = 100


@dataclass(frozen=True, slots=True)
class Backdrop:
    """The ornament's lines and where the bar over the title stands, from the page's upper edge; ``None``: not laid out."""

    lines: tuple[Rule, ...] = ()
    bar: Length | None = None


def backdrop(layout: Layout | None) -> Backdrop:
    """What layout put behind the first page's text. The lines under the bar are the cover's own furniture, set as borders."""
    if layout is None or not layout.pages:
        return Backdrop()
    page = layout.pages[0]
    items = [item for layer in page.layers if layer.kind is Furniture.BACKGROUND for item in layer.items]
    bars = [item for item in items if isinstance(item, Rectangle) and item.width < page.width]
    if not bars:
        return Backdrop()
    bar = bars[0]
    lines = tuple(item for item in items if isinstance(item, Rule) and min(item.y0, item.y1) >= bar.y)
    return Backdrop(lines, Length.from_pt(page.height - bar.y - bar.height))


def paint(pictures: Pictures, house: HouseStyle, behind: Backdrop) -> Xml:
    """Runs that paint a cover's page, from the back to the front."""
    page = house.page
    return join(
        (pictures.fill(page, house.colours["cover"]), *(pictures.strokes(page, stroke) for stroke in _strokes(page.height, behind)))
    )


def _strokes(height: Length, behind: Backdrop) -> Iterator[Stroke]:
    """Lines of one look as one drawing."""

    def look(line: Rule) -> tuple[float, str]:
        return (line.width, line.colour.hex)

    for _, alike in groupby(sorted(behind.lines, key=look), key=look):
        lines = list(alike)
        yield Stroke(Length.from_pt(lines[0].width), lines[0].colour, join(_path(height, lines)), _PER_POINT)


def _path(height: Length, lines: Iterable[Rule]) -> Iterator[Xml]:
    """The lines as one path; a line that begins where the one before it ends goes on from there."""
    at = None
    for line in lines:
        start, end = _point(height, line.x0, line.y0), _point(height, line.x1, line.y1)
        if start != at:
            yield element("a:moveTo", {}, start)
        yield element("a:lnTo", {}, end)
        at = end


def _point(height: Length, x: float, y: float) -> Xml:
    """A point of layout, whose heights are from below, in a drawing's coordinates."""
    return element("a:pt", {"x": round(x * _PER_POINT), "y": round((height.pt - y) * _PER_POINT)})
