"""Links: which may be written, and how."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from briefgen.writers.pdf.notation import literal, text_string
from briefgen.writers.pdf.objects import Dictionary

if TYPE_CHECKING:
    from collections.abc import Container

    from briefgen.layout.pages import Annotation

# A reader's click must never start a program, open a file or run a script, whatever the text said.
_ALLOWED = re.compile(r"https?://[^/?#]|mailto:.", re.IGNORECASE)

# ISO 19005-3 §6.1.13 ends strings at 32 767 bytes; browsers end addresses far earlier.
_LONGEST_ADDRESS = 8_000

_PRINTED = 1 << 2
_URI_CHARACTERS = "!#$%&'()*+,-./:;=?@[]_~"


def is_writable(annotation: Annotation, destinations: Container[str]) -> bool:
    """Whether a link leads to the web, to an address for mail, or to one of the document's own ``destinations``."""
    if annotation.uri is not None:
        return bool(_ALLOWED.match(annotation.uri)) and len(ascii_address(annotation.uri)) <= _LONGEST_ADDRESS
    return annotation.destination in destinations


def link_object(annotation: Annotation, structure_parent: int) -> Dictionary:
    """A link annotation (ISO 32000-1 §12.5.6.5): printed, without a border, described for those who do not see it."""
    entries: dict[str, object] = {
        "Type": "/Annot",
        "Subtype": "/Link",
        "Rect": [float(edge) for edge in annotation.bounds],
        "Border": [0, 0, 0],
        "F": _PRINTED,
        "Contents": text_string(annotation.contents or annotation.uri or annotation.destination or ""),
        "StructParent": structure_parent,
    }
    if annotation.uri is not None:
        entries["A"] = {"S": "/URI", "URI": literal(ascii_address(annotation.uri))}
    else:
        entries["Dest"] = text_string(annotation.destination or "")
    return Dictionary(entries)


def ascii_address(uri: str) -> str:
    """An address in ASCII, as PDF wants it (§12.6.4.7): a foreign host in IDNA, all else percent-encoded UTF-8."""
    if uri.isascii() and uri.isprintable() and " " not in uri:
        return uri
    return quote(_with_ascii_host(uri), safe=_URI_CHARACTERS, errors="replace")


def _with_ascii_host(uri: str) -> str:
    try:
        host = urlsplit(uri).hostname
        return uri.replace(host, host.encode("idna").decode("ascii"), 1) if host and not host.isascii() else uri
    except ValueError:
        return uri
