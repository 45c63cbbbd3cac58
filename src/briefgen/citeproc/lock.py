"""``citations.lock``: formatted citations by the digest of what was asked, committed beside a brief.

While the request is the same, no processor is needed and none is started: a clone builds without one, and an upgrade of the
processor changes nothing unasked. The file is JSON with a line for each cluster, so that a changed citation is a changed line.
Nobody need edit or merge it: one that does not fit is made anew.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefgen.citeproc import spelling
from briefgen.model.citation import CitationResult, FormattedCluster, FormattedEntry
from briefgen.model.diagnostic import Diagnostic, warning
from briefgen.model.digest import digest
from briefgen.model.position import Position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefgen.model.citation import CitationRequest, Cluster
    from briefgen.model.ports import CitationProcessor

VERSION = 1
"""Of the file. It rises when the same request would be answered differently by this package."""


class LockedProcessor:
    """A :class:`~briefgen.model.ports.CitationProcessor` that asks ``inner`` only for what the lock does not answer.

    ``lock_text`` is the file's text, ``None`` where there is none yet, and ``file`` its name for findings. ``read`` is
    :func:`read_lock`, or what remembers its answers. After
    :meth:`render`, the attribute ``lock_text`` is what must be written, ``None`` where nothing changed, and ``diagnostics``
    says what was wrong with the file, which is never an error: it is made anew.
    """

    def __init__(
        self,
        inner: CitationProcessor,
        lock_text: str | None,
        *,
        file: str = "citations.lock",
        read: Callable[[str], tuple[str, CitationResult]] | None = None,
    ) -> None:
        self._inner = inner
        self._held = lock_text
        self._file = file
        self._read_text = read or read_lock
        self.lock_text: str | None = None
        self.diagnostics: tuple[Diagnostic, ...] = ()

    def render(self, request: CitationRequest) -> CitationResult:
        """The locked answer where it is to this very request, else the inner processor's."""
        if not request.clusters:
            return self._inner.render(request)
        asked = request_digest(request)
        held = self._read(asked, len(request.clusters))
        if held is not None:
            return held
        result = self._inner.render(request)
        self.lock_text = write_lock(asked, result)
        return result

    def _read(self, asked: str, count: int) -> CitationResult | None:
        if self._held is None:
            return None
        try:
            found, result = self._read_text(self._held)
        except UnreadableLock as reason:
            message = f"the lock of formatted citations cannot be read: {reason}; it is made anew"
            self.diagnostics = (warning("unreadable-lock", message, Position(self._file)),)
            return None
        return result if found == asked and len(result.clusters) == count else None


class UnreadableLock(ValueError):
    """The text is torn, edited or of another version."""


def request_digest(request: CitationRequest) -> str:
    """What identifies a request: all of it but the evidence spans, which are checked and never printed."""
    return digest(replace(request, clusters=tuple(map(_without_evidence, request.clusters))))


def _without_evidence(cluster: Cluster) -> Cluster:
    return replace(cluster, items=tuple(replace(item, evidence="") for item in cluster.items))


def write_lock(asked: str, result: CitationResult) -> str:
    """The text of a lock: the same answer is the same text."""
    head = {"note-style": result.note_style, "processor": result.processor, "request": asked, "version": VERSION}
    clusters, entries = [*map(_cluster_json, result.clusters)], [*map(_entry_json, result.bibliography)]
    answers = f'"answers": {_json(_answers_digest(entries, clusters))}'
    lines = (f"{_json(name)}: {_json(value)}" for name, value in head.items())
    parts = (answers, f'"bibliography": {_listed(entries)}', f'"clusters": {_listed(clusters)}', *lines)
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _answers_digest(entries: object, clusters: object) -> str:
    """What tells an answer as it was written from one that somebody edited."""
    return hashlib.sha256(_json([entries, clusters]).encode("utf-8", "surrogatepass")).hexdigest()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _listed(lines: Iterable[object]) -> str:
    made = ",\n".join(map(_json, lines))
    return f"[\n{made}\n]" if made else "[]"


def _cluster_json(cluster: FormattedCluster) -> dict[str, Any]:
    names = {"in-text": spelling.spell(cluster.in_text)} if cluster.in_text else {}
    return names | {"text": spelling.spell(cluster.children)}


def _entry_json(entry: FormattedEntry) -> dict[str, Any]:
    label = {"label": spelling.spell(entry.label)} if entry.label else {}
    return {"key": entry.key} | label | {"text": spelling.spell(entry.children)}


def read_lock(text: str) -> tuple[str, CitationResult]:
    """The digest of the request that a lock answers, and the answer. Raises :class:`UnreadableLock`."""
    try:
        held = json.loads(text)
        if held["version"] != VERSION:
            raise UnreadableLock(f"it is of version {held['version']!r}, this is version {VERSION}")
        if held["answers"] != _answers_digest(held["bibliography"], held["clusters"]):
            raise UnreadableLock("its citations are not those that were written")
        clusters = tuple(
            FormattedCluster(spelling.read(one["text"]), spelling.read(one.get("in-text", []))) for one in held["clusters"]
        )
        entries = tuple(map(_read_entry, held["bibliography"]))
        asked, processor, note_style = held["request"], held["processor"], held["note-style"]
    except json.JSONDecodeError as failure:
        raise UnreadableLock(f"line {failure.lineno} is not JSON") from None
    except (KeyError, TypeError, AttributeError, spelling.Misspelt, RecursionError):
        raise UnreadableLock("it is not as this program writes it") from None
    if not (isinstance(asked, str) and isinstance(processor, str) and isinstance(note_style, bool)):
        raise UnreadableLock("it is not as this program writes it")
    return asked, CitationResult(clusters, entries, note_style, processor)


def _read_entry(value: dict[str, Any]) -> FormattedEntry:
    key = value["key"]
    if not isinstance(key, str):
        raise spelling.Misspelt("a key is text")
    return FormattedEntry(key, spelling.read(value["text"]), spelling.read(value.get("label", [])))
