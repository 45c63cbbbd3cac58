"""Widths of a table's columns: as the author says, else from what they hold. Every output sets them from the same shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from briefgen.layout.numerals import is_numeric, is_plain, text_in
from briefgen.model import tree
from briefgen.model.grid import column_count, spots
from briefgen.model.named import NamedTuple
from briefgen.model.role import Role
from briefgen.model.walk import walk

Measure: TypeAlias = "Callable[[str, Role], float]"
"""The width in points of a word, or of a space, set in a role."""

# A longer word is broken wherever it must be; counted whole it would leave the other columns nothing.
_LONGEST_WORD, _LONG_WORDS_WIDTH = 60, 240.0
_LEAST = 12.0
# Where not even the widest words fit beside each other, type may be as small as this part of its size before words are broken.
SMALLEST = 0.7
_LEAST_PADDING = 1.5
# A little less padding, for what does not shrink with the type.
_SPARED = 0.5
# What a column with a word wider than this asks for at the least: the word may be broken.
_MOST_OF_A_WORD = 120.0
# By how much words in bold or in type of one width are wider than the others.
_WIDER, _BROAD = 1.08, (tree.Strong, tree.Code, tree.CodeBlock)


class Fitting(NamedTuple):
    """How a table is made to fit: widths of columns and the padding at either side of a cell, in points, and what the size of
    its type is multiplied by. ``numeric`` are the columns of numbers; ``too_wide``: words have to be broken all the same."""

    widths: list[float]
    padding: float
    numeric: frozenset[int] = frozenset()
    scale: float = 1.0
    too_wide: bool = False


class _Content(NamedTuple):
    """What a cell asks for, in points and without padding: the width of its widest word, and that of its longest line."""

    column: int
    columns: int
    low: float
    high: float


def fit_columns(block: tree.Table, total: float, padding: float, measure: Measure) -> Fitting:
    """Widths that fill ``total``, with smaller type and padding where the narrowest that words allow would not fit."""
    count, numeric = column_count(block), numeric_columns(block)
    contents = _contents(block, count, numeric, measure)
    widths = _widths(block, count, contents, total, padding)
    needed = _needed(contents, count, padding)
    if needed <= total or any(column.width for column in block.columns):
        return Fitting(widths, padding, numeric)

    def smaller(scale: float, pad: float) -> Fitting:
        scaled = [content._replace(low=content.low * scale, high=content.high * scale) for content in contents]
        too_wide = _needed(scaled, count, pad) > total
        return Fitting(_widths(block, count, scaled, total, pad), pad, numeric, scale, too_wide)

    scale = max(total / needed, SMALLEST)
    fitting = smaller(scale, max(padding * scale - _SPARED, 0.0))
    return smaller(SMALLEST, min(padding, _LEAST_PADDING)) if fitting.too_wide else fitting


def column_widths(block: tree.Table, total: float, padding: float, measure: Measure) -> list[float]:
    """Widths that fill ``total``: as given, else between a column's widest word and its longest text. All in points."""
    count = column_count(block)
    return _widths(block, count, _contents(block, count, numeric_columns(block), measure), total, padding)


def _widths(block: tree.Table, count: int, contents: Sequence[_Content], total: float, padding: float) -> list[float]:
    given = [max(column.width or 0.0, 0.0) for column in block.columns]
    given += [0.0] * (count - len(given))
    if all(given) or sum(given) >= 1.0:
        whole = sum(given) or 1.0
        even = [share or whole / len(given) / 10 for share in given]
        return [total * share / sum(even) for share in even]
    least, most = _natural_widths(contents, count, padding)
    unset = [number for number, share in enumerate(given) if not share]
    shared = _shared([least[number] for number in unset], [most[number] for number in unset], total * (1 - sum(given)))
    widths = [total * share for share in given]
    for number, width in zip(unset, shared, strict=True):
        widths[number] = width
    return widths


def _needed(contents: Sequence[_Content], count: int, padding: float) -> float:
    least, _ = _natural_widths(contents, count, padding)
    return sum(min(width, _MOST_OF_A_WORD) for width in least)


def _shared(least: Sequence[float], most: Sequence[float], free: float) -> list[float]:
    if sum(most) <= free:
        return [width + (free - sum(most)) * width / sum(most) for width in most]
    if sum(least) < free:
        return _levelled(least, most, free)
    # Where a word has to be broken, it is one that no column could hold.
    broken = [min(width, _MOST_OF_A_WORD) for width in least]
    if sum(broken) < free:
        return _levelled(broken, least, free)
    return [free * width / sum(broken) for width in broken]


def _levelled(least: Sequence[float], most: Sequence[float], free: float) -> list[float]:
    """Widths for texts that have not room enough on one line each: short ones keep theirs, long ones share what is left."""
    widths = list(least)
    open_ = list(range(len(least)))
    while open_:
        left = free - sum(width for number, width in enumerate(widths) if number not in open_)
        fair = left / len(open_)
        content = [number for number in open_ if most[number] <= fair]
        if not content:
            break
        for number in content:
            widths[number] = most[number]
        open_ = [number for number in open_ if number not in content]
    left = free - sum(widths)
    if left < 0:
        widths, left, open_ = list(least), free - sum(least), list(range(len(least)))
    wish = {number: max(most[number] - least[number], 0.01) ** 0.7 for number in open_}
    return [width + left * wish.get(number, 0.0) / sum(wish.values()) for number, width in enumerate(widths)]


def _contents(block: tree.Table, count: int, numeric: frozenset[int], measure: Measure) -> list[_Content]:
    """What the cells ask for, those that take one column first; a number is never broken at its spaces."""
    found: list[_Content] = []
    for part in (block.head, block.body):
        for spot in (spot for row in spots(part, count) for spot in row):
            low, high = _text_widths(spot.cell, measure)
            whole = part is block.body and spot.column in numeric and spot.columns == 1
            found.append(_Content(spot.column, spot.columns, high if whole else low, high))
    return sorted(found, key=lambda content: content.columns)


def _natural_widths(contents: Sequence[_Content], count: int, padding: float) -> tuple[list[float], list[float]]:
    """For each column the width of its widest word and of its longest text, padding included."""
    around = 2 * padding + 1.0
    least, most = [around + _LEAST] * count, [around + _LEAST] * count
    for column, columns, low, high in contents:
        if columns == 1:
            least[column], most[column] = max(least[column], low + around), max(most[column], high + around)
            continue
        taken = slice(column, column + columns)
        for widths, wanted in ((least, low + around), (most, high + around)):
            lacking = max(wanted - sum(widths[taken]), 0.0) / columns
            widths[taken] = [width + lacking for width in widths[taken]]
    return least, most


def numeric_columns(block: tree.Table) -> frozenset[int]:
    """The columns of numbers: in the body nothing but those, and signs for none."""
    columns: dict[int, list[tree.Cell]] = {}
    for spot in (spot for row in spots(block.body) for spot in row):
        if spot.columns == 1:
            columns.setdefault(spot.column, []).append(spot.cell)
    return frozenset(number for number, cells in columns.items() if not (block.row_heads and number == 0) and is_numeric(cells))


def _text_widths(cell: tree.Cell, measure: Measure) -> tuple[float, float]:
    role = next((block.role for block in cell.children if isinstance(block, tree.Paragraph)), Role.TABLE_CELL)
    widest = longest = 0.0
    for line in text_in(cell).split("\n"):
        words = filter(None, line.split(" ")) if "\u00a0" in line else line.split()
        widths = [measure(word, role) if len(word) < _LONGEST_WORD else _LONG_WORDS_WIDTH for word in words]
        widest = max([widest, *widths])
        longest = max(longest, sum(widths) + measure(" ", role) * max(len(widths) - 1, 0))
    wider = 1.0 if is_plain(cell) or not any(isinstance(node, _BROAD) for node in walk(cell.children)) else _WIDER
    return widest * wider, longest * wider
