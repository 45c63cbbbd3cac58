"""Blocks with a meaning in the form they are printed in: chronologies as tables, judgments in panels, labels on boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, Outcome, warning
from briefgen.model.value import replace
from briefgen.model.walk import rewrite_all

if TYPE_CHECKING:
    from collections.abc import Mapping

Blocks = tuple[tree.Block, ...]

_DATE_COLUMN = 0.24
"""Share of a chronology's width; "19 September 2022" fits it on one line."""


def label_callouts(blocks: Blocks, labels: Mapping[str, str]) -> Blocks:
    """Boxes that the author gave no title with the house's label for their kind."""

    def label(node: tree.Node) -> tree.Node:
        if isinstance(node, tree.Callout) and not node.label:
            return replace(node, label=labels.get(node.kind, ""))
        return node

    return rewrite_all(blocks, label, (tree.Callout,))


# ── chronologies ─────────────────────────────────────────────────────────────────────────────────────────────────────


def tabulate_chronologies(blocks: Blocks, labels: Mapping[str, str]) -> Outcome[Blocks]:
    """Chronologies as tables of dates and events; what else an author put into one stays where it stands."""
    findings: list[Diagnostic] = []

    def tabulate(node: tree.Node) -> tree.Node | tuple[tree.Node, ...]:
        if not isinstance(node, tree.Chronology):
            return node
        if not any(isinstance(block, tree.DefinitionList) for block in node.children):
            hint = "write each date on a line of its own, and under it ': ' and what happened"
            findings.append(warning("chronology-without-dates", "a chronology without dated events", node.position, hint))
        return tuple(
            _dated_table(block, node, labels) if isinstance(block, tree.DefinitionList) else block for block in node.children
        )

    return Outcome(rewrite_all(blocks, tabulate, (tree.Chronology,)), tuple(findings))


def _dated_table(events: tree.DefinitionList, chronology: tree.Chronology, labels: Mapping[str, str]) -> tree.Table:
    return tree.Table(
        columns=(tree.Column(width=_DATE_COLUMN), tree.Column(width=1 - _DATE_COLUMN)),
        head=(tree.Row(tuple(_cell((tree.Text(labels.get(name) or name.capitalize()),)) for name in ("date", "event"))),),
        body=tuple(_event(item) for item in events.items),
        row_heads=True,
        identifier=chronology.attributes.identifier,
        attributes=chronology.attributes,
        position=events.position or chronology.position,
    )


def _event(item: tree.Definition) -> tree.Row:
    happened = tuple(block for definition in item.definitions for block in definition)
    return tree.Row((_cell(item.term), tree.Cell(happened, position=item.position)), position=item.position)


def _cell(inlines: tuple[tree.Inline, ...]) -> tree.Cell:
    return tree.Cell((tree.Paragraph(inlines),))


# ── panels ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def gather_panels(blocks: Blocks) -> Blocks:
    """Judgments that follow each other in one panel, together with the heading directly over them.

    A heading that opens a section is the section's own and stays outside.
    """

    def gather(node: tree.Node) -> tree.Node:
        if isinstance(node, tree.Section | tree.Div):
            return replace(node, children=_gather(node.children))
        return node

    return _gather(rewrite_all(blocks, gather, (tree.Section, tree.Div)))


def _gather(blocks: Blocks) -> Blocks:
    gathered: list[tree.Block] = []
    for block in blocks:
        last = gathered[-1] if gathered else None
        if not isinstance(block, tree.Judgment):
            gathered.append(block)
        elif isinstance(last, tree.Panel):
            gathered[-1] = replace(last, children=(*last.children, block))
        elif isinstance(last, tree.Heading) and len(gathered) > 1:
            gathered[-1] = tree.Panel((last, block), position=last.position)
        else:
            gathered.append(tree.Panel((block,), position=block.position))
    return tuple(gathered)
