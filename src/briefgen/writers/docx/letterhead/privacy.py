"""Taking out of a letterhead what its makers left in it and nobody is to see: names, comments, revisions, paths."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.house.word.package import W
from briefgen.writers.docx.letterhead.stationery import local, reference_names

if TYPE_CHECKING:
    from collections.abc import Container

    from lxml.etree import _Element

_UNWRAPPED = frozenset(("ins", "moveTo", "smartTag", "customXml"))
_REMOVED = frozenset((
    "del", "moveFrom", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "rPrChange", "pPrChange",
    "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange", "tblPrExChange", "sectPrChange", "numberingChange", "cellIns",
    "cellDel", "cellMerge", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "permStart", "permEnd",
    "proofErr", "lastRenderedPageBreak", "rsids", "rsid", "smartTagPr", "customXmlPr", "printerSettings", "altChunk", "subDoc",
    "control", "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
))  # fmt: skip
"""Revisions are taken as accepted; what stands in a deletion goes with it (ECMA-376 Part 1 §17.13.5)."""

_SETTINGS = frozenset((
    "rsids", "attachedTemplate", "mailMerge", "writeProtection", "docVars", "proofState", "activeWritingStyle", "saveThroughXslt",
    "documentProtection", "trackRevisions", "updateFields", "linkStyles", "revisionView", "attachedSchema", "docId",
    "removePersonalInformation", "forceUpgrade", "schemaLibrary", "captions", "readModeInkLockDown", "smartTagType",
))  # fmt: skip
_MARKS = re.compile(r"(rsid\w*|paraId|textId)\Z")
_PATH = re.compile(r"(?:[A-Za-z]:\\|\\\\|file:|/(?:Users|home)/)", re.IGNORECASE)
_LAST_PLACE = "_GoBack"
"""The bookmark that Word leaves where the file was last edited."""
_BOOKMARKS = frozenset(("bookmarkStart", "bookmarkEnd"))
_NAMED = frozenset(("docPr", "cNvPr", "imagedata", "shape"))


def clean(root: _Element, known: Container[str]) -> None:
    """Clean a part; ``known`` are the ids of the relationships that it still has."""
    places = [mark for mark in root.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == _LAST_PLACE]
    numbers = {mark.get(f"{W}id") for mark in places}
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        name = local(element)
        if name in _REMOVED or (name in _BOOKMARKS and element.get(f"{W}id") in numbers):
            remove(element)
        elif name in _UNWRAPPED and element.getparent() is not None:
            unwrap(element)
        else:
            _clean_attributes(element, known)


def clean_settings(root: _Element) -> None:
    """Clean the settings: nothing of their makers, and nothing that makes Word ask a question or change what it shows."""
    for element in list(root):
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] in _SETTINGS:
            root.remove(element)


def _clean_attributes(element: _Element, known: Container[str]) -> None:
    for name in list(element.attrib):
        leaf = str(name).rpartition("}")[2]
        if _MARKS.match(leaf) or leaf == "dirty":
            del element.attrib[name]
    for name, number in list(reference_names(element)):
        if number not in known:
            _part_with(element, name)
    kind = element.tag.rpartition("}")[2]
    if kind in _NAMED:
        for name, value in list(element.attrib.items()):
            if _PATH.match(str(value)):
                element.set(name, re.split(r"[\\/]", str(value))[-1])


def _part_with(element: _Element, name: str) -> None:
    """What named a relationship that is no longer there."""
    if local(element) == "hyperlink":
        unwrap(element)
    elif local(element):
        remove(element)
    else:
        del element.attrib[name]


def remove(element: _Element) -> None:
    """Take an element out, with what it holds."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: _Element) -> None:
    """Leave what an element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for number, child in enumerate(list(element)):
        parent.insert(at + number, child)
    parent.remove(element)
