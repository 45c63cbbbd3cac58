"""A command line that cannot be read, told in one line: what is wrong, and what there is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefgen.cli.terminal import say
from briefgen.model.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    import click

MISUSED = 2
"""The exit code for it."""


def run(app: Any) -> int:
    """Let typer's ``app`` do what the command line says; returns the exit code."""
    import click

    try:
        return int(app(prog_name="briefgen", standalone_mode=False) or 0)
    except click.UsageError as problem:
        if type(problem).__name__ == "NoArgsIsHelpError":  # which click has from 8.2 on
            problem.show()
        else:
            say(f"briefgen: {told(problem)}")
        return MISUSED


def told(problem: click.UsageError) -> str:
    """What is wrong and what to do: ``no such option --xy (did you mean --to?)``."""
    from click.exceptions import MissingParameter, NoSuchOption

    command: Any = problem.ctx.command if problem.ctx else None
    see = f"see {problem.ctx.command_path if problem.ctx else 'briefgen'} --help"
    unknown = re.match(r"No such command '(?P<name>.*?)'", problem.message)
    if isinstance(problem, NoSuchOption):
        options = (name for parameter in command.params for name in parameter.opts) if command else ()
        return f"no such option {problem.option_name} ({_near(problem.option_name, options) or see})"
    if unknown:
        return f"no such command {unknown['name']} ({_near(unknown['name'], getattr(command, 'commands', ())) or see})"
    if isinstance(problem, MissingParameter) and problem.param and problem.param.param_type_name == "argument":
        return f"{problem.param.metavar or (problem.param.name or 'an argument').upper()} is missing ({see})"
    return f"{_plainly(problem.format_message())} ({see})"


def _near(name: str, known: Iterable[str]) -> str:
    """The nearest name as a question; dashes count for nothing, or every short option would be near."""
    bare = {one.lstrip("-"): one for one in known}
    found = nearest(name.lstrip("-"), bare)
    return f"did you mean {bare[found[0]]}?" if found else ""


def _plainly(message: str) -> str:
    """``Invalid value for '--format': 'xml' is not one of …`` without the marks around names and the full stop."""
    words = re.sub(r"'(-{1,2}[\w-]+)'", r"\1", " ".join(message.split())).rstrip(".")
    return words[:1].lower() + words[1:]
