from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.model import tree
from briefgen.model.citation import CiteMode
from briefgen.model.walk import walk
from briefgen.readers import read_markdown

TABLE = Path(__file__).with_name("citation_cases.txt").read_text(encoding="utf-8")
OTHER_READING = {
    "(@x)": "Pandoc reads a reference to a numbered example, which briefgen has not: a key in parentheses is a key",
}
OTHER_LOCATOR = {
    "[@smith{ii, A, D-Z}, with a suffix]": "Pandoc passes on no label for braces without one; CSL takes a page",
}


def pandoc_cases() -> list[tuple[str, list[list[str]]]]:
    cases = []
    for block in TABLE.split("\n> ")[1:]:
        source, *lines = block.rstrip("\n").split("\n")
        cases.append((source.replace("\\n", "\n"), [[cell.strip() for cell in line.split("|")] for line in lines if line]))
    return cases


CASES = pandoc_cases()


def cites(text: str) -> list[tree.Cite]:
    return [node for node in walk(read_markdown(text, file="a.md").value) if isinstance(node, tree.Cite)]


# A citation processor sets the range's dash; the locator keeps the author's hyphen.
def items(text: str) -> list[list[str]]:
    found = []
    for cite in cites(text):
        for index, item in enumerate(cite.items):
            in_text = cite.mode is CiteMode.AUTHOR_IN_TEXT and index == 0
            mode = "in-text" if in_text else "suppress" if item.suppress_author else "normal"
            found.append([item.key, mode, item.prefix, item.label, item.locator.replace("-", "–"), item.suffix.strip()])
    return found


def one(text: str) -> tree.Cite:
    (cite,) = cites(text)
    return cite


def test_there_are_46_cases():
    assert 46 == len(CASES)


@pytest.mark.parametrize(("source", "expected"), CASES, ids=[source for source, _ in CASES])
def test_a_citation_is_read_as_pandoc_reads_it(source, expected):
    if source in OTHER_READING:
        assert expected != items(source)
    elif source in OTHER_LOCATOR:
        assert [row[:3] for row in expected] == [row[:3] for row in items(source)]
    else:
        assert expected == items(source)


def test_45_of_46_cases_agree_with_pandoc_on_keys_modes_and_prefixes():
    agreeing = sum([row[:3] for row in expected] == [row[:3] for row in items(source)] for source, expected in CASES)
    assert 45 == agreeing


def test_an_evidence_span_is_kept_and_not_printed():
    (item,) = one('Drones arrived [@isw, "received 46 drones thus far"].').items
    assert ("isw", "received 46 drones thus far", "", "") == (item.key, item.evidence, item.locator, item.suffix)


def test_an_evidence_span_stands_beside_locator_and_suffix():
    (item,) = one('[see @isw, p. 3, "the words; of [the] source", emphasis added]').items
    assert ("see", "page", "3", ", emphasis added") == (item.prefix, item.label, item.locator, item.suffix)
    assert "the words; of [the] source" == item.evidence


def test_an_evidence_span_keeps_the_signs_of_the_source():
    (item,) = one('[@isw, "it\'s -- \\"so\\" ...\nsaid"]').items
    assert 'it\'s -- "so" ... said' == item.evidence


def test_a_second_evidence_span_is_an_error_at_its_source():
    outcome = read_markdown('Text [@isw, "one", "two"].', file="a.md")
    (finding,) = outcome.diagnostics
    assert ("second-evidence-span", "a.md:1:7") == (finding.code, str(finding.position))


def test_a_key_in_running_text_takes_further_sources_from_its_bracket():
    cite = one("@doe [p. 33; see @roe, 4] says")
    assert CiteMode.AUTHOR_IN_TEXT is cite.mode
    assert [("doe", "33"), ("roe", "4")] == [(item.key, item.locator) for item in cite.items]


def test_two_clusters_side_by_side_are_two():
    assert 2 == len(cites("[@x][@y]"))


def test_an_address_is_no_citation():
    assert [] == cites("me@example.org, <me@example.org> and https://example.org/@name")


def test_every_source_of_a_cluster_knows_its_column():
    text = "> - Text *and* [see @a, p. 3; -@b] then @c"
    places = [item.position.column for cite in cites(text) for item in cite.items]
    assert [text.index("@a") + 1, text.index("-@b") + 1, text.index("@c") + 1] == places
    assert text.index("[see") + 1 == cites(text)[0].position.column


def test_a_cluster_in_an_authors_footnote_is_its_own():
    (block,) = read_markdown("Text [@x].[^1]\n\n[^1]: See [@y, p. 2].\n", file="a.md").value
    (note,) = [node for node in walk(block) if isinstance(node, tree.Note)]
    assert ["x"] == [node.items[0].key for node in block.children if isinstance(node, tree.Cite)]
    assert ["y"] == [node.items[0].key for node in walk(note) if isinstance(node, tree.Cite)]


@pytest.mark.parametrize(
    ("suffix", "label", "locator", "rest"),
    [
        (", pp. 4–6", "page", "4–6", ""),
        (", pp. iv, vi-xi, and more", "page", "iv, vi-xi", ", and more"),
        (", § 3.2.1", "section", "3.2.1", ""),
        (", sub verbo 12", "sub-verbo", "12", ""),
        (", vol. 2:14-16", "volume", "2:14-16", ""),
        (", Chapter 3", "chapter", "3", ""),
        (", {s.v. peace}", "sub-verbo", "peace", ""),
        (", 99 years later", "page", "99", " years later"),
        (", p 3", "", "", ", p 3"),
        (" and no. 7", "", "", " and no. 7"),
        (", p. (a)", "", "", ", p. (a)"),
        (", passim", "", "", ", passim"),
    ],
)
def test_a_locator_is_told_from_the_words_after_it(suffix, label, locator, rest):
    (item,) = one(f"[@x{suffix}]").items
    assert (label, locator, rest) == (item.label, item.locator, item.suffix)
