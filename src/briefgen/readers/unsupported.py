"""Constructs of Pandoc's Markdown that print as plain text here, so that an author who brings them learns it by line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.diagnostic import warning

if TYPE_CHECKING:
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.position import Position

_FORMS = (
    (re.compile(r"\+(?:[-=:]{2,}\+)+[ \t]*(?:\n|$)"), "grid tables", "write a pipe table"),
    (re.compile(r"\$\$"), "formulas", "set the formula as a picture with an alternative text"),
    (re.compile(r"\\begin\{\w+\*?\}"), "TeX environments", "write Markdown"),
    (re.compile(r"\{\{<[^\n]*>\}\}"), "Quarto's shortcodes", "include a file with: !include path"),
    (re.compile(r"\(@[\w-]*\)[ \t]+\S"), "numbered example lists", "write a numbered list"),
)


def in_paragraph(text: str, place: Position) -> Diagnostic | None:
    """A finding for a paragraph that begins with such a construct; ``None``: it does not."""
    for form, name, hint in _FORMS:
        if form.match(text):
            return warning("unsupported-markdown", f"{name} are not supported; this prints as text", place, hint)
    return None
