"""Text styles by role: what a role leaves out it takes from its parent (:data:`briefgen.model.role.PARENT`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.house import Align, Colour, Length, TextStyle
from briefgen.model.nearest import did_you_mean
from briefgen.model.role import PARENT, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.house.keys import Keys
    from briefgen.model.house import FontFamily

SIZES, LEADINGS = (1.0, 200.0), (1.0, 400.0)
SPACES, INDENTS, TRACKINGS = (0.0, 400.0), (-300.0, 300.0), (-10.0, 50.0)
"""Points. Beyond these is no page a person means, and no line that a page can hold."""

_FEATURE = re.compile(r"[a-z0-9]{4}")


def read_roles(keys: Keys, families: Mapping[str, FontFamily]) -> Mapping[Role, TextStyle]:
    """A style for every role. ``body`` must say its family, size, leading and colour; it has no parent."""
    for name in keys.values:
        if name not in set(Role):
            keys.report("unknown-role", name, f"there is no role '{name}'", did_you_mean(name, Role))
    keys.table("body").need("family", "size", "leading", "colour")
    styles: dict[Role, TextStyle] = {}
    for role in Role:
        _resolve(role, keys, families, styles)
    return styles


def _resolve(role: Role, keys: Keys, families: Mapping[str, FontFamily], styles: dict[Role, TextStyle]) -> TextStyle:
    if role not in styles:
        parent = PARENT.get(role)
        under = _resolve(parent, keys, families, styles) if parent else _plain(families)
        styles[role] = _read_text_style(keys.table(role), under, families)
    return styles[role]


def _plain(families: Mapping[str, FontFamily]) -> TextStyle:
    return TextStyle(next(iter(families)), Length.from_pt(10), Length.from_pt(14), Colour(0, 0, 0))


def _read_text_style(keys: Keys, under: TextStyle, families: Mapping[str, FontFamily]) -> TextStyle:
    size = keys.length("size", under.size, positive=True, within=SIZES)
    style = TextStyle(
        family=_read_family_name(keys, under.family, families),
        size=size,
        leading=keys.length("leading", Length(round(under.leading * size / under.size)), positive=True, within=LEADINGS),
        colour=keys.colour("colour", under.colour),
        bold=keys.flag("bold", under.bold),
        italic=keys.flag("italic", under.italic),
        align=Align(keys.choice("align", under.align, Align)),
        space_before=keys.length("space-before", under.space_before, within=SPACES),
        space_after=keys.length("space-after", under.space_after, within=SPACES),
        indent_left=keys.length("indent-left", under.indent_left, within=INDENTS),
        indent_right=keys.length("indent-right", under.indent_right, within=INDENTS),
        indent_first=keys.length("indent-first", under.indent_first, within=INDENTS),
        tracking=keys.length("tracking", under.tracking, within=TRACKINGS),
        uppercase=keys.flag("uppercase", under.uppercase),
        features=_read_features(keys, under.features),
        hyphenate=keys.flag("hyphenate", under.hyphenate),
        keep_with_next=keys.flag("keep-with-next", under.keep_with_next),
        background=keys.optional_colour("background", under.background),
    )
    keys.no_others()
    return style


def _read_family_name(keys: Keys, under: str, families: Mapping[str, FontFamily]) -> str:
    name = keys.text("family", under)
    if name in families:
        return name
    keys.report("unknown-family", "family", f"'{name}' is no font family of this house", did_you_mean(name, families))
    return under


def _read_features(keys: Keys, under: tuple[str, ...]) -> tuple[str, ...]:
    features = keys.texts("features", under)
    for tag in features:
        if not _FEATURE.fullmatch(tag):
            keys.report(
                "wrong-type", "features", f"'{tag}' is no OpenType feature", "a feature is four letters or digits, such as onum"
            )
    return features
