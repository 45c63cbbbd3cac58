"""What the inlines of the tree say: the text of a paragraph, and after it its links and pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import field
from typing import TYPE_CHECKING, assert_never

from briefgen.model import tree
from briefgen.model.address import ascii_form, linkable
from briefgen.model.characters import printable
from briefgen.model.value import dataclass
from briefgen.proof.statements import Kind, Statement, mark, words

if TYPE_CHECKING:
    from briefgen.model.position import Position


@dataclass(frozen=True, slots=True)
class Manner:
    """How a format says things otherwise than another.

    ``titled``: the title is a heading, of level 1, and the rest are one deeper with none skipped (ISO 14289-1 §7.4.2). ``listed``:
    numbered judgments are items of a list; else their numerals are paragraphs. ``nested``: a note may stand in a note; else it
    stands in brackets. ``decorated``: pictures that say nothing are there, saying that; else they are no content. ``restarts``: the
    kinds of callout in which lists count their depth from the beginning, as in a cell. ``sorted_cover``: a cover's blocks stand in
    the order of its page. ``deepest`` is the last level of lists that has a mark of its own.
    """

    titled: bool = False
    listed: bool = False
    nested: bool = False
    decorated: bool = False
    restarts: AbstractSet[str] = frozenset()
    sorted_cover: bool = False
    deepest: int = 1000


Told = list[tuple[Statement, "Position | None"]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand: the list they are told to, the depth of lists, the position of the nearest block that has one."""

    out: Told
    depth: int = 0
    position: Position | None = None
    on_cover: bool = False
    in_note: bool = False

    def at(self, node: tree.Node) -> Place:
        """The place at a node inside it."""
        place = node.position
        return Place(self.out, self.depth, place, self.on_cover, self.in_note) if place else self

    def say(self, kind: Kind, text: str = "", detail: str = "") -> None:
        """Tell a statement."""
        self.out.append((Statement(kind, text, detail), self.position))


@dataclass(slots=True)
class Line:
    """A paragraph's text as it is gathered, and what is said after it: its links and pictures."""

    place: Place
    text: list[str] = field(default_factory=list)
    after: list[Statement] = field(default_factory=list)


class Inlines:
    """Reads inlines. ``shown`` are the pictures there are, ``known`` the identifiers that links may lead to."""

    def __init__(
        self,
        manner: Manner,
        shown: AbstractSet[str],
        known: AbstractSet[str],
        name_place: Callable[[tree.Node, Place], None],
        tell_note: Callable[[tree.Note, str, Place], None],
    ) -> None:
        self._manner = manner
        self._shown = shown
        self._known = known
        self._name_place = name_place
        self._tell_note = tell_note
        self._counted = 0

    def read(self, inlines: Iterable[tree.Inline], line: Line) -> None:
        """Read inlines into a line."""
        for inline in inlines:
            self._inline(inline, line)

    def _inline(self, inline: tree.Inline, line: Line) -> None:
        match inline:
            case tree.Text() | tree.Code():
                line.text.append(printable(inline.text))
            case tree.SoftBreak() | tree.LineBreak():
                line.text.append(" ")
            case tree.Link():
                self._link(inline, line)
            case tree.Image():
                self._image(inline, line)
            case tree.Note():
                self._note(inline, line)
            case tree.Span():
                self._span(inline, line)
            case (
                tree.Emphasis()
                | tree.Strong()
                | tree.Strikeout()
                | tree.Superscript()
                | tree.Subscript()
                | tree.SmallCaps()
                | tree.Cite()
            ):
                self.read(inline.children, line)
            case _:
                assert_never(inline)

    def _span(self, inline: tree.Span, line: Line) -> None:
        if inline.attributes.identifier:
            self._name_place(inline, line.place)
        chip = any(name.startswith("confidence-") for name in inline.attributes.classes)
        self.read(inline.children, line)
        if chip:
            line.text.append(" ")

    def _link(self, inline: tree.Link, line: Line) -> None:
        target = self._target(inline.target)
        inside = Line(line.place)
        self.read(inline.children, inside)
        line.text += inside.text
        text = words("".join(inside.text))
        if target and (text or inside.after):
            line.after.append(Statement(Kind.LINK, text, target))
        line.after += inside.after

    def _target(self, target: str) -> str:
        """Where a link leads in a file; empty: it may not or cannot lead there, and only its words are printed."""
        if target.startswith("#"):
            return target if target[1:] in self._known else ""
        return ascii_form(target) if linkable(target) else ""

    def _image(self, inline: tree.Image, line: Line) -> None:
        if inline.target not in self._shown:
            line.text.append(printable(inline.alternative))
        elif inline.alternative or self._manner.decorated:
            line.after.append(Statement(Kind.FIGURE, words(printable(inline.alternative))))

    def _note(self, note: tree.Note, line: Line) -> None:
        if line.place.in_note and not self._manner.nested:
            line.text.append(" (")
            for block in note.children:
                if isinstance(block, tree.Paragraph):
                    self.read(block.children, line)
            line.text.append(")")
            return
        self._counted += 1
        number = str(note.number or self._counted)
        line.text.append(mark(number))
        self._tell_note(note, number, line.place)


def identifiers_of(node: tree.Node) -> Iterable[str]:
    """The names by which links lead to a node. An entry of the contents carries the name of another place."""
    if isinstance(node, tree.ContentsEntry):
        return ()
    own = (getattr(node, "identifier", ""), getattr(node, "attributes", tree.PLAIN).identifier)
    return tuple(filter(None, own))
