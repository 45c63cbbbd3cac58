from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefgen.citations import LIBRARY_READERS, merge_libraries, read_library
from briefgen.model.diagnostic import Severity
from briefgen.model.position import Position

EVERY_TYPE = (Path(__file__).parent / "data" / "every-type.yaml").read_text("utf-8")

SAME = {
    "a.json": """[
  {"id": "report", "type": "report", "title": "Drones: a study",
   "author": [{"literal": "World Bank"}, {"family": "Doe", "given": "Jane"}],
   "issued": {"date-parts": [["2022", 8, 11]]}, "accessed": {"raw": "2026-11-20"}, "URL": "https://example.org/a_b", "number": 7,
   "page": "12-14", "publisher": "I & J", "language": "ru"}
]""",
    "a.yaml": """\
report:
  type: report
  title: 'Drones: a study'
  author: [{literal: World Bank}, Jane Doe]
  issued: 2022-08-11
  accessed: 2026-11-20
  URL: https://example.org/a_b
  number: 7
  page: 12-14
  publisher: I & J
  language: ru
""",
    "b.yml": """\
references:
- id: report
  type: report
  title: 'Drones: a study'
  author:
  - literal: World Bank
  - {family: Doe, given: Jane}
  issued: {year: 2022, month: 8, day: 11}
  accessed:
    date-parts: [[2026, 11, 20]]
  URL: https://example.org/a_b
  number: '7'
  page: 12-14
  publisher: I & J
  language: ru
""",
    "a.bib": r"""
@report{report,
  title = {Drones}, subtitle = {a {S}tudy},
  author = {{World Bank} and Doe, Jane},
  date = {2022-08-11}, urldate = {2026-11-20}, url = {https://example.org/a_b},
  number = 7, pages = {12--14}, institution = {I \& J}, langid = {russian},
}
""".replace("{S}tudy", "{s}tudy"),
}


def codes(text, file="a.yaml"):
    return [(str(d.severity), d.code, d.position.line if d.position else 0) for d in read_library(text, file=file).diagnostics]


def only(text, file="a.yaml"):
    (finding,) = read_library(text, file=file).diagnostics
    return str(finding)


@pytest.mark.parametrize("file", SAME)
def test_every_format_gives_the_same_item_and_position(file):
    outcome = read_library(SAME[file], file=file)

    assert () == outcome.diagnostics
    assert {
        "id": "report",
        "type": "report",
        "title": "Drones: a study",
        "author": [{"literal": "World Bank"}, {"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[2022, 8, 11]]},
        "accessed": {"date-parts": [[2026, 11, 20]]},
        "URL": "https://example.org/a_b",
        "number": "7",
        "page": "12-14",
        "publisher": "I & J",
        "language": "ru",
    } == outcome.value["report"].csl
    assert {"a.json": Position("a.json", 2, 3), "a.yaml": Position("a.yaml", 1, 1), "b.yml": Position("b.yml", 2, 3)}.get(
        file, Position("a.bib", 2, 1)
    ) == outcome.value["report"].position


def test_every_registered_format_has_a_case():
    assert set(LIBRARY_READERS) == {Path(file).suffix for file in SAME}


def test_a_library_of_every_type_is_read_without_a_remark():
    outcome = read_library(EVERY_TYPE, file="every-type.yaml")

    assert () == outcome.diagnostics
    assert 18 == len(outcome.value)
    assert {"foreign_domain": True, "state_control": "full"} == outcome.value["agency"].fields
    assert ("received 46 drones",) == outcome.value["drones"].fields["evidence"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("NO", "NO"), ("1:30", "1:30"), ("012", "012"), ("0x1F", "0x1F"), ("on", "on")],
)
def test_a_plain_scalar_is_what_it_looks_like(written, expected):
    assert expected == read_library(f"a: {{type: book, title: {written}}}", file="a.yaml").value["a"].csl["title"]


def test_a_version_keeps_its_zero():
    assert "3.10" == read_library("a: {type: software, title: T, version: 3.10}", file="a.yaml").value["a"].csl["version"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a:\n  type: report\n  title: T\n  url: x\n",
            "a.yaml:4:3: warning[unknown-csl-field]: CSL has no field 'url'; it is not used (did you mean URL?)",
        ),
        (
            "a:\n  type: zzz\n  title: T\n",
            "a.yaml:2:3: error[unknown-source-type]: CSL has no type 'zzz' (for example report, article-newspaper or webpage)",
        ),
        (
            "a:\n  type: web-page\n  title: T\n",
            "a.yaml:2:3: error[unknown-source-type]: CSL has no type 'web-page' (did you mean webpage?)",
        ),
        (
            "a:\n  type: book\n  title: T\n  issued: 2022-02-30\n",
            "a.yaml:4:3: error[malformed-date]: issued is not a date: 2022-2-30 is not in the calendar",
        ),
        (
            "a:\n  type: book\n  title: T\n  briefgen: {foreign_domian: true}\n",
            "a.yaml:4:14: error[unknown-source-field]: briefgen has no field 'foreign_domian' (did you mean foreign_domain?)",
        ),
        (
            "a:\n  type: book\n  title: T\n  foreign_domain: true\n",
            "a.yaml:4:3: error[unknown-csl-field]: foreign_domain is briefgen's own field (put it under briefgen:)",
        ),
        (
            "a:\n  type: book\n  title: T\n  briefgen: {state_control: state}\n",
            "a.yaml:4:14: error[wrong-type]: state_control must be none | partial | full",
        ),
        (
            "a:\n  type: book\n  title: T\n  title: U\n",
            "a.yaml:4:3: error[duplicate-key]: 'title' stands here twice (remove one of them)",
        ),
        ("a:\n  type: book\n  title: [T]\n  author: Doe\n", "a.yaml:3:3: error[wrong-type]: title must be text"),
        (
            "a: &x {type: book, title: T}\nb: *x\n",
            "a.yaml:1:4: error[malformed-file]: aliases are not read in a library; the anchor is here",
        ),
        ("- type: book\n  title: T\n", "a.yaml:1:3: error[missing-source-key]: the source has no id (add id: …)"),
        ("just text", "a.yaml:1:1: error[malformed-file]: expected sources by key, or a list under references:"),
        ("a: text", "a.yaml:1:4: error[malformed-file]: the source 'a' must be a mapping of CSL fields"),
    ],
)
def test_a_mistake_is_said_at_its_place_with_what_to_do(text, expected):
    found = [str(d) for d in read_library(text, file="a.yaml").diagnostics]
    assert expected == found[0]


def test_a_source_without_type_or_title_is_remarked_on():
    assert [("warning", "untyped-source", 1), ("warning", "untitled-source", 1)] == codes("a: {URL: https://example.org}")


def test_text_taken_as_an_institution_is_a_warning_with_both_ways_of_saying_so():
    (finding,) = read_library("a:\n  type: book\n  title: T\n  author: World Bank\n", file="a.yaml").diagnostics

    assert ("institution-as-name", "warning", 4) == (finding.code, finding.severity, finding.position.line)
    assert "author: 'World Bank' is taken as an institution" == finding.message
    assert "write {literal: …} or {family: …}" == finding.hint


def test_two_sources_with_one_key_are_an_error_that_names_the_first():
    text = '[{"id": "a", "type": "book", "title": "T"},\n {"id": "a", "type": "book", "title": "U"}]'

    assert (
        "a.json:2:2: error[duplicate-source]: the source 'a' is already declared at a.json:1:2"
        " (give one of them another key, or remove it)" == only(text, "a.json")
    )
    assert "T" == read_library(text, file="a.json").value["a"].csl["title"]


def test_merging_libraries_reports_a_key_that_two_files_declare():
    first = read_library("a: {type: book, title: T}\nb: {type: book, title: B}", file="one.yaml").value
    second = read_library("c: {type: book, title: C}\na: {type: book, title: U}", file="two.yaml").value

    merged = merge_libraries([first, second])

    assert ["a", "b", "c"] == list(merged.value)
    assert "T" == merged.value["a"].csl["title"]
    assert ["two.yaml:2:1"] == [str(d.position) for d in merged.diagnostics]
    assert "one.yaml:1:1" in merged.diagnostics[0].message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '[{"id": "a", "type": "book", "title": "T"},\n {"id": }]',
            "a.json:2:9: error[malformed-file]: not JSON: expecting value",
        ),
        ('{"a": 1}', "a.json:1:1: error[malformed-file]: expected a list of items (a CSL-JSON library is a list: [{…}, {…}])"),
        ("", "a.json:1:1: error[malformed-file]: expected a list of items (a CSL-JSON library is a list: [{…}, {…}])"),
        ('[{"type": "book"}]', 'a.json:1:2: error[missing-source-key]: the item has no id (add "id": "…")'),
        ("[1]", "a.json:1:2: error[malformed-file]: an item must be an object"),
        ("[[" * 100_000, "a.json:1:1: error[malformed-file]: nested too deeply"),
    ],
)
def test_json_that_is_no_library_is_said_at_its_place(text, expected):
    assert expected == only(text, "a.json")


def test_the_items_before_a_syntax_error_are_still_read():
    assert ["a"] == list(read_library('[{"id": "a", "type": "book", "title": "T"}, {', file="a.json").value)


@pytest.mark.parametrize("text", ["[" * 100_000, "a: [1, 2", "a: b: c", "\x07", "a:\n\t- b"])
def test_yaml_that_cannot_be_read_is_an_error_and_never_a_traceback(text):
    outcome = read_library(text, file="a.yaml")

    assert {} == dict(outcome.value)
    assert [("malformed-file", Severity.ERROR)] == [(d.code, d.severity) for d in outcome.diagnostics]


@pytest.mark.parametrize(
    ("text", "file"), [("", "a.yaml"), ("# nothing yet\n", "a.yml"), ("[]", "a.json"), ("% nothing\n", "a.bib")]
)
def test_an_empty_library_is_a_library(text, file):
    outcome = read_library(text, file=file)

    assert ({}, ()) == (dict(outcome.value), outcome.diagnostics)


def test_a_file_with_another_suffix_says_which_there_are():
    assert "a.ris:1:1: error[malformed-file]: no library has this suffix (rename it to one of .json, .yaml, .yml, .bib)" == only(
        "", "a.ris"
    )


def test_an_item_may_carry_the_fields_of_briefgen_in_json_too():
    item = {"id": "a", "type": "book", "title": "T", "briefgen": {"translation": "machine"}}

    assert {"translation": "machine"} == read_library(json.dumps([item]), file="a.json").value["a"].fields
