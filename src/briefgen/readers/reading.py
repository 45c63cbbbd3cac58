"""What one reading of a text and of the files it includes has in common."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.model.diagnostic import error

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.ports import Files
    from briefgen.model.position import Position

_NOT_IN_SLUG = re.compile(r"[^\w\s.-]")
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Reading:
    """Findings, identifiers and the stack of files that include one another, the outermost first."""

    files: Files | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)
    identifiers: dict[str, Position] = field(default_factory=dict)
    repeats: dict[str, int] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    """Identifiers made from the words of a heading, which yield to those an author gives: composing makes another one."""
    included: int = 0
    """Characters of the files included so far."""
    is_full: bool = False
    """Too much was included; nothing more is, and it has been said."""

    def report(self, *findings: Diagnostic) -> None:
        """Note findings."""
        self.diagnostics += findings

    def report_all(self, findings: Iterable[Diagnostic]) -> None:
        """Note findings."""
        self.diagnostics += findings

    def claim(self, identifier: str, position: Position) -> str:
        """An identifier that the author gave; one that is taken is a finding."""
        if identifier in self.made:
            self.made.discard(identifier)
            self.identifiers[identifier] = position
        elif identifier:
            earlier = self.identifiers.setdefault(identifier, position)
            if earlier is not position:
                message = f"the identifier {identifier} is already that of {earlier}"
                self.report(error("duplicate-identifier", message, position, "give one of the two another name"))
        return identifier

    def name(self, words: str, position: Position) -> str:
        """An identifier for a heading without one, made from its words as Pandoc does; a number makes it unique."""
        slug = slugify(words)
        candidate, number = slug, self.repeats.get(slug, 0)
        while candidate in self.identifiers:
            number += 1
            candidate = f"{slug}-{number}"
        self.repeats[slug] = number
        self.identifiers[candidate] = position
        self.made.add(candidate)
        return candidate


def slugify(words: str) -> str:
    """Pandoc's ``auto_identifiers``: lower case, no punctuation but ``_-.``, hyphens for spaces, a letter first."""
    kept = _SPACES.sub("-", _NOT_IN_SLUG.sub("", unicodedata.normalize("NFC", words)).strip().lower())
    start = next((index for index, character in enumerate(kept) if character.isalpha()), len(kept))
    return kept[start:] or "section"
