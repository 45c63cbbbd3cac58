"""A letterhead as values of ``house.toml``: what a designer set in Word, said as this house would say it.

The values stand between those of the house it extends and the house's own ``house.toml``, which has the last word. A role that the
letterhead has no style for keeps the form it has in the house below, in the letterhead's fonts, colours and size.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.house.word import findings as said
from briefgen.house.word.heights import Heights
from briefgen.house.word.numbering import list_indent
from briefgen.house.word.package import open_word
from briefgen.house.word.pages import Section
from briefgen.house.word.palette import palette
from briefgen.house.word.roles import Setter, matched
from briefgen.house.word.stories import covers, is_sample, placeholders
from briefgen.house.word.styles import StyleSheet
from briefgen.house.word.tables import TableLook, table_look
from briefgen.house.word.theme import read_theme
from briefgen.house.word.typefaces import Family, Typefaces, font_kinds
from briefgen.model.house import FIRST_FOOT, FIRST_HEAD, RUNNING_FOOT, RUNNING_HEAD, SettingMode
from briefgen.model.letterhead import Letterhead
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.position import Position

Tables = dict[str, object]
"""Tables of ``house.toml``."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letterhead that was read: its values as ``house.toml`` has them, its running lines as fragments, and the file itself."""

    values: Tables
    fragments: Mapping[str, str]
    letterhead: Letterhead
    diagnostics: tuple[Diagnostic, ...] = field(default=())


def read_letterhead(
    data: bytes, shown: str, under: Mapping[str, object], line_space: Callable[[str], float], place: Position
) -> Letter:
    """Read the bytes of a Word file.

    ``under`` are the values of the house that it is put on; ``line_space`` gives the distance of baselines that a font file wants,
    as a multiple of the size; findings are at ``place``, where the house names the file. Raises
    :class:`~briefgen.model.errors.MalformedFile` for bytes that are no Word file, or one with macros or a password.
    """
    word = open_word(data, shown)
    sheet = StyleSheet(word, read_theme(word))
    own = {key: family for key, family in _table(under, "families").items() if isinstance(family, dict)}
    faces = Typefaces(own, font_kinds(word), place, shown)
    section, tables = Section(word, sheet), table_look(word, sheet)
    styles = matched(sheet)
    setter = Setter(sheet, styles, faces, line_space, under, tables)
    roles = setter.roles()
    colours = palette(sheet, styles, tables)
    head, foot = section.head("header"), section.head("footer")
    heights = Heights(sheet, lambda typeface: line_space(faces.file(faces.key(typeface))))
    values: Tables = {
        "mode": str(SettingMode.MATCH_WORD),
        "page": _page(section, roles, heights) | {"list-indent": list_indent(word, sheet)},
        "colours": colours,
        "families": dict(faces.families),
        "roles": roles,
        "table": _table_values(tables),
        **({"number-headings": True} if setter.numbers_headings() else {}),
    }
    placed = tuple(placeholders(word))
    letterhead = Letterhead(
        data,
        shown,
        {role: sheet.name(i) for role, i in styles.items()},
        tables.name if tables else "",
        placed,
        covers=covers(word),
        sample=is_sample(word),
    )
    fragments = {RUNNING_HEAD: head.template if head else "", RUNNING_FOOT: foot.template if foot else ""}
    if section.first_page_differs():
        heads = {FIRST_HEAD: section.head("header", "first"), FIRST_FOOT: section.head("footer", "first")}
        fragments |= {name: found.template if found else "" for name, found in heads.items()}
    found = (*faces.findings, *said.about(word, sheet, section, styles, place))
    return Letter(values, fragments, letterhead, found)


def _table(values: Mapping[str, object], key: str) -> dict[str, Family]:
    found = values.get(key, {})
    return found if isinstance(found, dict) else {}


def _page(section: Section, roles: Mapping[str, Mapping[str, object]], heights: Heights) -> Tables:
    width, height = section.size()
    left = section.margin("left")
    lead = {name: _number(roles.get(name, {}).get("leading"), 12.0) for name in ("header", "footer")}
    foot = section.head("footer")
    lines = len(foot.lines) if foot else 0
    top, bottom = _margin(section, "top", "header", heights), _margin(section, "bottom", "footer", heights)
    below = section.margin("footer") + max(lines - 1, 0) * lead["footer"]
    return {
        "size": [width, height],
        "margin-left": left,
        "margin-right": section.margin("right"),
        "margin-top": top,
        "margin-bottom": bottom,
        "text-left": left,
        "header-at": section.margin("header") + 0.8 * lead["header"],
        "footer-at": below + 0.25 * lead["footer"],
        "marking-top": max(4.0, min(18.0, section.margin("header") - 18.0)),
        "marking-bottom": max(4.0, min(18.0, section.margin("footer") - 18.0)),
    }


def _margin(section: Section, side: str, kind: str, heights: Heights) -> float:
    """A margin; Word moves the text where a header needs more room than there is, if half of the page is left."""
    margin, story = section.margin(side), section.story(kind)
    if story is None or not section.is_pushed(side):
        return margin
    return max(margin, min(section.margin(kind) + heights.of(story), section.size()[1] * 0.4))


def _number(value: object, default: float) -> float:
    return float(value) if isinstance(value, int | float) else default


def _table_values(look: TableLook | None) -> Tables:
    if look is None:
        return {"head-background": "#FFFFFF", "rule-width": 0.5, "padding-x": 5.4, "padding-y": 1.0}
    width, rule = look.rule()
    across, down = look.padding()
    head, band = look.fill("firstRow"), look.fill("band2Horz", "band1Horz")
    values: Tables = {
        "head-background": f"#{head.hex}" if head else "#FFFFFF",
        "rule-width": width,
        "rule": f"#{rule.hex}" if rule else "#000000",
        "padding-x": across,
        "padding-y": down,
    }
    # Without bands of its own a table has none, though the house below may.
    return values | {"band": f"#{band.hex}" if band else "none"}
