"""What a brief must have before it is printed; one file in ``rules/`` for each rule.

A rule is a module whose name, with hyphens, is the code of its findings. Its docstring says what is wrong and why it matters,
with an example that it finds and one that it passes; the tests run both. Its function ``check(subject)`` yields findings about
a finished document. A new rule is a new file and nothing else.

A finding is an error where a release must be stopped, and a warning where a person must look. What is wrong is found in a draft
as well; what is only missing, where the brief is in review or beyond.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, cast

from briefgen.checks import rules
from briefgen.checks.subject import Subject
from briefgen.model.diagnostic import Diagnostic, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.model.brief import Brief
    from briefgen.model.citation import Library
    from briefgen.model.house import House
    from briefgen.model.tree import Document

__all__ = ["Rule", "Subject", "all_rules", "documented", "run"]

_NO_LIBRARY: Library = MappingProxyType({})


class Rule(Protocol):
    """What a rule's module offers, besides its docstring."""

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """What is wrong, in any order."""
        ...


def all_rules() -> Mapping[str, Rule]:
    """Every rule by the code of its findings, in alphabetical order."""
    names = sorted(module.name for module in iter_modules(rules.__path__))
    return {name.replace("_", "-"): cast("Rule", import_module(f"{rules.__name__}.{name}")) for name in names}


def documented() -> str:
    """The rules as a Markdown table: the code of each and what it finds."""
    first = {code: " ".join((rule.__doc__ or "").partition("\n\n")[0].split()) for code, rule in all_rules().items()}
    rows = (f"| `{code}` | {what[:1].lower()}{what[1:].rstrip('.')} |" for code, what in first.items())
    return "\n".join(("| Code | Found where |", "|---|---|", *rows)) + "\n"


def run(
    brief: Brief,
    document: Document,
    house: House,
    *,
    library: Library = _NO_LIBRARY,
    snapshots: Mapping[str, str] | None = None,
) -> tuple[Diagnostic, ...]:
    """What every rule finds in a finished document, in reading order.

    ``library`` are the brief's sources; what is said of a source is found only there. ``snapshots`` maps citation keys to the
    normalised text (:func:`briefgen.model.wording.normalise`) of the snapshot that stands: quotations and evidence are looked for
    in it. ``None``: nobody has looked for snapshots, and a source without one is no finding.
    """
    subject = Subject(brief, document, house, library, snapshots)
    return in_order(finding for rule in all_rules().values() for finding in rule.check(subject))
