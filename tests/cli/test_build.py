"""``briefgen build``: what is written, what is said, and that it is the same everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen import pipeline


def test_what_was_written_is_said_with_its_size_and_pages(brief, briefgen):
    run = briefgen("build", "small")

    lines = run.out.splitlines()
    assert ["dist/small.pdf", "dist/small.docx"] == [line.split()[0] for line in lines]
    assert lines[0].endswith("pages")
    assert (0, "") == (run.code, run.err)


def test_quiet_says_nothing_and_verbose_says_every_stage(brief, briefgen):
    assert ("", "") == (briefgen("build", "--quiet", "--to", "txt").out, briefgen("build", "--quiet", "--to", "txt").err)
    said = briefgen("build", "--verbose", "--to", "txt").err
    assert [
        stage in said
        for stage in ("small: reading", "small: formatting citations", "small: making plain text", "small: writing files")
    ]


def test_only_the_formats_asked_for_are_written_where_asked_for(brief, briefgen):
    assert 0 == briefgen("build", "--to", "txt", "--out", "elsewhere/deep").code

    assert ["elsewhere/deep/small.txt"] == [str(file) for file in Path().rglob("*.txt")]
    assert not Path("dist").exists()


def test_the_text_holds_what_the_author_wrote_and_what_the_house_adds(brief, briefgen):
    briefgen("build", "--to", "txt")

    text = " ".join(Path("dist/small.txt").read_text("utf-8").split())
    assert "likely (55–80 %)" in text
    assert "Moderate confidence" in text
    assert "title of the report" in text
    assert text.startswith("TLP:CLEAR")


def test_a_brief_with_errors_leaves_what_was_built_before(brief, briefgen):
    briefgen("build", "--to", "txt")
    before = Path("dist/small.txt").read_bytes()
    with (brief / "sections" / "summary.md").open("a", encoding="utf-8") as file:
        file.write("\nA claim [@nowhere].\n")

    run = briefgen("build", "--to", "txt")
    assert (1, before) == (run.code, Path("dist/small.txt").read_bytes())
    assert run.err.splitlines()[-1] == "small: 1 error; nothing was written"


def test_formatted_citations_are_kept_beside_the_brief_and_asked_for_once(brief, briefgen, monkeypatch):
    from briefgen.citeproc import PandocProcessor

    asked = []
    render = PandocProcessor.render
    monkeypatch.setattr(PandocProcessor, "render", lambda self, request: asked.append(1) or render(self, request))

    briefgen("build", "--to", "txt")
    first, kept = Path("dist/small.txt").read_bytes(), (brief / "citations.lock").read_bytes()
    briefgen("build", "--to", "txt")
    assert [1] == asked
    assert (first, kept) == (Path("dist/small.txt").read_bytes(), (brief / "citations.lock").read_bytes())


def test_all_briefs_of_the_workspace_are_built_where_none_is_named(brief, briefgen):
    briefgen("new", "other")

    run = briefgen("build", "--to", "txt", "--jobs", "2")
    assert ["dist/other.txt", "dist/small.txt"] == [line.split()[0] for line in run.out.splitlines()]


def test_two_briefs_of_one_name_are_refused_before_anything_is_written(brief, briefgen):
    briefgen("new", "other")
    front = Path("briefs/other/brief.md")
    front.write_text(front.read_text("utf-8").replace("id: other", "id: small"), "utf-8")

    run = briefgen("build", "--to", "txt")
    assert 2 == run.code
    assert "error[same-id]: other and small would both be written to dist/small.* (give each an id of its own" in run.err
    assert not Path("dist").exists()


def test_one_brief_named_in_two_ways_is_no_two_briefs(brief, briefgen):
    assert 0 == briefgen("build", "small", "briefs/small", "--to", "txt").code


def test_a_markdown_file_is_built_without_a_workspace_and_leaves_no_lock(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)
    Path("paper.md").write_text("---\ntitle: Paper\n---\n\n# One\n\nSome text.\n")

    run = briefgen("build", "paper.md", "--to", "txt")
    assert (0, "") == (run.code, run.err)
    assert ["dist/paper.txt", "paper.md"] == sorted(str(file) for file in Path().rglob("*.*"))
    assert "Some text." in Path("dist/paper.txt").read_text("utf-8")


def test_a_bug_of_ours_is_one_line_and_a_log_to_report(brief, briefgen, monkeypatch, tmp_path):
    def explode(*_: object) -> None:
        raise KeyError("nobody thought of this")

    monkeypatch.setattr(pipeline, "build", explode)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    run = briefgen("build")
    log = next(tmp_path.glob("briefgen-*.log"))
    assert 3 == run.code
    assert f"briefgen: a bug of ours: KeyError: 'nobody thought of this' (please report it with the file {log}" in run.err
    assert "in explode" in log.read_text("utf-8")


def test_whoever_reads_the_output_may_go_away(brief, repository):
    program = f"{sys.executable} -c 'from briefgen.cli import main; main()' check --format json | head -c 1"
    environment = {**os.environ, "PYTHONPATH": str(repository / "src")}

    run = subprocess.run(["bash", "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert ("{", "") == (run.stdout, run.stderr)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


def test_the_example_brief_has_the_same_bytes_whatever_the_machine(repository, tmp_path, elsewhere):
    built = []
    for number, (folder, seed, zone, language) in enumerate(
        [(repository, "0", "UTC", "C"), (elsewhere, "4242", "Asia/Tehran", "C.utf8")]
    ):
        environment = {
            **os.environ,
            "PYTHONPATH": str(repository / "src"),
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": language,
        }
        out = tmp_path / str(number)
        command = [
            "from briefgen.cli import main; main()",
            "build",
            str(repository / "briefs" / "russia-iran"),
            "--out",
            str(out),
            "-q",
        ]
        subprocess.run([sys.executable, "-c", *command], cwd=folder, env=environment, check=True)
        built.append({file.name: file.read_bytes() for file in out.iterdir()})

    assert {"russia-iran.docx", "russia-iran.pdf"} == set(built[0])
    assert built[0] == built[1]
