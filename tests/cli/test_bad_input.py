"""Every bad input is met by a line that says what, where and what to do, by its exit code, and by nothing having been written."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

SUMMARY = "briefs/small/sections/summary.md"
FRONT = "briefs/small/brief.md"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(path: Path, text: str) -> int:
    """Append a paragraph; returns its line."""
    before = path.read_text("utf-8").rstrip("\n")
    path.write_text(f"{before}\n\n{text}\n", encoding="utf-8")
    return before.count("\n") + 3


def dist() -> list[str]:
    return sorted(str(file) for file in Path().rglob("dist/*"))


def one_error(run, beginning: str, *parts: str, code: int = 1) -> None:
    """The run ended with ``code``, wrote nothing, and one of its lines begins with and holds what is asked for."""
    assert code == run.code, run.err
    assert [] == dist()
    lines = [line for line in run.err.splitlines() if line.startswith(beginning) and all(part in line for part in parts)]
    assert 1 == len(lines), run.err


# ── what is named does not exist ─────────────────────────────────────────────────────────────────────────────────────


def test_a_missing_brief_is_answered_with_the_nearest(brief, briefgen):
    one_error(briefgen("build", "smal"), "error[unknown-brief]: there is no brief smal (did you mean small?)", code=2)


def test_a_missing_markdown_file_is_answered_with_the_nearest(brief, briefgen):
    Path("paper.md").write_text("# A\n")

    one_error(briefgen("build", "papr.md"), "error[unknown-brief]: there is no file papr.md (did you mean paper.md?)", code=2)


def test_no_workspace_at_all_says_how_to_begin(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)

    one_error(briefgen("check"), "error[workspace-error]: there is no folder briefs/", "briefgen new NAME", code=2)


def test_a_workspace_without_briefs_says_how_to_begin(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)
    Path("briefs").mkdir()

    one_error(briefgen("check"), "error[workspace-error]: there are no briefs in", "briefgen new NAME", code=2)


def test_a_missing_section_file_is_an_error_at_the_front_matters_line(brief, briefgen):
    edit(brief / "brief.md", "  - economic", "  - economics")

    one_error(
        briefgen("build"),
        f"{FRONT}:",
        "error[missing-section]: there is no section file briefs/small/sections/economics.md (did you mean economic?)",
    )


def test_a_missing_library_is_an_error_at_the_front_matters_line(brief, briefgen):
    edit(brief / "brief.md", "status: draft", "status: draft\nbibliography: [source.yaml]")

    one_error(briefgen("build"), f"{FRONT}:19:", "error[missing-file]", "source.yaml", "did you mean sources.yaml?")


def test_a_missing_include_is_an_error_at_its_line(brief, briefgen):
    line = add(brief / "sections" / "summary.md", "!include boilerplate.md")

    one_error(briefgen("build"), f"{SUMMARY}:{line}:", "boilerplate.md")


def test_a_name_that_the_data_lack_is_one_error_and_nothing_that_follows_from_it(brief, briefgen):
    (brief / "facts.yaml").write_text("tankers: {value: 14}\n", "utf-8")
    edit(brief / "brief.md", "status: draft", "status: draft\ndata: [facts.yaml]")
    line = add(brief / "sections" / "economic.md", "At least {{ facts.tankrs }} tankers [@example-report, p. 4].")

    run = briefgen("check")
    place = f"briefs/small/sections/economic.md:{line}:10"
    finding = f"{place}: error[bad-template]: there is no tankrs in facts (did you mean tankers?)"
    assert (1, [finding, "small: 1 error"]) == (run.code, run.err.splitlines())


def test_a_missing_picture_is_an_error_at_its_line(brief, briefgen):
    line = add(brief / "sections" / "summary.md", "![A map](figures/map.png)")

    one_error(briefgen("build"), f"{SUMMARY}:{line}:1: error[missing-picture]: there is no file", "map.png (the path of")


def test_an_unknown_house_is_an_error_with_the_nearest(brief, briefgen):
    edit(brief / "brief.md", "house: house", "house: huose")

    one_error(
        briefgen("build"), f"{FRONT}:4:1: error[unknown-house]: there is no house template 'huose' (did you mean house?)", code=2
    )
    one_error(briefgen("build", "--house", "hose"), "error[unknown-house]", "did you mean house?", code=2)


def test_an_unknown_citation_style_is_an_error_at_its_line(brief, briefgen):
    edit(brief / "brief.md", "citations: {placement: footnotes}", "citations: {style: apa-9}")

    one_error(briefgen("build"), f"{FRONT}:17:13: error[unknown-citation-style]: there is no citation style 'apa-9'")


def test_an_unknown_option_is_answered_with_the_nearest(brief, briefgen):
    run = briefgen("build", "--sstrict")

    assert 2 == run.code
    assert "--strict" in run.err


def test_an_unknown_command_is_answered_with_the_nearest(brief, briefgen):
    run = briefgen("biuld")

    assert 2 == run.code
    assert "build" in run.err


def test_an_unknown_format_is_answered_with_the_nearest(brief, briefgen):
    one_error(briefgen("build", "--to", "pdf,dox"), "error[workspace-error]: there is no format 'dox' (did you mean docx?)", code=2)


# ── what is there cannot be used ─────────────────────────────────────────────────────────────────────────────────────


def test_an_unknown_key_is_an_error_at_its_line_with_the_nearest(brief, briefgen):
    edit(brief / "brief.md", "lang: en-US", "langs: en-US")

    one_error(briefgen("build"), f"{FRONT}:5:1: error[unknown-key]", "did you mean lang?")


def test_broken_yaml_is_an_error_at_its_line(brief, briefgen):
    edit(brief / "brief.md", "lang: en-US", "lang: [en-US")

    run = briefgen("build")
    assert run.code in (1, 2)
    assert run.err.startswith(f"{FRONT}:")
    assert [] == dist()


def test_a_broken_library_is_an_error_at_its_line(brief, briefgen):
    edit(brief / "sources.yaml", "type: report", "type: [report")

    run = briefgen("build")
    assert 1 == run.code
    assert any(line.startswith("briefs/small/sources.yaml:") for line in run.err.splitlines())


def test_an_unknown_citation_is_an_error_at_its_line_and_column_with_the_nearest(brief, briefgen):
    line = add(brief / "sections" / "summary.md", "A claim [@exampel-report].")

    one_error(briefgen("build"), f"{SUMMARY}:{line}:10: error[unknown-citation]", "did you mean example-report?")


def test_a_binary_file_is_not_read_as_text(brief, briefgen):
    (brief / "sections" / "summary.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")

    one_error(briefgen("build"), f"{SUMMARY}:1:1: error[malformed-file]: this is a binary file")


def test_a_binary_file_named_as_a_brief_is_not_read_as_text(brief, briefgen):
    Path("paper.md").write_bytes(b"PK\x03\x04\0\0")

    one_error(briefgen("build", "paper.md"), "paper.md:1:5: error[malformed-file]: this is a binary file")


def test_text_in_another_encoding_is_an_error_at_its_byte(brief, briefgen):
    (brief / "sections" / "summary.md").write_bytes("# Zusammenfassung\n\nÖl\n".encode("latin-1"))

    one_error(briefgen("build"), f"{SUMMARY}:3:1: error[malformed-file]: byte 19 (0xD6) is not UTF-8 (save the file as UTF-8)")


def test_an_empty_section_is_found(brief, briefgen):
    (brief / "sections" / "economic.md").write_text("")

    run = briefgen("check", "--strict")
    assert 1 == run.code
    assert "briefs/small/sections/economic.md:1:1: error[empty-section]" in run.err


def test_a_line_of_ten_megabytes_is_refused_at_its_place(brief, briefgen):
    (brief / "sections" / "economic.md").write_text("# Economic\n\n" + "word " * 2_000_000)

    run = briefgen("build")
    assert 1 == run.code
    assert any(line.startswith("briefs/small/sections/economic.md:") and "characters" in line for line in run.err.splitlines())
    assert max(map(len, run.err.splitlines())) < 400


@pytest.mark.parametrize(
    ("data", "seems"),
    [
        (b"not a picture at all", "seems to be text (name a PNG or JPEG file)"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "seems to be a damaged PNG (export it anew)"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "seems to be an SVG drawing (let its name end in .svg)"),
        (b"", "seems to be empty (save the picture again)"),
    ],
    ids=["text", "damaged", "drawing", "empty"],
)
def test_a_picture_that_is_none_is_an_error_at_its_line(brief, briefgen, data, seems):
    (brief / "figures").mkdir()
    (brief / "figures" / "map.png").write_bytes(data)
    line = add(brief / "sections" / "summary.md", "![A map](../figures/map.png)")

    one_error(briefgen("build"), f"{SUMMARY}:{line}:1: error[not-a-picture]: briefs/small/figures/map.png is not a picture", seems)


def test_a_picture_on_the_network_is_not_fetched(brief, briefgen):
    line = add(brief / "sections" / "summary.md", "![A map](https://example.org/map.png)")

    one_error(briefgen("build"), f"{SUMMARY}:{line}:1: error[remote-image]", "save the picture beside the text")


@pytest.mark.parametrize("target", ["../../../../secret.png", "/etc/passwd"])
def test_a_picture_outside_the_workspace_is_not_read(brief, briefgen, target):
    (brief.parents[2] / "secret.png").write_bytes(b"secret")
    line = add(brief / "sections" / "summary.md", f"![A map]({target})")

    one_error(briefgen("build"), f"{SUMMARY}:{line}:1: error[image-outside]", "is not inside the workspace")


def test_a_broken_house_is_an_error_at_its_line(brief, briefgen, repository):
    shutil.copytree(repository / "templates" / "house", "templates/house")
    edit(Path("templates/house/house.toml"), 'size = "a4"', 'size = "a4')

    one_error(briefgen("build"), "templates/house/house.toml:", "error[malformed-file]: not TOML", code=2)


def test_an_unknown_key_of_a_house_is_an_error_at_its_line(brief, briefgen, repository):
    shutil.copytree(repository / "templates" / "house", "templates/house")
    edit(Path("templates/house/house.toml"), "margin-left = 56", "margin-lft = 56")

    one_error(briefgen("build"), "templates/house/house.toml:", "error[unknown-key]", "margin-left", code=2)


@pytest.mark.parametrize("style", ["<style", "<html/>", "not XML"])
def test_a_broken_citation_style_is_an_error(brief, briefgen, style):
    (brief / "own.csl").write_text(style)
    edit(brief / "brief.md", "citations: {placement: footnotes}", "citations: {style: own.csl}")

    one_error(briefgen("build"), f"{FRONT}:17:", "error[unusable-citation-style]: the citation style cannot be read")


# ── the machine refuses ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_that_may_not_be_read_is_the_environments_failure(brief, briefgen, monkeypatch):
    read = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == "economic.md":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    one_error(
        briefgen("build"), "error[environment-failed]", "sections/economic.md may not be read", "give yourself permission", code=5
    )


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC, errno.EACCES])
def test_an_output_folder_that_cannot_be_written_to_is_the_environments_failure(brief, briefgen, monkeypatch, number):
    def refuse(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    one_error(
        briefgen("build", "--to", "txt"),
        "error[environment-failed]",
        "small.txt cannot be written",
        "pass --out with a folder",
        code=5,
    )


def test_a_file_in_the_way_of_the_output_folder_is_named(brief, briefgen):
    Path("out").write_text("in the way")

    run = briefgen("build", "--to", "txt", "--out", "out")
    assert 5 == run.code
    assert "a file is in the way where" in run.err
    assert "in the way" == Path("out").read_text()


def test_a_folder_in_the_way_of_one_format_keeps_all_from_being_written(brief, briefgen):
    Path("dist/small.txt").mkdir(parents=True)

    run = briefgen("build", "--to", "docx,txt")
    assert 5 == run.code
    assert "a folder of that name is in the way" in run.err
    assert ["dist/small.txt"] == dist()


INTERRUPTED = """
    import os, sys
    from pathlib import Path

    number = int(sys.argv.pop())
    Path.replace = lambda self, target: os.kill(os.getpid(), number)

    from briefgen.cli import main
    main()
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_a_build_ended_between_writing_and_renaming_leaves_the_old_file_whole(brief, number, code, repository):
    Path("dist").mkdir()
    Path("dist/small.txt").write_text("old")
    program = [sys.executable, "-c", textwrap.dedent(INTERRUPTED), "build", "small", "--to", "txt", str(int(number))]
    environment = {**os.environ, "PYTHONPATH": str(repository / "src")}

    run = subprocess.run(program, capture_output=True, text=True, check=False, env=environment)

    assert code == run.returncode, run.stderr
    assert "Traceback" not in run.stderr
    assert "old" == Path("dist/small.txt").read_text()
    assert number == signal.SIGKILL or ["dist/small.txt"] == dist()


# ── the terminal ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_terminal_that_knows_only_ascii_gets_escapes_and_no_crash(brief, repository):
    add(brief / "sections" / "summary.md", "Утверждение [@неизвестно].")
    environment = {
        **os.environ,
        "PYTHONPATH": str(repository / "src"),
        "PYTHONIOENCODING": "ascii",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
    }

    run = subprocess.run(
        [sys.executable, "-c", "from briefgen.cli import main; main()", "check"], capture_output=True, env=environment, check=False
    )

    assert 1 == run.returncode
    assert b"error[unknown-citation]" in run.stderr
    assert b"\\u043d\\u0435" in run.stderr


def test_what_an_author_wrote_cannot_steer_the_terminal(brief, briefgen):
    edit(brief / "brief.md", "house: house", 'house: "\\e[31mred"')

    run = briefgen("check")
    assert "\x1b" not in run.err
    assert 2 == run.code
