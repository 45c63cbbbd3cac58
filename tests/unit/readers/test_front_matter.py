from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefgen.model.brief import Brief, CitationChoice, Marking, Person, Placement, Status
from briefgen.model.position import Position
from briefgen.readers import read_front_matter
from briefgen.readers.fields import FIELDS
from briefgen.readers.schema import json_schema, markdown_table

ROOT = Path(__file__).parents[3]
WHOLE = """\
---
id: russia-iran
title: "Russia–Iran: a title"
subtitle: After the invasion
house: memo
lang: en-GB
authors:
  - {name: Eurasia desk, role: Author, org: Example Institute}
  - Middle East desk
contact: {name: Editor, email: editor@example.org}
organisation: Example Institute
series: Briefs
subject: Iran
keywords: [Russia, Iran]
abstract: |
  One.

  Two.
published: 2022-10-20
information_cutoff: "2022-10-19"
outlook_horizon: 2023-04-19
marking: {label: "TLP:CLEAR"}
estimative_profile: phia
sections: [summary, military/ukraine]
bibliography: [sources.yaml, more.bib]
citations: {style: house-notes, placement: endnotes}
contents: true
cover: no
status: review
schedule: {cron: "0 6 * * 1-5", timezone: America/New_York, when: always}
distribution: {list: example, formats: [pdf, docx]}
---

# Body
"""


def read(yaml: str, *, single_file: bool = False, body: str = "text\n"):
    return read_front_matter(f"---\n{yaml}\n---\n{body}", file="briefs/x/brief.md", id="x", single_file=single_file)


def findings(yaml: str, **options) -> list[str]:
    return [
        f"{found.position.line}:{found.position.column} {found.severity} {found.code}"
        for found in read(yaml, **options).diagnostics
    ]


def test_every_field_is_read():
    outcome = read_front_matter(WHOLE, file="b.md", id="folder", single_file=False)
    expected = Brief(
        id="russia-iran",
        title="Russia–Iran: a title",
        file="b.md",
        subtitle="After the invasion",
        house="memo",
        language="en-GB",
        authors=(Person("Eurasia desk", "Author", "Example Institute"), Person("Middle East desk")),
        contact=Person("Editor", email="editor@example.org"),
        organisation="Example Institute",
        series="Briefs",
        subject="Iran",
        keywords=("Russia", "Iran"),
        abstract="One.\n\nTwo.",
        published="2022-10-20",
        information_cutoff="2022-10-19",
        outlook_horizon="2023-04-19",
        marking=Marking("TLP:CLEAR"),
        estimative_profile="phia",
        sections=("summary", "military/ukraine"),
        bibliography=("sources.yaml", "more.bib"),
        citations=CitationChoice("house-notes", Placement.ENDNOTES),
        status=Status.REVIEW,
        contents=True,
        cover=False,
        schedule={"cron": "0 6 * * 1-5", "timezone": "America/New_York", "when": "always"},
        distribution={"list": "example", "formats": ("pdf", "docx")},
    )
    assert ((), expected) == (outcome.diagnostics, outcome.value.brief)


def test_the_body_and_its_first_line_come_after_the_front_matter():
    value = read_front_matter(WHOLE, file="b.md", id="x", single_file=False).value
    assert "\n# Body\n" == value.body
    assert "" == WHOLE.split("\n")[value.first_line - 1]
    assert "# Body" == WHOLE.split("\n")[value.first_line]


def test_every_key_has_its_place():
    places = read("title: a\nmarking:\n  label: x").value.brief.places
    assert {"title": (2, 1), "marking": (3, 1), "marking.label": (4, 3)} == {key: (p.line, p.column) for key, p in places.items()}


def test_what_is_left_out_has_its_default():
    assert Brief(id="x", title="a", file="briefs/x/brief.md") == read("title: a").value.brief


def test_everything_wrong_is_found_in_one_run():
    yaml = (
        "titel: x\ntitle: [a]\nlang: en_US\npublished: 2022-13-01\n"
        "marking: {label: a, portion: true}\nstatus: drafft\nstatus: draft"
    )
    assert [
        "2:1 error unknown-key",
        "3:8 error wrong-type",
        "4:7 error bad-value",
        "5:12 error bad-value",
        "6:21 error unknown-key",
        "7:9 error bad-value",
        "8:1 error duplicate-key",
    ] == findings(yaml)


def test_an_unknown_key_is_told_its_nearest():
    (found,) = read("title: a\nsubtitel: b").diagnostics
    assert ("there is no key subtitel", "did you mean subtitle?") == (found.message, found.hint)


def test_an_unknown_key_of_a_single_file_is_only_a_warning():
    assert ["2:1 warning unknown-key"] == findings("geometry: margin=2cm\ntitle: a", single_file=True)


@pytest.mark.parametrize(
    ("yaml", "found"),
    [
        ("title: a\ncontents: 'yes'", "3:11 error wrong-type"),
        ("title: a\nauthors: [{role: r}]", "3:11 error missing-key"),
        ("title: a\nschedule: often", "3:11 error wrong-type"),
        ("title: a\nestimative_profile: icd204", "3:21 error bad-value"),
        ("title: a\nmarking: {label: a, portions: true}", "3:21 error unknown-key"),
        ("title:", "2:1 error missing-title"),
        ("title: a\nid: ../../etc", "3:5 error bad-value"),
        ("title: a\ncontact: {name: Desk, email: desk at example.org}", "3:30 error bad-value"),
        ('title: a\ncontact: {name: Desk, email: "<desk@example.org>"}', "3:30 error bad-value"),
        ("title: a\npublished: October", "3:12 error bad-value"),
        ("title: a\nkeywords: [a, {b: c}]", "3:15 error wrong-type"),
        ("title: true", "2:8 error wrong-type"),
        ("title: a: b", "2:9 error malformed-file"),
        ("title: [a", "2:8 error malformed-file"),
        ("- a", "2:1 error malformed-file"),
        ("title: &a x\nsubtitle: *b", "3:11 error malformed-file"),
        ("[" * 5_000, "2:21 error malformed-file"),
    ],
)
def test_a_mistake_is_an_error_at_its_place(yaml, found):
    assert found in findings(yaml)


@pytest.mark.parametrize("yaml", ["subtitle: a", "title:", "title: ''"])
def test_a_brief_without_a_title_is_an_error(yaml):
    assert ["missing-title"] == [found.code for found in read(yaml).diagnostics]


def test_a_text_without_front_matter_is_all_body():
    outcome = read_front_matter("Text\n", file="dir/my paper.md", id="x", single_file=True)
    assert ((), "Text\n", 1) == (outcome.diagnostics, outcome.value.body, outcome.value.first_line)
    assert "my paper" == outcome.value.brief.title


def test_a_single_file_takes_its_first_heading_for_a_title():
    assert "It’s so" == read("lang: en", single_file=True, body="## Two\n\n# It's *so* {#a}\n").value.brief.title


def test_a_line_of_hyphens_before_an_empty_line_is_a_thematic_break():
    text = "---\n\nText\n\n---\n"
    assert text == read_front_matter(text, file="a.md", id="a", single_file=True).value.body


def test_front_matter_that_is_not_closed_is_an_error_at_its_beginning():
    (found,) = read_front_matter("---\ntitle: a\n", file="a.md", id="a", single_file=False).diagnostics
    assert ("unclosed-front-matter", Position("a.md")) == (found.code, found.position)


def test_the_metadata_of_a_pandoc_file_is_understood():
    yaml = (
        "title: T\nauthor: One\ndate: 20 October 2022\nlang: de\nbibliography: refs.bib\ncsl: chicago.csl\n"
        "toc: true\nabstract: A\nkeywords: k"
    )
    outcome = read(yaml, single_file=True)
    brief = outcome.value.brief
    assert () == outcome.diagnostics
    assert ((Person("One"),), "20 October 2022", "de") == (brief.authors, brief.published, brief.language)
    assert (("refs.bib",), "chicago.csl", True) == (brief.bibliography, brief.citations.style, brief.contents)
    assert ("A", ("k",)) == (brief.abstract, brief.keywords)


@pytest.mark.parametrize("author", ["[One, Two]", "[{name: One}, {name: Two, affiliation: I}]"])
def test_authors_of_a_pandoc_file_are_texts_or_mappings(author):
    assert ["One", "Two"] == [person.name for person in read(f"title: T\nauthor: {author}", single_file=True).value.brief.authors]


def test_two_names_of_one_field_are_a_warning():
    outcome = read("title: T\nauthor: One\nauthors: [Two]")
    assert ["double-key"] == [found.code for found in outcome.diagnostics]
    assert ["Two"] == [person.name for person in outcome.value.brief.authors]


def test_an_alias_stands_for_its_value():
    brief = read("title: &t a\nsubtitle: *t").value.brief
    assert ("a", "a") == (brief.title, brief.subtitle)


def test_the_published_schema_is_that_of_the_fields():
    assert json_schema() == (ROOT / "briefs" / "brief.schema.json").read_text(encoding="utf-8")


def test_the_schema_knows_every_field():
    assert {field.name for field in FIELDS} == set(json.loads(json_schema())["properties"])


def test_the_documentation_has_the_table_of_the_fields():
    assert markdown_table() in (ROOT / "briefs" / "README.md").read_text(encoding="utf-8")


def test_without_a_word_on_it_nothing_is_released_by_itself_and_only_changes_are_told():
    brief = read("title: T").value.brief
    assert (None, "changed") == (brief.auto_release, brief.notify)


def test_changed_data_may_be_released_by_itself():
    brief = read("title: T\nauto_release: data\nnotify: always").value.brief
    assert ("data", "always") == (brief.auto_release, brief.notify)


@pytest.mark.parametrize("line", ["auto_release: text", "auto_release: true", "notify: never"])
def test_another_release_or_notice_is_an_error(line):
    outcome = read(f"title: T\n{line}")
    assert outcome.has_errors
    assert (None, "changed") == (outcome.value.brief.auto_release, outcome.value.brief.notify)


@pytest.mark.parametrize("single_file", [True, False])
def test_a_key_of_pandocs_that_is_the_houses_here_says_so(single_file):
    (finding,) = read_front_matter(
        "---\ntitle: A\nnumbersections: true\n---\n", file="a.md", id="a", single_file=single_file
    ).diagnostics
    assert ("unknown-key", True) == (finding.code, "number-headings" in finding.hint)
