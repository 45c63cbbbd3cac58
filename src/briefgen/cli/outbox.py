"""``briefgen outbox``: list, show, retry, resolve, pause, resume."""

from __future__ import annotations

from contextlib import AbstractContextManager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.cli.approve import user
from briefgen.cli.check import Format
from briefgen.cli.failure import guarded
from briefgen.cli.refresh import chosen
from briefgen.cli.send import line
from briefgen.cli.terminal import plural, printable, say
from briefgen.model.delivery import State as Standing
from briefgen.model.errors import WorkspaceError
from briefgen.model.nearest import did_you_mean

if TYPE_CHECKING:
    from briefgen.model.delivery import Delivery
    from briefgen.state import State

outbox = typer.Typer(name="outbox", no_args_is_help=True, help="What readers were sent and are to be sent: every delivery.")

Key = Annotated[str, typer.Argument(metavar="DELIVERY", help="Its name in the list, or a beginning that only one has.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so; without it, the user.", show_default=False)]
Chosen = Annotated[
    str, typer.Option("--edition", metavar="BRIEF/N", help="All of an edition that stand so, such as small/2.", show_default=False)
]
Stands = Annotated[
    Standing | None, typer.Option("--state", metavar="STATE", help="All that stand so, such as failed.", show_default=False)
]
Why = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, for the log.", show_default=False)]


class Word(StrEnum):
    """What a person may say about a delivery."""

    SENT = "sent"
    PENDING = "pending"
    DROPPED = "dropped"
    ON_HOLD = "on-hold"


@outbox.command("list")
@guarded()
def list_deliveries(
    form: Annotated[Format, typer.Option("--format", help="For people or for programs.")] = Format.TEXT,
    state: Annotated[
        Standing | None, typer.Option(metavar="STATE", help="Only those that stand so, such as in-doubt.", show_default=False)
    ] = None,
) -> None:
    """Every delivery and where it stands."""
    with _opened() as known:
        found = [one for one in known.ledger.deliveries() if state is None or one.state is state]
        paused = known.ledger.paused()
    if form is Format.JSON:
        _print_json(found)
        return
    for one in found:
        print(line(one))
    if paused:
        say(f"nothing leaves: paused by {paused.who} since {paused.since}{f', {paused.reason}' if paused.reason else ''}")
    if not found:
        say("there is no such delivery" if state else "the outbox is empty")


@outbox.command()
@guarded()
def show(delivery: Key) -> None:
    """One delivery: what became of it, step by step."""
    with _opened() as known:
        one = known.ledger.delivery(delivery)
        steps = known.ledger.delivery_log(one)
        size = len(known.objects.get(one.message)) if known.objects.has(one.message) else 0
    print(line(one))
    print(printable(f"list {one.list_name}, marking {one.marking or 'none'}, {one.message_id}, {size:,} bytes"))
    for step in steps:
        why = "; ".join(filter(None, (step.reason, step.reply)))
        who = f" by {step.who}" if step.who else ""
        print(printable(f"{step.at}  {step.was or 'new'} → {step.state}{who}{f': {why}' if why else ''}"))


@outbox.command()
@guarded()
def retry(
    delivery: Annotated[str, typer.Argument(metavar="[DELIVERY]", help="Its name in the list, or a beginning.")] = "",
    edition: Chosen = "",
    state: Stands = None,
    by: By = "",
) -> None:
    """Try deliveries again that failed or were refused; what may have arrived is not."""
    with _opened() as known, known.ledger.together():
        meant = _meant(known, delivery, edition, state, (Standing.FAILED, Standing.REFUSED))
        moved = [known.ledger.retry(key, by or user()) for key in meant]
    for one in moved:
        say(f"{line(one)}; send it with: briefgen send")


@outbox.command()
@guarded()
def resolve(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[DELIVERY] WORD",
            help="sent: it arrived. pending: send it again. dropped, on-hold: do not.",
            show_default=False,
        ),
    ],
    edition: Chosen = "",
    state: Stands = None,
    by: By = "",
    reason: Why = "",
) -> None:
    """Say what became of deliveries that are in doubt or on hold, or what is to become of them."""
    *delivery, word = words
    if len(delivery) > 1:
        raise WorkspaceError(
            "one delivery and one word at a time", hint="several: --edition BRIEF/N or --state STATE, and the word"
        )
    became = _word(word)
    with _opened() as known, known.ledger.together():
        meant = _meant(known, "".join(delivery), edition, state, (Standing.IN_DOUBT, Standing.ON_HOLD))
        moved = [known.ledger.resolve(key, became, by or user(), reason) for key in meant]
    for one in moved:
        say(line(one))


def _word(text: str) -> Standing:
    if text not in list(Word):
        hint = did_you_mean(text, list(Word)) or f"it is one of {', '.join(Word)}"
        raise WorkspaceError(f"{printable(text)} is no word about a delivery", hint=hint)
    return Standing(text)


def _meant(known: State, delivery: str, edition: str, state: Standing | None, usual: tuple[Standing, ...]) -> list[str]:
    """The keys of what a person means: one delivery, or all of an edition, or all, that stand so; else, as ``usual``."""
    if bool(delivery) == bool(edition or state):
        raise WorkspaceError("say which delivery, or --edition BRIEF/N, or --state STATE", hint="briefgen outbox list names them")
    if delivery:
        return [delivery]
    brief, _, number = edition.rpartition("/")
    if edition and not (brief and number.isdecimal()):
        raise WorkspaceError(f"--edition is BRIEF/N, such as small/2, not {printable(edition)}")
    every = known.ledger.deliveries(brief, int(number)) if edition else known.ledger.open_deliveries()
    wanted = (state,) if state else usual
    found = [one.key for one in every if one.state in wanted]
    if not found:
        raise WorkspaceError(
            f"no delivery{f' of {edition}' if edition else ''} is {' or '.join(wanted)}", hint="briefgen outbox list"
        )
    return found


@outbox.command()
@guarded()
def pause(by: By = "", reason: Why = "") -> None:
    """Let nothing leave, by any process, until briefgen outbox resume."""
    with _opened() as known:
        known.ledger.pause(by or user(), reason)
        waiting = known.ledger.counts().get("pending", 0)
    say(f"nothing leaves any more; {plural(waiting, 'message')} waiting")


@outbox.command()
@guarded()
def resume(by: By = "") -> None:
    """End a pause."""
    with _opened() as known:
        ended = known.ledger.resume(by or user())
    say("what is due may leave; send it with: briefgen send" if ended else "the outbox was not paused")


def _opened() -> AbstractContextManager[State]:
    """The workspace's state. It is not held alone: a person's word must not wait for whoever is at work."""
    from briefgen.state import opened

    workspace, _ = chosen(None)
    return opened(workspace)


def _print_json(found: list[Delivery]) -> None:
    import json

    from briefgen import __version__
    from briefgen.cli.status import SCHEMA

    deliveries = [delivery_json(one) for one in found]
    print(json.dumps({"schema": SCHEMA, "generator": f"briefgen {__version__}", "deliveries": deliveries}, indent=2))


def delivery_json(one: Delivery) -> dict[str, Any]:
    """A delivery for programs."""
    return {
        "key": one.key,
        "brief": one.brief,
        "edition": one.edition,
        "channel": one.channel,
        "recipient": one.recipient,
        "list": one.list_name,
        "marking": one.marking or None,
        "state": one.state,
        "since": one.since,
        "tries": one.tries,
        "next_try": one.next_try or None,
        "message_id": one.message_id,
        "message": one.message,
        "reply": one.reply or None,
        "reason": one.reason or None,
    }
