from __future__ import annotations

import pytest

from briefgen.model import tree
from briefgen.model.walk import plain_text, walk
from briefgen.readers import read_markdown
from briefgen.testing import MemoryFiles

TRADE = "Year,Value,Who says so\n2021,4.0,[@customs]\n2022,4.6,*Press*\n"


def read(csv: str | bytes | None = TRADE, attributes: str = "", body: str = "", name: str = "trade.csv"):
    data = csv.encode() if isinstance(csv, str) else csv
    files = MemoryFiles({} if data is None else {f"briefs/small/data/{name}": data})
    text = f'Before.\n\n::: {{.table #tbl-t file="../data/{name}" {attributes}}}\n{body}\n:::\n'
    return read_markdown(text, file="briefs/small/sections/economic.md", files=files)


def table(*args, **options) -> tree.Table:
    outcome = read(*args, **options)
    assert () == outcome.diagnostics
    (found,) = [block for block in outcome.value if isinstance(block, tree.Table)]
    return found


def cells(found: tree.Table) -> list[list[str]]:
    return [[plain_text(cell) for cell in row.cells] for row in (*found.head, *found.body)]


def findings(*args, **options) -> list[str]:
    return [str(finding) for finding in read(*args, **options).diagnostics]


# ── what is printed ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_row_is_the_head_and_cells_are_read_as_markdown():
    found = table(body="Trade, in *bn*", attributes='widths="1,1,2" align="l,r,center" row-heads=true source="[@own]"')

    assert [["Year", "Value", "Who says so"], ["2021", "4.0", ""], ["2022", "4.6", "Press"]] == cells(found)
    assert ("data", "briefs/small/data/trade.csv") == (*found.attributes.classes, found.attributes.get("file"))
    assert ["left", "right", "center"] == [column.alignment for column in found.columns]
    assert [0.25, 0.25, 0.5] == [column.width for column in found.columns]
    assert ("Trade, in bn", True) == (plain_text(found.caption), found.row_heads)
    assert ["own", "customs"] == [
        node.items[0].key for part in (found.source, found.body) for node in walk(part) if isinstance(node, tree.Cite)
    ]


def test_a_caption_may_be_an_attribute():
    assert "Trade" == plain_text(table(attributes='caption="*Trade*"').caption)


def test_columns_are_chosen_and_ordered_by_name():
    assert [["Value", "Year"], ["4.0", "2021"], ["4.6", "2022"]] == cells(table(attributes='columns="Value, Year"'))


@pytest.mark.parametrize(
    ("csv", "options"),
    [
        (b"\xef\xbb\xbfA,B\r\n1,2\r\n", {}),
        ("A;B\n1;2\n", {"attributes": 'delimiter=";"'}),
        ("A|B\n1|2\n", {"attributes": 'delimiter="|"'}),
        ("A\tB\n1\t2\n", {"attributes": "delimiter=tab"}),
        ("A\tB\n1\t2\n", {"name": "trade.tsv"}),
        ("\nA,B\n\n,\n1,2\n , \n", {}),
        (' A ,"B"\n1,"2"', {}),
    ],
)
def test_files_of_other_programs_are_read(csv, options):
    assert [["A", "B"], ["1", "2"]] == cells(table(csv, **options))


def test_a_cell_in_quotation_marks_holds_commas_quotations_and_lines():
    assert [["A", "B"], ["x, “y” z", "two lines"]] == cells(table('A,B\n"x, ""y"" z","two\nlines"\n'))


def test_a_div_that_holds_a_table_is_an_ordinary_div():
    (div,) = read_markdown("::: {.table}\n| a |\n|---|\n| b |\n:::\n", file="a.md").value

    assert (tree.Div, tree.Table) == (type(div), type(div.children[0]))


# ── where it stands ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_everything_in_a_cell_has_its_place_in_the_file():
    csv = 'A,B\n"said ""so"" [@x, ""quoted words""; @y]",  [@z]\n"two\nlines [@q]",b\n'
    found = table(csv)

    items = {item.key: item for node in walk(found) if isinstance(node, tree.Cite) for item in node.items}
    places = {key: (item.position.line, item.position.column) for key, item in items.items()}
    assert {"x": (2, 15), "y": (2, 37), "z": (2, 45), "q": (4, 8)} == places
    lines = csv.splitlines()
    assert ["@x", "@y", "@z", "@q"] == [lines[line - 1][column - 1 :][:2] for line, column in places.values()]
    assert "quoted words" == items["x"].evidence
    assert {"briefs/small/data/trade.csv"} == {item.position.file for item in items.values()}
    assert [(1, 1), (2, 2), (3, 2)] == [(row.position.line, row.position.column) for row in (*found.head, *found.body)]
    assert 3 == found.position.line


# ── what is wrong ────────────────────────────────────────────────────────────────────────────────────────────────────

CSV = "briefs/small/data/trade.csv"
MD = "briefs/small/sections/economic.md:3:1"


@pytest.mark.parametrize(
    ("csv", "finding"),
    [
        (None, f"{MD}: error[table-not-read]: the table ../data/trade.csv cannot be read: there is no file {CSV}"),
        ("", f"{CSV}:1:1: error[empty-table]: the table is empty"),
        ("\n\n", f"{CSV}:1:1: error[empty-table]: the table is empty"),
        ("A,B\n", f"{CSV}:1:1: error[empty-table]: the table has no rows under its head"),
        ("A,B\n1\n", f"{CSV}:2:1: error[ragged-table]: the row has 1 cell, the head has 2"),
        ("A,B\n1,2\n1,2,3\n", f"{CSV}:3:1: error[ragged-table]: the row has 3 cells, the head has 2"),
        ('A,B\n1,2\n3,"4\n5,6\n', f"{CSV}:3:1: error[malformed-csv]: a quoted cell of this row is not closed"),
        ('A,B\n1,"2" 3\n', f"{CSV}:2:1: error[malformed-csv]: text follows the end of a quoted cell"),
        ("A;B\n1;2\n", f'{CSV}:1:1: error[bad-table]: the head is a single cell (write delimiter=";")'),
        (b"PK\x03\x04\0\0\0", f"{CSV}:1:5: error[table-not-read]: the table ../data/trade.csv cannot be read: this is a binary"),
        (b"A,B\ncaf\xe9,2\n", f"{CSV}:2:4: error[table-not-read]: the table ../data/trade.csv cannot be read: byte 7"),
        ("A,B\n" + "1,2\n" * 10_001, f"{CSV}:10001:1: error[table-too-large]: a table may have up to 20,000 cells"),
        ("A,B\n" + "x" * 2_000_000, f"{MD}: error[table-too-large]: ../data/trade.csv has over 2,000,000 bytes"),
        ("A,B\n1,text[^1]\n", f"{CSV}:2:7: error[unknown-footnote]: there is no footnote [^1] in {CSV}"),
        ("A,B\n1,\x01\n", f"{CSV}:2:3: warning[control-character]"),
        ('A,B\n1,"' + "x\n" * 70_000 + '"\n', f"{CSV}:2:1: error[malformed-csv]: a cell of this row has over 131,072 characters"),
    ],
)
def test_a_file_that_is_no_table_is_found(csv, finding):
    (found,) = findings(csv)

    assert found.startswith(finding)


@pytest.mark.parametrize(
    ("attributes", "finding"),
    [
        ('align="l,r"', "bad-align"),
        ('align="l,r,x"', "bad-align"),
        ('widths="1,2"', "bad-widths"),
        ('delimiter="x"', "bad-table"),
        ('columns="Yaer,Value"', "unknown-column"),
        ("colunms=Year", "unknown-attribute"),
    ],
)
def test_an_attribute_that_does_not_fit_is_found_and_the_table_read(attributes, finding):
    outcome = read(attributes=attributes)

    assert [finding] == [found.code for found in outcome.diagnostics]
    assert [tree.Paragraph, tree.Table] == [type(block) for block in outcome.value]


def test_the_nearest_column_is_named():
    assert ["did you mean Year?"] == [finding.hint for finding in read(attributes='columns="Yaer"').diagnostics]


def test_rows_of_other_lengths_are_printed_as_long_as_the_head():
    outcome = read("A,B\n1\n1,2,3\n")

    assert [["A", "B"], ["1", ""], ["1", "2"]] == cells(outcome.value[1])


def test_more_than_a_caption_is_found():
    assert ["bad-table"] == [finding.code for finding in read(body="One.\n\nTwo.").diagnostics]


@pytest.mark.parametrize("path", ["../../../../secret.csv", "/etc/passwd"])
def test_a_file_outside_the_workspace_is_not_read(path):
    outcome = read_markdown(f'::: {{.table file="{path}"}}\n:::\n', file="briefs/a/b.md", files=MemoryFiles({}))

    assert ["table-outside"] == [finding.code for finding in outcome.diagnostics]


@pytest.mark.parametrize(
    ("text", "code"), [("::: {.table}\n:::\n", "bad-table"), ("::: {.table file=a.csv}\n:::\n", "table-not-read")]
)
def test_a_table_without_a_file_or_files_is_found(text, code):
    assert [code] == [finding.code for finding in read_markdown(text, file="a.md").diagnostics]


def test_a_table_that_cannot_be_read_keeps_its_identifier_for_links():
    div = read(None).value[1]

    assert (tree.Div, "tbl-t") == (type(div), div.attributes.identifier)
