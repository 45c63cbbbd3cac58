"""Reading a file back: its text as a viewer gives it, its structure as assistive technology meets it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pypdfium2

from briefgen.layout.pages import Layout
from briefgen.model import tree
from briefgen.model.manifest import Manifest
from briefgen.writers import pdf
from press import document, manifest, style
from specimen import picture


def write(layout: Layout, of: tree.Document | None = None, made: Manifest | None = None) -> bytes:
    return pdf.write(of or document(picture()), style(), made or manifest(), layout)


@contextmanager
def opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(data)) as file:
        yield file


def page_text(data: bytes, number: int = 0) -> str:
    file = pypdfium2.PdfDocument(data)
    try:
        return file[number].get_textpage().get_text_range().replace("\r\n", "\n")
    finally:
        file.close()


def operators(data: bytes, number: int = 0) -> list[str]:
    """The content of a page, an operator with its operands a line."""
    with opened(data) as file:
        return file.pages[number].Contents.read_bytes().decode("ascii").split("\n")


def outline(element: pikepdf.Object) -> object:
    """An element as its type and what is in it; marked content as its number."""
    kids = element.get("/K")
    kids = [] if kids is None else list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    inside = []
    for kid in kids:
        if not isinstance(kid, pikepdf.Dictionary):
            inside.append(int(kid))
        elif kid.get("/Type") == pikepdf.Name.MCR:
            inside.append(f"MCR {int(kid.MCID)}")
        elif kid.get("/Type") == pikepdf.Name.OBJR:
            inside.append("OBJR")
        else:
            inside.append(outline(kid))
    return (str(element.S)[1:], *inside)


def structure(data: bytes) -> object:
    """The structure tree from the document element down."""
    with opened(data) as file:
        return outline(file.Root.StructTreeRoot.K[0])
