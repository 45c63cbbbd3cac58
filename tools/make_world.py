"""Make ``src/briefgen/figures/data/world.json.gz``, the outlines of the world's countries, from Natural Earth.

    npm pack world-atlas@2.0.2 i18n-iso-countries@7 && for each: tar xzf …
    python tools/make_world.py countries-50m.json codes.json src/briefgen/figures/data/world.json.gz

The first input is Natural Earth 1:50 million, admin-0 countries, as TopoJSON; Natural Earth is in the public domain
(https://www.naturalearthdata.com/about/terms-of-use/). The second gives the alpha-2 codes of ISO 3166-1 for its numeric ones.

Lines that two countries share stay shared, so that the program knows a border from a coast and can put a disputed area to whichever
side a house's boundary policy says. What Natural Earth counts to one side though others do not is an area of its own here.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

GRID = 500
"""Units of a degree: 220 metres."""
TOLERANCE = 0.012
"""Degrees by which a simplified line may miss: a third of a millimetre on a page as wide as the Black Sea."""
APART = {
    "W. Sahara": "western-sahara",
    "Taiwan": "taiwan",
    "Kosovo": "kosovo",
    "N. Cyprus": "northern-cyprus",
    "Somaliland": "somaliland",
    "Siachen Glacier": "siachen",
}
LEFT_OUT = {"Antarctica", "Indian Ocean Ter.", "Ashmore and Cartier Is."}
NAMES = {
    "United States of America": "United States",
    "Macedonia": "North Macedonia",
    "eSwatini": "Eswatini",
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Dem. Rep. Congo": "Democratic Republic of the Congo",
    "Central African Rep.": "Central African Republic",
    "S. Sudan": "South Sudan",
    "Eq. Guinea": "Equatorial Guinea",
    "Dominican Rep.": "Dominican Republic",
    "Solomon Is.": "Solomon Islands",
}


def main(atlas: Path, codes: Path, out: Path) -> None:
    """Read, simplify, set the disputed areas apart, write."""
    topology = json.loads(atlas.read_text(encoding="utf-8"))
    alpha = {number: two for two, _, number, *_ in json.loads(codes.read_text(encoding="utf-8"))}
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [_decoded(arc, (sx, sy, tx, ty)) for arc in topology["arcs"]]
    areas: list[dict[str, Any]] = []
    for shape in topology["objects"]["countries"]["geometries"]:
        areas += _areas(shape, alpha, arcs)
    used = sorted({abs_index(index) for area in areas for polygon in area["polygons"] for ring in polygon for index in ring})
    number = {old: new for new, old in enumerate(used)}
    for area in areas:
        area["polygons"] = [
            [[number[index] if index >= 0 else ~number[~index] for index in ring] for ring in polygon]
            for polygon in area["polygons"]
        ]
    lines = [_deltas(_simplified(arcs[old], TOLERANCE)) for old in used]
    areas.sort(key=lambda area: (area["id"], area["name"]))
    text = json.dumps({"grid": GRID, "arcs": lines, "areas": areas}, ensure_ascii=False, separators=(",", ":"))
    out.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def abs_index(index: int) -> int:
    """The arc that an index means; one that is run backwards has its complement."""
    return index if index >= 0 else ~index


def _decoded(arc: list[list[int]], transform: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    sx, sy, tx, ty = transform
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def _areas(shape: dict[str, Any], alpha: dict[str, str], arcs: list[list[tuple[float, float]]]) -> list[dict[str, Any]]:
    name = shape["properties"]["name"]
    if name in LEFT_OUT:
        return []
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    code = alpha.get(str(shape.get("id") or ""), "")
    shown = NAMES.get(name, name.replace(" Is.", " Islands").replace("St. ", "Saint "))
    if name in APART:
        return [{"id": APART[name], "code": code or {"Kosovo": "XK"}.get(name, ""), "name": shown, "polygons": polygons}]
    crimea = [polygon for polygon in polygons if name == "Russia" and _is_crimea(polygon, arcs)]
    own = [polygon for polygon in polygons if polygon not in crimea]
    found = [{"id": code or shown, "code": code, "name": shown, "polygons": own}]
    return found + ([{"id": "crimea", "code": "", "name": "Crimea", "polygons": crimea}] if crimea else [])


def _is_crimea(polygon: list[list[int]], arcs: list[list[tuple[float, float]]]) -> bool:
    points = [point for index in polygon[0] for point in arcs[abs_index(index)]]
    return all(32.0 < x < 37.0 and 44.0 < y < 46.6 for x, y in points)


def _simplified(points: list[tuple[float, float]], tolerance: float) -> list[tuple[float, float]]:
    """Ramer, Douglas and Peucker; the ends stay, and a closed line keeps a third point."""
    keep = {0, len(points) - 1}
    if points[0] == points[-1]:
        keep.add(max(range(len(points)), key=lambda n: _square(points[n], points[0])))
    stack = list(zip(sorted(keep), sorted(keep)[1:], strict=False))
    while stack:
        first, last = stack.pop()
        worst, far = 0.0, -1
        for n in range(first + 1, last):
            away = _away(points[n], points[first], points[last])
            if away > worst:
                worst, far = away, n
        if worst > tolerance**2:
            keep.add(far)
            stack += [(first, far), (far, last)]
    return [points[n] for n in sorted(keep)]


def _square(a: tuple[float, float], b: tuple[float, float]) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _away(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """The square of a point's distance from a stretch of line."""
    length = _square(a, b)
    t = 0.0 if not length else max(0.0, min(1.0, ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / length))
    return _square(p, (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))


def _deltas(points: list[tuple[float, float]]) -> list[int]:
    """Whole units, the first point and then the way to each next one, in one flat list."""
    made: list[int] = []
    x = y = 0
    for longitude, latitude in points:
        u, v = round(longitude * GRID), round(latitude * GRID)
        if made and (u, v) == (x, y):
            continue
        made += (u - x, v - y)
        x, y = u, v
    return made


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
