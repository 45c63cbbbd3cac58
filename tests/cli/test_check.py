"""``briefgen check``: what it finds, in both forms."""

from __future__ import annotations

import json
from pathlib import Path

from briefgen import __version__


def break_citation(brief: Path) -> None:
    with (brief / "sections" / "economic.md").open("a", encoding="utf-8") as file:
        file.write("\nA claim [@exampel-report, p. 4].\n")


def test_a_good_brief_has_nothing_found_and_nothing_is_written(brief, briefgen):
    before = sorted(Path().rglob("*"))

    run = briefgen("check")
    assert (0, "") == (run.code, run.out)
    assert run.err.endswith("small: no errors, no warnings\n")
    assert before == sorted(Path().rglob("*"))


def test_a_finding_is_one_line_with_its_place_and_remedy_and_the_count_closes(brief, briefgen):
    break_citation(brief)
    line = (brief / "sections" / "economic.md").read_text("utf-8").count("\n")

    run = briefgen("check", "small")
    assert (1, "") == (run.code, run.out)
    place = f"briefs/small/sections/economic.md:{line}:10"
    said = f"{place}: error[unknown-citation]: there is no source 'exampel-report' (did you mean example-report?)"
    assert [said, "small: 1 error"] == run.err.splitlines()


def test_a_warning_leaves_the_exit_code_alone_unless_strict(brief, briefgen):
    (brief / "sections" / "draft.md").write_text("Not listed.\n")

    assert 0 == briefgen("check").code
    run = briefgen("check", "--strict")
    assert 1 == run.code
    assert "error[unlisted-section]: briefs/small/sections/draft.md is not printed" in run.err


def test_a_brief_that_cannot_be_looked_at_does_not_keep_the_others_from_it(brief, briefgen):
    assert 0 == briefgen("new", "other").code
    break_citation(brief)

    run = briefgen("check", "nowhere", "small", "other")
    assert 2 == run.code
    assert "error[unknown-brief]: there is no brief nowhere" in run.err
    assert "small: 1 error" in run.err
    assert "other: no errors, no warnings" in run.err


def test_the_form_for_programs_is_stable(brief, briefgen):
    break_citation(brief)
    line = (brief / "sections" / "economic.md").read_text("utf-8").count("\n")

    run = briefgen("check", "small", "--format", "json")
    assert (1, "") == (run.code, run.err)
    assert {
        "schema": 1,
        "generator": f"briefgen {__version__}",
        "briefs": [
            {
                "brief": "small",
                "exit_code": 1,
                "errors": 1,
                "warnings": 0,
                "bug": None,
                "findings": [
                    {
                        "file": "briefs/small/sections/economic.md",
                        "line": line,
                        "column": 10,
                        "severity": "error",
                        "code": "unknown-citation",
                        "message": "there is no source 'exampel-report'",
                        "hint": "did you mean example-report?",
                    }
                ],
            }
        ],
    } == json.loads(run.out)


def test_the_form_for_programs_says_what_could_not_be_looked_at(brief, briefgen):
    run = briefgen("check", "smal", "--format", "json")

    found = json.loads(run.out)["briefs"][0]
    assert (2, 2, "unknown-brief", None) == (
        run.code,
        found["exit_code"],
        found["findings"][0]["code"],
        found["findings"][0]["file"],
    )


def test_several_briefs_side_by_side_are_told_in_the_order_in_which_they_were_named(brief, briefgen):
    assert 0 == briefgen("new", "other").code

    alone, together = briefgen("check", "small", "other"), briefgen("check", "--jobs", "2", "small", "other")
    assert (alone.code, alone.out, alone.err) == (together.code, together.out, together.err)


def test_a_markdown_file_is_checked_without_a_workspace(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)
    Path("paper.md").write_text("---\ntitle: Paper\n---\n\n# One\n\nText.\n")

    run = briefgen("check", "paper.md")
    assert (0, "paper.md: no errors, no warnings\n") == (run.code, run.err)
