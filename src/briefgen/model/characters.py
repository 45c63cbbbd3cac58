"""Characters that a document cannot hold, so that no two rooms have their own idea of them.

XML 1.0 (fifth edition) §2.2 forbids some and discourages others; PDF/UA forbids U+FEFF and U+FFFE as text (ISO 14289-1
§7.21.7); half a surrogate pair is no character at all.
"""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"

_BREAKS = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
_MARK = "\ufeff"
_JOINER = "\u2060"
"""What U+FEFF inside a text once meant is a character of its own (Unicode Standard §23.8)."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPACES = re.compile(r"\s+")


def printable(text: str) -> str:
    """The text as documents may hold it, replaced one for one so that columns hold.

    A vertical break is a space, U+FEFF a word joiner, and each character that no document may hold U+FFFD. Tabs and line ends stay.
    """
    return _UNPRINTABLE.sub(REPLACEMENT, _BREAKS.sub(" ", text).replace(_MARK, _JOINER))


def one_line(text: str) -> str:
    """The :func:`printable` text as a property of a file holds it: on one line, without space around it."""
    return _SPACES.sub(" ", printable(text)).strip()


def find_unprintable(text: str) -> int:
    """Where the first character stands that no document may hold; -1: nowhere."""
    found = _UNPRINTABLE.search(text)
    return found.start() if found else -1
