"""Links: which may be written, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.address import ascii_form, linkable
from briefgen.model.named import NamedTuple
from briefgen.writers.pdf.notation import literal, number, text_string

if TYPE_CHECKING:
    from collections.abc import Container

    from briefgen.layout.pages import Annotation

_PRINTED = 1 << 2


def is_writable(annotation: Annotation, destinations: Container[str]) -> bool:
    """Whether a link leads to the web, to an address for mail, or to one of the document's own ``destinations``."""
    if annotation.uri is not None:
        return linkable(annotation.uri)
    return annotation.destination in destinations


class Link(NamedTuple):
    """A link that was written: the number of its object, and its key in the parent tree."""

    number: int
    structure_parent: int


def link_notation(annotation: Annotation, structure_parent: int) -> bytes:
    """A link annotation (ISO 32000-1 §12.5.6.5): printed, without a border, described for those who do not see it."""
    edges = " ".join(map(number, annotation.bounds))
    said = text_string(annotation.contents or annotation.uri or annotation.destination or "")
    if annotation.uri is not None:
        leads = f"/A <</S /URI /URI {literal(ascii_form(annotation.uri))}>>"
    else:
        leads = f"/Dest {text_string(annotation.destination or '')}"
    return (
        f"<</Type /Annot /Subtype /Link /Rect [{edges}] /Border [0 0 0] /F {_PRINTED} /Contents {said} "
        f"/StructParent {structure_parent} {leads}>>"
    ).encode("ascii")
