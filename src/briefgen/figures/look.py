"""What a figure is drawn with: the colours, sizes and faces of a house, and how wide words are in them."""

from __future__ import annotations

import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.fonts import open_face
from briefgen.model.contrast import LEAST, contrast
from briefgen.model.house import Slant
from briefgen.model.measure import Colour
from briefgen.model.role import Role
from briefgen.model.script import is_right_to_left

if TYPE_CHECKING:
    from briefgen.fonts import Face
    from briefgen.model.house import FigureStyle, HouseStyle

_WHITE = Colour(255, 255, 255)
_FEATURES = ("tnum", "lnum")
_BOTH_WAYS = 1.08


class Look:
    """A house's look for one document's figures. Sizes are points."""

    def __init__(self, style: HouseStyle, language: str) -> None:
        self.style, self.language = style, language
        self.colours: FigureStyle = style.figures
        self.ink = style.roles[Role.TABLE_CELL].colour
        self.strong = style.roles[Role.TABLE_ROW_HEAD].colour
        self.muted = style.colours.get("muted", self.ink)
        self.rule = style.colours["rule"]
        self.white = _WHITE
        self.size = min(max(style.roles[Role.TABLE_CELL].size.pt * 0.96, 6.5), 10.0)
        self.small = self.size * 0.9
        self.family = style.roles[Role.TABLE_CELL].family
        self.strong_family = style.roles[Role.TABLE_ROW_HEAD].family

    @property
    def right_to_left(self) -> bool:
        """Whether the document reads from right to left."""
        return is_right_to_left(self.language)

    @cached_property
    def _faces(self) -> dict[tuple[str, bool], list[Face]]:
        return {}

    def _stack(self, family: str, *, bold: bool) -> list[Face]:
        key = (family, bold)
        if key not in self._faces:
            names = [family or self.family, *self.style.fallbacks]
            files = dict.fromkeys(self.style.families[name].face(Slant(bold)) for name in names if name in self.style.families)
            self._faces[key] = [open_face(self.style.font_files[file]) for file in files if file in self.style.font_files]
        return self._faces[key]

    def width(self, text: str, size: float, *, family: str = "", bold: bool = False) -> float:
        """How wide words are on one line."""
        faces = self._stack(family, bold=bold)
        total = 0.0
        for word, face in _stretches(text, faces):
            total += face.shape(word, features=_FEATURES, language=self.language).advance
        # A line of both directions is measured here in parts and set as a whole, which may be a little wider.
        return total * size / 1000 * (_BOTH_WAYS if reads_from_right(text) else 1.0)

    def wrapped(self, text: str, room: float, size: float, *, family: str = "", most: int = 3) -> list[str]:
        """Words on lines no wider than ``room``, at most so many; the last ends in an ellipsis where there is more to say."""
        lines: list[str] = []
        for word in text.split():
            joined = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(joined, size, family=family) <= room:
                lines[-1] = joined
            else:
                lines.append(word)
        lines = lines or [""]
        if len(lines) > most:
            lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
        return [self.cut(line, room, size, family=family) for line in lines]

    def cut(self, text: str, room: float, size: float, *, family: str = "") -> str:
        """As much of a text as there is room for, with an ellipsis where it is not all."""
        if self.width(text, size, family=family) <= room:
            return text
        fits, most = 0, len(text)
        while fits < most:
            middle = (fits + most + 1) // 2
            fits, most = (middle, most) if self.width(f"{text[:middle]}…", size, family=family) <= room else (fits, middle - 1)
        return f"{text[:fits].rstrip()}…"

    def on(self, ground: Colour) -> Colour:
        """The colour of words on a ground: white or the text's, whichever is the clearer."""
        return _WHITE if contrast(_WHITE, ground) >= contrast(self.ink, ground) else self.ink

    def readable(self, colour: Colour) -> bool:
        """Whether words of a colour can be read on white (WCAG 2.2, 1.4.3)."""
        return contrast(colour, _WHITE) >= LEAST

    def series(self, number: int) -> Colour:
        """The colour of a series."""
        return self.colours.series[number % len(self.colours.series)]


def reads_from_right(text: str) -> bool:
    """Whether a text holds letters that read from right to left."""
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)


def _stretches(text: str, faces: list[Face]) -> list[tuple[str, Face]]:
    found: list[tuple[str, Face]] = []
    for char in text:
        face = next((one for one in faces if one.covers(char)), faces[0])
        if found and found[-1][1] is face:
            found[-1] = (found[-1][0] + char, face)
        else:
            found.append((char, face))
    return found
