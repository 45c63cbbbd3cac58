"""``briefgen approve``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.failure import guarded
from briefgen.cli.refresh import chosen
from briefgen.cli.telling import impact_finding
from briefgen.cli.terminal import plural, print_findings, printable, say
from briefgen.model.errors import CheckFailed

if TYPE_CHECKING:
    from briefgen.refreshing.approving import Approved


@guarded()
def approve(
    brief: Annotated[str, typer.Argument(help="The brief's folder or name.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who approves; without it, the user.", show_default=False)] = "",
) -> None:
    """Release what a brief says now, over what its sources said when they were last seen."""
    from briefgen.refreshing.approving import NotShown
    from briefgen.refreshing.approving import approve as release
    from briefgen.state import opened

    workspace, (where,) = chosen([brief])
    with opened(workspace) as state:
        try:
            made = release(state, where, by or user())
        except CheckFailed as failure:
            print_findings(failure.diagnostics)
            say(f"{brief}: not approved")
            raise SystemExit(failure.exit_code) from None
        except NotShown as failure:
            print_findings(impact_finding(impact) for impact in failure.impacts)
            raise
    _tell(made, by or user())


def user() -> str:
    """Who is at the keyboard, as far as the machine knows."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def _tell(made: Approved, who: str) -> None:
    if not made.is_news:
        say(f"{made.brief}: edition {made.number - 1} says this already; there is nothing to approve")
        return
    print(printable(f"{made.title}"))
    ground = plural(len(made.sources), "source")
    print(f"approved by {printable(who)} as edition {made.number}, text {made.content.whole[:12]}, over {ground}")
    for change in made.changes:
        print(printable(f"  {change.title}: {plural(len(change.changes), 'paragraph')} changed"))
    print_findings(impact_finding(impact) for impact in made.impacts)
    say("any change to the text, or to what its sources say, asks for a new approval; publish with: briefgen refresh")
