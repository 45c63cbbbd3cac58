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
    south = _part_south(topology, arcs)
    for shape in topology["objects"]["countries"]["geometries"]:
        areas += _areas(shape, alpha, arcs)
        areas[-1]["polygons"] += south if areas and areas[-1]["id"] == "western-sahara" else []
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


def _part_south(topology: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> list[list[list[int]]]:
    """What Natural Earth shows as Morocco's south of its border of 1956, set apart and taken from Morocco.

    The line runs along the parallel from the meeting point of Morocco, Algeria and Western Sahara to the coast.
    """
    shapes = {shape["properties"]["name"]: shape for shape in topology["objects"]["countries"]["geometries"]}
    morocco, sahara = shapes["Morocco"], shapes["W. Sahara"]
    polygons = morocco["arcs"] if morocco["type"] == "MultiPolygon" else [morocco["arcs"]]
    polygon = max(polygons, key=lambda one: sum(len(arcs[abs_index(index)]) for index in one[0]))
    shared = {abs_index(index) for ring in sahara["arcs"] for index in (ring if isinstance(ring[0], int) else ring[0])}
    ring = polygon[0]
    at = next(n for n, index in enumerate(ring) if abs_index(index) in shared and abs_index(ring[n - 1]) not in shared)
    ring = ring[at:] + ring[:at]
    # The ring now begins with what it shares with Western Sahara; one of that line's ends is the meeting point.
    count = next(n for n, index in enumerate(ring) if abs_index(index) not in shared)
    line = [point for index in ring[:count] for point in (arcs[index] if index >= 0 else arcs[~index][::-1])]
    meeting_first = line[0][1] > line[-1][1]
    meeting = line[0] if meeting_first else line[-1]
    coast = next(n for n, index in enumerate(ring) if n >= count and _crosses(arcs[abs_index(index)], meeting[1]))
    points = arcs[ring[coast]] if ring[coast] >= 0 else arcs[~ring[coast]][::-1]
    cut = next(n for n in range(1, len(points)) if (points[n - 1][1] > meeting[1]) != (points[n][1] > meeting[1]))
    (x0, y0), (x1, y1) = points[cut - 1], points[cut]
    shore = (x0 + (meeting[1] - y0) / (y1 - y0) * (x1 - x0), meeting[1])
    first = len(arcs)
    arcs += [[*points[:cut], shore], [shore, *points[cut:]], [shore, meeting]]
    before, after, across = first, first + 1, first + 2
    if meeting_first:
        south = [*ring[:coast], before, across]
        north = [after, *ring[coast + 1 :], ~across]
    else:
        south = [*ring[:count], ~across, after, *ring[coast + 1 :]]
        north = [*ring[count:coast], before, across]
    polygons[polygons.index(polygon)] = [north]
    morocco["type"], morocco["arcs"] = "MultiPolygon", polygons
    return [[south]]


def _crosses(points: list[tuple[float, float]], latitude: float) -> bool:
    """Whether a line crosses a parallel on the Atlantic coast."""
    heights = [y for x, y in points if x < -12.0]
    return bool(heights) and min(heights) < latitude < max(heights)


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
