"""Pages of a document that reads from right to left: laid out from left to right, then turned round as in a mirror.

What must not be turned, the words of a line above all, is reflected once within its own extent beforehand, so that the page's
reflection puts it right again at its new place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout.pages import GlyphRun, Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from briefgen.layout.pages import Item, Layer


def reflect(item: Item, left: float, right: float) -> None:
    """Reflect an item in place between two edges; it keeps its width."""
    if isinstance(item, Rule):
        item.x0, item.x1 = left + right - item.x0, left + right - item.x1
    else:
        item.x = left + right - item.x - (run_width(item) if isinstance(item, GlyphRun) else item.width)


def run_width(run: GlyphRun) -> float:
    """The width of a run, without the spaces that end it."""
    glyphs = list(run.glyphs)
    while glyphs and glyphs[-1].text.isspace():
        glyphs.pop()
    return sum(glyph.advance for glyph in glyphs) * run.size / 1000


def turn(layers: Iterable[Layer], width: float, fixed: Collection[int] = ()) -> None:
    """Reflect all that some layers of a page of some width show, but not the items of some ``id()``."""
    for layer in layers:
        for item in layer.items:
            if id(item) not in fixed:
                reflect(item, 0.0, width)
