"""What ``briefgen build`` does, apart from how its command line is read."""

from __future__ import annotations

import contextlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.cli.failure import guarded
from briefgen.cli.jobs import Result, each, targets
from briefgen.cli.progress import Progress
from briefgen.cli.terminal import counted, plural, print_findings, printable, say, size
from briefgen.model.diagnostic import Severity, error
from briefgen.model.errors import BriefgenError, WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.pipeline import Written

FORMATS = "pdf,docx"
"""What is written where nobody says."""


@guarded()
def build_all(
    briefs: Sequence[str] | None,
    *,
    to: str = FORMATS,
    house: str = "",
    out: Path | None = None,
    jobs: int = 1,
    strict: bool = False,
    live: bool = False,
    proof: bool = True,
    quiet: bool = False,
    verbose: bool = False,
) -> None:
    """Build briefs and leave by :class:`SystemExit`. ``live``: in Word, citations are fields; ``proof``: files are read back."""
    named = targets(briefs)
    _refuse_collisions(named, out)
    alone = min(jobs, len(named)) <= 1
    work = partial(
        _build_one,
        formats=_formats(to),
        house=house,
        out=out,
        strict=strict,
        proof=proof,
        live=live,
        quiet=quiet or not alone,
        verbose=verbose and alone,
        alone=alone,
    )
    results: list[Result] = []
    with Progress(quiet=quiet or alone) as progress:
        progress(f"building {plural(len(named), 'brief')}")
        for result in each(named, work, jobs):
            _tell(result, quiet=quiet)
            results.append(result)
            progress(f"{len(results)} of {plural(len(named), 'brief')} built")
    raise SystemExit(max(result.exit_code for result in results))


def _formats(asked: str) -> tuple[str, ...]:
    from briefgen.pipeline import known_formats

    return tuple(known_formats([name.strip().lower() for name in asked.split(",")]))


def _build_one(
    target: str,
    *,
    formats: tuple[str, ...],
    house: str,
    out: Path | None,
    strict: bool,
    proof: bool,
    live: bool,
    quiet: bool,
    verbose: bool,
    alone: bool,
) -> Result:
    from briefgen import pipeline
    from briefgen.beside import beside
    from briefgen.memo import Memo
    from briefgen.model.ports import in_turn
    from briefgen.workspace import STATE, find

    workspace, brief = find(target, Path.cwd())
    # Beside a paper outside any workspace nothing is kept.
    keep = Memo(None if brief.single_file else workspace.root / STATE / "cache").keep
    with Progress(quiet=quiet, verbose=verbose) as progress:
        heard = partial(_heard, progress, brief.name)
        besides = partial(beside, still=progress.still) if alone else in_turn
        options = pipeline.Options(house, strict, stage=heard, proof=proof, live_citations=live, keep=keep, beside=besides)
        made = pipeline.build(workspace, brief, formats, out.resolve() if out else None, options)
    return Result(target, made.diagnostics, made.written)


def _heard(progress: Progress, name: str, doing: str) -> None:
    progress(f"{name}: {doing}")


def _tell(result: Result, *, quiet: bool) -> None:
    print_findings(f for f in result.findings if f.severity is Severity.ERROR or not quiet)
    if result.bug:
        say(result.bug)
    if result.has_errors:
        say(f"{result.target}: {counted(result.findings) or '1 failure'}; nothing was written")
    elif not quiet:
        for written in result.written:
            print(line_of(written))
        if count := counted(result.findings):
            say(f"{result.target}: {count}")


def _refuse_collisions(named: Sequence[str], out: Path | None) -> None:
    """Leave, having written nothing, where two briefs would write the same files. What cannot be read is told later."""
    from briefgen import loading
    from briefgen.workspace import find

    claims: dict[Path, dict[Path, str]] = {}
    for target in named if len(named) > 1 else ():
        with contextlib.suppress(BriefgenError):
            workspace, where = find(target, Path.cwd())
            front = loading.read_front_matter(workspace.read_text(where.file), where, "").value
            place = (out or workspace.root / "dist").resolve() / front.brief.id
            claims.setdefault(place, {}).setdefault(workspace.root / where.file, target)
    shared = {place: names for place, names in claims.items() if len(names) > 1}
    for place, names in shared.items():
        message = f"{' and '.join(names.values())} would both be written to {place.parent.name}/{place.name}.*"
        print_findings([error("same-id", message, hint="give each an id of its own; nothing was written")])
    if shared:
        raise SystemExit(WorkspaceError.exit_code)


def line_of(written: Written) -> str:
    """``dist/russia-iran.pdf  312 KB  17 pages``."""
    path = written.path
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    pages = f"  {plural(written.pages, 'page')}" if written.pages else ""
    return f"{printable(str(shown))}  {size(written.size)}{pages}"
