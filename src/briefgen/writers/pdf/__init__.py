"""PDF: paints laid-out pages, tagged for assistive technology and fit for an archive. The only room with reportlab.

Every file is PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) at once; there is no lesser mode. The same document, style,
manifest and layout make the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.layout.pages import Layout, Painter
    from briefgen.model.house import HouseStyle
    from briefgen.model.manifest import Manifest
    from briefgen.model.tree import Document


def painter(document: Document) -> Painter:
    """What paints the pages of a document while layout makes them, so that they are never in memory all at once.

    The layout made with it goes to :func:`write`, once.
    """
    from briefgen.writers.pdf.painting import Painting

    return Painting(document)


def write(document: Document, style: HouseStyle, manifest: Manifest, layout: Layout) -> bytes:
    """The PDF file of a document that has been laid out.

    What is printed is decided by ``layout`` alone; ``document`` gives the pictures' bytes and what the file says about itself,
    ``manifest`` the date and the attachments. A link that leads outside http, https, mailto and the document is not
    written; its text is. Raises :class:`briefgen.model.errors.MalformedFile` for a picture that cannot be read.
    """
    # reportlab and Pillow take a tenth of a second to import, which only a build should spend.
    from briefgen.writers.pdf.assembly import assemble

    return assemble(document, style, manifest, layout)
