"""PDF sources: the text of their pages."""

from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

from briefgen.model.wording import normalise
from briefgen.sources.extraction import Extraction, Unreadable

if TYPE_CHECKING:
    from briefgen.model.fetching import Fetched

_PAGES = 2000
_CHARACTERS = 8_000_000
_ONE_AT_A_TIME = threading.Lock()
"""PDFium may not be entered by two threads at once."""


def extract(fetched: Fetched) -> Extraction:
    """The text of a PDF, a page after another; of a very long one its first pages. Raises :class:`Unreadable`."""
    if b"%PDF-" not in fetched.body[:1024]:
        raise Unreadable("it is not a PDF")
    import pypdfium2  # type: ignore[import-untyped]  # it ships no types

    version = str(pypdfium2.PYPDFIUM_INFO)
    with _ONE_AT_A_TIME:
        try:
            with closing(pypdfium2.PdfDocument(fetched.body)) as document:
                pages, cut = _pages(document)
                title = str(document.get_metadata_dict().get("Title") or "")
        except pypdfium2.PdfiumError as problem:
            raise Unreadable("the PDF cannot be opened: it is damaged or locked by a password") from problem
    text = normalise("\n".join(pages))
    if not text:
        raise Unreadable("the PDF has no text: its pages are pictures")
    warnings = (f"only the first {len(pages)} pages were read",) if cut else ()
    return Extraction(text, " ".join(normalise(title).split())[:300], "pypdfium2", version, warnings)


def _pages(document: Any) -> tuple[list[str], bool]:
    pages: list[str] = []
    size = 0
    for number in range(min(len(document), _PAGES)):
        with closing(document[number]) as page, closing(page.get_textpage()) as words:
            pages.append(str(words.get_text_bounded()))
        size += len(pages[-1])
        if size > _CHARACTERS:
            break
    return pages, len(pages) < len(document)
