"""An HTML page as a sequence of blocks of text, as a browser would break it into lines."""

from __future__ import annotations

import codecs
import re
from dataclasses import field
from typing import TYPE_CHECKING

from lxml import etree, html

from briefgen.model.value import dataclass
from briefgen.model.wording import normalise
from briefgen.sources.extraction import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.fetching import Fetched

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr legend li main menu nav ol option p pre section summary table tbody tfoot thead tr ul".split()
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption"})
_UNSEEN = frozenset(
    {"script", "style", "template", "head", "noscript", "svg", "math", "iframe", "object", "canvas", "audio", "video"}
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:-]{1,40})", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(slots=True)
class Block:
    """A line of a page. ``linked`` are its characters inside links; ``row``: it is the row of a table."""

    text: str
    element: html.HtmlElement = field(repr=False)
    linked: int = 0
    row: bool = False

    @property
    def prose(self) -> int:
        """Its characters outside links, if it is long enough to be a sentence, else 0."""
        return len(self.text) - self.linked if len(self.text) >= 60 and self.linked * 2 < len(self.text) else 0


def decode(fetched: Fetched) -> str:
    """The text of a page, by byte order mark, header, its own statement, UTF-8, or else the web's old default (WHATWG Encoding)."""
    body = fetched.body
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    stated = _META_CHARSET.search(body[:4096])
    for name in (fetched.charset, stated[1].decode("ascii") if stated else "", "utf-8"):
        try:
            return body.decode(name) if name else _not_stated()
        except (LookupError, ValueError):
            continue
    return body.decode("cp1252", "replace")


def _not_stated() -> str:
    raise LookupError


def parse(text: str) -> html.HtmlElement:
    """A page's tree. Raises :class:`Unreadable` where there is none. No entity is read from outside, nothing is fetched."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as problem:
        raise Unreadable("there is no page in what came") from problem
    for element in list(tree.iter(*_UNSEEN)):
        if element.tag != "head":
            drop(element)
    return tree


def drop(element: html.HtmlElement) -> None:
    """Take an element out, leaving the text after it."""
    if element.getparent() is not None:
        element.drop_tree()


def title_of(tree: html.HtmlElement) -> str:
    """What the page calls itself: the title that it gives to those who share it, its one ``h1``, or its ``title``."""
    shared = tree.xpath("string((//meta[@property='og:title']/@content)[1])")
    heads = tree.xpath("//h1")
    name = shared or (heads[0].text_content() if len(heads) == 1 else "") or tree.xpath("string(//title)")
    return " ".join(normalise(str(name)).split())[:300]


def blocks(tree: html.HtmlElement) -> Iterator[Block]:
    """The lines of a page in reading order, read as they are asked for. The cells of a table's row are one line, parted by `` | ``.

    Who takes elements out meanwhile asks for all of them first.
    """
    reader = _Lines()
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            continue
        if event == "start":
            reader.enter(element)
        else:
            reader.leave(element)
        if reader.found:
            yield from reader.found
            reader.found.clear()
    reader.flush()
    yield from reader.found


class _Lines:
    """Gathers text until a block begins or ends."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self._parts: list[str] = []
        self._linked = 0
        self._links = 0
        self._row = False
        self._open: list[html.HtmlElement] = []

    def enter(self, element: html.HtmlElement) -> None:
        """At a start tag."""
        if _is_block(element):
            self.flush()
            self._open.append(element)
            self._row = element.tag == "tr"
        elif element.tag == "br":
            self._parts.append("\n")
        self._links += element.tag == "a"
        self._take(element.text)

    def leave(self, element: html.HtmlElement) -> None:
        """At an end tag; the text after it belongs to what is around it."""
        self._links -= element.tag == "a"
        if self._open and self._open[-1] is element:
            self.flush()
            self._open.pop()
        elif element.tag in ("td", "th"):
            self._parts.append(" | ")
        self._take(element.tail)

    def _take(self, text: str | None) -> None:
        if text:
            self._parts.append(re.sub(r"\s+", " ", text))
            self._linked += len(text.strip()) if self._links else 0

    def flush(self) -> None:
        """End the line; an empty one is none."""
        lines = [line.strip(" |") if self._row else line for line in normalise("".join(self._parts)).split("\n")]
        lines = [line for line in lines if line]
        size = sum(map(len, lines)) or 1
        for line in lines:
            place = self._open[-1] if self._open else None
            if place is not None:
                self.found.append(Block(line, place, min(len(line), self._linked * len(line) // size), self._row and " | " in line))
        self._parts, self._linked = [], 0


def _is_block(element: html.HtmlElement) -> bool:
    """Whether a line ends where an element begins and ends; a page's own elements (``x-card``) are taken for blocks."""
    tag = str(element.tag)
    if tag in ("td", "th"):
        return any(isinstance(inner.tag, str) and _is_block(inner) for inner in element.iterdescendants())
    return tag in BLOCKS or "-" in tag
