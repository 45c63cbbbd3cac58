"""The bar on a map that says how far a length on it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.figures.numerals import measured
from briefgen.figures.sketch import box, filled
from briefgen.figures.words import said
from briefgen.model.drawing import Item, Label, Shape, Stroke, TextAnchor
from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from briefgen.figures.clipping import Window
    from briefgen.figures.look import Look

_KM = 111.2
"""Kilometres in a degree of a great circle."""
_ROUND = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 250.0, 500.0, 1000.0, 2000.0)


class Bar(NamedTuple):
    """A bar: its length in points and what it says."""

    length: float
    words: str

    @classmethod
    def of(cls, frame: Window, scale: float, look: Look) -> Bar:
        """The bar of a map with so many points to a degree: a round number, about an eighth of the map."""
        kilometres = (frame.right - frame.left) / 8 / scale * _KM
        length = max((one for one in _ROUND if one <= kilometres * 1.3), default=_ROUND[0])
        return cls(length / _KM * scale, measured(length, 0, said(look, "kilometres"), look.language))

    def drawn(self, look: Look, x: float, y: float) -> list[Item]:
        """The bar with its lower left corner at a point."""
        half = self.length / 2
        return [
            filled(x, y - 2.2, half, 2.2, look.ink),
            Shape(box(x + half, y - 2.2, half, 2.2), look.white, Stroke(look.ink, 0.5)),
            Label("0", x, y - 4.6, look.small, look.muted),
            Label(self.words, x + self.length, y - 4.6, look.small, look.muted, TextAnchor.MIDDLE),
        ]
