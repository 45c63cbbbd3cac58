"""Rules about tables. Clauses are of ECMA-376-1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.proof.docx_file import find, name, number, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    from briefgen.proof.package_index import Package


def cells_end_with_a_paragraph(package: Package) -> Iterator[str]:
    """§17.4.65: Word repairs a cell that does not."""
    for part, cell in package.all("w:tc"):
        if not len(cell) or cell[-1].tag != name("w:p"):
            yield f"a cell in {part} does not end with a paragraph"


def rows_are_as_wide_as_their_table(package: Package) -> Iterator[str]:
    """§17.4.48: a grid with fewer columns than cells is guessed anew, by each program in its own way."""
    for part, table in package.all("w:tbl"):
        grid = table.find(name("w:tblGrid"))
        columns = 0 if grid is None else len(grid)
        widths = {_width(row) for row in table.iterchildren(name("w:tr"))}
        if widths - {columns}:
            yield f"a table in {part} has {columns} columns and rows of {' and '.join(map(str, sorted(widths)))}"


def tables_are_parted(package: Package) -> Iterator[str]:
    """Two tables with nothing between them are one to Word; and one at the end of the body leaves no place to write."""
    for part, table in package.all("w:tbl"):
        following = table.getnext()
        if following is None or following.tag == name("w:tbl"):
            yield f"a table in {part} has no paragraph after it"


def merged_cells_have_a_first(package: Package) -> Iterator[str]:
    """§17.4.84: a cell that goes on from above where nothing began."""
    for part, table in package.all("w:tbl"):
        begun: set[int] = set()
        for row in table.iterchildren(name("w:tr")):
            column = 0
            for cell in row.iterchildren(name("w:tc")):
                merge = find(cell, "w:tcPr/w:vMerge")
                kind = None if merge is None else merge.get(name("w:val"), "continue")
                if kind == "continue" and column not in begun:
                    yield f"a cell in {part} goes on from above where no cell began"
                begun = begun | {column} if kind else begun - {column}
                column += number(value(cell, "w:tcPr/w:gridSpan"), 1)


def head_rows_are_repeated(package: Package) -> Iterator[str]:
    """A table that looks as if it had a head says so to those who do not see it (§17.4.49)."""
    for part, table in package.all("w:tbl"):
        look = find(table, "w:tblPr/w:tblLook")
        first = table.find(name("w:tr"))
        if look is not None and look.get(name("w:firstRow")) == "1" and find(first, "w:trPr/w:tblHeader") is None:
            yield f"a table in {part} has a head that is none to a screen reader"


def _width(row: etree._Element) -> int:
    skipped = number(value(row, "w:trPr/w:gridBefore")) + number(value(row, "w:trPr/w:gridAfter"))
    return skipped + sum(number(value(cell, "w:tcPr/w:gridSpan"), 1) for cell in row.iterchildren(name("w:tc")))


RULES: tuple[Callable[[Package], Iterator[str]], ...] = (
    cells_end_with_a_paragraph,
    rows_are_as_wide_as_their_table,
    tables_are_parted,
    merged_cells_have_a_first,
    head_rows_are_repeated,
)
