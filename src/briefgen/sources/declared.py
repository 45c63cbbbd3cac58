"""Which sources of a library are watched."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefgen.model.diagnostic import Diagnostic, Outcome, error, warning
from briefgen.model.source import Source, SourceKind

if TYPE_CHECKING:
    from briefgen.model.citation import Library, Reference

_SUFFIXES = {
    ".csv": SourceKind.DATASET,
    ".tsv": SourceKind.DATASET,
    ".json": SourceKind.DATASET,
    ".pdf": SourceKind.PDF,
    ".rss": SourceKind.FEED,
    ".atom": SourceKind.FEED,
    ".xml": SourceKind.FEED,
    ".html": SourceKind.WEB,
    ".htm": SourceKind.WEB,
}


def declared(library: Library, *, folder: str = "") -> Outcome[tuple[Source, ...]]:
    """The sources of a library that refreshing looks at, in its order.

    ``folder`` is the brief's, from the workspace's root: paths are relative to it. A reference with a URL or a path is watched
    unless it says ``watch: false``; where it says ``seen_at``, that copy is looked at, since it is what was read.
    """
    sources: list[Source] = []
    found: list[Diagnostic] = []
    for reference in library.values():
        if reference.fields.get("watch") is False:
            continue
        location = _location(reference, folder)
        if location.startswith(("../", "/")):
            found.append(
                _finding(reference, f"its path {reference.fields['path']!r} leads out of the workspace", "copy the file into it")
            )
        elif location:
            found.extend(_check_filter(reference))
            sources.append(_source(reference, location))
        elif reference.fields.get("watch"):
            found.append(_finding(reference, "it is to be watched and has neither a URL nor a path", "add one, or remove watch"))
    return Outcome(tuple(sources), tuple(found))


def _location(reference: Reference, folder: str) -> str:
    path = str(reference.fields.get("path", ""))
    if path:
        return posixpath.normpath(posixpath.join(folder, path))
    url = str(reference.fields.get("seen_at") or reference.csl.get("URL") or "").strip()
    return url if url.lower().startswith(("http://", "https://")) else ""


def _source(reference: Reference, location: str) -> Source:
    fields = reference.fields
    kind = SourceKind(fields["kind"]) if "kind" in fields else _guess(location, local="path" in fields)
    rule = str(fields.get("filter", "")) if not _check_filter(reference) else ""
    return Source(reference.key, kind, location, tuple(fields.get("evidence", ())), rule, reference.position)


def _guess(location: str, *, local: bool) -> SourceKind:
    try:
        path = location if local else urlsplit(location).path
    except ValueError:
        path = ""
    suffix = posixpath.splitext(path)[1].lower()
    return _SUFFIXES.get(suffix, SourceKind.FILE if local else SourceKind.WEB)


def _check_filter(reference: Reference) -> tuple[Diagnostic, ...]:
    try:
        re.compile(str(reference.fields.get("filter", "")))
    except re.error as problem:
        return (_finding(reference, f"its filter is not a regular expression: {problem}", "every new item is told of until then"),)
    return ()


def _finding(reference: Reference, what: str, hint: str) -> Diagnostic:
    make = error if "leads out" in what else warning
    return make(
        "unwatchable-source", f"the source {reference.key!r} cannot be watched as written: {what}", reference.position, hint
    )
