"""Contrast of two colours as Web Content Accessibility Guidelines 2.2 measure it (success criterion 1.4.3), and mixing them."""

from __future__ import annotations

from briefgen.model.measure import Colour

LEAST, LEAST_LARGE = 4.5, 3.0
"""The ratio that text must have to what is behind it; that of large text."""

LARGE, LARGE_BOLD = 18.0, 14.0
"""Points from which text is large."""


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of two colours' luminances, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(size: float, *, bold: bool) -> float:
    """The ratio that text of a size in points must have."""
    return LEAST_LARGE if size >= LARGE or (bold and size >= LARGE_BOLD) else LEAST


def mixed(colour: Colour, towards: Colour, part: float) -> Colour:
    """A colour mixed with another; ``part`` 0 is the first, 1 the second."""
    return Colour(*(round(a + (b - a) * part) for a, b in zip(colour, towards, strict=True)))


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
