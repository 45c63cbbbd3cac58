"""Telling the owner of a brief's list what the brief is held for: once for each hold, whether or not anything is to be sent."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from briefgen.loading import read_front_matter
from briefgen.model.digest import digest
from briefgen.model.errors import BriefgenError
from briefgen.outbox.channels import CHANNELS, Surroundings, open_channel
from briefgen.outbox.telling import hand_over, hold_notice
from briefgen.refreshing import declare
from briefgen.refreshing.posting import channel_of, list_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.ledger import Held
    from briefgen.model.delivery import DistributionList
    from briefgen.state import State
    from briefgen.workspace import BriefFile

TOLD = "hold-told"
"""What the ledger's events call it."""


def tell_of_holds(state: State) -> tuple[str, ...]:
    """Tell owners of the holds that they have not been told of; the briefs that they were told about.

    What cannot be sent is left for the next time; a process that dies between the message and its event tells twice. Nobody is told
    while the outbox is paused, nor of a brief without a list that can be read: its hold is in ``briefgen status``.
    """
    if state.rehearsal or state.ledger.paused():
        return ()
    untold = {held.brief: held for held in state.ledger.holds() if not _is_told(state, held)}
    told = []
    for where, brief in _places(state) if untold else ():
        held = untold.get(brief)
        try:
            readers = _list(state, where) if held else None
            if held and readers and _tell(state, held, readers):
                told.append(brief)
        except BriefgenError as failure:
            state.journal.note("owner-not-told", brief=brief, reason=str(failure))
    return tuple(told)


def _is_told(state: State, held: Held) -> bool:
    return any(event.what == TOLD and event.details.get("hold") == digest(held) for event in state.ledger.events(held.brief))


def _places(state: State) -> Iterator[tuple[BriefFile, str]]:
    for where in state.workspace.all_briefs():
        try:
            yield where, declare(state, where).id
        except BriefgenError:
            continue


def _list(state: State, where: BriefFile) -> DistributionList | None:
    brief = read_front_matter(state.workspace.read_text(where.file), where, "").value.brief
    found = list_of(state.workspace, brief)
    return None if found.has_errors else found.value


def _tell(state: State, held: Held, readers: DistributionList) -> bool:
    """Whether the owner was told. An owner who has no address is never told, and not asked for again."""
    name = channel_of(state, readers)
    if name not in CHANNELS:
        return False
    notice = hold_notice(held, readers, state.workspace.clock.now())
    if notice is not None:
        channel = open_channel(name, state.settings.mail, Surroundings(state.workspace.root, os.environ))
        try:
            if not hand_over(channel, notice):
                return False
        finally:
            channel.close()
    state.ledger.note(TOLD, subject=held.brief, details={"hold": digest(held)})
    return notice is not None
