"""Right-to-left text: where it stands, and its embedding levels (Unicode Standard Annex 9)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, TypeVar

from briefgen.model.script import is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")

_STRONG = "\u0590-\u05ff\u0600-\u065f\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
RTL = re.compile(f"[{_STRONG}]")
# A stretch runs from a right-to-left letter to the last one that only digits, marks and spaces part from it.
_STRETCH = re.compile(f"[{_STRONG}](?:[^A-Za-z\u00c0-\u02af\u0370-\u052f()\\[\\]«»“”]*[{_STRONG}])*[\u0660-\u0669\u06f0-\u06f9]*")
# The isolates of Unicode 6.3, which the legacy algorithm does not know, have no glyph and change nothing here.
_UNKNOWN = frozenset({"LRI", "RLI", "FSI", "PDI"})


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """The text in stretches, each with whether it is right-to-left; joined they are the text."""
    at = 0
    for match in _STRETCH.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match.group(), True
        at = match.end()
    if at < len(text):
        yield text[at:], False


def base_level(text: str, language: str) -> int:
    """The paragraph's own direction: the language's if it is right-to-left, else that of its first letter (rules P2 and P3),
    unless most of the letters go the other way: a sentence that begins with a foreign name stays what it is."""
    strong = len(RTL.findall(text))
    if is_right_to_left(language):
        return int(strong > 0)
    letters = [char for char in text if char.isalpha()]
    return int(bool(letters) and RTL.match(letters[0]) is not None and strong * 2 > len(letters))


def levels(text: str, base: int) -> list[int]:
    """The embedding level of each character, by rules X1 to I2 of the algorithm; odd levels read from right to left."""
    from bidi import algorithm  # type: ignore[import-untyped, unused-ignore]  # it ships no types

    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    for at, char in enumerate(text):
        kind = unicodedata.bidirectional(char) or "L"
        kind = "BN" if kind in _UNKNOWN else "WS" if kind in ("B", "S") else kind
        storage["chars"].append({"ch": char, "level": base, "type": kind, "orig": kind, "at": at})
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    found = [-1] * len(text)
    for item in storage["chars"]:
        found[item["at"]] = item["level"]
    return _with_removed(found, base)


def _with_removed(found: list[int], base: int) -> list[int]:
    """Characters that rule X9 takes out (joiners, marks of direction) go with the one before them (section 5.2)."""
    last = base
    for at, level in enumerate(found):
        last = found[at] = last if level < 0 else level
    return found


def reorder(items: Sequence[T], level: Callable[[T], int]) -> list[T]:
    """Items of one line in visual order: rule L2."""
    line = list(items)
    numbers = [level(item) for item in line]
    odd = [number for number in numbers if number % 2]
    if not odd:
        return line
    for wanted in range(max(numbers), min(odd) - 1, -1):
        at = 0
        while at < len(line):
            if numbers[at] < wanted:
                at += 1
                continue
            end = at
            while end < len(line) and numbers[end] >= wanted:
                end += 1
            line[at:end] = line[at:end][::-1]
            numbers[at:end] = numbers[at:end][::-1]
            at = end
    return line
