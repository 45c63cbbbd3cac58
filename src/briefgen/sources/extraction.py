"""What reading a source's bytes gives."""

from __future__ import annotations

from briefgen.model.source import FeedItem
from briefgen.model.value import dataclass


class Unreadable(Exception):
    """The bytes are not what the source is declared to be; the text says what they are."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """The text of a source, normalised, and who read it how.

    ``extractor`` and ``version`` say which texts may be compared: only those of one extractor and version. ``items`` are those
    of a feed. ``warnings`` are sentences for the operator.
    """

    text: str
    title: str
    extractor: str
    version: str
    warnings: tuple[str, ...] = ()
    items: tuple[FeedItem, ...] = ()
