"""``briefgen sources``: list, refresh, accept, diff, status."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen import __version__
from briefgen.cli.check import Format
from briefgen.cli.failure import guarded
from briefgen.cli.progress import Progress
from briefgen.cli.refresh import at_work, chosen
from briefgen.cli.status import SCHEMA, source_json
from briefgen.cli.telling import tell_capture
from briefgen.cli.terminal import plural, printable, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.engine.overview import SourceStanding
    from briefgen.workspace import BriefFile, Workspace

sources = typer.Typer(name="sources", no_args_is_help=True, help="What briefs rest on: what is watched, and what became of it.")

Form = Annotated[Format, typer.Option("--format", help="For people or for programs.")]
Keys = Annotated[
    list[str] | None, typer.Argument(metavar="[KEY]...", help="Citation keys; none: every source.", show_default=False)
]


@sources.command("list")
@guarded()
def list_sources(form: Form = Format.TEXT) -> None:
    """Every source that is watched, and which briefs cite it."""
    found, _ = _standing(None)
    if form is Format.JSON:
        _print_json(found)
        return
    for source in found:
        print(printable(f"{_keys(source)}  {source.source.kind}  {source.source.location}"))
    if not found:
        say("no source is watched: none has a URL or a file that briefgen refresh looks at")


@sources.command()
@guarded()
def status(keys: Keys = None, form: Form = Format.TEXT) -> None:
    """How old each snapshot is, when the source last changed and how it fares; of those named, which sentences rest on them."""
    found, workspace = _standing(keys)
    if form is Format.JSON:
        _print_json(found)
        return
    for source in found:
        print(printable(_health(source)))
        if keys:
            _print_sentences(workspace, source)


@sources.command()
@guarded()
def refresh(
    keys: Keys = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what a person must see.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say what came of every source.")] = False,
) -> None:
    """Look at sources now, and decide nothing."""
    from briefgen.refreshing import Hearing
    from briefgen.refreshing.looking import look_now

    workspace, briefs = chosen(None)
    with at_work(workspace, "briefgen sources refresh") as state, Progress(quiet=quiet) as progress:
        tally = look_now(state, briefs, keys or (), Hearing(progress, partial(tell_capture, verbose=verbose)))
    if not quiet:
        say(", ".join(f"{count} {name}" for name, count in sorted(tally.captures.items())) or "no source is watched")


@sources.command()
@guarded()
def accept(key: Annotated[str, typer.Argument(help="A citation key.")]) -> None:
    """Look at a source now and take what it says as it is, though it was rejected: it moved house, or was cut short for good."""
    from briefgen.refreshing import Hearing
    from briefgen.refreshing.looking import look_now

    workspace, briefs = chosen(None)
    with at_work(workspace, "briefgen sources accept") as state, Progress() as progress:
        tally = look_now(state, briefs, (key,), Hearing(progress, partial(tell_capture, verbose=True)), accepted=True)
    say(", ".join(f"{count} {name}" for name, count in sorted(tally.captures.items())))


@sources.command()
@guarded()
def diff(key: Annotated[str, typer.Argument(help="A citation key.")]) -> None:
    """What changed in a source between its last two snapshots, in words."""
    from briefgen.refreshing.looking import last_change
    from briefgen.state import opened

    found, workspace = _standing([key])
    with opened(workspace) as state:
        for source in found:
            before, after, changes = last_change(state, source.source)
            if not before:
                say(f"{_keys(source)}: {'seen once, and unchanged since' if after else 'never captured'}")
                continue
            print(printable(f"{_keys(source)}  {before} → {after}"))
            lines = (
                printable(f"{sign} {words}") for one in changes for sign, words in (("-", one.before), ("+", one.after)) if words
            )
            print("\n".join(lines))


# ── what they share ──────────────────────────────────────────────────────────────────────────────────────────────────


def _standing(keys: Sequence[str] | None) -> tuple[tuple[SourceStanding, ...], Workspace]:
    """The sources of that name in any brief of the workspace, or all."""
    from briefgen.engine.overview import named, overview
    from briefgen.state import opened

    workspace, briefs = chosen(None)
    with opened(workspace) as state:
        return named(overview(state, briefs).sources, keys or ()), workspace


def _print_json(found: Sequence[SourceStanding]) -> None:
    value = {"schema": SCHEMA, "generator": f"briefgen {__version__}", "sources": [source_json(source) for source in found]}
    print(json.dumps(value, indent=2))


def _keys(source: SourceStanding) -> str:
    return ", ".join(f"@{key} ({brief})" for brief, key in source.keys.items())


def _health(source: SourceStanding) -> str:
    known = source.known
    if known is None:
        return f"{_keys(source)}: not looked at yet"
    seen = f"captured {known.snapshot.captured_at}" if known.snapshot else "never captured"
    changed = f", changed {known.changed_at}" if known.changed_at else ""
    trouble = f", {known.state} {plural(known.failures, 'time')} in a row: {known.reason}" if known.failures else ""
    restless = ", restless: it changes at every look, and only its evidence is compared" if known.restless else ""
    return f"{_keys(source)}: {seen}{changed}{trouble}{restless}"


def _print_sentences(workspace: Workspace, source: SourceStanding) -> None:
    from briefgen.refreshing.resting import resting_on

    for where in _citing(workspace, source):
        for sentence in resting_on(workspace, where, frozenset(source.keys.values())):
            print(printable(f"  {sentence.position}: {sentence.text}"))


def _citing(workspace: Workspace, source: SourceStanding) -> tuple[BriefFile, ...]:
    return tuple(where for where in workspace.all_briefs() if where.file in source.files)
