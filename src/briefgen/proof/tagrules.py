"""Rules that an element, or the document's description of itself, keeps or breaks without regard to the pages.

Clauses are of ISO 14289-1 (PDF/UA-1) unless another standard is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from briefgen.proof.objects import Object, attribute_of, called, elements_in, structure_type

_HEADING = re.compile("H([1-6])")

# Counterparts in the information dictionary and XMP (ISO 19005-1 §6.7.3, table 1).
_AGREEING = {
    "/Title": "dc:title",
    "/Author": "dc:creator",
    "/Subject": "dc:description",
    "/Keywords": "pdf:Keywords",
    "/Creator": "xmp:CreatorTool",
    "/Producer": "pdf:Producer",
}
_AGREEING_DATES = {"/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate"}


# ISO 32000-1 §14.8.4, of which an element must be one, for no file of ours maps other types to them.
_STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private H H1 H2 H3 H4 H5 H6 P L LI Lbl LBody Table "
    "TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula "
    "Form".split()
)


def types_are_known(elements: list[Object]) -> Iterator[str]:
    """§7.1."""
    unknown = dict.fromkeys(structure_type(element) for element in elements if structure_type(element) not in _STANDARD)
    yield from (f"the type {each or 'of nothing'} is none that assistive technology knows" for each in unknown)


def headings_do_not_skip(elements: list[Object]) -> Iterator[str]:
    """§7.4.2."""
    last = 0
    for element in elements:
        match = _HEADING.fullmatch(structure_type(element))
        if match:
            level = int(match[1])
            if level > last + 1:
                yield f"{called(element)} follows {f'H{last}' if last else 'no heading'}: a level is skipped"
            last = level


def figures_have_alternatives(elements: list[Object]) -> Iterator[str]:
    """§7.3."""
    for element in elements:
        if structure_type(element) == "Figure" and not str(element.get("/Alt", element.get("/ActualText", ""))).strip():
            yield f"{called(element)} has no text in its place"


def heads_have_a_scope(elements: list[Object]) -> Iterator[str]:
    """§7.5: a head cell says whether it heads its row or its column."""
    for element in elements:
        if structure_type(element) == "TH" and attribute_of(element, "/Scope") is None:
            yield f"{called(element)} does not say whether it heads a row or a column"


def rows_are_equally_long(elements: list[Object]) -> Iterator[str]:
    """§7.5: a regular table, counting the columns and rows that cells span."""
    for table in (element for element in elements if structure_type(element) == "Table"):
        rows = [row for part in (table, *elements_in(table)) for row in elements_in(part) if structure_type(row) == "TR"]
        widths = set(_row_widths(rows))
        if len(widths) > 1:
            yield f"{called(table)} has rows of {' and '.join(map(str, sorted(widths)))} columns"


def _row_widths(rows: Iterable[Object]) -> Iterator[int]:
    """How many columns each row of a table takes, those that cells of rows over it reach down into included."""
    reaching: list[tuple[int, int]] = []
    for row in rows:
        cells = [(_span(cell, "/ColSpan"), _span(cell, "/RowSpan")) for cell in elements_in(row)]
        yield sum(columns for columns, _ in (*reaching, *cells))
        reaching = [(columns, down - 1) for columns, down in (*reaching, *cells) if down > 1]


def _span(cell: Object, key: str) -> int:
    return int(attribute_of(cell, key) or 1)


ELEMENT_RULES: tuple[Callable[[list[Object]], Iterator[str]], ...] = (
    types_are_known,
    headings_do_not_skip,
    figures_have_alternatives,
    heads_have_a_scope,
    rows_are_equally_long,
)


def information_agrees(pdf: Object) -> Iterator[str]:
    """What the information dictionary says, XMP must say too."""
    if "/Metadata" not in pdf.Root:
        yield "the document has no XMP metadata"
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        stated = {key: _joined(metadata.get(name)) for key, name in _AGREEING.items()}
        dates = {key: str(metadata.get(name, "")) for key, name in _AGREEING_DATES.items()}
    yield from _dates_agree(pdf.docinfo, dates)
    for key, name in _AGREEING.items():
        value = str(pdf.docinfo.get(key, ""))
        if value != stated[key]:
            yield f"{key[1:]} is {value!r} in the information dictionary and {stated[key]!r} in XMP ({name})"


def _dates_agree(information: Object, stated: Mapping[str, str]) -> Iterator[str]:
    from pikepdf.models.metadata import decode_pdf_date

    for key, text in stated.items():
        written = str(information.get(key, ""))
        if bool(written) != bool(text) or (written and decode_pdf_date(written) != datetime.fromisoformat(text)):
            yield f"{key[1:]} is {written!r} in the information dictionary and {text!r} in XMP"


def _joined(value: object) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value or "")
