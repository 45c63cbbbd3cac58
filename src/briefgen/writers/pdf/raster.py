"""Drawings as PNG, for formats that cannot show them otherwise: painted as in the PDF, then made pixels by PDFium."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefgen.layout.pages import Element, Furniture, Layer, Page, PlacedPicture
from briefgen.model.manifest import PageMap
from briefgen.model.tree import Document, Meta
from briefgen.writers.pdf.assembly import assemble

if TYPE_CHECKING:
    from briefgen.layout.pages import Layout
    from briefgen.model.house import HouseStyle
    from briefgen.model.manifest import Manifest

DPI = 220
"""Dots to the inch: what Word itself keeps of a picture by default, and sharp in print."""
MOST_PIXELS = 16_000_000
"""Of one drawing; a larger one has fewer dots to the inch."""


def rasters(layout: Layout, style: HouseStyle, manifest: Manifest) -> dict[str, bytes]:
    """A PNG of every drawing of a layout, by target, on white. The same layout gives the same bytes."""
    import pypdfium2  # type: ignore[import-untyped, unused-ignore]  # it ships no types

    if not layout.drawings:
        return {}
    targets = tuple(layout.drawings)
    pdf = pypdfium2.PdfDocument(_sheets(layout, style, replace(manifest, attachments=(), page_map=PageMap())))
    try:
        return {target: _png(pdf, number) for number, target in enumerate(targets)}
    finally:
        pdf.close()


def _sheets(layout: Layout, style: HouseStyle, manifest: Manifest) -> bytes:
    """A file with a page for each drawing, just as large as it is."""
    pages = tuple(_sheet(target, one.drawing.width, one.drawing.height) for target, one in layout.drawings.items())
    bare = replace(layout, pages=pages, root=Element("Document", language="en"), outline=(), cover=None, painter=None)
    return assemble(Document(Meta(""), ()), style, manifest, bare)


def _sheet(target: str, width: float, height: float) -> Page:
    return Page(width, height, layers=[Layer(Furniture.LAYOUT, [PlacedPicture(target, 0.0, 0.0, width, height)])])


def _png(pdf: Any, number: int) -> bytes:
    page = pdf[number]
    width, height = page.get_size()
    scale = min(DPI / 72, (MOST_PIXELS / (width * height)) ** 0.5)
    image = page.render(scale=scale).to_pil().convert("RGB")
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(DPI, DPI), optimize=False, compress_level=9)
    return out.getvalue()
