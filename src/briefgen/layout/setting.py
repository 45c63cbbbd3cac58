"""A setting: the face, size, colour and features that a run of text is set in, and the words already shaped in it."""

from __future__ import annotations

import functools
import re
import unicodedata
from itertools import accumulate
from typing import TYPE_CHECKING

from briefgen.layout.slugs import Slug
from briefgen.model.characters import printable
from briefgen.model.glyph import Glyph
from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from briefgen.fonts import Face
    from briefgen.layout.itemise import Token
    from briefgen.model.house import Colour

# HarfBuzz makes these from the space and the hyphen of any font.
_MADE_FROM_OTHERS = frozenset("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2011")
# Scripts whose letters are joined, and would be torn apart: Arabic, Syriac, N'Ko, Mandaic and their extensions.
_JOINED = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_REPLACEMENTS = "\ufffd\u25a1?"
_MISSING = -1
_NONE: frozenset[str] = frozenset()

# Longer words are not met twice; the other bound keeps a process that lives for ever from filling the memory.
LONGEST_KEPT = 64
_MOST_KEPT = 16_000


class Piece(NamedTuple):
    """Part of a word in one face, and its width in points."""

    face: str
    slug: Slug
    width: float

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """Its glyphs in visual order."""
        return self.slug.glyphs


class Shape(NamedTuple):
    """A word as it is drawn, its pieces in visual order; ``width`` is in points."""

    width: float
    pieces: tuple[Piece, ...]


class Look(NamedTuple):
    """What makes one setting differ from another. Lengths are points; ``tracking`` is added after every character."""

    faces: tuple[str, ...]
    size: float
    colour: Colour
    features: tuple[str, ...] = ()
    tracking: float = 0.0
    uppercase: bool = False
    language: str = "en"
    rise: float = 0.0


class Setting:
    """A :class:`Look` with its faces opened. ``faces`` begins with the styled one, then the fallbacks in the house's order.

    It knows nothing of documents, so one serves every document of a process. ``tokens`` and ``turned`` are places for whoever
    takes text apart to keep the words of either direction.
    """

    __slots__ = (
        "_kept",
        "_known",
        "_lacking",
        "_own",
        "_shaper",
        "_words",
        "colour",
        "faces",
        "hyphen",
        "hyphen_width",
        "look",
        "rise",
        "size",
        "space",
        "space_width",
        "tokens",
        "trailing",
        "turned",
    )

    def __init__(self, look: Look, faces: Sequence[Face]) -> None:
        self.look = look
        self.size, self.colour, self.rise = look.size, look.colour, look.rise
        self.faces = tuple(faces)
        self._known: dict[str, int] = {}
        self._lacking: set[str] = set()
        self._own: set[str] = set()
        simple = not look.uppercase and not look.tracking
        self._shaper = self.faces[0].shaper(look.features, "ltr", look.language) if simple else None
        self._words: dict[tuple[str, bool], Shape] = {}
        self._kept = 0
        self.tokens: dict[str, Token] | None = None
        self.turned: dict[str, Token] | None = None
        self.trailing: dict[str, Slug] = {}
        space = self.word(" ")
        self.space, self.space_width = space.pieces[0].glyphs[0], space.width
        hyphen = self.word("-")
        glyph = hyphen.pieces[0].glyphs[0]
        drawn = Slug((Glyph(glyph.id, "\u00ad", glyph.advance, glyph.dx, glyph.dy),))
        self.hyphen = Piece(hyphen.pieces[0].face, drawn, hyphen.width)
        self.hyphen_width = hyphen.width

    @property
    def base(self) -> Face:
        """The styled face."""
        return self.faces[0]

    def missing(self, text: str) -> AbstractSet[str]:
        """The characters of a text that none of the faces has."""
        if self._own.issuperset(text):
            return _NONE
        self._find_faces(text)
        return self._lacking.intersection(text)

    def _find_faces(self, text: str) -> None:
        """Know for each character of a text which face has it."""
        for char in set(text).difference(self._known):
            shown = char.upper() if self.look.uppercase else char
            self._known[char] = max(self._face_of(part) for part in shown)
            if self._known[char] == _MISSING:
                self._lacking.add(char)
            elif not self._known[char]:
                self._own.add(char)

    def _face_of(self, char: str) -> int:
        if printable(char) != char:
            return _MISSING
        for number, face in enumerate(self.faces):
            if face.covers(char) or (char in _MADE_FROM_OTHERS and face.covers("-" if char == "\u2011" else " ")):
                return number
        return _MISSING

    def word(self, text: str, *, rtl: bool = False) -> Shape:
        """Shape a word; the same word is shaped once."""
        key = (text, rtl)
        shape = self._words.get(key)
        if shape is None:
            shape = self._shape(text, rtl=rtl)
            if len(text) <= LONGEST_KEPT:
                self.make_room()
                self._words[key] = shape
        return shape

    def slug(self, text: str) -> Slug | None:
        """A word that reads from left to right, if all of it is simply in the first face."""
        if self._shaper is None:
            return None
        if not self._own.issuperset(text):
            self._find_faces(text)
            if not self._own.issuperset(text):
                return None
        return self._shaper[text]

    def make_room(self) -> None:
        """One more is about to be kept: forget everything where so many words were met that most will not be met again."""
        self._kept += 1
        if self._kept > _MOST_KEPT:
            self._kept = 1
            for kept in (self._words, self.tokens or {}, self.turned or {}):
                kept.clear()
            self.trailing.clear()

    def space_as(self, text: str) -> Slug:
        """A space that no line makes wider, standing for what ends a line."""
        found = self.trailing.get(text)
        if found is None:
            found = self.trailing[text] = Slug((Glyph(self.space.id, text, self.space.advance),))
        return found

    def char_width(self, char: str) -> float:
        """How wide a character is on its own."""
        return self.word(char).width

    def _shape(self, text: str, *, rtl: bool) -> Shape:
        slug = self.slug(text) if not rtl else None
        if slug is not None:
            width = slug.advance * self.size / 1000
            return Shape(width, (Piece(self.look.faces[0], slug, width),))
        pieces = [self._piece(number, part, rtl=rtl) for number, part in self._by_face(text)]
        if rtl:
            pieces.reverse()
        return Shape(sum(piece.width for piece in pieces), tuple(pieces))

    def _by_face(self, text: str) -> list[tuple[int, str]]:
        """The text in stretches of one face; marks and joiners stay with the letter before them."""
        self._find_faces(text)
        known = self._known
        if not any(known[char] for char in text):
            return [(0, text)]
        stretches: list[tuple[int, str]] = []
        for char in text:
            number = known[char]
            if stretches and number >= 0 and _clings(char) and stretches[-1][0] >= 0:
                last = stretches[-1][0]
                number = last if self.faces[last].covers(char) else number
            if stretches and stretches[-1][0] == number:
                stretches[-1] = (number, stretches[-1][1] + char)
            else:
                stretches.append((number, char))
        return stretches

    def _piece(self, number: int, text: str, *, rtl: bool) -> Piece:
        if number == _MISSING:
            return self._replaced(text)
        look, face = self.look, self.faces[number]
        shown = "".join(char.upper() for char in text) if look.uppercase else text
        shaped = face.shape(shown, features=look.features, direction="rtl" if rtl else "ltr", language=look.language)
        glyphs: Iterable[Glyph] = shaped.glyphs
        if shown != text:
            glyphs = _under(glyphs, text)
        if look.tracking and not _JOINED.search(text):
            glyphs = _tracked(glyphs, look.tracking * 1000 / look.size)
        slug = Slug(tuple(glyphs))
        return Piece(look.faces[number], slug, slug.advance * look.size / 1000)

    def _replaced(self, text: str) -> Piece:
        stand_in = next(char for char in _REPLACEMENTS if self.base.covers(char) or char == "?")
        glyph = self.base.shape(stand_in).glyphs[0]
        slug = Slug(tuple(Glyph(glyph.id, char, glyph.advance) for char in printable(text)))
        return Piece(self.look.faces[0], slug, len(text) * glyph.advance * self.size / 1000)


def advances(glyphs: Sequence[Glyph], *, rtl: bool = False) -> tuple[list[float], list[int]]:
    """The width of a word up to each of its characters, in thousandths of an em, and the offsets between whole glyphs."""
    if not rtl and not [glyph for glyph in glyphs if len(glyph.text) != 1]:
        return list(accumulate([glyph.advance for glyph in glyphs], initial=0.0)), list(range(len(glyphs) + 1))
    sums, clusters = [0.0], [0]
    for glyph in reversed(glyphs) if rtl else glyphs:
        count = len(glyph.text)
        if not count:
            sums[-1] += glyph.advance
            continue
        for _ in range(count):
            sums.append(sums[-1] + glyph.advance / count)
        clusters.append(len(sums) - 1)
    return sums, clusters


@functools.lru_cache(maxsize=512)
def setting_of(look: Look, faces: tuple[Face, ...]) -> Setting:
    """The one setting of a look in a process, with the words that it has shaped. ``faces`` are those that the look names."""
    return Setting(look, faces)


@functools.lru_cache(maxsize=4096)
def has_feature(face: Face, tag: str, text: str) -> bool:
    """Whether a feature gives every character of a text another glyph, as true superiors and small capitals do."""
    return bool(text) and all(
        face.shape(char).glyphs[0].id != face.shape(char, features=(tag,)).glyphs[0].id for char in set(text) if not char.isspace()
    )


def _under(glyphs: Iterable[Glyph], text: str) -> Iterator[Glyph]:
    """Glyphs of a text in capitals, standing for the text underneath; one letter may have become two (ß)."""
    owners = [index for index, char in enumerate(text) for _ in char.upper()]
    at = 0
    for glyph in glyphs:
        span = owners[at : at + len(glyph.text)]
        first = at == 0 or not span or owners[at - 1] != span[0]
        at += len(glyph.text)
        start = span[0] if first else span[0] + 1
        yield Glyph(glyph.id, text[start : span[-1] + 1] if span else "", glyph.advance, glyph.dx, glyph.dy)


def _tracked(glyphs: Iterable[Glyph], extra: float) -> Iterator[Glyph]:
    for glyph in glyphs:
        yield Glyph(glyph.id, glyph.text, glyph.advance + extra, glyph.dx, glyph.dy) if glyph.text else glyph


def _clings(char: str) -> bool:
    return char in "\u200c\u200d" or unicodedata.category(char) in ("Mn", "Mc", "Me")
