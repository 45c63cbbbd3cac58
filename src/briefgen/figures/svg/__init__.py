"""SVG files as drawings: a small reader of our own over lxml, which says at file and line what it will not take.

A library that only turns paths into numbers would not know lines, limits, clip paths and what to refuse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.model.diagnostic import Outcome, error
from briefgen.model.position import Position

if TYPE_CHECKING:
    from briefgen.model.drawing import Drawing

MOST_BYTES = 8_000_000


def read_svg(data: bytes, file: str, position: Position | None = None) -> Outcome[Drawing | None]:
    """The drawing in the bytes of an SVG file; ``None``, and an error, for one that is refused or cannot be read.

    ``file`` is its path for findings, ``position`` where it is shown. Nothing is fetched, no entity is expanded, nothing runs.
    """
    from lxml import etree

    from briefgen.figures.svg.reader import NAMESPACE, SvgReader

    if len(data) > MOST_BYTES:
        return _refused("svg-too-large", f"{file} has {len(data):,} bytes; up to {MOST_BYTES:,} are read", position)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as trouble:
        place = Position(file, *(max(1, part) for part in trouble.position)) if trouble.position else position
        return _refused("svg-malformed", f"the drawing is not well-formed XML: {trouble.msg}", place)
    internal: Any = root.getroottree().docinfo.internalDTD
    if internal is not None and any(True for _ in internal.iterentities()):
        return _refused("svg-refused", "the drawing declares entities", Position(file))
    if root.tag not in {f"{NAMESPACE}svg", "svg"}:
        return _refused("svg-malformed", f"{file} is XML, but no SVG: it begins with <{root.tag}>", Position(file))
    return SvgReader(file, root).read()


def _refused(code: str, message: str, place: Position | None) -> Outcome[Drawing | None]:
    return Outcome(None, (error(code, message, place, "export the drawing anew as plain SVG"),))
