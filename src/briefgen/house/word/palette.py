"""The colours of a letterhead under the names that the houses' roles and boxes ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.contrast import LEAST, contrast, mixed
from briefgen.model.house import Colour
from briefgen.model.role import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.house.word.styles import StyleSheet
    from briefgen.house.word.tables import TableLook

_PAPER, _BLACK = Colour(255, 255, 255), Colour(0, 0, 0)


def palette(sheet: StyleSheet, styles: Mapping[Role, str], tables: TableLook | None) -> dict[str, object]:
    """Named colours: what the styles are set in, and of the theme what can be read on paper."""
    ink = _of(sheet, styles, Role.BODY) or _BLACK
    theme = sheet.theme.colours
    heading = _legible((_of(sheet, styles, Role.HEADING_1), _of(sheet, styles, Role.TITLE), theme.get("dark2")), ink)
    accent = _legible((theme.get("accent1"), _of(sheet, styles, Role.HEADING_2)), heading)
    second = _legible((_of(sheet, styles, Role.LINK), theme.get("hyperlink"), theme.get("accent2")), accent)
    rule = tables.rule()[1] if tables else None
    colours = {
        "ink": ink,
        "navy": heading,
        "accent": accent,
        "teal": second,
        "cover": heading if contrast(heading, _PAPER) >= LEAST else ink,
        "cover-rule": mixed(_PAPER, heading, 0.7),
        "rule": rule or mixed(heading, _PAPER, 0.7),
        "muted": _legible((mixed(ink, _PAPER, 0.28),), ink),
        "sand": mixed(heading, _PAPER, 0.95),
        "pale": mixed(heading, _PAPER, 0.88),
        "band": mixed(heading, _PAPER, 0.95),
        "white": _PAPER,
        "black": _BLACK,
    }
    return {name: f"#{colour.hex}" for name, colour in colours.items()}


def _of(sheet: StyleSheet, styles: Mapping[Role, str], role: Role) -> Colour | None:
    return sheet.look(styles[role]).colour if role in styles else None


def _legible(candidates: Iterable[Colour | None], default: Colour) -> Colour:
    """The first colour that text may have on white paper."""
    return next((colour for colour in candidates if colour and contrast(colour, _PAPER) >= LEAST), default)
