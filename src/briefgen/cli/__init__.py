"""The command line: one command per file, and the only place with typer and rich.

Exit codes: 0 done · 1 findings of severity error · 2 the user must edit or pass something · 3 a bug of ours · 5 the
environment failed · 130 stopped by the user · 141 whoever read the output went away · 143 asked to end.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; leaves by :class:`SystemExit`, never by a traceback."""
    from briefgen.cli.failure import guarded
    from briefgen.cli.terminal import prepare_streams

    prepare_streams()
    with guarded():
        from briefgen.cli import usage
        from briefgen.cli.app import app_for

        raise SystemExit(usage.run(app_for(sys.argv[1:])))
