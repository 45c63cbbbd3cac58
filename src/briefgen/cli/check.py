"""``briefgen check``."""

from __future__ import annotations

import json
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen import __version__
from briefgen.cli.failure import guarded
from briefgen.cli.jobs import Result, each, targets
from briefgen.cli.progress import Progress
from briefgen.cli.terminal import counted, plural, print_findings, say
from briefgen.model.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.diagnostic import Diagnostic

SCHEMA = 1
"""Version of ``--format json``: raised when a field changes its meaning or goes, not when one is added."""


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


@guarded()
def check(
    briefs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[BRIEF]...", help="Folders, names or Markdown files; none: every brief.", show_default=False),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="For people (on standard error) or for programs.")] = Format.TEXT,
    house: Annotated[str, typer.Option(metavar="NAME", help="A house template other than the brief's.", show_default=False)] = "",
    jobs: Annotated[int, typer.Option(metavar="N", min=1, help="How many briefs to check side by side.")] = 1,
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,
) -> None:
    """Say what is wrong with briefs, where, and what to do."""
    named = targets(briefs)
    results: list[Result] = []
    with Progress(quiet=form is Format.JSON or len(named) == 1) as progress:
        for result in each(named, partial(_check_one, house=house, strict=strict), jobs):
            results.append(result)
            progress(f"{len(results)} of {plural(len(named), 'brief')} checked")
    if form is Format.JSON:
        print(as_json(results))
    else:
        _print(results)
    raise SystemExit(max(result.exit_code for result in results))


def _check_one(target: str, *, house: str, strict: bool) -> Result:
    from briefgen import pipeline
    from briefgen.workspace import find

    workspace, brief = find(target, Path.cwd())
    outcome = pipeline.check(workspace, brief, pipeline.Options(house, strict))
    return Result(target, outcome.diagnostics, exit_code=int(outcome.has_errors))


def _print(results: Iterable[Result]) -> None:
    for result in results:
        print_findings(result.findings)
        if result.bug:
            say(result.bug)
        say(f"{result.target}: {counted(result.findings) or ('1 failure' if result.bug else 'no errors, no warnings')}")


def as_json(results: Iterable[Result]) -> str:
    """The findings for programs: documented in ``README.md``, one object, ASCII only so that no terminal can spoil it."""
    briefs = [_brief(result) for result in results]
    return json.dumps({"schema": SCHEMA, "generator": f"briefgen {__version__}", "briefs": briefs}, indent=2)


def _brief(result: Result) -> dict[str, Any]:
    severities = [finding.severity for finding in result.findings]
    return {
        "brief": result.target,
        "exit_code": result.exit_code,
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
        "bug": result.bug or None,
        "findings": [_finding(finding) for finding in result.findings],
    }


def _finding(finding: Diagnostic) -> dict[str, Any]:
    place = finding.position
    return {
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "severity": str(finding.severity),
        "code": finding.code,
        "message": finding.message,
        "hint": finding.hint or None,
    }
