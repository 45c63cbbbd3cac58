"""Content controls that are bound to a document's properties or to XML of the letterhead's own, kept true.

Word shows what a control is bound to, whatever stands in it. So what is filled is written there too; a control bound to something
that says otherwise is let go (ECMA-376 Part 1 §17.5.2.6).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.house.word.package import W
from briefgen.house.word.stories import control_key
from briefgen.model.characters import printable
from briefgen.writers.docx.letterhead.filling import fill_control

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.writers.docx.letterhead.stationery import Stationery

_PROPERTIES = {
    "title": "title", "subject": "subject", "creator": "authors", "category": "series", "contentStatus": "status",
    "Company": "organisation",
}  # fmt: skip
"""The last steps of the paths to a document's own properties, and what of the brief they say."""
_PATH = re.compile(r"(?:/(?:[\w.-]+:)?[\w.-]+(?:\[\d{1,4}\])?)+")
"""A path as Word writes them; a letterhead gets no more of XPath than that."""
_STORE = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"


def keep_true(stationery: Stationery, root: etree._Element, values: Mapping[str, str]) -> None:
    """Bring controls and what they are bound to together, story by story, before the controls are filled."""
    for control in list(root.iter(f"{W}sdt")):
        binding = control.find(f"{W}sdtPr/{W}dataBinding")
        if binding is None:
            continue
        key, step = control_key(control), _last_step(binding.get(f"{W}xpath", ""))
        own = _PROPERTIES.get(step) if _is_own(binding) else None
        if own is not None and not key:
            fill_control(control, values.get(own, ""))
        elif key in values and own != key and not _write(stationery, binding, values[key]):
            parent = binding.getparent()
            if parent is not None:
                parent.remove(binding)


def _is_own(binding: etree._Element) -> bool:
    """Whether a binding leads to the document's properties, which every Word file has."""
    names = binding.get(f"{W}prefixMappings", "")
    return "metadata/core-properties" in names or "extended-properties" in names


def _last_step(path: str) -> str:
    return path.rpartition("/")[2].rpartition(":")[2].partition("[")[0]


def _write(stationery: Stationery, binding: etree._Element, value: str) -> bool:
    """Write a value where a binding leads; whether it leads anywhere."""
    wanted = binding.get(f"{W}storeItemID", "").casefold()
    for identifier, root in _stores(stationery):
        if identifier == wanted:
            names = dict(part.partition("=")[::2] for part in binding.get(f"{W}prefixMappings", "").split())
            namespaces = {key.removeprefix("xmlns:"): name.strip("'\"") for key, name in names.items() if key.startswith("xmlns:")}
            path = binding.get(f"{W}xpath", "")
            try:
                found = root.xpath(path, namespaces=namespaces) if _PATH.fullmatch(path) else []
            except etree.XPathError:
                return False
            for element in found if isinstance(found, list) else []:
                if isinstance(element, etree._Element):  # noqa: SLF001 - lxml has no other name for it
                    element.text = printable(value)
                    return True
    return False


def _stores(stationery: Stationery) -> Iterator[tuple[str, etree._Element]]:
    for _, part in stationery.leads(stationery.main, "customXml"):
        for _, properties in stationery.leads(part, "customXmlProps"):
            yield stationery.tree(properties).get(_STORE, "").casefold(), stationery.tree(part)


def drop_unbound(stationery: Stationery) -> None:
    """Leave out XML that no control is bound to: it is whatever the letterhead's makers kept in it."""
    bound = {
        binding.get(f"{W}storeItemID", "").casefold()
        for _, root in stationery.stories()
        for binding in root.iter(f"{W}dataBinding")
    }
    kept = set()
    for _, part in stationery.leads(stationery.main, "customXml"):
        for _, properties in stationery.leads(part, "customXmlProps"):
            if stationery.tree(properties).get(_STORE, "").casefold() in bound:
                kept.add(part)
    stationery.keep_only(stationery.main, "customXml", kept)
