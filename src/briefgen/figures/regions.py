"""Theatres by name: what a locator map shows unless its author gives a box of degrees."""

from __future__ import annotations

REGIONS: dict[str, tuple[float, float, float, float]] = {
    "Baltic": (9.0, 53.0, 31.5, 61.5),
    "Black Sea": (25.5, 39.3, 44.5, 48.3),
    "Caribbean": (-91.0, 5.5, -57.0, 28.0),
    "Caspian": (43.0, 34.5, 58.0, 49.0),
    "Caucasus": (37.5, 37.6, 51.5, 45.2),
    "Central Asia": (45.0, 33.0, 84.0, 56.0),
    "Eastern Europe": (13.0, 43.0, 48.0, 61.0),
    "Europe": (-11.0, 34.0, 45.0, 63.0),
    "Iran": (42.5, 24.0, 65.0, 41.0),
    "Iran-Russia": (24.0, 24.0, 66.0, 59.5),
    "Levant": (31.5, 28.5, 44.0, 38.5),
    "Middle East": (24.0, 11.5, 66.0, 43.0),
    "Persian Gulf": (45.5, 22.3, 61.5, 32.6),
    "Red Sea": (31.5, 10.5, 52.5, 31.5),
    "Syria": (33.6, 31.6, 44.6, 38.2),
    "Taiwan Strait": (112.0, 19.5, 126.0, 29.5),
    "Ukraine": (21.0, 43.6, 41.8, 53.0),
    "Venezuela": (-75.5, -0.8, -56.8, 14.2),
}
"""West, south, east and north in degrees."""


def region_key(name: str) -> str:
    """A region's name without regard to capitals, dashes and spaces."""
    return " ".join(name.casefold().replace("–", " ").replace("-", " ").replace("_", " ").replace(" and ", " ").split())


BY_KEY = {region_key(name): name for name in REGIONS}
