"""Where the text of the brief goes in a letterhead's document, and the sections that it brings with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from briefgen.house.word.package import R, W
from briefgen.house.word.stories import KEY, control_key
from briefgen.writers.docx.letterhead import sections
from briefgen.writers.docx.letterhead.filling import own_texts
from briefgen.writers.docx.letterhead.stationery import local

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "_brief_text"
"""The bookmark around the text of the brief: what stands outside it is the letterhead's."""


class Spot(NamedTuple):
    """A place among the children of an element."""

    holder: etree._Element
    at: int


def clear(document: etree._Element, *, sample: bool) -> Spot:
    """Make room for the text, and say where: in the place of the control or of ``{{ body }}``, of a ``sample``, or at the end."""
    body = document.find(f"{W}body")
    if body is None:
        body = etree.SubElement(document, f"{W}body")
    for control in body.iter(f"{W}sdt"):
        if control_key(control) == "body":
            return _instead(control)
    for paragraph in body.iter(f"{W}p"):
        words = "".join(text.text or "" for text in own_texts(paragraph))
        if any(match[1] == "body" for match in KEY.finditer(words)):
            return _instead(paragraph)
    end = len(body) - (len(body) > 0 and local(body[-1]) == "sectPr")
    if sample:
        _keep_headers(document, body)
        for child in list(body)[:end]:
            body.remove(child)
        end = 0
    return Spot(body, end)


def _keep_headers(document: etree._Element, body: etree._Element) -> None:
    """The last section stands alone from now on."""
    if len(body) and local(body[-1]) == "sectPr":
        body.replace(body[-1], sections.standing_alone(document, body[-1]))


def _instead(element: etree._Element) -> Spot:
    """The place of an element that goes; one inside a paragraph takes that with it, but for the end of a section."""
    paragraph = element if local(element) == "p" else next(element.iterancestors(f"{W}p"), None)
    gone = element if paragraph is None else paragraph
    holder = gone.getparent()
    if holder is None:
        raise ValueError("the place of the text is the document itself")
    at = holder.index(gone)
    section = gone.find(f"{W}pPr/{W}sectPr") if local(gone) == "p" else None
    if section is not None:
        for child in list(gone):
            if local(child) != "pPr":
                gone.remove(child)
    else:
        holder.remove(gone)
    return Spot(holder, at)


def following_section(document: etree._Element, spot: Spot) -> etree._Element | None:
    """The section that a place is in; ``None``: the letterhead says nothing of pages."""
    mark = etree.Element(f"{W}mark")
    spot.holder.insert(spot.at, mark)
    seen, found = False, None
    for element in document.iter(f"{W}mark", f"{W}sectPr"):
        if element is mark:
            seen = True
        elif seen and found is None:
            found = element
    spot.holder.remove(mark)
    return found


class Text:
    """Our blocks with their sections. ``kind_of`` tells the number of our header that a section has: 1 is that of running text."""

    def __init__(
        self, own: etree._Element, kind_of: Callable[[etree._Element], int], take_header: Callable[[etree._Element], None]
    ) -> None:
        body = own.find(f"{W}body")
        self.blocks = [] if body is None else list(body)
        last = self.blocks.pop() if self.blocks and local(self.blocks[-1]) == "sectPr" else None
        self._last, self._kind_of, self._take = last, kind_of, take_header

    def put(self, document: etree._Element, spot: Spot, number: str) -> None:
        """Put the blocks there, between the ends of a bookmark of that ``number``."""
        section = following_section(document, spot)
        if section is None and self._last is not None:
            for own in (*self._inner(), self._last):
                self._take(own)
            document.find(f"{W}body").append(self._last)  # type: ignore[union-attr]  # a document has a body
        elif section is not None and self._last is not None:
            self._settle(document, section, self._last)
        start = etree.Element(f"{W}bookmarkStart", {f"{W}id": number, f"{W}name": TEXT})
        end = etree.Element(f"{W}bookmarkEnd", {f"{W}id": number})
        for offset, block in enumerate((start, *self.blocks, end)):
            spot.holder.insert(spot.at + offset, block)
        if local(spot.holder) == "tc":
            spot.holder.insert(spot.at + len(self.blocks) + 2, etree.Element(f"{W}p"))

    def _inner(self) -> list[etree._Element]:
        """The sections that end inside the text."""
        return [found for block in self.blocks for found in block.iter(f"{W}sectPr")]

    def _settle(self, document: etree._Element, section: etree._Element, last: etree._Element) -> None:
        """Let sections of running text be the letterhead's, and its own go on from them."""
        alone = sections.standing_alone(document, section)
        inner = self._inner()
        first = True
        for one in inner:
            if self._kind_of(one) != 1:
                self._take(one)
                continue
            made = sections.taking_over(alone, one, typed=True)
            if not first:
                sections.without_first_page(made)
            first = False
            one.getparent().replace(one, made)  # type: ignore[union-attr]  # it stands in a block
        kept = sections.taking_over(alone if inner else section, last, typed=bool(inner))
        if not first:
            sections.without_first_page(kept)
        if self._kind_of(last) != 1:
            self._take(last)
            kept = last
        section.getparent().replace(section, kept)  # type: ignore[union-attr]  # it stands in the body


def header_number(section: etree._Element) -> str:
    """The id of the relationship to a section's header; empty: it has none."""
    reference = section.find(f"{W}headerReference")
    return "" if reference is None else reference.get(f"{R}id", "")
