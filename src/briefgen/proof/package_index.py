"""A Word file's elements by their names, gathered once, so that thirty rules need not go through the document thirty times."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from lxml import etree

from briefgen.model.named import NamedTuple
from briefgen.proof.docx_file import NAMESPACES, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.proof.docx_file import DocxFile

_RELATED = etree.XPath("//@r:*", namespaces=NAMESPACES, smart_strings=False)
_SESSIONS = etree.XPath("count(//@w:*[starts-with(local-name(), 'rsid')])", namespaces=NAMESPACES)


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
        self._by_name: dict[str, list[tuple[str, list[etree._Element]]]] = {}
        for part in self.xml_parts:
            self._gather(part)

    def all(self, *prefixed: str) -> Iterator[Found]:
        """Every element of these names, part by part."""
        for each in prefixed:
            for part, elements in self._by_name.get(name(each), ()):
                for element in elements:
                    yield Found(part, element)

    def values(self, *prefixed: str, attribute: str = "w:val") -> Iterator[str]:
        """An attribute of every element of these names that has it."""
        own = name(attribute)
        for each in prefixed:
            for _, elements in self._by_name.get(name(each), ()):
                yield from (value for element in elements if (value := element.get(own)) is not None)

    @cached_property
    def field_codes(self) -> list[list[str]]:
        """The words of every field's code."""
        return [(element.text or "").split() for _, element in self.all("w:instrText")]

    def _gather(self, part: str) -> None:
        root = self.file.part(part)
        by_name: dict[str, list[etree._Element]] = {}
        for element in root.iter("*"):
            tag = element.tag
            if tag in by_name:
                by_name[tag].append(element)
            else:
                by_name[tag] = [element]
        for tag, elements in by_name.items():
            self._by_name.setdefault(tag, []).append((part, elements))
        self.related += ((part, str(identifier)) for identifier in cast("list[str]", _RELATED(root)))
        self.rsids += int(cast("float", _SESSIONS(root)))


def twice(values: Iterator[str]) -> list[str]:
    """What occurs more than once, each once."""
    seen: set[str] = set()
    again: dict[str, None] = {}
    for value in values:
        if value in seen:
            again[value] = None
        seen.add(value)
    return list(again)
