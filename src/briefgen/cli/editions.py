"""``briefgen editions``: list, show, diff, adopt."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen import __version__
from briefgen.cli.approve import user
from briefgen.cli.check import Format
from briefgen.cli.failure import guarded
from briefgen.cli.refresh import chosen
from briefgen.cli.status import SCHEMA, edition_json
from briefgen.cli.telling import shown
from briefgen.cli.terminal import printable, say, size
from briefgen.model.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.editions import SectionChange
    from briefgen.model.edition import Edition
    from briefgen.state import State
    from briefgen.workspace import BriefFile, Workspace

editions = typer.Typer(name="editions", no_args_is_help=True, help="What readers were given: every edition of a brief.")

Brief = Annotated[str, typer.Argument(metavar="[BRIEF]", help="Which brief; not needed where there is one.", show_default=False)]
Numbered = Annotated[list[str], typer.Argument(metavar="[BRIEF] N", help="The number of an edition, after the brief's name.")]
Pair = Annotated[list[str], typer.Argument(metavar="[BRIEF] N M", help="The numbers of two editions, after the brief's name.")]
BriefOption = Annotated[str, typer.Option("--brief", "-b", metavar="NAME", help="The brief, as an option.", show_default=False)]


@editions.command("list")
@guarded()
def list_editions(
    brief: Brief = "",
    named: BriefOption = "",
    form: Annotated[Format, typer.Option("--format", help="For people or for programs.")] = Format.TEXT,
) -> None:
    """Every edition, the oldest first."""
    from briefgen.refreshing import declare
    from briefgen.state import opened

    workspace, briefs = chosen([brief or named] if brief or named else None)
    with opened(workspace) as state:
        found = {name: state.ledger.editions(name) for name in (declare(state, where).id for where in briefs)}
    if form is Format.JSON:
        _print_json(found)
        return
    for name, made in found.items():
        for edition in made:
            print(printable(f"{name}  {edition.number}  {edition.published_at}  {edition.reason}"))


@editions.command()
@guarded()
def show(words: Numbered, named: BriefOption = "") -> None:
    """What an edition is: why and when it was made, on what it rests, and its files."""
    from briefgen.refreshing.publishing import edition_folder
    from briefgen.state import opened

    brief, (number,) = _parted(words, "N")
    workspace, where = _one(brief or named)
    with opened(workspace) as state:
        edition = _edition(state, where, number)
        folder = edition_folder(state, edition)
    print(printable(f"{edition.brief}, edition {edition.number}, {edition.published_at}: {edition.reason}"))
    if edition.verified:
        print(f"found to rest on its sources still: {edition.verified}")
    print(f"text {edition.content.whole}")
    for key, text in sorted(edition.sources.items()):
        print(printable(f"  @{key}  {text}"))
    for one in edition.artifacts:
        print(f"{shown(folder / one.name)}  {size(one.size)}  {one.digest}")


@editions.command()
@guarded()
def diff(words: Pair, named: BriefOption = "") -> None:
    """What changed between two editions, by section."""
    from briefgen.editions import diff as compare
    from briefgen.refreshing.publishing import outline_in
    from briefgen.state import opened

    brief, numbers = _parted(words, "N M")
    workspace, where = _one(brief or named)
    with opened(workspace) as state:
        old, new = (outline_in(state, _edition(state, where, number)) for number in numbers)
    lines = [line for change in compare(old, new) for line in _section_lines(change)]
    lines += [
        f"  [-{old.values.get(name, '')}-] {{+{words}+}}  {name}"
        for name, words in new.values.items()
        if old.values.get(name) != words
    ]
    print(printable_lines(lines) if lines else "the two say the same")


@editions.command()
@guarded()
def adopt(
    brief: Brief = "",
    named: BriefOption = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so; without it, the user.", show_default=False)] = "",
) -> None:
    """Take the edition that editions.lock tells of as published, where the ledger was lost or is another's; nothing is sent."""
    from briefgen.cli.refresh import at_work
    from briefgen.refreshing.approving import adopt as take

    workspace, where = _one(brief or named)
    with at_work(workspace, "briefgen editions adopt") as state:
        edition = take(state, where, by or user())
    say(f"{edition.brief}: edition {edition.number} of {edition.published_at[:10]} is known now; the next is {edition.number + 1}")


# ── what they share ──────────────────────────────────────────────────────────────────────────────────────────────────


def _parted(words: Sequence[str], numbers: str) -> tuple[str, tuple[int, ...]]:
    """The brief, if it is named, and the numbers that come after it, as many as in ``N M``."""
    count = len(numbers.split())
    brief, given = words[:-count], words[-count:]
    if len(brief) > 1 or len(given) < count or not all(one.isdecimal() and int(one) for one in given):
        said = f"[BRIEF] {numbers} is expected, not {' '.join(words)}"
        raise WorkspaceError(said, hint="editions are numbered from 1; briefgen editions list names them")
    return "".join(brief), tuple(map(int, given))


def _one(name: str) -> tuple[Workspace, BriefFile]:
    workspace, briefs = chosen([name] if name else None)
    if len(briefs) != 1:
        names = ", ".join(where.name for where in briefs[:8]) or "there is none"
        raise WorkspaceError("it is not clear which brief is meant", hint=f"name it: {names}")
    return workspace, briefs[0]


def _edition(state: State, where: BriefFile, number: int) -> Edition:
    from briefgen.refreshing import declare

    made = {edition.number: edition for edition in state.ledger.editions(declare(state, where).id)}
    if number not in made:
        known = ", ".join(map(str, made)) or "none yet"
        raise WorkspaceError(f"{where.name} has no edition {number}", hint=f"there is {known}")
    return made[number]


def _print_json(found: dict[str, tuple[Edition, ...]]) -> None:
    briefs = [{"brief": name, "editions": [edition_json(edition) for edition in made]} for name, made in found.items()]
    print(json.dumps({"schema": SCHEMA, "generator": f"briefgen {__version__}", "briefs": briefs}, indent=2))


def _section_lines(change: SectionChange) -> Iterator[str]:
    """A section's changes in the form of ``git diff --word-diff=plain``."""
    from briefgen.editions import word_changes

    marks = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    kind = " (new)" if change.added else " (removed)" if change.removed else ""
    yield f"{change.title or change.name}{kind}"
    for one in change.changes:
        yield "  " + " ".join(marks[how].format(words) for how, words in word_changes(one.old, one.new))


def printable_lines(lines: list[str]) -> str:
    """Lines that cannot steer the terminal."""
    return "\n".join(map(printable, lines))
