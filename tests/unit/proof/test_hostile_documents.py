"""Whatever a document holds, both files are made in time and say what it says, or a finding tells why not."""

from __future__ import annotations

import time

import pytest

from briefgen.model import tree
from briefgen.readers import read_markdown
from generated_documents import finished
from proving import build, said_of
from specimen import cell, note, paragraph, picture

SECONDS = 60.0
WORD = "w" * 200_000
CELL = "A cell of many words. " * 3000


def nested(depth: int) -> tree.Block:
    block: tree.Block = paragraph("The deepest words of all")
    for level in range(depth):
        block = tree.BulletList((tree.ListItem((paragraph(f"Level {level}"), block)),))
    return block


def table(*rows: tree.Row, head: tuple[tree.Row, ...] = ()) -> tree.Table:
    return tree.Table((), head, rows)


def row(*texts: str) -> tree.Row:
    return tree.Row(tuple(cell(text) for text in texts))


HOSTILE: dict[str, tuple[tree.Block, ...]] = {
    "a word of two hundred thousand characters": (paragraph(WORD),),
    "ten thousand notes in one paragraph": (paragraph(*(note(0, f"Note {n}.") for n in range(10_000))),),
    "a table of sixty columns": (table(*(row(*(f"column {n}" for n in range(60))) for _ in range(3))),),
    "a cell higher than a page": (table(row(CELL, "beside it"), head=(row("Much", "Little"),)),),
    "a word wider than its cell": (table(row("w" * 2000, "x")),),
    "lists as deep as Word has levels, and deeper": (nested(12),),
    "links that must not lead anywhere": (
        paragraph(
            tree.Link((tree.Text("a script"),), "javascript:alert(1)"),
            " and ",
            tree.Link((tree.Text("a file"),), "file:///etc/passwd"),
        ),
    ),
    "an address with spaces and quotation marks": (
        paragraph(tree.Link((tree.Text("here"),), 'https://example.org/a b"<c>?q=Москва')),
    ),
    "text that looks like markup": (
        paragraph("<w:p/> ]]> &lt;b&gt; <para> %%DEF:key%% \\( /Type >> endobj stream ⟦1⟧ [3] {{ x }} {% raw %}"),
        tree.CodeBlock("<!-- comment --> </w:t> <?xml version='1.0'?>\n(unbalanced ((( \\"),
    ),
    "characters that no file may hold": (paragraph("before\x00\x01\x0b\x1f\ufffe\uffff\ud800after, tab\there"),),
    "marks of direction and joiners": (paragraph("\u202eabc\u202c \u2066ایران\u2069 می\u200cخواهم \u200f. 👩\u200d💻"),),
    "blocks with nothing in them": (
        tree.Paragraph(()),
        tree.Heading(2, ()),
        tree.BulletList((tree.ListItem(()),)),
        tree.BlockQuote(()),
        tree.CodeBlock(""),
        tree.Callout(tree.CalloutKind.CALLOUT, ()),
        table(tree.Row(())),
        tree.Figure("nothing.png", ""),
    ),
}


@pytest.mark.parametrize("file_format", ["pdf", "docx"])
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_document_is_made_in_time_and_says_what_it_says(what, file_format):
    document = finished(tree.Document(tree.Meta("Hostile", marking="TLP:RED"), HOSTILE[what], {"map.png": picture()}))
    began = time.perf_counter()
    found = said_of(build(document, file_format), file_format, document)

    assert [] == found
    assert time.perf_counter() - began < SECONDS


@pytest.mark.parametrize("file_format", ["pdf", "docx"])
def test_no_script_and_no_file_is_led_to(file_format):
    blocks = read_markdown(
        "[a](javascript:alert(1)) [b](data:text/html,x) [c](file:///etc/passwd) <b onclick=x>\n", file="a.md"
    ).value
    document = finished(tree.Document(tree.Meta("Links"), blocks))
    data = build(document, file_format)

    assert [] == said_of(data, file_format, document)
    assert b"javascript" not in data
    assert b"file:///" not in data
