"""The whole: a document set, cut into pages, and each page put together."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from briefgen.layout import standing
from briefgen.layout.blocks import set_blocks
from briefgen.layout.contents import fill_folio
from briefgen.layout.cover import set_cover
from briefgen.layout.drawing import letter
from briefgen.layout.flow import Flow
from briefgen.layout.footnotes import WORD_GAP
from briefgen.layout.furniture import add_furniture, add_marking
from briefgen.layout.galley import AnchorKind, Frame, Placed, as_decoration, moved, shifted
from briefgen.layout.job import Job
from briefgen.layout.mirror import turn
from briefgen.layout.notes import foot_frames
from briefgen.layout.pager import Column, cut, note_lines
from briefgen.layout.pages import Annotation, Element, Furniture, Layer, Layout, Page, Rule
from briefgen.layout.portions import galley
from briefgen.layout.stack import painted
from briefgen.model import tree
from briefgen.model.diagnostic import Outcome, in_order
from briefgen.model.house import SettingMode
from briefgen.model.manifest import PageMap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from briefgen.layout.cover import Cover
    from briefgen.layout.galley import Area, Atom, Box, Extent
    from briefgen.layout.pager import PageFill
    from briefgen.layout.pages import Painter
    from briefgen.model.house import HouseStyle

_RULE_OVER_NOTES = 7.0


def paginate(document: tree.Document, style: HouseStyle, painter: Painter | None = None) -> Outcome[Layout]:
    """Lay a finished document out in a house's style.

    Pure: the same document and style give an equal layout. Findings are warnings about characters that no font has. A document
    without blocks is one page. A ``painter`` is given each page as soon as it is made, and the layout's pages then lack what it
    has painted: a long document is never in memory as a whole.
    """
    job = Job(document, style)
    root = Element("Document", language=job.language)
    page = style.page
    right = page.width.pt - page.margin_right.pt
    frame = Frame(page.text_left.pt, right - page.text_left.pt)
    flow = Flow(job, frame, Frame(page.margin_left.pt, right - page.margin_left.pt), root, set_blocks)
    drawings = {target: letter(job, drawing) for target, drawing in document.drawings.items()}
    if painter is not None:
        painter.begin(style.font_files, drawings)
    cover, blocks = None, document.blocks
    if blocks and isinstance(blocks[0], tree.Cover):
        cover = set_cover(flow, blocks[0])
        blocks = (*cover.left, *blocks[1:])
    pages = _Pages(job, painter)
    pages.make(galley(flow, blocks), cover)
    standing.end_document()
    known = {name for page in pages.made for name in page.destinations}
    outline = tuple(entry for entry in job.outline if entry.destination in known)
    layout = Layout(
        tuple(pages.made),
        root,
        outline,
        PageMap(dict(sorted(job.labels.items())), len(pages.made)),
        job.fonts,
        job.tables,
        cover.art if cover else None,
        frozenset(job.small_tables),
        drawings,
        painter,
    )
    return Outcome(layout, in_order(job.diagnostics.values()))


class _Pages:
    """The pages as they are made. What is known only when there is a last one is put on them in the end."""

    def __init__(self, job: Job, painter: Painter | None) -> None:
        self.made: list[Page] = []
        self._job, self._painter = job, painter
        self._sections: list[str | None] = []
        self._turned: list[int] = []
        self._section = ""
        self._awaited: set[int] = set()
        self._ornament: Collection[int] = ()

    def make(self, atoms: Iterator[Atom], cover: Cover | None) -> None:
        """All pages, from the cover to the last."""
        job, geometry = self._job, self._job.style.page
        if cover is not None:
            self._ornament = {id(item) for item in cover.art.ornament}
            self._add(_cover_page(job, cover), None)
        first = next(atoms, None)
        notes = [note for placed in cover.placed for note in placed.atom.notes] if cover else []
        carried = [line for lines in note_lines(notes) for line in lines]
        top, bottom = geometry.height.pt - geometry.margin_top.pt, geometry.margin_bottom.pt
        if first is not None or carried or cover is None:
            column = Column(top, bottom, foot_frames(job.style), rigid=job.style.mode is SettingMode.MATCH_WORD)
            for fill in cut(atoms if first is None else chain((first,), atoms), column, carried):
                self._add(_page(job, fill, str(len(self.made) + 1)), self._running(fill))
        self._finish()

    def _running(self, fill: PageFill) -> str:
        """The title of the section that a page is in, for its running head."""
        titles = [placed.atom.title for placed in fill.atoms if placed.atom.title]
        running = "" if fill.is_colophon else self._section
        self._section = titles[-1] if titles else self._section
        return titles[0] if titles else running

    def _add(self, page: Page, section: str | None) -> None:
        if len(self._awaited) != len(self._job.folios):
            self._awaited = {id(folio.run) for folio in self._job.folios}
        page.late = any(id(item) in self._awaited for layer in page.layers for item in layer.items)
        self.made.append(page)
        self._sections.append(section)
        self._turned.append(0)
        if page.late:
            return
        self._turn(len(self.made) - 1)
        if self._painter is not None:
            self._painter.paint(page)
            self._turned[-1] = len(page.layers)

    def _turn(self, number: int) -> None:
        """Turn round what a page has and was not turned yet."""
        page = self.made[number]
        if self._job.mirrored:
            turn(page.layers[self._turned[number] :], page.width, self._ornament)
        self._turned[number] = len(page.layers)

    def _finish(self) -> None:
        for folio in self._job.folios:
            fill_folio(folio, self._job.labels.get(folio.identifier, ""))
        first = self._sections.index(None) + 1 if None in self._sections else 0
        for number, (page, section) in enumerate(zip(self.made, self._sections, strict=True)):
            if section is not None:
                add_furniture(self._job, page, section, len(self.made), first=number == first)
            else:
                add_marking(self._job, page)
            self._turn(number)


def _cover_page(job: Job, cover: Cover) -> Page:
    page = Page(job.style.page.width.pt, job.style.page.height.pt)
    page.layers.append(Layer(Furniture.BACKGROUND, cover.background))
    body = Layer(Furniture.LAYOUT)
    page.layers.append(body)
    for placed in cover.placed:
        _paint(job, page, body, placed)
    return page


def _page(job: Job, fill: PageFill, label: str) -> Page:
    geometry = job.style.page
    page = Page(geometry.width.pt, geometry.height.pt, label)
    behind, body = Layer(Furniture.BACKGROUND), Layer(Furniture.LAYOUT)
    behind.items += [item for box, top, bottom in _boxes(fill.atoms) for item in painted(box, top, bottom)]
    page.layers += [behind, body] if behind.items else [body]
    for head in fill.heads:
        body.items += [moved(as_decoration(item), 0.0, head.top) for item in head.head.items]
    for placed in fill.atoms:
        _paint(job, page, body, placed)
    _paint_notes(job, page, body, fill)
    return page


def _paint(job: Job, page: Page, layer: Layer, placed: Placed) -> None:
    """Put an atom where it belongs: its items, links, destinations and figures' boxes."""
    atom, top = placed
    layer.items += [moved(item, 0.0, top) for item in atom.items]
    for anchor in atom.anchors:
        page.destinations.setdefault(anchor.identifier, top + anchor.y)
        if anchor.kind is AnchorKind.PLACE:
            job.labels.setdefault(anchor.identifier, page.label)
    for extent in atom.extents:
        extent.element.bounds = _bounds(job, page, extent, top)
    for area in atom.areas:
        target = area.target
        bounds = _bounds(job, page, area, top)
        annotation = Annotation(bounds, target.contents, target.uri, target.destination)
        target.element.children.append(annotation)
        page.annotations.append(annotation)


def _bounds(job: Job, page: Page, box: Area | Extent, top: float) -> tuple[float, float, float, float]:
    """A box of an atom on its page, turned round where the page will be."""
    x0, x1 = (page.width - box.x1, page.width - box.x0) if job.mirrored else (box.x0, box.x1)
    return (x0, box.y0 + top, x1, box.y1 + top)


def _paint_notes(job: Job, page: Page, layer: Layer, fill: PageFill) -> None:
    if not fill.foot:
        return
    left = foot_frames(job.style)[0].x
    colour = job.style.colours.get("muted", job.style.colours["rule"])
    close = job.style.mode is SettingMode.MATCH_WORD
    over = fill.foot_top + (WORD_GAP / 2 if close else _RULE_OVER_NOTES)
    layer.items.append(Rule(left, over, left + job.style.footnote_rule.pt, over, 0.5, colour))
    for atom, shift, top in fill.foot:
        _paint(job, page, layer, Placed(shifted(atom, shift) if shift else atom, top))


def _boxes(atoms: Sequence[Placed]) -> Iterator[tuple[Box, float, float]]:
    """The boxes on a page, outer ones first, each with the heights it reaches from and to."""
    spans: list[tuple[Box, float, float]] = []
    open_: dict[Box, int] = {}
    for atom, top in atoms:
        for depth, box in enumerate(atom.boxes):
            pad = sum(inner.pad for inner in atom.boxes[depth:])
            high, low = top + pad, top - atom.height - pad
            if box in open_:
                spans[open_[box]] = (box, spans[open_[box]][1], low)
            else:
                open_[box] = len(spans)
                spans.append((box, high, low))
    return iter(spans)
