"""Tables of ours in a file of an older Word, which lets the first column's text begin at a table's indent, not its edge.

So it is in the modes before 15: there the indent has to be greater by what the first cell is padded with. Every program does so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.house.word.package import W

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

EDGES = 15
"""The first mode of Word that puts a table's edge at its indent."""


def shift(root: _Element, styles: _Element) -> None:
    """Put every table's edge where it was; ``styles`` is the root of the styles, by whose ids the tables go."""
    paddings = {style.get(f"{W}styleId", ""): style for style in styles.iterfind(f"{W}style") if style.get(f"{W}type") == "table"}
    for table in root.iter(f"{W}tbl"):
        indent = table.find(f"{W}tblPr/{W}tblInd")
        padding = _padding(table, paddings)
        if indent is not None and padding:
            indent.set(f"{W}w", str(int(indent.get(f"{W}w", "0")) + padding))


def _padding(table: _Element, styles: Mapping[str, _Element]) -> int:
    """The left padding of a table's cells in twips: its own, or else that of its style and those it is based on."""
    named = table.find(f"{W}tblPr/{W}tblStyle")
    holder: _Element | None = table
    seen: set[str] = set()
    identifier = "" if named is None else named.get(f"{W}val", "")
    while holder is not None:
        for side in ("left", "start"):
            margin = holder.find(f"{W}tblPr/{W}tblCellMar/{W}{side}")
            if margin is not None and margin.get(f"{W}w", "").isdecimal():
                return int(margin.get(f"{W}w", "0"))
        if identifier in seen:
            break
        seen.add(identifier)
        holder = styles.get(identifier)
        based = None if holder is None else holder.find(f"{W}basedOn")
        identifier = "" if based is None else based.get(f"{W}val", "")
    return 0
