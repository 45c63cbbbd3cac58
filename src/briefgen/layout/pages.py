"""What layout hands to a painter: pages of positioned glyphs, rules and pictures, and the logical structure they belong to.

Units are points of 1/72 inch; the origin is the page's lower left corner, y grows upwards, as in PDF. Structure types are
those of ISO 32000-1 §14.8.4, so that a painter copies them as they are.

Reading order is the order of :attr:`Element.children`, fixed before anything is placed. A painted item names the
:class:`Content` it belongs to, and a content may be painted in several pieces, on several lines and pages. An item without a
content is decoration (an artifact).
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from briefgen.model.drawing import Drawing, Label
    from briefgen.model.glyph import Glyph
    from briefgen.model.house import Colour
    from briefgen.model.manifest import PageMap
    from briefgen.model.tree import Table


@dataclass(slots=True, eq=False)
class Element:
    """A node of the logical structure (a structure element).

    ``tag`` is a standard structure type: ``Document``, ``Sect``, ``H1``, ``P``, ``L``, ``LI``, ``Lbl``, ``LBody``, ``Table``,
    ``TR``, ``TH``, ``TD``, ``Figure``, ``Caption``, ``Link``, ``Reference``, ``Note``, ``TOC``, ``TOCI``, ``BlockQuote``,
    ``Code``, ``Span`` … ``scope`` is ``Row``, ``Column`` or ``Both`` for a ``TH``; ``columns`` and ``rows`` are what a cell spans;
    ``headers`` are the heads of a cell, where their scopes do not tell; each has an identifier. ``numbering`` is a list's
    ListNumbering;
    ``identifier`` is unique where set (every ``Note`` has one). ``alternative`` and ``actual_text``: ``None`` means none.
    ``bounds`` is a figure's box (x0, y0, x1, y1) on its page.
    """

    tag: str
    children: list[Element | Content | Annotation] = field(default_factory=list)
    language: str | None = None
    alternative: str | None = None
    actual_text: str | None = None
    identifier: str | None = None
    scope: str | None = None
    headers: tuple[Element, ...] = ()
    numbering: str | None = None
    columns: int = 1
    rows: int = 1
    bounds: tuple[float, float, float, float] | None = None

    def add(self, tag: str) -> Element:
        """A new last child."""
        child = Element(tag)
        self.children.append(child)
        return child

    def content(self) -> Content:
        """A new stretch of painted content, read after all that is already there."""
        child = Content(self)
        self.children.append(child)
        return child


@dataclass(slots=True, eq=False)
class Content:
    """A stretch of painted content directly inside an element, between two of its child elements."""

    owner: Element = field(repr=False)


@dataclass(slots=True, eq=False)
class Annotation:
    """A link's active area on one page, one for each line it runs over. Exactly one of ``uri`` and ``destination`` is set.

    ``contents`` says where it leads, for those who do not see it. It is a child of its ``Link`` element.
    """

    bounds: tuple[float, float, float, float]
    contents: str
    uri: str | None = None
    destination: str | None = None


@dataclass(slots=True)
class GlyphRun:
    """Glyphs of one face, size and colour on one baseline, starting at (``x``, ``y``). ``face`` keys ``font_files``.

    Running text comes as :class:`~briefgen.layout.slugs.Slugs`, which a painter can take word by word.
    """

    face: str
    size: float
    colour: Colour
    x: float
    y: float
    glyphs: Sequence[Glyph]
    content: Content | None = None


@dataclass(slots=True)
class Rectangle:
    """A filled rectangle; always decoration."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour


@dataclass(slots=True)
class Rule:
    """A stroked line; always decoration. ``dash`` is on and off lengths; empty: solid."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    colour: Colour
    dash: tuple[float, ...] = ()


@dataclass(slots=True)
class PlacedPicture:
    """A picture in its box. ``target`` keys :attr:`Layout.drawings` or :attr:`briefgen.model.tree.Document.pictures`."""

    target: str
    x: float
    y: float
    width: float
    height: float
    content: Content | None = None


Item = GlyphRun | Rectangle | Rule | PlacedPicture


class Furniture(StrEnum):
    """What kind of artifact an undescribed item is: PDF's artifact types (ISO 32000-1 §14.8.2.2)."""

    LAYOUT = "layout"
    HEADER = "header"
    FOOTER = "footer"
    BACKGROUND = "background"


@dataclass(slots=True)
class Layer:
    """Items painted together. ``kind`` classifies those among them that have no content."""

    kind: Furniture
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """One page, its layers painted in order. ``label`` is what is printed as its number (``12``); empty: none.

    ``destinations`` maps an identifier to the height (y) a viewer scrolls to. ``late``: it shows what is only known once all pages
    are made, such as the numbers of others.
    """

    width: float
    height: float
    label: str = ""
    layers: list[Layer] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)
    destinations: dict[str, float] = field(default_factory=dict)
    late: bool = False


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: title, depth from 1, and the destination's identifier."""

    title: str
    level: int
    destination: str


@dataclass(frozen=True, slots=True)
class LetteredDrawing:
    """A drawing and its words as glyphs: the runs of each label, from the label's own place, y upwards and not yet turned."""

    drawing: Drawing
    words: Mapping[Label, tuple[GlyphRun, ...]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class CoverArt:
    """What is drawn on a cover: the bar over its title, the hairline over its foot, and the ornament's lines.

    ``picture`` is a drawing over the bar, full bleed; the lines are then for whoever cannot show it.
    """

    bar: Rectangle
    hairline: Rule
    ornament: tuple[Rule, ...] = ()
    picture: PlacedPicture | None = None


class Painter(Protocol):
    """Paints pages while others are still being made, so that a long document is never in memory as pages all at once."""

    def begin(self, fonts: Mapping[str, bytes], drawings: Mapping[str, LetteredDrawing]) -> None:
        """Be ready: ``fonts`` are all font files that pages may name, ``drawings`` are by target."""

    def paint(self, page: Page) -> None:
        """Paint what a page has so far: everything but its running lines and marking, which come once there is a last page. The
        painter may take what it has painted from the page."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A document laid out. ``root`` is the ``Document`` element.

    ``page_map``, ``tables`` and ``cover`` serve the other writers; ``tables`` holds for each table the share of its width that each
    column takes, ``cover`` is ``None`` where there is none, ``small_tables`` are set in smaller type to fit. ``drawings`` are by
    target. ``painter`` has painted the pages already, of which only what it was not given is left.
    """

    pages: tuple[Page, ...]
    root: Element
    outline: tuple[OutlineEntry, ...]
    page_map: PageMap
    fonts: Mapping[str, bytes] = field(repr=False)
    tables: Mapping[Table, tuple[float, ...]] = field(default_factory=dict, repr=False)
    cover: CoverArt | None = None
    small_tables: AbstractSet[Table] = frozenset()
    drawings: Mapping[str, LetteredDrawing] = field(default_factory=dict, repr=False)
    painter: Painter | None = field(default=None, repr=False, compare=False)
