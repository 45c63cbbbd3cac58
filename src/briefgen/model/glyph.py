"""Shaped glyphs and words, the things that faces, layout and painters all speak of."""

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


class Slug:
    """Glyphs cast in one piece: a word or a part of one, in one face, or a space, in visual order. Never changed once made.

    Left to right, the glyphs' texts joined are the text. Right to left, they are the text reversed, a ligature's own text
    included: a reader of the file turns the whole line round again.

    ``advance`` is its width in thousandths of an em. ``elastic``: a space, which a line may make wider or narrower. Whoever draws
    slugs may keep what it made of each, by the slug itself: equal ones are one object wherever that is cheap.
    """

    __slots__ = ("advance", "elastic", "glyphs")

    def __init__(self, glyphs: tuple[Glyph, ...], *, elastic: bool = False) -> None:
        self.glyphs, self.elastic = glyphs, elastic
        self.advance = sum([glyph.advance for glyph in glyphs])
