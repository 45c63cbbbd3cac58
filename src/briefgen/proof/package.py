"""The lint of a Word file's package: what Word would repair, refuse or complain about; a validator of the schema sees half of it.

A rule is a small function that takes a :class:`~briefgen.proof.package_index.Package` and yields what is wrong. All of them run on
every build, in milliseconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.diagnostic import Diagnostic, error
from briefgen.proof import package_access, package_lists, package_looks, package_parts, package_ranges, package_tables
from briefgen.proof.package_index import Package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefgen.proof.docx_file import DocxFile

RULES: tuple[Callable[[Package], Iterator[str]], ...] = (
    *package_parts.RULES,
    *package_ranges.RULES,
    *package_lists.RULES,
    *package_tables.RULES,
    *package_access.RULES,
    *package_looks.RULES,
)
"""Every rule that a file of ours must keep whatever its author wrote."""

ADVICE = package_access.ADVICE
"""Rules that an author can break: they are told of it at its place by :mod:`briefgen.checks`, so no build fails on them."""

# Findings of one rule: a fault of the writer is made as often as there is occasion.
_MOST = 3

HINT = "a fault of briefgen's, not of the brief: please report it; --no-proof writes the files as they are"


def lint(file: DocxFile, begun_from: DocxFile | None = None) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a Word file, an error for each; empty: nothing. ``begun_from`` is the letterhead that it was
    begun from, whose maker's doings are not ours; ``None``: none. Raises
    :class:`~briefgen.proof.docx_file.DamagedDocx` for a part that cannot be read."""
    package = Package(file)
    rules = [rule for rule in RULES if begun_from is None or rule not in package_parts.OF_THE_MAKER]
    theirs = None if begun_from is None else Package(begun_from)
    return tuple(
        error("faulty-word-file", f"in the Word file {said}", None, HINT)
        for rule in rules
        for said in _first(rule(package), rule(theirs) if theirs else ())
    )


def _first(found: Iterator[str], before: Iterable[str]) -> Iterator[str]:
    """The first few findings that there were not before."""
    known: set[str] | None = None
    count = 0
    for said in found:
        known = set(before) if known is None else known
        if said in known:
            continue
        yield said
        count += 1
        if count == _MOST:
            return
