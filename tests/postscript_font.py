"""The smallest OpenType font with PostScript outlines: .notdef, a space and boxes for two letters, 500 units wide."""

from __future__ import annotations

import struct

ADVANCE = 500
_LETTERS = (0x20, 0x41, 0x42)
_SIDS = (1, 34, 35)  # space, A and B among the standard strings (Adobe Technical Note 5176, appendix A)


def postscript_font(first: str = "A") -> bytes:
    """The font file. ``first`` is the first of the two letters, the other is the next of Unicode."""
    tables = {
        b"CFF ": _cff(),
        b"cmap": _cmap(ord(first)),
        b"head": struct.pack(">4I2H16x4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, 1000, 0, 0, 500, 700, 0, 8, 2, 0, 0),
        b"hhea": struct.pack(">I3hH11hH", 0x10000, 800, -200, 0, ADVANCE, 0, 0, 500, 1, *(0,) * 7, 4),
        b"hmtx": struct.pack(">Hh", ADVANCE, 0) * 4,
        b"maxp": struct.pack(">IH", 0x5000, 4),
        b"post": struct.pack(">IiHh5I", 0x30000, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    directory, body = b"", b""
    for tag, data in tables.items():
        directory += struct.pack(">4s3I", tag, 0, 12 + 16 * len(tables) + len(body), len(data))
        body += data.ljust(-(-len(data) // 4) * 4, b"\0")
    return struct.pack(">4s4H", b"OTTO", len(tables), 64, 2, 48) + directory + body


def _cmap(first: int) -> bytes:
    segments = [(0x20, 0x20, 1), (first, first + 1, 2), (0xFFFF, 0xFFFF, 0)]
    ends = b"".join(struct.pack(">H", end) for _, end, _ in segments)
    starts = b"".join(struct.pack(">H", start) for start, _, _ in segments)
    deltas = b"".join(struct.pack(">H", (glyph - start) % 65536) for start, _, glyph in segments)
    body = struct.pack(">4H", 6, 4, 1, 2) + ends + b"\0\0" + starts + deltas + bytes(6)
    return struct.pack(">2H2HI", 0, 1, 3, 1, 12) + struct.pack(">3H", 4, 6 + len(body), 0) + body


def _cff() -> bytes:
    head = b"\1\0\4\1" + _index(b"Boxes")
    private = _number(ADVANCE) + b"\x14"  # defaultWidthX
    glyphs = _index(b"\x0e", b"\x0e", _box(), _box())
    charset = b"\0" + b"".join(struct.pack(">H", sid) for sid in _SIDS)
    empty = b"\0\0" * 2  # no strings, no subroutines
    start = len(head) + len(_index(_top(0, 0, 0, 0))) + len(empty)
    top = _top(start, start + len(charset), len(private), start + len(charset) + len(glyphs))
    return head + _index(top) + empty + charset + glyphs + private


def _top(charset: int, glyphs: int, private_size: int, private: int) -> bytes:
    box = b"".join(map(_number, (0, 0, 500, 700))) + b"\5"
    return box + _number(charset) + b"\x0f" + _number(glyphs) + b"\x11" + _number(private_size) + _number(private) + b"\x12"


def _box() -> bytes:
    def short(value: int) -> bytes:
        return b"\x1c" + struct.pack(">h", value)

    return short(50) + short(0) + b"\x15" + short(400) + b"\6" + short(700) + b"\7" + short(-400) + b"\6" + b"\x0e"


def _number(value: int) -> bytes:
    return b"\x1d" + struct.pack(">i", value)


def _index(*items: bytes) -> bytes:
    offsets, at = struct.pack(">H", 1), 1
    for item in items:
        at += len(item)
        offsets += struct.pack(">H", at)
    return struct.pack(">HB", len(items), 2) + offsets + b"".join(items)
