"""Whether a file is a whole font, by its table directory alone (OpenType 1.9.1, "Organization of an OpenType Font")."""

from __future__ import annotations

import struct

_VERSIONS = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_NEEDED = frozenset({b"cmap", b"head", b"hhea", b"hmtx", b"maxp"})
_OUTLINES = ({b"glyf", b"loca"}, {b"CFF "}, {b"CFF2"})
_HEADER, _RECORD = 12, 16


def font_problem(data: bytes) -> str:
    """What keeps the bytes of a file from being a font that can be set and embedded, to follow its name; empty: nothing."""
    if data[:4] not in _VERSIONS or len(data) < _HEADER:
        return "is not a TrueType or OpenType font"
    (count,) = struct.unpack_from(">H", data, 4)
    if len(data) < _HEADER + count * _RECORD:
        return "is cut short"
    tables: set[bytes] = set()
    for tag, _, offset, length in struct.iter_unpack(">4sLLL", data[_HEADER : _HEADER + count * _RECORD]):
        if offset + length > len(data):
            return "is cut short"
        tables.add(tag)
    if missing := _NEEDED - tables:
        return f"lacks the table {min(missing).decode()}"
    return "" if any(outlines <= tables for outlines in _OUTLINES) else "has no outlines"
