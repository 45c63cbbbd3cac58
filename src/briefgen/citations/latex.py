"""The little LaTeX that stands in a bibliography, as plain Unicode."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]  # it ships no types

_NEEDS_DECODING = re.compile(r"[\\{}$~]|--|``|''")
_BLANKS = re.compile(r"\s+")
_URL_COMMAND = re.compile(r"\\url\s*\{(?P<url>.*)\}")
_ESCAPED = re.compile(r"\\([_%&#~])")
_DEEPEST = 100


def decode(text: str) -> str:
    """Accents, symbols, dashes and quotation marks decoded, braces and line ends gone. What cannot be decoded stays as it is."""
    if _NEEDS_DECODING.search(text) and text.count("{") <= _DEEPEST:
        text = _decoder().latex_to_text(text)
    return _BLANKS.sub(" ", text).strip()


def address(text: str) -> str:
    r"""A URL: ``\url{…}`` and escapes taken off, nothing else touched, since ``~`` and ``%`` mean themselves here."""
    found = _URL_COMMAND.fullmatch(text.strip())
    return _ESCAPED.sub(r"\1", found["url"] if found else text.strip())


@cache
def _decoder() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="text", keep_comments=True)
