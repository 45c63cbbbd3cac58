"""A package to begin from: a Word file that somebody else made, its parts and relationships as they are.

This is what python-docx is for here, and the only place with it: it is loaded only where a document begins from such a file.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from briefgen.model.errors import MalformedFile
from briefgen.writers.docx.package import Package, Part, Relations, Relationship

if TYPE_CHECKING:
    from docx.opc.rel import Relationships, _Relationship


def opened(data: bytes) -> Package:
    """The package of a Word file. Parts added to it replace those of their name, and relationships are numbered above its own.

    ``data`` must be a file that :mod:`briefgen.house.word` has read. Raises
    :class:`~briefgen.model.errors.MalformedFile` for one that leads to a part which is not in it, and lxml's ``XMLSyntaxError``
    for one with a torn part.
    """
    from docx.opc.package import OpcPackage

    try:
        package = OpcPackage.open(io.BytesIO(data))
    except KeyError as problem:
        message = f"the file cannot be opened: {problem.args[0].lower()}"
        raise MalformedFile(message, hint="open it in Word and save it anew") from None
    parts = {str(part.partname): Part(part.content_type, part.blob, _relations(part.rels)) for part in package.iter_parts()}
    return Package(parts, _relations(package.rels))


def _relations(rels: Relationships) -> Relations:
    return Relations({number: Relationship(rel.reltype, _target(rel), rel.is_external) for number, rel in rels.items()})


def _target(rel: _Relationship) -> str:
    return rel.target_ref if rel.is_external else str(rel.target_part.partname)
