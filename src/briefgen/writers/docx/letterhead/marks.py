"""The marking on every page of a letterhead: where its headers and footers have no place for it, in a frame at the page's edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefgen.house.word.package import R, W
from briefgen.model.role import Role
from briefgen.writers.docx import formatting
from briefgen.writers.docx.inlines import plain
from briefgen.writers.docx.letterhead.sections import refer, wanted_headers
from briefgen.writers.docx.letterhead.stationery import local
from briefgen.writers.docx.markup import part, w
from briefgen.writers.docx.package import Part
from briefgen.writers.docx.stylenames import MARKING_LABEL, NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefgen.model.house import HouseStyle
    from briefgen.writers.docx.letterhead.stationery import Stationery

_ROOTS = {"header": "w:hdr", "footer": "w:ftr"}
# Its padding: part of no word, and as wide as on our own pages where fonts are the same.
_PADDING = "\u00a0" * 2
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Marks:
    """Puts the marking, and the headers that a letterhead lacks, on the pages of a document.

    ``usual`` gives the part of the header or footer that we would print, for a letterhead without any; empty: nothing.
    """

    def __init__(
        self,
        stationery: Stationery,
        house: HouseStyle,
        marking: str,
        usual: Callable[[str], str],
        dress: Callable[[etree._Element], None],
    ) -> None:
        self._stationery, self._house, self._marking = stationery, house, marking
        self._usual, self._dress = usual, dress
        self._done: set[str] = set()

    def put(self, document: etree._Element, *, even: bool) -> None:
        """See that every kind of page of every section is marked."""
        inherited: dict[tuple[str, str], str] = {}
        for section in document.iter(f"{W}sectPr"):
            own = {(kind, use): target for kind, use, target in self._references(section)}
            inherited |= own
            for kind, use in wanted_headers(section, even=even):
                if (kind, use) not in inherited and (target := self._lacking(kind, use)):
                    number = self._stationery.relations(self._stationery.main).to_part(kind, target)
                    refer(section, kind, use, number)
                    inherited[kind, use] = target
                if (kind, use) in inherited:
                    self._mark(inherited[kind, use], kind, _height(section) or self._house.page.height.twips)

    def _references(self, section: etree._Element) -> Iterator[tuple[str, str, str]]:
        leads = dict(self._stationery.relations(self._stationery.main).items())
        for reference in section:
            if local(reference).endswith("Reference") and reference.get(f"{R}id") in leads:
                kind = local(reference).removesuffix("Reference")
                yield kind, reference.get(f"{W}type", "default"), leads[reference.get(f"{R}id", "")].target

    def _lacking(self, kind: str, use: str) -> str:
        """The part for pages without a header or footer; empty: none is wanted."""
        usual = self._usual(kind) if use == "default" else ""
        if usual or not self._marking:
            return usual
        empty = part(_ROOTS[kind], "w r mc w14", w("p"))
        return self._stationery.add(f"/word/{kind}.xml", Part(f"{_WORD}.{kind}+xml", empty))

    def _mark(self, name: str, kind: str, height: int) -> None:
        if not self._marking or name in self._done:
            return
        self._done.add(name)
        root = self._stationery.tree(name)
        if self._marking in "".join(text.text or "" for text in root.iter(f"{W}t")):
            return
        label = self._label(kind, height)
        # LibreOffice takes a frame for one only where a paragraph comes after it.
        root.insert(0, label)

    def _label(self, kind: str, height: int) -> etree._Element:
        """The marking as a paragraph in a frame, as far from the page's edge as on our own pages."""
        house, page = self._house, self._house.page
        box = house.marking.height.twips
        top = page.marking_top.twips if kind == "header" else height - page.marking_bottom.twips - box
        # As wide as its words turn out, in whatever font a reader has for them: a frame of fixed width would cut them off.
        place = w("framePr", h=box, hRule="atLeast", wrap="around", vAnchor="page", hAnchor="margin", xAlign="center", y=top)
        said = {
            "w:pStyle": w("pStyle", val=NAMES[Role.MARKING].id),
            "w:framePr": place,
            "w:shd": formatting.shading(house.marking.background),
            "w:spacing": w("spacing", before=0, after=0, line=box, lineRule="atLeast"),
            "w:ind": formatting.indents(0, 0),
            "w:jc": w("jc", val="center"),
        }
        padded = f"{_PADDING}{self._marking}{_PADDING}"
        paragraph = w("p", formatting.paragraph_properties(said), plain(padded, MARKING_LABEL.id))
        element = etree.fromstring(part("w:hdr", "w r mc w14", paragraph))[0]
        self._dress(element)
        return element


def _height(section: etree._Element) -> int:
    size = section.find(f"{W}pgSz")
    said = "" if size is None else size.get(f"{W}h", "")
    return int(said) if said.isdecimal() else 0
