"""The named colours of a house, and names among them that nothing asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.diagnostic import warning
from briefgen.model.house import Colour
from briefgen.model.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.house.keys import Keys

NEEDED = ("accent", "rule", "cover")
"""Named colours that writers ask for by name."""
_ASKED = (*NEEDED, "cover-rule", "muted")
_BLACK = Colour(0, 0, 0)
_LIKENESS = 0.75


def read_colours(keys: Keys) -> Mapping[str, Colour]:
    """The table ``[colours]``. A name of the house's own that nothing uses and that looks like one in use is a warning."""
    colours = dict.fromkeys(NEEDED, _BLACK) | {name: keys.colour(name, _BLACK) for name in keys.values}
    keys.need(*NEEDED)
    _warn_of_slips(keys)
    return colours


def _warn_of_slips(keys: Keys) -> None:
    others = {name: value for name, value in keys.source.values.items() if name != "colours"}
    used = {text for text in _texts(others) if text in keys.values} | set(_ASKED)
    for name in (name for name in keys.values if name not in used):
        place = keys.source.places.get((*keys.path, name))
        meant = nearest(name, used, likeness=_LIKENESS)
        if meant and place and place.file == keys.source.file:
            keys.findings.append(warning("unused-colour", f"nothing uses the colour '{name}'", place, f"did you mean {meant[0]}?"))


def _texts(value: object) -> Iterator[str]:
    """Every text in a value."""
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from _texts(part)
        case list():
            for part in value:
                yield from _texts(part)
