"""Plain text and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.wording import normalise
from briefgen.sources.extraction import Extraction, Unreadable

if TYPE_CHECKING:
    from briefgen.model.fetching import Fetched

VERSION = "1"


def extract(fetched: Fetched) -> Extraction:
    """The text as it stands. Raises :class:`Unreadable` for bytes that are no text."""
    text = decoded(fetched)
    first = next((line.lstrip("# ").strip() for line in text.splitlines() if line.strip()), "")
    return Extraction(normalise(text), first[:300], "text", VERSION)


def decoded(fetched: Fetched) -> str:
    """UTF-8, with or without a byte order mark, or what the server says it is."""
    if b"\x00" in fetched.body[:4096]:
        raise Unreadable("it is not text")
    for name in filter(None, ("utf-8-sig", fetched.charset)):
        try:
            return fetched.body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise Unreadable("it is not UTF-8; save it as UTF-8")
