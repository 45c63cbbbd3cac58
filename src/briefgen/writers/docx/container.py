"""The zip around a package: members deflated once and put together by hand, so that nothing but their bytes decides the file's.

Most of a Word file is its fonts, and they are the same in every document of a house; a :class:`Member` made once can go into any
number of files as it is. The layout of the records is APPNOTE.TXT 4.3 (.ZIP File Format Specification 6.3.10).
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEVEL = 6
_DEFLATED, _VERSION = 8, 20
# 1 January 1980, the first day that a zip can name (4.4.6): a fixed one keeps the bytes the same.
_TIME, _DATE = 0, 0x0021
_MADE_ON_UNIX, _READABLE_BY_ALL = 3 << 8, 0o100644 << 16
# Names are UTF-8 (4.4.4, bit 11).
_FLAGS = 0x0800

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_KEPT = struct.Struct("<2I")


class Member(NamedTuple):
    """Content ready to be written: its raw deflate stream, and the CRC-32 and length of what is in it."""

    crc: int
    size: int
    deflated: bytes


def deflate(data: bytes) -> Member:
    """Content as a member of a container."""
    stream = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(zlib.crc32(data), len(data), stream.compress(data) + stream.flush())


def to_kept(member: Member) -> bytes:
    """A member as bytes that may be kept; :func:`from_kept` reads them."""
    return _KEPT.pack(member.crc, member.size) + member.deflated


def from_kept(data: bytes) -> Member:
    """The member that was kept."""
    crc, size = _KEPT.unpack_from(data)
    return Member(crc, size, data[_KEPT.size :])


def zipped(members: Iterable[tuple[str, Member]]) -> bytes:
    """The container, its members in the order given."""
    written: list[bytes] = []
    central: list[bytes] = []
    at = 0
    for name, member in members:
        label = name.encode()
        facts = (_FLAGS, _DEFLATED, _TIME, _DATE, member.crc, len(member.deflated), member.size, len(label), 0)
        local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *facts) + label
        central.append(
            _CENTRAL.pack(b"PK\x01\x02", _MADE_ON_UNIX | _VERSION, _VERSION, *facts, 0, 0, 0, _READABLE_BY_ALL, at) + label
        )
        written += (local, member.deflated)
        at += len(local) + len(member.deflated)
    directory = b"".join(central)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(central), len(central), len(directory), at, 0)
    return b"".join((*written, directory, end))
