"""The commands under one name."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from briefgen import __version__

COMMANDS = (
    "build",
    "check",
    "new",
    "sources",
    "editions",
    "refresh",
    "run",
    "status",
    "approve",
    "send",
    "outbox",
    "state",
    "house",
)
"""Each is in a module of its name, in the order of the help."""


def app_for(words: Sequence[str]) -> typer.Typer:
    """The program with the one command that a command line begins with; with all of them where it begins otherwise.

    To load the others takes longer than to build a short brief.
    """
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
    app.callback()(briefgen)
    for name in words[:1] if words and words[0] in COMMANDS else COMMANDS:
        command = getattr(import_module(f"briefgen.cli.{name}"), name)
        if isinstance(command, typer.Typer):
            app.add_typer(command)
        else:
            app.command()(command)
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"briefgen {__version__}")
        raise typer.Exit


def briefgen(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Build sourced analytic briefs, written in Markdown, to Word and PDF, anew when their sources change."""
