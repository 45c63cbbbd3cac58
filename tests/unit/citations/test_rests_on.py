from __future__ import annotations

import pytest

from briefgen.citations import read_library, request
from briefgen.model import tree
from briefgen.readers import read_markdown

SOURCES = "isw: {type: report, title: A}\nnyt: {type: report, title: B}\n"


def findings(rests_on: str):
    library = read_library(SOURCES, file="sources.yaml").value
    text = f'[@isw; @nyt]\n\n::: {{.judgment rests-on="{rests_on}"}}\nIt is so.\n:::\n'
    document = tree.Document(tree.Meta("T"), read_markdown(text, file="a.md").value)
    return request(document, library, style="<style/>", language="en-US").diagnostics


def test_a_key_that_a_judgment_rests_on_must_be_a_source():
    (finding,) = findings("isw nty")

    assert ("unknown-citation", 3, "did you mean nyt?") == (finding.code, finding.position.line, finding.hint)


@pytest.mark.parametrize("rests_on", ["", "isw", "@isw, @nyt"])
def test_known_keys_pass(rests_on):
    assert () == findings(rests_on)
