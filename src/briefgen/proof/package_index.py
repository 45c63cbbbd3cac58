"""A Word file's elements by their names, gathered once, so that thirty rules need not go through the document thirty times."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from briefgen.proof.docx_file import NAMESPACES, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from briefgen.proof.docx_file import DocxFile

_RELATED = f"{{{NAMESPACES['r']}}}"
_SESSION = f"{{{NAMESPACES['w']}}}rsid"


class Found(NamedTuple):
    """An element and the part it is in."""

    part: str
    element: etree._Element


class Package:
    """A package with an index of its elements. Parts are named with a slash before them."""

    def __init__(self, file: DocxFile) -> None:
        self.file = file
        self.parts = [f"/{each}" for each in file.names]
        self.xml_parts = [each for each in self.parts if each.endswith(".xml")]
        self.related: list[tuple[str, str]] = []
        self.rsids = 0
        self._by_name: dict[str, list[Found]] = {}
        for part in self.xml_parts:
            self._gather(part)

    def all(self, *prefixed: str) -> Iterator[Found]:
        """Every element of these names, part by part."""
        for each in prefixed:
            yield from self._by_name.get(name(each), ())

    def values(self, *prefixed: str, attribute: str = "w:val") -> Iterator[str]:
        """An attribute of every element of these names that has it."""
        own = name(attribute)
        for _, element in self.all(*prefixed):
            value = element.get(own)
            if value is not None:
                yield value

    @cached_property
    def field_codes(self) -> list[list[str]]:
        """The words of every field's code."""
        return [(element.text or "").split() for _, element in self.all("w:instrText")]

    def _gather(self, part: str) -> None:
        by_name, related = self._by_name, self.related
        for element in self.file.part(part).iter("*"):
            found = by_name.get(element.tag)
            if found is None:
                found = by_name[element.tag] = []
            found.append(Found(part, element))
            for attribute, value in element.attrib.items():
                if str(attribute).startswith(_RELATED):
                    related.append((part, str(value)))
                elif str(attribute).startswith(_SESSION):
                    self.rsids += 1


def twice(values: Iterator[str]) -> list[str]:
    """What occurs more than once, each once."""
    seen: set[str] = set()
    again: dict[str, None] = {}
    for value in values:
        if value in seen:
            again[value] = None
        seen.add(value)
    return list(again)
