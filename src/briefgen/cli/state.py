"""``briefgen state``: check, backup, restore, prune."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli.failure import guarded
from briefgen.cli.refresh import at_work, chosen
from briefgen.cli.telling import shown
from briefgen.cli.terminal import plural, printable, say, size

state = typer.Typer(name="state", no_args_is_help=True, help="Looking after .briefgen/: the ledger and what it names.")

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The backup's folder, best on another disk.")]
FAILED = 5


@state.command()
@guarded()
def check() -> None:
    """Hold the ledger, its objects and the published files against their digests."""
    from briefgen.state import opened
    from briefgen.upkeep import problems

    workspace, _ = chosen(None)
    with opened(workspace) as known:
        found = problems(known)
    for problem in found:
        print(printable(problem))
    say(plural(len(found), "problem") if found else "all is well")
    raise SystemExit(FAILED if found else 0)


@state.command()
@guarded()
def backup(folder: Folder) -> None:
    """Copy the ledger and its objects; may be done while others work, and again into the same folder."""
    from briefgen.state import opened
    from briefgen.upkeep import back_up

    workspace, _ = chosen(None)
    with opened(workspace) as known:
        copied = back_up(known, folder.resolve())
    say(f"{shown(folder.resolve())}: the ledger and {plural(copied, 'new object')}")


@state.command()
@guarded()
def restore(folder: Folder) -> None:
    """Bring a backup back. What was done since it was made is not in it: see briefs/README.md."""
    from briefgen.instance import alone
    from briefgen.state import lock_path
    from briefgen.upkeep import restore as bring_back

    workspace, _ = chosen(None)
    with alone(lock_path(workspace), "briefgen state restore", workspace.clock.now()):
        restored = bring_back(workspace, folder.resolve())
    say(f"the ledger is that of {shown(folder.resolve())}; {plural(restored, 'object')} brought back (see briefgen status)")


@state.command()
@guarded()
def prune(
    days: Annotated[int, typer.Option("--days", min=0, metavar="N", help="Keep whatever is younger than N days.")] = 365,
) -> None:
    """Delete old snapshots and log entries that no edition or approval rests on."""
    from briefgen.upkeep import prune as let_go

    workspace, _ = chosen(None)
    with at_work(workspace, "briefgen state prune") as known:
        count, freed = let_go(known, days)
    say(f"{plural(count, 'object')} deleted, {size(freed) if freed else 'nothing'} freed")
