"""Every part of reportlab that is not its documented interface, each with the reason for its use.

reportlab writes PDF well and tagged PDF not at all, so this writer goes below its text and page layers and keeps four things:
the numbering of objects, the catalogue and the page tree, the outline, and the drawing surface's bookkeeping of pages and
destinations. Nothing is patched: what differs is a subclass or an attribute of one object of ours. :data:`USED` is held
against the installed release by ``tests/contract/test_reportlab_internals.py``.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, ClassVar

from briefgen.model.named import NamedTuple
from briefgen.writers.pdf import pillow
from briefgen.writers.pdf.filing import File
from briefgen.writers.pdf.notation import render

pillow.defer()  # before reportlab, which imports it
from reportlab.pdfbase import pdfdoc  # type: ignore[import-untyped, unused-ignore]  # noqa: E402 - reportlab has no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped, unused-ignore]  # noqa: E402 - reportlab has no types

if TYPE_CHECKING:
    from collections.abc import Callable


class Used(NamedTuple):
    """One private attribute: whose it is, and why it is used. ``owner`` is a class, or a canvas's document or catalogue."""

    owner: str
    attribute: str
    why: str


USED = (
    Used("Canvas", "_code", "the operators of the page being painted: its text layer knows neither tags nor our fonts"),
    Used("Canvas", "_doc", "the object table, where fonts, pages and the structure tree are registered"),
    Used("Canvas", "_make_preamble", "overridden: the stock preamble selects Helvetica, which would not be embedded"),
    Used("Canvas", "_startPage", "what showPage does after storing a page; ours stores a page of its own"),
    Used("Document", "addPage", "registers a page under the name that destinations refer to"),
    Used("Document", "Reference", "gives an object its number"),
    Used("Document", "Pages", "every page names its parent"),
    Used("Document", "Catalog", "takes the entries that make a file tagged and archival"),
    Used("Document", "info", "replaced: the stock one stamps the clock's or the environment's date"),
    Used("Document", "idToObject", "holds the dictionary of fonts that all pages share"),
    Used("Document", "numberToId", "goes through the objects: the stock file has a line for each and no object streams"),
    Used(
        "Document", "objectcounter", "numbers what is written without reportlab: ten thousand structure elements in a long document"
    ),
    Used("Document", "Outlines", "made ready before it is written, as the stock file does"),
    Used("Document", "thisPageRef", "the page that an annotation or a destination is on"),
    Used("Catalog", "__NoDefault__", "lists the catalogue's keys and lacks AF and OutputIntents"),
)


class IndirectObject(pdfdoc.PDFObject):  # type: ignore[misc, unused-ignore]  # reportlab has no types
    """An object of the file with a number of its own. A subclass says in :meth:`body` what it holds."""

    __RefOnly__: ClassVar[int] = 1
    packed: ClassVar[bool] = True
    """Whether it may stand among others in an object stream: everything may but what has a stream itself."""
    reference = ""
    """How others refer to it, once it has a number."""

    def body(self, refer: Callable[[Any], str]) -> bytes:
        """What stands between ``obj`` and ``endobj``. ``refer`` gives the reference to another object, numbering it if new."""
        raise NotImplementedError

    def forget(self) -> None:
        """Let go of what is in the file by now."""

    def format(self, document: Any) -> bytes:
        """Called by reportlab once the object's turn in the file has come."""
        return self.body(_refer_in(document))


class _Inline(pdfdoc.PDFObject):  # type: ignore[misc, unused-ignore]  # reportlab has no types
    """A value inside an object of reportlab's own."""

    def __init__(self, value: object) -> None:
        self._value = value

    def format(self, document: Any) -> bytes:
        """Called by reportlab when the object around it is written."""
        return render(self._value, _refer_in(document)).encode("ascii")


def _refer_in(document: Any) -> Callable[[Any], str]:
    def refer(other: Any) -> str:
        known: str = getattr(other, "reference", "")
        if known:
            return known
        made: bytes = document.Reference(other).format(document)
        if isinstance(other, IndirectObject):
            other.reference = made.decode("ascii")
        return made.decode("ascii")

    return refer


class BareCanvas(Canvas):  # type: ignore[misc, unused-ignore]  # reportlab has no types
    """A canvas that brings nothing of its own to a page: no font, no preamble, no stream, no date."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), invariant=1, pdfVersion=(1, 7))
        self._fonts = self._doc.idToObject[pdfdoc.BasicFonts]
        self._file = File(self.take_number)

    def _make_preamble(self) -> None:
        self._preamble = ""

    @property
    def operators(self) -> list[str]:
        """The content of the page being painted."""
        code: list[str] = self._code
        return code

    @property
    def fonts(self) -> object:
        """The dictionary of fonts that the pages share, as a value to put among their resources."""
        return self._fonts

    @property
    def page_parent(self) -> object:
        """The node of the page tree that every page names as its parent."""
        return self._doc.Pages

    def add_font(self, name: str, font: IndirectObject) -> None:
        """Put a font among those that pages can select by ``name``."""
        self._fonts[name] = self._doc.Reference(font)

    def close_page(self, page: IndirectObject) -> None:
        """Store a finished page and begin the next."""
        self._doc.addPage(page)
        self._startPage()

    def set_catalog(self, entries: dict[str, object]) -> None:
        """Set entries of the document catalogue to values as :func:`briefgen.writers.pdf.notation.render` takes them."""
        catalog = self._doc.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, *(key for key in entries if key not in catalog.__NoDefault__)]
        for key, value in entries.items():
            setattr(catalog, key, value if isinstance(value, pdfdoc.PDFObject) else _Inline(value))

    def take_number(self) -> int:
        """A number for an object that reportlab need not know of."""
        document = self._doc
        document.objectcounter += 1
        number: int = document.objectcounter
        return number

    def keep(self, number: int, body: bytes) -> None:
        """Put an object in the file whose number was taken, as the bytes between ``obj`` and ``endobj``."""
        self._file.pack(number, body)

    @property
    def refer(self) -> Callable[[Any], str]:
        """The reference to an object, which has a number from then on."""
        return _refer_in(self._doc)

    def save(self, info: IndirectObject) -> bytes:
        """The whole file. The canvas is of no use afterwards."""
        document = self._doc
        document.info = info
        root, own = self.refer(document.Catalog), self.refer(info)
        document.Outlines.prepare(document, self)
        if document.Outlines.ready < 0:
            document.Catalog.Outlines = None
        self._write_all()
        return self._file.closed(root, own)

    def _write_all(self) -> None:
        """Write every object that reportlab knows of. They are numbered when first referred to, even while others are written."""
        document, number = self._doc, 0
        while number < document.objectcounter:
            number += 1
            if number not in document.numberToId:
                continue
            made = document.idToObject[document.numberToId[number]]
            body = pdfdoc.format(made, document, toplevel=1)
            if made is document.Catalog or not getattr(made, "packed", True):
                self._file.add(number, body)
            else:
                self._file.pack(number, body.strip())
            if isinstance(made, IndirectObject):
                made.forget()
