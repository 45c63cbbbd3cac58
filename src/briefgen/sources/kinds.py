"""Which module reads which kind of source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from briefgen.model.fetching import Fetched
from briefgen.model.source import SourceKind
from briefgen.model.value import dataclass
from briefgen.sources.extraction import Extraction

Extract = Callable[[Fetched], Extraction]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of source: the module that reads it, loaded when the first one is read.

    ``shrinks``: less text than before is an ordinary change, not a page that failed.
    """

    module: str
    shrinks: bool = False

    def extract(self, fetched: Fetched) -> Extraction:
        """The text in what was fetched. Raises :class:`~briefgen.sources.extraction.Unreadable`."""
        read: Extract = import_module(f"briefgen.sources.{self.module}").extract
        return read(fetched)


SOURCE_KINDS: Mapping[SourceKind, Kind] = MappingProxyType(
    {
        SourceKind.WEB: Kind("web"),
        SourceKind.FEED: Kind("feed", shrinks=True),
        SourceKind.PDF: Kind("pdf"),
        SourceKind.FILE: Kind("textfile", shrinks=True),
        SourceKind.DATASET: Kind("dataset", shrinks=True),
    }
)
"""Every kind by its name."""


def kind_of(declared: SourceKind, fetched: Fetched) -> SourceKind:
    """How to read what came: as declared, unless what was declared a page is plainly something else."""
    if declared is not SourceKind.WEB:
        return declared
    if fetched.media_type == "application/pdf" or fetched.body.startswith(b"%PDF-"):
        return SourceKind.PDF
    if fetched.media_type.endswith(("/json", "+json", "/csv")):
        return SourceKind.DATASET
    if fetched.media_type in ("text/plain", "text/markdown"):
        return SourceKind.FILE
    return SourceKind.WEB


def whole_text(declared: SourceKind, fetched: Fetched) -> str:
    """All the text in what was fetched, of a page also what stands round its main text. Raises ``Unreadable``."""
    kind = kind_of(declared, fetched)
    if kind is SourceKind.WEB:
        from briefgen.sources import web

        return web.whole(fetched)
    return SOURCE_KINDS[kind].extract(fetched).text
