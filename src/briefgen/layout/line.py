"""One line: the parts of a paragraph that stand between two breaks, placed on the measure."""

from __future__ import annotations

from dataclasses import field
from operator import itemgetter
from typing import TYPE_CHECKING

from briefgen.layout import direction
from briefgen.layout.breaks import HYPHEN_HANGS
from briefgen.layout.chip import chip_items
from briefgen.layout.galley import Area, Atom, Extent
from briefgen.layout.itemise import Word, chip_padding, hang_right, vanishes
from briefgen.layout.justification import between_letters, fitted, needs_letters
from briefgen.layout.mirror import reflect
from briefgen.layout.pages import GlyphRun, PlacedPicture, Rule
from briefgen.layout.slugs import Slugs
from briefgen.model.house import Align
from briefgen.model.named import NamedTuple
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.layout.galley import Frame
    from briefgen.layout.itemise import Run, Token
    from briefgen.layout.pages import Item
    from briefgen.layout.setting import Shape
    from briefgen.layout.slugs import Slug


class Form(NamedTuple):
    """How a paragraph's lines are set. ``frame`` is without the paragraph's indents; ``first`` is added to the first line's left.

    ``base`` is the embedding level of the paragraph: 1 reads from right to left. ``balanced``: lines about equally long.
    ``from_right``: lines begin at the frame's right edge. ``mirrored``: the page will be turned round (see ``mirror``).
    ``like_word``: lines end where Word would end them, each filled in its turn.
    """

    frame: Frame
    leading: float
    size: float
    align: Align
    first: float = 0.0
    hyphenate: bool = False
    base: int = 0
    balanced: bool = False
    from_right: bool = False
    mirrored: bool = False
    like_word: bool = False

    @property
    def baseline(self) -> float:
        """How far below a line's top its baseline is: the letters stand in the middle of the leading."""
        return self.leading / 2 + 0.32 * self.size


class Part(NamedTuple):
    """A token as it stands on a line: all of a word, or what a break has left of it. ``shape`` is ``None`` for a space."""

    token: Token
    run: Run
    level: int
    shape: Shape | None
    width: float
    text: str


@dataclass(slots=True)
class Line:
    """A line being set: ``x`` runs over the page from left to right, y is from the atom's top."""

    form: Form
    indent: float
    atom: Atom = field(init=False)
    x: float = 0.0
    y: float = 0.0
    _run: Run | None = None
    _face: str = ""
    _slugs: list[Slug] = field(default_factory=list)
    _from: float = 0.0
    _size: float = 1.0
    _apart: float = 0.0
    _space: float = 1.0
    _left: float = 0.0
    _level: int = 0
    _number: int = 0
    _run_level: int = 0
    _run_number: int = 0
    _numbers: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.atom = Atom(self.form.leading)

    def set(self, parts: list[Part], *, justify: bool, hyphen: bool) -> None:
        """Place the parts between two breaks."""
        while parts and vanishes(parts[-1].token):
            parts.pop()
        self.y = -self._baseline(parts)
        left, right = self._hanging(parts, hyphen=hyphen)
        natural = sum(part.width for part in parts) - left - right
        last = parts[-1].run if parts else None
        if hyphen and last is not None:
            natural += last.setting.hyphen_width
        room, glue = self.form.frame.width - self.indent, sum(part.token.glue for part in parts)
        if justify and glue and needs_letters(room - natural, glue):
            natural += self._set_apart(parts, room - natural, glue, hyphen=hyphen)
        self._space, self._size, spare = fitted(room, natural, glue, justify=justify)
        self.x = self.form.frame.x + (self.indent if not self.form.from_right else 0.0) - left + shift(self.form, spare)
        self._left = self.x
        for number, part in self._visual(parts):
            self._number, self._level = number, part.level
            self._put(part)
        if hyphen and last is not None:
            piece = last.setting.hyphen
            self._draw(last, piece.face, piece.slug, piece.width)
        self._flush()
        if self._numbers != sorted(self._numbers):
            # Whoever reads the file in the order of painting shall find contents in the order of reading.
            self.atom.items = [item for _, item in sorted(zip(self._numbers, self.atom.items, strict=True), key=itemgetter(0))]

    def _set_apart(self, parts: Sequence[Part], spare: float, glue: float, *, hyphen: bool) -> float:
        """Let letters have a part of what is spare, and say how much; none where some of them are joined."""
        form = self.form
        if form.base or form.mirrored or form.like_word or any(part.level or part.run.rtl for part in parts):
            return 0.0
        glyphs = sum(sum(len(piece.glyphs) for piece in part.shape.pieces) if part.shape else 1 for part in parts)
        gaps = glyphs - (not hyphen)
        self._apart = between_letters(spare, glue, gaps, form.size)
        return self._apart * gaps

    def _visual(self, parts: Sequence[Part]) -> list[tuple[int, Part]]:
        """The parts from left to right, each with its place in the order of reading."""
        numbered = list(enumerate(parts))
        if self.form.base or any(part.level for part in parts):
            return direction.reorder(numbered, lambda pair: pair[1].level)
        return numbered

    def _add(self, item: Item, number: int) -> None:
        self.atom.items.append(item)
        self._numbers.append(number)

    def _baseline(self, parts: Sequence[Part]) -> float:
        """The baseline's depth; a picture higher than the line pushes it down and makes the line higher."""
        high = max((part.run.inset.height for part in parts if part.run.inset), default=0.0)
        extra = max(high + 1.0 - self.form.baseline, 0.0)
        self.atom.height += extra
        return self.form.baseline + extra

    def _hanging(self, parts: Sequence[Part], *, hyphen: bool) -> tuple[float, float]:
        if not parts or not hangs(self.form):
            return 0.0, 0.0
        first, last = parts[0], parts[-1]
        left = first.token.hang_left if isinstance(first.token, Word) and first.token.text.startswith(first.text) else 0.0
        if hyphen:
            return left, last.run.setting.hyphen_width * HYPHEN_HANGS
        if not isinstance(last.token, Word) or last.run.chip is not None or last.token.turned:
            return left, 0.0
        return left, hang_right(last.run.setting, last.text[-1:])

    def _put(self, part: Part) -> None:
        run = part.run
        if part.shape is not None:
            note(self.atom, run)
        if part.shape is None:
            assert part.token.slug is not None
            self._draw(run, run.setting.look.faces[0], part.token.slug, part.width * self._space)
        elif run.inset is not None:
            self._inset(run)
        elif run.chip is not None:
            self._chip(run, part)
        else:
            for piece in part.shape.pieces:
                self._draw(run, piece.face, piece.slug, piece.width)

    def _draw(self, run: Run, face: str, slug: Slug, width: float) -> None:
        # Words of no direction between right-to-left ones are painted backwards, and are to be read forwards all the same.
        backwards = self._level % 2 and not run.rtl and self._number != self._run_number
        if run is not self._run or face != self._face or self._level != self._run_level or backwards:
            self._flush()
            self._run, self._face, self._from = run, face, self.x
            self._run_level, self._run_number = self._level, self._number
        self._slugs.append(slug)
        self.x += (width + self._apart * len(slug.glyphs)) * self._size

    def _flush(self) -> None:
        run = self._run
        if run is None or not self._slugs:
            return
        setting = run.setting
        y = self.y + setting.rise
        size = setting.size * self._size
        slugs = Slugs(tuple(self._slugs), self._space, self._apart * 1000 / setting.size)
        self._add(GlyphRun(self._face, size, setting.colour, self._from, y, slugs, run.content), self._run_number)
        if run.struck:
            self._add(strike(run, self._from, self.x, y, size), self._run_number)
        if run.target is not None:
            link(self.atom, run, self._from, self.x, self.y)
        self._slugs, self._run = [], None

    def _chip(self, run: Run, part: Part) -> None:
        assert part.shape is not None
        self._flush()
        self.atom.height = max(self.atom.height, self.form.leading + 2.0)
        pad, start = chip_padding(run.setting), self.x
        for item in chip_items(run, part.shape, start, self.y, self._size, pad):
            self._add(item, self._number)
        self.x += (part.shape.width + 2.6 * pad) * self._size
        if run.target is not None:
            link(self.atom, run, start, self.x, self.y)

    def _inset(self, run: Run) -> None:
        assert run.inset is not None
        self._flush()
        inset, scale = run.inset, self._size
        width, height = inset.width * scale, inset.height * scale
        content = run.content if inset.element is not None else None
        self._add(PlacedPicture(inset.target, self.x, self.y, width, height, content), self._number)
        if inset.element is not None:
            self.atom.extents.append(Extent(inset.element, self.x, self.y, self.x + width, self.y + height))
        if run.target is not None:
            self.atom.areas.append(Area(self.x, self.y, self.x + width, self.y + height, run.target))
        self.x += width

    def reflect(self) -> None:
        """Turn the line round where it stands, for a page that will be turned round as a whole."""
        both = self._left + self.x
        for item in self.atom.items:
            reflect(item, self._left, self.x)
        self.atom.areas = [area._replace(x0=both - area.x1, x1=both - area.x0) for area in self.atom.areas]
        self.atom.extents = [extent._replace(x0=both - extent.x1, x1=both - extent.x0) for extent in self.atom.extents]

    def end_with_space(self, space: tuple[Run, str] | None) -> None:
        """Put a real space behind the last word, in its own content."""
        if space is None:
            return
        run, text = space
        setting = run.setting
        slug = setting.space_as(text)
        for item in reversed(self.atom.items):
            if isinstance(item, GlyphRun) and not self.form.base:
                if item.content is run.content and item.face == setting.look.faces[0] and item.size == setting.size:
                    item.glyphs = item.glyphs.ending_in(slug) if isinstance(item.glyphs, Slugs) else (*item.glyphs, *slug.glyphs)
                    return
                break
        x = self.x if not self.form.base else self._left - setting.space_width
        self.atom.items.append(
            GlyphRun(setting.look.faces[0], setting.size, setting.colour, x, self.y + setting.rise, Slugs((slug,)), run.content)
        )


# ── what every line has, however it is set ───────────────────────────────────────────────────────────────────────────


def hangs(form: Form) -> bool:
    """Whether punctuation stands out into the margins."""
    return not form.base and not form.mirrored and not form.like_word and form.align in (Align.JUSTIFY, Align.LEFT)


def shift(form: Form, spare: float) -> float:
    """How far the room left over moves a line to the right."""
    align = form.align
    if align is Align.CENTRE:
        return spare / 2
    towards_right = align is Align.RIGHT if not form.from_right else align in (Align.LEFT, Align.JUSTIFY)
    return spare if towards_right else 0.0


def strike(run: Run, x0: float, x1: float, y: float, size: float) -> Rule:
    """The line through struck words whose baseline is at ``y``."""
    middle = y + run.setting.base.x_height * size / 2000
    return Rule(x0, middle, x1, middle, size * 0.06, run.setting.colour)


def link(atom: Atom, run: Run, x0: float, x1: float, y: float) -> None:
    """Let words lead where their run does; what leads to the same place beside them is one area with them."""
    assert run.target is not None
    size, areas = run.setting.size, atom.areas
    area = Area(x0, y - 0.25 * size, x1, y + 0.9 * size, run.target)
    if areas and areas[-1].target is run.target and abs(areas[-1].x1 - x0) < 0.5:
        areas[-1] = areas[-1]._replace(x1=x1, y0=min(areas[-1].y0, area.y0), y1=max(areas[-1].y1, area.y1))
    else:
        areas.append(area)


def note(atom: Atom, run: Run) -> None:
    """Note on which line the first word of a run stands: what leads there, and the note whose mark it is."""
    if run.anchors:
        atom.anchors += run.anchors
        run.anchors = ()
    if run.note is not None:
        atom.notes.append(run.note)
