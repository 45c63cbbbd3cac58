"""The labels that Word counts out for the items of lists (ECMA-376-1 §17.9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.proof.docx_file import Level, Numbering

_PLACE = re.compile("%([1-9])")


class Label(NamedTuple):
    """What Word puts before a paragraph, and at which level from 0."""

    text: str
    level: int
    is_bullet: bool = False


class Counting:
    """Counts items as they are met. Lists of one definition go on counting unless they say where they begin (§17.9.8)."""

    def __init__(self, numberings: Mapping[str, Numbering]) -> None:
        self._numberings = numberings
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, list_id: str, depth: int) -> Label | None:
        """The label of the next item of a list at a depth from 0; ``None``: there is no such list."""
        numbering = self._numberings.get(list_id)
        level = numbering.levels.get(depth) if numbering else None
        if numbering is None or level is None:
            return None
        if level.form == "bullet":
            return Label(level.pattern, depth, is_bullet=True)
        counts = self._counts.setdefault(numbering.definition, {})
        if depth in numbering.starts and (list_id, depth) not in self._begun:
            counts[depth] = numbering.starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self._begun.add((list_id, depth))
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]

        def count(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            return str(counts.get(at, _start(numbering, at)))

        return Label(_PLACE.sub(count, level.pattern), depth)


def _start(numbering: Numbering, depth: int) -> int:
    level: Level | None = numbering.levels.get(depth)
    return numbering.starts.get(depth, level.start if level else 1)
