"""The font table: the letterhead's, with the fonts that are embedded in it, and the families of ours that it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.house.word.package import W
from briefgen.writers.docx.letterhead.stationery import local, with_namespaces

if TYPE_CHECKING:
    from lxml.etree import _Element

    from briefgen.writers.docx.letterhead.parts import Moving
    from briefgen.writers.docx.letterhead.stationery import Stationery

_TABLE = "/word/fontTable.xml"
_BEFORE_EMBEDDING = frozenset((
    "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime", "doNotDisplayPageBoundaries",
    "displayBackgroundShape", "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData",
))  # fmt: skip


def merge(stationery: Stationery, moving: Moving) -> None:
    """Bring the fonts together; the settings say that some are embedded where that is new."""
    ours, found = moving.root(_TABLE), stationery.related("fontTable")
    if found is None:
        stationery.relations(stationery.main).to_part("fontTable", moving.part(_TABLE))
    else:
        name, theirs = found
        known = {font.get(f"{W}name", "").casefold() for font in theirs.iterfind(f"{W}font")}
        new = [font for font in ours.iterfind(f"{W}font") if font.get(f"{W}name", "").casefold() not in known]
        for font in ours.findall(f"{W}font"):
            if font not in new:
                ours.remove(font)
        moving.lead(ours, _TABLE, name)
        wide = with_namespaces(theirs, [ours])
        wide.extend(new)
        stationery.replace_tree(name, wide)
        ours = wide
    if any(local(child).startswith("embed") for font in ours.iter(f"{W}font") for child in font):
        _say_embedded(stationery)


def _say_embedded(stationery: Stationery) -> None:
    found = stationery.related("settings")
    if found is None:
        return
    settings: _Element = found[1]
    if settings.find(f"{W}embedTrueTypeFonts") is None:
        at = sum(local(child) in _BEFORE_EMBEDDING for child in settings)
        settings.insert(at, settings.makeelement(f"{W}embedTrueTypeFonts"))
