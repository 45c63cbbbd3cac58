"""The sRGB colour space as an ICC profile, computed from its definition, so that no profile file needs a licence or a date."""

from __future__ import annotations

import struct

# Values of IEC 61966-2-1, adapted to the D50 of the profile connection space by Bradford's matrix, as ICC publishes them.
_D50 = (0.9642, 1.0, 0.8249)
_RED = (0.43607, 0.22249, 0.01392)
_GREEN = (0.38515, 0.71687, 0.09708)
_BLUE = (0.14307, 0.06061, 0.71410)
_D65_TO_D50 = (1.04791, 0.02293, -0.05019, 0.02960, 0.99046, -0.01707, -0.00925, 0.01506, 0.75179)
# y = (a·x + b)^g from x = d on, c·x below: parametric curve type 3 (ICC.1:2004-10 §10.15) with g, a, b, c, d.
_TRANSFER = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)

_VERSION_4_2 = 0x04200000
_HEADER_SIZE, _TABLE_ENTRY_SIZE = 128, 12
_DATE = (2004, 10, 1, 0, 0, 0)


def profile() -> bytes:
    """An ICC 4.2 display profile (ICC.1:2004-10), the same bytes on every machine."""
    tags = {
        b"desc": _text("sRGB IEC61966-2.1"),
        b"cprt": _text("No copyright, use freely"),
        b"wtpt": _xyz(_D50),
        b"chad": b"sf32\0\0\0\0" + _fixed(*_D65_TO_D50),
        b"rXYZ": _xyz(_RED),
        b"gXYZ": _xyz(_GREEN),
        b"bXYZ": _xyz(_BLUE),
    } | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), b"para\0\0\0\0\0\x03\0\0" + _fixed(*_TRANSFER))
    table, data = _tag_table(tags)
    size = _HEADER_SIZE + len(table) + len(data)
    return _header(size) + table + data


def _header(size: int) -> bytes:
    start = struct.pack(">I4xI4s4s4s6H4s", size, _VERSION_4_2, b"mntr", b"RGB ", b"XYZ ", *_DATE, b"acsp")
    return (start + bytes(28) + _fixed(*_D50)).ljust(_HEADER_SIZE, b"\0")


def _tag_table(tags: dict[bytes, bytes]) -> tuple[bytes, bytes]:
    """The table and what it leads to; tags that are alike share their data."""
    start = _HEADER_SIZE + 4 + _TABLE_ENTRY_SIZE * len(tags)
    table, data, places = struct.pack(">I", len(tags)), b"", dict[bytes, int]()
    for signature, value in tags.items():
        if value not in places:
            places[value] = start + len(data)
            data += value.ljust(-(-len(value) // 4) * 4, b"\0")
        table += struct.pack(">4sII", signature, places[value], len(value))
    return table, data


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II4sII", 1, 12, b"enUS", len(encoded), 28) + encoded


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(*values)


def _fixed(*values: float) -> bytes:
    """Numbers as ICC's s15Fixed16."""
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))
