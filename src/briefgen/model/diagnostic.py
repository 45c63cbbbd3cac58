"""Findings as values: a stage returns what it made together with what it noticed."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.position import Position

T = TypeVar("T")


class Severity(StrEnum):
    """How grave a finding is. Only an error keeps a document from being written."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: what is wrong, where, and what to do.

    ``code`` is a stable kebab-case name that reads after the word "allow" (``unknown-citation``). ``position`` is ``None``
    where the finding concerns no particular line, such as a section that is missing. ``hint`` is the remedy, one sentence
    without a full stop; empty when the message already says it.
    """

    code: str
    severity: Severity
    message: str
    position: Position | None = None
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.position}: " if self.position else ""
        remedy = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.severity}[{self.code}]: {self.message}{remedy}"


def error(code: str, message: str, position: Position | None = None, hint: str = "") -> Diagnostic:
    """Make a finding that keeps the document from being written."""
    return Diagnostic(code, Severity.ERROR, message, position, hint)


def warning(code: str, message: str, position: Position | None = None, hint: str = "") -> Diagnostic:
    """Make a finding that a person should look at; ``--strict`` makes it fatal."""
    return Diagnostic(code, Severity.WARNING, message, position, hint)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A value and the findings met while making it. The value is usable even beside errors, so that one run finds them all."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether any finding keeps the document from being written."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort findings as a reader meets them: by file and line, those without a place last; each finding once."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=_reading_order))


def _reading_order(finding: Diagnostic) -> tuple[bool, str, int, int, str]:
    place = finding.position
    if place is None:
        return (True, "", 0, 0, finding.code)
    return (False, place.file, place.line, place.column, finding.code)
