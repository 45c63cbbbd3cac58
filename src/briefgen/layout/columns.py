"""Widths of a table's columns: as the author says, else from what they hold. Every output sets them from the same shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from briefgen.layout.numerals import is_numeric
from briefgen.model import tree
from briefgen.model.grid import column_count, spots
from briefgen.model.role import Role
from briefgen.model.walk import plain_text, walk

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
_WIDER = 1.08


class Fitting(NamedTuple):
    """How a table is made to fit: widths of columns and the padding at either side of a cell, in points, and what the size of
    its type is multiplied by. ``too_wide``: words have to be broken all the same."""

    widths: list[float]
    padding: float
    scale: float = 1.0
    too_wide: bool = False


def fit_columns(block: tree.Table, total: float, padding: float, measure: Measure) -> Fitting:
    """Widths that fill ``total``, with smaller type and padding where the narrowest that words allow would not fit."""
    widths = column_widths(block, total, padding, measure)
    if any(column.width for column in block.columns):
        return Fitting(widths, padding)
    needed = _needed(block, padding, measure)
    if needed <= total:
        return Fitting(widths, padding)
    scale = max(total / needed, SMALLEST)
    fitting = _scaled(block, total, scale, padding * scale - _SPARED, measure)
    return _scaled(block, total, SMALLEST, min(padding, _LEAST_PADDING), measure) if fitting.too_wide else fitting


def _scaled(block: tree.Table, total: float, scale: float, padding: float, measure: Measure) -> Fitting:
    def smaller(word: str, role: Role) -> float:
        return measure(word, role) * scale

    padding = max(padding, 0.0)
    too_wide = _needed(block, padding, smaller) > total
    return Fitting(column_widths(block, total, padding, smaller), padding, scale, too_wide)


def _needed(block: tree.Table, padding: float, measure: Measure) -> float:
    least, _ = _natural_widths(block, column_count(block), padding, measure)
    return sum(min(width, _MOST_OF_A_WORD) for width in least)


def column_widths(block: tree.Table, total: float, padding: float, measure: Measure) -> list[float]:
    """Widths that fill ``total``: as given, else between a column's widest word and its longest text. All in points."""
    given = [max(column.width or 0.0, 0.0) for column in block.columns]
    given += [0.0] * (column_count(block) - len(given))
    if all(given) or sum(given) >= 1.0:
        whole = sum(given) or 1.0
        even = [share or whole / len(given) / 10 for share in given]
        return [total * share / sum(even) for share in even]
    least, most = _natural_widths(block, len(given), padding, measure)
    unset = [number for number, share in enumerate(given) if not share]
    shared = _shared([least[number] for number in unset], [most[number] for number in unset], total * (1 - sum(given)))
    widths = [total * share for share in given]
    for number, width in zip(unset, shared, strict=True):
        widths[number] = width
    return widths


def _shared(least: Sequence[float], most: Sequence[float], free: float) -> list[float]:
    if sum(least) >= free:
        return [free * width / sum(least) for width in least]
    if sum(most) <= free:
        return [width + (free - sum(most)) * width / sum(most) for width in most]
    return _levelled(least, most, free)


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


def _natural_widths(block: tree.Table, count: int, padding: float, measure: Measure) -> tuple[list[float], list[float]]:
    """For each column the width of its widest word and of its longest text, padding included."""
    around = 2 * padding + 1.0
    least, most = [around + _LEAST] * count, [around + _LEAST] * count
    numeric = numeric_columns(block)
    head = [(spot, False) for row in spots(block.head, count) for spot in row]
    body = [(spot, spot.column in numeric) for row in spots(block.body, count) for spot in row]
    for spot, is_number in sorted((*head, *body), key=lambda pair: pair[0].columns):
        low, high = _text_widths(spot.cell, measure)
        low = high if is_number and spot.columns == 1 else low
        taken = slice(spot.column, spot.column + spot.columns)
        for widths, wanted in ((least, low + around), (most, high + around)):
            lacking = max(wanted - sum(widths[taken]), 0.0) / spot.columns
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
    wider = _WIDER if any(isinstance(node, tree.Strong | tree.Code | tree.CodeBlock) for node in walk(cell.children)) else 1.0
    for line in plain_text(cell.children).split("\n"):
        widths = [measure(word, role) if len(word) < _LONGEST_WORD else _LONG_WORDS_WIDTH for word in line.split()]
        widest = max([widest, *widths])
        longest = max(longest, sum(widths) + measure(" ", role) * max(len(widths) - 1, 0))
    return widest * wider, longest * wider
