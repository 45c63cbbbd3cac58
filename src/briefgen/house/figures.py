"""How a house draws: the colours of charts and maps, and its boundary policy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.house import BOUNDARIES, DISPUTED, FigureStyle
from briefgen.model.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.house.keys import Keys
    from briefgen.model.measure import Colour

_CODE = re.compile(r"[A-Z]{2}")
_FEWEST = 3


def read_figures(keys: Keys) -> FigureStyle:
    """The table ``[figures]``; what it leaves out is as it usually is."""
    usual = FigureStyle()
    figures = FigureStyle(
        series=_read_colours(keys, "series", usual.series),
        accent=keys.colour("accent", keys.colours.get("accent", usual.accent)),
        quiet=keys.colour("quiet", usual.quiet),
        grid=keys.colour("grid", usual.grid),
        sea=keys.colour("sea", usual.sea),
        land=keys.colour("land", usual.land),
        border=keys.colour("border", usual.border),
        water=keys.colour("water", usual.water),
        tints=_read_colours(keys, "tints", usual.tints),
    )
    keys.no_others()
    return figures


def _read_colours(keys: Keys, key: str, usual: tuple[Colour, ...]) -> tuple[Colour, ...]:
    """A list of colours; too few of them could not tell a chart's series apart."""
    names = keys.texts(key)
    if not names:
        return usual
    if len(names) < _FEWEST:
        keys.report("too-few-colours", key, f"figures.{key} has {len(names)} colours", f"give it {_FEWEST} or more")
        return usual
    one = {f"{key}[{number}]": name for number, name in enumerate(names)}
    inner = type(keys)(keys.source, (*keys.path, key), one, keys.findings, keys.colours)
    return tuple(inner.colour(name, usual[number % len(usual)]) for number, name in enumerate(one))


def read_boundaries(keys: Keys) -> Mapping[str, str]:
    """The table ``[boundaries]``: whose each disputed area is shown as."""
    found: dict[str, str] = {}
    for area in keys.values:
        said = keys.text(area)
        if area not in BOUNDARIES:
            hint = did_you_mean(area, BOUNDARIES) or f"the maps know {', '.join(BOUNDARIES)}"
            keys.report("unknown-key", area, f"the maps know no disputed area '{area}'", hint)
        elif said != DISPUTED and not _CODE.fullmatch(said):
            hint = f'write a code of ISO 3166 such as "UA", or "{DISPUTED}"'
            keys.report("unknown-value", area, f"'{said}' is no country", hint)
        else:
            found[area] = said
    return found
