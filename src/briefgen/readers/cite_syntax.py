"""Pandoc's citation syntax: where in a text the sources of a cluster, what stands before them and what stands after them are.

The syntax is that of Pandoc's user's guide, "Citation syntax". One thing is briefgen's own: a quotation after a comma is the
evidence span, the words of the source on which the sentence rests.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.readers.landmarks import Landmarks

_KEY = re.compile(
    r"""-?@(?:\{(?P<braced>[^{}\s]+)\}
          | (?P<plain>\w(?:\w|[:.\#$%&\-+?<>~/](?=\w))*))""",
    re.VERBOSE,
)
_SIGN = re.compile(r"""\\.|["“`<\[;{]|-?@""", re.DOTALL)
_AFTER_KEY = re.compile(r"[ \t\n]*\[(?!\^)")
_EVIDENCE = re.compile(
    r'[ \t\n]*,?[ \t\n]*(?:"(?P<straight>(?:\\.|[^"\\])+)"|“(?P<curly>[^”]+)”)(?=[ \t\n]*(?:$|[,;.]))', re.DOTALL
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_WHITE = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One source of a cluster. ``prefix`` and ``suffix`` are offsets of what surrounds the key; ``at`` is the key's own."""

    key: str
    at: int
    suppress_author: bool
    prefix: tuple[int, int]
    suffix: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster as written. ``in_text``: its first source stands in the sentence itself. ``end`` is the offset after it."""

    parts: tuple[Part, ...]
    in_text: bool = False
    end: int = 0


def _key_at(text: str, at: int, end: int) -> re.Match[str] | None:
    """The key that begins at an offset, unless what stands before it makes it something else: an address, a path."""
    if at and (text[at - 1].isalnum() or text[at - 1] == "/"):
        return None
    return _KEY.match(text, at, end)


def parts(landmarks: Landmarks, start: int, end: int) -> tuple[Part, ...] | None:
    """The sources of a bracketed cluster; ``None`` where one of its items names no source, so that it is no cluster."""
    found = []
    while True:
        part, after = _part(landmarks, start, end)
        if part is None:
            return None
        found.append(part)
        if after >= end:
            return tuple(found)
        start = after + 1


def _part(landmarks: Landmarks, start: int, end: int) -> tuple[Part | None, int]:
    """One item and the offset of the semicolon after it."""
    text, key = landmarks.text, None
    stop = end
    for at in _signs(landmarks, start, end):
        if text[at] == ";":
            stop = at
            break
        if key is None and text[at] in "@-":
            key = _key_at(text, at, end)
    if key is None:
        return None, stop
    return _make(key, (start, key.start()), (key.end(), stop)), stop


def _make(key: re.Match[str], prefix: tuple[int, int], suffix: tuple[int, int]) -> Part:
    return Part(key["braced"] or key["plain"], key.start(), key[0].startswith("-"), prefix, suffix)


def _signs(landmarks: Landmarks, start: int, end: int) -> Iterator[int]:
    """Offsets of semicolons and of signs that may begin a key, outside code, tags, brackets, braces and quotations."""
    text, at = landmarks.text, start
    while (sign := _SIGN.search(text, at, end)) is not None:
        begin, at = sign.span()
        match text[begin]:
            case "`" | "<":
                at = landmarks.shut.get(begin, at)
            case "[":
                at = landmarks.brackets.get(begin, begin) + 1
            case '"' | "“":
                close = text.find('"' if text[begin] == '"' else "”", at, end)
                at = close + 1 if close >= 0 else at
            case "{":
                at = _brace_end(text, begin, end)
            case "\\":
                pass
            case _:
                yield begin
                key = _KEY.match(text, begin, end) if text[begin] != ";" else None
                at = key.end() if key else at


def _brace_end(text: str, begin: int, end: int) -> int:
    close = text.find("}", begin, end)
    return close + 1 if close >= 0 else begin + 1


def bare(landmarks: Landmarks, start: int, end: int) -> Cluster | None:
    """A key in running text and the locator and further sources in brackets after it."""
    text = landmarks.text
    key = _key_at(text, start, end)
    if not key:
        return None
    alone = _make(key, (start, start), (key.end(), key.end()))
    in_text = not alone.suppress_author
    bracket = _AFTER_KEY.match(text, key.end(), end)
    close = landmarks.brackets.get(bracket.end() - 1) if bracket else None
    if bracket and close is not None and close < end and text[close + 1 : close + 2] not in {"(", "[", "{"}:
        further = _after_key(landmarks, key, bracket.end(), close)
        if further:
            return Cluster(further, in_text, close + 1)
    return Cluster((alone,), in_text, key.end())


def _after_key(landmarks: Landmarks, key: re.Match[str], start: int, end: int) -> tuple[Part, ...] | None:
    """The key with the bracket's first item as its suffix, and the sources in the items after that."""
    signs = list(_signs(landmarks, start, end))
    stop = next((at for at in signs if landmarks.text[at] == ";"), end)
    if any(at < stop and _key_at(landmarks.text, at, end) for at in signs):
        return None
    first = _make(key, (key.start(), key.start()), (start, stop))
    if stop == end:
        return (first,)
    rest = parts(landmarks, stop + 1, end)
    return (first, *rest) if rest else None


def take_evidence(suffix: str) -> tuple[str, tuple[str, ...]]:
    """A suffix without its evidence spans, and those spans, as the source has them."""
    spans: list[str] = []

    def take(match: re.Match[str]) -> str:
        words = match["straight"] if match["straight"] is not None else match["curly"]
        spans.append(_WHITE.sub(" ", _ESCAPE.sub(r"\1", words)).strip())
        return ""

    return _EVIDENCE.sub(take, suffix), tuple(spans)
