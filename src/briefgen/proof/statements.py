"""What a document says as a flat list of statements, in which the tree and every file made from it can be compared.

A paragraph is one statement, the links and pictures in it follow it, and a note's mark stands in its text as ``[3]``. Notes come
after everything else, each with a statement of its number before what it says. Nothing of a document's look is in it, and
neither are page numbers: those belong to each file.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import field
from enum import StrEnum

from briefgen.model.named import NamedTuple
from briefgen.model.value import dataclass


class Kind(StrEnum):
    """What a statement is.

    Text and detail of each:

    ==========  ===========================  ===============================
    kind        text                         detail
    ==========  ===========================  ===============================
    heading     its words                    level, from 1
    paragraph   its words
    code        its words
    item                                     label and depth, ``3. at 2``
    table                                    rows and columns, ``4 × 3``
    cell                                     row, column, head and span
    link        the words that lead          where to
    figure      what stands for it
    note                                     its number
    ==========  ===========================  ===============================
    """

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CODE = "code"
    ITEM = "item"
    TABLE = "table"
    CELL = "cell"
    LINK = "link"
    FIGURE = "figure"
    NOTE = "note"


class Statement(NamedTuple):
    """One thing that a document says."""

    kind: Kind
    text: str
    detail: str = ""

    def __str__(self) -> str:
        words = f" ‘{self.text if len(self.text) <= 60 else self.text[:59] + '…'}’" if self.text else ""
        return f"{self.kind}{f' ({self.detail})' if self.detail else ''}{words}"


@dataclass(slots=True)
class Says:
    """What a file says.

    ``pages`` holds for each page, or each section and kind of page, what it is called and what stands in its head and foot.
    ``places`` says which statement every name that a link may lead to stands before. ``faults`` is what contradicts itself in
    the file, such as a note's mark that leads to another note.
    """

    body: list[Statement] = field(default_factory=list)
    notes: list[list[Statement]] = field(default_factory=list)
    pages: list[Running] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def all(self) -> list[Statement]:
        """Every statement: the text, then the notes."""
        return [*self.body, *(statement for note in self.notes for statement in note)]


class Running(NamedTuple):
    """What runs along the edges of a page, and what the page is called."""

    where: str
    head: str
    foot: str


def cell_statement(row: int, column: int, head: str, columns: int = 1, rows: int = 1) -> Statement:
    """A cell: where it stands, what it heads (``row``, ``column``; empty: nothing), and the columns and rows it takes."""
    detail = f"row {row}, column {column}"
    detail += f", head of its {head}" if head else ""
    detail += f", {columns} columns wide" if columns > 1 else ""
    return Statement(Kind.CELL, "", f"{detail}, {rows} rows high" if rows > 1 else detail)


# ── the table of normalisations ──────────────────────────────────────────────────────────────────────────────────────

_UNSEEN = re.compile("[\u00ad\u200b\ufeff\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069]")
"""Characters that nobody sees or hears: a hyphen that only a line's end shows, a place where a line may end, and marks of
direction, which Word and PDF state in ways of their own."""

BULLET = "•"
"""What every mark of an unnumbered list counts as: which mark stands at which depth is a matter of the house."""


def words(text: str) -> str:
    """Text as it is compared: white space of any kind and length is one space, a line's end too; what nobody sees is left out."""
    return " ".join((text if text.isascii() else _UNSEEN.sub("", text)).split())


def code(text: str) -> str:
    """Code as it is compared: as any text, for a PDF knows neither its lines from those that it had to break nor its indents.

    Of code with words in a right-to-left script only the characters count: a PDF has such words apart, without a line's end.
    """
    said = words(text)
    return said.replace(" ", "") if any(unicodedata.bidirectional(char) in {"R", "AL"} for char in said) else said


def mark(number: str) -> str:
    """A note's mark in the text."""
    return f"[{number}]"


def label(text: str) -> str:
    """An item's label as it is compared."""
    said = words(text)
    return BULLET if len(said) == 1 and not said.isalnum() and said not in "☐☑" else said
