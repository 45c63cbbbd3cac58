"""``theme1.xml``: the house's colours and families where Word's own menus look for them.

The styles name colours and fonts outright. The theme is for the editor who draws a chart or colours a word: the palette on offer
is then the house's, not Word's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.role import Role
from briefgen.writers.docx.markup import Xml, element, part

if TYPE_CHECKING:
    from briefgen.model.house import Colour, HouseStyle

_WHITE = "FFFFFF"


def theme(house: HouseStyle) -> bytes:
    """The part (ECMA-376 Part 1 §20.1.6.9)."""
    elements = element("a:themeElements", {}, _colours(house), _fonts(house), _formats())
    return part("a:theme", "a", elements, name=house.name)


def _colours(house: HouseStyle) -> Xml:
    """The twelve slots of a scheme: text and ground twice, six accents, links. Every colour has a job in the house already."""
    ink, heading, link = (house.roles[role].colour for role in (Role.BODY, Role.HEADING_1, Role.LINK))
    panel = house.boxes["panel"].background if "panel" in house.boxes else house.colours["rule"]
    muted = house.roles[Role.NOTE].colour
    accents = (heading, house.colours["accent"], link, muted, house.colours["rule"], house.colours["cover"])
    slots: dict[str, Colour | None] = {"dk1": ink, "lt1": None, "dk2": heading, "lt2": panel}
    slots |= {f"accent{number}": colour for number, colour in enumerate(accents, 1)}
    slots |= {"hlink": link, "folHlink": link}
    return element("a:clrScheme", {"name": house.name}, *(_slot(name, colour) for name, colour in slots.items()))


def _slot(name: str, colour: Colour | None) -> Xml:
    return element(f"a:{name}", {}, element("a:srgbClr", {"val": colour.hex if colour else _WHITE}))


def _fonts(house: HouseStyle) -> Xml:
    families = {"a:majorFont": Role.HEADING_1, "a:minorFont": Role.BODY}
    none = (element("a:ea", {"typeface": ""}), element("a:cs", {"typeface": ""}))
    schemes = [
        element(name, {}, element("a:latin", {"typeface": house.families[house.roles[role].family].name}), *none)
        for name, role in families.items()
    ]
    return element("a:fontScheme", {"name": house.name}, *schemes)


def _formats() -> Xml:
    """The three strengths of fill, line and effect that a scheme must have; all plain."""
    fill = element("a:solidFill", {}, element("a:schemeClr", {"val": "phClr"}))
    lines = [element("a:ln", {"w": width}, fill) for width in (6350, 12700, 19050)]
    effect = element("a:effectStyle", {}, element("a:effectLst", {}))
    return element(
        "a:fmtScheme",
        {"name": "Plain"},
        element("a:fillStyleLst", {}, *[fill] * 3),
        element("a:lnStyleLst", {}, *lines),
        element("a:effectStyleLst", {}, *[effect] * 3),
        element("a:bgFillStyleLst", {}, *[fill] * 3),
    )
