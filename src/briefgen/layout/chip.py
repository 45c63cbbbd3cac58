"""Chips: a few words on a small box in the line, such as a level of confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout.pages import GlyphRun, Rectangle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.layout.itemise import Run
    from briefgen.layout.pages import Item
    from briefgen.layout.setting import Shape

# Above and below the letters, as a part of their size.
_BELOW, _HEIGHT = 0.42, 1.58


def chip_items(run: Run, shape: Shape, x: float, y: float, scale: float, padding: float) -> Iterator[Item]:
    """The box with its words, from ``x`` on, on the baseline at ``y``.

    What stands on a box needs no full stop, and whoever has it read aloud does: it is there, in the colour of the box.
    """
    assert run.chip is not None
    setting, at = run.setting, x + padding * scale
    size = setting.size * scale
    pieces = [(piece.face, piece.glyphs) for piece in shape.pieces]
    stop = None
    if pieces and len(pieces[-1][1]) > 1 and pieces[-1][1][-1].text == ".":
        face, glyphs = pieces.pop()
        pieces.append((face, glyphs[:-1]))
        stop = (face, glyphs[-1:])
    width = shape.width * scale - (stop[1][0].advance * size / 1000 if stop else 0.0)
    yield Rectangle(x, y - _BELOW * setting.size, width + 2 * padding * scale, _HEIGHT * setting.size, run.chip)
    for face, glyphs in [*pieces, *([stop] if stop else ())]:
        colour = run.chip if stop and glyphs is stop[1] else setting.colour
        yield GlyphRun(face, size, colour, at, y + setting.rise, glyphs, run.content)
        at += sum(glyph.advance for glyph in glyphs) * size / 1000
