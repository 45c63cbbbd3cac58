"""Path data (SVG 1.1 §8.3) and basic shapes (§9) as outlines of lines and cubic curves."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.model.drawing import Step

_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
# A quarter of a circle as a cubic curve.
_ROUND = 0.5522847498
_LARGEST = 1e7


class BadPath(ValueError):
    """Path data that cannot be read from some place on. ``steps`` is what stands before it, which is to be shown (§8.3.9)."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        super().__init__("path data that cannot be read")
        self.steps = steps


def read_path(data: str) -> tuple[Step, ...]:
    """The outline of path data. Raises :class:`BadPath`."""
    pen = _Pen()
    for command, values in _commands(data, pen):
        pen.do(command, values)
    return tuple(pen.steps)


def _commands(data: str, pen: _Pen) -> Iterator[tuple[str, list[float]]]:
    tokens, whole = _tokens(data)
    at, command = 0, ""
    while at < len(tokens):
        token = tokens[at]
        if isinstance(token, str):
            command, at = token, at + 1
        elif command in {"", "Z", "z"}:
            raise BadPath(tuple(pen.steps))
        count = _TAKES[command.upper()]
        values = tokens[at : at + count]
        if len(values) < count or any(isinstance(value, str) for value in values) or (not pen.steps and command not in "Mm"):
            raise BadPath(tuple(pen.steps))
        yield command, [value for value in values if isinstance(value, float)]
        at += count
        command = {"M": "L", "m": "l"}.get(command, command)
    if not whole:
        raise BadPath(tuple(pen.steps))


def _tokens(data: str) -> tuple[list[str | float], bool]:
    """Commands and numbers, and whether that is all that stands there."""
    tokens: list[str | float] = []
    at, arc = 0, -1
    while at < len(data):
        if data[at].isspace() or data[at] == ",":
            at += 1
            continue
        if arc >= 0 and arc % 7 in {3, 4} and data[at] in "01":
            # The flags of an arc need nothing between them and what follows.
            tokens.append(float(data[at]))
            at, arc = at + 1, arc + 1
            continue
        found = _TOKEN.match(data, at)
        if found is None or (found[2] and not abs(float(found[2])) <= _LARGEST):
            return tokens, False
        arc = (0 if found[1] in "Aa" else -1) if found[1] else arc + (arc >= 0)
        tokens.append(found[1] or float(found[2]))
        at = found.end()
    return tokens, True


class _Pen:
    """Where drawing has come to; ``steps`` is what was drawn."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._x = self._y = self._start_x = self._start_y = 0.0
        self._control: tuple[str, float, float] = ("", 0.0, 0.0)

    def do(self, command: str, values: list[float]) -> None:
        """Follow one command."""
        kind = command.upper()
        v = self._absolute(kind, values) if command.islower() else values
        control = ("", 0.0, 0.0)
        match kind:
            case "M":
                self._start_x, self._start_y = v[0], v[1]
                self._to("M", v)
            case "L":
                self._to("L", v)
            case "H":
                self._to("L", [v[0], self._y])
            case "V":
                self._to("L", [self._x, v[0]])
            case "C" | "S":
                v = [*self._mirrored("C"), *v] if kind == "S" else v
                self._to("C", v)
                control = ("C", v[2], v[3])
            case "Q" | "T":
                v = [*self._mirrored("Q"), *v] if kind == "T" else v
                self._quadratic(v)
                control = ("Q", v[0], v[1])
            case "A":
                for curve in arc((self._x, self._y), v):
                    self._to(*curve)
            case _:
                self.steps.append(("Z", ()))
                self._x, self._y = self._start_x, self._start_y
        self._control = control

    def _to(self, kind: str, values: Sequence[float]) -> None:
        if kind != "M" and self.steps and self.steps[-1][0] == "Z":
            self.steps.append(("M", (self._x, self._y)))
        self.steps.append((kind, tuple(values)))
        self._x, self._y = values[-2:]

    def _quadratic(self, v: list[float]) -> None:
        x1, y1, x, y = v
        first = (self._x + (x1 - self._x) * 2 / 3, self._y + (y1 - self._y) * 2 / 3)
        self._to("C", (*first, x + (x1 - x) * 2 / 3, y + (y1 - y) * 2 / 3, x, y))

    def _mirrored(self, kind: str) -> tuple[float, float]:
        last, x, y = self._control
        return (2 * self._x - x, 2 * self._y - y) if last == kind else (self._x, self._y)

    def _absolute(self, kind: str, v: list[float]) -> list[float]:
        if kind == "V":
            return [v[0] + self._y]
        if kind == "A":
            return [*v[:5], v[5] + self._x, v[6] + self._y]
        return [value + (self._y if at % 2 else self._x) for at, value in enumerate(v)]


def arc(start: tuple[float, float], v: Sequence[float]) -> Iterator[tuple[str, tuple[float, ...]]]:
    """An elliptical arc as cubic curves, each of at most a quarter turn (SVG 1.1 appendix F.6)."""
    (x0, y0), (rx, ry, angle, large, sweep, x, y) = start, v
    rx, ry, phi = abs(rx), abs(ry), math.radians(angle)
    if (x0, y0) == (x, y):
        return
    if not rx or not ry:
        yield "L", (x, y)
        return
    cos, sin = math.cos(phi), math.sin(phi)
    dx, dy = (x0 - x) / 2, (y0 - y) / 2
    u, w = cos * dx + sin * dy, cos * dy - sin * dx
    grown = max(1.0, math.hypot(u / rx, w / ry))
    rx, ry = rx * grown, ry * grown
    square = max(0.0, (rx * ry) ** 2 / ((rx * w) ** 2 + (ry * u) ** 2) - 1)
    factor = math.sqrt(square) * (-1 if bool(large) == bool(sweep) else 1)
    cu, cw = factor * rx * w / ry, -factor * ry * u / rx
    cx, cy = cos * cu - sin * cw + (x0 + x) / 2, sin * cu + cos * cw + (y0 + y) / 2
    first = math.atan2((w - cw) / ry, (u - cu) / rx)
    turn = math.atan2((-w - cw) / ry, (-u - cu) / rx) - first
    turn += math.tau if sweep and turn < 0 else -math.tau if not sweep and turn > 0 else 0
    count = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    handle = 4 / 3 * math.tan(turn / count / 4)

    def point(t: float, along: float) -> tuple[float, float]:
        a, b = rx * (math.cos(t) - along * math.sin(t)), ry * (math.sin(t) + along * math.cos(t))
        return cx + cos * a - sin * b, cy + sin * a + cos * b

    for number in range(count):
        t, s = first + turn * number / count, first + turn * (number + 1) / count
        end = (x, y) if number == count - 1 else point(s, 0)
        yield "C", (*point(t, handle), *point(s, -handle), *end)


# ── basic shapes ─────────────────────────────────────────────────────────────────────────────────────────────────────


def rectangle(x: float, y: float, width: float, height: float, rx: float = 0.0, ry: float = 0.0) -> tuple[Step, ...]:
    """A rectangle, its corners maybe rounded."""
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    r, b = x + width, y + height
    if rx <= 0 or ry <= 0:
        return (("M", (x, y)), ("L", (r, y)), ("L", (r, b)), ("L", (x, b)), ("Z", ()))
    h, v = rx * (1 - _ROUND), ry * (1 - _ROUND)
    return (
        ("M", (x + rx, y)),
        ("L", (r - rx, y)),
        ("C", (r - h, y, r, y + v, r, y + ry)),
        ("L", (r, b - ry)),
        ("C", (r, b - v, r - h, b, r - rx, b)),
        ("L", (x + rx, b)),
        ("C", (x + h, b, x, b - v, x, b - ry)),
        ("L", (x, y + ry)),
        ("C", (x, y + v, x + h, y, x + rx, y)),
        ("Z", ()),
    )


def ellipse(cx: float, cy: float, rx: float, ry: float) -> tuple[Step, ...]:
    """An ellipse."""
    return rectangle(cx - rx, cy - ry, 2 * rx, 2 * ry, rx, ry)


def polygon(points: Sequence[tuple[float, float]], *, closed: bool) -> tuple[Step, ...]:
    """Straight lines through points."""
    if not points:
        return ()
    steps = [("M", points[0]), *(("L", point) for point in points[1:])]
    return (*steps, ("Z", ())) if closed else tuple(steps)
