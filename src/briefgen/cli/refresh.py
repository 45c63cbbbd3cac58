"""``briefgen refresh``."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.failure import guarded
from briefgen.cli.progress import Progress
from briefgen.cli.telling import tallied, tell_capture, tell_verdict
from briefgen.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.refreshing import Hearing, Tally
    from briefgen.state import State
    from briefgen.workspace import BriefFile, Workspace

Briefs = Annotated[
    list[str] | None, typer.Argument(metavar="[BRIEF]...", help="Folders or names; none: every brief.", show_default=False)
]


@guarded()
def refresh(
    briefs: Briefs = None,
    due: Annotated[bool, typer.Option("--due", help="Only briefs whose schedule says that it is time.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would happen, and write nothing.")] = False,
    no_proof: Annotated[bool, typer.Option("--no-proof", help="Write the files without reading them back.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what a person must see.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say every stage, source and brief.")] = False,
) -> None:
    """Look at sources once, and make the editions that are due."""
    workspace, named = chosen(briefs)
    with at_work(workspace, "briefgen refresh", rehearsal=dry_run) as state, Progress(quiet=quiet, verbose=verbose) as progress:
        heard = replace(hearing(progress, quiet=quiet, verbose=verbose, would=dry_run), proof=not no_proof)
        tally = _tick(state, named, heard, due=due)
        held = len(standing_holds(state))
    if not quiet:
        say(tallied(tally, would=dry_run))
    raise SystemExit(max(tally.exit_code, 4 if held else 0))


def _tick(state: State, named: Sequence[BriefFile], heard: Hearing, *, due: bool) -> Tally:
    from briefgen.engine.tick import tick, tick_due

    return tick_due(state, named, heard)[0] if due else tick(state, named, heard)


def hearing(progress: Progress, *, quiet: bool = False, verbose: bool = False, would: bool = False) -> Hearing:
    """What a tick says as it goes."""
    from briefgen.refreshing import SILENT, Hearing

    capture = SILENT.capture if quiet else partial(tell_capture, verbose=verbose)
    return Hearing(progress, capture, partial(tell_verdict, quiet=quiet, verbose=verbose, would=would))


def chosen(named: Sequence[str] | None) -> tuple[Workspace, tuple[BriefFile, ...]]:
    """The workspace, and the briefs that a user named in it, or all. Raises :class:`~briefgen.model.errors.WorkspaceError`."""
    from briefgen.model.errors import WorkspaceError
    from briefgen.workspace import Workspace, find

    if not named:
        workspace = Workspace.open(Path.cwd())
        return workspace, workspace.all_briefs()
    found = [find(name, Path.cwd()) for name in dict.fromkeys(named)]
    workspace = found[0][0]
    for other, brief in found:
        if brief.single_file:
            raise WorkspaceError(
                f"{brief.file} is a file by itself", hint="editions are made of the briefs of a workspace, under briefs/"
            )
        if other.root != workspace.root:
            raise WorkspaceError(
                f"{brief.file} is in another workspace than {found[0][1].file}", hint="name briefs of one workspace"
            )
    return workspace, tuple(brief for _, brief in found)


@contextlib.contextmanager
def at_work(workspace: Workspace, what: str, *, rehearsal: bool = False) -> Iterator[State]:
    """The state of a workspace, held alone; of a rehearsal, which changes nothing, without keeping others from it."""
    from briefgen.instance import alone
    from briefgen.state import lock_path, opened, rehearsed
    from briefgen.upkeep import sweep

    if rehearsal:
        with rehearsed(workspace) as state:
            yield state
        return
    with alone(lock_path(workspace), what, workspace.clock.now()), opened(workspace) as state:
        sweep(workspace)
        yield state


def standing_holds(state: State) -> tuple[str, ...]:
    """The briefs of the workspace that wait for a person; one that was removed asks nothing of anybody."""
    if not state.ledger.holds():
        return ()
    from briefgen.engine.overview import overview

    return tuple(brief.id for brief in overview(state, state.workspace.all_briefs()).briefs if brief.held)
