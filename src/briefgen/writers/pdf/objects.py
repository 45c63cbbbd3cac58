"""The two kinds of object that nearly everything in a PDF is made of: dictionaries and streams."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, ClassVar

from briefgen.writers.pdf.notation import render
from briefgen.writers.pdf.reportlab_internals import IndirectObject

if TYPE_CHECKING:
    from collections.abc import Callable


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
            data = zlib.compress(data)
            entries["Filter"] = "/FlateDecode"
        entries["Length"] = len(data)
        return b"%s\nstream\n%s\r\nendstream" % (render(entries, refer).encode("ascii"), data)
