"""Painting: laid-out pages into content streams, every item inside the marked content that says what it is."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, assert_never

from briefgen.layout.pages import Content, Furniture, GlyphRun, PlacedPicture, Rectangle, Rule
from briefgen.layout.slugs import Slugs
from briefgen.writers.pdf import showing
from briefgen.writers.pdf.annotations import Link, is_writable, link_notation
from briefgen.writers.pdf.notation import name, number, text_string
from briefgen.writers.pdf.objects import Deflated, Dictionary, Stream
from briefgen.writers.pdf.reportlab_internals import BareCanvas
from briefgen.writers.pdf.structure import PaintedPage

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from briefgen.layout.pages import Annotation, Item, Layer, Page
    from briefgen.model.house import Colour
    from briefgen.writers.pdf.fontobjects import DocumentFace, FontTable
    from briefgen.writers.pdf.pictures import PictureTable

_RUNNING = frozenset((Furniture.HEADER, Furniture.FOOTER))

# ISO 32000-1 §14.8.2.2; a background must say how far it reaches (table 330).
_ARTIFACTS = {
    Furniture.LAYOUT: "/Artifact <</Type /Layout>> BDC",
    Furniture.HEADER: "/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC",
    Furniture.FOOTER: "/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC",
    Furniture.BACKGROUND: "/Artifact <</Type /Background /BBox [0 0 {} {}]>> BDC",
}


class _Begun:
    """A page of which something is painted: the content so far, compressed; whose content its sequences hold; its images; and what
    the viewer will have in mind when it comes to the rest."""

    __slots__ = ("contents", "deflated", "fill", "font", "images", "painted", "size", "spacing", "stroke")

    def __init__(self, page: Page) -> None:
        self.size = (page.width, page.height)
        self.deflated = Deflated()
        self.painted = 0
        self.contents: list[Content] = []
        self.images: dict[str, object] = {}
        self.font: tuple[str, float] | None = None
        self.spacing = 0.0
        self.fill: Colour | None = None
        self.stroke: tuple[Colour, float, tuple[float, ...]] | None = None


class TaggedCanvas(BareCanvas):
    """Paints pages, each in two goes: what is in it, then what is known only when all are made, such as how many there are.

    It keeps the graphics state in mind and repeats nothing the viewer knows already. ``forgets``: what is painted of a page is
    taken from it.
    """

    def __init__(self, fonts: FontTable, pictures: PictureTable, *, forgets: bool = False) -> None:
        super().__init__()
        self._forgets = forgets
        self.pages: list[PaintedPage] = []
        self._font_table = fonts
        self._pictures = pictures
        self._begun: dict[int, _Begun] = {}
        self._open: Content | Furniture | None = None
        self._in_text = False
        self._origin = (0.0, 0.0)

    def paint(self, page: Page) -> None:
        """Paint what stands on a page before its running lines and marking."""
        self._paint_layers(page, list(takewhile(lambda layer: layer.kind not in _RUNNING, page.layers)))

    def close(self, page: Page, keys: Mapping[str, Sequence[str]], destinations: Container[str], parents: Iterator[int]) -> None:
        """Paint what is left of a page and store it, after those before it.

        ``keys`` are those of the bookmarks that lead to each destination, ``destinations`` what links can lead to, ``parents`` the
        numbers of links in the parent tree.
        """
        begun = self._begun.get(id(page))
        self._paint_layers(page, page.layers[begun.painted if begun and not self._forgets else 0 :])
        for identifier, height in page.destinations.items():
            for key in keys.get(identifier, ()):
                self.bookmarkHorizontalAbsolute(key, round(height, 2))
        writable = (note for note in page.annotations if is_writable(note, destinations))
        self._store(page, {note: self._link(note, next(parents)) for note in writable})

    def _link(self, annotation: Annotation, structure_parent: int) -> Link:
        number = self.take_number()
        self.keep(number, link_notation(annotation, structure_parent))
        return Link(number, structure_parent)

    def _paint_layers(self, page: Page, layers: Sequence[Layer]) -> None:
        self._now = self._begun.setdefault(id(page), _Begun(page))
        self._now.painted += len(layers)
        for layer in layers:
            for item in layer.items:
                self._paint(item, layer.kind)
        self._leave_marked_content()
        self._now.deflated.add("\n".join(self.operators))
        self.operators.clear()
        if self._forgets:
            page.layers.clear()

    def _store(self, page: Page, links: dict[Annotation, Link]) -> None:
        begun = self._begun.pop(id(page))
        made = Dictionary(
            {
                "Type": "/Page",
                "Parent": self.page_parent,
                "MediaBox": [0, 0, float(page.width), float(page.height)],
                "Resources": {"Font": self.fonts, "XObject": begun.images or None},
                "Contents": Stream(begun.deflated.whole(), {"Filter": "/FlateDecode"}, compress=False),
                "Annots": [f"{link.number} 0 R" for link in links.values()] or None,
                "StructParents": len(self.pages),
                "Tabs": "/S",
            }
        )
        self.pages.append(PaintedPage(made, begun.contents, links))
        self.close_page(made)

    def _paint(self, item: Item, kind: Furniture) -> None:
        match item:
            case GlyphRun():
                if item.glyphs:
                    self._glyphs(item, item.content or kind)
            case Rectangle():
                self._mark(kind)
                self._rectangle(item)
            case Rule():
                self._mark(kind)
                self._rule(item)
            case PlacedPicture():
                self._mark(item.content or kind)
                self._picture(item)
            case _:
                assert_never(item)

    # ── marked content ───────────────────────────────────────────────────────────────────────────────────────────────

    def _mark(self, what: Content | Furniture) -> None:
        """Be inside the marked content of ``what``, which stays open for as long as the same thing is painted."""
        if what is self._open:
            return
        self._leave_marked_content()
        self._open = what
        if isinstance(what, Content):
            self.operators.append(f"{name(what.owner.tag)} <</MCID {len(self._now.contents)}>> BDC")
            self._now.contents.append(what)
        else:
            self.operators.append(_ARTIFACTS[what].format(*map(number, self._now.size)))

    def _leave_marked_content(self) -> None:
        self._leave_text()
        if self._open is not None:
            self.operators.append("EMC")
            self._open = None

    # ── text ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _leave_text(self) -> None:
        if self._in_text:
            self.operators.append("ET")
            self._in_text = False

    def _glyphs(self, run: GlyphRun, what: Content | Furniture) -> None:
        face, glyphs = self._font_table.face(run.face), run.glyphs
        shown = showing.whole(glyphs, face) if isinstance(glyphs, Slugs) else None
        if shown is None:
            self._single_glyphs(run, face, what)
            return
        if what is not self._open:
            self._mark(what)
        assert isinstance(glyphs, Slugs)
        self._begin_run(run, round(glyphs.apart * run.size / 1000, 2) if glyphs.apart else 0.0)
        font, operator = shown
        self._select(font, run.size)
        self.operators.append(operator)

    def _single_glyphs(self, run: GlyphRun, face: DocumentFace, what: Content | Furniture) -> None:
        """A run that is more than words in one font on one line."""
        codes = [face.code(glyph) for glyph in run.glyphs]
        spacing = round(showing.tracking(run.glyphs, codes) * run.size / 1000, 2)
        words = showing.stated_words(run, spacing)
        if words:
            # Of several texts stated in one sequence, poppler's reader of the structure takes only the first.
            self._leave_marked_content()
        self._mark(what)
        self._begin_run(run, spacing)
        if words:
            self.operators.append(f"/Span <</ActualText {text_string(words)}>> BDC")
        for font, rise, shown in showing.shown_strings(run.glyphs, codes, spacing * 1000 / run.size):
            self._select(font, run.size)
            self.operators.append(f"{number(rise * run.size / 1000)} Ts {shown} 0 Ts" if rise else shown)
        if words:
            self.operators.append("EMC")
            self._leave_marked_content()

    def _begin_run(self, run: GlyphRun, spacing: float) -> None:
        if not self._in_text:
            self.operators.append("BT")
            self._in_text, self._origin = True, (0.0, 0.0)
        if run.colour is not self._now.fill:
            self._fill_with(run.colour)
        from_x, from_y = self._origin
        self._origin = x, y = round(run.x, 2), round(run.y, 2)
        self.operators.append(f"{number(x - from_x)} {number(y - from_y)} Td")
        if spacing != self._now.spacing:
            self.operators.append(f"{number(spacing)} Tc")
            self._now.spacing = spacing

    def _select(self, font: str, size: float) -> None:
        if self._now.font != (font, size):
            self.operators.append(f"/{font} {number(size)} Tf")
            self._now.font = (font, size)

    # ── paths and pictures ───────────────────────────────────────────────────────────────────────────────────────────

    def _rectangle(self, item: Rectangle) -> None:
        self._leave_text()
        self._fill_with(item.colour)
        self.operators.append(f"{_numbers(item.x, item.y, item.width, item.height)} re f")

    def _rule(self, item: Rule) -> None:
        self._leave_text()
        pen = (item.colour, item.width, item.dash)
        if pen != self._now.stroke:
            self.operators.append(f"{_colour(item.colour)} RG {number(item.width)} w [{_numbers(*item.dash)}] 0 d")
            self._now.stroke = pen
        self.operators.append(f"{_numbers(item.x0, item.y0)} m {_numbers(item.x1, item.y1)} l S")

    def _picture(self, item: PlacedPicture) -> None:
        self._leave_text()
        resource, image = self._pictures.use(item.target)
        self._now.images[resource] = image
        self.operators.append(f"q {number(item.width)} 0 0 {number(item.height)} {_numbers(item.x, item.y)} cm /{resource} Do Q")

    def _fill_with(self, colour: Colour) -> None:
        if colour != self._now.fill:
            self.operators.append(f"{_colour(colour)} rg")
            self._now.fill = colour


def _colour(colour: Colour) -> str:
    return " ".join(f"{part / 255:.3f}".rstrip("0").rstrip(".") for part in colour)


def _numbers(*values: float) -> str:
    return " ".join(map(number, values))
