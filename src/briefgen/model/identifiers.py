"""Identifiers of places in a document: how words become one, and how no two are alike."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import field

from briefgen.model.value import dataclass

_NOT_IN_SLUG = re.compile(r"[^\w\s.-]")
_SPACES = re.compile(r"\s+")


def slug(words: str) -> str:
    """Pandoc's ``auto_identifiers``: lower case, no punctuation but ``_-.``, hyphens for spaces, a letter first.

    ``section`` for words without a letter.
    """
    kept = _SPACES.sub("-", _NOT_IN_SLUG.sub("", unicodedata.normalize("NFC", words)).strip().lower())
    start = next((index for index, character in enumerate(kept) if character.isalpha()), len(kept))
    return kept[start:] or "section"


@dataclass(slots=True)
class Identifiers:
    """The identifiers that are taken, and how many times each was wanted again, so that making many of them takes linear time."""

    taken: set[str] = field(default_factory=set)
    again: dict[str, int] = field(default_factory=dict)

    def take(self, wanted: str) -> str:
        """``wanted`` itself where it is free, else with Pandoc's first free number: ``scope``, ``scope-1``, ``scope-2``."""
        free, number = wanted, self.again.get(wanted, 0)
        while free in self.taken:
            number += 1
            free = f"{wanted}-{number}"
        self.again[wanted] = number
        self.taken.add(free)
        return free
