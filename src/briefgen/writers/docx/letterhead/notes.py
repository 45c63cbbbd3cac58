"""Notes: ours after those that the letterhead's text has, under its own rules where it has some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.house.word.package import W
from briefgen.writers.docx.letterhead.stationery import local, with_namespaces

if TYPE_CHECKING:
    from lxml.etree import _Element

_AFTER_NOTES = frozenset((
    "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats",
    "doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown", "smartTagType", "schemaLibrary",
    "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator", "docId", "conflictMode", "discardImageEditingData",
    "defaultImageDpi", "chartTrackingRefBased",
))  # fmt: skip
"""What comes after the properties of notes in the settings (ECMA-376 Part 1 §17.15.1.78)."""


def merged(kind: str, own: _Element, theirs: _Element, document: _Element) -> _Element:
    """The letterhead's notes of a kind (``footnote``), without those that no mark leads to any more, and then ours.

    Our notes are numbered above its own, and the marks in ``own`` text must be by :func:`shift`.
    """
    by = shift(kind, theirs)
    marks = {mark.get(f"{W}id") for mark in document.iter(f"{W}{kind}Reference")}
    root = with_namespaces(theirs, [own])
    for note in root.findall(f"{W}{kind}"):
        if note.get(f"{W}type", "normal") == "normal" and note.get(f"{W}id") not in marks:
            root.remove(note)
    rules = [note for note in own.findall(f"{W}{kind}") if note.get(f"{W}type") is not None]
    if not has_rules(kind, root):
        for at, rule in enumerate(rules):
            root.insert(at, rule)
    for note in own.findall(f"{W}{kind}"):
        if note.get(f"{W}type") is None:
            note.set(f"{W}id", str(int(note.get(f"{W}id", "0")) + by))
            root.append(note)
    return root


def has_rules(kind: str, root: _Element) -> bool:
    """Whether notes bring the rules over them; some programs leave them to Word, which then has none."""
    return any(note.get(f"{W}type") == "separator" for note in root.iterfind(f"{W}{kind}"))


def shift(kind: str, theirs: _Element) -> int:
    """By how much the numbers of our notes grow."""
    return max((0, *(int(note.get(f"{W}id", "0")) for note in theirs.iterfind(f"{W}{kind}"))))


def settle(settings: _Element, ours: _Element, *, has_rules: bool) -> None:
    """How notes behave, as our settings say it; the rules over them are the letterhead's where it has some."""
    for kind in ("footnotePr", "endnotePr"):
        said = ours.find(f"{W}{kind}")
        if said is None:
            continue
        own = settings.find(f"{W}{kind}")
        if own is None:
            at = next((n for n, child in enumerate(settings) if _leaf(child) in _AFTER_NOTES), len(settings))
            own = settings.makeelement(f"{W}{kind}")
            settings.insert(at - _has_endnotes_before(settings, at, kind), own)
        separators = [child for child in (own if has_rules else said) if local(child) in {"footnote", "endnote"}]
        manner = [child for child in said if local(child) not in {"footnote", "endnote"}]
        for child in list(own):
            own.remove(child)
        own.extend([*manner, *separators])


def _leaf(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _has_endnotes_before(settings: _Element, at: int, kind: str) -> int:
    """Footnotes' properties come before those of endnotes."""
    return int(kind == "footnotePr" and at > 0 and local(settings[at - 1]) == "endnotePr")
