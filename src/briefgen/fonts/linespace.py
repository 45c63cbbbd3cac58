"""How far apart a font wants its lines, by its tables alone: what word processors take for single spacing."""

from __future__ import annotations

import struct

_HEADER, _RECORD = 12, 16
_USUAL = 1.2


def line_space(data: bytes) -> float:
    """The distance of baselines as a multiple of the size: ascent, descent and gap of ``hhea`` (OpenType 1.9.1).

    1.2 for bytes that are no whole font.
    """
    try:
        (count,) = struct.unpack_from(">H", data, 4)
        records = struct.iter_unpack(">4sLLL", data[_HEADER : _HEADER + count * _RECORD])
        places = {tag: offset for tag, _, offset, _ in records}
        (em,) = struct.unpack_from(">H", data, places[b"head"] + 18)
        ascent, descent, gap = struct.unpack_from(">3h", data, places[b"hhea"] + 4)
    except (struct.error, KeyError):
        return _USUAL
    return float(ascent - descent + gap) / em if em and ascent > descent else _USUAL
