"""A plain command line means without typer what it means with it."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest

from briefgen.cli import build, building, usage
from briefgen.cli.app import app_for
from briefgen.cli.plain import asked

PLAIN = (
    "build",
    "build russia-iran",
    "build one two --to pdf",
    "build --out elsewhere one -q --house flash",
    "build one --strict --no-proof --verbose",
    "build -v --to docx,html one --quiet",
)
LEFT_TO_TYPER = (
    "",
    "check one",
    "--version",
    "build --help",
    "build -h",
    "build one --to",
    "build one --to=pdf",
    "build one --to -q",
    "build one --frm pdf",
    "build one --jobs 2",
    "build one -q -q",
    "build one --to pdf --to docx",
    "build one --citations word",
    "build -- --one",
    "build -",
)


def meant(words: dict[str, Any]) -> dict[str, Any]:
    """With every option that was left out, and none for no briefs."""
    call = inspect.signature(building.build_all).bind(**words)
    call.apply_defaults()
    return {**call.arguments, "briefs": list(call.arguments["briefs"] or [])}


@pytest.mark.parametrize("line", PLAIN)
def test_a_plain_line_means_what_typer_reads_in_it(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[dict[str, Any]] = []
    monkeypatch.setattr(build, "build_all", lambda briefs, **options: read.append({"briefs": briefs, **options}))
    monkeypatch.setattr("sys.argv", ["briefgen", *line.split()])
    usage.run(app_for(line.split()))
    plainly = asked(line.split())
    assert plainly is not None
    assert meant(read[0]) == meant(plainly)


@pytest.mark.parametrize("line", LEFT_TO_TYPER)
def test_what_is_not_plain_is_left_to_typer(line: str) -> None:
    assert asked(line.split()) is None


def test_a_folder_is_a_path() -> None:
    assert asked(["build", "--out", "a b"]) == {"briefs": [], "out": Path("a b")}
