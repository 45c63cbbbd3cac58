"""A flow: where blocks are being set, on which measure and in what role; and paragraphs, which everything else is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, TypeAlias

from briefgen.layout import direction
from briefgen.layout.galley import Anchor, AnchorKind, Atom, stacked
from briefgen.layout.inline import Inlines
from briefgen.layout.job import varied
from briefgen.layout.line import Form
from briefgen.layout.lines import set_lines
from briefgen.layout.pages import OutlineEntry
from briefgen.layout.structure import Stretch
from briefgen.model import tree
from briefgen.model.house import Align, Length, SettingMode
from briefgen.model.role import Role
from briefgen.model.script import is_right_to_left
from briefgen.model.value import dataclass, replace

if TYPE_CHECKING:
    from briefgen.layout.galley import Box, Frame
    from briefgen.layout.inline import PendingNote
    from briefgen.layout.job import Job, Manner
    from briefgen.layout.pages import Element
    from briefgen.model.house import TextStyle

# What is no higher than this part of a page's text may float.
_FLOATS = 0.8
TABULAR = ("tnum", "lnum")
"""OpenType features that give all figures one width and one height, so that columns of them line up."""

_LEFT_OUT = 2  # lines of a paragraph that stay together at its beginning and at its end


@dataclass(slots=True)
class Flow:
    """Where blocks are set.

    ``frame`` is the measure of running text, ``wide`` that of tables, figures and boxes. ``language`` empty: the document's.
    ``flush`` is the role whose indents the surroundings make. ``align`` overrides the styles' own, ``scale`` multiplies the size
    of paragraphs, ``tabular`` gives figures one width. ``depth`` counts lists inside lists. Atoms are added to ``atoms``, elements
    to ``parent``. A flow inside another is a :func:`~dataclasses.replace` of it.
    """

    job: Job
    frame: Frame
    wide: Frame
    parent: Element
    set_blocks: SetBlocks
    language: str = ""
    flush: Role | None = None
    align: Align | None = None
    depth: int = 0
    scale: float = 1.0
    tabular: bool = False
    atoms: list[Atom] = field(default_factory=list)
    boxes: tuple[Box, ...] = ()
    pending: list[PendingNote] = field(default_factory=list)

    def apart(self, parent: Element, frame: Frame) -> Flow:
        """A flow of its own on another measure, whose atoms are placed by whoever asked for it."""
        return replace(self, parent=parent, frame=frame, wide=frame, atoms=[], boxes=())

    @property
    def right_to_left(self) -> bool:
        """Whether text here reads from right to left."""
        return is_right_to_left(self.language or self.job.language)

    @property
    def turned(self) -> bool:
        """Whether it reads the other way than the document, so that what hangs at the left of its lines hangs at the right."""
        return self.right_to_left != self.job.mirrored

    @property
    def manner(self) -> Manner:
        """The manner of plain text here."""
        return varied(self.job.manner, language=self.language) if self.language else self.job.manner

    def add(self, *atoms: Atom) -> None:
        """Put atoms at the end of the galley."""
        for atom in atoms:
            atom.boxes = (*self.boxes, *atom.boxes)
        self.atoms += atoms

    def let_float(self, start: int) -> None:
        """Let a captioned table or figure, the atoms from ``start`` on, float as a whole.

        Not inside a list or a box, nor if it would fill a page.
        """
        atoms, page = self.atoms[start:], self.job.style.page
        most = (page.height.pt - page.margin_top.pt - page.margin_bottom.pt) * _FLOATS
        if atoms and not self.depth and not self.boxes and stacked(atoms) <= most:
            atoms[0].floats, atoms[0].level = len(atoms), self.job.level

    def style_of(self, role: Role) -> TextStyle:
        """The style of a paragraph here."""
        key = (role, role is self.flush, self.scale, self.tabular, self.align)
        known = self.job.styles.get(key)
        if known is None:
            known = self.job.styles[key] = self._style_of(role)
        return known

    def _style_of(self, role: Role) -> TextStyle:
        style = self.job.role(role)
        if role is self.flush:
            style = replace(style, indent_left=Length(0), indent_first=Length(0))
        if self.scale != 1.0:
            style = replace(style, size=Length(round(style.size * self.scale)), leading=Length(round(style.leading * self.scale)))
        if self.tabular:
            style = replace(style, features=tuple(dict.fromkeys((*style.features, *TABULAR))))
        return replace(style, align=self.align) if self.align else style

    def paragraph(
        self, inlines: Sequence[tree.Inline], style: TextStyle, element: Element, *, frame: Frame | None = None, title: bool = False
    ) -> list[Atom]:
        """Set inlines as lines with a style's spaces around them; they are returned, not added. A title's are balanced."""
        return self.lines([(inlines, self.manner, Stretch(element))], style, frame=frame, title=title)

    def lines(self, parts: Sequence[Part], style: TextStyle, *, frame: Frame | None = None, title: bool = False) -> list[Atom]:
        """Set the parts of one paragraph, each with its manner and the place in the structure it belongs to."""
        indents = style.indent_left.pt, style.indent_right.pt
        measure = (frame or self.frame).inset(*(reversed(indents) if self.turned else indents))
        inlines = Inlines(self.job, style, measure.width)
        for children, manner, at in parts:
            inlines.add_all(children, manner, at)
        self.pending += inlines.notes
        shape = form(self.job, style, measure, self.language or self.job.language, inlines.text)
        atoms = set_lines(inlines.segments, shape._replace(balanced=True) if title else shape)
        finish_paragraph(atoms, style)
        return atoms


SetBlocks: TypeAlias = Callable[[Flow, Sequence[tree.Block]], None]
Part: TypeAlias = "tuple[Sequence[tree.Inline], Manner, Stretch]"


def form(job: Job, style: TextStyle, frame: Frame, language: str, text: str) -> Form:
    """How lines of a style are set on a measure."""
    base = direction.base_level(text, language) if not text.isascii() and direction.RTL.search(text) else 0
    first = max(style.indent_first.pt, min(12.0 - frame.width, 0.0))
    turned = is_right_to_left(language) != job.mirrored
    ends = turned or (base > 0 and not job.mirrored)
    leading, size = style.leading.pt, style.size.pt
    like_word = job.style.mode is SettingMode.MATCH_WORD
    made = Form(frame, leading, size, style.align, first, style.hyphenate and not like_word, base, like_word=like_word)
    return made._replace(from_right=ends, mirrored=job.mirrored) if job.mirrored or ends else made


def labelled(label: str, inlines: Sequence[tree.Inline]) -> Sequence[tree.Inline]:
    """Inlines with what the tree has printed before them."""
    return (tree.Text(label), *inlines) if label else inlines


def finish_paragraph(atoms: list[Atom], style: TextStyle) -> None:
    """Space around a paragraph, and what may not be parted: its first two lines, its last two, a heading from what follows."""
    atoms[0].before = max(atoms[0].before, style.space_before.pt)
    atoms[-1].after = max(atoms[-1].after, style.space_after.pt)
    count = len(atoms)
    for number, atom in enumerate(atoms[:-1], 1):
        atom.keep = number < _LEFT_OUT or count - number < _LEFT_OUT or style.keep_with_next
    atoms[-1].keep = style.keep_with_next


def anchor(atoms: Sequence[Atom], *identifiers: str) -> None:
    """Let identifiers lead to the first of some atoms."""
    if atoms:
        atoms[0].anchors += [Anchor(identifier) for identifier in identifiers if identifier]


def anchor_title(job: Job, atoms: Sequence[Atom], title: str) -> None:
    """Let the first bookmark lead to the document's title."""
    if not job.outline:
        name = job.own_name("title")
        atoms[0].anchors.append(Anchor(name, kind=AnchorKind.TITLE))
        job.outline.append(OutlineEntry(" ".join(title.split()), 1, name))


def ragged(style: TextStyle) -> TextStyle:
    """A style without justification."""
    return replace(style, align=Align.LEFT, hyphenate=False) if style.align is Align.JUSTIFY else style
