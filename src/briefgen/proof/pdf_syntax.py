"""Objects of a PDF file read from its bytes (ISO 32000-1 §7.3): only what a file of ours is made of, and that strictly.

A name is a :class:`Name`, a string is ``bytes``, a reference is a :class:`Reference`; everything else is Python's own.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple, TypeAlias


class DamagedPdf(ValueError):
    """The bytes are not the PDF that they should be; the message says where reading stopped."""


class Name(str):
    """A name, without its slash."""

    __slots__ = ()


class Reference(NamedTuple):
    """An indirect reference: an object by its number."""

    number: int


Value: TypeAlias = "Name | Reference | bytes | bool | int | float | list[Value] | dict[str, Value] | None"

_TOKEN = re.compile(
    rb"""[\0\t\n\f\r\ ]*+(?:%[^\r\n]*+[\0\t\n\f\r\ ]*+)*+(?:
      (\d++)[\0\t\n\f\r\ ]++\d++[\0\t\n\f\r\ ]++R(?![^\0\t\n\f\r\ ()<>\[\]{}/%])  # 1: a reference
    | /([^\0\t\n\f\r\ ()<>\[\]{}/%]*+)                                            # 2: a name
    | ([-+]?(?:\d++(?:\.\d*+)?|\.\d++))                                           # 3: a number
    | (<<|>>|\[|\])                                                               # 4: an opening or closing
    | \(((?:[^()\\]|\\.)*+)\)                                                     # 5: a literal string without parentheses
    | <([0-9A-Fa-f\0\t\n\f\r\ ]*+)>                                               # 6: a hexadecimal string
    | (true|false|null)                                                           # 7
    )""",
    re.VERBOSE | re.DOTALL,
)
_NESTED = re.compile(rb"[\0\t\n\f\r ]*+\(")
_PARENTHESES = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_WORDS: dict[bytes, bool | None] = {b"true": True, b"false": False, b"null": None}
_HASH = re.compile(r"#([0-9A-Fa-f]{2})")
_DEEPEST = 100


def read_value(data: bytes, at: int, depth: int = 0) -> tuple[Value, int]:
    """The value that begins at or after ``at``, and where it ends. Raises :class:`DamagedPdf` where there is none."""
    match = _TOKEN.match(data, at)
    if match is None:
        return _nested_string(data, at)
    end = match.end()
    kind, text = match.lastindex, match[match.lastindex or 0]
    if kind == 1:
        return Reference(int(text)), end
    if kind == 2:
        return _name(text), end
    if kind == 3:
        return (float(text) if b"." in text else int(text)), end
    if kind == 5:
        return _ESCAPE.sub(_unescaped, text) if b"\\" in text else text, end
    if kind == 6:
        return _hexadecimal(text), end
    if kind == 7:
        return _WORDS[text], end
    if depth > _DEEPEST:
        raise DamagedPdf(f"objects nest too deep at byte {at}")
    if text == b"[":
        return _array(data, end, depth)
    if text == b"<<":
        return _dictionary(data, end, depth)
    raise DamagedPdf(f"something closes at byte {at} that was not opened")


def _array(data: bytes, at: int, depth: int) -> tuple[list[Value], int]:
    items: list[Value] = []
    token = _TOKEN.match
    while True:
        match = token(data, at)
        kind = match.lastindex if match is not None else 0
        if match is not None and kind == 1:
            items.append(Reference(int(match[1])))
            at = match.end()
        elif match is not None and kind == 4 and match[4] == b"]":
            return items, match.end()
        else:
            item, at = read_value(data, at, depth + 1)
            items.append(item)


def _dictionary(data: bytes, at: int, depth: int) -> tuple[dict[str, Value], int]:
    entries: dict[str, Value] = {}
    token = _TOKEN.match
    while True:
        match = token(data, at)
        kind = match.lastindex if match is not None else 0
        if match is None or kind not in {2, 4} or (kind == 4 and match[4] != b">>"):
            raise DamagedPdf(f"a dictionary without a key at byte {at}")
        if kind == 4:
            return entries, match.end()
        entries[_name(match[2])], at = read_value(data, match.end(), depth + 1)


@functools.lru_cache(maxsize=4096)
def _name(text: bytes) -> Name:
    said = text.decode("latin-1")
    if "#" in said:
        said = _HASH.sub(lambda match: chr(int(match[1], 16)), said)
    return Name(said)


def _hexadecimal(text: bytes) -> bytes:
    digits = bytes(text.translate(None, b"\0\t\n\f\r "))
    return bytes.fromhex((digits + b"0" if len(digits) % 2 else digits).decode("ascii"))


def _unescaped(match: re.Match[bytes]) -> bytes:
    said = match[1]
    if said[:1].isdigit() and said[:1] < b"8":
        return bytes((int(said, 8) & 0xFF,))
    return _ESCAPES.get(said, said)


def _nested_string(data: bytes, at: int) -> tuple[bytes, int]:
    """A literal string with balanced parentheses in it (§7.3.4.2)."""
    opening = _NESTED.match(data, at)
    if opening is None:
        raise DamagedPdf(f"no object at byte {at}")
    depth = 1
    for match in _PARENTHESES.finditer(data, opening.end()):
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        if depth == 0:
            return _ESCAPE.sub(_unescaped, data[opening.end() : match.start()]), match.end()
    raise DamagedPdf(f"a string without an end at byte {at}")


def text_of(value: Value) -> str:
    """A text string (§7.9.2.2): UTF-16 or UTF-8 (ISO 32000-2) with its mark, else PDFDocEncoding, of which only ASCII is ours."""
    if not isinstance(value, bytes):
        return ""
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    if value.startswith(b"\xef\xbb\xbf"):
        return value[3:].decode("utf-8", "replace")
    return value.decode("latin-1")
