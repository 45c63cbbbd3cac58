"""Pictures: media parts, and drawings in a line of text with what stands for them where they cannot be seen."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from briefgen.layout.extent import Extent
from briefgen.model.house import Length
from briefgen.model.value import dataclass
from briefgen.writers.docx.ids import Numbers
from briefgen.writers.docx.markup import NAMESPACES, NOTHING, Value, Xml, element, escape, join, w

if TYPE_CHECKING:
    from briefgen.model import tree
    from briefgen.model.drawing import Drawing
    from briefgen.model.house import Page
    from briefgen.model.manifest import Manifest
    from briefgen.model.measure import Colour
    from briefgen.writers.docx.package import Package, Relations

_SVG = "image/svg+xml"
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpeg", _SVG: "svg"}

# [MS-ODRAWXML] 2.30.1: says in so many words that a picture means nothing.
_DECORATIVE = element(
    "a:extLst",
    {},
    element(
        "a:ext",
        {"uri": "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"},
        element("adec:decorative", {"xmlns:adec": NAMESPACES["adec"], "val": 1}),
    ),
)


@dataclass(frozen=True, slots=True)
class Stroke:
    """Lines of one width and colour; ``path`` is DrawingML in units of which ``per_point`` make a point."""

    width: Length
    colour: Colour
    path: Xml
    per_point: int


class Shown(NamedTuple):
    """What is shown: a picture or drawing, the pixels that every Word can show, and outlines for those that can; empty: none."""

    subject: tree.Picture | Drawing
    media_type: str
    pixels: bytes
    outlines: bytes = b""


class Pictures:
    """The pictures of a document: each file once, however often it is shown; each showing with a number of its own."""

    def __init__(self, document: tree.Document, manifest: Manifest) -> None:
        self._document = document
        self._manifest = manifest
        self._names: dict[str, str] = {}
        self._files: dict[str, tuple[str, bytes]] = {}
        self._drawings = Numbers()

    def find(self, target: str) -> Shown | None:
        """What stands for an image's target; ``None`` where there is nothing to show."""
        picture = self._document.pictures.get(target)
        if picture is not None:
            return Shown(picture, picture.media_type, picture.data)
        drawing, pixels = self._document.drawings.get(target), self._manifest.rasters.get(target)
        if drawing is None or pixels is None:
            return None
        return Shown(drawing, "image/png", pixels, self._manifest.outlines.get(target, b""))

    def inline(self, shown: Shown, alternative: str, size: Extent, relations: Relations) -> Xml:
        """A run that shows a picture in its line. ``alternative`` empty: decoration."""
        number = self._drawings.next()
        reference = relations.to_part("image", self._name(shown.media_type, shown.pixels))
        outlines = relations.to_part("image", self._name(_SVG, shown.outlines)) if shown.outlines else ""
        drawing = element(
            "wp:inline",
            dict.fromkeys(("distT", "distB", "distL", "distR"), 0),
            _extent(size),
            _described(number, f"Picture {number}", alternative),
            element("wp:cNvGraphicFramePr", {}, element("a:graphicFrameLocks", {"noChangeAspect": 1})),
            _graphic("pic", _picture(number, reference, outlines, size)),
        )
        return w("r", w("drawing", drawing))

    def fill(self, page: Page, fill: Colour, down: float = 0.0) -> Xml:
        """A run that paints the page behind the text, all of it or what is so many points ``down``."""
        size = Extent(page.width.pt, page.height.pt - down)
        return self._behind(size, join((_box(size), _fill(fill), element("a:ln", {}, element("a:noFill", {})))), down)

    def fade(self, page: Page, fill: Colour, down: float, height: float) -> Xml:
        """A run that paints a band of so many points in height ``down`` the page, whose colour comes up from nothing."""
        size = Extent(page.width.pt, height)
        steps = (element("a:gs", {"pos": part * 1000}, _seen(fill, part / 100)) for part in range(0, 101, 10))
        ramp = element(
            "a:gradFill", {"rotWithShape": 1}, element("a:gsLst", {}, *steps), element("a:lin", {"ang": 5_400_000, "scaled": 0})
        )
        return self._behind(size, join((_box(size), ramp, element("a:ln", {}, element("a:noFill", {})))), down)

    def strokes(self, page: Page, stroke: Stroke) -> Xml:
        """A run that draws lines over the page's colour, behind the text."""
        size = Extent(page.width.pt, page.height.pt)
        scale = stroke.per_point
        units: dict[str, Value] = {"w": round(page.width.pt * scale), "h": round(page.height.pt * scale), "fill": "none"}
        empty = [element(name, {}) for name in ("a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst")]
        whole = element("a:rect", {"l": "0", "t": "0", "r": "r", "b": "b"})
        paths = element("a:pathLst", {}, element("a:path", units, stroke.path))
        line = element("a:ln", {"w": stroke.width}, _fill(stroke.colour))
        shape = (_frame(size), element("a:custGeom", {}, *empty, whole, paths), element("a:noFill", {}), line)
        return self._behind(size, join(shape))

    def _behind(self, size: Extent, properties: Xml, down: float = 0.0) -> Xml:
        number = self._drawings.next()
        shape = element("wps:wsp", {}, element("wps:cNvSpPr", {}), element("wps:spPr", {}, properties), element("wps:bodyPr", {}))
        anchor = self._anchor(number, size, down, _graphic("wps", shape))
        return w("r", element("mc:AlternateContent", {}, element("mc:Choice", {"Requires": "wps"}, w("drawing", anchor))))

    def ground(self, shown: Shown, size: Extent, relations: Relations) -> Xml:
        """A run that shows a picture behind the text, from the page's upper left corner."""
        number = self._drawings.next()
        reference = relations.to_part("image", self._name(shown.media_type, shown.pixels))
        outlines = relations.to_part("image", self._name(_SVG, shown.outlines)) if shown.outlines else ""
        picture = _graphic("pic", _picture(number, reference, outlines, size))
        return w("r", w("drawing", self._anchor(number, size, 0.0, picture)))

    @staticmethod
    def _anchor(number: int, size: Extent, down: float, graphic: Xml) -> Xml:
        behind = {"simplePos": 0, "relativeHeight": number, "behindDoc": 1, "locked": 1, "layoutInCell": 0, "allowOverlap": 1}
        places = {"H": 0, "V": int(Length.from_pt(down))}
        return element(
            "wp:anchor",
            dict.fromkeys(("distT", "distB", "distL", "distR"), 0) | behind,
            element("wp:simplePos", {"x": 0, "y": 0}),
            *(
                element(f"wp:position{axis}", {"relativeFrom": "page"}, element("wp:posOffset", {}, escape(str(place))))
                for axis, place in places.items()
            ),
            _extent(size),
            element("wp:effectExtent", {"l": 0, "t": 0, "r": 0, "b": 0}),
            element("wp:wrapNone", {}),
            _described(number, f"Cover {number}", ""),
            element("wp:cNvGraphicFramePr", {}),
            graphic,
        )

    def add_to(self, package: Package) -> None:
        """Put the files into the package."""
        for name, (media_type, data) in self._files.items():
            package.add(name, media_type, data)

    def _name(self, media_type: str, data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._names:
            name = f"/word/media/image{len(self._names) + 1}.{_EXTENSIONS[media_type]}"
            self._names[digest] = name
            self._files[name] = (media_type, data)
        return self._names[digest]


def _emu(points: float) -> Length:
    return Length(max(1, Length.from_pt(points)))


def _extent(size: Extent) -> Xml:
    return element("wp:extent", {"cx": _emu(size.width), "cy": _emu(size.height)})


def _described(number: int, name: str, alternative: str) -> Xml:
    return element("wp:docPr", {"id": number, "name": name, "descr": alternative}, NOTHING if alternative else _DECORATIVE)


def _graphic(kind: str, content: Xml) -> Xml:
    return element("a:graphic", {}, element("a:graphicData", {"uri": NAMESPACES[kind]}, content))


def _picture(number: int, reference: str, outlines: str, size: Extent) -> Xml:
    blip = element("a:blip", {"r:embed": reference}, _vector(outlines) if outlines else NOTHING)
    return element(
        "pic:pic",
        {},
        element("pic:nvPicPr", {}, element("pic:cNvPr", {"id": number, "name": f"Picture {number}"}), element("pic:cNvPicPr", {})),
        element("pic:blipFill", {}, blip, element("a:stretch", {}, element("a:fillRect", {}))),
        element("pic:spPr", {}, _box(size)),
    )


def _vector(reference: str) -> Xml:
    """The outlines that a newer Word shows instead of the pixels ([MS-ODRAWXML] 2.30.3)."""
    picture = element("asvg:svgBlip", {"xmlns:asvg": NAMESPACES["asvg"], "r:embed": reference})
    return element("a:extLst", {}, element("a:ext", {"uri": "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"}, picture))


def _box(size: Extent) -> Xml:
    return join((_frame(size), element("a:prstGeom", {"prst": "rect"}, element("a:avLst", {}))))


def _frame(size: Extent) -> Xml:
    extent = element("a:ext", {"cx": _emu(size.width), "cy": _emu(size.height)})
    return element("a:xfrm", {}, element("a:off", {"x": 0, "y": 0}), extent)


def _seen(fill: Colour, part: float) -> Xml:
    """A colour that comes up softly: as much of it is seen as a smooth step has at a part of its way."""
    alpha = round((3 * part**2 - 2 * part**3) * 100_000)
    return element("a:srgbClr", {"val": fill.hex}, element("a:alpha", {"val": alpha}))


def _fill(fill: Colour) -> Xml:
    return element("a:solidFill", {}, element("a:srgbClr", {"val": fill.hex}))
