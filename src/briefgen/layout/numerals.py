"""Columns of numbers: which they are, and where in a number its whole part ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.expressions import expression
from briefgen.model.walk import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIGITS = r"\d\u0660-\u0669\u06f0-\u06f9"
# A sign, a currency, the number, what it is counted in.
_NUMBER = expression(
    r"[-+\u2212\u00b1~\u2248<>\u2264\u2265(]?[ \u00a0]?"
    r"(?:[$\u20ac\u00a3\u00a5\u20bd\u20b4]|(?:US|CA|A)\$|[A-Z]{3})?[ \u00a0\u202f]?[-\u2212]?"
    rf"(?P<number>[{_DIGITS}](?:[{_DIGITS}.,'\u2019\u066b\u066c\u00a0\u202f\u2009 ]*[{_DIGITS}])?)"
    r"(?:[ \u00a0\u202f]?(?:[%\u2030\u00b0)]|\([^()]{1,12}\)|[a-z\u00b5]{1,3}|[kMGTP]?(?:W|Wh|B|t|Hz|m|g|bbl)|[A-Z]{3}))?"
)
_NOTHING = expression(r"[-\u2010-\u2015\u2212.\u2026]{1,3}|n[./]?\s?[ad]\.?|none|nil|", re.IGNORECASE)
_YEAR_OR_DATE = expression(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d(-\d\d)?")
# Languages whose decimal sign is a comma (Unicode CLDR, numbers/symbols/decimal).
_WITH_COMMA = frozenset(
    (
        "af az be bg bs ca cs da de el es et eu fi fo fr gl hr hu hy id is it ka kk lt lv mk nb nl nn no pl pt ro ru sk sl sq sr sv"
    ).split()
) | {"tr", "uk", "vi"}
# In how many cells of a column there must be a number.
_LEAST = 2
_LONGEST = 40


def is_numeric(cells: Iterable[tree.Cell]) -> bool:
    """Whether cells hold nothing but numbers and signs for none, and at least two numbers."""
    texts = [" ".join(text_in(cell).split()) for cell in cells]
    numbers = [text for text in texts if is_number(text)]
    return len(numbers) >= _LEAST and all(is_number(text) or is_nothing(text) for text in texts)


def is_plain(cell: tree.Cell) -> bool:
    """Whether a cell holds one paragraph of nothing but words, or nothing."""
    blocks = cell.children
    if len(blocks) > 1 or (blocks and not isinstance(blocks[0], tree.Paragraph)):
        return False
    return all(isinstance(inline, tree.Text) for block in blocks if isinstance(block, tree.Paragraph) for inline in block.children)


def text_in(cell: tree.Cell) -> str:
    """The words of a cell, its notes left out; blocks are parted by line ends."""
    if len(cell.children) == 1 and is_plain(cell):
        (block,) = cell.children
        inlines = block.children if isinstance(block, tree.Paragraph) else ()
        return "".join(inline.text for inline in inlines if isinstance(inline, tree.Text))
    return plain_text(cell.children)


def is_number(text: str) -> bool:
    """Whether a text is one number, maybe with a sign, a currency and a unit."""
    return len(text) <= _LONGEST and bool(_NUMBER.fullmatch(text)) and not _YEAR_OR_DATE.fullmatch(text)


def is_nothing(text: str) -> bool:
    """Whether a text is a sign for no number, such as a dash; it stands where a whole number would."""
    return bool(_NOTHING.fullmatch(text))


def whole_part(text: str, language: str) -> str:
    """A number up to its decimal sign, or to its last digit where it has none; all of a text that is no number."""
    found = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return text
    sign = "," if language.partition("-")[0].lower() in _WITH_COMMA else "."
    number = found["number"]
    ends = [at for mark in (sign, "\u066b") if (at := number.rfind(mark)) >= 0]
    return text[: found.start("number") + (max(ends) if ends else len(number))]
