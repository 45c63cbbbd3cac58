"""A PDF's structure tree with what each element holds: its elements, its text from the pages, and its links (ISO 32000-1 §14.7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.value import dataclass
from briefgen.proof.pdf_content import PageContent, read_content
from briefgen.proof.pdf_fonts import FontText
from briefgen.proof.pdf_syntax import DamagedPdf, Dictionary, Reference, Value, read_value, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.proof.pdf_file import PdfFile


_COMMON = re.compile(
    rb"""(?:\s*+/(?:
      S\s*+/([^\s()<>\[\]{}/%#]++)(?=[\s/]|$)
    | Pg\s++(\d++)\s++\d++\s++R(?=[\s/]|$)
    | K(?=[\s\[])\s*+(\d++(?:\s++\d++\s++R)?(?=[\s/]|$)|\[[\d\sR]*+(?:<<[^<>()]*+>>[\d\sR]*+)*+\])
    | P\s++\d++\s++\d++\s++R(?=[\s/]|$)
    | Type\s*+/StructElem(?=[\s/]|$)
    ))*+\s*+""",
    re.VERBOSE,
)
"""What most elements are: a type, a page, and a few references or numbers that they hold, the entries in whatever order."""

_ASKED_TWICE = frozenset(("Link", "Reference"))
_NOTHING = Dictionary(b"", {})
_HELD = re.compile(
    rb"""(\d++)(\s++\d++\s++R)?
    | <<(?=[^<>()]*/Type\s*+/OBJR[\s/>])[^<>()]*/Obj\s++(\d++)\s++\d++\s++R(?=[\s/>])[^<>()]*+>>
    | (<<[^<>()]*+>>)""",
    re.VERBOSE,
)


@dataclass(slots=True, eq=False)
class Element:
    """A structure element: its type, its entries, and the page that its numbers are of.

    ``held``: what it holds where that is all that it has, as bytes. ``inside``: what it holds, once asked.
    """

    tag: str
    entries: Dictionary
    page: int
    held: bytes | None = None
    inside: list[Element | str | Reference] | None = None


class Structure:
    """The structure of a file. ``pages`` are in order. Raises :class:`DamagedPdf` where it does not hang together."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._fonts: dict[int, FontText] = {}
        self._contents = {number: self._read_page(page) for number, page in file.pages()}
        self.pages = list(self._contents.values())
        self.faults: list[str] = []

    def roots(self) -> Iterator[Element]:
        """The topmost elements."""
        root = self._file.dictionary(self._file.catalogue.get("StructTreeRoot"))
        if not root:
            raise DamagedPdf("the file has no structure tree")
        yield from (self._element(self._file.dictionary(kid), 0) for kid in self._file.array(root.get("K")))

    def kids(self, element: Element) -> list[Element | str | Reference]:
        """What an element holds, in order: elements, texts, and references to the annotations of its links.

        It is kept for links and marks, which are asked twice; to keep all of it would hold the whole tree in memory.
        """
        if element.inside is not None:
            return element.inside
        inside = list(self._inside(element))
        if element.tag in _ASKED_TWICE:
            element.inside = inside
        return inside

    def _inside(self, element: Element) -> Iterator[Element | str | Reference]:
        if element.held is None:
            for kid in self._file.array(element.entries.get("K")):
                yield from self._kid(kid, element)
            return
        held = _HELD.findall(element.held)
        for number, reference, annotation, entries in held:
            if reference:
                found = self._file.numbered(int(number))
                common = _COMMON.fullmatch(found.entries) if found.__class__ is Dictionary else None
                if common is not None and common.end():
                    yield self._common(common, element.page)
                else:
                    # One alone may lead to an array of them.
                    yield from self._kid(Reference(int(number)), element, alone=len(held) == 1)
            elif number:
                yield self._marked(element.page, int(number))
            elif annotation:
                yield Reference(int(annotation))
            else:
                yield from self._kid(read_value(entries, 0)[0], element)

    def _kid(self, kid: Value, element: Element, *, alone: bool = False) -> Iterator[Element | str | Reference]:
        found = self._file.get(kid)
        if isinstance(found, Dictionary):
            common = _COMMON.fullmatch(found.entries) if found.entries else None
            if common is not None:
                yield self._common(common, element.page)
            else:
                yield from self._uncommon(found, element)
        elif isinstance(kid, int):
            yield self._marked(element.page, kid)
        elif alone and isinstance(found, list):
            for each in found:
                yield from self._kid(each, element)
        else:
            yield Element("", _NOTHING, element.page)

    def _uncommon(self, entries: Dictionary, element: Element) -> Iterator[Element | str | Reference]:
        kind = entries.get("Type")
        if kind == "MCR":
            page, number = entries.get("Pg"), entries.get("MCID")
            if not isinstance(number, int):
                raise DamagedPdf("a reference to marked content without its number")
            yield self._marked(page.number if isinstance(page, Reference) else element.page, number)
        elif kind == "OBJR":
            annotation = entries.get("Obj")
            if isinstance(annotation, Reference):
                yield annotation
        else:
            yield self._element(entries, element.page)

    def elements(self, element: Element) -> list[Element]:
        """The elements directly inside an element."""
        return [kid for kid in self.kids(element) if isinstance(kid, Element)]

    def texts(self, element: Element) -> Iterator[str]:
        """The text of an element and of all inside it, piece by piece; what is stated takes the place of what is painted."""
        stated = element.entries.get("ActualText")
        if stated is not None:
            yield text_of(stated)
            return
        for kid in self.kids(element):
            if isinstance(kid, Element):
                yield from self.texts(kid)
            elif isinstance(kid, str):
                yield kid

    def attribute(self, element: Element, key: str) -> Value:
        """An attribute by its key, whoever owns it (§14.7.5); ``None``: not set."""
        owners = (self._file.dictionary(owner) for owner in self._file.array(element.entries.get("A")))
        return next((value for owner in owners if (value := owner.get(key)) is not None), None)

    def span(self, element: Element, key: str) -> int:
        """How many columns or rows a cell takes."""
        span = self.attribute(element, key)
        return span if isinstance(span, int) else 1

    def target(self, element: Element) -> str:
        """Where the annotations of a link lead; all of them to one place, or it is among the :attr:`faults`."""
        links = (self._file.dictionary(kid) for kid in self.kids(element) if isinstance(kid, Reference))
        targets = dict.fromkeys(map(self._leads, links))
        if len(targets) > 1:
            self.faults.append(f"has a link that leads to {' and '.join(targets)} at once")
        return next(iter(targets), "nowhere")

    def destinations(self) -> Iterator[str]:
        """Names that a link inside the file may lead to, each with a sign ``#`` before it (§12.3.2.3)."""
        names = self._file.dictionary(self._file.catalogue.get("Names"))
        stack = [self._file.dictionary(names.get("Dests"))]
        while stack:
            node = stack.pop()
            stack += map(self._file.dictionary, self._file.array(node.get("Kids")))
            yield from (f"#{text_of(key)}" for key in self._file.array(node.get("Names"))[::2])

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _leads(self, annotation: Dictionary) -> str:
        action = self._file.dictionary(annotation.get("A"))
        if action.get("URI") is not None:
            return text_of(action.get("URI"))
        return f"#{text_of(self._file.get(annotation.get('Dest', action.get('D'))))}"

    def _common(self, common: re.Match[bytes], page: int) -> Element:
        tag, own_page, held = common.groups(b"")
        return Element(tag.decode("latin-1"), _NOTHING, int(own_page) if own_page else page, held)

    def _element(self, entries: Dictionary, page: int) -> Element:
        own = entries.get("Pg")
        return Element(str(entries.get("S") or ""), entries, own.number if isinstance(own, Reference) else page)

    def _marked(self, page: int, number: int) -> str:
        content = self._contents.get(page)
        if content is None or number not in content.marked:
            raise DamagedPdf(f"the structure holds content {number} of object {page}, which is not there")
        return content.marked[number]

    def _read_page(self, page: Dictionary) -> PageContent:
        resources = self._file.dictionary(page.get("Resources"))
        fonts = {name: self._font(font) for name, font in self._file.dictionary(resources.get("Font")).items()}
        own = page.get("Contents")
        parts = [own] if isinstance(own, Reference) and not isinstance(self._file.get(own), list) else self._file.array(own)
        return read_content(b"\n".join(map(self._file.stream, parts)), fonts)

    def _font(self, reference: Value) -> FontText:
        if not isinstance(reference, Reference):
            raise DamagedPdf("a font that is no object of its own")
        if reference.number not in self._fonts:
            self._fonts[reference.number] = FontText(self._file.stream(self._file.dictionary(reference).get("ToUnicode")))
        return self._fonts[reference.number]
