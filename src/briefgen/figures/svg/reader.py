"""An SVG file as a drawing (SVG 1.1, and what of SVG 2 is the same).

Drawn are shapes, paths, text, groups, nested and used elements, clip paths and simple style sheets. A gradient becomes the
colour in its middle. What runs, fetches or holds another kind of content (scripts, references to outside, foreign objects, bitmaps)
is refused; what only looks different without (filters, masks, patterns, markers) is left out and told.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.figures.svg import path as paths
from briefgen.figures.svg import style as styles
from briefgen.figures.svg.geometry import coordinate, shape
from briefgen.figures.svg.paint import Painting
from briefgen.figures.svg.style import TooMuch
from briefgen.figures.svg.survey import local_url, name_of, place, survey
from briefgen.figures.svg.text import read_text
from briefgen.figures.svg.transform import fitted, read_box, read_transform, times
from briefgen.model.diagnostic import Diagnostic, Outcome, error, warning
from briefgen.model.drawing import IDENTITY, Drawing, Group
from briefgen.model.position import Position
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from briefgen.model.drawing import Item, Matrix, Step

Properties = dict[str, str]

MOST_STEPS = 200_000
MOST_ELEMENTS = 50_000
"""Of one drawing, each time something is used counted anew: more would make a page that no viewer opens."""
DEEPEST = 48

NAMESPACE = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
POINT = 0.75
"""Points in a pixel of 1/96 inch."""

_CONTAINERS = frozenset({"g", "a", "switch"})
_QUIET = frozenset("title desc metadata defs style linearGradient radialGradient clipPath symbol view cursor stop".split())
_LEFT_OUT = {
    "filter": "a filter",
    "mask": "a mask",
    "pattern": "a pattern",
    "marker": "a marker",
    "animate": "an animation",
    "animateTransform": "an animation",
    "animateMotion": "an animation",
    "set": "an animation",
    "textPath": "text on a path",
    "video": "a video",
    "audio": "sound",
}


@dataclass(slots=True)
class SvgReader:
    """Reads one file. ``findings`` are what was met; each thing that is left out is told once."""

    file: str
    root: _Element
    sheet: styles.Sheet = field(default_factory=styles.Sheet)
    findings: list[Diagnostic] = field(default_factory=list)
    _by_identifier: dict[str, _Element] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)
    _steps: int = 0
    _elements: int = 0
    _viewport: tuple[float, float] = (300.0, 150.0)

    def read(self) -> Outcome[Drawing | None]:
        """The drawing; ``None`` beside an error."""
        found = survey(self.root, self.file)
        self.sheet, self._by_identifier = found.sheet, found.by_identifier
        self.findings += found.findings
        if self.findings:
            return Outcome(None, tuple(self.findings))
        try:
            drawing = self._drawing()
        except TooMuch as trouble:
            hint = "simplify the drawing, or export it as PNG at 300 dpi"
            self.findings.append(error("svg-too-large", f"the drawing has {trouble.what}", self.place(trouble.element), hint))
            return Outcome(None, tuple(self.findings))
        return Outcome(drawing, tuple(self.findings))

    def place(self, element: _Element) -> Position:
        """Where an element begins in its file; the reader of XML knows lines only."""
        return place(element, self.file)

    def leave_out(self, what: str, element: _Element) -> None:
        """Tell, once a drawing, that it is drawn without something."""
        if what not in self._told:
            self._told.add(what)
            message = f"{what} in the drawing is left out"
            hint = "flatten it in the program the drawing comes from, or export the drawing as PNG"
            self.findings.append(warning("svg-unsupported", message, self.place(element), hint))

    # ── elements ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _drawing(self) -> Drawing:
        root = self.root
        box = read_box(root.get("viewBox") or "")
        across, down = (box[2], box[3]) if box else (300.0, 150.0)
        width = self._side(root.get("width"), across)
        height = self._side(root.get("height"), down if root.get("width") is None or not box else width * down / across)
        if box and root.get("width") is None and root.get("height") is not None:
            width = height * across / down
        self._viewport = (across, down) if box else (width, height)
        items = tuple(self._children(root, styles.computed("svg", root, self.sheet, {}), 0))
        fit = fitted(box, width, height, root.get("preserveAspectRatio") or "")
        inner = Group(items, times((POINT, 0, 0, POINT, 0, 0), fit))
        frame = paths.rectangle(0, 0, width * POINT, height * POINT)
        return Drawing(width * POINT, height * POINT, (Group((inner,), clip=frame),), self._said())

    def _side(self, said: str | None, natural: float) -> float:
        value = natural if said is None or "%" in said else styles.length(said, natural, default=natural)
        return value if 0 < value <= 20_000 else natural

    def _said(self) -> str:
        """The words of the file's own ``title`` and ``desc``."""
        words = (self.root.find(f"{NAMESPACE}{name}") for name in ("title", "desc"))
        return ". ".join(" ".join("".join(map(str, one.itertext())).split()) for one in words if one is not None)

    def _children(self, element: _Element, properties: Properties, depth: int) -> Iterator[Item]:
        for child in element:
            if isinstance(child.tag, str) and (child.tag.startswith(NAMESPACE) or "}" not in child.tag):
                yield from self._element(child, properties, depth + 1)

    def _element(self, element: _Element, outer: Mapping[str, str], depth: int) -> Iterator[Item]:
        name = name_of(element)
        self._elements += 1
        if self._elements > MOST_ELEMENTS or depth > DEEPEST:
            what = f"more than {MOST_ELEMENTS:,} elements" if depth <= DEEPEST else f"elements {depth} deep in one another"
            raise TooMuch(what, element)
        if name in _LEFT_OUT:
            self.leave_out(_LEFT_OUT[name], element)
        if name in _QUIET or name in _LEFT_OUT:
            return
        properties = styles.computed(name, element, self.sheet, outer)
        if properties.get("display") == "none":
            return
        matrix = read_transform(element.get("transform") or "")
        items = tuple(self._drawn(name, element, properties, depth))
        if items:
            yield from self._grouped(items, element, properties, matrix)

    def _grouped(self, items: tuple[Item, ...], element: _Element, properties: Properties, matrix: Matrix) -> Iterator[Item]:
        """Items with the transformation, clip and opacity of their element."""
        opacity = styles.share(properties.get("opacity"))
        for name in ("filter", "mask"):
            if properties.get(name, "none") != "none":
                self.leave_out(f"a {name}", element)
        clip = self._clip(properties.get("clip-path", ""))
        if clip is None:
            return
        if clip or opacity < 1 or matrix != IDENTITY:
            yield Group(items, matrix, clip, opacity)
        else:
            yield from items

    def _drawn(self, name: str, element: _Element, properties: Properties, depth: int) -> Iterator[Item]:
        if name in _CONTAINERS:
            yield from self._children(element, properties, depth)
        elif name == "svg":
            yield from self._nested(element, properties, depth, element.get("width"), element.get("height"))
        elif name == "use":
            yield from self._used(element, properties, depth)
        elif name == "text":
            yield from read_text(self, element, properties)
        else:
            steps = self._outline(name, element)
            if steps and properties.get("visibility", "visible") == "visible":
                if any(element.get(f"marker-{end}", "none") != "none" for end in ("start", "mid", "end")):
                    self.leave_out("a marker", element)
                yield from Painting(self, element, properties).shapes(steps)

    def _nested(
        self, element: _Element, properties: Properties, depth: int, width: str | None, height: str | None
    ) -> Iterator[Item]:
        """An ``svg`` or ``symbol`` inside: a viewport of its own."""
        box = read_box(element.get("viewBox") or "")
        w = styles.length(width, self._viewport[0], default=self._viewport[0])
        h = styles.length(height, self._viewport[1], default=self._viewport[1])
        if w <= 0 or h <= 0:
            return
        x, y = coordinate(element, "x", self._viewport), coordinate(element, "y", self._viewport)
        matrix = times((1, 0, 0, 1, x, y), fitted(box, w, h, element.get("preserveAspectRatio") or ""))
        clip = () if properties.get("overflow") == "visible" else paths.rectangle(x, y, w, h)
        outer, self._viewport = self._viewport, (box[2], box[3]) if box else (w, h)
        items = tuple(self._children(element, properties, depth))
        self._viewport = outer
        yield Group((Group(items, matrix),), clip=clip)

    def _used(self, element: _Element, properties: Properties, depth: int) -> Iterator[Item]:
        wanted = (element.get("href") or element.get(XLINK) or "").strip().removeprefix("#")
        target = self._by_identifier.get(wanted)
        if target is None:
            self.leave_out(f"a use of #{wanted}, which is not there,", element)
            return
        move = (1.0, 0.0, 0.0, 1.0, coordinate(element, "x", self._viewport), coordinate(element, "y", self._viewport))
        if name_of(target) == "symbol":
            inner = styles.computed("symbol", target, self.sheet, properties)
            items = tuple(self._nested(target, inner, depth + 1, element.get("width"), element.get("height")))
        else:
            items = tuple(self._element(target, properties, depth + 1))
        if items:
            yield Group(items, move)

    # ── geometry ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _outline(self, name: str, element: _Element) -> tuple[Step, ...]:
        steps = self._path(element) if name == "path" else shape(name, element, self._viewport)
        self._steps += len(steps)
        if self._steps > MOST_STEPS:
            raise TooMuch(f"more than {MOST_STEPS:,} points", element)
        return steps

    def _path(self, element: _Element) -> tuple[Step, ...]:
        try:
            return paths.read_path(element.get("d") or "")
        except paths.BadPath as trouble:
            message = "a path of the drawing cannot be read to its end"
            self.findings.append(warning("svg-bad-path", message, self.place(element), "export the drawing anew"))
            return trouble.steps

    def _clip(self, said: str) -> tuple[Step, ...] | None:
        """The outline of a clip path; empty: none is asked for. ``None``: it leaves nothing to be seen."""
        wanted = local_url(said)
        target = self._by_identifier.get(wanted) if wanted else None
        if target is None or name_of(target) != "clipPath":
            return ()
        if target.get("clipPathUnits") == "objectBoundingBox":
            self.leave_out("a clip path in shares of its object", target)
            return ()
        whole = read_transform(target.get("transform") or "")
        made: list[Step] = []
        for child in target:
            if isinstance(child.tag, str):
                matrix = times(whole, read_transform(child.get("transform") or ""))
                made += mapped(self._outline(name_of(child), child), matrix)
        return tuple(made) or None

    def by_identifier(self, wanted: str) -> _Element | None:
        """The element of an identifier."""
        return self._by_identifier.get(wanted)


def mapped(steps: tuple[Step, ...], matrix: Matrix) -> Iterator[Step]:
    """An outline under a transformation."""
    a, b, c, d, e, f = matrix
    for kind, at in steps:
        pairs = zip(at[::2], at[1::2], strict=True)
        yield kind, tuple(value for x, y in pairs for value in (a * x + c * y + e, b * x + d * y + f))
