"""Values of the model as JSON's values and back, for what is kept between ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.edition import Impact, Loss
from briefgen.model.position import Position
from briefgen.model.source import Source, SourceKind

if TYPE_CHECKING:
    from collections.abc import Sequence


def from_place(place: Position | None) -> list[Any] | None:
    """A place as a list."""
    return [place.file, place.line, place.column] if place else None


def to_place(kept: Sequence[Any] | None) -> Position | None:
    """A place again."""
    return Position(*kept) if kept else None


def from_source(source: Source) -> list[Any]:
    """A source as a list."""
    return [source.key, source.kind, source.location, list(source.evidence), source.filter, from_place(source.position)]


def to_source(kept: Sequence[Any]) -> Source:
    """A source again."""
    key, kind, location, evidence, wanted, place = kept
    return Source(key, SourceKind(kind), location, tuple(evidence), wanted, to_place(place))


def from_finding(finding: Diagnostic) -> list[Any]:
    """A finding as a list."""
    return [finding.code, finding.severity, finding.message, from_place(finding.position), finding.hint]


def to_finding(kept: Sequence[Any]) -> Diagnostic:
    """A finding again."""
    code, severity, message, place, hint = kept
    return Diagnostic(code, Severity(severity), message, to_place(place), hint)


def from_impact(impact: Impact) -> list[Any]:
    """An impact as a list."""
    place = from_place(impact.position)
    return [impact.brief, impact.source, impact.loss, impact.sentence, impact.span, place, list(impact.judgments)]


def to_impact(kept: Sequence[Any]) -> Impact:
    """An impact again."""
    brief, source, loss, sentence, span, place, judgments = kept
    return Impact(brief, source, Loss(loss), sentence, span, to_place(place), tuple(judgments))
