"""Fields with their result already in them, so that nothing has to be updated when a file is opened.

Neither ``w:dirty`` nor ``w:updateFields`` is ever written: each makes Word ask a question.
"""

from __future__ import annotations

from briefgen.writers.docx.markup import NOTHING, Xml, element, escape, join, w


def field(instruction: str, result: Xml, properties: Xml = NOTHING) -> Xml:
    """A complex field. ``result`` is the runs shown; ``properties`` is the ``w:rPr`` of the runs that are not."""
    return join((begin(instruction, properties), result, end(properties)))


def begin(instruction: str, properties: Xml = NOTHING) -> Xml:
    """The opening of a field up to its result; :func:`end` closes it, maybe paragraphs later."""
    code = element("w:instrText", {"xml:space": "preserve"}, escape(f" {instruction} "))
    return join((_mark("begin", properties), w("r", properties, code), _mark("separate", properties)))


def end(properties: Xml = NOTHING) -> Xml:
    """The close of a field."""
    return _mark("end", properties)


def _mark(kind: str, properties: Xml) -> Xml:
    return w("r", properties, w("fldChar", fldCharType=kind))
