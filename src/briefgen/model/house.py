"""A house style: the look of an organisation's documents, said once for every output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from briefgen.model.letterhead import Letterhead
from briefgen.model.measure import Colour, Length
from briefgen.model.named import NamedTuple
from briefgen.model.role import Role
from briefgen.model.tree import NoteNumbering
from briefgen.model.value import dataclass

__all__ = [
    "COLOPHON", "COVER", "DISPUTED", "ENDING", "ESTIMATIVE", "FIRST_FOOT", "FIRST_HEAD", "FRAGMENTS", "HISTORY",
    "MAIL_BODY", "MAIL_SUBJECT", "NOTICE", "RUNNING_FOOT", "RUNNING_HEAD", "TITLE", "Align", "BoxStyle", "Colour",
    "CoverStyle", "FigureStyle", "FontFamily", "House", "HouseStyle", "Length", "Letterhead", "MarkingStyle", "Ornament",
    "Page", "SettingMode", "Slant", "TableStyle", "TextStyle",
]  # fmt: skip

COVER, TITLE = "cover.md.j2", "title.md.j2"
"""Fragments printed before the sections, one or the other."""
NOTICE, ESTIMATIVE, COLOPHON = "notice.md.j2", "estimative.md.j2", "colophon.md.j2"
HISTORY = "history.md.j2"
"""What the editions before this one said was new; printed before the colophon where there were any."""
ENDING = (NOTICE, ESTIMATIVE, HISTORY, COLOPHON)
"""Fragments printed after the sections, in this order."""
RUNNING_HEAD, RUNNING_FOOT = "running-head.txt.j2", "running-foot.txt.j2"
"""What stands at the head and foot of every page; without them the series, the section and the page's number."""
FIRST_HEAD, FIRST_FOOT = "first-head.txt.j2", "first-foot.txt.j2"
"""What stands there on the first page after the cover; without them what stands on the others."""
MAIL_SUBJECT, MAIL_BODY = "mail/subject.txt.j2", "mail/body.md.j2"
"""Fragments of the mail that brings an edition to its readers."""
FRAGMENTS = (COVER, TITLE, *ENDING, RUNNING_HEAD, RUNNING_FOOT, FIRST_HEAD, FIRST_FOOT, MAIL_SUBJECT, MAIL_BODY)
"""Every fragment a house may have: in printing order, then the running lines and those of mail."""


class SettingMode(StrEnum):
    """How paragraphs are set: as finely as can be, or with the line breaks that Word would make of the same text."""

    FINE = "fine"
    MATCH_WORD = "match-word"


class Align(StrEnum):
    """How lines fill their measure."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "center"
    JUSTIFY = "justify"


class Slant(NamedTuple):
    """Which of a family's four faces."""

    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class FontFamily:
    """Four faces under one name. A face is a key of :attr:`HouseStyle.font_files`; ``None`` falls back to regular.

    ``name`` is the family name that Word knows, as in the font's name table (ID 1). ``stand_in``: the files are another font's,
    so that they are printed with and never put into a Word file under this name.
    """

    name: str
    regular: str
    italic: str | None = None
    bold: str | None = None
    bold_italic: str | None = None
    stand_in: bool = False

    def face(self, slant: Slant = Slant()) -> str:
        """The face for a slant, or the nearest there is."""
        wanted = {
            Slant(False, False): self.regular,
            Slant(False, True): self.italic,
            Slant(True, False): self.bold,
            Slant(True, True): self.bold_italic or self.bold,
        }[slant]
        return wanted or self.regular


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a role is set.

    ``family`` is a key of :attr:`HouseStyle.families`. ``leading`` is the distance of baselines. ``tracking`` is extra space
    after every character. ``uppercase`` changes only what is shown, never the text underneath. ``features`` are OpenType
    tags (``onum``, ``smcp``). ``hyphenate`` needs a dictionary of the run's language. ``keep_with_next`` binds a paragraph to
    the following one. ``indent_first`` may be negative: a hanging indent.
    """

    family: str
    size: Length
    leading: Length
    colour: Colour
    bold: bool = False
    italic: bool = False
    align: Align = Align.LEFT
    space_before: Length = Length(0)
    space_after: Length = Length(0)
    indent_left: Length = Length(0)
    indent_right: Length = Length(0)
    indent_first: Length = Length(0)
    tracking: Length = Length(0)
    uppercase: bool = False
    features: tuple[str, ...] = ()
    hyphenate: bool = False
    keep_with_next: bool = False
    background: Colour | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Page geometry. Running text fills the measure between ``text_left`` and the right margin; tables, figures, panels and
    furniture fill the frame between the left and right margins, so ``text_left`` minus ``margin_left`` is the margin column.
    ``marking_top`` and ``marking_bottom`` are the distances of the marking's box from the page's edges, ``header_at`` and
    ``footer_at`` those of the running lines' baselines."""

    width: Length
    height: Length
    margin_left: Length
    margin_right: Length
    margin_top: Length
    margin_bottom: Length
    text_left: Length
    header_at: Length
    footer_at: Length
    marking_top: Length
    marking_bottom: Length


@dataclass(frozen=True, slots=True)
class TableStyle:
    """Colours, rules and paddings of tables. ``band`` shades every second body row; ``None``: no bands."""

    head_background: Colour
    rule: Colour
    rule_width: Length
    padding_x: Length
    padding_y: Length
    band: Colour | None = None


@dataclass(frozen=True, slots=True)
class BoxStyle:
    """A box behind blocks. ``edge`` is the bar at its left; width 0: none."""

    background: Colour
    edge: Colour
    edge_width: Length
    padding_x: Length
    padding_y: Length
    space_before: Length
    space_after: Length


@dataclass(frozen=True, slots=True)
class MarkingStyle:
    """The lozenge of a handling label: its box, and the text colour of each label (``TLP:RED`` on black, FIRST TLP 2.0)."""

    background: Colour
    colours: Mapping[str, Colour]
    padding_x: Length
    height: Length


class Ornament(StrEnum):
    """What is drawn over a cover's title."""

    NONE = "none"
    GRATICULE = "graticule"
    MAP = "map"


@dataclass(frozen=True, slots=True)
class CoverStyle:
    """The cover page. ``title_at`` is the share of the page's height over the bar above the title, unless what stands below needs
    more room; ``details_width`` and ``contents_width`` are shares of the frame.

    The ornament fills what is over the bar. A map shows the countries that a brief is about, and a graticule where it names none.
    Both are centred on ``longitude`` and ``latitude`` and show ``across`` degrees of longitude there.
    The bar itself is ``bar_width`` by ``bar_height``, in the accent colour.
    """

    ornament: Ornament = Ornament.NONE
    longitude: float = 0.0
    latitude: float = 45.0
    across: float = 46.0
    title_at: float = 0.585
    details_width: float = 0.56
    contents_width: float = 0.36
    bar_width: Length = Length.from_pt(64)
    bar_height: Length = Length.from_pt(4.5)


DISPUTED = "disputed"
BOUNDARIES: Mapping[str, str] = {
    "crimea": "UA",
    "kosovo": "XK",
    "northern-cyprus": "CY",
    "siachen": DISPUTED,
    "somaliland": "SO",
    "taiwan": "TW",
    "western-sahara": DISPUTED,
}
"""The disputed areas that maps know, and whose they are shown as unless a house says otherwise: an ISO 3166 code, or hatched."""


@dataclass(frozen=True, slots=True)
class FigureStyle:
    """The colours of charts, timelines and maps.

    ``series`` are told apart by readers with any kind of colour vision, and by lightness in grey; the first is that of a single
    series, ``accent`` what is highlighted, ``quiet`` what then stands back. ``sea``, ``land``, ``border`` and ``water`` (the names
    of seas) are those of maps, ``tints`` the areas that a map shows in colour.
    """

    series: tuple[Colour, ...] = tuple(map(Colour.from_hex, ("#0B2545", "#D55E00", "#56B4E9", "#009E73", "#E69F00", "#CC79A7")))
    accent: Colour = Colour(166, 61, 47)
    quiet: Colour = Colour(176, 188, 200)
    grid: Colour = Colour(222, 227, 232)
    sea: Colour = Colour(234, 240, 243)
    land: Colour = Colour(247, 245, 239)
    border: Colour = Colour(201, 207, 214)
    water: Colour = Colour(91, 134, 150)
    tints: tuple[Colour, ...] = tuple(map(Colour.from_hex, ("#CC8B80", "#8A94C8", "#DCC884", "#B4DDBE", "#A38AA0", "#DDD8E4")))


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """Everything a writer needs to know about the look.

    ``colours`` are the named colours of ``house.toml`` (``ink``, ``navy``, ``accent``, ``rule``, ``paper`` …); ``accent``,
    ``rule`` and ``cover`` always exist. ``boxes`` are keyed ``panel`` and by callout kind; a kind without a box is set as
    a labelled paragraph. ``confidence`` gives the chip colour of each level. ``fallbacks`` are families tried in turn for a
    character the styled family lacks. ``labels`` are the words the house prints (``contents``, ``figure``, ``table`` …).
    ``footnote_rule`` is the length of the rule over notes. ``boundaries`` says for each disputed area whose it is shown as: an ISO
    3166 code, or ``disputed``. ``letterhead`` is the Word file that the look was taken from, on which Word's file is written.
    """

    name: str
    page: Page
    colours: Mapping[str, Colour]
    families: Mapping[str, FontFamily]
    fallbacks: tuple[str, ...]
    font_files: Mapping[str, bytes] = field(repr=False)
    roles: Mapping[Role, TextStyle] = field(repr=False)
    table: TableStyle
    boxes: Mapping[str, BoxStyle]
    marking: MarkingStyle
    confidence: Mapping[str, Colour]
    labels: Mapping[str, str]
    footnote_rule: Length
    list_indent: Length
    number_headings: bool = False
    embed_fonts: bool = True
    contents_depth: int = 2
    note_numbering: NoteNumbering = NoteNumbering.DOCUMENT
    cover: CoverStyle = CoverStyle()
    mode: SettingMode = SettingMode.FINE
    figures: FigureStyle = FigureStyle()
    boundaries: Mapping[str, str] = field(default_factory=dict)
    letterhead: Letterhead | None = None

    def face(self, style: TextStyle, slant: Slant = Slant()) -> str:
        """The face a style is set in, combined with a run's own slant (italic inside italic is upright)."""
        return self.families[style.family].face(Slant(style.bold or slant.bold, style.italic ^ slant.italic))


@dataclass(frozen=True, slots=True)
class House:
    """A house template as loaded: the look, its fragments (file name → Jinja source) and the name of its citation style.

    ``folders`` are the paths of its own folder and of those it extends, nearest first, among the files of all houses: where its
    citation styles are looked for.
    ``required_sections`` are checked; ``cover`` says whether a brief gets a cover page unless it says otherwise.
    ``fragment_files`` gives each fragment's file as a user would type it, for messages. ``purpose`` says in a line what the house
    is for. ``letterhead`` is the Word file it takes its look from; ``None``: none.
    """

    style: HouseStyle
    fragments: Mapping[str, str] = field(repr=False)
    citation_style: str
    folders: tuple[str, ...] = ()
    required_sections: tuple[str, ...] = ()
    cover: bool = True
    fragment_files: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    purpose: str = ""
    letterhead: Letterhead | None = None
