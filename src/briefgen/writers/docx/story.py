"""What is being written, and where in it a block stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field, replace
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from briefgen.model.script import is_right_to_left
from briefgen.model.value import dataclass
from briefgen.writers.docx.ids import Numbers
from briefgen.writers.docx.markup import NOTHING, Xml, flag, join

if TYPE_CHECKING:
    from briefgen.layout.pages import CoverArt
    from briefgen.model import tree
    from briefgen.model.house import HouseStyle
    from briefgen.model.manifest import Manifest
    from briefgen.writers.docx.ids import Bookmarks
    from briefgen.writers.docx.notes import Notes
    from briefgen.writers.docx.numbering import Numbering
    from briefgen.writers.docx.package import Relations
    from briefgen.writers.docx.pictures import Pictures
    from briefgen.writers.docx.sources import Sources
    from briefgen.writers.docx.styles import StyleSheet


class Kind(Enum):
    """What the pages of a section are: the value is the number of their header and footer."""

    BODY = 1
    COVER = 2
    TURNED = 3


class Section(NamedTuple):
    """``starts`` is ``nextPage`` or ``continuous``."""

    kind: Kind = Kind.BODY
    starts: str = "nextPage"


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand. Lengths are twips.

    ``left`` is the indent that the
    place asks for, ``width`` the room from there to the right, ``bleed`` how far to the left of the text the frame begins (0
    inside a cell). ``level`` is the depth of lists. ``last_in_list``: the list that surrounds this place ends with it.
    """

    width: int
    bleed: int = 0
    left: int = 0
    level: int = 0
    language: str = ""
    last_in_list: bool = False

    def inside(self, step: int) -> Place:
        """The place one indent further in."""
        return replace(self, left=self.left + step, width=max(720, self.width - step))

    def cell(self, width: int) -> Place:
        """A table cell at this place."""
        return Place(max(360, width), language=self.language)


@dataclass(slots=True)
class Draft:
    """A document while its parts are being written.

    ``write_blocks`` is :func:`briefgen.writers.docx.blocks.blocks`, held here so that what stands inside a list, a cell or a
    note is written like everything else. ``tables`` are layout's shares of columns, ``small_tables``
    those in smaller type. ``right_to_left``: some text runs so. ``references`` is what
    bookmarks hold that links lead to; ``sources`` are those that fields cite, ``None`` where citations are text alone. ``controls``
    numbers content controls.
    ``section`` is the one being written, ``kinds`` are those that there are. ``turned_done``: it is of pages on their side, and
    ends with what comes next.
    """

    document: tree.Document
    house: HouseStyle
    manifest: Manifest
    sheet: StyleSheet
    bookmarks: Bookmarks
    numbering: Numbering
    pictures: Pictures
    notes: Notes
    art: CoverArt | None
    tables: Mapping[tree.Table, tuple[float, ...]]
    write_blocks: Callable[[Story, Place, Sequence[tree.Block]], Xml]
    right_to_left: bool = False
    small_tables: AbstractSet[tree.Table] = frozenset()
    references: Mapping[str, str] = field(default_factory=dict)
    sources: Sources | None = None
    controls: Numbers = field(default_factory=Numbers)
    section: Section = field(default_factory=Section)
    kinds: set[Kind] = field(default_factory=set)
    turned_done: bool = False

    @property
    def mirrored(self) -> bool:
        """Whether the document as a whole reads from right to left."""
        return is_right_to_left(self.document.meta.language)

    def direction(self, place: Place) -> dict[str, Xml]:
        """The paragraph property that turns a paragraph round, where its language runs otherwise than the document's."""
        turned = is_right_to_left(place.language or self.document.meta.language)
        return {} if turned == self.mirrored else {"w:bidi": flag("bidi", on=turned)}


@dataclass(slots=True)
class Story:
    """A part with running text (ECMA-376 §11.3): the body, or the notes.

    ``opening`` is markup that the next paragraph begins with: a note's number, a bookmark of the block around it; ``closing`` is
    what it ends with. ``breaks_page``: the next paragraph begins a page. ``tops_page``: it stands at the top of one by itself.
    ``ends_with_paragraph``: nothing has been written after the last paragraph.
    ``section`` is the author's section that is being written; empty: none, as on the cover.
    ``frame`` is the frame that paragraphs stand in, ``over`` the border over it. ``following`` is what comes after a block that
    may stand in the margin.
    """

    draft: Draft
    relations: Relations
    is_note: bool = False
    opening: Xml = NOTHING
    closing: Xml = NOTHING
    breaks_page: bool = False
    tops_page: bool = False
    ends_with_paragraph: bool = False
    section: str = ""
    frame: Xml = NOTHING
    over: Xml = NOTHING
    following: Sequence[tree.Block] = ()

    def take_opening(self) -> Xml:
        """The opening, once."""
        opening, self.opening = self.opening, NOTHING
        return opening

    def take_closing(self) -> Xml:
        """The closing, once."""
        closing, self.closing = self.closing, NOTHING
        return closing

    def take_break(self) -> bool:
        """Whether a page begins here, once."""
        breaks, self.breaks_page = self.breaks_page, False
        return breaks

    def take_top(self) -> bool:
        """Whether this is the top of a page, once."""
        tops, self.tops_page = self.tops_page, False
        return tops

    def anchored(self, content: Xml) -> Xml:
        """A paragraph's content, to be found again by its place in its section; see :meth:`~.ids.Bookmarks.block`."""
        return content if self.is_note else self.draft.bookmarks.block(self.section, content)

    def mark(self, identifier: str) -> None:
        """Let links to ``identifier`` lead to the next paragraph."""
        self.opening = join((self.opening, self.draft.bookmarks.point(identifier)))
