"""The pager: the galley cut into pages, a few of them in hand at a time.

Pages are filled one after the other. As long as the next few are good the first of them is handed out; when one is not, those in
hand are broken anew together (see :mod:`briefgen.layout.pagesearch`). What remains of a page's height goes into its larger spaces
where that brings its foot down to the bottom of the text.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.layout.beside import Margin, placed_beside
from briefgen.layout.footnotes import FOOT_GAP, WORD_GAP, FootLine, NoteLines, line_height, note_lines
from briefgen.layout.galley import Atom, Frame, Placed
from briefgen.layout.pagebreak import PageBreaker
from briefgen.layout.pagecost import UNSEEN
from briefgen.layout.pagesearch import filled, planned
from briefgen.layout.strip import Strip, joint, padding
from briefgen.layout.way import State, Way
from briefgen.model.named import NamedTuple
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.layout.galley import RepeatedHead

__all__ = ["Column", "FootLine", "PageFill", "PlacedHead", "cut", "line_height", "note_lines"]


class PlacedHead(NamedTuple):
    """A repeated head and the height of its top."""

    head: RepeatedHead
    top: float


@dataclass(slots=True)
class PageFill:
    """What stands on one page. ``foot`` are lines of notes, in the order of their numbers."""

    atoms: list[Placed] = field(default_factory=list)
    heads: list[PlacedHead] = field(default_factory=list)
    foot: list[FootLine] = field(default_factory=list)

    @property
    def foot_top(self) -> float:
        """The height of the top of the first note; 0 if there is none."""
        return max((line.top for line in self.foot), default=0.0)

    @property
    def is_colophon(self) -> bool:
        """Whether nothing stands here but the last words of the document."""
        return bool(self.atoms) and not self.foot and all(placed.atom.sinks for placed in self.atoms)


class Column(NamedTuple):
    """Where text stands on every page: between two heights. ``feet`` are the measures of notes, beside each other; ``rigid``: no
    space is made larger or smaller to bring a page's foot down."""

    top: float
    bottom: float
    feet: tuple[Frame, ...] = (Frame(0.0, 0.0),)
    rigid: bool = False


def cut(galley: Iterable[Atom], column: Column, carried: Iterable[Atom] = ()) -> Iterator[PageFill]:
    """The pages of a galley, one after the other; at least one. ``carried`` are lines of notes that come before all others.

    No more than a few pages of the galley are fetched before the first page is handed out.
    """
    notes = NoteLines(column.feet, WORD_GAP if column.rigid else FOOT_GAP)
    notes.add(carried)
    strip = Strip(galley, notes, rigid=column.rigid)
    breaker = PageBreaker(strip, notes, column.top - column.bottom)
    empty = True
    for way, state in (filled if column.rigid else planned)(breaker, State(strip.begin(0), 0)):
        empty = False
        yield _filled(strip, notes, column, way, last=breaker.is_end(state))
        strip.release(min([state.next, *(part.start for part in state.floats)]))
        notes.release(way.notes)
    if empty:
        yield PageFill()


def _filled(strip: Strip, notes: NoteLines, column: Column, way: Way, *, last: bool) -> PageFill:
    """The atoms and notes of a page where they stand."""
    page = PageFill(foot=list(notes.placed(way.notes, column.bottom)))
    grown, shrunk = _share(strip, way)
    y, margin = column.top, Margin()
    beside = any(strip.has_beside(*part) for part in way.parts)
    for part in way.parts:
        for number in range(*part):
            atom = strip[number]
            above = page.atoms[-1].atom if page.atoms else None
            y -= padding(atom) if above is None else joint(above, atom)
            if number > part.start and (grown or shrunk):
                y -= grown * (strip.gives[number] - strip.gives[number - 1])
                y += shrunk * (strip.takes[number] - strip.takes[number - 1])
            y = column.top - margin.push(atom, column.top - y) if beside else y
            if atom.head is not None and (above is None or (above is not atom.head.original and above.head is not atom.head)):
                page.heads.append(PlacedHead(atom.head, y))
                y -= atom.head.height
            page.atoms.append(Placed(atom, y))
            y -= atom.height
    if last:
        _sink(page, column.bottom)
    if beside:
        page.atoms += list(placed_beside(page.atoms, column.top, page.foot_top + FOOT_GAP if page.foot else column.bottom))
    return page


def _share(strip: Strip, way: Way) -> tuple[float, float]:
    """By what part of what they can the spaces of a page grow, and by what part they shrink."""
    if way.space < 0.0:
        return 0.0, min(-way.space / way.takes, 1.0) if way.takes else 0.0
    ends = not way.parts or strip.is_end(way.parts[-1].end)
    if ends or not way.gives or way.space > way.gives + UNSEEN:
        return 0.0, 0.0
    return min(way.space / way.gives, 1.0), 0.0


def _sink(page: PageFill, bottom: float) -> None:
    """Bring the last words of a document, such as its colophon, down to the foot of the last page."""
    start = len(page.atoms)
    while start and page.atoms[start - 1].atom.sinks:
        start -= 1
    if start == len(page.atoms):
        return
    low = page.atoms[-1].top - page.atoms[-1].atom.height
    room = low - bottom - (page.foot_top - bottom + FOOT_GAP if page.foot else 0.0)
    page.atoms[start:] = [Placed(atom, top - max(room, 0.0)) for atom, top in page.atoms[start:]]
