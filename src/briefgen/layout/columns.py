"""Widths of a table's columns: as the author says, else from what they hold. Every output sets them from the same shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.walk import plain_text

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


def column_count(block: tree.Table) -> int:
    """How many columns there are, at least one: rows may be of unequal length."""
    return max([len(block.columns), *(sum(max(cell.columns, 1) for cell in row.cells) for row in (*block.head, *block.body)), 1])


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
    wish = [max(high - low, 0.01) ** 0.7 for low, high in zip(least, most, strict=True)]
    return [low + (free - sum(least)) * share / sum(wish) for low, share in zip(least, wish, strict=True)]


def _natural_widths(block: tree.Table, count: int, padding: float, measure: Measure) -> tuple[list[float], list[float]]:
    """For each column the width of its widest word and of its longest text, padding included."""
    around = 2 * padding + 1.0
    least, most = [around + _LEAST] * count, [around + _LEAST] * count
    for row in (*block.head, *block.body):
        at = 0
        for cell in row.cells:
            if cell.columns == 1 and at < count:
                low, high = _text_widths(cell, measure)
                least[at], most[at] = max(least[at], low + around), max(most[at], high + around)
            at += max(cell.columns, 1)
    return least, most


def _text_widths(cell: tree.Cell, measure: Measure) -> tuple[float, float]:
    role = next((block.role for block in cell.children if isinstance(block, tree.Paragraph)), Role.TABLE_CELL)
    widest = longest = 0.0
    for line in plain_text(cell.children).split("\n"):
        widths = [measure(word, role) if len(word) < _LONGEST_WORD else _LONG_WORDS_WIDTH for word in line.split()]
        widest = max([widest, *widths])
        longest = max(longest, sum(widths) + measure(" ", role) * max(len(widths) - 1, 0))
    return widest, longest
