"""``briefgen new``: a brief that builds at once."""

from __future__ import annotations

from pathlib import Path

import pytest

MISSION = ["economic", "military/syria", "military/ukraine", "military/venezuela", "summary", "us-policy-implications"]


def test_a_new_brief_has_the_sections_of_the_mission_and_builds_without_a_finding(brief, briefgen):
    sections = brief / "sections"

    assert MISSION == sorted(file.relative_to(sections).with_suffix("").as_posix() for file in sections.rglob("*.md"))
    run = briefgen("build", "--strict")
    assert (0, "") == (run.code, run.err)
    assert {"dist/small.docx", "dist/small.pdf"} == {str(file) for file in Path("dist").iterdir()}


def test_it_says_what_it_made_and_what_to_do_next(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)

    run = briefgen("new", "black-sea", "--title", 'The "Black Sea": after the deal')
    assert ("briefs/black-sea\n", 0) == (run.out, run.code)
    assert "briefgen build black-sea" in run.err
    assert r'title: "The \"Black Sea\": after the deal"' in Path("briefs/black-sea/brief.md").read_text("utf-8")
    assert 0 == briefgen("check", "--strict").code


def test_nothing_that_is_there_is_overwritten(brief, briefgen):
    (brief / "brief.md").write_text("mine")

    run = briefgen("new", "small")
    assert (2, "mine") == (run.code, (brief / "brief.md").read_text())
    assert "briefs/small is there already (choose another name; nothing was changed)" in run.err


@pytest.mark.parametrize(
    ("name", "remedy"), [("Black Sea", "try black-sea"), ("../up", "try up"), ("", "for instance russia-iran")]
)
def test_a_name_that_is_none_is_refused_with_one_that_is(tmp_path, monkeypatch, briefgen, name, remedy):
    monkeypatch.chdir(tmp_path)

    run = briefgen("new", name)
    assert 2 == run.code
    assert remedy in run.err
    assert [] == list(tmp_path.iterdir())


def test_an_unknown_house_is_refused_before_anything_is_made(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)

    run = briefgen("new", "black-sea", "--house", "hous")
    assert 2 == run.code
    assert "did you mean house?" in run.err
    assert [] == list(tmp_path.iterdir())


def test_inside_a_workspace_the_brief_joins_the_others(brief, monkeypatch, briefgen):
    monkeypatch.chdir(brief / "sections")

    assert 0 == briefgen("new", "other").code
    assert (brief.parent / "other" / "brief.md").is_file()


def test_in_a_house_of_ones_own_it_has_the_sections_that_the_house_requires_and_builds(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)
    Path("templates/own").mkdir(parents=True)
    Path("templates/own/house.toml").write_text(
        'extends = "house"\nrequired-sections = ["summary", "outlook/next-year"]\n', "utf-8"
    )

    assert 0 == briefgen("new", "grain", "--house", "own").code
    folder = Path("briefs/grain/sections")
    assert ["outlook/next-year.md", "summary.md"] == sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.md"))
    assert "# Next year\n" in (folder / "outlook/next-year.md").read_text("utf-8")
    run = briefgen("build", "--strict", "--to", "txt")
    assert (0, "") == (run.code, run.err)


def test_a_house_that_requires_nothing_gets_a_summary(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)
    Path("templates/own").mkdir(parents=True)
    Path("templates/own/house.toml").write_text('extends = "house"\nrequired-sections = []\n', "utf-8")

    assert 0 == briefgen("new", "grain", "--house", "own").code
    assert 0 == briefgen("check", "--strict").code
    assert [Path("briefs/grain/sections/summary.md")] == list(Path("briefs/grain/sections").rglob("*.md"))


def test_a_broken_house_is_told_with_its_line_and_nothing_is_made(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)
    Path("templates/own").mkdir(parents=True)
    Path("templates/own/house.toml").write_text('extends = "house"\nfrob = 1\n', "utf-8")

    run = briefgen("new", "grain", "--house", "own")
    assert 2 == run.code
    assert "templates/own/house.toml:2:1: error[unknown-key]" in run.err
    assert not Path("briefs").exists()


def test_what_is_begun_in_american_english_is_spelt_so(brief):
    text = "".join(file.read_text("utf-8") for file in brief.rglob("*.md"))

    assert "lang: en-US" in text
    assert "theater" in text
    assert "theatre" not in text


def test_what_is_begun_cannot_be_approved_before_it_is_written(brief, briefgen):
    run = briefgen("approve", "small", "--by", "Duty editor")

    assert (1, "") == (run.code, run.out)
    said = [line.split(": error[placeholder-text]: ")[0] for line in run.err.splitlines() if "error[placeholder-text]" in line]
    files = sorted(file for file in brief.rglob("*.*") if file.is_file())
    assert {str(file.relative_to(Path.cwd())) for file in files} == {place.split(":")[0] for place in said}
    assert run.err.endswith("small: not approved\n")


def test_what_is_begun_and_then_written_can_be_approved(finished, briefgen):
    assert 0 == briefgen("approve", "small", "--by", "Duty editor").code
