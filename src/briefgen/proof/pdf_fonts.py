"""What the codes of a font say: its map to Unicode (ISO 32000-1 §9.10.3), which PDF/A and PDF/UA demand of every font."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from briefgen.model.expressions import expression
from briefgen.proof.pdf_syntax import DamagedPdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = re.compile(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>")
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGE = expression(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]*)>|\[([^\]]*)\])")
_TABLED = 256
_NONE = "\ufffe"
"""What a decoding table has where a code stands for nothing."""

_DIGITS = re.compile(rb"<([0-9A-Fa-f]*)>")


class FontText:
    """The text behind the codes of one font. ``cmap`` is its ToUnicode stream."""

    def __init__(self, cmap: bytes) -> None:
        space = _SPACE.search(cmap)
        self._step = (len(space[1]) if space else 4) // 2
        self._texts: dict[int, str] = {}
        for section in _SECTION.finditer(cmap):
            self._texts.update(_pairs(section[2]) if section[1] == b"bfchar" else _ranges(section[2]))
        self._first, self._longer = _first_codes(self._texts) if self._step == 2 else ("", [])

    def read(self, codes: bytes) -> str:
        """The text of a string of codes. Raises :class:`DamagedPdf` for a code that stands for nothing."""
        if self._first and not len(codes) % 2 and not any(codes[::2]):
            try:
                text, _ = codecs.charmap_decode(codes[1::2], "strict", self._first)
            except UnicodeDecodeError:
                return self._read_one_by_one(codes)  # which says what is missing
            for stand_in, meant in self._longer:
                if stand_in in text:
                    text = text.replace(stand_in, meant)
            return text
        return self._read_one_by_one(codes)

    def _read_one_by_one(self, codes: bytes) -> str:
        step, texts = self._step, self._texts
        try:
            if step == 2:
                return "".join([texts[high << 8 | low] for high, low in zip(codes[::2], codes[1::2], strict=True)])
            return "".join([texts[int.from_bytes(codes[at : at + step], "big")] for at in range(0, len(codes), step)])
        except (KeyError, ValueError) as missing:
            raise DamagedPdf(f"a font shows code {missing}, which stands for no character") from missing


def _first_codes(texts: dict[int, str]) -> tuple[str, list[tuple[str, str]]]:
    """A table of the first 256 codes, by which a whole line is read at once, and the characters in it that stand for several.

    Those are of the area for private use; where a font itself has such, there is no table.
    """
    known = {code: text for code, text in texts.items() if code < _TABLED}
    if any("\ue000" <= char <= "\uf8ff" or char == _NONE for text in known.values() for char in text):
        return "", []
    stand_ins = {code: chr(0xE000 + code) for code, text in known.items() if len(text) != 1}
    table = "".join(stand_ins.get(code, known.get(code, _NONE)) for code in range(_TABLED))
    return table, [(stand_in, known[code]) for code, stand_in in stand_ins.items()]


def _pairs(section: bytes) -> Iterator[tuple[int, str]]:
    for code, text in _PAIR.findall(section):
        yield int(code, 16), _text(text)


def _ranges(section: bytes) -> Iterator[tuple[int, str]]:
    for first, last, text, several in _RANGE.findall(section):
        codes = range(int(first, 16), int(last, 16) + 1)
        if several:
            yield from zip(codes, map(_text, _DIGITS.findall(several)), strict=False)
        else:
            start = _text(text)
            yield from ((code, start[:-1] + chr(ord(start[-1]) + number)) for number, code in enumerate(codes) if start)


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")
