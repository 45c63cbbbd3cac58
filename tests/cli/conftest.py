"""The program as its users meet it, run inside the test's own process."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from beginnings import write_what_is_left
from briefgen.cli import main


@dataclass(frozen=True)
class Run:
    """How a run ended and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def briefgen(monkeypatch, capsys):
    """Call it with the command line's words; on a slow machine, too, it does not talk about what it is doing."""
    monkeypatch.setattr("briefgen.cli.progress.PATIENCE", 3600)

    def run(*words: str) -> Run:
        monkeypatch.setattr(sys, "argv", ["briefgen", *words])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Run(int(ended.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def brief(tmp_path: Path, monkeypatch, briefgen) -> Path:
    """The folder of a fresh brief ``small`` in a fresh workspace, which is the current folder."""
    (tmp_path / "ws").mkdir()
    monkeypatch.chdir(tmp_path / "ws")
    assert 0 == briefgen("new", "small").code
    return tmp_path / "ws" / "briefs" / "small"


@pytest.fixture
def finished(brief: Path) -> Path:
    """The same with nothing left to be done."""
    write_what_is_left(brief)
    return brief
