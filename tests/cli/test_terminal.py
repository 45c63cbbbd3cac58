"""What is said on a terminal, and what is left unsaid."""

from __future__ import annotations

import io
import re
import sys
import time

import pytest

from briefgen.cli import progress as progress_module
from briefgen.cli.progress import Progress
from briefgen.cli.terminal import counted, plural, print_findings, printable, size
from briefgen.model.diagnostic import error, warning
from briefgen.model.position import Position

FINDING = error("unknown-key", "'titel' is no key", Position("brief.md", 3, 7), "did you mean title?")


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


def look_at_stderr(monkeypatch, **environment: str) -> Terminal:
    """Called by the test itself: between a fixture and a test, pytest puts its own stream in place."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    for name, value in ({"TERM": "xterm-256color", "NO_COLOR": ""} | environment).items():
        monkeypatch.setenv(name, value)
    return screen


def test_a_finding_is_coloured_on_a_terminal_and_reads_the_same_without_its_colours(monkeypatch):
    terminal = look_at_stderr(monkeypatch)
    print_findings([FINDING])

    coloured = terminal.getvalue()
    assert "\033[1;31merror[unknown-key]\033[0m" in coloured
    for code in ("\033[1;31m", "\033[1m", "\033[0m"):
        coloured = coloured.replace(code, "")
    assert f"{FINDING}\n" == coloured


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colours_are_left_out_where_they_are_not_wanted(monkeypatch, name, value):
    terminal = look_at_stderr(monkeypatch, **{name: value})
    print_findings([FINDING])

    assert f"{FINDING}\n" == terminal.getvalue()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain Кириллица متن\u200cها", "plain Кириллица متن\u200cها"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("two\nlines", "two\\nlines"),
        ("abc\u202etxt.exe", "abc\\u202etxt.exe"),
        ("half \ud800", "half \\ud800"),
    ],
)
def test_characters_that_steer_a_terminal_are_shown_as_escapes(text, shown):
    assert shown == printable(text)


@pytest.mark.parametrize(("count", "said"), [(0, "1 KB"), (999, "1 KB"), (312_400, "312 KB"), (1_640_000, "1.6 MB")])
def test_a_size_is_said_in_kilobytes_or_megabytes(count, said):
    assert said == size(count)


def test_numbers_agree_with_their_words():
    assert ("1 page", "2 pages") == (plural(1, "page"), plural(2, "page"))
    assert "2 errors, 1 warning" == counted([FINDING, FINDING, warning("a", "b")])
    assert "" == counted([])


def test_what_is_quickly_done_is_not_talked_about(monkeypatch):
    terminal = look_at_stderr(monkeypatch)
    with Progress() as progress:
        progress("reading")

    assert "" == terminal.getvalue()


def test_what_takes_long_turns_on_a_terminal(monkeypatch):
    terminal = look_at_stderr(monkeypatch)
    monkeypatch.setattr(progress_module, "PATIENCE", 0.01)
    with Progress() as progress:
        progress("laying out [pages]")
        deadline = time.monotonic() + 5
        while "laying out [pages]" not in terminal.getvalue() and time.monotonic() < deadline:
            time.sleep(0.02)

    assert "laying out [pages]" in terminal.getvalue()


def test_what_takes_long_is_said_line_by_line_elsewhere(capsys, monkeypatch):
    monkeypatch.setattr(progress_module, "PATIENCE", -1)
    with Progress() as progress:
        progress("reading")
        progress("writing")

    assert "reading\nwriting\n" == capsys.readouterr().err


def test_verbose_says_every_stage_with_its_time(capsys):
    with Progress(verbose=True) as progress:
        progress("reading")
        progress("writing")

    assert re.fullmatch(r"reading: \d\.\d\d s\nwriting: \d\.\d\d s\n", capsys.readouterr().err)


def test_quiet_says_nothing(capsys, monkeypatch):
    monkeypatch.setattr(progress_module, "PATIENCE", -1)
    with Progress(quiet=True) as progress:
        progress("reading")

    assert "" == capsys.readouterr().err
