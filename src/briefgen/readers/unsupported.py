"""Constructs of Pandoc's Markdown that print as plain text here, so that an author who brings them learns it by line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.diagnostic import warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.position import Position
    from briefgen.readers.source import Strand

_FORMS = (
    (re.compile(r"\$\$"), "formulas", "set the formula as a picture with an alternative text"),
    (re.compile(r"\\begin\{\w+\*?\}"), "TeX environments", "write Markdown"),
    (re.compile(r"\{\{<[^\n]*>\}\}"), "Quarto's shortcodes", "include a file with: !include path"),
    (re.compile(r"\(@[\w-]*\)[ \t]+\S"), "numbered example lists", "write a numbered list"),
    (
        re.compile(r"\|?[^\n]*\|[^\n]*\n[ \t]*\|?(?=[^\n]*\|)[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*(?:\n|$)"),
        "tables whose row of hyphens has another number of cells than the head",
        "give both rows as many cells",
    ),
    (re.compile(r"\|[^\n]*\|[ \t]*\n\|"), "tables without a row of hyphens", "write |---|---| under the head"),
    (re.compile(r"\|[ \t]+\S"), "line blocks", "end each line with a backslash instead"),
)
_TABLE_RULE = re.compile(r"[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*")
_CODE = re.compile(r"(?P<ticks>`+).+?(?P=ticks)", re.DOTALL)
# Pandoc's rule for the dollar signs (tex_math_dollars), and a sign that only a formula has, so that prices pass.
_FORMULA = re.compile(r"(?<![\\$\w])\$(?=[^\s$])(?=[^$\n]*[\\^_{}])[^$\n]{1,200}(?<=\S)\$(?![\d$])")
_TEX = re.compile(r"(?<!\\)\\(?!begin\b|end\b)(?P<name>[A-Za-z]{2,})\*?(?:\[[^\]\n]*\])?\{")
_IN_MARKDOWN = {
    **dict.fromkeys(("textbf", "bfseries"), "write **bold**"),
    **dict.fromkeys(("emph", "textit"), "write *emphasis*"),
    **dict.fromkeys(("cite", "citep", "citet", "autocite", "textcite", "footcite", "parencite"), "write [@key]"),
    **dict.fromkeys(("href", "url"), "write [text](address)"),
    **dict.fromkeys(("ref", "cref", "autoref"), "write [text](#identifier)"),
    **dict.fromkeys(("section", "subsection", "chapter"), "write # Heading"),
    "footnote": "write ^[note]",
    "label": "write {#identifier}",
    "texttt": "write `code`",
}


def in_paragraph(text: str, strand: Strand) -> Iterator[Diagnostic]:
    """A finding for the construct that a paragraph begins with."""
    for form, name, hint in _FORMS:
        if form.match(text):
            yield _printed(name, strand.position(0), hint)
            return


def in_text(text: str, strand: Strand, start: int) -> Iterator[Diagnostic]:
    """A finding for each command of TeX and each formula in a text; ``start`` is where in the strand it begins."""
    if "\\" not in text and "$" not in text:
        return
    words = _CODE.sub(lambda code: " " * len(code[0]), text)
    for command in _TEX.finditer(words):
        hint = _IN_MARKDOWN.get(command["name"], "write Markdown")
        message = f"TeX is not supported; \\{command['name']} prints as text"
        yield warning("unsupported-markdown", message, strand.position(start + command.start()), hint)
    for formula in _FORMULA.finditer(words):
        yield _printed("formulas", strand.position(start + formula.start()), "set the formula in words, or as a picture")


def in_rule(line: str, place: Position) -> Iterator[Diagnostic]:
    """A finding for a rule in several pieces: in Pandoc's Markdown it parts the columns of a table."""
    if _TABLE_RULE.fullmatch(line):
        yield _printed("simple tables", place, "write a pipe table")


def _printed(name: str, place: Position, hint: str) -> Diagnostic:
    return warning("unsupported-markdown", f"{name} are not supported; this prints as text", place, hint)
