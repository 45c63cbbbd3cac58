"""The words that figures print and that describe them. A house says them in its own language as labels: ``"figure.no-value"``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.figures.look import Look

WORDS: Mapping[str, str] = {
    "no-value": "n/a",
    "kilometres": "km",
    "bar": "Bar chart",
    "stacked": "Stacked bar chart",
    "line": "Line chart",
    "dot": "Dot chart",
    "slope": "Slope chart",
    "timeline": "Timeline",
    "map": "Map",
    "and": "{first} and {last}",
    "no-values": "no values",
    "no-value-for": "no value for {names}",
    "unchanged": "unchanged at {value} ({first} to {last})",
    "up": "from {start} ({first}) up to {end} ({last})",
    "down": "from {start} ({first}) down to {end} ({last})",
    "highest": "highest {value} ({name})",
    "lowest": "lowest {value} ({name})",
    "extremes": "{count} values; highest {high-name} ({high}), lowest {low-name} ({low})",
    "no-events": "no events",
    "one-event": "1 event",
    "events": "{count} events",
    "span": "{start} to {end}",
    "in-colour": "Shown in colour: {names}",
    "places": "Places: {names}",
    "arrow": "Arrow from {start} to {end}",
    "by-way-of": "by way of {names}",
}
"""By name, with what is put into them between braces. Names of seas and countries are labels too: ``"sea.Black Sea"``,
``"country.IR"``."""
PREFIX = "figure."
_NAME = re.compile(r"\{([\w-]+)\}")


def said(look: Look, name: str, /, **values: object) -> str:
    """A phrase in the words of the house; ``high_name`` fills ``{high-name}``."""
    phrase = look.style.labels.get(f"{PREFIX}{name}") or WORDS[name]
    return _NAME.sub(lambda match: str(values.get(match[1].replace("-", "_"), match[0])), phrase)


def listed(look: Look, names: Sequence[str]) -> str:
    """Names one after the other, the last joined to the others by a word."""
    return names[0] if len(names) == 1 else said(look, "and", first=", ".join(names[:-1]), last=names[-1])


def of_sea(look: Look, name: str) -> str:
    """A water's name as the house says it."""
    return look.style.labels.get(f"sea.{name}") or name
