"""What accompanies a document into its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from briefgen.model.ports import Keep, made_anew
from briefgen.model.value import dataclass


@dataclass(frozen=True, slots=True)
class PageMap:
    """Where things stand in our own layout: page label by heading identifier, and the number of pages.

    Word's own count may differ by a page; its fields carry these as cached results.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file embedded in the PDF. ``relationship`` is PDF/A-3's AFRelationship: ``Source`` or ``Data``."""

    name: str
    media_type: str
    data: bytes = field(repr=False)
    relationship: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a writer must know besides the document and the house.

    ``rasters`` are the document's drawings as PNG, by target, where the format asks for them, and ``outlines`` the same as SVG
    whose words are outlines; see :class:`briefgen.writers.Format`.

    ``instant`` is the date stamped into the files as ISO 8601 with time zone: from the brief, never from the clock, so that
    the same brief makes the same bytes. ``digest`` identifies what the document says. ``generator`` is the program's name and
    version. ``keep`` may keep what is the same in many files, such as a font made ready for Word.
    ``live_citations``: in Word, citations are fields over its own list of sources.
    """

    id: str
    instant: str
    digest: str
    generator: str
    page_map: PageMap = PageMap()
    attachments: tuple[Attachment, ...] = ()
    edition: int = 0
    rasters: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    outlines: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    live_citations: bool = False
    keep: Keep = field(default=made_anew, compare=False, repr=False)
