"""Written bytes are read back here and held against what they should say. Imports no writer's code.

Before a build writes its files, :func:`prove` reads each back and compares it with the tree: the parity gate. :mod:`.statements`
has the form in which they are compared, :mod:`.tree_text`, :mod:`.pdf_text` and :mod:`.docx_text` bring each side into it.
:mod:`.tags` holds a PDF's structure together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.opening import on_letterhead

if TYPE_CHECKING:
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.house import HouseStyle
    from briefgen.model.tree import Document

__all__ = ["PROVED", "prove"]

PROVED = frozenset(("docx", "pdf"))
"""The formats that are read back."""


def prove(file_format: str, data: bytes, document: Document, style: HouseStyle) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a file made from a finished document, an error for each; a format that is not in :data:`PROVED`
    has nothing wrong with it. The same arguments give the same findings."""
    if file_format not in PROVED:
        return ()
    # Reading takes parsers that a start of the program should not wait for.
    from briefgen.proof.parity import prove_docx, prove_pdf

    if file_format == "pdf":
        return prove_pdf(data, document)
    letterhead = style.letterhead
    written, frame = on_letterhead(document, letterhead), letterhead.data if letterhead else None
    return prove_docx(data, written, frozenset(style.boxes), frame=frame)
