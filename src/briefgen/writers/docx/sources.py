"""The cited sources where Word looks for them (ECMA-376 Part 1 §22.6): "Insert citation" lists what the brief cites.

Word's own types and fields are fewer than CSL's. What has no place of its own is left out rather than put into a wrong one; the
finished citations are the tree's and do not come from here.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from briefgen.writers.docx.ids import spelt_guid
from briefgen.writers.docx.markup import NAMESPACES, NOTHING, Xml, element, escape, join, leaf, part
from briefgen.writers.docx.package import OFFICE, Relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.model.citation import CiteItem
    from briefgen.model.manifest import Manifest
    from briefgen.writers.docx.package import Package

_REFERENCES = "application/vnd.citationstyles.csl+json"
_STORE, _STORE_PROPERTIES = "/customXml/item1.xml", "/customXml/itemProps1.xml"
_STORE_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_NOT_IN_A_TAG = re.compile(r"[^A-Za-z0-9_]+")
_LONGEST_TAG = 100

_TYPES = {
    "article-journal": "JournalArticle",
    "article-magazine": "ArticleInAPeriodical",
    "article-newspaper": "ArticleInAPeriodical",
    "book": "Book",
    "broadcast": "Film",
    "chapter": "BookSection",
    "entry-dictionary": "BookSection",
    "entry-encyclopedia": "BookSection",
    "interview": "Interview",
    "legal_case": "Case",
    "motion_picture": "Film",
    "paper-conference": "ConferenceProceedings",
    "patent": "Patent",
    "post": "InternetSite",
    "post-weblog": "InternetSite",
    "report": "Report",
    "thesis": "Report",
    "webpage": "InternetSite",
}

# Where a container's title goes, by Word's type.
_CONTAINERS = {
    "ArticleInAPeriodical": "PeriodicalTitle",
    "BookSection": "BookTitle",
    "ConferenceProceedings": "ConferenceName",
    "InternetSite": "InternetSiteTitle",
    "JournalArticle": "JournalName",
}
_PLAIN = {
    "title": "Title",
    "title-short": "ShortTitle",
    "publisher": "Publisher",
    "publisher-place": "City",
    "volume": "Volume",
    "issue": "Issue",
    "edition": "Edition",
    "page": "Pages",
    "URL": "URL",
    "medium": "Medium",
}
_PEOPLE = {"author": "Author", "editor": "Editor", "translator": "Translator", "interviewer": "Interviewer"}


class Sources:
    """The sources of a document: a part of their own, and fields that cite them."""

    def __init__(self, manifest: Manifest) -> None:
        found = [attached.data for attached in manifest.attachments if attached.media_type == _REFERENCES]
        self._items: Sequence[Mapping[str, Any]] = json.loads(found[0]) if found else ()
        self._tags = _tags(str(item.get("id", "")) for item in self._items)

    def add_to(self, package: Package, document: Relations) -> None:
        """Put them into the package; nothing where nothing is cited."""
        if not self._items:
            return
        said = {"SelectedStyle": "\\CHICAGO.XSL", "StyleName": "Chicago", "xmlns": NAMESPACES["b"]}
        data = part("b:Sources", "b", *(_source(item, self._tags[str(item.get("id", ""))]) for item in self._items), **said)
        document.to_part("customXml", _STORE)
        relations = Relations()
        relations.to_part(f"{OFFICE}/customXmlProps", _STORE_PROPERTIES)
        package.add(_STORE, "application/xml", data, relations)
        package.add(_STORE_PROPERTIES, _STORE_TYPE, _properties(data))

    def instruction(self, items: Sequence[CiteItem]) -> str:
        """The code of a field that cites these; empty where one of them is not among the sources."""
        if not items or any(item.key not in self._tags for item in items):
            return ""
        return " \\m ".join([f"CITATION {self._cited(items[0])}", *map(self._cited, items[1:])])

    def _cited(self, item: CiteItem) -> str:
        said = [self._tags[item.key]]
        if item.prefix.strip():
            said.append(f"\\f {_quoted(item.prefix)}")
        if item.locator:
            said.append(f"\\{'v' if item.label == 'volume' else 'p'} {_quoted(item.locator)}")
        if item.suffix.strip():
            said.append(f"\\s {_quoted(item.suffix)}")
        if item.suppress_author:
            said.append("\\n")
        return " ".join(said)


def _quoted(text: str) -> str:
    """An argument of a field, in which a quotation mark or a backslash would end it."""
    return '"' + " ".join(text.replace("\\", "/").replace('"', "'").split()) + '"'


def _tags(keys: Iterable[str]) -> dict[str, str]:
    """A tag of Word's for each key: letters, digits and underscores, no two alike."""
    tags: dict[str, str] = {}
    taken: set[str] = set()
    for key in keys:
        tag = stem = _NOT_IN_A_TAG.sub("_", key)[:_LONGEST_TAG] or "source"
        count = 1
        while tag.casefold() in taken:
            count += 1
            tag = f"{stem}_{count}"
        taken.add(tag.casefold())
        tags[key] = tag
    return tags


def _source(item: Mapping[str, Any], tag: str) -> Xml:
    kind = _TYPES.get(str(item.get("type", "")), "Misc")
    said = {"Tag": tag, "SourceType": kind, "Guid": _guid(tag.encode())}
    for name, ours in _PLAIN.items():
        said[ours] = _text(item.get(name))
    if kind in _CONTAINERS:
        said[_CONTAINERS[kind]] = _text(item.get("container-title"))
    said["StandardNumber"] = _text(item.get("DOI")) or _text(item.get("ISBN"))
    said |= _date(item.get("issued"), "") | _date(item.get("accessed"), "Accessed")
    return element("b:Source", {}, _fields(said), _people(item))


def _fields(said: Mapping[str, str]) -> Xml:
    return join([leaf(f"b:{name}", value) for name, value in said.items() if value])


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


def _date(value: object, suffix: str) -> dict[str, str]:
    """Year, month and day, as far as they are known."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    return {f"{name}{suffix}": str(number) for name, number in zip(("Year", "Month", "Day"), first, strict=False)}


def _people(item: Mapping[str, Any]) -> Xml:
    groups = []
    for name, ours in _PEOPLE.items():
        people = [person for person in item.get(name) or () if isinstance(person, dict)]
        literal = [str(person["literal"]) for person in people if person.get("literal")]
        if literal and len(literal) == len(people):
            groups.append(element(f"b:{ours}", {}, element("b:Corporate", {}, escape("; ".join(literal)))))
        elif people:
            groups.append(element(f"b:{ours}", {}, element("b:NameList", {}, *map(_person, people))))
    return element("b:Author", {}, *groups) if groups else NOTHING


def _person(person: Mapping[str, Any]) -> Xml:
    family = " ".join(filter(None, (_text(person.get("non-dropping-particle")), _text(person.get("family")))))
    said = {"Last": family or _text(person.get("literal")), "First": _text(person.get("given"))}
    return element("b:Person", {}, _fields(said))


def _properties(data: bytes) -> bytes:
    schema = element("ds:schemaRef", {"ds:uri": NAMESPACES["b"]})
    identifier = {"ds:itemID": _guid(data)}
    return part("ds:datastoreItem", "ds", element("ds:schemaRefs", {}, schema), **identifier)


def _guid(data: bytes) -> str:
    """An identifier made from the content."""
    return f"{{{spelt_guid(hashlib.sha256(data).digest())}}}"
