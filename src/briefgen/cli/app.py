"""The commands under one name."""

from __future__ import annotations

from typing import Annotated

import typer

from briefgen import __version__
from briefgen.cli.approve import approve
from briefgen.cli.build import build
from briefgen.cli.check import check
from briefgen.cli.editions import editions
from briefgen.cli.new import new
from briefgen.cli.outbox import outbox
from briefgen.cli.refresh import refresh
from briefgen.cli.run import run
from briefgen.cli.send import send
from briefgen.cli.sources import sources
from briefgen.cli.state import state
from briefgen.cli.status import status

# Rich's help and tracebacks and shell completion would double the time of every start, and completion installs files.
app = typer.Typer(
    name="briefgen",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    suggest_commands=False,  # click does already
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"briefgen {__version__}")
        raise typer.Exit


@app.callback()
def briefgen(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Build sourced analytic briefs, written in Markdown, to Word and PDF, anew when their sources change."""


app.command()(build)
app.command()(check)
app.command()(new)
app.add_typer(sources)
app.add_typer(editions)
app.command()(refresh)
app.command()(run)
app.command()(status)
app.command()(approve)
app.command()(send)
app.add_typer(outbox)
app.add_typer(state)
