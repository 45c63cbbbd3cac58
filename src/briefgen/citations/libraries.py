"""Which reader reads which file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from types import MappingProxyType

from briefgen.citations.entry import duplicate
from briefgen.model.citation import Library, Reference
from briefgen.model.diagnostic import Diagnostic, Outcome, error
from briefgen.model.position import Position

LibraryReader = Callable[[str, str], Outcome[Library]]
"""From the text of a library and its name to its references."""


def _csl_json(text: str, file: str) -> Outcome[Library]:
    from briefgen.citations.csl_json import read_csl_json

    return read_csl_json(text, file)


def _csl_yaml(text: str, file: str) -> Outcome[Library]:
    from briefgen.citations.csl_yaml import read_csl_yaml

    return read_csl_yaml(text, file)


def _bibtex(text: str, file: str) -> Outcome[Library]:
    from briefgen.citations.bibtex import read_bibtex

    return read_bibtex(text, file)


LIBRARY_READERS: Mapping[str, LibraryReader] = MappingProxyType(
    {".json": _csl_json, ".yaml": _csl_yaml, ".yml": _csl_yaml, ".bib": _bibtex}
)
"""The formats of libraries, by suffix; each is loaded when a library is in it."""


def read_library(text: str, *, file: str) -> Outcome[Library]:
    """Read a library in the format that the name's suffix says.

    ``file`` is the path as the user would type it; every reference and finding has a position in it. A file that cannot be
    read gives an empty library and an error; one broken entry leaves the others readable.
    """
    reader = LIBRARY_READERS.get(PurePosixPath(file).suffix.lower())
    if reader is None:
        known = ", ".join(LIBRARY_READERS)
        finding = error("malformed-file", "no library has this suffix", Position(file), f"rename it to one of {known}")
        return Outcome({}, (finding,))
    return reader(text, file)


def merge_libraries(libraries: Sequence[Library]) -> Outcome[Library]:
    """One library of several, in their order. A key that two of them declare is an error, and the first declaration counts."""
    merged: dict[str, Reference] = {}
    found: list[Diagnostic] = []
    for library in libraries:
        for key, reference in library.items():
            if key in merged:
                found.append(duplicate(reference, merged[key]))
            else:
                merged[key] = reference
    return Outcome(merged, tuple(found))
