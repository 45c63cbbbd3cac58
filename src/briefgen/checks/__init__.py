"""What a brief must have before it is printed; one file in ``rules/`` for each rule.

A rule is a module whose name, with hyphens, is the code of its findings. Its docstring says what is wrong and why it matters,
with an example that it finds and one that it passes; the tests run both. Its function ``check(brief, document, house)`` yields
findings about a finished document. A new rule is a new file and nothing else.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol, cast

from briefgen.checks import rules
from briefgen.model.diagnostic import Diagnostic, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.model.brief import Brief
    from briefgen.model.house import House
    from briefgen.model.tree import Document


class Rule(Protocol):
    """What a rule's module offers, besides its docstring."""

    def check(self, brief: Brief, document: Document, house: House) -> Iterator[Diagnostic]:
        """What is wrong, in any order."""
        ...


def all_rules() -> Mapping[str, Rule]:
    """Every rule by the code of its findings, in alphabetical order."""
    names = sorted(module.name for module in iter_modules(rules.__path__))
    return {name.replace("_", "-"): cast("Rule", import_module(f"{rules.__name__}.{name}")) for name in names}


def run(brief: Brief, document: Document, house: House) -> tuple[Diagnostic, ...]:
    """What every rule finds in a finished document, in reading order."""
    return in_order(finding for rule in all_rules().values() for finding in rule.check(brief, document, house))
