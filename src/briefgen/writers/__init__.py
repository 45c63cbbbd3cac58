"""Writers: a finished document becomes the bytes of a file.

A writer is a module (or package) with a function ``write(document, style, manifest, layout) -> bytes`` and a line in
:data:`WRITERS`. It is imported when it is first used. Read :mod:`briefgen.writers.text` first: it is the shortest, and what it
prints is what a document says.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from briefgen.layout.pages import Layout, Painter
    from briefgen.model.house import HouseStyle
    from briefgen.model.manifest import Manifest
    from briefgen.model.tree import Document


class Writer(Protocol):
    """What a writer's module offers."""

    def write(self, document: Document, style: HouseStyle, manifest: Manifest, layout: Layout | None) -> bytes:
        """The file's bytes: the same arguments give the same bytes. ``layout`` is ``None`` for a format that needs none."""
        ...


class PaintingWriter(Protocol):
    """What the module of a writer that paints pages offers besides."""

    def painter(self, document: Document) -> Painter:
        """See :meth:`Format.painter`."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """An output format.

    ``suffix`` includes its dot. ``needs_layout``: the document must be laid out first, to be painted or for the page numbers
    in its contents. ``module`` holds the writer. ``needs_rasters``: it shows drawings as pixels too (:attr:`Manifest.rasters`).
    ``paints``: it paints the laid-out pages; others take from a layout what :mod:`briefgen.laying` keeps of it.
    """

    suffix: str
    media_type: str
    description: str
    needs_layout: bool
    module: str
    needs_rasters: bool = False
    paints: bool = False

    def write(self, document: Document, style: HouseStyle, manifest: Manifest, layout: Layout | None = None) -> bytes:
        """The file's bytes; see :meth:`Writer.write`."""
        writer = cast("Writer", import_module(self.module))
        return writer.write(document, style, manifest, layout)

    def painter(self, document: Document) -> Painter:
        """What paints a document's pages as layout makes them, of a format that ``paints``; its layout goes to :meth:`write`."""
        writer = cast("PaintingWriter", import_module(self.module))
        return writer.painter(document)


WRITERS: Mapping[str, Format] = {
    "docx": Format(
        suffix=".docx",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        description="Word document",
        needs_layout=True,
        module="briefgen.writers.docx",
        needs_rasters=True,
    ),
    "pdf": Format(
        suffix=".pdf",
        media_type="application/pdf",
        description="PDF, tagged and archival (PDF/UA-1, PDF/A-3a)",
        needs_layout=True,
        module="briefgen.writers.pdf",
        paints=True,
    ),
    "html": Format(
        suffix=".html",
        media_type="text/html; charset=utf-8",
        description="HTML, one file for the screen",
        needs_layout=False,
        module="briefgen.writers.html",
    ),
    "txt": Format(
        suffix=".txt",
        media_type="text/plain; charset=utf-8",
        description="plain text",
        needs_layout=False,
        module="briefgen.writers.text",
    ),
}
"""Every output format by the name used on the command line."""
