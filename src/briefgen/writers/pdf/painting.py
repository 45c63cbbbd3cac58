"""Painting a document: pages as layout makes them, and what holds them together once there is a last one."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from briefgen.layout.pages import Element, Layout
from briefgen.model.manifest import PageMap
from briefgen.writers.pdf.canvas import TaggedCanvas
from briefgen.writers.pdf.drawings import DrawingTable
from briefgen.writers.pdf.fontobjects import FontTable
from briefgen.writers.pdf.navigation import bookmarks
from briefgen.writers.pdf.pictures import PictureTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.layout.pages import LetteredDrawing, Page
    from briefgen.model.tree import Document


class Painting:
    """The pages of one document on one canvas. Layout can be given it to paint pages while it makes others; it serves once.

    ``forgets``: what is painted of a page is taken from it.
    """

    def __init__(self, document: Document, *, forgets: bool = True) -> None:
        self._document, self._forgets = document, forgets
        self.canvas: TaggedCanvas

    def begin(self, fonts: Mapping[str, bytes], drawings: Mapping[str, LetteredDrawing]) -> None:
        """See :meth:`briefgen.layout.pages.Painter.begin`."""
        self._fonts = FontTable(fonts)
        pictures = PictureTable(self._document.pictures)
        self.canvas = TaggedCanvas(self._fonts, pictures, forgets=self._forgets)
        if drawings:
            sheet = Layout((), Element("Document"), (), PageMap(), fonts, drawings=drawings)
            pictures.drawings = DrawingTable(sheet, self._fonts, self.canvas.fonts)

    def paint(self, page: Page) -> None:
        """See :meth:`briefgen.layout.pages.Painter.paint`."""
        self.canvas.paint(page)

    def finish(self, layout: Layout) -> TaggedCanvas:
        """The canvas with every page and bookmark on it, and with the fonts they use."""
        canvas, pages = self.canvas, layout.pages
        destinations = frozenset(identifier for page in pages for identifier in page.destinations)
        keys: dict[str, list[str]] = {}
        for key, title, depth, destination in bookmarks(layout.outline, destinations):
            canvas.addOutlineEntry(title, key, depth)
            keys.setdefault(destination, []).append(key)
        parents = count(len(pages))
        for page in pages:
            canvas.close(page, keys, destinations, parents)
        if keys:
            canvas.showOutline()
        for resource, font in self._fonts.objects():
            canvas.add_font(resource, font)
        return canvas


def painted(layout: Layout, document: Document) -> TaggedCanvas:
    """The canvas of a layout, which may have been painted while it was made."""
    if isinstance(layout.painter, Painting):
        return layout.painter.finish(layout)
    painting = Painting(document, forgets=False)
    painting.begin(layout.fonts, layout.drawings)
    for page in layout.pages:
        if not page.late:
            painting.paint(page)
    return painting.finish(layout)
