"""Facts in two columns: a list in a div of class ``facts``, as a table whose rows are read from left to right."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.value import replace
from briefgen.model.walk import rewrite_all

FACTS = "facts"
"""The class of the div."""

Blocks = tuple[tree.Block, ...]


def tabulate_facts(blocks: Blocks) -> Blocks:
    """Bulleted and definition lists in a div of facts as tables of two columns; what else stands in it stays as it is.

    A list of an odd number of facts ends with one over both columns. The term of a definition stands over what is said of it.
    """

    def tabulate(node: tree.Node) -> tree.Node | tuple[tree.Node, ...]:
        if not isinstance(node, tree.Div) or FACTS not in node.attributes.classes:
            return node
        rest = tuple(name for name in node.attributes.classes if name != FACTS)
        children = tuple(_tabulated(child) for child in node.children)
        kept = replace(node.attributes, classes=rest)
        return children if kept == tree.PLAIN else replace(node, children=children, attributes=kept)

    return rewrite_all(blocks, tabulate, (tree.Div,))


def _tabulated(block: tree.Block) -> tree.Block:
    match block:
        case tree.BulletList():
            return _table(tuple(tree.Cell(item.children, position=item.position) for item in block.items), block)
        case tree.DefinitionList():
            return _table(tuple(map(_defined, block.items)), block)
        case _:
            return block


def _defined(item: tree.Definition) -> tree.Cell:
    said = tuple(block for definition in item.definitions for block in definition)
    return tree.Cell((tree.Paragraph(item.term, Role.TABLE_ROW_HEAD), *said), position=item.position)


def _table(cells: tuple[tree.Cell, ...], listed: tree.Block) -> tree.Table:
    half = tree.Column(width=0.5)
    return tree.Table((half, half), (), tuple(_rows(cells)), position=listed.position)


def _rows(cells: tuple[tree.Cell, ...]) -> Iterator[tree.Row]:
    for at in range(0, len(cells), 2):
        pair = cells[at : at + 2]
        row = pair if len(pair) > 1 else (replace(pair[0], columns=2),)
        yield tree.Row(row, position=row[0].position)
