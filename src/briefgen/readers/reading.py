"""What one reading of a text and of the files it includes has in common."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.model.diagnostic import error
from briefgen.model.identifiers import Identifiers, slug
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.ports import Files
    from briefgen.model.position import Position
    from briefgen.readers.data_book import DataBook


@dataclass(slots=True)
class Reading:
    """Findings, identifiers and the stack of files that include one another, the outermost first."""

    files: Files | None = None
    book: DataBook | None = None
    """The data that the text is filled from; ``None``: braces are text."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)
    identifiers: dict[str, Position] = field(default_factory=dict)
    names: Identifiers = field(default_factory=Identifiers)
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
        self.names.taken.add(identifier)
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
        made = self.names.take(slug(words))
        self.identifiers[made] = position
        self.made.add(made)
        return made
