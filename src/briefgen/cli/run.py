"""``briefgen run``."""

from __future__ import annotations

import contextlib
import shutil
import signal
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.failure import as_finding, guarded
from briefgen.cli.progress import Progress
from briefgen.cli.refresh import at_work, hearing
from briefgen.cli.send import tell_report
from briefgen.cli.telling import tallied
from briefgen.cli.terminal import print_findings, say
from briefgen.model.errors import BriefgenError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from types import FrameType

    from briefgen.outbox.dispatching import Report
    from briefgen.refreshing import Tally
    from briefgen.state import State
    from briefgen.workspace import Workspace


@guarded()
def run(
    print_systemd: Annotated[
        bool, typer.Option("--print-systemd", help="Print a systemd unit for this workspace, and leave.")
    ] = False,
    print_cron: Annotated[bool, typer.Option("--print-cron", help="Print a crontab line for this workspace, and leave.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what a person must see.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say every tick, source and brief.")] = False,
) -> None:
    """Stay, make each brief's editions on its schedule, and send them."""
    from briefgen.workspace import Workspace

    workspace = Workspace.open(Path.cwd())
    if print_systemd or print_cron:
        _print_units(workspace, systemd=print_systemd, cron=print_cron)
        return
    with at_work(workspace, "briefgen run") as state, _asked_to_stop() as stop:
        _stay(state, stop, quiet=quiet, verbose=verbose)
    if not quiet:
        say("briefgen: stopped; the next run takes up what is left")


def _print_units(workspace: Workspace, *, systemd: bool, cron: bool) -> None:
    from briefgen.engine.units import cron_line, systemd_unit
    from briefgen.settings import load_settings

    program = shutil.which("briefgen") or str(Path(sys.argv[0]).resolve())
    if systemd:
        print(systemd_unit(program, workspace.root, load_settings(workspace).mail.answer), end="")
    if cron:
        print(cron_line(program, workspace.root), end="")


def _stay(state: State, stop: threading.Event, *, quiet: bool, verbose: bool) -> None:
    from briefgen.engine import resident

    live = sys.stderr.isatty() and not quiet
    with Progress(quiet=not live) as progress:

        def told(tally: Tally | None, next_due: datetime | None) -> None:
            if tally is None:
                say("briefgen: this tick failed as a whole and is tried again; see .briefgen/log.jsonl")
            elif verbose or (not quiet and tally.decisions.keys() - {"skip", "draft"}):
                say(tallied(tally))
            progress(f"next run {_local(next_due)}" if next_due else "no brief has a schedule")

        def sent(report: Report | BriefgenError) -> None:
            if isinstance(report, BriefgenError):
                print_findings([as_finding(report)])
            elif report.moved or report.down:
                tell_report(report, quiet=quiet)

        heard = replace(hearing(progress, quiet=quiet, verbose=verbose), stopping=stop.is_set)
        resident.run(state, stop, heard, told, sent)


def _local(instant: datetime) -> str:
    return f"{instant.astimezone():%A %d %B, %H:%M %Z}"


@contextlib.contextmanager
def _asked_to_stop() -> Iterator[threading.Event]:
    """An event that the first SIGTERM or SIGINT sets; a second one ends at once, as it always does."""
    stop = threading.Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def ask(number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, before[signal.Signals(number)])

    for number in before:
        signal.signal(number, ask)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
