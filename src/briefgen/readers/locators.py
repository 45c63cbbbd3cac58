"""Locators: ``pp. 33-35`` after a key, told apart from the words that follow.

Labels are those of CSL 1.0.2 that Pandoc's English locale knows, longest first; without a label a number is a page.
"""

from __future__ import annotations

import re

from briefgen.model.expressions import expression
from briefgen.model.value import dataclass

_TERMS = {
    "book": "book books bk. bks.",
    "chapter": "chapter chapters chap. chaps. c. cc.",
    "column": "column columns col. cols.",
    "figure": "figure figures fig. figs.",
    "folio": "folio folios fol. fols.",
    "issue": "issue issues no. nos.",
    "line": "line lines l. ll.",
    "note": "note notes n. nn.",
    "opus": "opus opera op. opp.",
    "page": "page pages p. pp.",
    "paragraph": "paragraph paragraphs para. paras. ¶ ¶¶",
    "part": "part parts pt. pts.",
    "section": "section sections sec. secs. § §§",
    "sub-verbo": "s.v. s.vv.",
    "verse": "verse verses v. vv.",
    "volume": "volume volumes vol. vols.",
}
LABELS = {word: label for label, words in _TERMS.items() for word in words.split()} | {
    "sub verbo": "sub-verbo",
    "sub verbis": "sub-verbo",
}
_LABEL = "|".join(re.escape(word) for word in sorted(LABELS, key=len, reverse=True))

# One unit of a locator: letters and digits with hyphens, dashes, colons; a full stop only between two of them.
_UNIT = r"[^\s,;.()\[\]{}<>\"'“”‘’!?&*/\\]+"
_WORD = rf"(?:{_UNIT}(?:\.{_UNIT})*|\([^()\s]*\)|\[[^\[\]\s]*\])+"
_ROMAN = r"(?=[ivxlcdm])m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_START = re.compile(r",?[ \u00a0]?")
_LABELLED = re.compile(rf"(?P<label>{_LABEL})[ \u00a0]*", re.IGNORECASE)
_FIRST = re.compile(_WORD)
_NEXT = re.compile(rf"(?P<separator>[,;]?[ \u00a0]?){_WORD}")
_IS_NUMBER = re.compile(r".*\d", re.DOTALL)
_IS_ROMAN = expression(rf"[(\[]?{_ROMAN}(?:[-–:]{_ROMAN})*[)\]]?(?:[-–][(\[]?{_ROMAN}[)\]]?)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Located:
    """A suffix taken apart; ``label`` empty: there is no locator."""

    label: str
    locator: str
    suffix: str


def split(suffix: str) -> Located:
    """The locator at the beginning of a suffix, and the rest of it."""
    start = _START.match(suffix)
    assert start is not None
    at = start.end()
    if suffix.startswith("{", at):
        return _braced(suffix, at)
    labelled = _LABELLED.match(suffix, at)
    end = _extent(suffix, labelled.end(), labelled=True) if labelled else _extent(suffix, at, labelled=False)
    if end == 0:
        return Located("", "", suffix)
    label = LABELS[labelled["label"].casefold()] if labelled else "page"
    return Located(label, suffix[labelled.end() if labelled else at : end], suffix[end:])


def _braced(suffix: str, at: int) -> Located:
    """``{pp. iv, vi-xi}``: whatever is in the braces is the locator; empty ones say that there is none."""
    close = _closing(suffix, at)
    if close < 0:
        return Located("", "", suffix)
    inside = suffix[at + 1 : close].strip()
    labelled = _LABELLED.match(inside)
    label = LABELS[labelled["label"].casefold()] if labelled else "page"
    locator = inside[labelled.end() :] if labelled else inside
    return Located(label if locator else "", locator, suffix[close + 1 :])


def _closing(text: str, at: int) -> int:
    depth = 0
    for index in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            return index
    return -1


def _extent(text: str, at: int, *, labelled: bool) -> int:
    """Where the locator that begins at an offset ends; 0: there is none."""
    first = _FIRST.match(text, at)
    if not first or not _counts(first[0], labelled):
        return 0
    end = first.end()
    while following := _NEXT.match(text, end):
        if not _counts(following[0][len(following["separator"]) :], labelled):
            break
        end = following.end()
    return end


def _counts(word: str, labelled: bool) -> bool:
    """Whether a word belongs to a locator: it has a digit, or it is a Roman numeral and the locator has a label."""
    return bool(_IS_NUMBER.match(word)) or (labelled and bool(_IS_ROMAN.fullmatch(word)))
