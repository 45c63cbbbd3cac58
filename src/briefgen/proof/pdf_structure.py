"""A PDF's structure tree with what each element holds: its elements, its text from the pages, and its links (ISO 32000-1 §14.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.proof.pdf_content import PageContent, read_content
from briefgen.proof.pdf_fonts import FontText
from briefgen.proof.pdf_syntax import DamagedPdf, Reference, Value, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.proof.pdf_file import PdfFile


class Element(NamedTuple):
    """A structure element: its type, its entries, and the page that its numbers are of."""

    tag: str
    entries: dict[str, Value]
    page: int


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
        yield from (self._element(kid, 0) for kid in self._file.array(root.get("K")))

    def kids(self, element: Element) -> Iterator[Element | str | Reference]:
        """What an element holds, in order: elements, texts, and references to the annotations of its links."""
        for kid in self._file.array(element.entries.get("K")):
            if isinstance(kid, int):
                yield self._marked(element.page, kid)
                continue
            entries = self._file.dictionary(kid)
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
                yield self._element(kid, element.page)

    def elements(self, element: Element) -> Iterator[Element]:
        """The elements directly inside an element."""
        return (kid for kid in self.kids(element) if isinstance(kid, Element))

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
        return next((owner[key] for owner in owners if key in owner), None)

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

    def _leads(self, annotation: dict[str, Value]) -> str:
        action = self._file.dictionary(annotation.get("A"))
        if "URI" in action:
            return text_of(action["URI"])
        return f"#{text_of(self._file.get(annotation.get('Dest', action.get('D'))))}"

    def _element(self, kid: Value, page: int) -> Element:
        entries = self._file.dictionary(kid)
        own = entries.get("Pg")
        return Element(str(entries.get("S", "")), entries, own.number if isinstance(own, Reference) else page)

    def _marked(self, page: int, number: int) -> str:
        content = self._contents.get(page)
        if content is None or number not in content.marked:
            raise DamagedPdf(f"the structure holds content {number} of object {page}, which is not there")
        return content.marked[number]

    def _read_page(self, page: dict[str, Value]) -> PageContent:
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
