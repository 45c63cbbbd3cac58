"""What people leave in BibTeX files that no program complained of: it is said, and what can be printed is."""

from __future__ import annotations

import pytest

from briefgen.citations import read_library


def read(text: str, file: str = "x.bib"):
    outcome = read_library(text, file=file)
    return {key: dict(reference.csl) for key, reference in outcome.value.items()}, [str(found) for found in outcome.diagnostics]


def test_a_file_without_an_entry_is_a_warning():
    items, found = read("hello\n")
    assert ({}, 1) == (items, len(found))
    assert found[0].startswith("x.bib:1:1: warning[empty-library]: there is no BibTeX entry in this file")


@pytest.mark.parametrize("text", ["", "% nothing\n", "@comment{x}\n", '@string{a = "b"}\n'])
def test_a_file_that_means_to_be_empty_is_none(text):
    assert ({}, []) == read(text)


def test_a_name_that_nothing_defines_is_a_warning_with_the_nearest():
    items, (found,) = read('@string{tass = "TASS"}\n@misc{a,\n  title = {T},\n  publisher = tas\n}\n')
    assert "x.bib:4:1: warning[unknown-macro]: publisher: nothing defines tas; it prints as it stands (did you mean tass?)" == found
    assert "tas" == items["a"]["publisher"]


def test_names_are_put_in_wherever_they_stand():
    items, found = read(
        '@string{gov = "Government"}\n@misc{a, title = "The " # GOV # { of C# lovers}, month = aug # "~11", year = 2022}\n'
    )
    assert [] == found
    assert ("The Government of C# lovers", [[2022, 8, 11]]) == (items["a"]["title"], items["a"]["issued"]["date-parts"])


@pytest.mark.parametrize("field", ["year = {c. 1999}", "date = {c. 1999}"])
def test_a_date_that_is_none_prints_as_it_stands_with_a_warning(field):
    items, (found,) = read(f"@misc{{a, title = {{T}},\n  {field}}}\n")
    assert "x.bib:2:1: warning[malformed-date]: issued is not a date: 'c. 1999'; it prints as it stands" in found
    assert {"literal": "c. 1999"} == items["a"]["issued"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "FILE:///etc/passwd", " vbscript:x"])
@pytest.mark.parametrize("form", ["x.yaml", "x.json", "x.bib"])
def test_an_address_that_is_no_page_is_an_error_and_is_not_printed(url, form):
    text = {
        "x.yaml": f'a: {{type: report, title: T, URL: "{url}"}}\n',
        "x.json": f'[{{"id": "a", "type": "report", "title": "T", "URL": "{url}"}}]',
        "x.bib": f"@report{{a, title = {{T}}, url = {{{url}}}}}\n",
    }[form]
    items, (found,) = read(text, form)
    assert "error[bad-value]: URL: an address that begins with" in found
    assert "URL" not in items["a"]


@pytest.mark.parametrize("url", ["https://example.org/a", "HTTP://example.org", "example.org:8080/a", "example.org/a"])
def test_an_address_of_a_page_passes(url):
    assert [] == read(f'a: {{type: report, title: T, URL: "{url}"}}\n', "x.yaml")[1]
