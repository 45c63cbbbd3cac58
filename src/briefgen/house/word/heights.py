"""How high a header or footer stands: Word moves the text out of its way where the margin has no room for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from briefgen.house.word.package import W
from briefgen.house.word.styles import Look, inherit, own_properties, points

if TYPE_CHECKING:
    from lxml.etree import _Element

    from briefgen.house.word.styles import StyleSheet

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_EMU_PER_POINT = 12_700
_FONT = "Times New Roman"


class Heights:
    """Heights in points. ``natural`` gives the line space of a typeface, as a multiple of its size."""

    def __init__(self, sheet: StyleSheet, natural: Callable[[str], float]) -> None:
        self._sheet, self._natural = sheet, natural

    def of(self, root: _Element) -> float:
        """The height of a story, each of its paragraphs taken for one line, or for as many as it has forced ones."""
        return self._stacked(root)

    def _stacked(self, holder: Iterable[_Element]) -> float:
        height, after = 0.0, 0.0
        for item in _blocks(holder):
            if item.tag == f"{W}tbl":
                height, after = height + after + sum(self._row(row) for row in item.iterfind(f"{W}tr")), 0.0
                continue
            look = self._look(item)
            height += max(after, look.space_before) + self._lines(item, look)
            after = look.space_after
        return height + after

    def _row(self, row: _Element) -> float:
        stated = row.find(f"{W}trPr/{W}trHeight")
        said = 0.0 if stated is None else points(stated.get(f"{W}val", "")) or 0.0
        if stated is not None and stated.get(f"{W}hRule") == "exact":
            return said
        return max(said, max((self._stacked(cell) for cell in row.iterfind(f"{W}tc")), default=0.0))

    def _look(self, paragraph: _Element) -> Look:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        identifier = "" if style is None else style.get(f"{W}val", "")
        return self._sheet.look(identifier or self._sheet.default(), own_properties(paragraph))

    def _lines(self, paragraph: _Element, look: Look) -> float:
        runs = [run for run in paragraph.iter(f"{W}r") if next(run.iterancestors(f"{W}p"), None) is paragraph]
        shown = [run for run in runs if any(run.find(f"{W}{name}") is not None for name in ("t", "tab", "fldChar"))]
        looks = [self._run(look, run) for run in shown] or [self._mark(look, paragraph)]
        line = max(one.leading(self._natural(one.font or _FONT)) for one in looks)
        breaks = sum(run.find(f"{W}br") is not None for run in runs)
        pictures = [
            int(extent.get("cy", "0")) / _EMU_PER_POINT for run in runs for extent in run.iterfind(f".//{_WP}inline/{_WP}extent")
        ]
        exact = look.properties.get("spacing.lineRule") == "exact"
        return line * breaks + (line if exact else max(line, *pictures, 0.0))

    def _run(self, look: Look, run: _Element) -> Look:
        properties = dict(look.properties)
        inherit(properties, own_properties(run))
        return Look(properties, look.theme)

    def _mark(self, look: Look, paragraph: _Element) -> Look:
        """An empty paragraph is as high as its mark (ECMA-376 Part 1 §17.3.1.29)."""
        holder = paragraph.find(f"{W}pPr")
        return look if holder is None else self._run(look, holder)


def _blocks(holder: Iterable[_Element]) -> Iterator[_Element]:
    """Paragraphs and tables, those in content controls among them; what stands in a frame takes no room here."""
    for item in holder:
        if item.tag == f"{W}sdt":
            content = item.find(f"{W}sdtContent")
            yield from () if content is None else _blocks(content)
        elif item.tag == f"{W}tbl" or (item.tag == f"{W}p" and item.find(f"{W}pPr/{W}framePr") is None):
            yield item
