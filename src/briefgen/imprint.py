"""What accompanies a document into its files: who and when, what it was made from, what it cites."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from briefgen import __version__
from briefgen.model.citation import CitationRequest
from briefgen.model.digest import digest
from briefgen.model.manifest import Attachment, Manifest, PageMap
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.model.brief import Brief
    from briefgen.model.tree import Document

_TABLES = {"csv": "text/csv", "tsv": "text/tab-separated-values"}

UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
"""The instant of a document without a date: the earliest that the members of a Word file can carry (ZIP, APPNOTE 4.4.6)."""


@dataclass(frozen=True, slots=True)
class Origins:
    """What a document was made from. ``texts`` are the Markdown files, and tables in CSV, by path beside the brief.

    ``epoch`` is ``SOURCE_DATE_EPOCH`` in seconds (https://reproducible-builds.org/specs/source-date-epoch/); ``None``: not set.
    ``attachments`` are what files carry of it, where somebody made them already, and ``written`` the digest of the texts.
    """

    brief: Brief
    texts: Mapping[str, str]
    request: CitationRequest
    epoch: int | None = None
    attachments: tuple[Attachment, ...] | None = None
    written: str = ""


def packed(origins: Origins) -> Origins:
    """The same with its attachments made and without the texts and sources they were made of, of which a long brief has many."""
    return replace(
        origins, attachments=_attachments(origins), written=texts_digest(origins), texts={}, request=CitationRequest((), (), "")
    )


def texts_digest(origins: Origins) -> str:
    """A digest of what the author wrote, and of where it stands."""
    return origins.written or digest(origins.texts)


def make_manifest(document: Document, origins: Origins, page_map: PageMap, edition: int = 0, said: str = "") -> Manifest:
    """The manifest of a finished document; ``page_map`` is empty where it was not laid out, ``edition`` 0 for a working copy.

    ``said`` is the document's digest where somebody knows it already.
    """
    return Manifest(
        id=origins.brief.id,
        instant=instant(origins.brief.published, origins.epoch),
        digest=said or document_digest(document),
        generator=f"briefgen {__version__}",
        page_map=page_map,
        attachments=_attachments(origins) if origins.attachments is None else origins.attachments,
        edition=edition,
    )


def document_digest(document: Document) -> str:
    """What a document says, in one number: its tree, its pictures and its drawings from files. Plots are in the tree."""
    pictures = {target: picture.data for target, picture in document.pictures.items()}
    drawings = {target: drawing for target, drawing in document.drawings.items() if target.lower().endswith(".svg")}
    return digest((document, pictures, drawings) if drawings else (document, pictures))


def instant(published: str, epoch: int | None) -> str:
    """The date stamped into the files, as ISO 8601 in UTC: the day it is published, else the epoch, else :data:`UNDATED`."""
    try:
        day = date.fromisoformat(published)
    except ValueError:
        return (UNDATED if epoch is None else datetime.fromtimestamp(epoch, UTC)).isoformat()
    return datetime(day.year, day.month, day.day, tzinfo=UTC).isoformat()


def _attachments(origins: Origins) -> tuple[Attachment, ...]:
    return (*_source_files(origins.texts), *_references(origins.request))


def _source_files(texts: Mapping[str, str]) -> tuple[Attachment, ...]:
    """The author's own text. A name is a path with its slashes replaced, which an attachment's name may not hold."""
    return tuple(_source_file(path, text) for path, text in texts.items())


def _source_file(path: str, text: str) -> Attachment:
    name, suffix = path.replace("/", "-"), path.rpartition(".")[2].lower()
    if suffix in _TABLES:
        return Attachment(name, _TABLES[suffix], text.encode(), "Data", f"Data of a table: {path}")
    return Attachment(name, "text/markdown", text.encode(), "Source", f"Markdown source: {path}")


def _references(request: CitationRequest) -> tuple[Attachment, ...]:
    if not request.references:
        return ()
    data = json.dumps([dict(item) for item in request.references], ensure_ascii=False, indent=1, sort_keys=True, default=str)
    media_type = "application/vnd.citationstyles.csl+json"
    return (Attachment("references.json", media_type, data.encode(), "Data", "The cited sources as CSL-JSON"),)
