"""The two kinds of object that nearly everything in a PDF is made of: dictionaries and streams."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, ClassVar

from briefgen.writers.pdf.notation import render
from briefgen.writers.pdf.packing import packed, packed_part
from briefgen.writers.pdf.reportlab_internals import IndirectObject

if TYPE_CHECKING:
    from collections.abc import Callable

# RFC 1950 §2.2: deflate with a window of 32 KiB, the usual level.
_ZLIB_HEADER = b"\x78\x9c"
# RFC 1951 §3.2.4 and §3.2.6: a last block with fixed codes and nothing in it.
_EMPTY_LAST_BLOCK = b"\x03\x00"


class Dictionary(IndirectObject):
    """A dictionary with a number of its own. ``entries`` may be added to until the file is saved."""

    def __init__(self, entries: dict[str, object]) -> None:
        self.entries = entries

    def body(self, refer: Callable[[Any], str]) -> bytes:
        """The entries in notation."""
        return render(self.entries, refer).encode("ascii")


class Stream(IndirectObject):
    """Bytes with a dictionary before them, compressed unless told otherwise.

    A line end stands before ``endstream`` and is not counted in the length, as ISO 19005-3 §6.1.7.1 has it. It is CR LF, since
    after data that happen to end in CR a bare LF would make one line end of the two.
    """

    packed: ClassVar[bool] = False

    def __init__(self, data: bytes, entries: dict[str, object] | None = None, *, compress: bool = True) -> None:
        self.data = data
        self.entries = entries or {}
        self._compress = compress

    def body(self, refer: Callable[[Any], str]) -> bytes:
        """The dictionary and the bytes."""
        entries, data = dict(self.entries), self.data
        if self._compress:
            data = packed(data)
            entries["Filter"] = "/FlateDecode"
        entries["Length"] = len(data)
        return b"%s\nstream\n%s\r\nendstream" % (render(entries, refer).encode("ascii"), data)

    def forget(self) -> None:
        """Let go of the bytes."""
        self.data = b""


class Deflated:
    """Text compressed as it comes, in parts of which each can be forgotten at once: one zlib stream (RFC 1950) in the end."""

    __slots__ = ("_check", "_parts")

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._check = zlib.adler32(b"")

    def add(self, text: str) -> None:
        """Append a part, on a line of its own; each begins without a memory of the others, which costs a few bytes."""
        if not text:
            return
        data = (text + "\n").encode("ascii")
        self._parts.append(packed_part(data))
        self._check = zlib.adler32(data, self._check)

    def whole(self) -> bytes:
        """The stream; nothing can be added afterwards."""
        return b"".join((_ZLIB_HEADER, *self._parts, _EMPTY_LAST_BLOCK, self._check.to_bytes(4, "big")))
