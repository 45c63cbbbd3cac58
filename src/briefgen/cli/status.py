"""``briefgen status``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen import __version__
from briefgen.cli.check import Format
from briefgen.cli.failure import as_finding, guarded
from briefgen.cli.telling import impact_finding
from briefgen.cli.terminal import plural, print_findings, printable

if TYPE_CHECKING:
    from briefgen.engine.overview import BriefStanding, Overview, SourceStanding
    from briefgen.model.edition import Edition, Impact

SCHEMA = 1
"""Version of ``--format json``: raised when a field changes its meaning or goes, not when one is added."""


@guarded()
def status(
    form: Annotated[Format, typer.Option("--format", help="For people or for programs.")] = Format.TEXT,
) -> None:
    """Say what is due, held and failing, and what a person must do."""
    from briefgen.engine.overview import overview
    from briefgen.state import opened
    from briefgen.workspace import Workspace

    workspace = Workspace.open(Path.cwd())
    with opened(workspace) as state:
        seen = overview(state, workspace.all_briefs())
    if form is Format.JSON:
        print(as_json(seen))
    else:
        _print(seen)
    raise SystemExit(seen.exit_code)


# ── for people ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _print(seen: Overview) -> None:
    for brief in seen.briefs:
        print(printable(_line(brief)))
        if brief.failure:
            print_findings([as_finding(brief.failure)])
        if brief.held:
            print(printable(f"  held since {brief.held.since}: {'; '.join(brief.held.hold.reasons)}"))
            print_findings(map(impact_finding, brief.held.hold.impacts))
    failing = [source for source in seen.sources if source.is_failing]
    for source in failing:
        print(printable(f"  {_failing(source)}"))
    trouble = f", {len(failing)} in trouble" if failing else ""
    print(f"{plural(len(seen.briefs), 'brief')}, {plural(len(seen.sources), 'source')} watched{trouble}")
    if seen.outbox:
        print(f"outbox: {', '.join(f'{count} {state}' for state, count in seen.outbox.items())}{'; paused' * seen.paused}")
    if seen.worker:
        print(f"{seen.worker.get('what')} (process {seen.worker.get('pid')}) is at work since {seen.worker.get('since')}")


def _line(brief: BriefStanding) -> str:
    if brief.failure:
        return f"{brief.name}: cannot be read"
    latest = brief.latest
    edition = f"edition {latest.number} of {latest.published_at[:10]}" if latest else "no edition yet"
    due = f", next run {brief.next_due} ({brief.schedule})" if brief.schedule else ""
    said = f"; {brief.decision}: {brief.reason}" if brief.decision in ("wait", "skip") and not brief.held and not latest else ""
    return f"{brief.id}: {edition}{due}{said}"


def _failing(source: SourceStanding) -> str:
    known = source.known
    assert known is not None, "only what was looked at can fail"
    briefs = ", ".join(f"@{key} in {brief}" for brief, key in source.keys.items())
    last = f"last seen {known.snapshot.captured_at}" if known.snapshot else "never seen"
    return f"{briefs}: {known.state}, {plural(known.failures, 'time')} in a row, {last}: {known.reason}"


# ── for programs ─────────────────────────────────────────────────────────────────────────────────────────────────────


def as_json(seen: Overview) -> str:
    """How things stand for programs: documented in ``briefs/README.md``, one object, ASCII only."""
    value = {
        "schema": SCHEMA,
        "generator": f"briefgen {__version__}",
        "at": seen.at,
        "exit_code": seen.exit_code,
        "worker": dict(seen.worker) or None,
        "briefs": [_brief(brief) for brief in seen.briefs],
        "outbox": {"paused": seen.paused, "deliveries": dict(seen.outbox)},
        "sources": [source_json(source) for source in seen.sources],
    }
    return json.dumps(value, indent=2)


def _brief(brief: BriefStanding) -> dict[str, Any]:
    held, failure = brief.held, brief.failure
    return {
        "brief": brief.id or brief.name,
        "file": brief.file,
        "title": brief.title,
        "schedule": brief.schedule or None,
        "next_due": brief.next_due or None,
        "edition": edition_json(brief.latest) if brief.latest else None,
        "decision": brief.decision or None,
        "reason": brief.reason or None,
        "decided_at": brief.decided_at or None,
        "held": {
            "since": held.since,
            "reasons": list(held.hold.reasons),
            "sentences": [_impact(impact) for impact in held.hold.impacts],
        }
        if held
        else None,
        "failure": str(failure) if failure else None,
    }


def _impact(impact: Impact) -> dict[str, Any]:
    place = impact.position
    return {
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "source": impact.source,
        "loss": impact.loss,
        "span": impact.span or None,
        "sentence": impact.sentence,
        "judgments": list(impact.judgments),
    }


def edition_json(edition: Edition) -> dict[str, Any]:
    """An edition for programs."""
    return {
        "number": edition.number,
        "published_at": edition.published_at,
        "verified_at": edition.verified or None,
        "reason": edition.reason,
        "content": edition.content.whole,
        "files": [{"format": one.format, "name": one.name, "sha256": one.digest, "size": one.size} for one in edition.artifacts],
    }


def source_json(source: SourceStanding) -> dict[str, Any]:
    """A source for programs."""
    known = source.known
    return {
        "identity": source.identity,
        "kind": source.source.kind,
        "location": source.source.location,
        "keys": dict(source.keys),
        "state": known.state if known else None,
        "reason": (known.reason or None) if known else None,
        "captured_at": known.snapshot.captured_at if known and known.snapshot else None,
        "checked_at": known.checked_at if known else None,
        "changed_at": (known.changed_at or None) if known else None,
        "failures": known.failures if known else 0,
        "restless": bool(known and known.restless),
    }
