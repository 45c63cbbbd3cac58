"""The colours of the shipped houses are told apart by everybody.

Colour vision is simulated after Machado, Oliveira and Fernandes (2009), severity 1.0; differences are CIE 1976 ΔE*ab.
"""

from __future__ import annotations

import itertools
import math

import pytest

from briefgen.model.contrast import contrast
from briefgen.model.house import Colour, FigureStyle
from houses import TEMPLATES, shipped_house

VISION = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
HOUSES = sorted(path.parent.name for path in TEMPLATES.glob("*/house.toml"))


def lab(colour: Colour, vision: str) -> tuple[float, float, float]:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (part / 255 for part in colour)]
    seen = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in VISION[vision]]
    rows = ((0.4124, 0.3576, 0.1805, 0.95047), (0.2126, 0.7152, 0.0722, 1.0), (0.0193, 0.1192, 0.9505, 1.08883))
    x, y, z = (sum(a * b for a, b in zip(row, seen, strict=False)) / row[3] for row in rows)
    f = [part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z)]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def least(colours: tuple[Colour, ...], vision: str) -> float:
    return min(math.dist(lab(a, vision), lab(b, vision)) for a, b in itertools.combinations(colours, 2))


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("name", HOUSES)
def test_no_two_series_look_alike(name, vision):
    assert least(shipped_house(name).style.figures.series, vision) > 15


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("name", HOUSES)
def test_no_two_countries_on_a_map_look_alike(name, vision):
    assert least(shipped_house(name).style.figures.tints, vision) > 12


@pytest.mark.parametrize("vision", VISION)
def test_the_usual_colours_are_told_apart_too(vision):
    assert least(FigureStyle().series, vision) > 15


@pytest.mark.parametrize("name", HOUSES)
def test_names_of_countries_can_be_read_on_every_tint(name):
    style = shipped_house(name).style
    assert all(contrast(style.colours.get("ink", Colour(23, 32, 42)), tint) > 4.5 for tint in style.figures.tints)
