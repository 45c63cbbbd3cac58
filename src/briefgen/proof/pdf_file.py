"""A PDF file's objects by number: cross-reference tables and streams, objects in streams, and what a stream holds.

Our own reader, because the file is read back on every build and a library for all of PDF costs more to start than this does to
finish. It knows nothing of the code that wrote the file; a test holds it against a library that knows all of PDF.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from briefgen.proof.pdf_syntax import DamagedPdf, Dictionary, Reference, Value, read_shallow, read_value

if TYPE_CHECKING:
    from collections.abc import Iterator

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE = re.compile(rb"\s*xref\s*")
_SUBSECTION = re.compile(rb"(\d+)[ \t]+(\d+)\s*?\r?\n?((?:\d{10} \d{5} [nf][ \r\n]{1,2})*)")
_TRAILER = re.compile(rb"\s*trailer")
_OBJECT = re.compile(rb"\s*(\d+)\s+\d+\s+obj")
_STREAM = re.compile(rb"\s*stream\r?\n")

# The longest stream that is unpacked: a thousandfold of what a page of ours takes.
_MOST_BYTES = 64 << 20

# Streams of objects that are held at a time; whoever follows a structure comes from one to the next.
_MOST_HOLDERS = 16

# Objects in one stream: more than any has.
_PLACE = 20
_INDEX = (1 << _PLACE) - 1

_NOTHING = Dictionary(b"")


class PdfFile:
    """A PDF file. Raises :class:`DamagedPdf` wherever the bytes are not what they should be."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._offsets: dict[int, int] = {}
        self._packed: dict[int, int] = {}  # the number of the stream that holds an object, times 2^20, and its place there
        self._objects: dict[int, Value] = {}
        self._streams: dict[int, tuple[int, int]] = {}
        self._unpacked: dict[int, tuple[bytes, list[int], list[int]]] = {}
        start = _START.search(data, max(0, len(data) - 2048))
        if start is None:
            raise DamagedPdf("the file does not end as a PDF does")
        self.trailer = self._read_references(int(start[1]))
        root = self.get(self.trailer.get("Root"))
        if not isinstance(root, Dictionary):
            raise DamagedPdf("the file has no catalogue")
        self.catalogue = root

    def get(self, value: Value) -> Value:
        """A value, or what a reference leads to; ``None`` for an object that there is not."""
        while value.__class__ is Reference:
            value = self.numbered(value.number)
        return value

    def numbered(self, number: int) -> Value:
        """The object of a number, which may be a reference itself; ``None``: there is none."""
        return self._objects[number] if number in self._objects else self._object(number)

    def dictionary(self, value: Value) -> Dictionary:
        """A dictionary, or what a reference to one leads to; an empty one for anything else."""
        found = self.get(value)
        return found if isinstance(found, Dictionary) else _NOTHING

    def array(self, value: Value) -> list[Value]:
        """An array, or what a reference to one leads to; an empty one for nothing, and one of a single value for that."""
        found = self.get(value)
        return found if isinstance(found, list) else [] if found is None else [value]

    def stream(self, reference: Value) -> bytes:
        """What a stream holds, unpacked. Only streams that nothing or Flate packs are ours."""
        if not isinstance(reference, Reference):
            raise DamagedPdf("a stream that is no object of its own")
        entries = self.dictionary(reference)
        if reference.number not in self._streams:
            raise DamagedPdf(f"object {reference.number} is no stream")
        start, length = self._streams[reference.number]
        return self._unpack(self._data[start : start + length], entries)

    def pages(self) -> Iterator[tuple[int, Dictionary]]:
        """Number and dictionary of each page, in order (§7.7.3)."""
        seen: set[int] = set()
        stack: list[Value] = [self.catalogue.get("Pages")]
        while stack:
            node = stack.pop()
            if not isinstance(node, Reference) or node.number in seen:
                raise DamagedPdf("the page tree is broken")
            seen.add(node.number)
            entries = self.dictionary(node)
            if entries.get("Type") == "Pages":
                stack.extend(reversed(self.array(entries.get("Kids"))))
            else:
                yield node.number, entries

    # ── the cross-reference ──────────────────────────────────────────────────────────────────────────────────────────

    def _read_references(self, at: int) -> Dictionary:
        """Note where every object is, the newest first; the newest trailer."""
        newest = _NOTHING
        seen: set[int] = set()
        while at not in seen:
            seen.add(at)
            trailer = self._read_table(at) if _TABLE.match(self._data, at) else self._read_reference_stream(at)
            newest = newest or trailer
            before = trailer.get("Prev")
            if not isinstance(before, int):
                break
            at = before
        return newest

    def _read_table(self, at: int) -> Dictionary:
        match = _TABLE.match(self._data, at)
        assert match is not None
        at = match.end()
        while (section := _SUBSECTION.match(self._data, at)) is not None:
            first, rows = int(section[1]), section[3]
            if len(rows) != 20 * int(section[2]):
                raise DamagedPdf(f"a cross-reference section of another length at byte {at}")
            for number in range(int(section[2])):
                row = rows[20 * number : 20 * number + 18]
                if row.endswith(b"n"):
                    self._offsets.setdefault(first + number, int(row[:10]))
            at = section.end()
        trailer = _TRAILER.match(self._data, at)
        value = read_value(self._data, trailer.end())[0] if trailer else None
        if not isinstance(value, Dictionary):
            raise DamagedPdf(f"no trailer at byte {at}")
        return value

    def _read_reference_stream(self, at: int) -> Dictionary:
        entries, content = self._stream_at(at)
        widths = [width for width in self.array(entries.get("W")) if isinstance(width, int)]
        size = entries.get("Size")
        if len(widths) != 3 or not isinstance(size, int):
            raise DamagedPdf(f"no cross-reference at byte {at}")
        index = [part for part in self.array(entries.get("Index")) if isinstance(part, int)] or [0, size]
        numbers = (n for first, count in zip(index[::2], index[1::2], strict=True) for n in range(first, first + count))
        step = sum(widths)
        a, b = widths[0], widths[0] + widths[1]
        whole, offsets, packed = int.from_bytes, self._offsets, self._packed
        for number, place in zip(numbers, range(0, len(content) - step + 1, step), strict=False):
            kind = whole(content[place : place + a], "big") if a else 1
            if number in offsets or number in packed:
                continue
            if kind == 1:
                offsets[number] = whole(content[place + a : place + b], "big")
            elif kind == 2:
                holder, at_place = whole(content[place + a : place + b], "big"), whole(content[place + b : place + step], "big")
                if at_place <= _INDEX:
                    packed[number] = holder << _PLACE | at_place
        return entries

    def _stream_at(self, at: int) -> tuple[Dictionary, bytes]:
        match = _OBJECT.match(self._data, at)
        if match is None:
            raise DamagedPdf(f"no cross-reference at byte {at}")
        entries, end = read_value(self._data, match.end())
        opening = _STREAM.match(self._data, end)
        if not isinstance(entries, Dictionary) or opening is None or not isinstance(entries.get("Length"), int):
            raise DamagedPdf(f"no cross-reference at byte {at}")
        return entries, self._unpack(self._data[opening.end() : opening.end() + int(str(entries.get("Length")))], entries)

    # ── objects ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _object(self, number: int) -> Value:
        if number not in self._objects:
            self._objects[number] = None  # whoever comes here again while it is read goes in a circle
            if number in self._offsets:
                self._objects[number] = self._read_object(number, self._offsets[number])
            elif number in self._packed:
                value = self._packed_object(self._packed[number] >> _PLACE, self._packed[number] & _INDEX)
                self._objects[number] = self._objects[number] or value
        return self._objects[number]

    def _read_object(self, number: int, at: int) -> Value:
        match = _OBJECT.match(self._data, at)
        if match is None or int(match[1]) != number:
            raise DamagedPdf(f"object {number} is not at byte {at}, where it should be")
        value, end = read_value(self._data, match.end())
        if isinstance(value, Dictionary) and value.get("Length") is not None:
            opening = _STREAM.match(self._data, end)
            length = self.get(value.get("Length"))
            if opening is not None and isinstance(length, int):
                self._streams[number] = (opening.end(), length)
        return value

    def _packed_object(self, holder: int, index: int) -> Value:
        if holder not in self._unpacked:
            entries, content = self.dictionary(Reference(holder)), self.stream(Reference(holder))
            first, count = entries.get("First"), entries.get("N")
            if not isinstance(first, int) or not isinstance(count, int):
                raise DamagedPdf(f"object {holder} holds no objects")
            pairs = content[:first].split()
            if len(pairs) < 2 * count or not b"".join(pairs).isdigit():
                raise DamagedPdf(f"object {holder} does not say where its objects are")
            self._forget_oldest()
            places = [first + int(place) for place in pairs[1 : 2 * count : 2]]
            self._unpacked[holder] = content, places, list(map(int, pairs[: 2 * count : 2]))
            self._read_shallow(holder)
        content, places, _ = self._unpacked[holder]
        return read_value(content, places[index])[0] if index < len(places) else None

    def _read_shallow(self, holder: int) -> None:
        """Read all that a holder has at once, which is most of the objects of a file."""
        content, places, numbers = self._unpacked[holder]
        for index, (number, value) in enumerate(zip(numbers, read_shallow(content, places), strict=True)):
            if value is not None and self._packed.get(number) == holder << _PLACE | index:
                self._objects[number] = value

    def _forget_oldest(self) -> None:
        """Let go of what the holder had that was read first: a file of a thousand pages has a hundred thousand objects."""
        if len(self._unpacked) >= _MOST_HOLDERS:
            _, _, numbers = self._unpacked.pop(next(iter(self._unpacked)))
            for number in numbers:
                self._objects.pop(number, None)

    def _unpack(self, data: bytes, entries: Dictionary) -> bytes:
        filters = self.array(entries.get("Filter"))
        if not filters:
            return data
        if filters != ["FlateDecode"]:
            raise DamagedPdf(f"a stream packed with {' and '.join(map(str, filters))}")
        unpacking = zlib.decompressobj()
        try:
            content = unpacking.decompress(data, _MOST_BYTES)
        except zlib.error as damage:
            raise DamagedPdf(f"a stream that cannot be unpacked: {damage}") from damage
        if unpacking.unconsumed_tail:
            raise DamagedPdf(f"a stream of more than {_MOST_BYTES >> 20} MB")
        parameters = self.dictionary(entries.get("DecodeParms"))
        return _unfiltered(content, parameters) if parameters.get("Predictor", 1) != 1 else content


def _unfiltered(content: bytes, parameters: Dictionary) -> bytes:
    """PNG's filters undone, as cross-reference streams may have them (§7.4.4.4): none, or the difference to the row above."""
    columns = parameters.get("Columns", 1)
    width = columns if isinstance(columns, int) else 1
    above, rows = bytes(width), list[bytes]()
    for at in range(0, len(content), width + 1):
        kind, row = content[at], content[at + 1 : at + 1 + width]
        if kind == 2:
            row = bytes((a + b) & 0xFF for a, b in zip(row, above, strict=False))
        elif kind != 0:
            raise DamagedPdf(f"a filter of kind {kind}")
        rows.append(row)
        above = row
    return b"".join(rows)
