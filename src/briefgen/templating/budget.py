"""What one filling of a template may spend: steps, and characters that it makes."""

from __future__ import annotations

from briefgen.model.value import dataclass

MOST_STEPS = 50_000
"""Turns of loops and calls of macros: a second at most, where a brief needs some hundreds."""
MOST_CHARACTERS = 4_000_000
"""Made in all, those of texts put together and thrown away counted as well; half of what the reader of Markdown takes."""
LARGEST_NUMBER = 256
"""Bits."""
LONGEST_RANGE = 10_000


class TooMuch(Exception):
    """A template goes beyond its budget; the text says in what."""


@dataclass(slots=True)
class Budget:
    """What is left of it."""

    steps: int = MOST_STEPS
    characters: int = MOST_CHARACTERS

    def spend(self, characters: int = 0) -> str:
        """A step, and so many characters. Empty, so that it may stand where something is printed."""
        self.steps -= 1
        if self.steps < 0:
            raise TooMuch(f"it takes more than {MOST_STEPS:,} turns of loops and calls")
        return self.make(characters)

    def make(self, characters: int) -> str:
        """So many characters."""
        self.characters -= characters
        if self.characters < 0:
            raise TooMuch(f"it makes more than {MOST_CHARACTERS:,} characters")
        return ""
