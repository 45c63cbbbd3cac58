"""The house style as CSS: in every element, for mail programs drop style sheets, and in the head what can stand only there.

Sizes of print are drawn together for a screen, where a title of three times the text would fill a telephone.
"""

from __future__ import annotations

import math
import re
from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.model.house import Align, Slant
from briefgen.model.role import Role
from briefgen.model.value import dataclass
from briefgen.writers.html.shades import PAPER, box_by_night, by_night, rule_by_night

if TYPE_CHECKING:
    from briefgen.model.drawing import Label
    from briefgen.model.house import BoxStyle, Colour, FontFamily, HouseStyle, TextStyle

BODY, LEAST = 17.0, 13.0
"""Pixels of the text, and of the smallest print."""
COMPRESSION = 0.75
"""The power by which sizes draw near to that of the text: 30 points beside 10 are 39 pixels beside 17."""
_SIDES = re.compile(r"\b(?:left|right)\b")
_FOUR_SIDES = re.compile(r"((?:margin|padding):[^\s;!}]+) ([^\s;!}]+) ([^\s;!}]+) ([^\s;!}]+)")
_NOT_IN_NAMES = re.compile(r"[^\w .-]")
_WEIGHTS = {"Light": 300, "Medium": 500, "Semibold": 600, "SemiBold": 600, "Black": 900}
_CUTS = ("Caption", "SmText", "Subhead", "Display")
_STAND_INS = {
    "serif": "Georgia,'Times New Roman',serif",
    "mono": "Consolas,Menlo,'Courier New',monospace",
    "sans": "'Segoe UI','Helvetica Neue',Arial,sans-serif",
}
_ON_COVER = frozenset(role for role in Role if role.startswith("cover-"))
_RULED = ("td", "notes", "rule", "quote-block")
_NARROW = (
    "@media (max-width:520px){.page{padding:0 18px 24px!important}"
    ".cover{margin:0 -18px 24px!important;padding:28px 18px 20px!important}"
    ".cover-title,.title{font-size:29px!important}.heading-1{font-size:25px!important}.box-panel{padding:14px 14px 6px!important}"
    ".numeral{width:30px!important}.aside{margin-left:30px!important}}"
)


@dataclass(slots=True)
class Sheet:
    """Declarations by the class of what they are for: a role, ``box-panel``, ``chip-high``, ``td`` and the like.

    ``used`` are the classes that were asked for, so that the head says nothing about what is not there. ``language`` is the
    document's. ``turned``: for what reads from right to left, left and right are exchanged.
    """

    style: HouseStyle
    used: dict[str, str] = field(default_factory=dict)
    language: str = ""
    turned: bool = False

    def reading(self, *, right_to_left: bool) -> Sheet:
        """The sheet for a part that reads so."""
        return self if right_to_left == self.turned else Sheet(self.style, self.used, self.language, right_to_left)

    def attributes(self, name: str, more: str = "") -> str:
        """The class and the declarations of an element, and ``more`` of them, as they stand in its tag."""
        if name not in self.used:
            self.used[name] = self._declarations(name)
        declared = ";".join(filter(None, (self.used[name], more)))
        declared = _exchanged(declared) if self.turned else declared
        return f' class="{name}" style="{declared}"'

    def head(self) -> str:
        """What only a style sheet can say: the colours of night, and what a telephone has no room for."""
        narrow = _exchanged(_NARROW) if self.turned else _NARROW
        night = "".join(map(self._by_night, self.used))
        return f"@media (prefers-color-scheme:dark){{body,.page{{background:#{PAPER.hex}!important}}{night}}}{narrow}"

    def label_font(self, label: Label) -> str:
        """The font of a drawing's label."""
        usual = self.style.roles[Role.TABLE_CELL].family
        names, weight = _stack(self.style.families.get(label.family) or self.style.families[usual])
        return f"font-family:{names};font-weight:{700 if label.bold else weight}"

    def label_width(self, label: Label) -> float | None:
        """How wide a drawing's label is in the house's own font; ``None``: only who sets it can tell."""
        from briefgen.figures.look import Look, reads_from_right

        if reads_from_right(label.text) or not label.text.isprintable():
            return None
        width = Look(self.style, self.language).width(label.text, label.size, family=label.family, bold=label.bold)
        return width + label.tracking * len(label.text)

    def _declarations(self, name: str) -> str:
        kind, _, rest = name.partition("-")
        if name in set(Role):
            return role_declarations(self.style, Role(name))
        if kind == "box":
            return _box(self.style.boxes[rest])
        return _chip(self.style.confidence[rest]) if kind == "chip" else _furniture(self.style, name)

    def _by_night(self, name: str) -> str:
        kind, _, rest = name.partition("-")
        if kind == "box":
            return f".{name}{{background:#{box_by_night(self.style.boxes[rest].edge).hex}!important}}"
        if kind == "chip":
            chip = by_night(self.style.confidence[rest])
            return f".{name}{{background:#{chip.hex}!important;color:#{PAPER.hex}!important}}"
        if name in _RULED:
            return f".{name}{{border-color:#{rule_by_night().hex}!important}}"
        role = Role.JUDGMENT_NUMBER if name == "numeral" else name
        if role not in set(Role) or role in _ON_COVER or role == Role.TABLE_HEAD:
            return ""
        text = self.style.roles[Role(role)]
        ground = f";background:#{box_by_night(text.colour).hex}!important" if text.background else ""
        return f".{name}{{color:#{by_night(text.colour).hex}!important{ground}}}"


def _exchanged(declarations: str) -> str:
    """Declarations whose left is their right."""
    sides = _SIDES.sub(lambda found: "right" if found[0] == "left" else "left", declarations)
    return _FOUR_SIDES.sub(r"\1 \4 \3 \2", sides)


# ── text ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def role_declarations(style: HouseStyle, role: Role) -> str:
    """How a role is set on a screen; one of characters, in whatever paragraph it stands."""
    text = style.roles[role]
    if role is Role.LINK:
        return f"color:#{text.colour.hex}"
    if role is Role.NOTE_MARK:
        return f"color:#{text.colour.hex};text-decoration:none;font-size:75%"
    parts = [f"font:{_font(style, text, pixels(style, text))}", f"color:#{text.colour.hex}"]
    if role is not Role.CODE:
        parts.append(f"margin:{_margin(style, text)}")
    if text.tracking:
        parts.append(f"letter-spacing:{text.tracking / text.size:.3f}em")
    if text.uppercase:
        parts.append("text-transform:uppercase")
    if text.align is Align.CENTRE:
        parts.append("text-align:center")
    if role is Role.COVER_TITLE:
        parts.append("padding:20px 0 0")
    if text.background:
        parts.append(f"background:#{text.background.hex};padding:10px 14px;overflow-x:auto")
    return ";".join(parts)


def pixels(style: HouseStyle, text: TextStyle) -> float:
    """The size of a text on a screen."""
    return max(round(BODY * math.pow(text.size / style.roles[Role.BODY].size, COMPRESSION), 1), LEAST)


def _font(style: HouseStyle, text: TextStyle, size: float) -> str:
    slanted = Slant(text.bold, text.italic)
    names, weight = _stack(style.families[text.family])
    leading = max(1.15, text.leading / text.size)
    return f"{'italic ' if slanted.italic else ''}{700 if slanted.bold else weight} {size:g}px/{leading:.2f} {names}"


def _stack(family: FontFamily) -> tuple[str, int]:
    """A family's name and what stands in for it; and its weight, which Word has in the name and CSS has not."""
    words = _NOT_IN_NAMES.sub("", family.name).split()
    weight = next((_WEIGHTS[word] for word in words if word in _WEIGHTS), 400)
    cut = [word for word in words if word not in _WEIGHTS]
    names = dict.fromkeys((" ".join(cut), " ".join(word for word in cut if word not in _CUTS)))
    kind = "serif" if "Serif" in words else "mono" if {"Mono", "Code"} & set(words) else "sans"
    return ",".join((*(f"'{name}'" for name in names if name), _STAND_INS[kind])), weight


def _margin(style: HouseStyle, text: TextStyle) -> str:
    scale = BODY / style.roles[Role.BODY].size.pt
    return f"{text.space_before.pt * scale:.0f}px 0 {text.space_after.pt * scale:.0f}px"


# ── boxes and furniture ──────────────────────────────────────────────────────────────────────────────────────────────


def _box(box: BoxStyle) -> str:
    edge = f"border-left:{max(box.edge_width.pt * 1.4, 2):.0f}px solid #{box.edge.hex};" if box.edge_width else ""
    return f"{edge}background:#{box.background.hex};margin:20px 0 28px;padding:18px 22px 8px"


def _chip(colour: Colour) -> str:
    return f"background:#{colour.hex};color:#FFFFFF;font-weight:600;padding:2px 8px;border-radius:3px;white-space:nowrap"


def _furniture(style: HouseStyle, name: str) -> str:
    rule = style.table.rule.hex
    numeral = role_declarations(style, Role.JUDGMENT_NUMBER)
    return {
        "page": "max-width:680px;overflow-wrap:break-word;margin:0 auto;padding:0 28px 32px;background:#FFFFFF",
        "cover": f"background:#{style.colours['cover'].hex};margin:0 -28px 32px;padding:36px 28px 24px",
        "marking-band": "text-align:center;padding:14px 0",
        "numeral": f"float:left;width:40px;{numeral}",
        "aside": "margin-left:40px",
        "table": "border-collapse:collapse;width:100%",
        "scroll": "overflow-x:auto;margin:0 0 24px",
        "th": f"background:#{style.table.head_background.hex};padding:6px 10px;vertical-align:bottom",
        "td": f"border-bottom:1px solid #{rule};padding:6px 10px;vertical-align:top",
        "figure": "margin:20px 0",
        "picture": "max-width:100%;height:auto",
        "list": "margin:0 0 14px;padding:0 0 0 26px",
        "item": "margin:0 0 6px",
        "definition-of": "margin:0 0 10px 26px",
        "quote-block": f"margin:16px 0;padding:0 0 0 18px;border-left:3px solid #{rule}",
        "pulled": f"margin:20px 0;padding:8px 0 0;border-top:2px solid #{style.roles[Role.PULL_QUOTE].colour.hex}",
        "beside": f"margin:16px 0 20px;padding:8px 0 0;border-top:2px solid #{style.colours['accent'].hex}",
        "notes": f"border-top:1px solid #{rule};margin:36px 0 0;padding:16px 0 0",
        "rule": f"border:0;border-top:1px solid #{rule};margin:28px 0",
    }[name]


def lozenge(style: HouseStyle, label: str) -> str:
    """The declarations of a handling label: its colour on black, at least 12 points (FIRST TLP 2.0)."""
    text = style.roles[Role.MARKING]
    colour = style.marking.colours.get(label, text.colour)
    font = _font(style, text, max(16.0, pixels(style, text)))
    ground = style.marking.background.hex
    return f"display:inline-block;background:#{ground};color:#{colour.hex};font:{font};letter-spacing:0.05em;padding:4px 14px"
