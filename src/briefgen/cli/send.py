"""``briefgen send``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.failure import guarded
from briefgen.cli.refresh import at_work, chosen
from briefgen.cli.telling import shown
from briefgen.cli.terminal import plural, print_findings, printable, say
from briefgen.model.errors import CheckFailed, WorkspaceError

if TYPE_CHECKING:
    from briefgen.model.delivery import Delivery
    from briefgen.outbox.dispatching import Report
    from briefgen.state import State
    from briefgen.workspace import BriefFile


@guarded()
def send(
    briefs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[BRIEF]...", help="With --test, which briefs; not needed where there is one.", show_default=False),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write what would be sent as .eml files, and send nothing.")] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where --dry-run writes; without it, mail/ here.", show_default=False)
    ] = None,
    test: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Send the next edition to one address, as a test.", show_default=False)
    ] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what a person must see.")] = False,
) -> None:
    """Send what is due to its readers, each once."""
    if out and not dry_run:
        raise WorkspaceError("--out is for --dry-run", hint="the folder of the folder channel is in briefs/briefgen.toml")
    if briefs and not test:
        raise WorkspaceError("what is due is sent as a whole", hint="name briefs only with --test")
    workspace, named = chosen(briefs)
    if test and not briefs and len(named) != 1:
        raise WorkspaceError("it is not clear which brief is to be tried out", hint="name it: briefgen send --test ADDRESS BRIEF")
    folder = (out or Path("mail")).resolve() if dry_run else None
    with at_work(workspace, "briefgen send", rehearsal=dry_run) as state:
        try:
            code = _test(state, named, test, folder) if test else _send(state, folder, quiet=quiet)
        except CheckFailed as failure:
            print_findings(failure.diagnostics)
            say("nothing was sent")
            raise SystemExit(failure.exit_code) from None
    raise SystemExit(code)


def _test(state: State, named: tuple[BriefFile, ...], address: str, folder: Path | None) -> int:
    from briefgen.engine.sending import try_out

    for where in named:
        say(f"{where.name}: a test to {address}: {try_out(state, where, address, folder)}")
    return 0


def _send(state: State, folder: Path | None, *, quiet: bool) -> int:
    from briefgen.engine.sending import rehearse
    from briefgen.engine.sending import send as send_due

    files: tuple[Path, ...] = ()
    if folder is None:
        report = send_due(state)
    else:
        report, files = rehearse(state, folder)
    for place in files:
        print(shown(place))
    tell_report(report, quiet=quiet, would=folder is not None)
    return report.exit_code


def tell_report(report: Report, *, quiet: bool = False, would: bool = False) -> None:
    """Say how a dispatch went: what waits for a person always, the rest unless ``quiet``; ``would``: it was only tried out."""
    for one in report.moved:
        if one.state != "sent":
            say(line(one))
    if would:
        sent = sum(one.state == "sent" for one in report.moved)
        say(f"{plural(sent, 'message')} would be sent; nothing was")
    elif not quiet or report.exit_code:
        for text in str(report).splitlines():
            say(text)


def line(one: Delivery) -> str:
    """``russia-iran/3/smtp/desk@example.org  failed: 550 no such mailbox``."""
    why = "; ".join(filter(None, (one.reason, one.reply)))
    return printable(f"{one.key}  {one.state}{f': {why}' if why else ''}")
