"""``fontTable.xml`` and the house's fonts in it, so that a document looks the same where they are not installed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from briefgen.fonts import open_face
from briefgen.model.house import Slant
from briefgen.writers.docx.container import Member, deflate, from_kept, to_kept
from briefgen.writers.docx.ids import spelt_guid
from briefgen.writers.docx.markup import NOTHING, Xml, element, part, w
from briefgen.writers.docx.package import Relations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from briefgen.model.house import FontFamily, HouseStyle
    from briefgen.model.ports import Keep
    from briefgen.writers.docx.package import Package

_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_OBFUSCATED = 32


def add_fonts(package: Package, house: HouseStyle, used: Mapping[str, AbstractSet[Slant]], keep: Keep) -> None:
    """Put the font table into the package, with the families in use by the house's names for them.

    Of each, the upright face is embedded and what else is used; one whose licence forbids it is left out,
    and so is one that only stands in for the font of that name.
    """
    relations = Relations()
    entries = [_family(package, relations, house, house.families[key], used[key], keep) for key in sorted(used)]
    package.add("/word/fontTable.xml", "fontTable", part("w:fonts", "w r mc w14", *entries), relations)


def _family(
    package: Package, relations: Relations, house: HouseStyle, family: FontFamily, used: AbstractSet[Slant], keep: Keep
) -> Xml:
    faces = {
        "Regular": (Slant(), family.regular),
        "Bold": (Slant(bold=True), family.bold),
        "Italic": (Slant(italic=True), family.italic),
        "BoldItalic": (Slant(bold=True, italic=True), family.bold_italic),
    }
    wanted = {} if family.stand_in or not house.embed_fonts else faces
    embedded = [
        _embedded(package, relations, kind, house.font_files[name], keep)
        for kind, (slant, name) in wanted.items()
        if name and name in house.font_files and (slant in used or slant == Slant())
    ]
    return w("font", w("charset", val="00"), w("family", val="auto"), w("pitch", val="variable"), *embedded, name=family.name)


def _embedded(package: Package, relations: Relations, kind: str, data: bytes, keep: Keep) -> Xml:
    if not open_face(data).embeddable:
        return NOTHING
    key = hashlib.sha256(data).digest()[:16]
    guid = spelt_guid(key)
    name = f"/word/fonts/{guid.lower()}.odttf"
    if not package.has(name):
        package.add(name, _TYPE, _ready(data, key, keep))
    reference = relations.to_part("font", name)
    return element(f"w:embed{kind}", {"r:id": reference, "w:fontKey": f"{{{guid}}}"})


def _ready(data: bytes, key: bytes, keep: Keep) -> Member:
    """A font as it goes into the container; it takes longer to deflate than a short brief takes to write."""

    def make() -> bytes:
        return to_kept(deflate(obfuscated(data, key)))

    return from_kept(keep(f"odttf-{key.hex()}", make))


def obfuscated(data: bytes, key: bytes) -> bytes:
    """A font file with its first 32 bytes XORed with its key of 16 bytes, last byte first (ECMA-376 Part 4 §9.2.1)."""
    mask = key[::-1] * 2
    return bytes(a ^ b for a, b in zip(data[:_OBFUSCATED], mask, strict=False)) + data[_OBFUSCATED:]
