"""The document tree: what a brief says, and nothing about how it looks.

Readers make it, :mod:`briefgen.compose` and :mod:`briefgen.citations` map it to itself, layout and writers consume it.
Nodes are frozen and compare by meaning: ``position`` takes no part in equality. A ``match`` over :data:`Block` or
:data:`Inline` ends in ``assert_never``, so that a new node makes mypy name every place that must handle it.

Import the module and say ``tree.Paragraph``: three libraries in this house have a ``Paragraph`` of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from briefgen.model.citation import CiteItem, CiteMode
from briefgen.model.drawing import Drawing
from briefgen.model.plot import Plot
from briefgen.model.position import Position
from briefgen.model.role import Role
from briefgen.model.running import Running
from briefgen.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Attributes:
    """Pandoc's ``{#identifier .class key=value}``. An empty identifier means none was given."""

    identifier: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, key: str, default: str = "") -> str:
        """The last value given for ``key``."""
        return dict(self.pairs).get(key, default)

    def says(self, flag: str) -> bool:
        """Whether a flag is set, as a class or as ``flag=true``; ``flag=false`` does not set it."""
        return flag in self.classes or self.get(flag).casefold() not in {"", "false", "no"}


PLAIN = Attributes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Anything in the tree. ``position`` is ``None`` only for what a program made and no author wrote."""

    position: Position | None = field(default=None, compare=False, repr=False)


# ── inlines ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Text(Node):
    """Characters to be printed as they are; never markup, never empty."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis(Node):
    """``*text*``."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong(Node):
    """``**text**``."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strikeout(Node):
    """``~~text~~``."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Superscript(Node):
    """Raised text, as a citation style may ask for."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Subscript(Node):
    """Lowered text."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class SmallCaps(Node):
    """Small capitals, as a citation style may ask for."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code(Node):
    """A code span."""

    text: str


@dataclass(frozen=True, slots=True)
class Link(Node):
    """A link. ``target`` is an absolute URL, or ``#identifier`` for a place in this document."""

    children: tuple[Inline, ...]
    target: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Image(Node):
    """A picture in a line of text. ``alternative`` is what stands for it where it cannot be seen; empty: decorative."""

    alternative: str
    target: str
    title: str = ""
    attributes: Attributes = PLAIN


@dataclass(frozen=True, slots=True)
class Span(Node):
    """A bracketed span with attributes: ``[متن]{lang=fa}``. Classes without a meaning print as plain text."""

    children: tuple[Inline, ...]
    attributes: Attributes = PLAIN

    @property
    def language(self) -> str:
        """BCP 47 tag of the run; empty: the document's."""
        return self.attributes.get("lang")


@dataclass(frozen=True, slots=True)
class Cite(Node):
    """A citation cluster.

    ``children`` is what is printed: empty as read, filled by :func:`briefgen.citations.place`. In a note style it holds one
    :class:`Note`; in an author-date or numeric style the formatted text.
    """

    items: tuple[CiteItem, ...]
    mode: CiteMode = CiteMode.NORMAL
    children: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Note(Node):
    """A footnote or endnote, standing where its mark stands. ``number`` 0 means not numbered yet."""

    children: tuple[Block, ...]
    number: int = 0
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class SoftBreak(Node):
    """A line end in the source that prints as a space."""


@dataclass(frozen=True, slots=True)
class LineBreak(Node):
    """A forced new line."""


Inline = (
    Text
    | Emphasis
    | Strong
    | Strikeout
    | Superscript
    | Subscript
    | SmallCaps
    | Code
    | Link
    | Image
    | Span
    | Cite
    | Note
    | SoftBreak
    | LineBreak
)

# ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Paragraph(Node):
    """A paragraph; ``role`` names its job and thereby its style."""

    children: tuple[Inline, ...]
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Heading(Node):
    """A heading of level 1 to 6. ``identifier`` is the link target; ``number`` such as ``4.2``, empty: not numbered.

    ``label`` is what is printed before the words: the number and the space after it. Finishing fills it here and in every other
    node that has one, so that no writer makes up words, signs or spaces of its own.
    """

    level: int
    children: tuple[Inline, ...]
    identifier: str = ""
    number: str = ""
    attributes: Attributes = PLAIN
    label: str = ""


@dataclass(frozen=True, slots=True)
class Section(Node):
    """What one section file of a brief holds; ``name`` is its path without suffix, such as ``military/ukraine``."""

    name: str
    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ListItem(Node):
    """One item. ``checked`` is ``None`` except in a task list."""

    children: tuple[Block, ...]
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class BulletList(Node):
    """``tight``: no space between items."""

    items: tuple[ListItem, ...]
    tight: bool = True


@dataclass(frozen=True, slots=True)
class OrderedList(Node):
    """A numbered list that begins at ``start``; ``delimiter`` is ``.`` or ``)``."""

    items: tuple[ListItem, ...]
    start: int = 1
    delimiter: str = "."
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Definition(Node):
    """A term and its definitions, each a run of blocks."""

    term: tuple[Inline, ...]
    definitions: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class DefinitionList(Node):
    """Terms with definitions."""

    items: tuple[Definition, ...]
    tight: bool = True


@dataclass(frozen=True, slots=True)
class BlockQuote(Node):
    """A quotation. ``attribution`` is the speaker's line under it; empty: none. ``attribution_label``, such as ``— ``, is printed
    before it. A pull-quote stands in the margin column where the house has one; else it is set off from the text."""

    children: tuple[Block, ...]
    attribution: tuple[Inline, ...] = ()
    attribution_label: str = ""
    attributes: Attributes = PLAIN

    @property
    def is_pulled(self) -> bool:
        """Whether it is a pull-quote, ``::: {.quote .pull}``."""
        return self.attributes.says("pull")


@dataclass(frozen=True, slots=True)
class CodeBlock(Node):
    """Preformatted text, without its final line end."""

    text: str
    attributes: Attributes = PLAIN


class Alignment(StrEnum):
    """Of a table column."""

    DEFAULT = "default"
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell(Node):
    """A table cell. One that spans ``rows`` takes its place in those below it too, whose own cells leave that place out."""

    children: tuple[Block, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row(Node):
    """A table row."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` is the share of the table's width, 0 to 1; ``None``: from the content."""

    alignment: Alignment = Alignment.DEFAULT
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Table(Node):
    """A table. ``row_heads``: the first column names its row. ``number`` 0: no caption, or not numbered yet.

    ``label`` is printed before the caption (``Table 1. ``), ``source_label`` before the source line (``Source: ``); both end in
    their space and are empty where there is nothing to print.
    """

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    caption: tuple[Inline, ...] = ()
    source: tuple[Inline, ...] = ()
    row_heads: bool = False
    number: int = 0
    identifier: str = ""
    attributes: Attributes = PLAIN
    label: str = ""
    source_label: str = ""


@dataclass(frozen=True, slots=True)
class Figure(Node):
    """A picture on its own. ``alternative`` empty with no caption: decorative. ``number`` 0: no caption, or not yet.

    ``label`` and ``source_label`` as in :class:`Table`. ``plot`` is what is to be drawn; ``None``: a picture from a file.
    """

    target: str
    alternative: str
    caption: tuple[Inline, ...] = ()
    source: tuple[Inline, ...] = ()
    number: int = 0
    identifier: str = ""
    attributes: Attributes = PLAIN
    label: str = ""
    source_label: str = ""
    plot: Plot | None = None


class Confidence(StrEnum):
    """Analytic confidence, ICD 203 D.6.e(2)(b) and JP 2-0: never a percentage, never in the likelihood's sentence."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Judgment(Node):
    """An analytic judgment.

    As read, ``children`` is the author's text. :func:`briefgen.compose.finish` puts the likelihood's band beside its word,
    appends the confidence as a paragraph of its own (role ``CONFIDENCE``) and sets ``number``. ``likelihood`` and ``basis``
    empty, ``confidence`` ``None``: not stated. ``horizon`` is a date or a phrase as the author wrote it. ``label`` is the numeral
    that is printed beside it; empty: none.
    """

    children: tuple[Block, ...]
    likelihood: str = ""
    confidence: Confidence | None = None
    basis: str = ""
    horizon: str = ""
    number: int = 0
    identifier: str = ""
    attributes: Attributes = PLAIN
    label: str = ""

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Keys of the sources that the author names in ``rests-on="isw nyt"``: not printed, so that a changed source can be
        followed to the judgments on it. A sign ``@`` and commas are allowed."""
        words = self.attributes.get("rests-on").replace(",", " ").replace(";", " ").split()
        return tuple(dict.fromkeys(key for word in words if (key := word.removeprefix("@"))))


class CalloutKind(StrEnum):
    """The blocks with a meaning that print as a labelled box or paragraph."""

    BLUF = "bluf"
    ASSUMPTION = "assumption"
    GAP = "gap"
    INDICATOR = "indicator"
    ALTERNATIVE = "alternative"
    DISSENT = "dissent"
    CHANGE = "change"
    CALLOUT = "callout"
    NOTE = "note"
    MARGIN = "margin"


@dataclass(frozen=True, slots=True)
class Particular(Node):
    """A field of an indicator or an alternative, such as its threshold; finishing makes a column of a table of it."""

    name: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Callout(Node):
    """A block with a meaning. ``label`` is printed before it: the author's ``title=`` or, once finished, the house's.

    ``particulars`` are there only as read: finishing turns callouts that have them into rows of a table.
    """

    kind: CalloutKind
    children: tuple[Block, ...]
    label: str = ""
    identifier: str = ""
    attributes: Attributes = PLAIN
    particulars: tuple[Particular, ...] = ()

    @property
    def is_marginal(self) -> bool:
        """Whether it stands in the margin column, where the house has one; else it is set as any other callout."""
        return self.kind is CalloutKind.MARGIN or self.attributes.get("placement") == "margin"


@dataclass(frozen=True, slots=True)
class Chronology(Node):
    """Dated events, written as a definition list (date: what happened); finishing turns it into a two-column table."""

    children: tuple[Block, ...]
    attributes: Attributes = PLAIN


@dataclass(frozen=True, slots=True)
class Div(Node):
    """A fenced div without a meaning of its own; a class that names a :class:`Role` gives its paragraphs that role."""

    children: tuple[Block, ...]
    attributes: Attributes = PLAIN


@dataclass(frozen=True, slots=True)
class Panel(Node):
    """A run of judgments and the heading over them, set as one box. Made by finishing, never read."""

    children: tuple[Block, ...]


COVER_MAP, COVER_FADE = "cover-map", "cover-fade"
"""The targets of the drawing on a cover and of what its lower edge ends in."""


@dataclass(frozen=True, slots=True)
class Cover(Node):
    """The cover page's content in reading order. ``countries`` stand out on its map, where the house has one, the first most."""

    children: tuple[Block, ...]
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentsEntry(Node):
    """A line of the contents: the heading's text, its depth from 1 and where it leads; ``number`` and ``label`` are the heading's.

    ``children`` hold no notes, links, citations, pictures or line ends, so that the whole line can be one link.
    """

    children: tuple[Inline, ...]
    level: int
    identifier: str
    number: str = ""
    label: str = ""


class Listing(StrEnum):
    """What contents list."""

    HEADINGS = "contents"
    FIGURES = "figures"
    TABLES = "tables"


@dataclass(frozen=True, slots=True)
class Contents(Node):
    """A table of contents, or a list of figures or tables, whose entries are all of level 1. ``entries`` is filled by finishing;
    page numbers belong to each output and are not in the tree."""

    entries: tuple[ContentsEntry, ...] = ()
    depth: int = 2
    heading: tuple[Inline, ...] = ()
    listing: Listing = Listing.HEADINGS


@dataclass(frozen=True, slots=True)
class ReferenceEntry(Node):
    """One formatted entry of a reference list. ``label`` is a numeric style's ``[1]``; empty: none."""

    key: str
    children: tuple[Inline, ...]
    label: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceList(Node):
    """Where a reference list stands (``::: {#refs}``). ``entries`` is filled by :func:`briefgen.citations.place`."""

    entries: tuple[ReferenceEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ThematicBreak(Node):
    """``---``."""


@dataclass(frozen=True, slots=True)
class PageBreak(Node):
    """What follows begins on a new page."""


Block = (
    Paragraph
    | Heading
    | Section
    | BulletList
    | OrderedList
    | DefinitionList
    | BlockQuote
    | CodeBlock
    | Table
    | Figure
    | Judgment
    | Callout
    | Chronology
    | Div
    | Panel
    | Cover
    | Contents
    | ReferenceList
    | ThematicBreak
    | PageBreak
)

# ── the whole ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of an image. ``media_type`` is ``image/png`` or ``image/jpeg``; width and height are pixels, dpi per inch."""

    data: bytes = field(repr=False)
    media_type: str
    width: int
    height: int
    dpi: float = 96.0


class NotePlacement(StrEnum):
    """Where notes are printed: each at the foot of the page with its mark, or all of them after the last block."""

    FOOTNOTES = "footnotes"
    ENDNOTES = "endnotes"


class NoteNumbering(StrEnum):
    """Through what notes are numbered from 1: the document, or each section of level 1."""

    DOCUMENT = "document"
    SECTION = "section"


TITLE_BLOCK = "title-block"
"""The class of a div with the lines over a document without a cover, where a letterhead may say them in its own way."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What a document says about itself. Dates are ISO 8601 (``2022-10-20``) or the author's words; empty: not stated.

    ``marking`` is the handling label printed on every page (``TLP:CLEAR``); empty: none. ``running_title`` stands in the
    footer. ``language`` is a BCP 47 tag. ``notes``: as endnotes, the document's last block is a section ``notes`` with their
    heading, under which a writer prints them; there is none where the document has no notes. ``note_numbering`` says how their
    numbers, which are in the tree, were counted: Word must be told to begin anew. ``running`` are the lines at the head and foot of
    every page, where the house words them itself. ``letter`` is what the places of a letterhead are filled with, by their names.
    """

    title: str
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    organisation: str = ""
    series: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "en-US"
    published: str = ""
    information_cutoff: str = ""
    marking: str = ""
    running_title: str = ""
    status: str = ""
    notes: NotePlacement = NotePlacement.FOOTNOTES
    note_numbering: NoteNumbering = NoteNumbering.DOCUMENT
    running: Running = Running()
    letter: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that will be printed. ``pictures`` maps an image's target, as written, to its bytes; ``drawings`` maps the
    targets of pictures that are made of outlines and words (SVG files, charts, timelines, maps)."""

    meta: Meta
    blocks: tuple[Block, ...]
    pictures: Mapping[str, Picture] = field(default_factory=dict, compare=False, repr=False)
    drawings: Mapping[str, Drawing] = field(default_factory=dict, compare=False, repr=False)
