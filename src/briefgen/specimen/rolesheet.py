"""A section that shows every role of a house: a line set in it, and below it what the house says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.house import Align, Slant
from briefgen.model.role import CHARACTER_ROLES, HEADINGS, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.house import HouseStyle, TextStyle

_TOLD_ONLY = CHARACTER_ROLES | {
    *HEADINGS, Role.MARKING, Role.TABLE_HEAD, Role.TABLE_CELL, Role.TABLE_ROW_HEAD, Role.HEADER, Role.HEADER_SECTION,
    Role.FOOTER, Role.PAGE_NUMBER, Role.NOTE, Role.REFERENCE, Role.CODE_BLOCK, Role.JUDGMENT_NUMBER, Role.JUDGMENT, Role.BLUF,
    Role.CALLOUT,
    *(role for role in Role if role.value.startswith(("cover-", "contents-"))),
}  # fmt: skip
"""Roles that stand where a paragraph cannot: on the cover, in a table, beside the text. They are seen there, and listed here."""

_SAMPLE = "The five boxing wizards jump quickly, 0123456789"


def role_sheet(style: HouseStyle) -> str:
    """The Markdown of the section."""
    shown = "".join(_shown(role, style) for role in Role if role not in _TOLD_ONLY)
    rows = "".join(f"| `{role}` | {_measures(style.roles[role], style)} |\n" for role in Role)
    return f"# Roles\n\n{shown}\n{_swatches(style)}\n| Role | Set in |\n|---|---|\n{rows}\n: Every role and what it is set in\n"


def _shown(role: Role, style: HouseStyle) -> str:
    return f"::: {{.{role}}}\n{role}: {_SAMPLE}\n:::\n\n::: {{.source-line}}\n{_measures(style.roles[role], style)}\n:::\n\n"


def _measures(text: TextStyle, style: HouseStyle) -> str:
    """``Source Serif 4 10/14.6, #17202A, left``; a size over the distance of baselines, in points."""
    return ", ".join(_parts(text, style))


def _parts(text: TextStyle, style: HouseStyle) -> Iterator[str]:
    slant = Slant(text.bold, text.italic)
    words = {Slant(True, False): " bold", Slant(False, True): " italic", Slant(True, True): " bold italic"}
    name = style.families[text.family].name.replace("_", "\\_")
    yield f"{name}{words.get(slant, '')} {text.size.pt:g}/{round(text.leading.pt, 2):g}"
    yield f"#{text.colour.hex}"
    if text.align is not Align.LEFT:
        yield {Align.RIGHT: "right", Align.CENTRE: "centred", Align.JUSTIFY: "justified"}[text.align]
    if text.uppercase:
        yield "capitals"
    if text.space_before or text.space_after:
        yield f"space {text.space_before.pt:g} over and {text.space_after.pt:g} under"


def _swatches(style: HouseStyle) -> str:
    named = "; ".join(f"{name} #{colour.hex}" for name, colour in style.colours.items())
    return f"Colours: {named}.\n"
