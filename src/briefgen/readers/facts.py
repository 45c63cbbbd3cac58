"""A ledger of facts: values that live in one place, each with its unit, its day and its source.

A file ``facts.yaml`` is a mapping from a name to ``value``, ``unit``, ``as_of``, ``source`` and ``note``. Wherever the fact is
printed, the same number is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefgen.model.diagnostic import error
from briefgen.model.nearest import did_you_mean
from briefgen.model.value import dataclass
from briefgen.readers.yaml_values import is_date
from briefgen.templating import Ready

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.position import Position

KEYS = ("value", "unit", "as_of", "source", "note")
_CITED = re.compile(r"[\w][\w:.#$%&+?<>~/-]*(?:, [^\[\]{}@;*_`\\]+)?")
_NO_SPACE = frozenset("%°′″")
NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: ``value`` as in its file; ``unit``, ``as_of`` (ISO 8601), ``source`` (a citation key, and a locator after a comma)
    and ``note`` are empty where the file does not say."""

    value: object
    unit: str = ""
    as_of: str = ""
    source: str = ""
    note: str = ""

    def __str__(self) -> str:
        if not self.unit:
            return str(self.value)
        return f"{self.value}{'' if self.unit in _NO_SPACE else NO_BREAK_SPACE}{self.unit}"

    @property
    def cite(self) -> Ready:
        """The citation of its source, in Markdown, after a space, which the mark of a note takes away again; empty: it has none."""
        return Ready(f" [@{self.source}]" if self.source else "")


def is_ledger(path: str) -> bool:
    """Whether a file is a ledger of facts, by its name."""
    return path.rpartition("/")[2].rpartition(".")[0].split(".")[-1].casefold() == "facts"


def read_facts(values: Mapping[str, Any], place: Callable[..., Position]) -> tuple[Mapping[str, Fact], tuple[Diagnostic, ...]]:
    """The facts of a ledger's values; what is wrong is at the ``place`` of its name, or of the key in it."""
    findings = [finding for name, given in values.items() for finding in _problems(name, given, place)]
    facts = {
        name: Fact(given["value"], **{key: str(given[key]) for key in KEYS[1:] if given.get(key) is not None})
        for name, given in values.items()
        if isinstance(given, dict) and not isinstance(given.get("value"), dict | list | type(None))
    }
    return facts, tuple(findings)


def _problems(name: str, given: object, place: Callable[..., Position]) -> Iterator[Diagnostic]:
    if not isinstance(given, dict):
        yield error("bad-fact", f"the fact {name} is only a value", place(name), f"write {name}: {{value: …, as_of: …, source: …}}")
        return
    if isinstance(given.get("value"), dict | list | type(None)):
        yield error("bad-fact", f"the fact {name} has no value", place(name), "add value: …, a number or a text")
    for key, said in given.items():
        if key not in KEYS:
            hint = did_you_mean(key, KEYS) or f"a fact has {', '.join(KEYS)}"
            yield error("unknown-key", f"there is no key {key} in a fact", place(name, key), hint)
        elif key == "as_of" and not is_date(str(said)):
            hint = "write it as year-month-day, such as 2022-10-20"
            yield error("bad-value", f"{name}.as_of: {str(said)!r} is not a date", place(name, key), hint)
        elif key == "source" and not _CITED.fullmatch(str(said)):
            hint = "write the key of a source and, after a comma, a locator: isw, p. 4"
            yield error("bad-value", f"{name}.source: {str(said)!r} is no citation", place(name, key), hint)
