"""Links: which may be written, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.address import ascii_form, linkable
from briefgen.writers.pdf.notation import literal, text_string
from briefgen.writers.pdf.objects import Dictionary

if TYPE_CHECKING:
    from collections.abc import Container

    from briefgen.layout.pages import Annotation

_PRINTED = 1 << 2


def is_writable(annotation: Annotation, destinations: Container[str]) -> bool:
    """Whether a link leads to the web, to an address for mail, or to one of the document's own ``destinations``."""
    if annotation.uri is not None:
        return linkable(annotation.uri)
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
        entries["A"] = {"S": "/URI", "URI": literal(ascii_form(annotation.uri))}
    else:
        entries["Dest"] = text_string(annotation.destination or "")
    return Dictionary(entries)
