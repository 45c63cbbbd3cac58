"""When two texts say the same: the one comparison that captures, spans of evidence and quotations share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from briefgen.model.expressions import expression

_INVISIBLE = expression(
    "[\u00ad\u034f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufffe\x00-\x08\x0e-\x1f\x7f]"
)
"""Soft hyphens, joiners, marks of direction, variation selectors, controls. PDFium gives U+FFFE for a
hyphen at the end of a line."""

_UNIFIED = str.maketrans(
    dict.fromkeys("‘’‚‛′`´‹›ʼ＇", "'") | dict.fromkeys("“”„‟″«»＂〝〞", '"') | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
)
_BREAKS = str.maketrans(dict.fromkeys("\u2028\u2029\x0b\x0c\x85", "\n"))
_SPACES = expression(r"[^\S\n]+")
_LINES = expression(r"\s*\n\s*")
_AROUND_DASH = re.compile(r"\s*-[\s-]*")
_DOTS = expression(r"\.(?:\s?\.){2,}")
_ELISION = expression(r"\s*\[?\s*\.\.\.\s*\]?\s*")
_CHANGED_LETTER = expression(r"\[(\w)\](?=\w)")
_UNSPACED = 0x0E00
"""From Thai on, the blocks of Unicode hold scripts that put no space between words, so that a span may begin anywhere."""


def normalise(text: str) -> str:
    """A text as it is stored and shown: case, quotation marks and words kept, what nobody sees taken out.

    Compatibility forms are unified (NFKC), invisible characters removed, runs of white space one space, blank lines dropped:
    one line for each block of the source. An empty text stays empty.
    """
    opened = text.translate(_BREAKS)
    visible = unicodedata.normalize("NFKC", _INVISIBLE.sub("", opened.replace("\r\n", "\n").replace("\r", "\n")))
    return _LINES.sub("\n", _SPACES.sub(" ", visible)).strip()


@lru_cache(maxsize=64)
def fold(text: str) -> str:
    """A text as it is compared: :func:`normalise`, then one line, without case, with one form of each quotation mark, dash and
    ellipsis, and no space round a dash. Two texts that fold to the same string say the same."""
    plain = " ".join(normalise(text).translate(_UNIFIED).casefold().split())
    return _AROUND_DASH.sub("-", _DOTS.sub("...", plain))


def contains(text: str, span: str) -> bool:
    """Whether ``text`` holds the words of ``span``, both folded.

    An ellipsis in the span (``…``, ``...``, ``[…]``) stands for words left out: its parts must follow one another; a letter in
    brackets (``[t]he``) is one whose case the author changed. A span begins
    and ends where words do, so that "46 drones" is not in "146 drones". Quotation marks and full stops at its ends count for
    nothing; a span without a word is in every text.
    """
    folded, start = fold(text), 0
    for part in _ELISION.split(fold(_CHANGED_LETTER.sub(r"\1", span))):
        words = part.strip(" \"'.,;:!?-")
        if not words:
            continue
        start = _find(folded, words, start)
        if start < 0:
            return False
        start += len(words)
    return True


def _find(text: str, words: str, start: int) -> int:
    while (start := text.find(words, start)) >= 0:
        end = start + len(words)
        if not (_joined(text, start) or _joined(text, end)):
            return start
        start += 1
    return -1


def _joined(text: str, place: int) -> bool:
    """Whether one word runs across a place."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    return before.isalnum() and after.isalnum() and max(ord(before), ord(after)) < _UNSPACED
