"""A chart from a file is data: its values may change without a word of the author's."""

from __future__ import annotations

from briefgen.editions.content import content_of
from briefgen.model.brief import Brief
from briefgen.readers import read_markdown
from briefgen.testing import MemoryFiles

FENCE = "```chart\ndata: ../data/v.csv\ncaption: {}\n```\n"


def content(csv: str, caption: str = "Votes"):
    files = MemoryFiles({"b/data/v.csv": csv.encode()})
    blocks = read_markdown(FENCE.format(caption), file="b/sections/s.md", files=files).value
    return content_of(Brief(id="b", title="B", file="b/brief.md"), (("s", blocks),), ())


def test_another_value_is_other_data_and_the_same_text():
    old, new = content("Vote,n\nFor,143\n"), content("Vote,n\nFor,142\n")
    assert old.text == new.text
    assert old.data != new.data


def test_another_caption_is_another_text():
    assert content("Vote,n\nFor,143\n").text != content("Vote,n\nFor,143\n", "Other").text


def test_rows_in_the_text_are_the_authors():
    blocks = [
        read_markdown(f"```chart\nrows: |\n  Vote, n\n  For, {n}\n```\n", file="s.md", files=MemoryFiles({})).value
        for n in (143, 142)
    ]
    old, new = (content_of(Brief(id="b", title="B", file="b/brief.md"), (("s", one),), ()) for one in blocks)
    assert old.text != new.text
    assert "" == old.data
