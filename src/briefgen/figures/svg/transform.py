"""Transformations (SVG 1.1 §7) and the way a view box is fitted into its viewport (§7.7, §7.8)."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from briefgen.model.drawing import IDENTITY

if TYPE_CHECKING:
    from briefgen.model.drawing import Matrix

NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_CALL = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")
_ALIGN = re.compile(r"(?:defer\s+)?x(Min|Mid|Max)Y(Min|Mid|Max)(?:\s+(meet|slice))?")
_SHARE = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}


def times(outer: Matrix, inner: Matrix) -> Matrix:
    """The transformation that does ``inner`` first, then ``outer``."""
    a, b, c, d, e, f = outer
    u, v, w, x, y, z = inner
    return (a * u + c * v, b * u + d * v, a * w + c * x, b * w + d * x, a * y + c * z + e, b * y + d * z + f)


def read_transform(text: str) -> Matrix:
    """The transformation of a ``transform`` attribute; what cannot be read in it does nothing."""
    made = IDENTITY
    for call in _CALL.finditer(text):
        values = [float(value) for value in NUMBER.findall(call[2])]
        if all(map(math.isfinite, values)):
            made = times(made, _one(call[1], values))
    return made


def _one(name: str, v: list[float]) -> Matrix:
    match name, v:
        case "matrix", [a, b, c, d, e, f]:
            return (a, b, c, d, e, f)
        case "translate", [x, *rest] if len(rest) < 2:
            return (1, 0, 0, 1, x, rest[0] if rest else 0)
        case "scale", [x, *rest] if len(rest) < 2:
            return (x, 0, 0, rest[0] if rest else x, 0, 0)
        case "rotate", [angle]:
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            return (cos, sin, -sin, cos, 0, 0)
        case "rotate", [angle, x, y]:
            return times(times((1, 0, 0, 1, x, y), _one("rotate", [angle])), (1, 0, 0, 1, -x, -y))
        case "skewX", [angle]:
            return (1, 0, math.tan(math.radians(angle)), 1, 0, 0)
        case "skewY", [angle]:
            return (1, math.tan(math.radians(angle)), 0, 1, 0, 0)
        case _:
            return IDENTITY


def read_box(text: str) -> tuple[float, float, float, float] | None:
    """The four numbers of a ``viewBox``; ``None`` where there are none or nothing could be seen in it."""
    values = [float(value) for value in NUMBER.findall(text)]
    if len(values) != 4 or not all(map(math.isfinite, values)) or values[2] <= 0 or values[3] <= 0:
        return None
    return (values[0], values[1], values[2], values[3])


def fitted(box: tuple[float, float, float, float] | None, width: float, height: float, said: str) -> Matrix:
    """From the user space of ``box`` to a viewport of ``width`` by ``height``; ``said`` is ``preserveAspectRatio``."""
    if box is None:
        return IDENTITY
    x, y, w, h = box
    across, down = width / w, height / h
    if said.strip().startswith("none"):
        return (across, 0, 0, down, -x * across, -y * down)
    found = _ALIGN.match(said.strip())
    horizontal, vertical, how = found.groups() if found else ("Mid", "Mid", "meet")
    scale = max(across, down) if how == "slice" else min(across, down)
    left, top = (width - w * scale) * _SHARE[horizontal], (height - h * scale) * _SHARE[vertical]
    return (scale, 0, 0, scale, left - x * scale, top - y * scale)
