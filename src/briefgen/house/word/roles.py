"""From the styles of a Word file to the roles of a house, by the names that Word knows its styles by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.model.house import Align
from briefgen.model.role import CHARACTER_ROLES, HEADINGS, Role
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from briefgen.house.word.styles import Look, StyleSheet
    from briefgen.house.word.tables import TableLook
    from briefgen.house.word.typefaces import Typefaces

Values = dict[str, object]
"""A role as ``house.toml`` has it."""

_NAMES: dict[Role, tuple[str, ...]] = {
    Role.BODY: ("Body Text", "Normal"),
    Role.TITLE: ("Title",),
    Role.SUBTITLE: ("Subtitle",),
    **{role: (f"heading {level}",) for level, role in enumerate(HEADINGS, 1)},
    Role.QUOTE: ("Quote", "Block Text", "Intense Quote"),
    Role.CODE_BLOCK: ("Source Code", "HTML Preformatted", "macro"),
    Role.DEFINITION_TERM: ("Definition Term",),
    Role.DEFINITION: ("Definition",),
    Role.CAPTION: ("caption",),
    Role.NOTE: ("footnote text",),
    Role.REFERENCE: ("Bibliography",),
    Role.AUTHOR: ("Author",),
    Role.ABSTRACT: ("Abstract",),
    Role.CONTENTS_HEADING: ("TOC Heading",),
    Role.CONTENTS_1: ("toc 1",),
    Role.CONTENTS_2: ("toc 2",),
    Role.CONTENTS_3: ("toc 3",),
    Role.HEADER: ("header", "Normal"),
    Role.FOOTER: ("footer", "Normal"),
    Role.LINK: ("Hyperlink",),
    Role.NOTE_MARK: ("footnote reference",),
    Role.CODE: ("Verbatim Char", "HTML Code"),
}
_CELLS = frozenset({Role.TABLE_CELL, Role.TABLE_HEAD, Role.TABLE_ROW_HEAD})
_APART = (
    "cover-", "contents-", "judgment", "confidence", "marking", "page-number", "header-section", "panel-heading", "callout-label",
    "source-line", "colophon", "margin-note",
)  # fmt: skip
"""Roles that are no running text: what the letterhead puts over its paragraphs is not over them."""

_HEADING_FAMILIES = ("display", "subhead")
_BOLD_FAMILIES = ("semibold", "bold", "medium", "black")


def names_of(role: Role) -> tuple[str, ...]:
    """What the style of a role may be called: after itself (``Brief Judgment``), else as Word calls it."""
    return (f"Brief {role.value.replace('-', ' ')}", *_NAMES.get(role, ()))


def matched(sheet: StyleSheet) -> Mapping[Role, str]:
    """The identifier of the style of every role that the file has one for; a file without any still has its default."""
    found: dict[Role, str] = {}
    for role in Role:
        kind = "character" if role in CHARACTER_ROLES else "paragraph"
        identifier = next((i for name in names_of(role) if (i := sheet.identifier(name, kind))), "")
        if identifier:
            found[role] = identifier
    return {Role.BODY: sheet.default(), **found}


@dataclass(slots=True)
class Setter:
    """Making the tables of roles. ``under`` are the values of the house below, whose roles are taken where the file has none."""

    sheet: StyleSheet
    styles: Mapping[Role, str]
    faces: Typefaces
    line_space: Callable[[str], float]
    under: Mapping[str, object]
    tables: TableLook | None
    _body: Values = field(default_factory=dict)

    def roles(self) -> dict[str, Values]:
        """Every role that the letterhead styles, and those of the house below in its fonts and size."""
        self._body = self._paragraph(self.sheet.look(self.styles[Role.BODY]))
        found: dict[str, Values] = {str(Role.BODY): self._body}
        below = self.under.get("roles", {})
        for name, values in below.items() if isinstance(below, dict) else ():
            if isinstance(values, dict):
                found.setdefault(name, self._adapted(values))
                if name.startswith(_APART):
                    found[name].setdefault("space-before", 0.0)
        for role, identifier in self.styles.items():
            look = self.sheet.look(identifier)
            found[str(role)] = self._run(role, look) if role in CHARACTER_ROLES else self._paragraph(look)
        if str(Role.NOTE) in found:
            _hang(found[str(Role.NOTE)])
        return found | self._cells()

    def numbers_headings(self) -> bool:
        """Whether the letterhead numbers its first headings."""
        return self.sheet.look(self.styles.get(Role.HEADING_1, "")).properties.get("numPr.numId", "0") != "0"

    def _paragraph(self, look: Look) -> Values:
        key = self.faces.key(look.font or "Times New Roman")
        background, colour = look.background, look.colour
        return {
            "family": key,
            "size": look.size,
            "leading": _within(look.leading(self.line_space(self.faces.file(key))), 1.0, 400.0),
            "colour": f"#{colour.hex}" if colour else "#000000",
            "bold": look.says("r.b"),
            "italic": look.says("r.i"),
            "align": str(look.align),
            "space-before": _within(look.space_before, 0.0, 400.0),
            "space-after": _within(look.space_after, 0.0, 400.0),
            "indent-left": _within(look.length("ind.left"), -300.0, 300.0),
            "indent-right": _within(look.length("ind.right"), -300.0, 300.0),
            "indent-first": _within(look.first_line, -300.0, 300.0),
            "tracking": _within(look.length("r.spacing"), -10.0, 50.0),
            "uppercase": look.says("r.caps"),
            "features": ["smcp"] if look.says("r.smallCaps") else [],
            "hyphenate": False,
            "keep-with-next": look.says("keepNext"),
            "background": f"#{background.hex}" if background else "none",
        }

    def _run(self, role: Role, look: Look) -> Values:
        """A character style says only what it changes; its size is the paragraph's."""
        own = self.sheet.chain(self.styles[role])
        values: Values = {"features": []}
        if look.colour:
            values["colour"] = f"#{look.colour.hex}"
        if role is Role.CODE and own and look.font:
            values["family"] = self.faces.key(look.font)
        elif role is Role.NOTE_MARK:
            values["family"] = self._body["family"]
        return values

    def _cells(self) -> dict[str, Values]:
        plain = {"space-before": 0.0, "space-after": 0.0, "indent-left": 0.0, "indent-first": 0.0, "keep-with-next": False}
        if self.tables is None:
            return {str(Role.TABLE_CELL): {**self._body, **plain}, str(Role.TABLE_HEAD): {"bold": True}}
        parts = {Role.TABLE_CELL: "", Role.TABLE_HEAD: "firstRow", Role.TABLE_ROW_HEAD: "firstCol"}
        cells = {str(role): self._paragraph(self.tables.cell(part)) | {"keep-with-next": False} for role, part in parts.items()}
        cells[str(Role.TABLE_ROW_HEAD)]["align"] = str(Align.LEFT)
        return cells

    def _adapted(self, values: Mapping[str, object]) -> Values:
        """A role of the house below: its own proportions to the body, in the letterhead's type."""
        adapted = dict(values)
        for key in ("size", "leading"):
            if isinstance(size := values.get(key), int | float):
                # Word knows half points of type and twentieths of a line's height, and what is said in between it rounds.
                steps, most = (2, 200.0) if key == "size" else (20, 400.0)
                adapted[key] = _within(round(size * self._scale() * steps) / steps, 1.0, most)
        if "hyphenate" in values:
            adapted["hyphenate"] = False
        if "features" in values:
            adapted["features"] = []
        if isinstance(family := values.get("family"), str):
            adapted |= self._family(family)
        if values.get("align") == str(Align.JUSTIFY):
            adapted["align"] = self._body["align"]
        return adapted

    def _family(self, key: str) -> Values:
        """The letterhead's counterpart of a family: its headings' for display type, its body's for the rest but code."""
        if key in {"mono", "arabic"}:
            return {"family": key}
        heading = self.styles.get(Role.HEADING_1)
        name = str(self.faces.own.get(key, {}).get("name", key)).casefold()
        bold = {"bold": True} if name.endswith(_BOLD_FAMILIES) else {}
        if heading and key in _HEADING_FAMILIES:
            return {"family": self.faces.key(self.sheet.look(heading).font or "Times New Roman"), **bold}
        return {"family": self._body["family"], **bold}

    def _scale(self) -> float:
        below = self.under.get("roles", {})
        body = below.get(str(Role.BODY), {}) if isinstance(below, dict) else {}
        size = body.get("size") if isinstance(body, dict) else None
        own = self._body["size"]
        return own / size if isinstance(size, int | float) and isinstance(own, float) and size > 0 else 1.0


def _hang(note: Values) -> None:
    """Numbers of notes hang before their text, though most letterheads have no room for them: for three digits, and a little."""
    size, left, first = (value if isinstance(value := note[key], float) else 0.0 for key in ("size", "indent-left", "indent-first"))
    if first >= 0.0:
        left = max(left, round(2.2 * size))
        note |= {"indent-left": left, "indent-first": -left}


def _within(value: float, least: float, most: float) -> float:
    return round(min(max(value, least), most), 3)
