"""The whole: a document set, cut into pages, and each page put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout.blocks import set_blocks
from briefgen.layout.contents import fill_folio
from briefgen.layout.cover import set_cover
from briefgen.layout.drawing import letter
from briefgen.layout.flow import Flow
from briefgen.layout.furniture import add_furniture, add_marking
from briefgen.layout.galley import AnchorKind, Frame, Placed, as_decoration, moved, shifted
from briefgen.layout.job import Job
from briefgen.layout.mirror import turn
from briefgen.layout.notes import foot_frames, set_footnotes, set_with_endnotes
from briefgen.layout.pager import Column, cut, note_lines
from briefgen.layout.pages import Annotation, Element, Furniture, Layer, Layout, Page, Rectangle, Rule
from briefgen.model import tree
from briefgen.model.diagnostic import Outcome, in_order
from briefgen.model.house import SettingMode
from briefgen.model.manifest import PageMap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.layout.cover import Cover
    from briefgen.layout.galley import Box
    from briefgen.layout.pager import PageFill
    from briefgen.model.house import HouseStyle

_RULE_OVER_NOTES = 7.0


def paginate(document: tree.Document, style: HouseStyle) -> Outcome[Layout]:
    """Lay a finished document out in a house's style.

    Pure: the same document and style give an equal layout. Findings are warnings about characters that no font has. A document
    without blocks is one page.
    """
    job = Job(document, style)
    root = Element("Document", language=job.language)
    page = style.page
    right = page.width.pt - page.margin_right.pt
    frame = Frame(page.text_left.pt, right - page.text_left.pt)
    flow = Flow(job, frame, Frame(page.margin_left.pt, right - page.margin_left.pt), root, set_blocks)
    cover, blocks = None, document.blocks
    if blocks and isinstance(blocks[0], tree.Cover):
        cover = set_cover(flow, blocks[0])
        blocks = (*cover.left, *blocks[1:])
    if job.has_endnotes:
        set_with_endnotes(flow, blocks)
    else:
        set_blocks(flow, blocks)
        set_footnotes(flow)
    return Outcome(_assemble(job, root, flow, cover), in_order(job.diagnostics.values()))


def _assemble(job: Job, root: Element, flow: Flow, cover: Cover | None) -> Layout:
    geometry = job.style.page
    top, bottom = geometry.height.pt - geometry.margin_top.pt, geometry.margin_bottom.pt
    notes = [note for placed in cover.placed for note in placed.atom.notes] if cover else []
    carried = [line for lines in note_lines(notes) for line in lines]
    column = Column(top, bottom, foot_frames(job.style), rigid=job.style.mode is SettingMode.MATCH_WORD)
    fills = list(cut(flow.atoms, column, carried)) if flow.atoms or carried or cover is None else []
    pages = [_cover_page(job, cover)] if cover else []
    first = len(pages) + 1
    pages += [_page(job, fill, str(number)) for number, fill in enumerate(fills, first)]
    section = ""
    for page, fill in zip(pages[first - 1 :], fills, strict=True):
        titles = [placed.atom.title for placed in fill.atoms if placed.atom.title]
        running = "" if fill.is_colophon else section
        add_furniture(job, page, titles[0] if titles else running, len(pages), first=page is pages[first - 1])
        section = titles[-1] if titles else section
    for folio in job.folios:
        fill_folio(folio, job.labels.get(folio.identifier, ""))
    known = {name for page in pages for name in page.destinations}
    outline = tuple(entry for entry in job.outline if entry.destination in known)
    if job.mirrored:
        turn(pages, root, {id(item) for item in cover.art.ornament} if cover else ())
    page_map = PageMap(dict(sorted(job.labels.items())), len(pages))
    drawings = {target: letter(job, drawing) for target, drawing in job.document.drawings.items()}
    return Layout(
        tuple(pages),
        root,
        outline,
        page_map,
        job.fonts,
        job.tables,
        cover.art if cover else None,
        frozenset(job.small_tables),
        drawings,
    )


def _cover_page(job: Job, cover: Cover) -> Page:
    page = Page(job.style.page.width.pt, job.style.page.height.pt)
    page.layers.append(Layer(Furniture.BACKGROUND, cover.background))
    body = Layer(Furniture.LAYOUT)
    page.layers.append(body)
    for placed in cover.placed:
        _paint(job, page, body, placed)
    add_marking(job, page)
    return page


def _page(job: Job, fill: PageFill, label: str) -> Page:
    geometry = job.style.page
    page = Page(geometry.width.pt, geometry.height.pt, label)
    behind, body = Layer(Furniture.BACKGROUND), Layer(Furniture.LAYOUT)
    behind.items += [item for box, top, bottom in _boxes(fill.atoms) for item in _box_items(box, top, bottom)]
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
        extent.element.bounds = (extent.x0, extent.y0 + top, extent.x1, extent.y1 + top)
    for area in atom.areas:
        target = area.target
        bounds = (area.x0, area.y0 + top, area.x1, area.y1 + top)
        annotation = Annotation(bounds, target.contents, target.uri, target.destination)
        target.element.children.append(annotation)
        page.annotations.append(annotation)


def _paint_notes(job: Job, page: Page, layer: Layer, fill: PageFill) -> None:
    if not fill.foot:
        return
    left = foot_frames(job.style)[0].x
    colour = job.style.colours.get("muted", job.style.colours["rule"])
    over = fill.foot_top + _RULE_OVER_NOTES
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


def _box_items(box: Box, top: float, bottom: float) -> Iterator[Rectangle]:
    frame, style = box.frame, box.style
    yield Rectangle(frame.x, bottom, frame.width, top - bottom, style.background)
    if style.edge_width:
        yield Rectangle(frame.x, bottom, style.edge_width.pt, top - bottom, style.edge)
