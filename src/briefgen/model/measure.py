"""Lengths and colours, as every room means them."""

from __future__ import annotations

from briefgen.model.named import NamedTuple


class Length(int):
    """A length in English Metric Units (914 400 to the inch), so that points and millimetres are never confused."""

    @classmethod
    def from_pt(cls, points: float) -> Length:
        """From typographic points of 1/72 inch."""
        return cls(round(points * 12700))

    @classmethod
    def from_mm(cls, millimetres: float) -> Length:
        """From millimetres."""
        return cls(round(millimetres * 36000))

    @property
    def pt(self) -> float:
        """In points."""
        return self / 12700

    @property
    def mm(self) -> float:
        """In millimetres."""
        return self / 36000

    @property
    def twips(self) -> int:
        """In twentieths of a point, WordprocessingML's unit."""
        return round(self / 635)


class Colour(NamedTuple):
    """An sRGB colour, each part 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def from_hex(cls, text: str) -> Colour:
        """From ``#RRGGBB``; raises :class:`ValueError` for anything else."""
        if len(text) != 7 or not text.startswith("#"):
            raise ValueError(text)
        return cls(*bytes.fromhex(text[1:]))

    @property
    def hex(self) -> str:
        """As ``RRGGBB``, WordprocessingML's form."""
        return bytes(self).hex().upper()
