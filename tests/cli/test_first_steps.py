"""What a newcomer meets in the first hour: what is left out, listed twice, torn or elsewhere is said once, and at its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HOUSE = 'extends = "house"\nrequired-sections = []\n'


def write(path: str, text: str | bytes) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text if isinstance(text, bytes) else text.encode())


def codes(run) -> list[str]:
    return re.findall(r"^[^\n]*?(?:error|warning)\[([a-z-]+)\]", run.err, re.MULTILINE)


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A brief of one section in a house that requires none."""
    monkeypatch.chdir(tmp_path)
    write("templates/plain/house.toml", HOUSE)
    write("briefs/b/brief.md", "---\ntitle: T\nhouse: plain\nsections: [summary]\n---\n")
    write("briefs/b/sections/summary.md", "# Summary\n\nText.\n")
    return tmp_path


# ── a single file ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_without_a_title_keeps_its_author_date_and_abstract(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)
    write("a.md", "---\nauthor: The Desk\ndate: 2022-01-01\nabstract: In short.\n---\n# A\n\nText.\n")

    assert 0 == briefgen("build", "a.md", "--to", "txt").code
    text = Path("dist/a.txt").read_text("utf-8")
    for words in ("The Desk", "2022", "In short.", "Text."):
        assert words in text
    assert 1 == len(re.findall(r"^\W*A$", text, re.MULTILINE))


def test_a_file_with_nothing_in_it_is_a_warning(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)
    write("a.md", "\n")

    run = briefgen("check", "a.md")
    assert (0, ["empty-document"]) == (run.code, codes(run))


def test_a_picture_without_a_name_is_one_finding(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)
    write("a.md", "# A\n\n![]()\n")

    assert ["missing-picture"] == codes(briefgen("check", "a.md"))


def test_check_and_build_say_the_same_of_a_script_without_a_font(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)
    write("a.md", "# A\n\nשלום עולם, 伊朗.\n")

    looked, built = briefgen("check", "a.md", "--strict"), briefgen("build", "a.md", "--strict")
    assert (1, 1) == (looked.code, built.code)
    assert ["missing-glyph", "missing-glyph"] == codes(looked) == codes(built)
    lenient = briefgen("build", "a.md")
    assert (0, codes(looked)) == (lenient.code, codes(lenient))


# ── a brief and its sections ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_section_that_is_listed_twice_is_an_error(own, briefgen):
    write("briefs/b/brief.md", "---\ntitle: T\nhouse: plain\nsections: [summary, summary]\n---\n")

    run = briefgen("check")
    assert (1, ["repeated-section"]) == (run.code, codes(run))
    assert "briefs/b/brief.md:4:1: error[repeated-section]: the section summary is listed twice" in run.err


def test_a_section_file_that_another_one_includes_is_printed(own, briefgen):
    write("briefs/b/sections/part.md", "A part.\n")
    assert ["unlisted-section"] == codes(briefgen("check"))

    write("briefs/b/sections/summary.md", "# Summary\n\n!include part.md\n")
    assert [] == codes(briefgen("check"))


@pytest.mark.parametrize(
    ("front", "code"), [("---\ntitle: [T\nsections: {a\n---\n", "malformed-file"), ("---\ntitle: T\n", "unclosed-front-matter")]
)
def test_of_a_torn_front_matter_only_the_tear_is_said(own, briefgen, front, code):
    write("briefs/b/brief.md", front)

    run = briefgen("check")
    assert (1, [code]) == (run.code, codes(run))


@pytest.mark.parametrize("file", ["briefs/b/brief.md", "briefs/b/sections/summary.md", "briefs/b/sources.yaml"])
def test_a_file_that_is_not_utf_8_is_the_same_fault_wherever_it_is(own, briefgen, file):
    write(file, "a: b\n".encode("utf-16"))

    run = briefgen("check")
    assert (1, ["malformed-file"]) == (run.code, codes(run))


def test_that_a_source_is_not_cited_is_not_said_where_a_section_is_missing(own, briefgen):
    write("briefs/b/sources.yaml", "a: {type: report, title: T}\n")
    assert ["unused-source"] == codes(briefgen("check"))

    write("briefs/b/brief.md", "---\ntitle: T\nhouse: plain\nsections: [summary, outlook]\n---\n")
    assert ["missing-section"] == codes(briefgen("check"))


def test_an_unknown_citation_style_names_those_there_are(own, briefgen):
    write("briefs/b/brief.md", "---\ntitle: T\nhouse: plain\nsections: [summary]\ncitations: nope\n---\n")

    run = briefgen("check")
    assert ["unknown-citation-style"] == codes(run)
    assert "known: house-author-date, house-notes; put nope.csl into" in run.err


# ── a house ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ("frob = 1\n", "unknown-key"),
        ("[roles.hedding-1]\nsize = 3\n", "unknown-role"),
        ('[colours]\nnavy = "blu"\n', "unknown-colour"),
        ("[roles]\nbody = {size = 9999}\n", "out-of-bounds"),
        ('[families]\nserif = {regular = "Nope.ttf"}\n', "missing-file"),
        ("[page\n", "malformed-file"),
        ('citation-style = "zzz"\n', "missing-file"),
    ],
)
def test_every_mistake_in_a_house_ends_with_2(own, briefgen, toml, code):
    write("templates/plain/house.toml", HOUSE.replace("required", f"{toml}required") if "[" not in toml else HOUSE + toml)

    for run in (briefgen("check"), briefgen("build")):
        assert (2, [code]) == (run.code, codes(run)), run.err
    assert not Path("dist").exists()


@pytest.mark.parametrize("keep", [0, 50_000])
def test_a_font_that_is_none_or_cut_short_ends_with_2_at_the_line_that_names_it(own, briefgen, repository, keep):
    font = (repository / "templates/house/fonts/SourceSerif4-Regular.ttf").read_bytes()
    write("templates/plain/fonts/Own.ttf", font[:keep] or "notafont")
    write("templates/plain/house.toml", f'{HOUSE}[families]\nserif = {{name = "Own", regular = "Own.ttf"}}\n')

    run = briefgen("build")
    assert (2, ["broken-font"]) == (run.code, codes(run))
    assert run.err.startswith("templates/plain/house.toml:4:")


def test_a_citation_style_of_the_house_that_is_none_ends_with_2(own, briefgen):
    write("templates/plain/csl/house-notes.csl", "<style>")
    write("briefs/b/sources.yaml", "a: {type: report, title: T}\n")
    write("briefs/b/sections/summary.md", "# Summary\n\nText [@a].\n")

    assert 2 == briefgen("check").code


def test_a_reference_to_a_table_in_the_manner_of_quarto_is_told_what_to_write(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)
    write("a.md", "# A\n\nSee @tbl-trade.\n")

    run = briefgen("check", "a.md")
    assert "(a table, figure or section is referred to by a link: [words](#tbl-trade))" in run.err
