from __future__ import annotations

import pytest

from briefgen.citations.libraries import read_library
from briefgen.model.source import SourceKind
from briefgen.sources.declared import declared


def library(fields, **csl):
    lines = ["a:", "  type: webpage", "  title: T", *(f"  {name}: {value}" for name, value in csl.items()), f"  briefgen: {fields}"]
    return read_library("\n".join(lines), file="briefs/x/sources.yaml").value


def only(fields, folder="briefs/x", **csl):
    (source,) = declared(library(fields, **csl), folder=folder).value
    return source


def test_a_reference_with_a_url_is_watched_unless_it_says_not():
    assert 1 == len(declared(library("{}", URL="https://example.org/a")).value)
    assert () == declared(library("{watch: false}", URL="https://example.org/a")).value
    assert () == declared(library("{}")).value


def test_the_copy_that_was_read_is_watched_in_place_of_the_original():
    source = only("{seen_at: 'https://copy.example/a'}", URL="https://example.org/a")

    assert ("a", "https://copy.example/a", "web:https://copy.example/a") == (source.key, source.location, source.identity)


def test_a_path_is_beside_the_brief():
    assert "briefs/x/data/arms.csv" == only("{path: data/arms.csv}").location
    assert "briefs/shared.md" == only("{path: ../shared.md}").location


def test_a_path_out_of_the_workspace_is_an_error_and_is_not_watched():
    made = declared(library("{path: ../../../etc/passwd}"), folder="briefs/x")

    assert ((), True) == (made.value, made.has_errors)


@pytest.mark.parametrize(
    ("fields", "url", "kind"),
    [
        ("{path: a.csv}", "", SourceKind.DATASET),
        ("{path: a.JSON}", "", SourceKind.DATASET),
        ("{path: a.pdf}", "", SourceKind.PDF),
        ("{path: a.md}", "", SourceKind.FILE),
        ("{path: a.html}", "", SourceKind.WEB),
        ("{}", "https://example.org/a.pdf?x=1", SourceKind.PDF),
        ("{}", "https://example.org/feed.xml", SourceKind.FEED),
        ("{}", "https://example.org/a", SourceKind.WEB),
        ("{kind: feed}", "https://example.org/a", SourceKind.FEED),
    ],
)
def test_the_kind_is_said_or_guessed_from_the_end_of_the_name(fields, url, kind):
    assert kind is only(fields, **({"URL": url} if url else {})).kind


def test_evidence_and_filter_come_along():
    source = only("{evidence: [one span, another], filter: 'drone|uav', kind: feed}", URL="https://example.org/f")

    assert (("one span", "another"), "drone|uav") == (source.evidence, source.filter)


def test_a_filter_that_is_no_expression_is_a_warning_and_filters_nothing():
    made = declared(library("{filter: '(', kind: feed}", URL="https://example.org/f"))

    assert ("", ["unwatchable-source"]) == (made.value[0].filter, [finding.code for finding in made.diagnostics])


def test_a_source_to_be_watched_that_is_nowhere_is_a_warning_with_its_place():
    made = declared(library("{watch: true}"))

    assert ((), "briefs/x/sources.yaml") == (made.value, made.diagnostics[0].position.file)
