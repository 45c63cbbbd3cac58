from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from briefgen.model import tree
from briefgen.model.walk import walk
from briefgen.readers import read_markdown


def test_the_room_loads_no_parser_before_a_text_is_read():
    program = "import sys, briefgen.readers; print([m for m in ('markdown_it', 'yaml', 'PIL') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert "[]" == done.stdout.strip()


def test_reading_twice_gives_equal_trees():
    text = "# A\n\n::: note\n[@x] *a*[^1]\n:::\n\n[^1]: b\n"
    assert read_markdown(text, file="a.md") == read_markdown(text, file="a.md")


def test_link_references_and_notes_of_one_text_are_unknown_to_the_next():
    read_markdown("[a]: https://example.org\n\n[^n]: x\n", file="a.md")
    outcome = read_markdown("[a] and [^n]", file="b.md")
    assert ["unknown-footnote"] == [finding.code for finding in outcome.diagnostics]
    assert not [node for node in walk(outcome.value) if isinstance(node, tree.Link)]


def test_findings_come_in_reading_order():
    outcome = read_markdown("::: {.judgment confidence=x}\n[^a]\n:::\n\n[^b] <b>\n", file="a.md")
    places = [(finding.position.line, finding.position.column) for finding in outcome.diagnostics]
    assert 4 == len(places)
    assert sorted(places) == places


def test_a_link_reference_defined_twice_is_a_warning():
    outcome = read_markdown("[a]: https://example.org/1\n[A]: https://example.org/2\n\n[a]\n", file="a.md")
    assert [("duplicate-reference", 2)] == [(finding.code, finding.position.line) for finding in outcome.diagnostics]
    assert ["https://example.org/1"] == [node.target for node in walk(outcome.value) if isinstance(node, tree.Link)]


def test_text_is_never_empty_and_never_beside_text():
    for node in walk(read_markdown(r'a\*b &amp; "c" *d*e <i>f</i> g' + "\n\n| x\\|y | |\n|-|-|\n", file="a.md").value):
        children = getattr(node, "children", ())
        assert not (isinstance(node, tree.Text) and not node.text)
        pairs = pairwise(children)
        assert not any(isinstance(left, tree.Text) and isinstance(right, tree.Text) for left, right in pairs)


@pytest.mark.parametrize("written", ["isw nyt", "@isw, @nyt", "isw;nyt isw", " isw  nyt "])
def test_a_judgment_names_the_sources_it_rests_on(written):
    outcome = read_markdown(f'::: {{.judgment rests-on="{written}"}}\nIt is so.\n:::\n', file="a.md")
    assert () == outcome.diagnostics
    assert ("isw", "nyt") == outcome.value[0].rests_on


def test_a_judgment_may_name_no_source():
    assert () == read_markdown("::: {.judgment}\nIt is so.\n:::\n", file="a.md").value[0].rests_on
