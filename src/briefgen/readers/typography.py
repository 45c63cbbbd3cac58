"""Typographic quotes, dashes and ellipses for the ones a keyboard has.

The rules are those of Pandoc's ``smart`` extension: ``--`` is an en dash, ``---`` an em dash, ``...`` an ellipsis; a quotation
mark opens or closes by what stands on either side of it; a single one that closes nothing is an apostrophe.
"""

from __future__ import annotations

import re
from dataclasses import field

from briefgen.model.value import dataclass

_SIGN = re.compile(r"\.{3,}|-{2,}|[\"']")
_PLAIN = {"...": "…", "--": "–", "---": "—"}
_OPENERS = frozenset("([{<«“‘„‚—–-/=|*_~^¿¡")
_DECADE = re.compile(r"'\d\d?s?\b")


@dataclass(slots=True)
class Fragment:
    """A run of characters in reading order. ``literal``: not to be changed, but seen by its neighbours."""

    text: str
    literal: bool = False


@dataclass(slots=True)
class _Quotes:
    """Quotation marks that are open at a point of the text, as places of their signs."""

    signs: list[list[str]]
    doubles: list[int] = field(default_factory=list)
    singles: list[tuple[int, int]] = field(default_factory=list)
    just_opened: bool = False

    def double(self, opens: bool, at_edge: bool) -> str:
        if opens and (not self.doubles or at_edge):
            self.doubles.append(len(self.singles))
            return "“"
        if self.doubles:
            del self.singles[self.doubles.pop() :]
        return "”"

    def single(self, place: tuple[int, int], opens: bool) -> str:
        base = self.doubles[-1] if self.doubles else 0
        if opens:
            self.singles.append(place)
        elif len(self.singles) > base:
            fragment, sign = self.singles.pop()
            self.signs[fragment][sign] = "‘"
        return "’"


def smarten(fragments: list[Fragment]) -> None:
    """Set the fragments of one paragraph, in place."""
    if not any(_SIGN.search(fragment.text) for fragment in fragments if not fragment.literal):
        return
    followers = _followers(fragments)
    pieces: list[list[str]] = [[] for _ in fragments]
    quotes = _Quotes(pieces)
    previous = ""
    for index, fragment in enumerate(fragments):
        if not fragment.literal:
            _set(fragment.text, index, previous, followers[index], pieces[index], quotes)
        previous = fragment.text[-1:] or previous
    for fragment, parts in zip(fragments, pieces, strict=True):
        if parts:
            fragment.text = "".join(parts)


def _followers(fragments: list[Fragment]) -> list[str]:
    """For each fragment the character that comes after it; empty at the end."""
    following, result = "", []
    for fragment in reversed(fragments):
        result.append(following)
        following = fragment.text[:1] or following
    result.reverse()
    return result


def _set(text: str, index: int, before: str, after: str, parts: list[str], quotes: _Quotes) -> None:
    done = 0
    for match in _SIGN.finditer(text):
        start, end = match.span()
        parts.append(text[done:start])
        done = end
        previous = text[start - 1] if start else before
        following = text[end] if end < len(text) else after
        parts.append(_sign(match, previous, following, (index, len(parts)), quotes))
    if parts:
        parts.append(text[done:])


def _sign(match: re.Match[str], previous: str, following: str, place: tuple[int, int], quotes: _Quotes) -> str:
    sign = match[0]
    if sign not in "\"'":
        return _PLAIN.get(sign, sign)
    if sign == "'" and previous.isalnum() and following.isalnum():
        return "’"
    after_quote = previous in {'"', "'"} and quotes.just_opened
    at_edge = not previous or previous.isspace() or previous in _OPENERS or after_quote
    opens = quotes.just_opened = at_edge and bool(following) and not following.isspace()
    if sign == '"':
        return quotes.double(opens, at_edge)
    decade = _DECADE.match(match.string, match.start())
    return quotes.single(place, opens and not (decade and not match.string.startswith("'", decade.end())))


def smart(text: str) -> str:
    """One string set by itself, such as an attribute's value."""
    fragment = Fragment(text)
    smarten([fragment])
    return fragment.text
