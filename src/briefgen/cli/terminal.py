"""What is said on the terminal, and how: findings, colours, sizes. Whatever an author wrote is only ever text here."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from unicodedata import category

from briefgen.model.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.model.diagnostic import Diagnostic

_STEERING = {"Cc", "Cs", "Zl", "Zp"}
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_RESET, _BOLD = "\033[0m", "\033[1m"
_COLOURS = {Severity.ERROR: "\033[1;31m", Severity.WARNING: "\033[1;33m", Severity.INFO: "\033[36m"}


def prepare_streams() -> None:
    """Let every character through: one that the terminal's encoding lacks is written as its escape, never an exception.

    A stream that the caller has closed leads nowhere, and its number is taken, so that no file we write to gets it.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(number)
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (open for as long as we run)
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (the same)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def has_colour(stream: TextIO) -> bool:
    """Whether to colour: on a terminal that can, unless ``NO_COLOR`` (https://no-color.org) says otherwise."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(text: str) -> None:
    """A line for the user, on standard error."""
    with heedless():
        print(printable(text), file=sys.stderr, flush=True)


@contextlib.contextmanager
def heedless() -> Iterator[None]:
    """What cannot be said because standard error is full or broken is left unsaid; a reader who went away is told of."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError:
        pass


def printable(text: str) -> str:
    """The text on one line, with control characters shown as escapes, so that a file cannot steer the terminal."""
    return "".join(repr(c)[1:-1] if category(c) in _STEERING or c in _BIDI else c for c in text)


def print_findings(findings: Iterable[Diagnostic]) -> None:
    """Findings on standard error, one a line, those of one file together under no heading: the place says it."""
    colour = has_colour(sys.stderr)
    with heedless():
        for finding in findings:
            print(_coloured(finding) if colour else printable(str(finding)), file=sys.stderr)
        sys.stderr.flush()


def _coloured(finding: Diagnostic) -> str:
    place = f"{_BOLD}{printable(str(finding.position))}:{_RESET} " if finding.position else ""
    remedy = f" ({printable(finding.hint)})" if finding.hint else ""
    kind = f"{_COLOURS[finding.severity]}{finding.severity}[{finding.code}]{_RESET}"
    return f"{place}{kind}: {printable(finding.message)}{remedy}"


def counted(findings: Iterable[Diagnostic]) -> str:
    """How many errors and warnings, in words; empty for none."""
    severities = [finding.severity for finding in findings]
    counts = ((severities.count(kind), str(kind)) for kind in (Severity.ERROR, Severity.WARNING))
    return ", ".join(plural(count, word) for count, word in counts if count)


def plural(count: int, word: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{count} {word}{'' if count == 1 else 's'}"


def size(count: int) -> str:
    """A number of bytes in kilobytes or megabytes."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(round(count / 1e3), 1)} KB"
