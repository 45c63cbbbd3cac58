"""What README.md shows is what happens."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from beginnings import write_what_is_left

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def transcript() -> list[tuple[str, list[str]]]:
    """Commands and what each prints."""
    steps: list[tuple[str, list[str]]] = []
    for line in "".join(blocks("console")).splitlines():
        if line.startswith("$ briefgen "):
            steps.append((line.removeprefix("$ briefgen "), []))
        else:
            steps[-1][1].append(line)
    return steps


BUILD, TEST, SEND = (block.strip() for block in blocks("sh"))


def test_every_step_of_the_tour_prints_what_is_shown(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)
    for words, shown in transcript():
        if words.startswith("approve"):
            assert "error[placeholder-text]" in briefgen(*shlex.split(words)).err
            write_what_is_left(Path("briefs/black-sea"))
        run = briefgen(*shlex.split(words))

        assert 0 == run.code, run.err
        said = (run.out + ("" if run.out else run.err)).splitlines()
        assert len(shown) == len(said)
        assert all(re.fullmatch(re.escape(line).replace("…", ".*"), other) for line, other in zip(shown, said, strict=True)), said


def toured(monkeypatch, tmp_path, briefgen, wrong: bool = False) -> str:
    """The brief of the tour with its judgment put in as told, and its key misspelt where ``wrong``; returns what a check says."""
    monkeypatch.chdir(tmp_path)
    for words, _ in transcript():
        briefgen(*shlex.split(words))
    summary, (judgment,) = Path("briefs/black-sea/sections/summary.md"), blocks("markdown")
    form = re.compile(r"^::: \{\.judgment.*?^:::\n", re.MULTILINE | re.DOTALL)
    text, count = form.subn(lambda _: judgment, summary.read_text("utf-8"))
    assert 1 == count
    summary.write_text(text.replace("@example-report, pp.", "@exmaple-report, pp.") if wrong else text, "utf-8")
    return briefgen("check", "black-sea").err


def test_the_front_matter_shown_is_the_one_that_is_written(tmp_path, monkeypatch, briefgen):
    toured(monkeypatch, tmp_path, briefgen)
    (shown,), written = blocks("yaml"), Path("briefs/black-sea/brief.md").read_text("utf-8")
    dated = re.compile(r"\d{4}-\d{2}-\d{2}")

    assert f"---\n{dated.sub('…', shown)}---\n" == dated.sub("…", written)


def test_the_judgment_shown_prints_as_told(tmp_path, monkeypatch, briefgen):
    assert "black-sea: no errors, no warnings\n" == toured(monkeypatch, tmp_path, briefgen)
    assert 0 == briefgen("build", "--to", "txt").code
    text = " ".join(Path("dist/black-sea.txt").read_text("utf-8").split())
    assert "It is likely (55–80 %) that shipments continue" in text
    assert "Moderate confidence. Basis: two independent reports." in text


def test_the_error_shown_is_the_one_that_is_said(tmp_path, monkeypatch, briefgen):
    shown = next(line for line in README.splitlines() if "error[unknown-citation]" in line)

    assert shown in toured(monkeypatch, tmp_path, briefgen, wrong=True).splitlines()


def test_every_command_and_every_option_has_help_and_is_in_the_readme():
    import typer

    from briefgen.cli.app import app_for

    group = typer.main.get_command(app_for(()))
    for name, command in group.commands.items():
        assert command.help
        assert f"`briefgen {name}" in README
        for parameter in command.params:
            assert parameter.help
            assert parameter.param_type_name == "argument" or f"`{parameter.opts[0]}" in README, parameter.opts[0]


def test_every_exit_code_is_told():
    from briefgen.cli import failure
    from briefgen.model import errors

    codes = {0, failure.BUG, failure.STOPPED, failure.ENDED} | {
        kind.exit_code for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)
    }
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert codes == told


def test_ci_runs_the_test_command_of_the_readme(repository):
    pattern = re.search(r'grep -m1 -E "(.*?)" README\.md', (repository / ".ci" / "run").read_text("utf-8"))[1]

    assert [TEST] == [line for line in README.splitlines() if re.search(pattern, line)]


def test_every_link_leads_to_a_file_of_the_repository(repository):
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", README) if "://" not in target]

    assert targets
    assert [] == [target for target in targets if not (repository / target).exists()]


@pytest.fixture
def clone(repository, tmp_path: Path) -> Path:
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(repository), str(tmp_path / "clone")], check=True)
    return tmp_path / "clone"


@pytest.mark.slow
def test_the_first_command_builds_the_example_in_a_clean_clone_and_installs_a_program_that_stands_alone(clone, tmp_path):
    subprocess.run(["bash", "-euc", BUILD], cwd=clone, check=True)
    assert {"russia-iran.docx", "russia-iran.pdf"} == {file.name for file in (clone / "dist").iterdir()}

    (tmp_path / "elsewhere").mkdir()
    for words in (["new", "black-sea"], ["build", "--strict"]):
        subprocess.run([clone / ".venv" / "bin" / "briefgen", *words], cwd=tmp_path / "elsewhere", check=True)
    assert {"black-sea.docx", "black-sea.pdf"} == {file.name for file in (tmp_path / "elsewhere" / "dist").iterdir()}


def test_the_third_command_makes_an_edition_and_shows_its_mail(repository, tmp_path, monkeypatch, briefgen):
    shutil.copytree(repository / "briefs", tmp_path / "briefs")
    monkeypatch.chdir(tmp_path)
    for command in SEND.split(" && "):
        program, *words = shlex.split(command)
        assert (".venv/bin/briefgen", 0) == (program, briefgen(*words).code)

    mail = sorted(Path("mail").iterdir())
    assert 3 == len(mail)
    assert all(file.suffix == ".eml" and file.read_bytes().startswith(b"From: Russia and Iran watch") for file in mail)
    assert not Path(".briefgen/mail").exists()


@pytest.mark.slow
def test_the_second_command_sets_up_all_that_the_tests_need_in_a_clean_clone(clone):
    command = TEST.replace("pytest -n auto", "pytest --collect-only -q -p no:cacheprovider")
    run = subprocess.run(["bash", "-euc", command], cwd=clone, capture_output=True, text=True, check=False)

    assert 0 == run.returncode, run.stdout[-2000:] + run.stderr[-2000:]
