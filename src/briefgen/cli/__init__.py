"""The command line: one command per file, and the only place with typer and rich.

Exit codes: 0 done · 1 findings of severity error · 2 the user must edit or pass something · 3 a bug of ours · 5 the
environment failed · 130 stopped by the user · 141 whoever read the output went away · 143 asked to end.
"""

from __future__ import annotations

import sys
from typing import NoReturn

ONE_SHOT = ("build", "check")
"""Commands that make something of a few files and end: they hold nothing open, and all they make is written before they leave."""


def program() -> NoReturn:
    """The installed command: :func:`main` for a process of its own.

    A one-shot command makes a million small objects and no cycles to speak of: to look for cycles again and again, and at last
    to take every object apart, would take a third of its time. So it does without the first (:func:`~briefgen.cli.jobs.each`
    brings it back where there are several briefs), and leaves without the second once everything is flushed. Other commands, above
    all those that stay, are left to the interpreter.
    """
    quick = sys.argv[1:2] and sys.argv[1] in ONE_SHOT
    if quick:
        import gc

        gc.disable()
    try:
        main()
    except SystemExit as leaving:
        if quick and isinstance(leaving.code, int | None):
            _leave(leaving.code or 0)
        raise
    raise SystemExit


def _leave(code: int) -> NoReturn:
    """End at once; where something is left that cannot be flushed, the interpreter is let say so."""
    import os

    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        raise SystemExit(code) from None
    os._exit(code)


def main() -> None:
    """Run the command line; leaves by :class:`SystemExit`, never by a traceback."""
    from briefgen.cli.failure import guarded
    from briefgen.cli.terminal import prepare_streams

    prepare_streams()
    with guarded():
        from briefgen.cli.plain import asked

        plainly = asked(sys.argv[1:])
        if plainly is not None:
            from briefgen.cli.building import build_all

            build_all(**plainly)
        from briefgen.cli import usage
        from briefgen.cli.app import app_for

        raise SystemExit(usage.run(app_for(sys.argv[1:])))
