"""Links: which may be written, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.model.address import ascii_form, linkable
from briefgen.writers.pdf.notation import literal, number, text_string
from briefgen.writers.pdf.reportlab_internals import IndirectObject

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from briefgen.layout.pages import Annotation

_PRINTED = 1 << 2


def is_writable(annotation: Annotation, destinations: Container[str]) -> bool:
    """Whether a link leads to the web, to an address for mail, or to one of the document's own ``destinations``."""
    if annotation.uri is not None:
        return linkable(annotation.uri)
    return annotation.destination in destinations


class Link(IndirectObject):
    """A link annotation (ISO 32000-1 §12.5.6.5): printed, without a border, described for those who do not see it.

    ``structure_parent`` is its key in the parent tree.
    """

    def __init__(self, annotation: Annotation, structure_parent: int) -> None:
        self.structure_parent = structure_parent
        self._body = _notation(annotation, structure_parent)

    def body(self, _refer: Callable[[Any], str]) -> bytes:
        """Its dictionary, which refers to nothing."""
        return self._body


def _notation(annotation: Annotation, structure_parent: int) -> bytes:
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
