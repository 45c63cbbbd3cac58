"""Packing: bytes deflated (RFC 1951), once for each that are the same.

Of a document that is made anew after a change most streams are what they were.
"""

from __future__ import annotations

import hashlib
import zlib

# Of zlib's. It takes half the time of its usual level 6, for a file that is a fortieth larger.
_LEVEL = 5
# Streams: a report of a hundred pages has three hundred.
_MOST_KEPT = 400

_kept: dict[tuple[bytes, bool], bytes] = {}


def packed(data: bytes) -> bytes:
    """A zlib stream (RFC 1950)."""
    return _packed(data, part=False)


def packed_part(data: bytes) -> bytes:
    """Deflated data that do not end a stream, and can stand behind others: they need no memory of what came before."""
    return _packed(data, part=True)


def _packed(data: bytes, *, part: bool) -> bytes:
    key = (hashlib.blake2b(data, digest_size=20).digest(), part)
    made = _kept.get(key)
    if made is None:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        made = _kept[key] = _deflated(data) if part else zlib.compress(data, _LEVEL)
    return made


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH)
