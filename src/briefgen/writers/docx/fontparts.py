"""``fontTable.xml`` and the house's fonts in it, so that a document looks the same where they are not installed."""

from __future__ import annotations

import functools
import hashlib
import uuid
from typing import TYPE_CHECKING

from briefgen.fonts import open_face
from briefgen.writers.docx.markup import NOTHING, Xml, element, part, w
from briefgen.writers.docx.package import Relations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.house import FontFamily, HouseStyle
    from briefgen.writers.docx.package import Package

_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_OBFUSCATED = 32


def add_fonts(package: Package, house: HouseStyle, families: Iterable[str]) -> None:
    """Put the font table into the package, with the faces of the families named; a face whose licence forbids it is left out."""
    relations = Relations()
    entries = [_family(package, relations, house, house.families[key]) for key in sorted(families)]
    package.add("/word/fontTable.xml", "fontTable", part("w:fonts", "w r mc w14", *entries), relations)


def _family(package: Package, relations: Relations, house: HouseStyle, family: FontFamily) -> Xml:
    faces = {"Regular": family.regular, "Bold": family.bold, "Italic": family.italic, "BoldItalic": family.bold_italic}
    embedded = [
        _embedded(package, relations, kind, house.font_files[name])
        for kind, name in faces.items()
        if name and name in house.font_files
    ]
    return w("font", w("charset", val="00"), w("family", val="auto"), w("pitch", val="variable"), *embedded, name=family.name)


def _embedded(package: Package, relations: Relations, kind: str, data: bytes) -> Xml:
    if not open_face(data).embeddable:
        return NOTHING
    key = _key(data)
    name = f"/word/fonts/{key}.odttf"
    if not package.has(name):
        package.add(name, _TYPE, obfuscated(data, key))
    reference = relations.to_part("font", name)
    return element(f"w:embed{kind}", {"r:id": reference, "w:fontKey": f"{{{str(key).upper()}}}"})


@functools.lru_cache(maxsize=64)
def _key(data: bytes) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(data).hexdigest())


def obfuscated(data: bytes, key: uuid.UUID) -> bytes:
    """A font file with its first 32 bytes XORed with its key, last byte first (ECMA-376 Part 4 §9.2.1)."""
    mask = key.bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(data[:_OBFUSCATED], mask, strict=False)) + data[_OBFUSCATED:]
