"""The galley: everything that will be printed as one strip of atoms, before it is cut into pages."""

from __future__ import annotations

from dataclasses import field
from enum import Enum, auto
from typing import TYPE_CHECKING

from briefgen.layout.pages import GlyphRun, PlacedPicture, Rectangle, Rule
from briefgen.model.named import NamedTuple
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from briefgen.layout.pages import Element, Item
    from briefgen.layout.setting import Setting
    from briefgen.model.house import BoxStyle


class Frame(NamedTuple):
    """A measure on the page: its left edge and its width in points."""

    x: float
    width: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    def inset(self, left: float, right: float = 0.0) -> Frame:
        """The frame without something at either side; never narrower than a few characters."""
        left = min(left, max(self.width - 24.0, 0.0))
        return Frame(self.x + left, max(self.width - left - right, min(self.width, 24.0)))

    def reflected(self, part: Frame) -> Frame:
        """A part of the frame where it stands seen in a mirror."""
        return Frame(self.x + self.right - part.right, part.width)


@dataclass(slots=True, eq=False)
class Box:
    """A panel behind consecutive atoms, painted anew on each page it reaches. ``turned``: its edge is at the right."""

    frame: Frame
    style: BoxStyle
    turned: bool = False

    @property
    def pad(self) -> float:
        """Room above the first and below the last atom on a page."""
        return self.style.padding_y.pt


class Target(NamedTuple):
    """Where a link leads. Exactly one of ``uri`` and ``destination`` is set; ``contents`` says it in words."""

    element: Element
    contents: str
    uri: str | None = None
    destination: str | None = None


class Area(NamedTuple):
    """A link's active area: x on the page, y from the atom's top."""

    x0: float
    y0: float
    x1: float
    y1: float
    target: Target


class AnchorKind(Enum):
    """What an identifier stands for. Only a place of the text's own is in the page map."""

    PLACE = auto()
    NOTE = auto()
    MARK = auto()
    TITLE = auto()


class Anchor(NamedTuple):
    """An identifier that can be linked to; ``y`` is from the atom's top."""

    identifier: str
    y: float = 0.0
    kind: AnchorKind = AnchorKind.PLACE


class Extent(NamedTuple):
    """The box of a figure: its element, x on the page, y from the atom's top."""

    element: Element
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True, eq=False)
class Footnote:
    """A note as lines, to be set at the foot of the page its mark stands on."""

    identifier: str
    lines: list[Atom] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class RepeatedHead:
    """A table's head as it is drawn again after a page break; ``original`` is the head itself."""

    height: float
    items: list[Item]
    original: Atom


@dataclass(slots=True, eq=False)
class Folio:
    """A page number that is known only when all pages are made: set ending at ``right`` on the baseline of ``run``."""

    identifier: str
    run: GlyphRun
    setting: Setting
    right: float


@dataclass(slots=True, eq=False)
class Atom:
    """What a page break cannot part: a line, a table row, a picture. Lengths are points.

    Positions inside are x on the page and y from the atom's top, negative downwards. ``before`` and ``after`` are the least
    space to the neighbours; the larger of two wins, and none is kept at the top of a page. ``keep``: no page ends after it.
    ``head`` is repeated when a page begins with it. ``title`` names the section it opens, for the running head. ``sinks``: at the
    end of the document it goes down to the foot of its page. ``floats`` is the number of atoms, from this one on, that may
    together stand at the top of the next page while text goes on here; 0 for what stays where it is. ``opens``: it is a heading.
    ``level`` is that of the heading, or of the one over what floats, which passes headings below it and no others. ``side`` stands
    in the margin column, from the height of this atom's top on, or below what already stands there; ``wide``: it fills the frame,
    margin column included, and so begins below what stands there.
    """

    height: float
    items: list[Item] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    extents: list[Extent] = field(default_factory=list)
    boxes: tuple[Box, ...] = ()
    head: RepeatedHead | None = None
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    new_page: bool = False
    title: str = ""
    sinks: bool = False
    floats: int = 0
    opens: bool = False
    side: list[Atom] = field(default_factory=list)
    level: int = 0
    wide: bool = False


class Placed(NamedTuple):
    """An atom and the height of its top on the page."""

    atom: Atom
    top: float


def moved(item: Item, dx: float, dy: float) -> Item:
    """Move an item in place, and return it."""
    if isinstance(item, Rule):
        item.x0, item.x1, item.y0, item.y1 = item.x0 + dx, item.x1 + dx, item.y0 + dy, item.y1 + dy
    else:
        item.x, item.y = item.x + dx, item.y + dy
    return item


def shifted(atom: Atom, dx: float) -> Atom:
    """Move all that an atom draws to the right, in place, and return it."""
    for item in atom.items:
        moved(item, dx, 0.0)
    atom.areas = [area._replace(x0=area.x0 + dx, x1=area.x1 + dx) for area in atom.areas]
    return atom


def as_decoration(item: Item) -> Item:
    """A copy that belongs to no content: an artifact."""
    if isinstance(item, GlyphRun):
        return GlyphRun(item.face, item.size, item.colour, item.x, item.y, item.glyphs)
    if isinstance(item, PlacedPicture):
        return PlacedPicture(item.target, item.x, item.y, item.width, item.height)
    if isinstance(item, Rectangle):
        return Rectangle(item.x, item.y, item.width, item.height, item.colour)
    return Rule(item.x0, item.y0, item.x1, item.y1, item.width, item.colour, item.dash)


def absorb(into: Atom, atom: Atom, down: float) -> None:
    """Let one atom carry all that another draws, ``down`` points below its own top."""
    into.items += [moved(item, 0.0, -down) for item in atom.items]
    into.areas += [area._replace(y0=area.y0 - down, y1=area.y1 - down) for area in atom.areas]
    into.anchors += [anchor._replace(y=anchor.y - down) for anchor in atom.anchors]
    into.extents += [extent._replace(y0=extent.y0 - down, y1=extent.y1 - down) for extent in atom.extents]
    into.notes += atom.notes


def stacked(atoms: list[Atom]) -> float:
    """The height of atoms set one under the other, the space before the first and after the last left out."""
    height, after = 0.0, 0.0
    for number, atom in enumerate(atoms):
        height += atom.height + (max(atom.before, after) if number else 0.0)
        after = atom.after
    return height


def spaced(atoms: list[Atom]) -> list[tuple[float, Atom]]:
    """Each atom with the distance of its top from the first one's."""
    placed, y, after = [], 0.0, 0.0
    for number, atom in enumerate(atoms):
        y += max(atom.before, after) if number else 0.0
        placed.append((y, atom))
        y += atom.height
        after = atom.after
    return placed
