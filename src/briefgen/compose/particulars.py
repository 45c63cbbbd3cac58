"""Indicators and alternatives with fields, as tables: what would be seen, what it would mean, and what speaks for and against."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from briefgen.compose.estimative import NO_BREAK_SPACE, printed_band
from briefgen.model import tree
from briefgen.model.estimative import PROFILES
from briefgen.model.role import Role
from briefgen.model.value import replace
from briefgen.model.walk import found, plain_text, rewrite_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.model.estimative import Profile

Blocks = tuple[tree.Block, ...]


def tabulate_particulars(blocks: Blocks, profile_name: str, labels: Mapping[str, str]) -> Blocks:
    """Callouts of one kind that follow each other and have particulars as the rows of one table.

    Its columns are the callout itself and the particulars that any of them has, in the order in which the reader knows them; a
    likelihood has its band beside it. An identifier goes on to the row's first cell.
    """
    profile = PROFILES[profile_name]

    def gather(node: tree.Node) -> tree.Node:
        if isinstance(node, tree.Section | tree.Div | tree.Callout | tree.ListItem):
            return replace(node, children=_gathered(node.children, profile, labels))
        return node

    if not any(node.particulars for node in found(blocks, tree.Callout)):
        return blocks
    return _gathered(rewrite_all(blocks, gather, (tree.Section, tree.Div, tree.Callout, tree.ListItem)), profile, labels)


def _kind(block: tree.Block) -> tree.CalloutKind | None:
    return block.kind if isinstance(block, tree.Callout) and block.particulars else None


def _gathered(blocks: Blocks, profile: Profile, labels: Mapping[str, str]) -> Blocks:
    gathered: list[tree.Block] = []
    for kind, run in groupby(blocks, _kind):
        if kind is None:
            gathered += run
        else:
            gathered.append(_table(kind, [block for block in run if isinstance(block, tree.Callout)], profile, labels))
    return tuple(gathered)


def _table(kind: tree.CalloutKind, callouts: Sequence[tree.Callout], profile: Profile, labels: Mapping[str, str]) -> tree.Table:
    said = {name: None for callout in callouts for name in _fields(callout)}
    names = sorted(said, key=_order(callouts).index)
    heads = [labels.get(name) or name.replace("-", " ").capitalize() for name in (kind.value, *names)]
    head = tree.Row(tuple(_cell((tree.Text(word),)) for word in heads))
    body = tuple(_row(callout, names, profile) for callout in callouts)
    columns = tuple(tree.Column() for _ in heads)
    return tree.Table(columns, (head,), body, row_heads=True, position=callouts[0].position)


def _order(callouts: Sequence[tree.Callout]) -> list[str]:
    """The names of particulars in an order that is that of every callout, each of which has them in the reader's."""
    order: list[str] = []
    for callout in sorted(callouts, key=lambda one: -len(one.particulars)):
        after = 0
        for name in _fields(callout):
            if name in order:
                after = order.index(name) + 1
            else:
                order.insert(after, name)
                after += 1
    return order


def _fields(callout: tree.Callout) -> Mapping[str, tree.Particular]:
    return {particular.name: particular for particular in callout.particulars}


def _row(callout: tree.Callout, names: Sequence[str], profile: Profile) -> tree.Row:
    fields = _fields(callout)
    cells = [_said(fields[name], profile) if name in fields else tree.Cell(()) for name in names]
    return tree.Row((_first(callout), *cells), position=callout.position)


def _said(particular: tree.Particular, profile: Profile) -> tree.Cell:
    words = particular.children
    if particular.name == "likelihood" and (band := profile.band(plain_text(words).strip().casefold())):
        words = (*words, tree.Text(f"{NO_BREAK_SPACE}({printed_band(band)})"))
    return _cell(words)


def _first(callout: tree.Callout) -> tree.Cell:
    """The callout itself: under its title, where it has one, its text is not set as the head of the row."""
    children = callout.children
    if callout.label:
        plain = tuple(replace(one, role=Role.TABLE_CELL) if isinstance(one, tree.Paragraph) else one for one in children)
        children = (tree.Paragraph((tree.Text(callout.label),), position=callout.position), *plain)
    if not callout.identifier or not children or not isinstance(children[0], tree.Paragraph):
        return tree.Cell(children, position=callout.position)
    marked = tree.Span(children[0].children, tree.Attributes(callout.identifier), position=callout.position)
    return tree.Cell((replace(children[0], children=(marked,)), *children[1:]), position=callout.position)


def _cell(inlines: tuple[tree.Inline, ...]) -> tree.Cell:
    return tree.Cell((tree.Paragraph(inlines),))
