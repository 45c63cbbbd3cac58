"""What is painted on a page, by the marked content it stands in (ISO 32000-1 §14.6): text alone, from its codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from briefgen.model.value import dataclass
from briefgen.proof.pdf_fonts import FontText
from briefgen.proof.pdf_syntax import DamagedPdf, Dictionary, read_value, text_of

_STRING = rb"\((?:[^()\\]|\\.)*+\)"
_BETWEEN = rb"(?:[^<(/\[EBqQ]++|[BE]T(?![^\s]))*+"
_TOKEN = re.compile(
    _BETWEEN
    + rb"""(?:
      (?:/([^\s/<>\[\]()]++)\s++[-+.\d]++\s++Tf%(b)s)?+             # 1: a font
      ((?:(?:\[(?:[^\]<(]++|<[0-9A-Fa-f]*+>)*+\]\s*+TJ|<[0-9A-Fa-f]*+>\s*+Tj)%(b)s)++)  # 2: line after line of codes
    | \[((?:[^\]<(]++|<[^>]*+>|%(s)s)*+)\]\s*+TJ               # 3: strings and the gaps between them
    | (<[0-9A-Fa-f\s]*+>|%(s)s)\s*+Tj                          # 4: one string
    | /([^\s/<>\[\]()]++)\s++[-+.\d]++\s++Tf                   # 5: a font
    | (EMC\s++)?+/[^\s/<>\[\]()]++\s*+<<\s*+/MCID\s++(\d++)\s*+>>\s*+BDC  # 6, 7: content of the structure, after some other
    | /([^\s/<>\[\]()]++)\s*+(?=<<)                            # 8: other content, or none of these
    | /([^\s/<>\[\]()]++)\s++BMC                               # 9: content without properties
    | (EMC)(?![^\s])                                           # 10
    | ([qQ])(?![^\s])                                          # 11
    | (BI)(?![^\s])                                            # 12
    | <[^<>]*+>|%(s)s|.
    )"""
    % {b"s": _STRING, b"b": _BETWEEN},
    re.VERBOSE | re.DOTALL,
)
_HEXADECIMAL = re.compile(rb"<([0-9A-Fa-f]*)>")
_SHOWN = re.compile(rb"<[^>]*+>|" + _STRING, re.DOTALL)
_BEGINS = re.compile(rb"\s*BDC(?![^\s])")


@dataclass(slots=True)
class PageContent:
    """The text of a page: by the number of its marked content, in its head and foot, and in nothing at all."""

    marked: dict[int, str] = field(default_factory=dict)
    head: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)


def read_content(content: bytes, fonts: Mapping[str, FontText]) -> PageContent:
    """Read a content stream. Raises :class:`DamagedPdf` for what cannot be read, and for an image that is written into it."""
    page = PageContent()
    reader = _Reader(page, fonts)
    reader.read(content)
    if len(reader.open) > 1:
        raise DamagedPdf("marked content that does not end")
    reader.close_all()
    return page


class _Reader:
    """The state of a page being read. ``open`` are the buffers of the marked content that one is in, the innermost last."""

    def __init__(self, page: PageContent, fonts: Mapping[str, FontText]) -> None:
        self._page = page
        self._fonts = fonts
        self._font: FontText | None = None
        self._saved: list[FontText | None] = []
        self._numbers: dict[int, list[str]] = {}
        self.open: list[list[str]] = [page.stray]

    def read(self, content: bytes) -> None:
        """Read a content stream to its end: here what a page is full of, the rest in :meth:`_take`."""
        at, end, match_at = 0, len(content), _TOKEN.match
        while at < end:
            match = match_at(content, at)
            if match is None:
                break
            at = match.end()
            kind = match.lastindex
            if kind == 2:
                if match[1] is not None:
                    self._font = self._fonts.get(match[1].decode("latin-1"))
                self._show(bytes.fromhex(b"".join(_HEXADECIMAL.findall(match[2])).decode("ascii")))
            elif kind == 7:
                if match[6] is not None:
                    self._end()
                self.open.append(self._numbers.setdefault(int(match[7]), []))
            elif kind == 10:
                self._end()
            elif kind is not None:
                at = self._take(kind, match, at)

    def _take(self, kind: int, match: re.Match[bytes], at: int) -> int:
        """Act on what was found; returns where to go on."""
        if kind in {3, 4}:
            self._show(b"".join(_codes(shown) for shown in _SHOWN.findall(match[kind])))
        elif kind == 5:
            self._font = self._fonts.get(match[5].decode("latin-1"))
        elif kind == 8:
            return self._begin(match[8], match.string, at)
        elif kind == 9:
            self.open.append([] if match[9] == b"Artifact" else self.open[-1])
        elif kind == 11:
            self._keep(match[11])
        elif kind == 12:
            raise DamagedPdf("an image inside the content of a page")
        return at

    def _end(self) -> None:
        if len(self.open) < 2:
            raise DamagedPdf("marked content that ends before it begins")
        self.open.pop()

    def close_all(self) -> None:
        """The buffers become texts."""
        self._page.marked = {number: "".join(parts) for number, parts in self._numbers.items()}

    def _keep(self, operator: bytes) -> None:
        if operator == b"q":
            self._saved.append(self._font)
        elif self._saved:
            self._font = self._saved.pop()

    def _begin(self, tag: bytes, content: bytes, at: int) -> int:
        properties, end = read_value(content, at)
        begins = _BEGINS.match(content, end)
        if begins is None or not isinstance(properties, Dictionary):
            return end
        number = properties.get("MCID")
        if isinstance(number, int):
            self.open.append(self._numbers.setdefault(number, []))
        elif tag == b"Artifact":
            self.open.append(self._running(str(properties.get("Subtype"))))
        elif properties.get("ActualText") is not None:
            # What is stated takes the place of what is painted.
            self.open[-1].append(text_of(properties.get("ActualText")))
            self.open.append([])
        else:
            self.open.append(self.open[-1])
        return begins.end()

    def _running(self, subtype: str) -> list[str]:
        return {"Header": self._page.head, "Footer": self._page.foot}.get(subtype, [])

    def _show(self, codes: bytes) -> None:
        if self._font is None:
            raise DamagedPdf("text in a font that the page does not have")
        self.open[-1].append(self._font.read(codes))


def _codes(shown: bytes) -> bytes:
    value, _ = read_value(shown, 0)
    return value if isinstance(value, bytes) else b""
