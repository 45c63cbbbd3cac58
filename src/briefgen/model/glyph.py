"""A shaped glyph, the one thing that faces, layout and painters all speak of."""

from __future__ import annotations

from briefgen.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Glyph:
    """A shaped glyph in visual order.

    ``id`` is the glyph's number in its face. ``text`` is what it stands for: several characters for a ligature, empty for a
    mark's second glyph, so that the texts of a run in logical order are exactly the run's text. ``advance`` and the offsets
    are thousandths of an em.
    """

    id: int
    text: str
    advance: float
    dx: float = 0.0
    dy: float = 0.0
