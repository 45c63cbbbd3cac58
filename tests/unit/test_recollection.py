import os
from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.disk import DiskFiles
from briefgen.model.errors import WorkspaceError
from briefgen.recollection import Recollection, RecordedFiles
from briefgen.testing import MemoryFiles
from briefgen.workspace import find

FRONT = "---\ntitle: Grain\nsections: [summary, trade]\n---\n"


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


@pytest.fixture
def desk(tmp_path):
    """A workspace with a brief that includes a file and makes a table of another, and a house of its own."""
    brief = tmp_path / "briefs" / "grain"
    write(brief, "brief.md", FRONT.replace("---\ntitle", "---\nhouse: own\ntitle"))
    write(brief, "sections/summary.md", "# Summary\n\nShips left [@art].\n\n!include _aside.md\n")
    write(brief, "sections/_aside.md", "An aside.\n")
    write(brief, "sections/trade.md", '# Trade\n\n::: {.table file="../data/ships.csv"}\nShips\n:::\n')
    write(brief, "data/ships.csv", "Month,Ships\nMay,40\n")
    write(
        brief, "sources.yaml", "art:\n  type: article\n  title: A title\n  author: [{literal: The Paper}]\n  issued: 2022-11-01\n"
    )
    write(tmp_path, "templates/own/house.toml", 'extends = "house"\nrequired-sections = []\n')
    write(tmp_path, "templates/own/colophon.md.j2", "::: {.colophon}\nLast words.\n:::\n")
    return tmp_path


EDITS = {
    "a section": ("briefs/grain/sections/summary.md", "Ships left", "Boats left"),
    "an included file": ("briefs/grain/sections/_aside.md", "An aside", "A remark"),
    "a table's data": ("briefs/grain/data/ships.csv", "40", "46"),
    "a source": ("briefs/grain/sources.yaml", "A title", "B title"),
    "the front matter": ("briefs/grain/brief.md", "title: Grain", "title: Grits"),
    "a fragment of the house": ("templates/own/colophon.md.j2", "Last words", "More words"),
    "the house": ("templates/own/house.toml", "required-sections = []", "required-sections = []\ncontents-depth = 1"),
}


def printed(workspace, brief, out: Path) -> bytes:
    pipeline.build(workspace, brief, ["txt"], out)
    return (out / "grain.txt").read_bytes()


@pytest.mark.parametrize("what", EDITS)
def test_a_process_that_stays_misses_no_edit(desk, tmp_path, what):
    name, before, after = EDITS[what]
    workspace, brief = find("grain", desk)
    staying = workspace.staying()
    first = printed(staying, brief, tmp_path / "out")
    file = desk / name
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")

    assert printed(workspace, brief, tmp_path / "out") == printed(staying, brief, tmp_path / "out")
    assert what == "the house" or first != printed(staying, brief, tmp_path / "out")


def test_a_file_that_is_included_and_gone_is_missed(desk, tmp_path):
    workspace, brief = find("grain", desk)
    staying = workspace.staying()
    printed(staying, brief, tmp_path / "out")
    (desk / "briefs/grain/sections/_aside.md").unlink()

    assert [f.code for f in pipeline.check(workspace, brief).diagnostics] == [
        f.code for f in pipeline.check(staying, brief).diagnostics
    ]
    assert "include-failed" in {f.code for f in pipeline.check(staying, brief).diagnostics}


def test_a_value_is_made_once_for_a_key_and_the_oldest_is_forgotten_first():
    made = []
    kept = Recollection(10)

    def recall(key: str) -> str:
        return kept.recall(key, lambda: made.append(key) or key, 4)

    for key in ("a", "b", "a", "c", "a", "b"):
        recall(key)

    assert ["a", "b", "c", "b"] == made


def test_as_made_nothing_is_kept():
    made = []
    for _ in range(2):
        Recollection().recall("a", lambda: made.append(1))

    assert [1, 1] == made


def test_a_file_that_stays_as_it_was_is_read_once_and_one_that_changes_again(tmp_path):
    file = tmp_path / "a.ttf"
    file.write_bytes(b"one")
    os.utime(file, ns=(1, 1))
    files = DiskFiles(tmp_path, still={})
    fresh = files.read("a.ttf")
    file.write_bytes(b"two")

    assert (b"one", b"two") == (fresh, files.read("a.ttf"))


def test_a_file_that_has_only_just_changed_is_read_again_each_time(tmp_path):
    (tmp_path / "a.ttf").write_bytes(b"one")
    files = DiskFiles(tmp_path, still={})
    files.read("a.ttf")

    assert {} == files.still


def test_a_file_that_is_kept_and_gone_is_missing(tmp_path):
    (tmp_path / "a.ttf").write_bytes(b"one")
    files = DiskFiles(tmp_path, still={})
    files.read("a.ttf")
    (tmp_path / "a.ttf").unlink()

    with pytest.raises(WorkspaceError, match=r"there is no file a\.ttf"):
        files.read("a.ttf")


def test_what_was_read_is_kept_in_the_order_of_reading():
    files = RecordedFiles(MemoryFiles({"a": b"1", "b": b"2", "c": b"3"}))

    assert (b"2", b"1", True) == (files.read("b"), files.read("a"), files.exists("c"))
    assert [("b", b"2"), ("a", b"1")] == list(files.contents.items())
