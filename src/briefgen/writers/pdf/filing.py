"""The file: objects packed into compressed streams, and the stream that says where each is (ISO 32000-1 §7.5.7 and §7.5.8).

A tagged document is mostly small objects, a structure element each. Packed, a file is a third of the size it has with a line for
every object; ISO 19005-3 allows it.
"""

from __future__ import annotations

import hashlib
import io
import struct
from array import array
from typing import TYPE_CHECKING

from briefgen.writers.pdf.packing import packed

if TYPE_CHECKING:
    from collections.abc import Callable

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# How many objects share a stream: enough to compress well, few enough that a viewer need not unpack much for one.
_PACKED = 200
_ROW = struct.Struct(">BIH")
_PLAIN, _IN_STREAM = 1, 2


class File:
    """A file being written. Objects may come in any order; each number must come once.

    ``take_number`` gives a number that no object has yet.
    """

    def __init__(self, take_number: Callable[[], int]) -> None:
        self._take_number = take_number
        self._written = io.BytesIO()
        self._digest = hashlib.sha256()
        # By number: what an object is, its offset or its stream's number, and its place in that stream.
        self._kinds, self._offsets, self._indices = bytearray(), array("Q"), array("H")
        self._waiting: list[tuple[int, bytes]] = []
        self._write(_HEADER)

    def add(self, number: int, body: bytes) -> None:
        """Write an object as it is: whatever has a stream, and what any program should find without unpacking."""
        self._place(number, _PLAIN, self._written.tell(), 0)
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def pack(self, number: int, body: bytes) -> None:
        """Write an object without a stream, with others in one that is compressed once it is full."""
        self._waiting.append((number, body))
        if len(self._waiting) >= _PACKED:
            self._flush(self._take_number())

    def _flush(self, number: int) -> None:
        offsets, at = [], 0
        for index, (own, body) in enumerate(self._waiting):
            offsets.append(b"%d %d" % (own, at))
            at += len(body) + 1
            self._place(own, _IN_STREAM, number, index)
        first = b" ".join(offsets) + b"\n"
        data = packed(first + b"\n".join([body for _, body in self._waiting]))
        entries = b"/Type /ObjStm /N %d /First %d" % (len(self._waiting), len(first))
        self._waiting = []
        self.add(number, _stream(entries, data))

    def _place(self, number: int, kind: int, offset: int, index: int) -> None:
        missing = number + 1 - len(self._kinds)
        if missing > 0:
            self._kinds.extend(bytes(missing))
            self._offsets.extend([0] * missing)
            self._indices.extend([0] * missing)
        self._kinds[number], self._offsets[number], self._indices[number] = kind, offset, index

    def _write(self, data: bytes) -> None:
        self._written.write(data)
        self._digest.update(data)

    def closed(self, root: str, info: str) -> bytes:
        """The whole file, its identifier a digest of every other byte. ``root`` and ``info`` refer to two of its objects."""
        if self._waiting:
            self._flush(self._take_number())
        number, start = self._take_number(), self._written.tell()
        self._place(number, _PLAIN, start, 0)
        table = packed(bytes(self._table()))
        entries = f"/Type /XRef /Size {len(self._kinds)} /W [1 4 2] /Root {root} /Info {info} /ID [<".encode("ascii")
        before, after = b"%d 0 obj\n<<%s" % (number, entries), b">] /Filter /FlateDecode /Length %d>>\nstream\n" % len(table)
        for part in (before, after, table):
            self._digest.update(part)
        identifier = self._digest.hexdigest()[:32].encode("ascii")
        after += table + b"\r\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
        self._written.write(b"".join((before, identifier, b"><", identifier, after)))
        return self._written.getvalue()

    def _table(self) -> bytearray:
        """A row of seven bytes for each number, those that no object has included."""
        if not self._kinds[0]:
            self._indices[0] = 0xFFFF
        table, row = bytearray(_ROW.size * len(self._kinds)), _ROW.pack_into
        for number, place in enumerate(zip(self._kinds, self._offsets, self._indices, strict=True)):
            row(table, _ROW.size * number, *place)
        return table


def _stream(entries: bytes, data: bytes) -> bytes:
    """A compressed stream with its dictionary. For the line end before ``endstream`` see :mod:`briefgen.writers.pdf.objects`."""
    return b"<<%s /Filter /FlateDecode /Length %d>>\nstream\n%s\r\nendstream" % (entries, len(data), data)
