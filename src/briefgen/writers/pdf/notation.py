"""PDF's notation for values (ISO 32000-1 §7.3), as text in ASCII: what goes between ``obj`` and ``endobj``.

A value is a ``str`` that is notation already, a number, a mapping (dictionary), a list or tuple (array), or anything else,
which is taken for an indirect object and handed to ``refer`` for its reference.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# ISO 32000-1 §7.2.2: delimiters; white space and what is outside ASCII fall out by their range.
_DELIMITERS = frozenset("()<>[]{}/%#")

# ISO 19005-3 §6.1.13: no string over 32 767 bytes. A text in UTF-16 with its byte order mark takes two bytes a unit.
_LONGEST_TEXT = 16_000


@functools.lru_cache(maxsize=1024)
def name(text: str) -> str:
    """A name object, ``/`` included: ``text/markdown`` is ``/text#2Fmarkdown``."""
    return "/" + "".join(_name_byte(byte) for byte in text.encode("utf-8", "replace"))


def _name_byte(byte: int) -> str:
    char = chr(byte)
    return f"#{byte:02X}" if not 0x21 <= byte <= 0x7E or char in _DELIMITERS else char


def text_string(text: str) -> str:
    """A text string: literal where the text is printable ASCII, else UTF-16 in hexadecimal (§7.9.2.2).

    What cannot be encoded is replaced, and what is longer than PDF/A allows ends in an ellipsis.
    """
    if len(text) > _LONGEST_TEXT:
        text = text[: _LONGEST_TEXT - 1] + "…"
    if text.isascii() and (text.isprintable() or not text):
        return literal(text)
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def literal(text: str) -> str:
    """A literal string of printable ASCII."""
    return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"


def number(value: float) -> str:
    """A number with at most two decimals, which at 72 units to the inch is finer than any printer."""
    if not value:
        return "0"
    text = f"{value:.2f}"
    text = text[:-3] if text.endswith(".00") else text.removesuffix("0")
    return "0" if text == "-0" else text


def render(value: object, refer: Callable[[Any], str]) -> str:
    """A value in notation. ``None`` inside a dictionary leaves its key out."""
    match value:
        case str():
            return value
        case int():
            return str(value)
        case float():
            return number(value)
        case Mapping():
            return _dictionary(value, refer)
        case list() | tuple():
            return f"[{' '.join(render(part, refer) for part in value)}]"
        case _:
            return refer(value)


def _dictionary(entries: Mapping[str, object], refer: Callable[[Any], str]) -> str:
    parts = (f"{name(key)} {render(value, refer)}" for key, value in entries.items() if value is not None)
    return f"<<{' '.join(parts)}>>"


def name_tree(entries: Iterable[tuple[str, object]]) -> dict[str, object]:
    """A name tree of one node, its keys in the order of their bytes (§7.9.6). A key is text; of equal keys the first stays."""
    keyed: dict[str, object] = {}
    for key, value in entries:
        keyed.setdefault(text_string(key), value)
    flat: list[object] = []
    for key in sorted(keyed, key=_string_bytes):
        flat += (key, keyed[key])
    return {"Names": flat}


def _string_bytes(notation: str) -> bytes:
    if notation.startswith("<"):
        return bytes.fromhex(notation[1:-1])
    return notation[1:-1].replace(r"\(", "(").replace(r"\)", ")").replace(r"\\", "\\").encode("ascii")
