"""Sending what is due: the outbox with the workspace's own lists, channels and locks."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.editions import lock_of
from briefgen.engine.owners import tell_of_holds
from briefgen.model.errors import BriefgenError, CheckFailed, EnvironmentFailed, HeldForAPerson
from briefgen.outbox.channel import NoAnswer, NotSent
from briefgen.outbox.channels import CHANNELS, Surroundings, open_channel
from briefgen.outbox.channels.rehearsal import RehearsalChannel
from briefgen.outbox.dispatching import dispatch
from briefgen.outbox.handing import SILENT, Hearing, Terms
from briefgen.outbox.lists import FOLDER, list_file, read_list
from briefgen.refreshing import Run, declare, mend
from briefgen.refreshing.trying import trial
from briefgen.refreshing.weighing import lock_beside

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefgen.editions import EditionsLock
    from briefgen.model.delivery import DistributionList, Message
    from briefgen.outbox.channel import Channel
    from briefgen.outbox.dispatching import Report
    from briefgen.state import State
    from briefgen.workspace import BriefFile, Workspace


def send(state: State, hearing: Hearing = SILENT) -> Report:
    """Deliver what is due, by the channels that it goes by, and tell owners what is held.

    Raises :class:`~briefgen.model.errors.CheckFailed`, having sent nothing, where a list has errors, and another
    :class:`~briefgen.model.errors.BriefgenError` where a channel cannot be made or the ledger does not serve.
    """
    wanted = dict.fromkeys(one.channel for one in (*state.ledger.open_deliveries(), *state.ledger.untold()))
    channels = {name: _channel(state, name) for name in wanted if name in CHANNELS}
    report = _dispatch(state, channels, hearing)
    tell_of_holds(state)
    return report


def rehearse(state: State, folder: Path, hearing: Hearing = SILENT) -> tuple[Report, tuple[Path, ...]]:
    """Write what would be sent into ``folder``; how it would go, and the files. ``state`` is one that is put back afterwards."""
    names = {one.message_id: f"{one.brief}_ed{one.edition:02}_{one.recipient}" for one in state.ledger.open_deliveries()}
    written: list[Path] = []
    channel = RehearsalChannel(folder, lambda message: names[message.id], written)
    return _dispatch(state, dict.fromkeys(CHANNELS, channel), hearing), tuple(written)


def try_out(state: State, where: BriefFile, address: str, folder: Path | None = None) -> str:
    """Send what would be the next edition of a brief to one address, as a test; what the other side said.

    ``folder``: it is written there, and not sent. Raises :class:`~briefgen.model.errors.HeldForAPerson` where nobody can tell
    whether it arrived, and :class:`~briefgen.model.errors.EnvironmentFailed` where it was not taken.
    """
    name, message = trial(state, where, address)
    channel: Channel = _channel(state, name) if folder is None else RehearsalChannel(folder, lambda _: f"test_{address}", [])
    try:
        return _handed_over(channel, message)
    finally:
        channel.close()


def _handed_over(channel: Channel, message: Message) -> str:
    try:
        return channel.hand_over(message, 1, lambda _: None).finish()
    except NotSent as refusal:
        raise EnvironmentFailed(f"the test was not taken: {refusal.reply}", hint="see [mail] in briefs/briefgen.toml") from None
    except NoAnswer as silence:
        raise HeldForAPerson(f"the test was sent, and no answer came: {silence.reason}", hint="ask whether it arrived") from None


def _channel(state: State, name: str) -> Channel:
    return open_channel(name, state.settings.mail, Surroundings(state.workspace.root, os.environ))


def _dispatch(state: State, channels: Mapping[str, Channel], hearing: Hearing) -> Report:
    terms = Terms.of(state.settings.mail)
    if "smtp" not in channels or state.rehearsal:
        terms = replace(terms, per_minute=0.0)  # no server is to be spared
    lists, locks = lists_of(state.workspace), _locks(state)
    clock = state.workspace.clock
    report = dispatch(state.ledger, state.objects, channels, lists, clock, terms=terms, locks=locks, hearing=hearing)
    for one in report.moved:
        state.journal.note("delivery", key=one.key, state=one.state, reply=one.reply, reason=one.reason)
    return report


def lists_of(workspace: Workspace) -> Mapping[str, DistributionList]:
    """Every list of a workspace, by name; raises :class:`~briefgen.model.errors.CheckFailed` where one has errors."""
    names = sorted(place.stem for place in (workspace.root / FOLDER).glob("*.toml"))
    read = {name: read_list(workspace.read_text(list_file(name)), list_file(name)) for name in names}
    findings = tuple(finding for outcome in read.values() for finding in outcome.diagnostics)
    if any(outcome.has_errors for outcome in read.values()):
        raise CheckFailed(findings)
    return {name: outcome.value for name, outcome in read.items()}


def _locks(state: State) -> Mapping[str, EditionsLock | str]:
    """What ``editions.lock`` says, or why that cannot be told, of every brief whose deliveries are open, by its identifier."""
    wanted = dict.fromkeys(one.brief for one in state.ledger.open_deliveries())
    places, failures = _places(state) if wanted else ({}, "")
    missing = failures or "the workspace has no brief of that id: restore it, or drop its deliveries with briefgen outbox resolve"
    return {brief: _lock(state, brief, Run(places[brief])) if brief in places else missing for brief in wanted}


def _places(state: State) -> tuple[Mapping[str, BriefFile], str]:
    """Where each brief is that can be read, by its identifier; and what keeps the others from being read."""
    places: dict[str, BriefFile] = {}
    failures = []
    for where in state.workspace.all_briefs():
        try:
            places[declare(state, where).id] = where
        except BriefgenError as failure:
            failures.append(f"{where.name} cannot be read: {failure}")
    return places, "; ".join(failures)


def _lock(state: State, brief: str, run: Run) -> EditionsLock | str:
    """What the lock says, written first where whoever published died before that: what a lost ledger sent is known by it alone."""
    try:
        if not state.rehearsal:
            mend(state, run, brief)
        lock, latest = lock_beside(state, run), state.ledger.latest_edition(brief)
    except BriefgenError as failure:
        return str(failure)
    if latest and state.rehearsal and (lock is None or lock.number < latest.number):
        lock = lock_of(latest)
    return lock or "there is no editions.lock beside the brief"
