"""Numbers from data files, which can be reckoned with and print as they are written in the file."""

from __future__ import annotations

import re
from typing import Self

_WHOLE = re.compile(r"[+-]?(0|[1-9]\d{0,17})")
_DECIMAL = re.compile(r"[+-]?\d{1,15}\.\d{1,15}")


class _Spelt:
    """A number that is made from its spelling and prints as that."""

    spelling: str

    def __new__(cls, spelling: str) -> Self:
        """From its spelling."""
        made = super().__new__(cls, spelling)  # type: ignore[call-arg]  # the number's own, which comes after this class
        made.spelling = spelling
        return made

    def __str__(self) -> str:
        return self.spelling


class WholeNumber(_Spelt, int):
    """An integer and its spelling."""


class DecimalNumber(_Spelt, float):
    """A decimal fraction and its spelling: ``0.50`` keeps its zero."""


def number_or_text(text: str) -> object:
    """A number where a text is one, else the text."""
    if _WHOLE.fullmatch(text):
        return WholeNumber(text)
    return DecimalNumber(text) if _DECIMAL.fullmatch(text) else text
