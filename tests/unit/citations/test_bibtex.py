from __future__ import annotations

import pytest

from briefgen.citations import read_library


def read(text):
    return read_library(text, file="a.bib")


def item(fields, kind="book"):
    outcome = read(f"@{kind}{{key, {fields}}}")
    return outcome.value["key"].csl


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("{World Bank}", [{"literal": "World Bank"}]),
        ("{Barnes and Noble} and Doe, Jane", [{"literal": "Barnes and Noble"}, {"family": "Doe", "given": "Jane"}]),
        ("Jan van der Berg", [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}]),
        ("Doe, Jr., Sam", [{"family": "Doe", "given": "Sam", "suffix": "Jr."}]),
        (r"M{\"u}ller, J{\"o}rg", [{"family": "Müller", "given": "Jörg"}]),
        (r"{\'E}cole Libre", [{"family": "Libre", "given": "École"}]),
        ("Reuters", [{"literal": "Reuters"}]),
    ],
)
def test_names_are_split_before_latex_is_decoded(names, expected):
    assert expected == item(f"title = {{T}}, author = {{{names}}}")["author"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("year = 2022, month = aug", {"date-parts": [[2022, 8]]}),
        ('year = "2022", month = aug # "~11"', {"date-parts": [[2022, 8, 11]]}),
        ('year = 2022, month = "11~" # aug', {"date-parts": [[2022, 8, 11]]}),
        ("year = 2022, month = {August}, day = 11", {"date-parts": [[2022, 8, 11]]}),
        ("year = 2022, month = 8", {"date-parts": [[2022, 8]]}),
        ("year = 2022", {"date-parts": [[2022]]}),
        ("date = {2022-08-11/2022-08-14}", {"date-parts": [[2022, 8, 11], [2022, 8, 14]]}),
        ("date = {2022~}", {"date-parts": [[2022]], "circa": True}),
    ],
)
def test_dates_of_both_dialects_are_read(fields, expected):
    assert expected == item(f"title = {{T}}, {fields}")["issued"]


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (
            "article",
            "journal = {J}, number = 4, pages = {1--5}",
            {"type": "article-journal", "container-title": "J", "issue": "4", "page": "1-5"},
        ),
        ("article", "entrysubtype = {newspaper}", {"type": "article-newspaper"}),
        (
            "techreport",
            "number = 4, institution = {I}",
            {"type": "report", "number": "4", "publisher": "I", "genre": "Technical report"},
        ),
        ("online", r"url = {https://example.org/a\_b~c%20d}", {"type": "webpage", "URL": "https://example.org/a_b~c%20d"}),
        ("misc", r"howpublished = {\url{https://example.org/x}}", {"type": "document", "URL": "https://example.org/x"}),
        ("phdthesis", "school = {U}", {"type": "thesis", "publisher": "U", "genre": "PhD thesis"}),
        (
            "inproceedings",
            "booktitle = {B}, address = {L}",
            {"type": "paper-conference", "container-title": "B", "publisher-place": "L"},
        ),
        ("book", "langid = {ngerman}, doi = {10.1/x}", {"language": "de", "DOI": "10.1/x"}),
        ("book", r"note = {``Quoted'' --- 50\% \& more}", {"note": "“Quoted” — 50% & more"}),
    ],
)
def test_types_and_fields_get_their_names_in_csl(kind, fields, expected):
    made = item(f"title = {{The {{IAEA}} report}}, {fields}", kind)

    assert expected == {name: made.get(name) for name in expected}
    assert "The IAEA report" == made["title"]


def test_definitions_are_put_in():
    assert "Institute" == read('@string{i = "Institute"}\n@book{a, title={T}, publisher = i}').value["a"].csl["publisher"]


def test_a_broken_entry_is_an_error_at_its_line_and_the_others_survive():
    outcome = read("@book{first, title={A}}\n\n@article{broken, title={B,\n  year = 2020\n\n@book{last, title={C}}\n")

    assert ["first", "last"] == list(outcome.value)
    (finding,) = outcome.diagnostics
    assert ("a.bib:3:1", "look for a missing brace or comma") == (str(finding.position), finding.hint)
    assert "the entry that begins '@article{broken, title={B,' cannot be read" == finding.message


def test_repeated_keys_and_fields_are_errors_at_their_lines():
    outcome = read("@book{a, title={A}}\n@book{b, title={B}, title={C}}\n@book{a, title={D}}")

    assert [("duplicate-key", 2), ("duplicate-source", 3)] == [(d.code, d.position.line) for d in outcome.diagnostics]
    assert ["A", "B"] == [reference.csl["title"] for reference in outcome.value.values()]


def test_a_slip_of_the_pen_is_remarked_on_and_a_program_s_own_field_is_not():
    outcome = read("@book{a,\n  title={A},\n  pubisher={P},\n  file={x.pdf},\n  timestamp={2020}, groups={g}, bdsk-url-1={u}}")

    assert ["a.bib:3:1: warning[unknown-csl-field]: BibTeX has no field 'pubisher'; it is not used (did you mean publisher?)"] == [
        str(d) for d in outcome.diagnostics
    ]


def test_an_unknown_entry_type_is_an_error_with_the_nearest():
    (finding,) = read("@reprt{a, title={A}}").diagnostics

    assert "a.bib:1:1: error[unknown-source-type]: CSL has no type 'reprt' (did you mean report?)" == str(finding)


def test_names_that_cannot_be_split_are_an_error():
    (finding,) = read("@book{a,\n  title={A},\n  author={Doe, A, B, C, D}}").diagnostics

    assert ("malformed-name", 3) == (finding.code, finding.position.line)


def test_the_fields_of_briefgen_are_written_with_its_name_before_them():
    assert {"foreign_domain": True, "state_control": "full"} == read(
        "@online{a, title={A}, briefgen-foreign_domain={true}, briefgen-state_control={full}}"
    ).value["a"].fields


@pytest.mark.parametrize(
    "text", ["{" * 50_000, "@book{a, title={" + "{" * 5_000 + "}" * 5_000 + "}}", "@", "@book{", "\x00@book{a}"]
)
def test_hostile_text_never_ends_in_a_traceback(text):
    assert read(text).value.keys() <= {"a"}
