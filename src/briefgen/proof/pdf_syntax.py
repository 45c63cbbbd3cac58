"""Objects of a PDF file read from its bytes (ISO 32000-1 §7.3): only what a file of ours is made of, and that strictly.

A name is a :class:`Name`, a string is ``bytes``, a reference is a :class:`Reference`; everything else is Python's own.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, TypeAlias

from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class DamagedPdf(ValueError):
    """The bytes are not the PDF that they should be; the message says where reading stopped."""


class Name(str):
    """A name, without its slash."""

    __slots__ = ()


class Reference(NamedTuple):
    """An indirect reference: an object by its number."""

    number: int


class Dictionary:
    """A dictionary, taken apart when it is first asked, and each value read when it is asked for: much in a file nobody asks.

    ``entries`` are the bytes between its brackets, of a shallow one; else it is taken apart already, into ``raw`` values by key.
    """

    __slots__ = ("_raw", "entries")

    def __init__(self, entries: bytes, raw: dict[bytes, bytes] | None = None) -> None:
        self.entries, self._raw = entries, raw

    def get(self, key: str, default: Value = None) -> Value:
        """The value under a key."""
        raw = self._raw
        if raw is None:
            raw = self._take_apart()
        found = raw.get(key.encode("latin-1"))
        return default if found is None else _whole(found)

    def __bool__(self) -> bool:
        return bool(self.entries or self._raw)

    def items(self) -> Iterator[tuple[str, Value]]:
        """Keys and values."""
        raw = self._take_apart() if self._raw is None else self._raw
        return ((key.decode("latin-1"), _whole(value)) for key, value in raw.items())

    def _take_apart(self) -> dict[bytes, bytes]:
        raw = self._raw = dict(_ENTRY.findall(self.entries))
        if b"#" in self.entries:
            raw = self._raw = _unescaped_keys(raw)
        return raw


Value: TypeAlias = "Name | Reference | bytes | bool | int | float | list[Value] | Dictionary | None"

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
_SPACE, _KEY = rb"[\0\t\n\f\r ]", rb"/[^\0\t\n\f\r ()<>\[\]{}/%]*+"
_PLAIN = rb"""(?:[-+]?(?:\d++(?:\.\d*+)?|\.\d++)(?:%(s)s++\d++%(s)s++R(?![^\0\t\n\f\r ()<>\[\]{}/%%]))?|%(k)s
    |\((?:[^()\\]|\\.)*+\)|<[0-9A-Fa-f\0\t\n\f\r ]*+>|true|false|null)"""
_PLAIN = re.sub(rb"\n\s+", b"", _PLAIN) % {b"s": _SPACE, b"k": _KEY}
_PLAIN_ARRAY = rb"\[(?:%s*+%s)*+%s*+\]" % (_SPACE, _PLAIN, _SPACE)
_PLAIN_ENTRIES = rb"<<%(s)s*+(?:%(k)s%(s)s*+(?:%(p)s|%(a)s)%(s)s*+)*+>>" % {
    b"s": _SPACE,
    b"k": _KEY,
    b"p": _PLAIN,
    b"a": _PLAIN_ARRAY,
}
_HELD = rb"(?:%(p)s|%(e)s|\[(?:%(s)s*+(?:%(p)s|%(e)s|%(a)s))*+%(s)s*+\])" % {
    b"s": _SPACE,
    b"p": _PLAIN,
    b"e": _PLAIN_ENTRIES,
    b"a": _PLAIN_ARRAY,
}
_SHALLOW = re.compile(rb"%(s)s*+<<%(s)s*+((?:%(k)s%(s)s*+%(h)s%(s)s*+)*+)>>" % {b"s": _SPACE, b"k": _KEY, b"h": _HELD}, re.DOTALL)
"""A dictionary of what nests no deeper than two levels, which nearly all are."""

_ENTRY = re.compile(rb"/([^\0\t\n\f\r ()<>\[\]{}/%%]*+)%s*+(%s)" % (_SPACE, _HELD), re.DOTALL)

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
        return _dictionary(data, match.start(4), depth)
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


def read_shallow(data: bytes, places: Sequence[int]) -> list[Dictionary | None]:
    """The dictionaries that begin at those places; ``None`` for what is none, or nests deeper than two levels."""
    search = _SHALLOW.match
    return [Dictionary(match[1]) if match else None for match in [search(data, place) for place in places]]


def _dictionary(data: bytes, at: int, depth: int) -> tuple[Dictionary, int]:
    shallow = _SHALLOW.match(data, at)
    if shallow is not None:
        return Dictionary(shallow[1]), shallow.end()
    at += len(b"<<")
    raw: dict[bytes, bytes] = {}
    token = _TOKEN.match
    while True:
        match = token(data, at)
        kind = match.lastindex if match is not None else 0
        if match is None or kind not in {2, 4} or (kind == 4 and match[4] != b">>"):
            raise DamagedPdf(f"a dictionary without a key at byte {at}")
        if kind == 4:
            return Dictionary(b"", _unescaped_keys(raw)), match.end()
        _, at = read_value(data, match.end(), depth + 1)
        raw[match[2]] = data[match.end() : at]


def _unescaped_keys(raw: dict[bytes, bytes]) -> dict[bytes, bytes]:
    return {_name(key).encode("latin-1"): value for key, value in raw.items()} if any(b"#" in key for key in raw) else raw


def _whole(raw: bytes) -> Value:
    """A value that is all there is; the commonest without a search."""
    last = raw[-1:]
    if last == b"]" and not raw[1:-1].translate(None, b"0123456789 \n"):
        return list(map(int, raw[1:-1].split()))
    return read_value(raw, 0)[0] if last in b"])>" else _scalar(raw)


@functools.lru_cache(maxsize=8192)
def _scalar(raw: bytes) -> Value:
    return read_value(raw, 0)[0]


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
