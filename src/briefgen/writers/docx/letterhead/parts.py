"""Our parts on their way into the letterhead's package: names, relationships and numbers that nothing there has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefgen.house.word.package import W
from briefgen.writers.docx.letterhead.stationery import local, reference_names
from briefgen.writers.docx.markup import NAMESPACES
from briefgen.writers.docx.package import Part, Relations, Relationship

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.writers.docx.letterhead.stationery import Stationery
    from briefgen.writers.docx.package import Package

_DRAWING = f"{{{NAMESPACES['wp']}}}docPr"
_BOOKMARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")


class Moving:
    """Takes parts of ours into the letterhead's package, each once."""

    def __init__(self, ours: Package, stationery: Stationery) -> None:
        self._ours = ours.parts()
        self._stationery = stationery
        self._moved: dict[str, str] = {}

    def root(self, name: str) -> etree._Element:
        """A part of ours as elements."""
        content = self._ours[name].content
        if not isinstance(content, bytes):
            raise TypeError(name)
        return etree.fromstring(content)

    def relations(self, name: str) -> Mapping[str, Relationship]:
        """The relationships of a part of ours."""
        found = self._ours[name].relations
        return dict(found.items()) if found else {}

    def has(self, name: str) -> bool:
        """Whether there is such a part of ours."""
        return name in self._ours

    def part(self, name: str) -> str:
        """Take in a part as it is, with what it leads to; returns its name there."""
        if name not in self._moved:
            part = self._ours[name]
            leads = {number: self._led(relation) for number, relation in self.relations(name).items()}
            self._moved[name] = self._stationery.add(name, Part(part.content_type, part.content, Relations(leads)))
        return self._moved[name]

    def tree(self, name: str, root: etree._Element) -> str:
        """Take in a part that was changed on the way."""
        part = self._ours[name]
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        leads = {number: self._led(relation) for number, relation in self.relations(name).items()}
        self._moved[name] = self._stationery.add(name, Part(part.content_type, content, Relations(leads)))
        return self._moved[name]

    def _led(self, relation: Relationship) -> Relationship:
        return relation if relation.external else relation._replace(target=self.part(relation.target))

    def lead(self, root: etree._Element, own: str, there: str) -> None:
        """Let text that was in our part ``own`` and comes into the letterhead's ``there`` name the relationships of that."""
        ours, relations = self.relations(own), self._stationery.relations(there)
        for element in root.iter():
            for name, number in list(reference_names(element)):
                if number in ours and local(element) not in {"headerReference", "footerReference"}:
                    relation = self._led(ours[number])
                    to = relations.to_address(relation.target) if relation.external else relations.to_part(*relation[:2])
                    element.set(name, to)


class Ids:
    """Numbers above those that the letterhead has given its drawings, bookmarks and controls."""

    def __init__(self, stationery: Stationery) -> None:
        roots = [root for _, root in stationery.stories()]
        self._drawings = max((_number(item, "id") for root in roots for item in root.iter(_DRAWING)), default=0)
        self._bookmarks = max((_number(item, f"{W}id") for root in roots for item in root.iter(*_BOOKMARKS)), default=-1) + 1
        self._taken = {_number(item, f"{W}val") for root in roots for item in root.iter(f"{W}id")}
        self._last = 0

    def renumber(self, root: etree._Element) -> None:
        """Give what is in text of ours numbers of its own."""
        for drawing in root.iter(_DRAWING):
            drawing.set("id", str(_number(drawing, "id") + self._drawings))
        for bookmark in root.iter(*_BOOKMARKS):
            bookmark.set(f"{W}id", str(_number(bookmark, f"{W}id") + self._bookmarks))
        for control in root.iter(f"{W}sdtPr"):
            for item in control.iterfind(f"{W}id"):
                item.set(f"{W}val", str(self._free()))

    def bookmark(self) -> str:
        """The number of one more bookmark."""
        self._bookmarks += 1
        return str(self._bookmarks - 1)

    def _free(self) -> int:
        self._last += 1
        while self._last in self._taken:
            self._last += 1
        return self._last


def _number(element: etree._Element, name: str) -> int:
    said = element.get(name, "0")
    return int(said) if said.lstrip("-").isdecimal() else 0
