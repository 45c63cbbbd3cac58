"""What is painted behind a cover: the house's colour and, where the document was laid out, the ornament that layout drew."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from briefgen.layout.cover import FADE
from briefgen.layout.extent import Extent
from briefgen.model.house import Length
from briefgen.writers.docx.markup import Xml, element, join
from briefgen.writers.docx.pictures import Pictures, Stroke

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.layout.pages import CoverArt, Rule
    from briefgen.model.house import HouseStyle
    from briefgen.writers.docx.package import Relations

# Units of a drawing's own coordinates: hundredths of a point are finer than any printer.
_PER_POINT = 100


def paint(pictures: Pictures, relations: Relations, house: HouseStyle, art: CoverArt | None) -> Xml:
    """Runs that paint a cover's page, from the back to the front. The bar and the hairline are borders of what stands there."""
    page, ground = house.page, house.colours["cover"]
    whole = pictures.fill(page, ground)
    shown = pictures.find(art.picture.target) if art and art.picture else None
    if art and art.picture and shown:
        picture = pictures.ground(shown, Extent(art.picture.width, art.picture.height), relations)
        # The picture may reach below the bar of a long title.
        edge = page.height.pt - art.bar.y - art.bar.height
        fade = pictures.fade(page, ground, edge - FADE, FADE)
        below = pictures.fill(page, ground, edge)
        return join((whole, picture, fade, below))
    strokes = _strokes(page.height, art.ornament if art else ())
    return join((whole, *(pictures.strokes(page, stroke) for stroke in strokes)))


def _strokes(height: Length, ornament: Iterable[Rule]) -> Iterator[Stroke]:
    """Lines of one look as one drawing."""

    def look(line: Rule) -> tuple[float, str]:
        return (line.width, line.colour.hex)

    for _, alike in groupby(sorted(ornament, key=look), key=look):
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
