"""Sections: those of our text take the letterhead's page, margins, headers and footers (ECMA-376 Part 1 §17.6)."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from briefgen.house.word.package import R, W
from briefgen.writers.docx.letterhead.stationery import local

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

KINDS = ("header", "footer")
_BEFORE_NOTES = frozenset(("headerReference", "footerReference"))
_BEFORE_TYPE = _BEFORE_NOTES | {"footnotePr", "endnotePr"}
_BEFORE_BIDI = _BEFORE_TYPE | {
    "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote",
    "titlePg", "textDirection",
}  # fmt: skip
_OFF = frozenset(("0", "false", "off"))


def inherited(document: _Element, section: _Element) -> Iterator[_Element]:
    """The headers and footers of a section, those that it has from the sections before it among them, as references of its own."""
    sections = list(document.iter(f"{W}sectPr"))
    found: dict[tuple[str, str], _Element] = {}
    for earlier in sections[: sections.index(section) + 1]:
        for reference in earlier:
            if local(reference) in _BEFORE_NOTES:
                found[local(reference), reference.get(f"{W}type", "default")] = reference
    yield from (deepcopy(reference) for _, reference in sorted(found.items()))


def standing_alone(document: _Element, section: _Element) -> _Element:
    """A copy of a section that says all of its headers and footers itself."""
    references = list(inherited(document, section))
    alone = deepcopy(section)
    for child in list(alone):
        if local(child) in _BEFORE_NOTES:
            alone.remove(child)
    for reference in sorted(references, key=lambda one: local(one) == "footerReference", reverse=True):
        alone.insert(0, reference)
    return alone


def taking_over(section: _Element, ours: _Element, *, typed: bool) -> _Element:
    """A section of the letterhead's for text of ours: how notes count there, where it begins if ``typed``, and its direction."""
    made = deepcopy(section)
    for name in ("footnotePr", "endnotePr"):
        said = ours.find(f"{W}{name}")
        if said is not None:
            _replace(made, said, _BEFORE_NOTES)
    kind = ours.find(f"{W}type")
    if typed and kind is not None:
        _replace(made, kind, _BEFORE_TYPE)
    bidi = ours.find(f"{W}bidi")
    if bidi is not None:
        _replace(made, bidi, _BEFORE_BIDI)
    return made


def without_first_page(section: _Element) -> None:
    """Let a section have no first page of its own: the document's was before it."""
    for item in section.findall(f"{W}titlePg"):
        section.remove(item)


def _replace(section: _Element, child: _Element, before: Iterable[str]) -> None:
    for old in section.findall(str(child.tag)):
        section.remove(old)
    at = sum(local(item) in before for item in section)
    section.insert(at, deepcopy(child))


def wanted_headers(section: _Element, *, even: bool) -> list[tuple[str, str]]:
    """The headers and footers that the pages of a section have: kind and type."""
    first = section.find(f"{W}titlePg")
    types = ["default", *(["first"] if first is not None and first.get(f"{W}val", "1") not in _OFF else [])]
    return [(kind, use) for use in (*types, *(["even"] if even else [])) for kind in KINDS]


def refer(section: _Element, kind: str, use: str, number: str) -> None:
    """Let a section have a header or footer."""
    reference = section.makeelement(f"{W}{kind}Reference", {f"{W}type": use, f"{R}id": number})
    at = sum(local(item) == "headerReference" or (kind == "footer" and local(item) == "footerReference") for item in section)
    section.insert(at, reference)
